/* Says at the foot of a sheet which characters are printed as 〓 on it. */
#ifndef MADOGUCHI_FORMS_PDF_FOOTNOTE_H
#define MADOGUCHI_FORMS_PDF_FOOTNOTE_H

#include "forms/page.h"
#include "forms/pdf/fonts.h"

/* Adds such a line to each sheet that has any; before glyphs_check. */
void footnotes_add(const struct fonts *, struct page *);

#endif
