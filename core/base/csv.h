/* Reads comma-separated values as RFC 4180 has them, record by record, whatever the file's size. */
#ifndef MADOGUCHI_BASE_CSV_H
#define MADOGUCHI_BASE_CSV_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CSV_FIELDS_MAX 32
#define CSV_RECORD_MAX 8192	/* bytes of one record */

enum csv_got { CSV_RECORD, CSV_FAULT, CSV_END };

/* Zeroed but for in. */
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
 * The next record that isn't empty: UTF-8, ended by CRLF or LF; a BOM at the file's beginning is passed over. After a
 * fault it goes on with the next line. Whether CSV_END came by a fault in reading is ferror's to tell.
 */
enum csv_got csv_next(struct csv *);

void csv_wipe(struct csv *);

#endif
