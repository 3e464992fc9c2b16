/* Checks a store: its file, cases against history, history against audit log, and the audit chain. */
#ifndef MADOGUCHI_UPKEEP_CHECK_H
#define MADOGUCHI_UPKEEP_CHECK_H

#include "audit/audit.h"
#include "base/case-number.h"

enum check {
	CHECK_FILE,		/* pages, indexes, references */
	CHECK_STATE,		/* a case's state is that of its last event */
	CHECK_CARD_WORK,	/* a case in card work has an open procedure, and no other case has one */
	CHECK_RECORD,		/* each event of a case is in the audit, once */
	CHECK_CHAIN,		/* the audit's chain is whole */
	CHECK_COUNT
};

struct check_fault { enum check check; char number[CASE_NUMBER_MAX]; };	/* number "": not about one case */
/* broken_at: the first line that does not fit; 0: none */
struct check_sums { int64_t cases, audit_lines, broken_at; };

/*
 * Calls fault for every fault. ERR_AUDIT_BROKEN: the chain is broken; ERR_STORE_CORRUPT: any other fault; other errors:
 * a check could not be made. Only reads; others may go on working.
 */
enum err store_check(struct store *, void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *);

const char *check_code(enum check);		/* "state" */
const char *check_words(enum check);		/* what is wrong, a Japanese sentence */

#endif
