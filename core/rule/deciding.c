/* What all that decides asks of the case: which rules are in force, and what holds together. */
#include "rule/rule-private.h"

uint32_t
rule_and(struct deciding *d, uint32_t f, uint32_t g)
{
	return diagram_and(d->view.diagram, f, g);
}

uint32_t
rule_or(struct deciding *d, uint32_t f, uint32_t g)
{
	return diagram_or(d->view.diagram, f, g);
}

uint32_t
rule_not(struct deciding *d, uint32_t f)
{
	return diagram_not(d->view.diagram, f);
}

bool
rule_holds(const struct deciding *d, const struct rule *r)
{
	return rule_in_force(r, d->begun);
}

const struct rule *
rule_next(const struct deciding *d, enum rule_kind kind, size_t *n)
{
	const bool of_day = kind == RULE_COUNTER || kind == RULE_FEE || kind == RULE_PINS ||
	    kind == RULE_TELL;
	const struct profile *p = of_day ? d->day->profile : d->view.profile;
	const struct rule *r;

	while (*n < p->of_kind_count[kind]) {
		r = &p->rules[p->of_kind[kind][(*n)++]];
		if (of_day ? rule_in_force(r, d->view.at.date) : rule_holds(d, r))
			return r;
	}
	return NULL;
}
