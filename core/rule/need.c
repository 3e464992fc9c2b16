/* What a rule needs: which needs hold, and whether documents and facts fulfil them. */
#include "rule/rule-private.h"

#include <string.h>

static const struct rule *
need_of(const struct deciding *d, const struct pick *p, size_t i)
{
	return &d->view.profile->rules[p->rule->needs[i]];
}

/* Whether the need holds in this pick: in force, its condition true, no exemption. */
static uint32_t
active(struct deciding *d, const struct pick *p, const struct rule *need)
{
	uint32_t when, unless = DIAGRAM_FALSE;

	if (!rule_holds(d, need))
		return DIAGRAM_FALSE;
	when = view_ask(&d->view, need->when);
	if (need->unless != CONDITION_ALWAYS)
		unless = view_ask(&d->view, need->unless);
	when = rule_and(d, when, rule_not(d, unless));
	return rule_and(d, p->node, when);
}

static struct asked
asked(const struct deciding *d, const struct rule *need)
{
	bool own_card = need->who == HOLDER_APPLICANT && strcmp(need->code, "card") != 0;

	/* The applicant's card is never its own second document. Source: sources(7) N10. */
	return (struct asked){ .papers = &need->papers, .same = need->same,
	    .without = own_card ? d->view.profile->documents.card : 0 };
}

void
rule_papers_of(const struct deciding *d, const struct pick *p, enum holder who, uint32_t chosen, struct paper_list *list)
{
	size_t i;

	list->count = 0;
	for (i = 0; i < p->rule->need_count; i++) {
		const struct rule *need = need_of(d, p, i);

		if ((chosen >> i & 1) == 0 || need->who != who)
			continue;
		list->asked[list->count] = asked(d, need);
		list->need[list->count++] = (int)i;
	}
}

/* With just these needs holding, where guard is: what documents don't fulfil is missing there. */
static void
assign(struct deciding *d, struct pick *p, uint32_t chosen, uint32_t guard)
{
	struct paper_list list;
	bool met[NEEDS_MAX];
	unsigned h;
	size_t i;

	for (h = 0; h < HOLDER_HOUSEHOLD; h++) {
		rule_papers_of(d, p, (enum holder)h, chosen, &list);
		document_assign(&d->view.brought[h], list.asked, list.count, met);
		for (i = 0; i < list.count; i++)
			if (!met[i])
				p->missing[list.need[i]] = rule_or(d, p->missing[list.need[i]], guard);
	}
}

/*
 * Documents are given to all needs together, so which needs hold must be settled first: where that isn't known, each way
 * it can be is looked at in its own place.
 */
static void
split(struct deciding *d, struct pick *p, uint32_t chosen, uint32_t open, uint32_t guard)
{
	uint32_t holds;
	unsigned i = 0;

	if (guard == DIAGRAM_FALSE)
		return;
	if (open == 0) {
		assign(d, p, chosen, guard);
		return;
	}
	while ((open >> i & 1) == 0)
		i++;
	holds = p->active[i];
	split(d, p, chosen | 1u << i, open & ~(1u << i), rule_and(d, guard, holds));
	split(d, p, chosen, open & ~(1u << i), rule_and(d, guard, rule_not(d, holds)));
}

void
rule_look_at_needs(struct deciding *d, struct pick *p)
{
	const struct rule *need;
	uint32_t open = 0;
	size_t i;

	for (i = 0; i < p->rule->need_count; i++) {
		need = need_of(d, p, i);
		p->active[i] = active(d, p, need);
		if (!need->has_papers)
			p->missing[i] = rule_and(d, p->active[i], rule_not(d, view_ask(&d->view, need->met)));
		else if (d->papers.of[need->who] != BRINGS_ALL)
			open |= 1u << i;
	}
	split(d, p, 0, open, p->node);
}
