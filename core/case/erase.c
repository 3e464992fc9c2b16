/* Erases the personal data of cases that have ended. The audit names cases and clerks only: its chain still holds. */
#include "case/person.h"

#include <stdlib.h>
#include <string.h>

#include "case/ended-private.h"
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
	"UPDATE booking SET name = '', kana = '', born = '', reference = '' WHERE number = ?1",
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

/* Why it can't be erased now; *erased: it has been. */
static enum err
check(struct store *s, const char *number, bool *erased)
{
	static const struct { const char *sql; enum err e; } needs[] = {
		{ "SELECT count(*) FROM procedures WHERE case_number = ?1 AND ended IS NULL", ERR_HALF_DONE },
		{ CASE_COUNT CASE_LEFT_HERE, ERR_CASE_STATE },
		{ CASE_COUNT CASE_IS_PRESERVED, ERR_PRESERVED },
	};
	bool needed;
	size_t i;
	enum err e;

	for (i = 0; i < sizeof(needs) / sizeof(*needs); i++) {
		if ((e = case_is(s, number, needs[i].sql, &needed)) != ERR_NONE || needed)
			return e != ERR_NONE ? e : needs[i].e;
	}
	return case_is(s, number, CASE_COUNT CASE_IS_ERASED, erased);
}

enum err
case_erase_within(struct store *s, const struct actor *a, const char *number)
{
	const struct store_value values[] = { store_text(number) };
	bool erased = false;
	struct case_head h;
	enum err e;
	size_t i;

	if ((e = case_head_load(s, number, &h)) != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_STORE))
		return ERR_ROLE;
	if (!flow_ended(h.state))
		return ERR_CASE_STATE;
	if ((e = check(s, number, &erased)) != ERR_NONE || erased || (e = forget_facts(s, number)) != ERR_NONE)
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

	return e != ERR_NONE ? e : case_settle(s, a, number, case_erase_within(s, a, number));
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
	    " AND NOT " CASE_LEFT_HERE " AND NOT " CASE_IS_PRESERVED
	    " AND NOT EXISTS (SELECT 1 FROM procedures p WHERE p.case_number = c.number AND p.ended IS NULL)"
	    " AND NOT " CASE_IS_ERASED
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
