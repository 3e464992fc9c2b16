/* Reads CSV (RFC 4180) record by record, in constant memory. */
#ifndef MADOGUCHI_BASE_CSV_H
#define MADOGUCHI_BASE_CSV_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CSV_FIELDS_MAX 32
#define CSV_RECORD_MAX 8192	/* bytes of one record */

enum csv_got { CSV_RECORD, CSV_FAULT, CSV_END };

/* Zero it, then set in. */
struct csv {
	FILE *in;				/* the caller's */
	char record[CSV_RECORD_MAX];		/* the fields stand here, each with its NUL; wiped by csv_wipe */
	const char *fields[CSV_FIELDS_MAX];
	size_t n;
	int line;				/* the record's first line, from 1 */
	int lines;				/* read so far */
	int64_t bytes;
	int ahead[2], pending;			/* read, but given back */
	const char *fault;			/* a Japanese sentence with CSV_FAULT */
};

/*
 * Reads the next non-empty record. Input is UTF-8 with CRLF or LF line ends; a BOM at the beginning is skipped. After
 * CSV_FAULT, reading resumes at the next line. At CSV_END, ask ferror() whether reading failed.
 */
enum csv_got csv_next(struct csv *);

void csv_wipe(struct csv *);

#endif
