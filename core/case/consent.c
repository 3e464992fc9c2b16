/* Keeps, with a case, which substitutes its holder has agreed to. */
#include "case/consent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/within-private.h"
#include "rule/facts.h"

#define NAMES_MAX (4 * (PERSON_NAME_MAX + 1))

struct kept { char names[NAMES_MAX]; struct jis_pairs pairs; struct case_consent *consent; bool found, fits; };

/* All that a certificate may name the holder by, as it was agreed to: another of them is another name. */
static void
names_of(const struct person *p, char out[NAMES_MAX])
{
	const bool alone = p->former[0] == '\0' && p->alias[0] == '\0' && p->latin[0] == '\0';

	if (alone)
		(void)snprintf(out, NAMES_MAX, "%s", p->name);
	else
		(void)snprintf(out, NAMES_MAX, "%s\n%s\n%s\n%s", p->name, p->former, p->alias, p->latin);
}

static bool
see(void *ctx, const struct store_value *v, size_t n)
{
	struct kept *k = ctx;

	(void)n;
	k->found = true;
	k->fits = store_read_text(&v[0], k->names, sizeof(k->names)) &&
	    jis_pairs_read(store_as_text(&v[1]), &k->pairs) == ERR_NONE &&
	    store_read_text(&v[2], k->consent->clerk, sizeof(k->consent->clerk)) &&
	    store_read_moment(&v[3], &k->consent->at);
	return false;
}

/* What was chosen for each, where it was; true: for all. */
static bool
take_chosen(struct jis_pairs *pairs, struct jis_pairs *chosen)
{
	const struct jis_pair *known;
	bool all = true;
	size_t i;

	for (i = 0; i < pairs->count; i++) {
		if ((known = jis_find(chosen, pairs->pair[i].from)) != NULL)
			pairs->pair[i] = *known;
		else
			all = false;
	}
	return all;
}

enum err
case_consent(struct store *s, const struct case_file *f, struct case_consent *c)
{
	const struct store_value values[] = { store_text(f->number) };
	struct kept k = { .consent = c };
	char names[NAMES_MAX];
	enum err e;

	memset(c, 0, sizeof(*c));
	if ((e = jis_lacking(f->person.name, &c->pairs)) != ERR_NONE ||
	    (e = jis_lacking(f->person.former, &c->pairs)) != ERR_NONE ||
	    (e = jis_lacking(f->person.alias, &c->pairs)) != ERR_NONE ||
	    (e = jis_lacking(f->person.latin, &c->pairs)) != ERR_NONE ||
	    (e = jis_lacking(f->person.address, &c->pairs)) != ERR_NONE || c->pairs.count == 0)
		return e;
	e = store_run(s, "SELECT name, pairs, clerk, at FROM consent WHERE number = ?1", values, 1, see, &k);
	if (e != ERR_NONE || !k.found)
		return e;
	if (!k.fits)
		return ERR_STORE_CORRUPT;
	names_of(&f->person, names);
	c->agreed = take_chosen(&c->pairs, &k.pairs) && strcmp(k.names, names) == 0;
	return ERR_NONE;
}

bool
case_names_holder(const struct case_file *f)
{
	const enum procedure_kind procedure = procedure_by_code(f->procedure);

	return (procedure == PROCEDURE_ISSUE || procedure == PROCEDURE_RENEW) &&
	    (f->certificates & CERT_BIT(CERT_SIGN)) != 0;
}

enum err
case_check_consent(struct store *s, const struct case_file *f)
{
	struct case_consent c;
	enum err e;

	if (!case_names_holder(f))
		return ERR_NONE;
	if ((e = case_consent(s, f, &c)) != ERR_NONE)
		return e;
	return c.pairs.count == 0 || c.agreed ? ERR_NONE : ERR_SUBSTITUTES;
}

static enum err
choose(struct jis_pairs *pairs, const struct jis_pairs *chosen)
{
	struct jis_pair *p;
	const char *to;
	size_t i;

	for (i = 0; i < chosen->count; i++) {
		to = chosen->pair[i].to;
		p = jis_find(pairs, chosen->pair[i].from);
		if (p == NULL || (strcmp(to, p->to) != 0 && !jis_may_stand(to)))
			return ERR_SUBSTITUTE;
		*p = chosen->pair[i];
	}
	return ERR_NONE;
}

static enum err
put(struct store *s, const struct actor *a, const struct case_file *f, const struct jis_pairs *pairs)
{
	char text[JIS_PAIRS_TEXT], names[NAMES_MAX], at[24];
	struct store_value values[] = { store_text(f->number), store_null(), store_null(), store_text(a->clerk),
	    store_moment(a->at, at) };

	names_of(&f->person, names);
	values[1] = store_text(names);
	jis_pairs_write(pairs, text);
	values[2] = store_text(text);
	return store_run(s, "INSERT INTO consent (number, name, pairs, clerk, at) VALUES (?1, ?2, ?3, ?4, ?5)"
	    " ON CONFLICT (number) DO UPDATE SET name = excluded.name, pairs = excluded.pairs, clerk = excluded.clerk,"
	    " at = excluded.at", values, 5, NULL, NULL);
}

static enum err
agree_within(struct store *s, const struct actor *a, const char *number, const struct jis_pairs *chosen,
    struct case_file *f)
{
	char before[JIS_PAIRS_TEXT], now[JIS_PAIRS_TEXT];
	struct case_consent c;
	struct case_head h;
	enum err e;

	if ((e = case_head_mine(s, a, number, &h)) != ERR_NONE)
		return e;
	if (flow_on_card(h.state))
		return ERR_CASE_STATE;
	if ((e = case_load(s, number, f)) != ERR_NONE || (e = case_consent(s, f, &c)) != ERR_NONE)
		return e;
	if (c.pairs.count == 0)
		return ERR_UNCHANGED;
	jis_pairs_write(&c.pairs, before);
	if ((e = choose(&c.pairs, chosen)) != ERR_NONE)
		return e;
	jis_pairs_write(&c.pairs, now);
	if (c.agreed && strcmp(before, now) == 0)
		return ERR_NONE;
	if ((e = put(s, a, f, &c.pairs)) != ERR_NONE)
		return e;
	return case_record(s, a, number, "substitutes-agreed", h.state, "");
}

enum err
case_agree(struct store *s, const struct actor *a, const char *number, const struct jis_pairs *chosen)
{
	struct case_file *f = malloc(sizeof(*f));
	enum err e;

	if (f == NULL)
		return ERR_MEMORY;
	if ((e = store_begin(s)) == ERR_NONE)
		e = case_settle(s, a, number, agree_within(s, a, number, chosen, f));
	free(f);
	return e;
}
