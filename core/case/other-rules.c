/* Decides open cases by the rules of today and by those that are to come: whom a change meets halfway. */
#include "case/other-rules.h"

#include <stdlib.h>
#include <string.h>

#include "case/reception.h"

#define CASES_MAX 1000000

/* The numbers first: a case is loaded by statements of its own. */
struct gathering { char (*numbers)[CASE_NUMBER_MAX]; size_t count, cap; bool full; };

static bool
gather(void *ctx, const struct case_file *f)
{
	struct gathering *g = ctx;
	char (*more)[CASE_NUMBER_MAX];

	if (g->count == g->cap) {
		if ((more = realloc(g->numbers, (g->cap * 2 + 64) * sizeof(*more))) == NULL)
			return !(g->full = true);
		g->numbers = more;
		g->cap = g->cap * 2 + 64;
	}
	memcpy(g->numbers[g->count++], f->number, CASE_NUMBER_MAX);
	return true;
}

static enum err
gather_open(struct store *s, struct gathering *g)
{
	enum err e = ERR_NONE;
	unsigned state;

	for (state = 0; state < CASE_STATE_COUNT && e == ERR_NONE; state++) {
		const struct case_filter filter = { .state = (enum case_state)state, .limit = CASES_MAX };

		if (!flow_ended((enum case_state)state))
			e = case_list(s, &filter, gather, g);
	}
	return e == ERR_NONE && g->full ? ERR_MEMORY : e;
}

static int
by_number(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Whether both answers are alike, as they would be shown. */
static enum err
compare(const struct decision *a, const struct decision *b, bool *same)
{
	struct buf x = { 0 }, y = { 0 };
	enum err e;

	decision_short(a, &x);
	decision_short(b, &y);
	if ((e = buf_check(&x)) == ERR_NONE)
		e = buf_check(&y);
	*same = e == ERR_NONE && strcmp(buf_text(&x), buf_text(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return e;
}

struct looking {
	const struct profile *was, *will;
	struct moment at;
	struct reception r;
	struct decision before, after;
};

/* First as the case stands, then as if it began anew. */
static enum err
look_at(struct looking *l, void (*row)(void *, const struct other_rules_case *), void *ctx)
{
	struct other_rules_case c = { .number = l->r.file.number, .state = l->r.file.state, .from_now = true,
	    .before = &l->before, .after = &l->after };
	const struct date begun = l->r.file.opened.date;
	const struct facts *f = &l->r.facts;
	bool same;
	enum err e;

	if ((e = rule_decide_begun(l->r.profile, begun, l->was, f, l->at, &l->before)) != ERR_NONE ||
	    (e = rule_decide_begun(l->r.profile, begun, l->will, f, l->at, &l->after)) != ERR_NONE ||
	    (e = compare(&l->before, &l->after, &same)) != ERR_NONE)
		return e;
	if (same) {
		c.from_now = false;
		if ((e = rule_decide(l->was, f, l->at, &l->before)) != ERR_NONE ||
		    (e = rule_decide(l->will, f, l->at, &l->after)) != ERR_NONE ||
		    (e = compare(&l->before, &l->after, &same)) != ERR_NONE)
			return e;
	}
	if (!same)
		row(ctx, &c);
	return ERR_NONE;
}

static enum err
record(struct store *s, const struct actor *a, const struct profile *p)
{
	enum err e;

	if ((e = audit_allow(s, a, ACT_LOOK, "")) != ERR_NONE || (e = store_begin(s)) != ERR_NONE)
		return e;
	return store_end(s, audit_write(s, a, "cases-compared", "", profile_city_code(p)));
}

enum err
other_rules_cases(struct store *s, const struct actor *a, const struct profile *was, const struct profile *will,
    void (*row)(void *, const struct other_rules_case *), void *ctx, size_t *looked_at)
{
	struct looking *l = calloc(1, sizeof(*l));
	struct gathering g = { .numbers = NULL };
	enum err e = l != NULL ? ERR_NONE : ERR_MEMORY;
	size_t i;

	*looked_at = 0;
	if (e == ERR_NONE && (e = record(s, a, will)) == ERR_NONE)
		e = gather_open(s, &g);
	if (e == ERR_NONE && g.count > 0)
		qsort(g.numbers, g.count, sizeof(*g.numbers), by_number);
	for (i = 0; i < g.count && e == ERR_NONE; i++) {
		if ((e = reception_resume(s, g.numbers[i], &l->r)) != ERR_NONE)
			break;
		if (strcmp(profile_name(l->r.profile), profile_name(will)) != 0)
			continue;
		l->was = was;
		l->will = will;
		l->at = (struct moment){ .date = a->at.date, .hour = -1 };
		l->r.facts.at = (struct moment){ .hour = -1 };
		++*looked_at;
		e = look_at(l, row, ctx);
	}
	if (l != NULL)
		reception_free(&l->r);
	free(l);
	free(g.numbers);
	return e;
}
