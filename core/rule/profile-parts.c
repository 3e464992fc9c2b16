/* What several parts of profile_check ask: whose a rule is, what a condition is made of, which papers are named. */
#include "rule/profile-check-private.h"

#include <string.h>

/* What is inherited may well be out of reach: the municipality's own rules stand before it. */
bool
check_own(const struct profile *p, const struct rule *r)
{
	return r->kind != RULE_COUNTER && strcmp(r->file, p->file) == 0;
}

void
check_each_condition(const struct profile *p, int at, void (*fn)(const struct condition *, void *), void *ctx)
{
	const struct condition *c;

	if (at < 0)
		return;
	c = &p->conditions.list[at];
	fn(c, ctx);
	check_each_condition(p, c->left, fn, ctx);
	check_each_condition(p, c->right, fn, ctx);
	if (c->kind == CONDITION_NAME)
		check_each_condition(p, p->defined_at[c->number], fn, ctx);
}

void
check_conditions_of(const struct rule *r, int out[CHECK_PLACES])
{
	out[CHECK_WHEN] = r->when;
	out[CHECK_UNLESS] = r->unless;
	out[CHECK_MET] = r->met;
	out[CHECK_SERVES] = r->kind == RULE_COUNTER ? r->counter->serves : CONDITION_ALWAYS;
	out[CHECK_BOOKED] = r->kind == RULE_COUNTER ? r->counter->booked : CONDITION_ALWAYS;
}

void
check_each_of_rule(const struct profile *p, const struct rule *r, void (*fn)(const struct condition *, void *), void *ctx)
{
	int at[CHECK_PLACES];
	size_t k;

	check_conditions_of(r, at);
	for (k = 0; k < CHECK_PLACES; k++)
		check_each_condition(p, at[k], fn, ctx);
}

uint32_t
check_forget_visit(struct view *v, uint32_t node)
{
	static const enum fact anew[] = { FACT_VISIT, FACT_REPLY, FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY,
	    FACT_CONCEALED, FACT_SIGN_PIN, FACT_AUTH_PIN, FACT_NOTICE, FACT_BOOKED, FACT_CHANNEL,
	    FACT_REPLY_EXPIRES, FACT_INQUIRY_OPENED };
	uint32_t any;
	unsigned n;
	size_t i;

	for (i = 0; i < sizeof(anew) / sizeof(*anew); i++) {
		for (n = 0, any = DIAGRAM_FALSE; n < v->value_count[anew[i]]; n++)
			any = diagram_or(v->diagram, any, diagram_fix(v->diagram, node, anew[i], n));
		node = v->value_count[anew[i]] > 0 ? any : node;
	}
	return node;
}

bool
check_is_named(const struct document_table *t, size_t kind, const struct paper_term *term)
{
	return term->is_class ? (t->kinds[kind].classes >> term->number & 1) != 0 : (int)kind == term->number;
}

bool
check_names(const struct papers *papers, size_t kind)
{
	size_t i, k;

	for (i = 0; i < papers->count; i++)
		for (k = 0; k < papers->sums[i].count; k++)
			if (!papers->sums[i].terms[k].is_class && papers->sums[i].terms[k].number == (int)kind)
				return true;
	return false;
}

bool
check_counts_for(const struct profile *p, size_t kind, const struct papers *papers)
{
	size_t i, k;

	for (i = 0; i < papers->count; i++)
		for (k = 0; k < papers->sums[i].count; k++)
			if (check_is_named(&p->documents, kind, &papers->sums[i].terms[k]))
				return true;
	return false;
}
