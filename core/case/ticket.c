/* Numbers of the day at a counter: drawn, called, called in vain. */
#include "case/ticket.h"

#include <stdio.h>
#include <string.h>

#include "case/booking.h"

#define SELECT "SELECT t.day, t.counter, t.ticket, t.booking, t.drawn_at, t.called_at, t.away_at, t.called_by," \
	" t.number FROM ticket t WHERE t.day = ?1 "
#define WAITS "called_at = '' AND away_at = ''"

/* Of the actor's day and counter. */
struct here { char day[16]; struct store_value values[5]; };

static void
here_of(const struct actor *a, struct here *h)
{
	date_format_iso(a->at.date, h->day, sizeof(h->day));
	h->values[0] = store_text(h->day);
	h->values[1] = store_text(a->counter);
}

struct listing { bool (*row)(void *, const struct ticket *); void *ctx; enum err e; };

static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct ticket t = { .ticket = (int)store_as_int(&v[2]), .booking = store_as_int(&v[3]) };

	(void)n;
	if (store_read_day(&v[0], &t.day) && store_read_text(&v[1], t.counter, sizeof(t.counter)) &&
	    store_read_moment(&v[4], &t.drawn) && store_read_moment(&v[5], &t.called) &&
	    store_read_moment(&v[6], &t.away) && store_read_text(&v[7], t.called_by, sizeof(t.called_by)) &&
	    store_read_text(&v[8], t.number, sizeof(t.number)))
		return l->row(l->ctx, &t);
	l->e = ERR_STORE_CORRUPT;
	return false;
}

enum err
ticket_list(struct store *s, struct date day, const char *counter, bool (*row)(void *, const struct ticket *),
    void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx };
	char text[16];
	enum err e;

	date_format_iso(day, text, sizeof(text));
	e = counter == NULL ? store_run(s, SELECT "ORDER BY t.counter, t.ticket",
	    (const struct store_value[]){ store_text(text) }, 1, see_row, &l) :
	    store_run(s, SELECT "AND t.counter = ?2 ORDER BY t.ticket",
	    (const struct store_value[]){ store_text(text), store_text(counter) }, 2, see_row, &l);
	return e != ERR_NONE ? e : l.e;
}

static bool
keep_row(void *ctx, const struct ticket *t)
{
	*(struct ticket *)ctx = *t;
	return false;
}

/* One of the actor's counter. ERR_TICKET_NONE */
static enum err
load(struct store *s, const struct actor *a, int ticket, struct ticket *t)
{
	struct listing l = { .row = keep_row, .ctx = t };
	struct here h;
	enum err e;

	here_of(a, &h);
	h.values[2] = store_int(ticket);
	t->ticket = 0;
	e = store_run(s, SELECT "AND t.counter = ?2 AND t.ticket = ?3", h.values, 3, see_row, &l);
	if (e != ERR_NONE || l.e != ERR_NONE)
		return e != ERR_NONE ? e : l.e;
	return t->ticket == ticket && ticket > 0 ? ERR_NONE : ERR_TICKET_NONE;
}

/* The log has the number alone: of the day and counter it is, the line says. */
static enum err
record(struct store *s, const struct actor *a, const char *event, int ticket)
{
	char reason[16];

	(void)snprintf(reason, sizeof(reason), "%d", ticket);
	return audit_write(s, a, event, "", reason);
}

/* --- drawn ------------------------------------------------------------------------------------- */

static enum err
check_booking(struct store *s, const struct actor *a, int64_t id)
{
	struct booking b;
	enum err e = booking_load(s, id, a->at.date, &b);

	if (e != ERR_NONE)
		return e;
	if (date_compare(b.at.date, a->at.date) != 0)
		return ERR_BOOKING;
	return b.ticket > 0 || b.number[0] != '\0' || b.state == BOOKING_CANCELLED ? ERR_BOOKING_DONE : ERR_NONE;
}

static enum err
draw(struct store *s, const struct actor *a, int64_t booking, struct ticket *t)
{
	struct here h;
	char at[24];
	int64_t last = 0;
	enum err e;

	here_of(a, &h);
	if (booking > 0 && (e = check_booking(s, a, booking)) != ERR_NONE)
		return e;
	if ((e = store_get_int(s, "SELECT coalesce(max(ticket), 0) FROM ticket WHERE day = ?1 AND counter = ?2",
	    h.values, 2, &last)) != ERR_NONE)
		return e;
	if (last >= TICKET_MAX)
		return ERR_TICKETS;
	h.values[2] = store_int(last + 1);
	h.values[3] = store_int(booking);
	h.values[4] = store_moment(a->at, at);
	if ((e = store_run(s, "INSERT INTO ticket (day, counter, ticket, booking, drawn_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)", h.values, 5, NULL, NULL)) != ERR_NONE ||
	    (e = record(s, a, "number-drawn", (int)last + 1)) != ERR_NONE)
		return e;
	return load(s, a, (int)last + 1, t);
}

enum err
ticket_draw(struct store *s, const struct actor *a, int64_t booking, struct ticket *t)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, draw(s, a, booking, t));
}

/* --- called ------------------------------------------------------------------------------------ */

static enum err
call(struct store *s, const struct actor *a, int ticket, struct ticket *t)
{
	int64_t next = ticket;
	struct here h;
	char at[24];
	enum err e = ERR_NONE;

	here_of(a, &h);
	if (ticket == 0)
		e = store_get_int(s, "SELECT min(ticket) FROM ticket WHERE day = ?1 AND counter = ?2 AND " WAITS,
		    h.values, 2, &next);
	if (e != ERR_NONE || (e = load(s, a, (int)next, t)) != ERR_NONE)
		return e;
	h.values[2] = store_int(next);
	h.values[3] = store_moment(a->at, at);
	h.values[4] = store_text(a->clerk);
	if ((e = store_run(s, "UPDATE ticket SET called_at = ?4, called_by = ?5, away_at = '' WHERE day = ?1"
	    " AND counter = ?2 AND ticket = ?3 AND number = ''", h.values, 5, NULL, NULL)) != ERR_NONE ||
	    (e = record(s, a, "number-called", (int)next)) != ERR_NONE)
		return e;
	return load(s, a, (int)next, t);
}

enum err
ticket_call(struct store *s, const struct actor *a, int ticket, struct ticket *t)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, call(s, a, ticket, t));
}

static enum err
away(struct store *s, const struct actor *a, int ticket)
{
	struct ticket t;
	struct here h;
	char at[24];
	enum err e = load(s, a, ticket, &t);

	if (e != ERR_NONE)
		return e;
	if (t.number[0] != '\0')
		return ERR_TICKET_NONE;
	here_of(a, &h);
	h.values[2] = store_int(ticket);
	h.values[3] = store_moment(a->at, at);
	e = store_run(s, "UPDATE ticket SET away_at = ?4 WHERE day = ?1 AND counter = ?2 AND ticket = ?3", h.values, 4,
	    NULL, NULL);
	return e != ERR_NONE ? e : record(s, a, "number-away", ticket);
}

enum err
ticket_away(struct store *s, const struct actor *a, int ticket)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, away(s, a, ticket));
}

/* --- the queue --------------------------------------------------------------------------------- */

static bool
see_queue(void *ctx, const struct store_value *v, size_t n)
{
	struct ticket_queue *q = ctx;

	(void)n;
	q->waiting = (int)store_as_int(&v[0]);
	(void)store_read_moment(&v[1], &q->since);
	q->last = (int)store_as_int(&v[2]);
	return false;
}

enum err
ticket_queue(struct store *s, const struct actor *a, struct ticket_queue *q)
{
	struct here h;

	*q = (struct ticket_queue){ 0 };
	here_of(a, &h);
	return store_run(s, "SELECT count(CASE WHEN " WAITS " THEN 1 END),"
	    " coalesce(min(CASE WHEN " WAITS " THEN drawn_at END), ''),"
	    " coalesce((SELECT c.ticket FROM ticket c WHERE c.day = ?1 AND c.counter = ?2 AND c.called_at <> ''"
	    " ORDER BY c.called_at DESC, c.ticket DESC LIMIT 1), 0)"
	    " FROM ticket WHERE day = ?1 AND counter = ?2", h.values, 2, see_queue, q);
}
