/* Checks that a font has every character of a text, with its combining mark or variation selector. */
#ifndef MADOGUCHI_FORMS_PDF_GLYPHS_H
#define MADOGUCHI_FORMS_PDF_GLYPHS_H

#include <stdbool.h>
#include <stdio.h>

#include "forms/page.h"
#include "forms/pdf/fonts.h"

/*
 * A character that the item's font lacks is taken from mj where that has it: an attribute says so, for layout_page.
 * What neither has is reported once and replaced by U+3013; so is a U+3013 of a field reported, which stands for a
 * character that nobody had before. A combining mark is composed with its letter if possible; a variant counts as
 * present only if the font has that variant. False if any was missing.
 */
bool glyphs_check(const struct fonts *, struct page_item *, PangoAttrList *, FILE *report);

/*
 * Adds the code points of what would be replaced, and each U+3013 that stands in a field with its neighbours, both with
 * room to write, none twice: " U+E000［　　　］、 〓橋［　　　］"; none more once codes has over most bytes.
 */
void glyphs_missing(const struct fonts *, const struct page_item *, struct buf *codes, size_t most);

#endif
