/* Checks a store: its file, cases against history, history against audit log, the audit chain, and the CA's book. */
#ifndef MADOGUCHI_UPKEEP_CHECK_H
#define MADOGUCHI_UPKEEP_CHECK_H

#include "audit/audit.h"
#include "base/case-number.h"
#include "base/cert.h"

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
	CHECK_BOOKING,		/* the case that came of a booking or a number is there */
	CHECK_ISSUED,		/* card work that was done has the certificates that it made */
	CHECK_BOOK_FILE,	/* the book: pages, tables */
	CHECK_BOOK_ROW,		/* each row of it is as its certificate, which the CA has signed */
	CHECK_BOOK_LACKS,	/* each certificate that a journal made or ended is in it */
	CHECK_BOOK_OTHER,	/* and is the same there */
	CHECK_BOOK_WHOSE,	/* for the same case */
	CHECK_BOOK_TWICE,	/* in one journal only */
	CHECK_BOOK_STATE,	/* valid, or not, as the card work ended */
	CHECK_BOOK_VALID,	/* and not valid any more, where a case has ended it */
	CHECK_BOOK_ALONE,	/* each certificate of the book is in the journal of its case */
	CHECK_BOOK_REVOKED,	/* and was revoked by a case, where it is */
	CHECK_CHAIN,		/* the audit's chain is whole */
	CHECK_COUNT
};

/* number "": not about one case; serial, in hexadecimal, "": not about one certificate */
struct check_fault { enum check check; char number[CASE_NUMBER_MAX], serial[2 * CERT_SERIAL_MAX + 1]; };
/*
 * older: cases whose last line is from before there were digests. broken_at: the first line that does not fit; 0: none.
 * certificates: all in the book; elsewhere: of these for another store's cases.
 */
struct check_sums { int64_t cases, older, audit_lines, broken_at, certificates, elsewhere; };

/*
 * Calls fault for every fault. ERR_AUDIT_BROKEN, ERR_AUDIT_KEY: by audit_verify; ERR_STORE_CORRUPT: any other; others:
 * a check could not be made. Only reads; others may go on working.
 */
enum err store_check(struct store *, void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *);

/*
 * The same for the book of the CA that is called name, in its folder: against the journals of the cases, both ways.
 * ERR_CA_BOOK: it is lost. Cases that were erased, and what an earlier version issued, can't be told by the book.
 */
enum err store_check_book(struct store *, const char *folder, const char *name,
    void (*fault)(void *, const struct check_fault *), void *ctx, struct check_sums *);

const char *check_code(enum check);		/* "state" */
const char *check_words(enum check);		/* what is wrong, a Japanese sentence */
const char *check_todo(enum check);		/* what to do, another; NULL: as after any fault */

#endif
