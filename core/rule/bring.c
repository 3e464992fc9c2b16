/* What visitors are taken to have brought where a profile is looked at as a whole. */
#include <string.h>

#include "rule/profile-check-private.h"
#include "rule/rule-private.h"

const struct rule_papers rule_papers_all = { { BRINGS_ALL, BRINGS_ALL, BRINGS_ALL }, 0 };

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
	size_t i;

	for (i = 0; i < b->count && b->list[i].kind != (int)kind; i++)
		;
	if (i == b->count && b->count < FACTS_HELD_MAX)
		b->list[b->count++] = (struct brought_paper){ (int)kind, t->kinds[kind].classes, false };
}

/* A need or a condition asks for this one, not for its class. */
static bool
is_named(const struct profile *p, size_t kind)
{
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_NEED]; i++)
		if (check_names(&p->rules[p->of_kind[RULE_NEED][i]].papers, kind))
			return true;
	for (i = 0; i < p->conditions.count; i++)
		if (p->conditions.list[i].kind == CONDITION_BROUGHT && check_names(&p->conditions.list[i].papers, kind))
			return true;
	return false;
}

/* What a class has that isn't worth it is told by papers_check. */
static bool
is_of(const struct profile *p, const struct document_kind *k, const char *class)
{
	return (k->classes & class_bit(&p->documents, class)) != 0 || check_is_worth(p, k, class) ||
	    profile_departs(p, k->code);
}

static bool
is_lesser(const struct profile *p, size_t kind, struct date day)
{
	const struct document_kind *k = &p->documents.kinds[kind];

	return counts(k, day) && !is_of(p, k, "A");
}

bool
rule_brings_lesser(const struct profile *p, size_t kind, struct date day)
{
	size_t i;

	if (kind == p->documents.kind_count)
		return true;
	if (!is_lesser(p, kind, day) || is_named(p, kind))
		return is_lesser(p, kind, day);
	for (i = 0; i < kind && !(p->documents.kinds[i].classes == p->documents.kinds[kind].classes &&
	    is_lesser(p, i, day) && !is_named(p, i)); i++)
		;
	return i == kind;
}

/* Which papers somebody has: of each class some, and each that is asked for by itself. */
static void
bring_those(struct brought *b, const struct profile *p,
    bool (*has)(const struct profile *, const struct document_kind *), struct date day)
{
	const struct document_table *t = &p->documents;
	size_t of[CLASSES_MAX] = { 0 }, k;
	unsigned c;

	for (k = 0; k < t->kind_count; k++)
		if (is_named(p, k) && has(p, &t->kinds[k]) && counts(&t->kinds[k], day))
			bring(b, t, k);
	for (k = 0; k < t->kind_count; k++) {
		const unsigned classes = t->kinds[k].classes;

		for (c = 0; c < CLASSES_MAX && ((classes >> c & 1) == 0 || of[c] >= OF_EACH_CLASS); c++)
			;
		if (c == CLASSES_MAX || !has(p, &t->kinds[k]) || !counts(&t->kinds[k], day))
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

static unsigned
identity(const struct profile *p)
{
	return class_bit(&p->documents, "A") | class_bit(&p->documents, "B") | p->documents.card;
}

static bool
is_card(const struct profile *p, const struct document_kind *k)
{
	return (k->classes & p->documents.card) != 0;
}

static bool
is_no_card(const struct profile *p, const struct document_kind *k)
{
	return !is_card(p, k);
}

/* Of a guardian's authority, and tells not who somebody is. */
static bool
is_authority(const struct profile *p, const struct document_kind *k)
{
	return (k->classes & authority(p, identity(p))) != 0 && (k->classes & identity(p)) == 0;
}

static bool
is_no_register(const struct profile *p, const struct document_kind *k)
{
	return !is_of(p, k, "ward-paper");
}

static bool
is_no_acts(const struct profile *p, const struct document_kind *k)
{
	return !is_of(p, k, "acts-paper");
}

/* Tells who somebody is, here or by what is inherited, and of no authority by what is inherited. */
static bool
is_identity(const struct profile *p, const struct document_kind *k)
{
	static const char *const classes[] = { "A", "B", "card" };
	bool is = (k->classes & identity(p)) != 0;
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		is = is || ini_value(&p->files[1], "documents", classes[i], k->code) != NULL;
	return is && is_no_register(p, k) && is_no_acts(p, k) && !is_of(p, k, "parent-paper");
}

static bool (*const brings[])(const struct profile *, const struct document_kind *) = {
	[BRINGS_CARD] = is_card, [BRINGS_ALL_BUT_CARD] = is_no_card, [BRINGS_LESSER] = is_authority,
	[BRINGS_IDENTITY] = is_identity, [BRINGS_NO_REGISTER] = is_no_register, [BRINGS_NO_ACTS] = is_no_acts,
};

void
rule_bring(struct view *v, struct rule_papers papers)
{
	unsigned h;

	for (h = 0; h < HOLDER_HOUSEHOLD; h++) {
		struct brought *b = &v->brought[h];

		if (papers.of[h] == BRINGS_AS_SAID || papers.of[h] == BRINGS_ALL)
			continue;
		v->papers_known |= 1u << h;
		b->count = 0;
		if (papers.of[h] == BRINGS_LESSER && papers.lesser < v->profile->documents.kind_count)
			bring(b, &v->profile->documents, papers.lesser);
		if (papers.of[h] != BRINGS_NOTHING)
			bring_those(b, v->profile, brings[papers.of[h]], v->at.date);
	}
}
