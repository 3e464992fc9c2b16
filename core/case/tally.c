/* Counts a range of days from the cases' history. */
#include "case/tally-private.h"

#include <string.h>

/* Moments of a day begin with it; the day after the last one ends the range. */
struct tally_range
tally_range_of(struct date from, struct date to)
{
	struct tally_range r;

	date_format_iso(from, r.from, sizeof(r.from));
	date_format_iso(date_add_days(to, 1), r.to, sizeof(r.to));
	return r;
}

void
tally_count(struct tally *t, const char *event, const char *state, int count)
{
	const enum case_event e = flow_event_by_code(event);
	const enum case_state s = flow_state_by_code(state);

	if (e != CASE_EVENT_COUNT)
		t->events[e] += count;
	else if (strcmp(event, "opened") == 0 && s != CASE_STATE_COUNT) {
		t->opened += count;
		t->begun[s] += count;
	}
}

void
tally_count_done(struct tally *t, const char *procedure, unsigned certificates, long fee)
{
	const enum procedure_kind kind = procedure_by_code(procedure);
	unsigned k;

	if (kind != PROCEDURE_COUNT)
		t->done[kind]++;
	for (k = 0; k < CERT_COUNT && (kind == PROCEDURE_ISSUE || kind == PROCEDURE_RENEW); k++)
		t->certificates[k] += (certificates >> k & 1) != 0;
	t->yen += fee;
}

/* The same for the store, which looks at these alone. */
#define DONE "('card-work-done', 'taken-back', 'answered')"

bool
tally_is_done(const char *event)
{
	return strcmp(event, "card-work-done") == 0 || strcmp(event, "taken-back") == 0 ||
	    strcmp(event, "answered") == 0;
}

static bool
see_event(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	tally_count(ctx, store_as_text(&v[0]), store_as_text(&v[1]), (int)store_as_int(&v[2]));
	return true;
}

static bool
see_done(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	tally_count_done(ctx, store_as_text(&v[0]), (unsigned)store_as_int(&v[1]), (long)store_as_int(&v[2]));
	return true;
}

enum err
tally_days(struct store *s, struct date from, struct date to, struct tally *t)
{
	const struct tally_range r = tally_range_of(from, to);
	const struct store_value values[] = { store_text(r.from), store_text(r.to) };
	enum err e;

	memset(t, 0, sizeof(*t));
	e = store_run(s, "SELECT event, state, count(*) FROM case_history WHERE at >= ?1 AND at < ?2 GROUP BY event, state",
	    values, 2, see_event, t);
	return e != ERR_NONE ? e : store_run(s, "SELECT c.procedure, c.certificates, c.fee FROM case_history h"
	    " JOIN cases c ON c.number = h.number WHERE h.at >= ?1 AND h.at < ?2 AND h.event IN " DONE, values, 2, see_done, t);
}

/* Monday to Sunday, as working weeks are; the fiscal year from April 1st (会計年度, Local Autonomy Act art. 208). */
void
tally_span_of(enum tally_span span, struct date day, struct date *from, struct date *to)
{
	*from = *to = day;
	switch (span) {
	case TALLY_WEEK:
		*from = date_add_days(day, -((date_weekday(day) + 6) % 7));
		*to = date_add_days(*from, 6);
		break;
	case TALLY_MONTH:
		from->day = 1;
		*to = date_add_days(date_add_months(*from, 1), -1);
		break;
	case TALLY_YEAR:
		*from = (struct date){ day.month < 4 ? day.year - 1 : day.year, 4, 1 };
		*to = (struct date){ from->year + 1, 3, 31 };
		break;
	default:
		break;
	}
}

int
tally_times(const struct tally *t, enum case_event event)
{
	static const struct { enum case_event event; enum case_state state; } first[] = {
		{ EVENT_INQUIRE, CASE_INQUIRY_ORDERED }, { EVENT_FOUND_INCOMPLETE, CASE_INCOMPLETE },
		{ EVENT_KEEP, CASE_KEPT }, { EVENT_REFUSE, CASE_REFUSED },
	};
	int n = t->events[event];
	size_t i;

	for (i = 0; i < sizeof(first) / sizeof(*first); i++)
		n += first[i].event == event ? t->begun[first[i].state] : 0;
	return event == EVENT_CARD_WORK_DONE ? n + t->events[EVENT_TAKE_BACK] + t->events[EVENT_ANSWER] : n;
}

struct listing { bool (*row)(void *, const struct tally_reason *); void *ctx; enum err e; };

static bool
see_reason(void *ctx, const struct store_value *v, size_t n)
{
	struct listing *l = ctx;
	struct tally_reason r = { .state = flow_state_by_code(store_as_text(&v[0])), .count = (int)store_as_int(&v[2]) };

	(void)n;
	if (r.state == CASE_STATE_COUNT || !store_read_text(&v[1], r.code, sizeof(r.code))) {
		l->e = ERR_STORE_CORRUPT;
		return false;
	}
	return l->row(l->ctx, &r);
}

enum err
tally_reasons(struct store *s, struct date from, struct date to, bool (*row)(void *, const struct tally_reason *),
    void *ctx)
{
	const struct tally_range r = tally_range_of(from, to);
	struct listing l = { .row = row, .ctx = ctx };
	enum err e;

	e = store_run(s, "SELECT state, why, count(*) FROM case_history WHERE at >= ?1 AND at < ?2 AND event = 'opened'"
	    " AND why <> '' AND state IN ('refused', 'incomplete') GROUP BY state, why ORDER BY count(*) DESC, state, why",
	    (struct store_value[]){ store_text(r.from), store_text(r.to) }, 2, see_reason, &l);
	return e != ERR_NONE ? e : l.e;
}
