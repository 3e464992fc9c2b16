/* Bookings of a day: found, counted, marked; and what came of them. */
#include "case/booking.h"

#include <stdio.h>
#include <string.h>

#include "case/ticket.h"

static const struct { const char *code, *ja, *en; } states[] = {
	[BOOKING_OPEN] = { "open", "これから", "to come" },
	[BOOKING_CAME] = { "came", "来庁", "came" },
	[BOOKING_MISSED] = { "missed", "来庁なし", "didn't come" },
	[BOOKING_CANCELLED] = { "cancelled", "取消し", "cancelled" },
};
_Static_assert(sizeof(states) / sizeof(*states) == BOOKING_STATE_COUNT, "a state has no words");

const char *
booking_state_code(enum booking_state state)
{
	return states[state].code;
}

const char *
booking_state_name(enum booking_state state, enum lang lang)
{
	return lang == LANG_EN ? states[state].en : states[state].ja;
}

static enum booking_state
state_by_code(const char *code)
{
	unsigned k;

	for (k = 0; k < BOOKING_STATE_COUNT && strcmp(states[k].code, code) != 0; k++)
		;
	return (enum booking_state)k;
}

/* Who hadn't come when the day was over, didn't. */
static enum booking_state
state_of(const char *code, struct date day, struct date today)
{
	const enum booking_state state = state_by_code(code);

	return state == BOOKING_OPEN && date_compare(day, today) < 0 ? BOOKING_MISSED : state;
}

/* --- found ------------------------------------------------------------------------------------- */

#define SELECT "SELECT b.id, b.reference, b.at, b.counter, b.procedure, b.visitor, b.name, b.kana, b.born, b.state," \
	" b.came_at, b.number, coalesce((SELECT max(t.ticket) FROM ticket t WHERE t.booking = b.id), 0) FROM booking b "

static bool
read_row(const struct store_value *v, struct date today, struct booking *b)
{
	*b = (struct booking){ .id = store_as_int(&v[0]), .ticket = (int)store_as_int(&v[12]) };
	if (!store_read_text(&v[1], b->reference, sizeof(b->reference)) || !store_read_moment(&v[2], &b->at) ||
	    !store_read_text(&v[3], b->counter, sizeof(b->counter)) ||
	    !store_read_text(&v[4], b->procedure, sizeof(b->procedure)) ||
	    !store_read_text(&v[5], b->visitor, sizeof(b->visitor)) ||
	    !store_read_text(&v[6], b->person.name, sizeof(b->person.name)) ||
	    !store_read_text(&v[7], b->person.kana, sizeof(b->person.kana)) ||
	    !store_read_moment(&v[10], &b->came) || !store_read_text(&v[11], b->number, sizeof(b->number)))
		return false;
	b->state = state_of(store_as_text(&v[9]), b->at.date, today);
	return b->state != BOOKING_STATE_COUNT && (store_as_text(&v[8])[0] == '\0' ||
	    date_parse_partly(store_as_text(&v[8]), &b->person.born) == ERR_NONE);
}

struct listing {
	bool (*row)(void *, const struct booking *);
	void *ctx;
	struct date today;
	struct booking booking;
	enum err e;
};

static bool
see_row(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;

	(void)n;
	if (read_row(v, l->today, &l->booking))
		return l->row(l->ctx, &l->booking);
	l->e = ERR_STORE_CORRUPT;
	return false;
}

/* Days as moments compare with them: to before the day after the last. */
struct days { char from[16], to[16]; struct store_value values[2]; };

static void
days_of(struct date from, struct date to, struct days *d)
{
	date_format_iso(from, d->from, sizeof(d->from));
	date_format_iso(date_add_days(to, 1), d->to, sizeof(d->to));
	d->values[0] = store_text(d->from);
	d->values[1] = store_text(d->to);
}

enum err
booking_list(struct store *s, struct date from, struct date to, struct date today,
    bool (*row)(void *, const struct booking *), void *ctx)
{
	struct listing l = { .row = row, .ctx = ctx, .today = today };
	struct days days;
	enum err e;

	days_of(from, to, &days);
	e = store_run(s, SELECT "WHERE b.at >= ?1 AND b.at < ?2 ORDER BY b.at, b.id", days.values, 2, see_row, &l);
	return e != ERR_NONE ? e : l.e;
}

static bool
keep_row(void *ctx, const struct booking *b)
{
	*(struct booking *)ctx = *b;
	return false;
}

enum err
booking_load(struct store *s, int64_t id, struct date today, struct booking *b)
{
	struct listing l = { .row = keep_row, .ctx = b, .today = today };
	enum err e;

	b->id = 0;
	e = store_run(s, SELECT "WHERE b.id = ?1", (const struct store_value[]){ store_int(id) }, 1, see_row, &l);
	if (e != ERR_NONE || l.e != ERR_NONE)
		return e != ERR_NONE ? e : l.e;
	return b->id == id && id > 0 ? ERR_NONE : ERR_BOOKING;
}

struct counting { struct date today; int *counts; };

static bool
see_count(void *ctx, const struct store_value *v, size_t n)
{
	const struct counting *c = ctx;
	struct date day = { 0 };
	enum booking_state state;

	(void)n;
	(void)store_read_day(&v[1], &day);
	state = state_of(store_as_text(&v[0]), day, c->today);
	if (state != BOOKING_STATE_COUNT)
		c->counts[state] += (int)store_as_int(&v[2]);
	return true;
}

enum err
booking_counts(struct store *s, struct date from, struct date to, struct date today, int counts[BOOKING_STATE_COUNT])
{
	struct counting c = { today, counts };
	struct days days;

	memset(counts, 0, BOOKING_STATE_COUNT * sizeof(*counts));
	days_of(from, to, &days);
	return store_run(s, "SELECT b.state, substr(b.at, 1, 10), count(*) FROM booking b WHERE b.at >= ?1"
	    " AND b.at < ?2 GROUP BY b.state, substr(b.at, 1, 10)", days.values, 2, see_count, &c);
}

/* --- marked ------------------------------------------------------------------------------------ */

/* The log says which booking, never whose. */
static enum err
record(struct store *s, const struct actor *a, const char *event, int64_t n)
{
	char reason[32];

	(void)snprintf(reason, sizeof(reason), "%lld", (long long)n);
	return audit_write(s, a, event, "", reason);
}

static enum err
mark(struct store *s, const struct actor *a, int64_t id, enum booking_state state)
{
	static const char *const events[] = { [BOOKING_OPEN] = "booking-reopened", [BOOKING_CAME] = "booking-came",
	    [BOOKING_MISSED] = "booking-missed", [BOOKING_CANCELLED] = "booking-cancelled" };
	struct booking b;
	char at[24];
	enum err e = booking_load(s, id, a->at.date, &b);

	if (e != ERR_NONE)
		return e;
	if (b.number[0] != '\0' || b.state == state)
		return ERR_BOOKING_DONE;
	e = store_run(s, "UPDATE booking SET state = ?2, came_at = ?3 WHERE id = ?1",
	    (const struct store_value[]){ store_int(id), store_text(booking_state_code(state)),
	    state == BOOKING_CAME ? store_moment(a->at, at) : store_text("") }, 3, NULL, NULL);
	return e != ERR_NONE ? e : record(s, a, events[state], id);
}

enum err
booking_mark(struct store *s, const struct actor *a, int64_t id, enum booking_state state)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, mark(s, a, id, state));
}

static enum err
close_within(struct store *s, const struct actor *a, const char *before, int64_t *count)
{
	enum err e = store_run(s, "UPDATE booking SET state = 'missed' WHERE state = 'open' AND at < ?1",
	    (const struct store_value[]){ store_text(before) }, 1, NULL, NULL);

	*count = e == ERR_NONE ? store_changed(s) : 0;
	return e != ERR_NONE || *count == 0 ? e : record(s, a, "bookings-closed", *count);
}

enum err
booking_close(struct store *s, const struct actor *a, struct date day, int64_t *count)
{
	char before[16];
	enum err e;

	*count = 0;
	date_format_iso(date_add_days(day, 1), before, sizeof(before));
	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, close_within(s, a, before, count));
}

/* The first case of several that a visitor has: the time of its turn is that of the call, where there was one. */
static enum err
follow_ticket(struct store *s, const struct actor *a, const char *number, int ticket)
{
	char day[16], at[24];
	struct store_value values[5];
	int64_t there = 0;
	enum err e;

	date_format_iso(a->at.date, day, sizeof(day));
	values[0] = store_text(day);
	values[1] = store_text(a->counter);
	values[2] = store_int(ticket);
	values[3] = store_text(number);
	values[4] = store_moment(a->at, at);
	e = store_get_int(s, "SELECT count(*) FROM ticket WHERE day = ?1 AND counter = ?2 AND ticket = ?3", values, 3,
	    &there);
	if (e != ERR_NONE || there == 0)
		return e != ERR_NONE ? e : ERR_TICKET_NONE;
	return store_run(s, "UPDATE ticket SET number = ?4,"
	    " called_at = CASE WHEN called_at = '' THEN ?5 ELSE called_at END"
	    " WHERE day = ?1 AND counter = ?2 AND ticket = ?3 AND number = ''", values, 5, NULL, NULL);
}

enum err
booking_follow(struct store *s, const struct actor *a, const char *number, int64_t booking, int ticket)
{
	struct booking b;
	char at[24];
	enum err e;

	if (ticket > 0 && (e = follow_ticket(s, a, number, ticket)) != ERR_NONE)
		return e;
	if (booking == 0)
		return ERR_NONE;
	if ((e = booking_load(s, booking, a->at.date, &b)) != ERR_NONE)
		return e;
	return store_run(s, "UPDATE booking SET state = 'came', number = ?2, came_at = CASE WHEN came_at = '' THEN ?3"
	    " ELSE came_at END WHERE id = ?1 AND number = ''", (const struct store_value[]){ store_int(booking),
	    store_text(number), store_moment(a->at, at) }, 3, NULL, NULL);
}

/* --- forgotten --------------------------------------------------------------------------------- */

#define BEFORE " WHERE at < ?1 AND (name <> '' OR reference <> '')"

struct span { int64_t *count; struct date *first, *last; bool sound; };

static bool
see_span(void *ctx, const struct store_value *v, size_t n)
{
	struct span *s = ctx;

	(void)n;
	*s->count = store_as_int(&v[0]);
	s->sound = *s->count == 0 || (store_read_day(&v[1], s->first) && store_read_day(&v[2], s->last));
	return false;
}

enum err
booking_before(struct store *s, struct date day, int64_t *count, struct date *first, struct date *last)
{
	struct span span = { count, first, last, true };
	char before[16];
	enum err e;

	date_format_iso(day, before, sizeof(before));
	e = store_run(s, "SELECT count(*), min(at), max(at) FROM booking" BEFORE,
	    (const struct store_value[]){ store_text(before) }, 1, see_span, &span);
	return e != ERR_NONE || span.sound ? e : ERR_STORE_CORRUPT;
}

enum err
booking_forget(struct store *s, struct date day)
{
	char before[16];

	date_format_iso(day, before, sizeof(before));
	return store_run(s, "UPDATE booking SET name = '', kana = '', born = '', reference = ''" BEFORE,
	    (const struct store_value[]){ store_text(before) }, 1, NULL, NULL);
}
