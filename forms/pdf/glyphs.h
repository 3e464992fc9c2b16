/* Whether a font has every character of a text, each with its mark or variant. */
#ifndef MADOGUCHI_FORMS_PDF_GLYPHS_H
#define MADOGUCHI_FORMS_PDF_GLYPHS_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stdio.h>

#include "forms/page.h"

/*
 * Reports each character that the font lacks, once, and puts U+3013 in its place. A mark that has a composed character
 * is composed; a variant counts only if the font has that very variant. false: one was lacking.
 */
bool glyphs_check(PangoFont *, struct page_item *, FILE *report);

#endif
