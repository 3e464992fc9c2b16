/* Writes CSV (RFC 4180) that spreadsheets open as it is meant. */
#ifndef MADOGUCHI_BASE_CSV_WRITE_H
#define MADOGUCHI_BASE_CSV_WRITE_H

#include "base/buf.h"

#define CSV_MARK "\xef\xbb\xbf"		/* before the first record: spreadsheets take it for UTF-8 then */

/*
 * Appends a field, behind a comma unless it is the record's first; quoted where it has to be. A text that a spreadsheet
 * would take for a formula (= + - @, a tab or a line end in front, also full-width) gets an apostrophe in front.
 */
void csv_put(struct buf *, const char *field, bool first);

/* A number, which is never a formula. */
void csv_put_number(struct buf *, long number, bool first);

#endif
