/*
 * Where one profile is looser than another: the partial order of madoguchi-profile(5), COMPARING. An outcome that lets
 * further, a certificate refused no more; for the same certificates a need less, or one that more papers fulfil.
 */
#include "rule/diff-private.h"

#include <string.h>

/* How far an outcome lets a visit, all papers there. */
static const int rank[OUTCOME_COUNT] = {
	[OUTCOME_REFUSED] = 0, [OUTCOME_CONSULT] = 1, [OUTCOME_ASK] = -1, [OUTCOME_INCOMPLETE] = -1,
	[OUTCOME_INQUIRY] = 2, [OUTCOME_KEEP] = 3, [OUTCOME_PROCEED] = 4,
};

int
diff_paper(const struct document_table *t, const struct paper_term *term, bool own_card, uint64_t *used)
{
	int best = -1, least = 0, n;
	size_t k;

	for (k = 0; k < t->kind_count; k++) {
		const struct document_kind *d = &t->kinds[k];

		if ((term->is_class ? (d->classes >> term->number & 1) == 0 : (int)k != term->number) ||
		    (used[k / 64] >> k % 64 & 1) != 0 || date_given(d->until) ||
		    (!own_card && (d->classes & t->card) != 0))
			continue;
		n = __builtin_popcount(d->classes);
		if (best < 0 || n < least) {
			best = (int)k;
			least = n;
		}
	}
	if (best >= 0)
		used[best / 64] |= (uint64_t)1 << best % 64;
	return best;
}

/* The same document in the other profile; -1: it isn't there. */
static int
other_kind(const struct document_table *t, const char *code)
{
	size_t k;

	for (k = 0; k < t->kind_count; k++)
		if (strcmp(t->kinds[k].code, code) == 0)
			return (int)k;
	return -1;
}

static bool
own_card(const struct rule *need)
{
	return need->who != HOLDER_APPLICANT || strcmp(need->code, "card") == 0;
}

/* Whether who brings just what this way of fulfilling the one need asks fulfils the other. */
static bool
sum_meets(const struct profile *p, const struct rule *need, const struct paper_sum *sum, const struct profile *q,
    const struct rule *other)
{
	const struct asked asked = { .papers = &other->papers, .same = other->same,
	    .without = own_card(other) ? 0 : q->documents.card };
	uint64_t used[KINDS_MAX / 64] = { 0 };
	struct brought brought = { .count = 0 };
	bool met;
	size_t i;

	for (i = 0; i < sum->count; i++) {
		const int kind = diff_paper(&p->documents, &sum->terms[i], own_card(need), used);
		const int there = kind >= 0 ? other_kind(&q->documents, p->documents.kinds[kind].code) : -1;

		if (there >= 0)
			brought.list[brought.count++] = (struct brought_paper){ there,
			    q->documents.kinds[there].classes, need->same };
	}
	document_assign(&brought, &asked, 1, &met);
	return met;
}

/* Whether whoever fulfils the first need fulfils the second. */
static bool
covers(const struct side *a, const struct want *x, const struct side *b, const struct want *y)
{
	const struct papers *papers = &x->need->papers;
	size_t i;

	for (i = 0; i < papers->count; i++)
		if (!sum_meets(a->d.view.profile, x->need, &papers->sums[i], b->d.view.profile, y->need))
			return false;
	return true;
}

static bool
same_holder(const struct want *x, const struct want *y)
{
	return x->need->who == y->need->who && strcmp(x->need->code, y->need->code) == 0;
}

/* Where the one profile has wants of which the other has neither the same nor, among its own, one that covers it. */
static uint32_t
wants_more(struct side *a, struct side *b, uint32_t open)
{
	uint32_t more = DIAGRAM_FALSE, node;
	struct deciding *d = &a->d;
	size_t i, k;

	for (i = 0; i < a->want_count; i++) {
		const struct want *x = &a->wants[i];

		node = rule_and(d, open, x->node);
		for (k = 0; k < b->want_count && node != DIAGRAM_FALSE; k++) {
			const struct want *y = &b->wants[k];

			if (same_holder(x, y) && x->need->has_papers == y->need->has_papers &&
			    (!x->need->has_papers || covers(b, y, a, x)))
				node = rule_and(d, node, rule_not(d, y->node));
		}
		more = rule_or(d, more, node);
	}
	return more;
}

static uint32_t
further(struct side *a, struct side *b)
{
	uint32_t node = DIAGRAM_FALSE;
	unsigned x, y;

	for (x = 0; x < OUTCOME_COUNT; x++)
		for (y = 0; y < OUTCOME_COUNT; y++)
			if (rank[x] >= 0 && rank[x] < rank[y])
				node = rule_or(&a->d, node, rule_and(&a->d, a->would[x], b->would[y]));
	return node;
}

/* Where the first costs more: what isn't known of a fee counts as nothing. */
static uint32_t
costs_more(struct side *a, struct side *b)
{
	const struct profile *p = a->d.view.profile, *q = b->d.view.profile;
	uint32_t node = DIAGRAM_FALSE;
	size_t i, k;

	for (i = 0; i < p->of_kind_count[RULE_FEE]; i++)
		for (k = 0; k < q->of_kind_count[RULE_FEE]; k++) {
			const int x = p->of_kind[RULE_FEE][i], y = q->of_kind[RULE_FEE][k];

			if (p->rules[x].yen > q->rules[y].yen)
				node = rule_or(&a->d, node, rule_and(&a->d, a->d.fee[x], b->d.fee[y]));
		}
	return node;
}

void
diff_compare(struct side *a, struct side *b, struct apart *out)
{
	struct deciding *d = &a->d;
	const uint32_t open = rule_and(d, a->open, b->open);
	uint32_t one, other, like;
	unsigned k;

	out->certs = out->looser = out->stricter = DIAGRAM_FALSE;
	for (k = 0; k < CERT_COUNT; k++) {
		one = rule_and(d, open, rule_and(d, a->d.refused[k], rule_not(d, b->d.refused[k])));
		other = rule_and(d, open, rule_and(d, b->d.refused[k], rule_not(d, a->d.refused[k])));
		out->looser = rule_or(d, out->looser, one);
		out->stricter = rule_or(d, out->stricter, other);
		out->certs = rule_or(d, out->certs, rule_or(d, one, other));
	}
	like = rule_and(d, open, rule_not(d, out->certs));
	out->looser = rule_or(d, out->looser, rule_or(d, further(a, b), wants_more(a, b, like)));
	out->stricter = rule_or(d, out->stricter, rule_or(d, further(b, a), wants_more(b, a, like)));
	out->more_than_fee = rule_or(d, out->looser, out->stricter);
	out->looser = rule_or(d, out->looser, costs_more(a, b));
	out->stricter = rule_or(d, out->stricter, costs_more(b, a));
}
