/* What visitors are taken to have brought where a profile is looked at as a whole. */
#include <string.h>

#include "rule/rule-private.h"

const struct rule_papers rule_papers_all = { { BRINGS_ALL, BRINGS_ALL, BRINGS_ALL } };

/* Enough of a class for any need that asks for several of it. */
#define OF_EACH_CLASS 3

static unsigned
class_bit(const struct document_table *t, const char *code)
{
	const int class = document_class_find(t, code);

	return class >= 0 ? 1u << class : 0;
}

static bool
counts(const struct document_kind *k, struct date day)
{
	return (!date_given(k->from) || date_compare(k->from, day) <= 0) &&
	    (!date_given(k->until) || date_compare(k->until, day) >= 0);
}

static void
bring(struct brought *b, const struct document_table *t, size_t kind)
{
	if (b->count < FACTS_HELD_MAX)
		b->list[b->count++] = (struct brought_paper){ (int)kind, t->kinds[kind].classes, false };
}

/* A paper of class B that stands in the fewest classes. */
static void
bring_lesser(struct brought *b, const struct document_table *t, struct date day)
{
	const unsigned lesser = class_bit(t, "B");
	size_t best = t->kind_count, k;

	for (k = 0; k < t->kind_count; k++)
		if ((t->kinds[k].classes & lesser) != 0 && counts(&t->kinds[k], day) && (best == t->kind_count ||
		    __builtin_popcount(t->kinds[k].classes) < __builtin_popcount(t->kinds[best].classes)))
			best = k;
	if (best < t->kind_count)
		bring(b, t, best);
}

/* Of each class some; of those that aren't wanted none. */
static void
bring_classes(struct brought *b, const struct document_table *t, unsigned wanted, unsigned without, struct date day)
{
	size_t of[CLASSES_MAX] = { 0 }, k;
	unsigned c;

	for (k = 0; k < t->kind_count; k++) {
		const unsigned classes = t->kinds[k].classes;

		if ((classes & wanted) == 0 || (classes & without) != 0 || !counts(&t->kinds[k], day))
			continue;
		for (c = 0; c < CLASSES_MAX && ((classes >> c & 1) == 0 || of[c] >= OF_EACH_CLASS); c++)
			;
		if (c == CLASSES_MAX)
			continue;
		for (c = 0; c < CLASSES_MAX; c++)
			of[c] += classes >> c & 1;
		bring(b, t, k);
	}
}

/* The classes that needs of authority ask for, but for those that tell who somebody is. */
static unsigned
authority(const struct profile *p, unsigned identity)
{
	unsigned classes = 0;
	size_t i, k, n;

	for (i = 0; i < p->of_kind_count[RULE_NEED]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_NEED][i]];

		for (k = 0; strcmp(r->code, "authority") == 0 && k < r->papers.count; k++)
			for (n = 0; n < r->papers.sums[k].count; n++)
				if (r->papers.sums[k].terms[n].is_class)
					classes |= 1u << r->papers.sums[k].terms[n].number;
	}
	return classes & ~identity;
}

void
rule_bring(struct view *v, struct rule_papers papers)
{
	const struct document_table *t = &v->profile->documents;
	const unsigned identity = class_bit(t, "A") | class_bit(t, "B") | t->card;
	unsigned h;

	for (h = 0; h < HOLDER_HOUSEHOLD; h++) {
		struct brought *b = &v->brought[h];

		if (papers.of[h] == BRINGS_AS_SAID || papers.of[h] == BRINGS_ALL)
			continue;
		v->papers_known |= 1u << h;
		b->count = 0;
		if (papers.of[h] == BRINGS_CARD)
			bring_classes(b, t, t->card, 0, v->at.date);
		else if (papers.of[h] == BRINGS_ALL_BUT_CARD)
			bring_classes(b, t, ~0u, t->card, v->at.date);
		else if (papers.of[h] == BRINGS_LESSER)
			bring_lesser(b, t, v->at.date);
		if (papers.of[h] == BRINGS_LESSER)
			bring_classes(b, t, authority(v->profile, identity), identity, v->at.date);
		else if (papers.of[h] == BRINGS_NO_REGISTER)
			bring_classes(b, t, ~0u, class_bit(t, "ward-paper"), v->at.date);
		else if (papers.of[h] == BRINGS_IDENTITY)
			bring_classes(b, t, identity, authority(v->profile, identity), v->at.date);
		else if (papers.of[h] == BRINGS_NO_ACTS)
			bring_classes(b, t, ~0u, class_bit(t, "acts-paper"), v->at.date);
	}
}
