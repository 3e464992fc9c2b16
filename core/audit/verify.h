/* Verifies the audit log: its chain, its signatures, and what the anchors outside know of it. */
#ifndef MADOGUCHI_AUDIT_VERIFY_H
#define MADOGUCHI_AUDIT_VERIFY_H

#include <stdio.h>

#include "audit/keep.h"

/* What is found. From AUDIT_NOTES on it isn't a fault, but worth knowing. */
enum audit_found {
	/* the lines don't fit the chain: altered, put in, changed about, or one before them removed */
	AUDIT_ALTERED,
	AUDIT_MISSING,		/* the lines aren't there */
	AUDIT_CUT,		/* lines are missing at the end, or the head was touched */
	AUDIT_REWRITTEN,	/* the lines were written anew, chain and all: no signature fits them */
	AUDIT_NOT_SIGNED,	/* the last lines have no signature */
	AUDIT_OTHER_KEY,	/* signed, from this line on, with a key that isn't the office's */
	AUDIT_DATED,		/* the line is dated before its neighbour */
	AUDIT_BEHIND,		/* anchors know lines behind the log's end: cut off, or an older copy was put back */
	/* anchors know other lines, signed as these are: an older copy was put back, and work went on */
	AUDIT_FORKED,
	AUDIT_NOTES,
	AUDIT_BEFORE_KEYS = AUDIT_NOTES,	/* the lines are from before there were signatures */
	AUDIT_DATED_BEFORE_KEYS,
	AUDIT_KEY_REPLACED,	/* a lost key was replaced in this line: the one before doesn't vouch for it */
	AUDIT_OWN_WORD,		/* no key was at hand: the one that the log itself names was taken */
	/* anchors know other lines, but the line on record tells of a backup that was restored */
	AUDIT_RESTORED,
	AUDIT_NOT_ANCHORED,	/* the last lines are in no anchor */
	AUDIT_FOREIGN,		/* so many anchors (to) are of another store */
	AUDIT_FORGED,		/* so many anchors (to) have no signature of this log's keys */
	AUDIT_FOUND_COUNT
};

/* lines line to to; line 0: none in particular */
struct audit_finding { enum audit_found found; int64_t line, to; };

const char *audit_found_code(enum audit_found);		/* "altered" */
const char *audit_found_words(enum audit_found);	/* a Japanese sentence, for tr() */

/* key: the public key to trust, in hexadecimal; NULL: the office's, if the store is kept. anchors: NULL for none. */
struct audit_trust { const char *key; FILE *anchors; };

/* broken_at: the first line at fault; 0: none. anchored_to: the last line that an anchor knows. */
struct audit_proof { int64_t lines, broken_at, signed_from, signed_to, anchored_to; };

/*
 * Calls found for every finding, in the order of the lines as far as they are known. ERR_AUDIT_KEY: signed with another
 * key, and nothing else; ERR_AUDIT_BROKEN: any other fault. Others may go on working.
 *
 * Without anchors an older copy of the whole store, or one whose end was cut off together with its signatures, can't be
 * told from the true one.
 */
enum err audit_prove(struct store *, const struct audit_trust *, void (*found)(void *, const struct audit_finding *),
    void *ctx, struct audit_proof *);

/* The same by the office's key, without anchors and words. *broken_at: the first line at fault, or 0. */
enum err audit_verify(struct store *, int64_t *lines, int64_t *broken_at);

#endif
