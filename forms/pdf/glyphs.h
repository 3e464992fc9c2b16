/* Checks that a font has every character of a text, with its combining mark or variation selector. */
#ifndef MADOGUCHI_FORMS_PDF_GLYPHS_H
#define MADOGUCHI_FORMS_PDF_GLYPHS_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stdio.h>

#include "forms/page.h"

/*
 * Reports each missing character once and replaces it by U+3013. A combining mark is composed with its letter if
 * possible; a variant counts as present only if the font has that variant. False if any was missing.
 */
bool glyphs_check(PangoFont *, struct page_item *, FILE *report);

#endif
