/* Draws a laid-out page as PDF. */
#ifndef MADOGUCHI_FORMS_PDF_DRAW_H
#define MADOGUCHI_FORMS_PDF_DRAW_H

#include "forms/pdf/layout.h"

/* Appends the PDF to out; false if cairo or the QR library failed. */
bool draw_pdf(const struct page *, const struct placed *, struct buf *out);

#endif
