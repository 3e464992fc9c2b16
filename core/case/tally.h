/* What happened on a day or in a month, in figures: for the home screen and the reports. */
#ifndef MADOGUCHI_CASE_TALLY_H
#define MADOGUCHI_CASE_TALLY_H

#include "case/case.h"
#include "rule/facts.h"

#define TALLY_PROCEDURES 5		/* the fact's words, PROCEDURE_ISSUE and so on */

struct tally {
	int opened;			/* cases received */
	int begun[CASE_STATE_COUNT];	/* of these, by the state they began in: begun[CASE_REFUSED] were turned away at once */
	int events[CASE_EVENT_COUNT];	/* how often each event happened; those taken back are counted, and as cancelled */
	int done[TALLY_PROCEDURES];	/* finished by card work, by procedure */
	int certificates[CERT_COUNT];	/* of these, which certificates were issued */
	long yen;			/* the fees of what was done */
};

/* Both days count. Ended at a counter elsewhere counts too: the store is the municipality's. */
enum err tally_days(struct store *, struct date from, struct date to, struct tally *);

/* How often it came to this, be it that a case began with it. */
int tally_times(const struct tally *, enum case_event);

/* Why visitors were turned away: reason codes of cases that began as refused or incomplete, the most frequent first. */
struct tally_reason { enum case_state state; char code[64]; int count; };
enum err tally_reasons(struct store *, struct date from, struct date to, bool (*row)(void *, const struct tally_reason *),
    void *ctx);

#endif
