/* Days on which the national system stands still: one file beside the profiles, read with each of them. */
#ifndef MADOGUCHI_RULE_STOP_PRIVATE_H
#define MADOGUCHI_RULE_STOP_PRIVATE_H

#include "base/fault.h"
#include "base/ini.h"
#include "rule/calendar-private.h"

#define STOPS_MAX 32

struct stop {
	const char *text, *source;
	struct date from, until;	/* in force; no date: no limit */
	struct calendar_days days;
	uint32_t procedures;		/* that need the system: a mask of 1u << enum procedure_kind */
};

/* Owns the strings that its stops point to. */
struct stop_days {
	struct stop list[STOPS_MAX];
	size_t count;
	struct ini file;
	bool missing;			/* there is no such file */
};

/*
 * Reads the file in the profile's own folder, else that in dir. None there isn't an error: missing says so. ERR_PROFILE
 * with faults. Free it with stop_free, also after an error.
 */
enum err stop_read(const char *profile, const char *dir, struct stop_days *, struct faults *);
enum err stop_read_file(const char *path, struct stop_days *, struct faults *);
void stop_free(struct stop_days *);

/* Whether the system stands still on that day because of it, or of any of them. */
bool stop_holds(const struct stop *, struct date);
bool stop_any(const struct stop_days *, struct date);

#endif
