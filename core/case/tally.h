/* Figures of a day or a month, for home screen and reports. */
#ifndef MADOGUCHI_CASE_TALLY_H
#define MADOGUCHI_CASE_TALLY_H

#include "case/case.h"
#include "rule/facts.h"

#define TALLY_PROCEDURES PROCEDURE_COUNT	/* the fact's words, PROCEDURE_ISSUE and so on */

struct tally {
	int opened;			/* cases received */
	int begun[CASE_STATE_COUNT];	/* of these, by first state: begun[CASE_REFUSED] were refused at once */
	int events[CASE_EVENT_COUNT];	/* by event; one taken back counts, and its cancellation too */
	int done[TALLY_PROCEDURES];	/* by procedure: finished by card work here or there, or in writing */
	int certificates[CERT_COUNT];	/* of these: certificates issued */
	long yen;			/* the fees of what was done */
};

/* A stretch of days that figures are wanted of. */
enum tally_span { TALLY_DAY, TALLY_WEEK, TALLY_MONTH, TALLY_YEAR, TALLY_SPAN_COUNT };

/* The first and the last day of the week (from Monday), month or fiscal year (from April 1st) that the day is in. */
void tally_span_of(enum tally_span, struct date day, struct date *from, struct date *to);

/* Counts from the first to the last day, both included, over all counters of the store. */
enum err tally_days(struct store *, struct date from, struct date to, struct tally *);

/*
 * How often an event happened, counting cases that began with it; card work done at the terminal counts as done, and
 * so does an answer in writing.
 */
int tally_times(const struct tally *, enum case_event);

/* Reason codes of cases that began as refused or incomplete, most frequent first. */
struct tally_reason { enum case_state state; char code[64]; int count; };
enum err tally_reasons(struct store *, struct date from, struct date to, bool (*row)(void *, const struct tally_reason *),
    void *ctx);

#endif
