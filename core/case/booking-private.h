/* A booking system's list, line by line. Others write it, so it is read apart, as a residents' extract is. */
#ifndef MADOGUCHI_CASE_BOOKING_PRIVATE_H
#define MADOGUCHI_CASE_BOOKING_PRIVATE_H

#include "case/booking.h"

/* What is kept of a line: moment and birth date as YYYY-MM-DD has them, procedure and visitor as facts do. */
struct booking_line {
	char reference[BOOKING_REFERENCE_MAX], at[24], counter[BOOKING_COUNTER_MAX], procedure[16], visitor[16];
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1], born[16];
};

/* e and faults: what the process that reads has to say; ended: it came to its end. */
struct booking_lines {
	struct faults faults;
	enum err e;
	bool ended;
	int64_t other, rest;		/* booking_sums */
	size_t count;
	struct booking_line list[BOOKING_LINES_MAX];
};

struct booking_list { FILE *in; const char *name; const struct booking_how *how; struct date today; };

/*
 * Reads it all, by a process of its own that is confined to that file (base/apart.h) where the file is none of memory;
 * what it says is held against what it may say. ERR_DATA: faults say why, or it ended before its time; ERR_TOO_LONG,
 * ERR_IO, ERR_MEMORY. The lines are the caller's, who gives them back; NULL after ERR_MEMORY.
 */
enum err booking_read(const struct booking_list *, struct faults *, struct booking_lines **);
void booking_lines_free(struct booking_lines **);

/* What that process left in them is what booking_read_here may say, and it came to its end. */
bool booking_lines_hold(const struct booking_lines *);

/* booking-read.c: the same in this process, into zeroed lines; confined: it gives up all else before it reads. */
enum err booking_read_here(const struct booking_list *, bool confined, struct booking_lines *);

#endif
