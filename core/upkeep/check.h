/* Checks a store: its file, cases against history, history against audit log, and the audit chain. */
#ifndef MADOGUCHI_UPKEEP_CHECK_H
#define MADOGUCHI_UPKEEP_CHECK_H

#include "audit/audit.h"
#include "base/case-number.h"

enum check {
	CHECK_FILE,		/* pages, indexes, references */
	CHECK_STATE,		/* a case's state is that of its last event */
	CHECK_CARD_WORK,	/* a case in card work has an open procedure, and no other case has one */
	CHECK_CASE,		/* each case that the audit tells of is there */
	/* each event of a case is in the audit, and the other way round: in order, field by field */
	CHECK_RECORD,
	CHECK_SECOND,		/* the second approval is whose the audit says */
	CHECK_PROFILE,		/* each profile's text is that of its hash */
	CHECK_CONTENT,		/* each case is as it was when its last line was written, by the line's digest */
	CHECK_WHY,		/* the words of each event are, too */
	CHECK_LOOKS,		/* whose record was looked at is as the line has it, or was forgotten on record */
	CHECK_CHAIN,		/* the audit's chain is whole */
	CHECK_COUNT
};

struct check_fault { enum check check; char number[CASE_NUMBER_MAX]; };	/* number "": not about one case */
/*
 * older: cases whose last line is from before there were digests. broken_at: the first line that does not fit; 0:
 * none
 */
struct check_sums { int64_t cases, older, audit_lines, broken_at; };

/*
 * Calls fault for every fault. ERR_AUDIT_BROKEN, ERR_AUDIT_KEY: by audit_verify; ERR_STORE_CORRUPT: any other; others:
 * a check could not be made. Only reads; others may go on working.
 */
enum err store_check(struct store *, void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *);

const char *check_code(enum check);		/* "state" */
const char *check_words(enum check);		/* what is wrong, a Japanese sentence */

#endif
