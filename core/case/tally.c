/* Counts a range of days from the cases' history. */
#include "case/tally.h"

#include <string.h>

struct range { char from[16], to[16]; };

/* Moments of a day begin with it; the day after the last one ends the range. */
static struct range
range_of(struct date from, struct date to)
{
	struct range r;

	date_format_iso(from, r.from, sizeof(r.from));
	date_format_iso(date_add_days(to, 1), r.to, sizeof(r.to));
	return r;
}

static bool
count_event(void *ctx, const struct store_value *v, size_t n)
{
	struct tally *t = ctx;
	const enum case_event event = flow_event_by_code(store_as_text(&v[0]));
	const enum case_state state = flow_state_by_code(store_as_text(&v[1]));
	const int count = (int)store_as_int(&v[2]);

	(void)n;
	if (event != CASE_EVENT_COUNT)
		t->events[event] += count;
	else if (strcmp(store_as_text(&v[0]), "opened") == 0 && state != CASE_STATE_COUNT) {
		t->opened += count;
		t->begun[state] += count;
	}
	return true;
}

static bool
count_done(void *ctx, const struct store_value *v, size_t n)
{
	struct tally *t = ctx;
	const int procedure = fact_word(FACT_PROCEDURE, store_as_text(&v[0]));
	unsigned k;

	(void)n;
	if (procedure >= 0 && procedure < TALLY_PROCEDURES)
		t->done[procedure]++;
	for (k = 0; k < CERT_COUNT && (procedure == PROCEDURE_ISSUE || procedure == PROCEDURE_RENEW); k++)
		t->certificates[k] += (store_as_int(&v[1]) >> k & 1) != 0;
	t->yen += (long)store_as_int(&v[2]);
	return true;
}

enum err
tally_days(struct store *s, struct date from, struct date to, struct tally *t)
{
	const struct range r = range_of(from, to);
	const struct store_value values[] = { store_text(r.from), store_text(r.to) };
	enum err e;

	memset(t, 0, sizeof(*t));
	e = store_run(s, "SELECT event, state, count(*) FROM case_history WHERE at >= ?1 AND at < ?2 GROUP BY event, state",
	    values, 2, count_event, t);
	return e != ERR_NONE ? e : store_run(s, "SELECT c.procedure, c.certificates, c.fee FROM case_history h"
	    " JOIN cases c ON c.number = h.number WHERE h.at >= ?1 AND h.at < ?2 AND h.event IN ('card-work-done',"
	    " 'taken-back', 'answered')", values, 2, count_done, t);
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
	const struct range r = range_of(from, to);
	struct listing l = { .row = row, .ctx = ctx };
	enum err e;

	e = store_run(s, "SELECT state, why, count(*) FROM case_history WHERE at >= ?1 AND at < ?2 AND event = 'opened'"
	    " AND why <> '' AND state IN ('refused', 'incomplete') GROUP BY state, why ORDER BY count(*) DESC, state, why",
	    (struct store_value[]){ store_text(r.from), store_text(r.to) }, 2, see_reason, &l);
	return e != ERR_NONE ? e : l.e;
}
