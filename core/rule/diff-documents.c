/* Documents that count in one profile and not, or not in that class, in the other. */
#include "rule/diff-private.h"

#include <stdio.h>
#include <string.h>

/* Whether the other profile has that document in a class of that name. */
static bool
has(const struct document_table *t, const char *document, const char *class)
{
	const int c = document_class_find(t, class);
	size_t k;

	for (k = 0; k < t->kind_count; k++)
		if (strcmp(t->kinds[k].code, document) == 0)
			return c >= 0 && (t->kinds[k].classes >> c & 1) != 0;
	return false;
}

/* Who brings it, and what the sum asks beside it: does one profile alone take that? */
static bool
show(struct comparing *c, struct side *s, const struct want *w, const struct paper_sum *sum, size_t term, int kind,
    uint32_t node, struct diff_group *g)
{
	const struct profile *p = s->d.view.profile;
	const bool own_card = w->need->who != HOLDER_APPLICANT || strcmp(w->need->code, "card") == 0;
	uint64_t used[KINDS_MAX / 64] = { 0 };
	size_t i;

	g->example = *c->situation;
	diff_find_facts(&c->a, node, &g->example);
	used[kind / 64] = (uint64_t)1 << kind % 64;
	(void)diff_bring(p, &g->example, w->need->who, kind, c->situation->at.date);
	for (i = 0; i < sum->count; i++) {
		const int beside = i == term ? -1 : diff_paper(&p->documents, &sum->terms[i], own_card, used);

		if (beside >= 0)
			(void)diff_bring(p, &g->example, w->need->who, beside, c->situation->at.date);
	}
	c->err = diff_decide(&c->a, &c->b, &g->example, &g->before, &g->after);
	if (c->err != ERR_NONE || !diff_differ(&g->before, &g->after, &c->err))
		return false;
	diff_leave_out(&c->a, &c->b, g, &c->err);
	return c->err == ERR_NONE;
}

/* In the first need in which it shows; documents of the same class and way are one group. */
static bool
look_at(struct comparing *c, struct side *s, enum diff_way way, size_t class, int kind, uint32_t open)
{
	const char *code = s->d.view.profile->documents.classes[class].code;
	struct diff_group *g;
	size_t i, k, n;

	for (i = 0; i < s->want_count; i++) {
		const struct want *w = &s->wants[i];
		const uint32_t node = rule_and(&c->a.d, open, w->node);

		for (k = 0; w->need->has_papers && k < w->need->papers.count; k++) {
			const struct paper_sum *sum = &w->need->papers.sums[k];

			for (n = 0; n < sum->count; n++)
				if (sum->terms[n].is_class && sum->terms[n].number == (int)class)
					break;
			if (n == sum->count || (g = diff_group_begin(c, way, code, NULL, node)) == NULL)
				continue;
			(void)snprintf(g->from.name, sizeof(g->from.name), "documents %s", code);
			g->from.file = "";
			g->to = g->from;
			if (show(c, s, w, sum, n, kind, node, g)) {
				c->out->group_count++;
				return true;
			}
		}
	}
	return false;
}

void
diff_documents(struct comparing *c, uint32_t open)
{
	size_t k, i, n, more;

	for (k = 0; k < 2; k++) {
		struct side *s = k == 0 ? &c->a : &c->b, *other = k == 0 ? &c->b : &c->a;
		const struct document_table *t = &s->d.view.profile->documents;

		for (i = 0; i < t->class_count; i++) {
			bool told = false;

			for (n = more = 0; n < t->kind_count; n++) {
				if ((t->kinds[n].classes >> i & 1) == 0 ||
				    has(&other->d.view.profile->documents, t->kinds[n].code, t->classes[i].code))
					continue;
				more += told;
				told = told || look_at(c, s, k == 0 ? DIFF_STRICTER : DIFF_LOOSER, i, (int)n, open);
			}
			if (told)
				c->out->groups[c->out->group_count - 1].others = more;
		}
	}
}
