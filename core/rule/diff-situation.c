/* What is fixed while two profiles are compared: days on which one changes, counters, papers that conditions name. */
#include "rule/diff-private.h"

#include <stdio.h>
#include <string.h>

#define MOMENTS_MAX 40			/* leaves room for counters and papers */
#define SEARCH_DAYS 400			/* for a day of the calendar */

static void
add(struct situations *s, const struct facts *f, size_t most)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (memcmp(&s->list[i].at, &f->at, sizeof(f->at)) == 0 && strcmp(s->list[i].counter, f->counter) == 0 &&
		    s->list[i].held_count == f->held_count &&
		    memcmp(s->list[i].held, f->held, f->held_count * sizeof(*f->held)) == 0)
			return;
	if (s->count == most)
		s->cut = true;
	else
		s->list[s->count++] = *f;
}

static void
add_moment(struct situations *s, struct date day, int minutes)
{
	struct facts f = { .at = s->list[0].at };

	if (!date_given(day) || date_compare(day, s->list[0].at.date) < 0)
		return;
	f.at.date = day;
	f.at.hour = minutes >= 0 ? minutes / 60 : -1;
	f.at.minute = minutes >= 0 ? minutes % 60 : 0;
	add(s, &f, MOMENTS_MAX);
}

/*
 * The first day from today on which the calendar says so, and the first on which it doesn't: where the national system
 * stands still, all profiles say the same.
 */
static void
add_calendar(struct situations *s, const struct profile *p, const struct calendar_days *days)
{
	const struct date today = s->list[0].at.date;
	int i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < SEARCH_DAYS; i++)
			if (calendar_holds(days, date_add_days(today, i)) == (k == 0) &&
			    !stop_any(&p->stops, date_add_days(today, i))) {
				add_moment(s, date_add_days(today, i), -1);
				break;
			}
}

static void
add_condition(struct situations *s, const struct profile *p, const struct condition *c)
{
	size_t i;

	switch (c->kind) {
	case CONDITION_DAY:
		add_calendar(s, p, &p->conditions.days[c->moment]);
		return;
	case CONDITION_TIME:
		add_moment(s, s->list[0].at.date, c->moment - 1);	/* before midnight: at no time */
		add_moment(s, s->list[0].at.date, c->moment);
		add_moment(s, s->list[0].at.date, c->moment < 24 * 60 - 1 ? c->moment + 1 : c->moment);
		return;
	case CONDITION_DATE:
		for (i = 0; i < 2; i++)
			if (c->terms[i].base == TERM_DAY) {
				add_moment(s, date_from_days(c->terms[i].day), -1);
				add_moment(s, date_from_days(c->terms[i].day + 1), -1);
			}
		return;
	default:
		return;
	}
}

static void
add_moments(struct situations *s, const struct profile *p)
{
	size_t i;

	add_moment(s, p->from, -1);
	if (date_given(p->until))
		add_moment(s, date_add_days(p->until, 1), -1);
	for (i = 0; i < p->rule_count; i++) {
		add_moment(s, p->rules[i].from, -1);
		if (date_given(p->rules[i].until))
			add_moment(s, date_add_days(p->rules[i].until, 1), -1);
	}
	for (i = 0; i < p->validity_count; i++)
		add_moment(s, p->validity[i].from, -1);
	for (i = 0; i < p->conditions.count; i++)
		add_condition(s, p, &p->conditions.list[i]);
}

/* Hours are lines of their own, and don't depend on who comes. */
static void
add_counters(struct situations *s, const struct profile *p)
{
	struct facts f = s->list[0];
	bool named = false;
	size_t i;

	for (i = 0; i < p->conditions.count; i++)
		named = named || p->conditions.list[i].kind == CONDITION_COUNTER;
	for (i = 0; i < profile_counters(p); i++) {
		const struct counter *c = p->rules[p->of_kind[RULE_COUNTER][i]].counter;

		if (!named && c->serves == CONDITION_ALWAYS && c->booked == COUNTER_FREE)
			continue;
		(void)snprintf(f.counter, sizeof(f.counter), "%s", profile_counter_code(p, i));
		add(s, &f, DIFF_SITUATIONS_MAX);
	}
}

bool
diff_bring(const struct profile *p, struct facts *f, enum holder holder, int kind, struct date today)
{
	const struct document_kind *k = &p->documents.kinds[kind];
	struct held *h;

	if (f->held_count == FACTS_HELD_MAX)
		return false;
	h = &f->held[f->held_count++];
	memset(h, 0, sizeof(*h));
	h->holder = holder;
	(void)snprintf(h->label, sizeof(h->label), "%s", k->code);
	if (date_given(k->issued_from) || k->max_age_months > 0)
		h->issued = today;
	h->sealed = k->seal;
	return true;
}

/* What "brought" names in a condition, each way of fulfilling it. */
static void
add_papers(struct situations *s, const struct profile *p)
{
	size_t i, k, n;

	for (i = 0; i < p->conditions.count; i++) {
		const struct condition *c = &p->conditions.list[i];

		for (k = 0; c->kind == CONDITION_BROUGHT && k < c->papers.count; k++) {
			uint64_t used[KINDS_MAX / 64] = { 0 };
			struct facts f = s->list[0];

			for (n = 0; n < c->papers.sums[k].count; n++) {
				const int kind = diff_paper(&p->documents, &c->papers.sums[k].terms[n],
				    c->holder != HOLDER_APPLICANT, used);

				if (kind >= 0)
					(void)diff_bring(p, &f, c->holder, kind, f.at.date);
			}
			add(s, &f, DIFF_SITUATIONS_MAX);
		}
	}
}

void
diff_situations(const struct profile *p, const struct profile *q, struct date today, struct situations *s)
{
	const struct profile *const both[] = { p, q };
	size_t i;

	memset(s, 0, sizeof(*s));
	s->list[0].at = (struct moment){ .date = today, .hour = -1 };
	s->count = 1;
	for (i = 0; i < 2; i++)
		add_moments(s, both[i]);
	for (i = 0; i < 2; i++)
		add_papers(s, both[i]);
	for (i = 0; i < 2; i++)
		add_counters(s, both[i]);
}
