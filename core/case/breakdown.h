/* The figures of some days apart: by day, hour, clerk, counter, procedure, visitor, certificate, age. */
#ifndef MADOGUCHI_CASE_BREAKDOWN_H
#define MADOGUCHI_CASE_BREAKDOWN_H

#include "case/tally.h"

enum breakdown_by {
	BY_DAY, BY_HOUR, BY_CLERK, BY_COUNTER, BY_PROCEDURE, BY_VISITOR, BY_CERTIFICATE, BY_AGE, BREAKDOWN_COUNT
};

#define BREAKDOWN_KEY_MAX 96	/* bytes of a key with its NUL, as a counter's */

/* A part of the figures; keys are codes that don't depend on the language: "sato", "renew", "2026-11-20". */
struct breakdown_part { int order; char key[BREAKDOWN_KEY_MAX]; struct tally tally; };

/* Zero it before; breakdown_free frees it. Parts stand in the order of their kind: of time, of the table, of age. */
struct breakdown { struct breakdown_part *parts; size_t count, room; };

const char *breakdown_code(enum breakdown_by);		/* "clerk" */
const char *breakdown_name(enum breakdown_by);		/* 職員; marked for translation */
enum breakdown_by breakdown_by_code(const char *);	/* BREAKDOWN_COUNT when unknown */

/*
 * Counts from the first to the last day as tally_days does, each event in one part: clerk, counter, day and hour are
 * the event's own, the rest is the case's as it stands now. The age is that on the day of the event, in bands of ten years,
 * with 15 apart, at which one gets a signature certificate; the key "" is of what isn't known, or was erased.
 * Sums over the parts are the figures of tally_days. ERR_MEMORY, or the store's.
 */
enum err breakdown_days(struct store *, struct date from, struct date to, enum breakdown_by, struct breakdown *);
void breakdown_free(struct breakdown *);

/* A key for people, in the language of the program: 更新, 本人, 20歳から29歳, 令和8年11月20日(金); 不明 for "". */
void breakdown_words(enum breakdown_by, const char *key, char *out, size_t size);

#endif
