/* Numbers that visitors draw at a counter (番号札): a running number of the day, called in its turn. */
#ifndef MADOGUCHI_CASE_TICKET_H
#define MADOGUCHI_CASE_TICKET_H

#include "case/case.h"

#define TICKET_MAX 9999		/* of a day and counter */

/* called, away: no date while it hasn't been. */
struct ticket {
	struct date day;
	char counter[96];			/* the actor's; numbers run apart at each */
	int ticket;
	int64_t booking;			/* whose; 0: came without one */
	struct moment drawn, called, away;
	char called_by[33], number[CASE_NUMBER_MAX];	/* number: of the case that came of it */
};

/*
 * The next number of the day at the actor's counter; booking: whose it is, or 0. On record. ERR_TICKETS: there are
 * TICKET_MAX; ERR_BOOKING: there is no such one, or not of this day; ERR_BOOKING_DONE: it has a number or is over;
 * ERR_ROLE without ACT_OPEN.
 */
enum err ticket_draw(struct store *, const struct actor *, int64_t booking, struct ticket *);

/* Calls who has waited longest, or with ticket that one, again too. ERR_TICKET_NONE: nobody waits; there is no such. */
enum err ticket_call(struct store *, const struct actor *, int ticket, struct ticket *);

/* Called in vain: whoever has drawn it isn't here. ERR_TICKET_NONE. */
enum err ticket_away(struct store *, const struct actor *, int ticket);

/* Of a day at a counter (NULL: at all), in their order. */
enum err ticket_list(struct store *, struct date day, const char *counter, bool (*row)(void *, const struct ticket *),
    void *ctx);

/* How many wait at the actor's counter now, and since when the longest; the last one that was called, 0 for none. */
struct ticket_queue { int waiting, last; struct moment since; };
enum err ticket_queue(struct store *, const struct actor *, struct ticket_queue *);

#endif
