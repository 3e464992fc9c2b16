/* Gives documents to what is asked. Source: H. W. Kuhn, The Hungarian Method, 1955: augmenting paths. */
#include "rule/document-private.h"

#include <stdio.h>
#include <string.h>

#define SLOTS_MAX (NEEDS_MAX * SUM_MAX)
#define NOBODY (-1)

/* A place for one document. */
struct slot { struct paper_term term; const struct asked *asked; };

struct assignment {
	const struct brought *brought;
	struct slot slots[SLOTS_MAX];
	size_t count;
	int owner[FACTS_HELD_MAX];	/* the slot that has the document */
};

static bool
fits(const struct slot *s, const struct brought_paper *p)
{
	if ((s->asked->same && !p->visit_1) || (p->classes & s->asked->without) != 0)
		return false;
	return s->term.is_class ? (p->classes >> s->term.number & 1) != 0 : p->kind == s->term.number;
}

/* Finds a document for the slot, moving others on where that helps. */
static bool
augment(struct assignment *a, size_t slot, uint32_t *tried)
{
	size_t p;

	for (p = 0; p < a->brought->count; p++) {
		if ((*tried >> p & 1) != 0 || !fits(&a->slots[slot], &a->brought->list[p]))
			continue;
		*tried |= 1u << p;
		if (a->owner[p] != NOBODY && !augment(a, (size_t)a->owner[p], tried))
			continue;
		a->owner[p] = (int)slot;
		return true;
	}
	return false;
}

/* Adds the slots of one alternative; how many of them got a document. */
static size_t
add_sum(struct assignment *a, const struct asked *asked, const struct paper_sum *sum)
{
	size_t i, given = 0;
	uint32_t tried;

	for (i = 0; i < sum->count; i++) {
		a->slots[a->count] = (struct slot){ sum->terms[i], asked };
		tried = 0;
		given += augment(a, a->count++, &tried);
	}
	return given;
}

static void
begin(struct assignment *a, const struct brought *brought)
{
	size_t p;

	a->brought = brought;
	a->count = 0;
	for (p = 0; p < brought->count; p++)
		a->owner[p] = NOBODY;
}

/* Tries the alternatives of all that is wanted, from the nth on, until all fit together. */
static bool
fulfil(struct assignment *a, const struct asked *asked, size_t count, const bool *wanted, size_t n)
{
	struct assignment saved;
	size_t i;

	while (n < count && !wanted[n])
		n++;
	if (n == count)
		return true;
	saved = *a;
	for (i = 0; i < asked[n].papers->count; i++) {
		const struct paper_sum *sum = &asked[n].papers->sums[i];

		if (add_sum(a, &asked[n], sum) == sum->count && fulfil(a, asked, count, wanted, n + 1))
			return true;
		*a = saved;
	}
	return false;
}

void
document_assign(const struct brought *brought, const struct asked *asked, size_t count, bool *met)
{
	struct assignment a;
	size_t i;

	memset(met, 0, count * sizeof(*met));
	for (i = 0; i < count; i++) {
		met[i] = true;
		begin(&a, brought);
		met[i] = fulfil(&a, asked, count, met, 0);
	}
}

/* The class to name a document by: one that was asked for if it can be, else its first. */
static const char *
class_name(const struct document_table *t, const struct brought_paper *p, const struct papers *papers)
{
	size_t i, j, c;

	for (i = 0; i < papers->count; i++)
		for (j = 0; j < papers->sums[i].count; j++) {
			const struct paper_term *term = &papers->sums[i].terms[j];

			if (term->is_class && (p->classes >> term->number & 1) != 0)
				return t->classes[term->number].code;
		}
	for (c = 0; c < t->class_count; c++)
		if ((p->classes >> c & 1) != 0)
			return t->classes[c].code;
	return t->kinds[p->kind].code;
}

static void
append(char *out, size_t size, const char *between, const char *what)
{
	size_t at = strlen(out);

	(void)snprintf(out + at, size - at, "%s%s", at > 0 ? between : "", what);
}

void
document_lacking(const struct document_table *t, const struct brought *brought, const struct asked *asked, size_t count,
    const bool *met, size_t which, char *need, char *have, size_t size)
{
	const struct papers *papers = asked[which].papers;
	struct assignment rest, a;
	char sum[128];
	size_t lacking[PAPERS_MAX], i, n, p;

	begin(&rest, brought);
	(void)fulfil(&rest, asked, count, met, 0);
	for (i = 0; i < papers->count; i++) {
		a = rest;
		lacking[i] = papers->sums[i].count - add_sum(&a, &asked[which], &papers->sums[i]);
	}
	need[0] = have[0] = '\0';
	for (n = 0; n <= SUM_MAX; n++)
		for (i = 0; i < papers->count; i++)
			if (lacking[i] == n) {
				document_write_sum(t, &papers->sums[i], sum, sizeof(sum));
				append(need, size, "|", sum);
			}
	for (p = 0; p < brought->count; p++)
		if (rest.owner[p] == NOBODY && (brought->list[p].classes & asked[which].without) == 0)
			append(have, size, "+", class_name(t, &brought->list[p], papers));
}
