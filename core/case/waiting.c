/* Puts the moments of numbers, bookings and the cases' history one behind the other, and sums the minutes up. */
#include "case/waiting.h"

#include <stdlib.h>
#include <string.h>

#include "case/tally-private.h"

static const struct { const char *code, *ja, *en; } steps[] = {
	[WAITING_NUMBER] = { "number", "番号札から呼出しまで", "number drawn to called" },
	[WAITING_BOOKED] = { "booked", "予約の時刻から呼出しまで", "time booked to called" },
	[WAITING_DECIDED] = { "decided", "呼出しから受付まで", "called to intake" },
	[WAITING_WORK] = { "work", "受付からカードの処理まで", "intake to card work" },
	[WAITING_DONE] = { "done", "カードの処理", "card work" },
	[WAITING_HANDED] = { "handed", "処理の完了からお渡しまで", "card work to handing over" },
};
_Static_assert(sizeof(steps) / sizeof(*steps) == WAITING_STEP_COUNT, "a step has no words");

const char *
waiting_code(enum waiting_step step)
{
	return steps[step].code;
}

const char *
waiting_name(enum waiting_step step, enum lang lang)
{
	return lang == LANG_EN ? steps[step].en : steps[step].ja;
}

struct minutes { int *list; size_t count, room; };

struct counting {
	struct minutes steps[WAITING_STEP_COUNT];
	char number[CASE_NUMBER_MAX];		/* the case whose history is read; its last moments, or no date */
	struct moment opened, begun, done;
	enum err e;
};

/* Nothing that took another day is a wait; who was served early has waited no minute. */
static void
add(struct counting *c, enum waiting_step step, struct moment from, struct moment to)
{
	struct minutes *m = &c->steps[step];
	const size_t room = m->room == 0 ? 64 : 2 * m->room;
	int *list;

	if (!date_given(from.date) || !date_given(to.date) || date_compare(from.date, to.date) != 0)
		return;
	if (m->count == m->room) {
		if ((list = reallocarray(m->list, room, sizeof(*list))) == NULL) {
			c->e = ERR_MEMORY;
			return;
		}
		m->list = list;
		m->room = room;
	}
	m->list[m->count++] = moment_compare(from, to) > 0 ? 0 :
	    (int)((moment_to_unix(to) - moment_to_unix(from)) / 60);
}

static struct moment
read(const struct store_value *v)
{
	struct moment m = { .second = 0 };

	(void)store_read_moment(v, &m);
	return m;
}

/* --- numbers and bookings ---------------------------------------------------------------------- */

static bool
see_ticket(void *ctx, const struct store_value *v, size_t n)
{
	struct counting *c = ctx;

	(void)n;
	add(c, WAITING_NUMBER, read(&v[0]), read(&v[1]));
	add(c, WAITING_DECIDED, read(&v[1]), read(&v[2]));
	return c->e == ERR_NONE;
}

/* One who drew a number was called by that. */
static bool
see_booking(void *ctx, const struct store_value *v, size_t n)
{
	struct counting *c = ctx;

	(void)n;
	add(c, WAITING_BOOKED, read(&v[0]), read(store_as_text(&v[3])[0] != '\0' ? &v[3] : &v[1]));
	if (store_as_text(&v[3])[0] == '\0')
		add(c, WAITING_DECIDED, read(&v[1]), read(&v[2]));
	return c->e == ERR_NONE;
}

/* --- the history ------------------------------------------------------------------------------- */

static bool
see_event(void *ctx, const struct store_value *v, size_t n)
{
	struct counting *c = ctx;
	const char *event = store_as_text(&v[1]);
	const struct moment at = read(&v[2]);

	(void)n;
	if (strcmp(store_as_text(&v[0]), c->number) != 0) {
		(void)store_read_text(&v[0], c->number, sizeof(c->number));
		c->opened = c->begun = c->done = (struct moment){ .second = 0 };
	}
	if (strcmp(event, "opened") == 0)
		c->opened = at;
	else if (strcmp(event, "card-work-begun") == 0 || strcmp(event, "handed-over") == 0) {
		add(c, WAITING_WORK, c->opened, at);
		c->opened = (struct moment){ .second = 0 };
		c->begun = at;
	} else if (tally_is_done(event)) {
		add(c, WAITING_DONE, c->begun, at);
		c->done = at;
	} else {
		add(c, WAITING_HANDED, c->done, at);
		c->done = (struct moment){ .second = 0 };
	}
	return c->e == ERR_NONE;
}

/* --- summed up --------------------------------------------------------------------------------- */

static int
compare(const void *a, const void *b)
{
	const int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static void
sum_up(struct minutes *m, struct waiting_time *t)
{
	double sum = 0;
	size_t i;

	if (m->count == 0)
		return;
	qsort(m->list, m->count, sizeof(*m->list), compare);
	for (i = 0; i < m->count; i++)
		sum += m->list[i];
	*t = (struct waiting_time){ .count = (int)m->count, .median = m->list[(m->count - 1) / 2],
	    .longest = m->list[m->count - 1], .average = sum / (double)m->count };
}

static bool
see_numbers(void *ctx, const struct store_value *v, size_t n)
{
	struct waiting *w = ctx;

	(void)n;
	w->drawn = (int)store_as_int(&v[0]);
	w->called = (int)store_as_int(&v[1]);
	w->away = (int)store_as_int(&v[2]);
	return false;
}

enum err
waiting_days(struct store *s, struct date from, struct date to, struct date today, struct waiting *w)
{
	const struct tally_range r = tally_range_of(from, to);
	const struct store_value values[] = { store_text(r.from), store_text(r.to) };
	struct counting c = { .e = ERR_NONE };
	enum err e;
	unsigned k;

	memset(w, 0, sizeof(*w));
	if ((e = booking_counts(s, from, to, today, w->bookings)) == ERR_NONE &&
	    (e = store_run(s, "SELECT count(*), count(CASE WHEN called_at <> '' THEN 1 END),"
	    " count(CASE WHEN away_at <> '' THEN 1 END) FROM ticket WHERE day >= ?1 AND day < ?2", values, 2,
	    see_numbers, w)) == ERR_NONE &&
	    (e = store_run(s, "SELECT t.drawn_at, t.called_at, coalesce(c.opened_at, '') FROM ticket t"
	    " LEFT JOIN cases c ON c.number = t.number WHERE t.day >= ?1 AND t.day < ?2", values, 2, see_ticket, &c)) ==
	    ERR_NONE &&
	    (e = store_run(s, "SELECT b.at, b.came_at, coalesce(c.opened_at, ''), coalesce((SELECT max(t.called_at)"
	    " FROM ticket t WHERE t.booking = b.id), '') FROM booking b LEFT JOIN cases c ON c.number = b.number"
	    " WHERE b.at >= ?1 AND b.at < ?2 AND b.state = 'came'", values, 2, see_booking, &c)) == ERR_NONE)
		e = store_run(s, "SELECT number, event, at FROM case_history WHERE at >= ?1 AND at < ?2 AND event IN"
		    " ('opened', 'card-work-begun', 'handed-over', 'card-work-done', 'taken-back', 'answered',"
		    " 'holder-said') ORDER BY number, id", values, 2, see_event, &c);
	for (k = 0; k < WAITING_STEP_COUNT; k++) {
		sum_up(&c.steps[k], &w->steps[k]);
		free(c.steps[k].list);
	}
	return e != ERR_NONE ? e : c.e;
}
