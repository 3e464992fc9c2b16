/* What still changes the answer: read off the diagrams, exactly, over the values of madoguchi-profile(5). */
#include "rule/rule-private.h"

#include <stdlib.h>

/* Every part of the answer. Where all is known there is no diagram and nothing to ask. */
uint64_t
rule_relevant(struct deciding *d)
{
	struct diagram *g = d->view.diagram;
	uint64_t mask = 0;
	size_t i;

	if (g == NULL || !view_sound(&d->view))
		return 0;
	for (i = 0; i < OUTCOME_COUNT; i++)
		mask |= diagram_support(g, d->out[i]);
	for (i = 0; i < CERT_COUNT; i++)
		mask |= diagram_support(g, d->refused[i]) | diagram_support(g, d->expires[i]) |
		    (d->expiry_known[i] ? 0 : diagram_support(g, d->expiry[i]));
	for (i = 0; i < d->view.profile->rule_count; i++)
		mask |= diagram_support(g, d->missing[i]);
	for (i = 0; i < d->day->profile->rule_count; i++)
		mask |= diagram_support(g, d->fee[i]);
	for (i = 0; i < d->case_action_count; i++)
		mask |= diagram_support(g, d->case_actions[i].node);
	return mask;
}

static unsigned
count_bits(uint64_t mask)
{
	unsigned n = 0;

	for (; mask != 0; mask &= mask - 1)
		n++;
	return n;
}

/* The outcome as one function. */
static uint32_t
outcome_node(struct deciding *d)
{
	struct diagram *g = d->view.diagram;
	uint32_t node = diagram_constant(g, 0), one;
	unsigned o;

	for (o = 1; o < OUTCOME_COUNT; o++) {
		one = diagram_constant(g, (int32_t)o);
		node = diagram_if(g, d->out[o], one, node);
	}
	return node;
}

struct question { enum fact fact; unsigned left; };

/*
 * How many questions about the outcome are left, on the average over the fact's values, in 1/1000: what a clerk would have
 * to ask yet after this one.
 */
static unsigned
left_after(struct deciding *d, uint32_t outcome, enum fact f)
{
	unsigned values = d->view.value_count[f], i, sum = 0;

	for (i = 0; i < values; i++)
		sum += count_bits(diagram_support(d->view.diagram, diagram_fix(d->view.diagram, outcome, (unsigned)f, i)));
	return sum * 1000 / values;
}

static int
compare(const void *a, const void *b)
{
	const struct question *x = a, *y = b;

	return x->left != y->left ? (x->left < y->left ? -1 : 1) : (int)x->fact - (int)y->fact;
}

void
rule_order_questions(struct deciding *d, uint64_t relevant, struct decision *decision)
{
	struct question questions[FACT_COUNT];
	uint32_t outcome = outcome_node(d);
	uint64_t decisive = diagram_support(d->view.diagram, outcome);
	size_t n = 0, i;
	unsigned f;

	for (f = 0; f < FACT_COUNT; f++)
		if ((relevant >> f & 1) != 0)
			questions[n++] = (struct question){ (enum fact)f,
			    (decisive >> f & 1) != 0 ? left_after(d, outcome, (enum fact)f) : UINT32_MAX };
	qsort(questions, n, sizeof(*questions), compare);
	for (i = 0; i < n; i++)
		decision->ask[i] = questions[i].fact;
	decision->ask_count = n;
}
