/* A case's フリガナ, which no card holds: of the residents' extract, or typed later; cases are searched by it. */
#include "case/person.h"

#include <stdio.h>
#include <string.h>

#include "case/within-private.h"
#include "base/person-key.h"
#include "people/residents.h"

enum err
case_find_kana(struct store *s, struct person *p, bool *found)
{
	enum err e;

	*found = false;
	if (p->kana[0] != '\0' || p->name[0] == '\0' || !date_told(p->born))
		return ERR_NONE;
	e = residents_kana(s, p, p->kana);
	*found = e == ERR_NONE && p->kana[0] != '\0';
	return e;
}

enum err
case_record_kana(struct store *s, const struct actor *a, const char *number, enum case_state state)
{
	return case_record(s, a, number, "kana-from-record", state, "");
}

/* With a former name that is searched by its kana and the given name's. */
static bool
see_names(void *ctx, const struct store_value *v, size_t n)
{
	struct person *p = ctx;

	(void)n;
	(void)store_read_text(&v[0], p->name, sizeof(p->name));
	(void)store_read_text(&v[1], p->former_kana, sizeof(p->former_kana));
	return false;
}

static enum err
put_kana(struct store *s, const char *number, const char *kana)
{
	const struct store_value case_number = store_text(number);
	struct person p = { .name = "" };
	struct person_keys k;
	enum err e;

	e = store_run(s, "SELECT name, former_kana FROM person WHERE number = ?1", &case_number, 1, see_names, &p);
	if (e != ERR_NONE)
		return e;
	(void)snprintf(p.kana, sizeof(p.kana), "%s", kana);
	person_keys(&p, &k);
	return store_run(s, "UPDATE person SET kana = ?2, kana_key = ?3, former_kana_key = ?4 WHERE number = ?1",
	    (const struct store_value[]){ store_text(number), store_text(kana), store_text(k.kana),
	    store_text(k.former_kana) }, 4, NULL, NULL);
}

/* Neither a rule nor a certificate looks at it: what was approved stays approved, and an ended case can be found too. */
static enum err
set_within(struct store *s, const struct actor *a, const char *number, const char *kana)
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (case_held_by_other(&h, a))
		return ERR_CASE_CLAIMED;
	e = put_kana(s, number, kana);
	if (e == ERR_NONE && store_changed(s) == 0)
		return ERR_CASE_STATE;
	return e != ERR_NONE ? e : case_record(s, a, number, "kana-set", h.state, "");
}

enum err
case_set_kana(struct store *s, const struct actor *a, const char *number, const char *text)
{
	struct person p = { .name = "" };
	enum err e;

	if (person_read(&p, PERSON_KANA, text) != NULL)
		return ERR_FIELD_KANA;
	e = store_begin(s);
	return e != ERR_NONE ? e : case_settle(s, a, number, set_within(s, a, number, p.kana));
}
