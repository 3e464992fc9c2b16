/* Erases what has been kept for its time: a plan that only looks, and what carries it out, on record. */
#ifndef MADOGUCHI_UPKEEP_PURGE_H
#define MADOGUCHI_UPKEEP_PURGE_H

#include "audit/audit.h"
#include "base/case-number.h"
#include "upkeep/retention.h"

#define PURGE_DIGEST 65
#define PURGE_WHY_MAX 41
#define PURGE_FILE_MAX 64

/* Of one kind: what ended before limit is due; how much of it there is, and when the first and the last of it ended. */
struct purge_kind {
	const struct retention_kind *kind;
	struct date limit, first, last;
	int64_t count;
};

/* A case whose time has come, and a file that was made for printing of a case; kind: an index into kinds. */
struct purge_case { char number[CASE_NUMBER_MAX]; size_t kind; };
struct purge_file { char number[CASE_NUMBER_MAX], name[PURGE_FILE_MAX]; size_t kind; };

struct purge_plan {
	struct retention retention;
	struct purge_kind kinds[RETENTION_KINDS_MAX];	/* as in retention, in its order */
	struct purge_case *cases;
	struct purge_file *files;
	size_t case_count, file_count;
	int64_t residents;		/* rows of extracts that aren't in force; of one that is being imported, too */
	int64_t preserved;		/* cases whose time has come and that somebody still needs */
	char digest[PURGE_DIGEST];	/* of all of it: two plans with the same erase the same */
};

/* papers: the folder of files made for printing; one that isn't there has none. */
struct purge_from { const struct retention *retention; const char *papers; };

/* ERR_ROLE without ACT_PURGE; ERR_IO for the folder. Free the plan in any case. */
enum err purge_plan_make(struct store *, const struct actor *, const struct purge_from *, struct purge_plan *);
void purge_plan_free(struct purge_plan *);

/*
 * Carries the plan out. why: what orders it, as a document's number; 1 to 40 of a-z, 0-9 and -, for the audit log. two:
 * it takes two administrators, who want the same plan: of the first it is on record, and ERR_PURGE_SECOND.
 *
 * Each case is erased in a transaction of its own, behind its files, and looked at again there: what is needed by now
 * stays. Killed at any moment, a case is as it was or is erased, and the next purge does the rest.
 *
 * In the end nothing is left in the store's own files: ERR_STORE_LOCKED where others who have it open keep from that;
 * the next purge does it. The audit log has each case and each file, and a line for each kind with how many, from when
 * to when, and why.
 */
enum err purge_do(struct store *, const struct actor *, const struct purge_from *, const struct purge_plan *,
    const char *why, bool two);

/* Deletes the files of a case that is erased, each on record. */
enum err purge_files_of(struct store *, const struct actor *, const char *papers, const char *number);

/*
 * Goes through copies of the store in a folder, backups and those that a restore has kept aside, and calls found for
 * each that still has what the store hasn't any more: people of erased cases, extracts that aren't in force, looks,
 * who was booked.
 */
struct purge_holder { const char *path; int64_t cases, residents, looks, bookings; };
enum err purge_holders(struct store *, const char *folder, void (*found)(void *, const struct purge_holder *),
    void *ctx);

#endif
