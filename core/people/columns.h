/* The columns of an extract, or of a list of bookings: what a file calls them, and the person of a line. */
#ifndef MADOGUCHI_PEOPLE_COLUMNS_H
#define MADOGUCHI_PEOPLE_COLUMNS_H

#include <stdint.h>
#include <stdio.h>

#include "base/csv.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/person-columns.h"

#define COLUMNS_HEADER_MAX (4 * CSV_RECORD_MAX)

/* Zero it, then set all but the columns. */
struct columns {
	struct csv *csv;		/* at the record that is read */
	const char *name;		/* of the file, for its faults */
	struct faults *faults;
	const char *called;		/* what the settings say of the columns; may be NULL */
	const char *as_written;		/* residents.h; may be NULL */
	struct date today;
	bool bookings;			/* the columns of bookings, too; of a person the name alone is needed */
	unsigned list[CSV_FIELDS_MAX];	/* person-columns.h */
	char own[CSV_FIELDS_MAX][64];	/* what the file calls them */
	size_t n;
};

/* A fault of the record's line. what: one sentence in Japanese, told in the language of the program. */
void columns_fault(struct columns *, const char *field, const char *what);
void columns_fault_csv(struct columns *);	/* of CSV_FAULT: in which field, and what */

/* Behind the last record: ERR_IO; ERR_TOO_LONG, told: the file is larger than the reader takes. */
enum err columns_end(struct columns *);

/* What the file calls a column, or else its usual name. */
const char *columns_name(const struct columns *, unsigned column);
bool columns_blank(const char *field);

/* Where a column stands; n: there is none. */
size_t columns_place(const struct columns *, unsigned column);

/* columns-header.c: reads the header. False: the lines can't be checked. */
bool columns_read(struct columns *);

/* Reads the person of the record. False: it has a fault. */
bool columns_person(struct columns *, struct person *);

/*
 * The field of a column that isn't a person's, trimmed and checked as text; "" where there is no such column. False: it
 * has a fault, which is told.
 */
bool columns_text(struct columns *, unsigned column, char *out, size_t size);

/* The record has as many fields as the header; behind them only blank ones. */
bool columns_fit(const struct columns *);

/*
 * columns-number.c: an individual number (個人番号) stands in a field of the record, or in its line ("") where nobody
 * knows the fields; in one that is read also among more digits. The record written as it stands in the file; where it
 * has such a number, in whatever field, with a sign that no field takes for each of its digits (residents.h). False: it
 * is too long to be written.
 */
bool columns_hold_number(const struct columns *, const char **field);
void columns_fault_number(struct columns *, const char *field);
bool columns_write(const struct columns *, FILE *);

/* Whether the record may be read: the line is whole, and no individual number stands in it. False: it was told. */
bool columns_sound(struct columns *, enum csv_got);

/*
 * columns-rest.c: what an import leaves out: the lines with a fault, byte by byte as they stand in the file, behind its
 * header and what stands before that. But each digit of what is or may hold an individual number is U+FFFD, or ? in an
 * encoding that has no such character: both are refused until they are mended.
 */
struct columns_rest {
	FILE *out;			/* the caller's */
	int64_t count;			/* of those lines */
	unsigned char header[COLUMNS_HEADER_MAX];
	size_t header_len;
};

/* Once the header has been read. Forgets what was counted. */
void columns_keep_header(struct columns *, struct columns_rest *);

/* The record, which has a fault, but without an individual number. ERR_IO. */
enum err columns_leave_out(struct columns *, struct columns_rest *);

#endif
