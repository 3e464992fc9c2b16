/* Every text measured and in its place, or it is said which doesn't fit. */
#ifndef MADOGUCHI_FORMS_PDF_LAYOUT_H
#define MADOGUCHI_FORMS_PDF_LAYOUT_H

#include <stdio.h>

#include "forms/page.h"
#include "forms/pdf/fonts.h"

/* Where an item has come to stand, in hundredths of a millimetre; a text's true size. */
struct placed {
	int sheet;
	int x, y, w, h;
	PangoLayout *layout;	/* of a text; owned */
	int layout_y;		/* where it begins */
};

/* One for each item of the page. NULL: the texts don't fit, and the report says which. */
struct placed *layout_page(struct fonts *, const struct page *, FILE *report);
void layout_free(struct placed **, size_t count);

double layout_points(int hundredths);

#endif
