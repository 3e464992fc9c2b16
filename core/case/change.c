/* What is put to a case beside its state: its card, its person, its facts, the clerk who holds it. */
#include "case/within-private.h"

#include <string.h>

static enum err
update_text(struct store *s, const char *sql, const char *number, const char *text)
{
	const struct store_value values[] = { store_text(number), store_text(text) };

	return store_run(s, sql, values, 2, NULL, NULL);
}

static enum err
bind_within(struct store *s, const struct actor *a, const char *number, const char *card)
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e == ERR_NONE && !clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (e == ERR_NONE && h.card[0] != '\0')
		return strcmp(h.card, card) == 0 ? ERR_NONE : ERR_CARD_OTHER;
	if (e != ERR_NONE || (e = case_head_mine(s, a, number, &h)) != ERR_NONE)
		return e;
	e = update_text(s, "UPDATE cases SET card = ?2 WHERE number = ?1", number, card);
	return e != ERR_NONE ? e : case_record(s, a, number, "card-bound", h.state, "");
}

enum err
case_bind_card(struct store *s, const struct actor *a, const char *number, const char *card)
{
	enum err e;

	if (*card == '\0' || strlen(card) >= CASE_CARD_MAX)
		return ERR_DATA;
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	return case_settle(s, a, number, bind_within(s, a, number, card));
}

enum err
case_set_person_within(struct store *s, const struct actor *a, const char *number, struct person *p)
{
	struct case_head h;
	bool found;
	enum err e;

	if ((e = case_head_mine(s, a, number, &h)) != ERR_NONE || (e = case_find_kana(s, p, &found)) != ERR_NONE ||
	    (e = case_put_person(s, number, p)) != ERR_NONE)
		return e;
	/* What the card itself says while it is worked on is nobody's edit. */
	if ((!flow_on_card(h.state) && (e = case_second_restart(s, a, number, &h, h.second.needed)) != ERR_NONE) ||
	    (e = case_record(s, a, number, "person-set", h.state, "")) != ERR_NONE)
		return e;
	return found ? case_record_kana(s, a, number, h.state) : ERR_NONE;
}

enum err
case_set_proxy_within(struct store *s, const struct actor *a, const char *number, const struct case_proxy *x)
{
	struct case_head h;
	enum err e;

	if ((e = case_head_mine(s, a, number, &h)) != ERR_NONE || (e = case_put_proxy(s, number, x)) != ERR_NONE)
		return e;
	if ((e = case_second_restart(s, a, number, &h, h.second.needed)) != ERR_NONE)
		return e;
	return case_record(s, a, number, "proxy-set", h.state, "");
}

enum err
case_set_person(struct store *s, const struct actor *a, const char *number, const struct person *p)
{
	struct person copy = *p;
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, case_set_person_within(s, a, number, &copy));
}

enum err
case_decide_within(struct store *s, const struct actor *a, const struct case_file *f)
{
	char at[24];
	const struct store_value values[] = { store_text(f->number), store_text(f->facts), store_text(f->decision),
	    store_text(f->outcome), store_int(f->certificates), store_int(f->pins), store_int(f->sheet),
	    store_moment(f->visited, at), store_int(f->fee), store_text(f->procedure), store_int(f->letter) };
	struct case_head h;
	enum err e = case_head_mine(s, a, f->number, &h);

	if (e != ERR_NONE)
		return e;
	if (flow_on_card(h.state))
		return ERR_CASE_STATE;	/* the card is being written by what was decided */
	e = store_run(s, "UPDATE cases SET facts = ?2, decision = ?3, outcome = ?4, certificates = ?5, pins = ?6,"
	    " sheet = ?7, visited_at = ?8, fee = ?9, procedure = ?10, letter = ?11 WHERE number = ?1",
	    values, 11, NULL, NULL);
	if (e != ERR_NONE || (e = case_second_restart(s, a, f->number, &h, f->second.needed)) != ERR_NONE)
		return e;
	return case_record(s, a, f->number, "decided", h.state, f->outcome);
}

enum err
case_remark(struct store *s, const struct actor *a, const struct case_file *f, const char *event, const char *why)
{
	return case_record(s, a, f->number, event, f->state, why);
}

static enum err
claim_within(struct store *s, const struct actor *a, const char *number, bool take_over, char holder[33])
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e != ERR_NONE)
		return e;
	memcpy(holder, h.claimed_by, sizeof(h.claimed_by));
	if (!clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (flow_ended(h.state))
		return ERR_CASE_STATE;
	if (strcmp(h.claimed_by, a->clerk) == 0)
		return ERR_NONE;
	if (h.claimed_by[0] != '\0')
		return take_over ? case_event_within(s, a, number, EVENT_TAKE_OVER, "") : ERR_CASE_CLAIMED;
	e = update_text(s, "UPDATE cases SET claimed_by = ?2 WHERE number = ?1", number, a->clerk);
	return e != ERR_NONE ? e : case_record(s, a, number, "claimed", h.state, "");
}

enum err
case_claim(struct store *s, const struct actor *a, const char *number, bool take_over, char holder[33])
{
	enum err e;

	holder[0] = '\0';
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	return case_settle(s, a, number, claim_within(s, a, number, take_over, holder));
}

static enum err
release_within(struct store *s, const struct actor *a, const char *number)
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e == ERR_NONE && !clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (e != ERR_NONE || h.claimed_by[0] == '\0')
		return e;
	if (case_held_by_other(&h, a))
		return ERR_CASE_CLAIMED;
	e = update_text(s, "UPDATE cases SET claimed_by = ?2 WHERE number = ?1", number, "");
	return e != ERR_NONE ? e : case_record(s, a, number, "released", h.state, "");
}

enum err
case_release(struct store *s, const struct actor *a, const char *number)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, release_within(s, a, number));
}
