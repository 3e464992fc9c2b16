/* Erases the personal data of cases that have ended. The audit names cases and clerks only: its chain still holds. */
#include "case/person.h"

#include <stdlib.h>
#include <string.h>

#include "case/within-private.h"
#include "rule/facts.h"

/*
 * Every place that may hold something of a person, or tell whether it was one who is guessed (the salt), but for the
 * facts. Decisions and the reasons of a refusal stay, for the figures: there are only codes, sentences of the profile
 * and the certificates' last days in them.
 */
static const char *const statements[] = {
	"DELETE FROM person WHERE number = ?1",
	"DELETE FROM proxy WHERE number = ?1",
	"DELETE FROM consent WHERE number = ?1",
	"UPDATE case_history SET why = '' WHERE number = ?1 AND event <> 'opened'",
	"UPDATE inquiry SET mail_number = '' WHERE number = ?1",
	"UPDATE kept SET mail_number = '', place = '' WHERE number = ?1",
	"UPDATE steps SET data = NULL WHERE procedure IN (SELECT id FROM procedures WHERE case_number = ?1)",
	("UPDATE handover SET card = '', sign_before = NULL, auth_before = NULL, sign_serial = NULL, auth_serial = NULL,"
	    " sign_until = '', auth_until = '', sign_last = '', auth_last = '' WHERE number = ?1"),
	"UPDATE cases SET card = '', salt = NULL WHERE number = ?1",
};

/* Dates of birth, card and certificates could be put together to a person. */
static enum err
forget_facts(struct store *s, const char *number)
{
	struct facts *facts = calloc(1, sizeof(*facts));
	struct case_file *f = malloc(sizeof(*f));
	struct buf left = { 0 };
	char why[FACTS_WHY_MAX];
	enum err e = ERR_MEMORY;
	unsigned k;

	if (facts == NULL || f == NULL || (e = case_load(s, number, f)) != ERR_NONE)
		goto out;
	if ((e = facts_read_lines(facts, NULL, f->facts, why)) != ERR_NONE) {
		e = ERR_STORE_CORRUPT;
		goto out;
	}
	for (k = 0; k < FACT_COUNT; k++) {
		if (fact_info((enum fact)k)->type == FACT_DATE)
			facts_forget(facts, (enum fact)k);
	}
	for (k = 0; k < facts->held_count; k++)
		facts->held[k].expires = facts->held[k].issued = (struct date){ 0 };
	facts_write(facts, &left);
	if ((e = buf_check(&left)) == ERR_NONE)
		e = store_run(s, "UPDATE cases SET facts = ?2 WHERE number = ?1",
		    (const struct store_value[]){ store_text(number), store_text(buf_text(&left)) }, 2, NULL, NULL);
out:
	buf_free(&left);
	free(facts);
	free(f);
	return e;
}

/* A card that has to go back, a sheet that has to be shredded: whose they are must be known. */
#define LEFT_HERE "(c.sheet = 1 OR EXISTS (SELECT 1 FROM kept WHERE kept.number = c.number AND kept.returned_at = ''))"

static enum err
count(struct store *s, const char *sql, const char *number, int64_t *out)
{
	const struct store_value values[] = { store_text(number) };

	*out = 0;
	return store_get_int(s, sql, values, 1, out);
}

static enum err
erase_within(struct store *s, const struct actor *a, const char *number)
{
	const struct store_value values[] = { store_text(number) };
	int64_t open = 0, left = 0, erased = 0;
	struct case_head h;
	enum err e;
	size_t i;

	if ((e = case_head_load(s, number, &h)) != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_STORE))
		return ERR_ROLE;
	if (!flow_ended(h.state))
		return ERR_CASE_STATE;
	if ((e = count(s, "SELECT count(*) FROM procedures WHERE case_number = ?1 AND ended IS NULL", number, &open)) !=
	    ERR_NONE)
		return e;
	if ((e = count(s, "SELECT count(*) FROM cases c WHERE c.number = ?1 AND " LEFT_HERE, number, &left)) !=
	    ERR_NONE)
		return e;
	if ((e = count(s, "SELECT count(*) FROM case_history WHERE number = ?1 AND event = 'erased'", number,
	    &erased)) != ERR_NONE)
		return e;
	if (open > 0 || left > 0)
		return open > 0 ? ERR_HALF_DONE : ERR_CASE_STATE;
	if (erased > 0)
		return ERR_NONE;
	if ((e = forget_facts(s, number)) != ERR_NONE)
		return e;
	for (i = 0; i < sizeof(statements) / sizeof(*statements); i++) {
		if ((e = store_run(s, statements[i], values, 1, NULL, NULL)) != ERR_NONE)
			return e;
	}
	return case_record(s, a, number, "erased", h.state, "");
}

static enum err
erase(struct store *s, const struct actor *a, const char *number)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, erase_within(s, a, number));
}

enum err
case_erase(struct store *s, const struct actor *a, const char *number)
{
	enum err e = erase(s, a, number);

	if (e == ERR_NONE)
		store_scrub(s);
	return e;
}

struct next { char number[CASE_NUMBER_MAX]; bool sound; };

static bool
see_number(void *ctx, const struct store_value *v, size_t n)
{
	struct next *next = ctx;

	(void)n;
	next->sound = store_read_text(&v[0], next->number, sizeof(next->number));
	return false;
}

/* The next ended case behind number, by the index of states and numbers; "" where there is none. */
static enum err
next_ended(struct store *s, enum case_state state, const char *before, char number[CASE_NUMBER_MAX])
{
	const struct store_value values[] = { store_text(flow_state_code(state)), store_text(before),
	    store_text(number) };
	struct next next = { .number = "", .sound = true };
	enum err e = store_run(s,
	    "SELECT c.number FROM cases c WHERE c.state = ?1 AND c.changed_at < ?2 AND c.number > ?3"
	    " AND NOT " LEFT_HERE
	    " AND NOT EXISTS (SELECT 1 FROM procedures p WHERE p.case_number = c.number AND p.ended IS NULL)"
	    " AND NOT EXISTS (SELECT 1 FROM case_history h WHERE h.number = c.number AND h.event = 'erased')"
	    " ORDER BY c.number LIMIT 1", values, 3, see_number, &next);

	memcpy(number, next.number, sizeof(next.number));
	return e != ERR_NONE || next.sound ? e : ERR_STORE_CORRUPT;
}

enum err
case_erase_before(struct store *s, const struct actor *a, struct date day, void (*erased)(void *, const char *number),
    void *ctx)
{
	char before[16], number[CASE_NUMBER_MAX];
	unsigned state;
	enum err e;

	if ((e = audit_allow(s, a, ACT_STORE, "")) != ERR_NONE)
		return e;
	date_format_iso(day, before, sizeof(before));
	for (state = 0; state < CASE_STATE_COUNT && e == ERR_NONE; state++) {
		number[0] = '\0';
		if (!flow_ended((enum case_state)state))
			continue;
		while ((e = next_ended(s, (enum case_state)state, before, number)) == ERR_NONE && number[0] != '\0' &&
		    (e = erase(s, a, number)) == ERR_NONE)
			erased(ctx, number);
	}
	store_scrub(s);
	return e;
}
