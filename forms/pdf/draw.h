/* A page that has been laid out, as PDF. */
#ifndef MADOGUCHI_FORMS_PDF_DRAW_H
#define MADOGUCHI_FORMS_PDF_DRAW_H

#include "forms/pdf/layout.h"

/* Adds the PDF to out; false: cairo or the QR library failed. */
bool draw_pdf(const struct page *, const struct placed *, struct buf *out);

#endif
