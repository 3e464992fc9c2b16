/*
 * The values over which "still changes the answer" is meant: madoguchi-profile(5), VALUES. Of a date there are
 * endlessly many, but a profile compares it with few others: between two such edges every day is treated alike, so one
 * stands for all.
 */
#include "rule/condition-ask-private.h"

#include <stdlib.h>
#include <string.h>

#define DEADLINE_FACTS 3		/* dates on which a letter's last day depends: see letter_needs_of */
#define EDGES_EACH (2 * DEADLINE_FACTS * DEADLINE_FACTS)	/* of one comparison: two deadlines, both ways */
#define EDGES_OWN (3 + 2 * VALIDITY_LINES_MAX)	/* what the engine itself compares */

struct step { int months, days; };

/* What makes computed dates of expiry differ, whatever the profile compares. */
static const struct step born[] = { { -480, 0 }, { -474, 0 } };
static const struct step ahead[] = { { 0, 30 }, { 12, 0 } };

static const struct { const struct step *steps; size_t count; } steps_of[FACT_COUNT] = {
	[FACT_BORN] = { born, sizeof(born) / sizeof(*born) },
	[FACT_SIGN_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
	[FACT_AUTH_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
	[FACT_CARD_EXPIRES] = { ahead, sizeof(ahead) / sizeof(*ahead) },
};

/* --- edges: read once with the profile --- */

static bool
same_term(const struct term *a, const struct term *b)
{
	return a->base == b->base && a->fact == b->fact && a->day == b->day && a->days == b->days &&
	    a->months == b->months && a->workdays == b->workdays && a->letter == b->letter;
}

/* room is for two of each condition and term; ERR_PROFILE where one fact has too many. */
static enum err
add_edge(struct profile *p, const struct edge *e)
{
	size_t i, fixed = 0;

	for (i = 0; i < p->edge_count; i++) {
		const struct edge *known = &p->edges[i];

		if (known->fact != e->fact)
			continue;
		if (known->years == e->years && same_term(&known->mine, &e->mine) &&
		    same_term(&known->other, &e->other))
			return ERR_NONE;
		fixed += known->other.base != TERM_FACT;
	}
	if (e->other.base != TERM_FACT && fixed == GRID_EDGES_MAX)
		return ERR_PROFILE;
	p->edges[p->edge_count++] = *e;
	return ERR_NONE;
}

/* The deadline is one of several facts, by the life of the letter. */
static size_t
spread(const struct inquiry_style *letter, struct term t, struct term out[DEADLINE_FACTS])
{
	uint64_t needs = letter_needs_of(letter);
	size_t n = 0;
	unsigned f;

	if (t.base != TERM_DEADLINE) {
		out[0] = t;
		return 1;
	}
	for (f = 0; f < FACT_COUNT; f++) {
		if ((needs >> f & 1) == 0 || fact_info((enum fact)f)->type != FACT_DATE)
			continue;
		out[n] = t;
		out[n].base = TERM_FACT;
		out[n].fact = (enum fact)f;
		if (letter->life == LIFE_DAYS && f == letter_counts_from(letter))
			out[n].letter = letter;
		n++;
	}
	return n;
}

static enum err
add_by_letter(struct profile *p, const struct condition *c, const struct inquiry_style *letter)
{
	struct term a[DEADLINE_FACTS], b[DEADLINE_FACTS];
	size_t na = spread(letter, c->terms[0], a), nb = spread(letter, c->terms[1], b), i, j;
	enum err e = ERR_NONE;

	for (i = 0; i < na; i++)
		for (j = 0; j < nb && e == ERR_NONE; j++) {
			if (a[i].base == TERM_FACT)
				e = add_edge(p, &(struct edge){ .fact = a[i].fact, .mine = a[i], .other = b[j] });
			if (e == ERR_NONE && b[j].base == TERM_FACT)
				e = add_edge(p, &(struct edge){ .fact = b[j].fact, .mine = b[j], .other = a[i] });
		}
	return e;
}

static enum err
add_comparison(struct profile *p, const struct condition *c)
{
	enum err e = add_by_letter(p, c, &p->inquiry);
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_LETTER] && c->deadline && e == ERR_NONE; i++)
		e = add_by_letter(p, c, p->rules[p->of_kind[RULE_LETTER][i]].letter);
	return e;
}

/* What the engine itself compares: whether a certificate is valid, and whether it is in its renewal window. */
static enum err
add_certificates(struct profile *p)
{
	static const enum fact certs[] = { FACT_SIGN_EXPIRES, FACT_AUTH_EXPIRES };
	const struct term today = { .base = TERM_TODAY };
	enum err e = ERR_NONE;
	size_t i, k;

	for (i = 0; i < 2 && e == ERR_NONE; i++) {
		struct term expires = { .base = TERM_FACT, .fact = certs[i] }, opens = expires;

		e = add_edge(p, &(struct edge){ .fact = certs[i], .mine = expires, .other = today });
		for (k = 0; k < p->validity_count && e == ERR_NONE; k++) {
			opens.months = -p->validity[k].months;
			opens.days = p->validity[k].day_after ? 1 : 0;
			e = add_edge(p, &(struct edge){ .fact = certs[i], .mine = opens, .other = today });
		}
	}
	return e;
}

/* Some letter has a last day. */
static bool
ends(const struct profile *p)
{
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_LETTER]; i++)
		if (p->rules[p->of_kind[RULE_LETTER][i]].letter->life != LIFE_NONE)
			return true;
	return p->inquiry.life != LIFE_NONE;
}

enum err
grid_read(struct profile *p)
{
	const struct condition *c = p->conditions.list;
	size_t i, dates = 1 + p->of_kind_count[RULE_LETTER];
	enum err e;

	for (i = 0; i < p->conditions.count; i++)
		dates += c[i].kind == CONDITION_DATE ? c[i].deadline ? 1 + p->of_kind_count[RULE_LETTER] : 1 :
		    c[i].kind == CONDITION_AGE;
	if ((p->edges = calloc(dates * EDGES_EACH + EDGES_OWN, sizeof(*p->edges))) == NULL)
		return ERR_MEMORY;
	if ((e = add_certificates(p)) == ERR_NONE)
		e = add_edge(p, &(struct edge){ .fact = FACT_BORN, .years = 15 });	/* see promise.c */
	if (e == ERR_NONE && ends(p))
		e = add_comparison(p, &view_late_condition);
	for (i = 0; i < p->conditions.count && e == ERR_NONE; i++)
		if (c[i].kind == CONDITION_DATE)
			e = add_comparison(p, &c[i]);
		else if (c[i].kind == CONDITION_AGE)
			e = add_edge(p, &(struct edge){ .fact = FACT_BORN, .years = condition_years(&c[i]) });
	return e;
}

/* --- values: on a day --- */

struct values { int32_t *list; unsigned count; };

static void
put(struct values *v, int32_t day)
{
	unsigned i = 0, n;

	while (i < v->count && v->list[i] < day)
		i++;
	if (v->count == DIAGRAM_VALUES_MAX - 2 || (i < v->count && v->list[i] == day))
		return;
	for (n = v->count++; n > i; n--)
		v->list[n] = v->list[n - 1];
	v->list[i] = day;
}

/* What is compared, where the fact is x. It never falls as x grows. */
static int32_t
reached(const struct edge *e, int32_t x)
{
	struct date d = date_from_days(x);

	if (e->mine.base != TERM_FACT)
		return date_days(date_age_reached(d, e->years));
	return term_from(&e->mine, x);
}

/* The first day on which it is at least that. */
static int32_t
first_at(const struct edge *e, int32_t least)
{
	const struct inquiry_style *letter = e->mine.letter;
	const int months = e->mine.base == TERM_FACT ? e->mine.months + (letter != NULL ? letter->months : 0) :
	    e->years * 12;
	const struct term back = { .months = -months, .workdays = -e->mine.workdays };
	int32_t x = term_from(&back, least - e->mine.days) - (letter != NULL ? letter->days : 0);

	while (reached(e, x) >= least)
		x--;
	while (reached(e, x) < least)
		x++;
	return x;
}

/* What is no day of any calendar here divides none. */
static void
put_edge(struct values *v, const struct edge *e, int32_t against)
{
	if (!date_valid(date_from_days(against)))
		return;
	put(v, first_at(e, against));
	put(v, first_at(e, against + 1));
}

/* Days on which any certificate issued today has ended. */
static int32_t
beyond(const struct grid *g)
{
	int most = 0;
	unsigned k;
	size_t i;

	for (k = 0; k < 2 && g->profiles[k] != NULL; k++)
		for (i = 0; i < g->profiles[k]->validity_count; i++)
			if (g->profiles[k]->validity[i].renewed > most)
				most = g->profiles[k]->validity[i].renewed;
	return date_days(date_add_months(g->today, 12 * (most + 2)));
}

/* Without comparisons of two facts. */
static void
put_fixed(const struct grid *g, enum fact f, struct values *v)
{
	const int32_t today = date_days(g->today);
	unsigned k;
	size_t i;

	for (i = 0; i < steps_of[f].count; i++)
		put(v, date_days(date_add_days(date_add_months(g->today, steps_of[f].steps[i].months),
		    steps_of[f].steps[i].days)));
	if (steps_of[f].steps == ahead)
		put(v, beyond(g));
	for (k = 0; k < 2 && g->profiles[k] != NULL; k++)
		for (i = 0; i < g->profiles[k]->edge_count; i++) {
			const struct edge *e = &g->profiles[k]->edges[i];

			if (e->fact == f && e->other.base != TERM_FACT)
				put_edge(v, e, term_from(&e->other,
				    e->other.base == TERM_TODAY ? today : e->other.day));
		}
}

/* Against another fact: where that is known its day, else each of its own values. */
static void
put_pair(const struct grid *g, const struct edge *e, struct values *v)
{
	int32_t list[DIAGRAM_VALUES_MAX];
	struct values other = { .list = list };
	unsigned i;

	if (facts_known(g->facts, e->other.fact)) {
		if (g->facts->value[e->other.fact] != FACT_NONE)
			put_edge(v, e, term_from(&e->other, g->facts->value[e->other.fact]));
		return;
	}
	put_fixed(g, e->other.fact, &other);
	if (other.count == 0)		/* as in days_of */
		put(&other, date_days(g->today));
	for (i = 0; i < other.count; i++)
		put_edge(v, e, term_from(&e->other, list[i]));
}

static unsigned
days_of(const struct grid *g, enum fact f, int32_t out[DIAGRAM_VALUES_MAX])
{
	struct values v = { .list = out };
	unsigned k;
	size_t i;

	put_fixed(g, f, &v);
	for (k = 0; k < 2 && g->profiles[k] != NULL; k++)
		for (i = 0; i < g->profiles[k]->edge_count; i++)
			if (g->profiles[k]->edges[i].fact == f && g->profiles[k]->edges[i].other.base == TERM_FACT) {
				if (v.count == 0)	/* two that are compared with each other alone */
					put(&v, date_days(g->today));
				put_pair(g, &g->profiles[k]->edges[i], &v);
			}
	put(&v, v.count > 0 ? v.list[0] - 1 : date_days(g->today));
	if (fact_info(f)->words[0] != NULL)
		out[v.count++] = FACT_NONE;
	return v.count;
}

/* A card that is called valid is in date; one that is called expired isn't. */
static unsigned
days_of_card(const struct grid *g, int32_t out[DIAGRAM_VALUES_MAX])
{
	const int32_t today = date_days(g->today);
	unsigned n = days_of(g, FACT_CARD_EXPIRES, out), i, kept = 0;

	if (!facts_known(g->facts, FACT_CARD) || g->facts->value[FACT_CARD] > CARD_EXPIRED)
		return n;
	for (i = 0; i < n; i++)
		if ((out[i] >= today) == (g->facts->value[FACT_CARD] == CARD_VALID))
			out[kept++] = out[i];
	if (kept == 0)		/* no rule tells one past day from another */
		out[kept++] = today - 1;
	return kept;
}

static bool
only_auth(const struct facts *k)
{
	return facts_known(k, FACT_SIGN_EXPIRES) && k->value[FACT_SIGN_EXPIRES] == FACT_NONE &&
	    facts_known(k, FACT_AUTH_EXPIRES) && k->value[FACT_AUTH_EXPIRES] != FACT_NONE;
}

/*
 * A birth date that is known in part: of the spans those that hold a day it may be. Each begins with its value, but the
 * first, which ends before the second.
 */
static unsigned
days_of_born(const struct grid *g, int32_t out[DIAGRAM_VALUES_MAX])
{
	const unsigned n = days_of(g, FACT_BORN, out);
	const int32_t from = date_days(date_earliest(g->facts->born)), to = date_days(date_latest(g->facts->born));
	unsigned i, kept = 0;

	if (!date_given(g->facts->born))
		return n;
	for (i = 0; i < n; i++)
		if ((i == 0 || out[i] <= to) && (i + 1 == n || out[i + 1] > from))
			out[kept++] = out[i];
	return kept;
}

/*
 * What nobody at a counter can know: the day of a reply or a booking that isn't there and how the one hides its PINs;
 * and the day of a signature certificate, which only its PIN lets read: until then it ends with the other one, with
 * which it was issued.
 * Nor is the kind of card asked where it is plain: one without PINs has the authentication certificate and no other.
 */
static bool
settled(const struct grid *g, enum fact f, int32_t out[DIAGRAM_VALUES_MAX])
{
	const struct facts *k = g->facts;

	if (f == FACT_REPLY_EXPIRES && facts_known(k, FACT_REPLY) && k->value[FACT_REPLY] == REPLY_NONE)
		out[0] = date_days(g->today);
	else if (f == FACT_BOOKED_ON && facts_known(k, FACT_BOOKED) && k->value[FACT_BOOKED] == ANSWER_NO)
		out[0] = FACT_NONE;
	else if (f == FACT_CONCEALED && facts_known(k, FACT_REPLY) && k->value[FACT_REPLY] == REPLY_NONE)
		out[0] = CONCEALED_NONE;
	else if (f == FACT_CARD_KIND && !g->whole && !only_auth(k) &&
	    (facts_allowed(k, f, g->today) & 1u << KIND_ORDINARY) != 0)
		out[0] = KIND_ORDINARY;
	else if (f == FACT_SIGN_EXPIRES && facts_known(k, FACT_AUTH_EXPIRES) &&
	    k->value[FACT_AUTH_EXPIRES] != FACT_NONE)
		out[0] = k->value[FACT_AUTH_EXPIRES];
	else
		return false;
	return true;
}

/* The nation's, and the municipality's own; of another profile only where both are looked at as a whole. */
static unsigned
reasons(const struct grid *g, int32_t out[DIAGRAM_VALUES_MAX])
{
	const char *codes[2 * REASONS_OWN_MAX];
	const size_t all = REASON_OWN + profile_reasons(g->profiles[0], g->whole ? g->profiles[1] : NULL, codes);
	unsigned n;

	for (n = 0; n < all; n++)
		out[n] = (int32_t)n;
	return n;
}

/* Whether a place of FACT_OWN has a fact: the municipality's own, or of the other profile as above. */
static bool
is_taken(const struct grid *g, enum fact own)
{
	const char *codes[FACTS_OWN_PLACES];

	return own < FACT_OWN + profile_own_codes(g->profiles[0], g->whole ? g->profiles[1] : NULL, codes);
}

unsigned
grid_values(const struct grid *g, enum fact f, int32_t out[DIAGRAM_VALUES_MAX])
{
	const struct fact_info *info = fact_info(f);
	const uint32_t allowed = facts_allowed(g->facts, f, g->today);
	unsigned n = 0, i;

	if (facts_is_own(f) && !is_taken(g, f)) {
		out[0] = ANSWER_NO;		/* nobody's */
		return 1;
	}
	if (f == FACT_PROXY_REASON)
		return reasons(g, out);
	if (settled(g, f, out))
		return 1;
	if (info->type == FACT_DATE)
		return f == FACT_CARD_EXPIRES ? days_of_card(g, out) : f == FACT_BORN ? days_of_born(g, out) :
		    days_of(g, f, out);
	if (info->type == FACT_CHOICE) {
		for (i = 0; info->words[i] != NULL; i++)
			if (allowed == 0 || (allowed >> i & 1) != 0)
				out[n++] = (int32_t)i;
		return n;
	}
	for (i = 0; info->words[i] != NULL; i++)
		;
	for (; n < (1u << i) - 1; n++)		/* two certificates, four PINs */
		out[n] = (int32_t)n + 1;
	return n;
}
