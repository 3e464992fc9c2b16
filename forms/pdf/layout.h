/* Measures and places every text, or reports which one does not fit. */
#ifndef MADOGUCHI_FORMS_PDF_LAYOUT_H
#define MADOGUCHI_FORMS_PDF_LAYOUT_H

#include <stdio.h>

#include "forms/page.h"
#include "forms/pdf/fonts.h"

/* The position of an item, and the final size of its text, in hundredths of a millimetre. */
struct placed {
	int sheet;
	int x, y, w, h;
	PangoLayout *layout;	/* of a text; owned */
	int layout_y;		/* top of the text */
};

/* One entry for each item; attributes: of its text, by glyphs_check. NULL if texts do not fit; the report says which. */
struct placed *layout_page(struct fonts *, const struct page *, PangoAttrList *const attributes[], FILE *report);
void layout_free(struct placed **, size_t count);

double layout_points(int hundredths);

#endif
