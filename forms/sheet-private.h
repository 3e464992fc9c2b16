/* Shared by the files of the sheets. */
#ifndef MADOGUCHI_FORMS_SHEET_PRIVATE_H
#define MADOGUCHI_FORMS_SHEET_PRIVATE_H

#include "forms/letter-private.h"
#include "forms/sheet.h"

/* What a sheet is made of; it asks the store itself. */
struct sheet_matter { struct store *store; struct date day; int ticket; const struct printing *printing; };

enum err sheet_day(const struct sheet_matter *, struct page *);
enum err sheet_post(const struct sheet_matter *, struct page *);
enum err sheet_labels(const struct sheet_matter *, struct page *);
enum err sheet_ticket(const struct sheet_matter *, struct page *);

/* Begins a sheet with municipality, counter, title and day. Returns y below it. */
int sheet_head(const struct sheet_matter *, struct page *, const char *title);

/*
 * The size, size or smaller, of a text in a box w by h: a page shrinks it to half of that at most, and then the longest
 * name still fits, which no sheet may stop for.
 */
int sheet_size(const char *text, int w, int h, int size);

/* A cell of a table, with a line around it; field is its name for reports. */
void sheet_cell(struct page *, int x, int y, int w, int h, const char *field, enum page_align, const char *fmt, ...)
    __attribute__((format(printf, 8, 9)));

#endif
