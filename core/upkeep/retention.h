/* How long personal data is kept: data per kind of case and of paper, in years, of bookings in days. */
#ifndef MADOGUCHI_UPKEEP_RETENTION_H
#define MADOGUCHI_UPKEEP_RETENTION_H

#include "base/date.h"
#include "base/fault.h"

#define RETENTION_NAME 24
#define RETENTION_KINDS_MAX 48

/*
 * A case that ended, a file made for printing, a person who can be told apart among the looks of the audit log, whoever
 * was booked for a day.
 */
enum retention_of { RETENTION_CASE, RETENTION_PAPER, RETENTION_LOOKS, RETENTION_BOOKINGS };

/* name: of a case that is done its procedure, of others their state; of a paper its code; "" of looks and bookings. */
struct retention_kind {
	enum retention_of of;
	char name[RETENTION_NAME];
	int years, days;	/* days: of bookings, which have no years */
};
struct retention { struct retention_kind kinds[RETENTION_KINDS_MAX]; size_t count; };

/*
 * Reads a file. Each kind of case must be in it, looks and bookings; papers: which kinds of paper it must have and no
 * others, ended by NULL. Each with its years (bookings: days) and its source. A refusal can be appealed for a year
 * (行政不服審査法 18 II), so its years are at least 1. ERR_IO, ERR_CONFIG with faults, ERR_MEMORY.
 */
enum err retention_read(const char *path, const char *const *papers, struct retention *, struct faults *);

/* NULL: there is none. */
const struct retention_kind *retention_find(const struct retention *, enum retention_of, const char *name);

/*
 * The first day that is still kept: what ended before it is to be erased today. Years are fiscal ones, from the April
 * 1st after the end; 0 is less than a year, from the day after the end. Days are whole ones after a booking's.
 */
struct date retention_limit(const struct retention_kind *, struct date today);

#endif
