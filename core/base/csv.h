/* Reads CSV (RFC 4180), and what spreadsheets call by that name, record by record in constant memory. */
#ifndef MADOGUCHI_BASE_CSV_H
#define MADOGUCHI_BASE_CSV_H

#include "base/recode.h"

#define CSV_FIELDS_MAX 32
#define CSV_RECORD_MAX 8192	/* bytes of one record */

enum csv_got { CSV_RECORD, CSV_FAULT, CSV_END };

/* Zero it, then set source.in and what else recode.h says. */
struct csv {
	struct recode source;
	char record[CSV_RECORD_MAX];		/* the fields stand here, each with its NUL; wiped by csv_end */
	char raw[CSV_RECORD_MAX + 1];		/* the record as it was written, in UTF-8 */
	size_t raw_len;				/* CSV_RECORD_MAX + 1: it was longer, and is cut */
	const char *fields[CSV_FIELDS_MAX];
	size_t ends[CSV_FIELDS_MAX];		/* in raw, where each field's separator or line end stands */
	size_t n;
	int line;				/* the record's first line, from 1 */
	int lines;				/* read so far */
	/* Comma, tab or semicolon, whichever comes first outside quotes; or what the first line says (sep=;). */
	int separator;
	bool after_cr, begun;		/* begun: a record was read */
	char again[CSV_RECORD_MAX];		/* lines behind one whose quote isn't closed, to be read once more */
	size_t again_at, again_len;
	const char *fault;			/* a Japanese sentence with CSV_FAULT */
};

/*
 * Reads the next record that isn't blank: one without anything in its fields is. A first line sep=; isn't one either.
 * Lines end with CRLF, LF or CR, and ="00123" is 00123. After CSV_FAULT, reading resumes at the next line: of a quote
 * that isn't closed the fault is in the line where it stands. At CSV_END, source.failed says whether
 * reading failed, and source.over whether there was too much.
 */
enum csv_got csv_next(struct csv *);

/*
 * The record, or the line that has a fault, as its bytes stand in the file, with its line end; of the first all that is
 * before it, too. NULL: there were too many.
 */
const unsigned char *csv_source(struct csv *, size_t *len);

void csv_end(struct csv *);

#endif
