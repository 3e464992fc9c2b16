/* Facts and rules make a decision; a decision makes a case, or moves it. */
#include "reception.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
reception_free(struct reception *r)
{
	profile_free(&r->kept);
	memset(r, 0, sizeof(*r));
}

static enum err
copy(char *out, size_t size, const struct buf *b)
{
	if (buf_check(b) != ERR_NONE)
		return ERR_MEMORY;
	if (b->len >= size)
		return ERR_TOO_LONG;
	memcpy(out, buf_text(b), b->len + 1);
	return ERR_NONE;
}

/* PINs that get a new value: those that the decision resets, and for change-pin those that were asked for. */
static unsigned
new_pins(const struct reception *r)
{
	const struct decision *d = &r->decision;
	unsigned pins = 0;
	size_t i;

	if (r->facts.value[FACT_PROCEDURE] == PROCEDURE_CHANGE_PIN && facts_known(&r->facts, FACT_PROCEDURE))
		return facts_pins(&r->facts);
	for (i = 0; i < d->action_count; i++) {
		if (d->actions[i].kind == ACTION_RESET_PIN)
			pins |= 1u << d->actions[i].pin;
	}
	return pins;
}

static enum err
fill_file(struct reception *r)
{
	struct case_file *f = &r->file;
	struct buf b = { 0 };
	enum err e;

	facts_word(&r->facts, FACT_PROCEDURE, f->procedure, sizeof(f->procedure));
	f->certificates = r->decision.certificates & ~r->decision.refused;
	f->pins = new_pins(r);
	facts_write(&r->facts, &b);
	if ((e = copy(f->facts, sizeof(f->facts), &b)) != ERR_NONE)
		goto out;
	buf_clear(&b);
	decision_json(&r->decision, &b);
	if ((e = copy(f->decision, sizeof(f->decision), &b)) != ERR_NONE)
		goto out;
	buf_clear(&b);
	buf_puts(&b, outcome_code(r->decision.outcome));
	e = copy(f->outcome, sizeof(f->outcome), &b);
out:
	buf_free(&b);
	return e;
}

enum err
reception_decide(struct reception *r, struct moment at)
{
	enum err e;

	r->why[0] = '\0';
	if ((e = profile_check_facts(r->profile, &r->facts, r->why)) != ERR_NONE ||
	    (e = rule_decide(r->profile, &r->facts, at, &r->decision)) != ERR_NONE)
		return e;
	return fill_file(r);
}

enum case_state
reception_state(enum outcome outcome)
{
	static const enum case_state states[] = {
		[OUTCOME_REFUSED] = CASE_REFUSED,
		[OUTCOME_CONSULT] = CASE_RECEIVED,
		[OUTCOME_ASK] = CASE_RECEIVED,
		[OUTCOME_INCOMPLETE] = CASE_INCOMPLETE,
		[OUTCOME_INQUIRY] = CASE_INQUIRY_ORDERED,
		[OUTCOME_KEEP] = CASE_KEPT,
		[OUTCOME_PROCEED] = CASE_APPROVED,
	};

	return (unsigned)outcome < OUTCOME_COUNT ? states[outcome] : CASE_RECEIVED;
}

/* Who applies and who comes, as far as it was told; the birth date is a fact as well. */
static void
fill_person(struct reception *r, const struct personal *personal)
{
	if (personal != NULL) {
		struct case_proxy *proxy = &r->file.proxy;

		r->file.person = personal->person;
		memcpy(proxy->name, personal->proxy_name, sizeof(proxy->name));
		memcpy(proxy->address, personal->proxy_address, sizeof(proxy->address));
		memcpy(proxy->relation, personal->proxy_relation, sizeof(proxy->relation));
	}
	if (!date_given(r->file.person.born) && facts_known(&r->facts, FACT_BORN) &&
	    r->facts.value[FACT_BORN] != FACT_NONE)
		r->file.person.born = date_from_days(r->facts.value[FACT_BORN]);
}

enum err
reception_open(struct store *s, const struct actor *a, struct reception *r, const struct personal *personal)
{
	const char *hash = profile_hash(r->profile);
	struct case_file *f = &r->file;
	enum err e;

	if ((e = reception_decide(r, a->at)) != ERR_NONE)
		return e;
	fill_person(r, personal);
	if (strlen(hash) >= sizeof(f->profile_hash))
		return ERR_DATA;
	memcpy(f->profile_hash, hash, strlen(hash) + 1);
	if (r->decision.outcome == OUTCOME_REFUSED && r->decision.reason_count > 0 &&
	    strlen(r->decision.reasons[0].code) < sizeof(f->refusal))
		memcpy(f->refusal, r->decision.reasons[0].code, strlen(r->decision.reasons[0].code) + 1);
	/* Kept before the case and apart from it: a profile that no case has begun with does no harm. Whom case_open
	   will refuse leaves none. */
	if (clerk_may(a->roles, ACT_OPEN) &&
	    (e = case_keep_profile(s, f->profile_hash, profile_text(r->profile))) != ERR_NONE)
		return e;
	return case_open(s, a, f, reception_state(r->decision.outcome));
}

/* The same kind of document of the same person, by whatever name either was given. */
static bool
same_held(const struct profile *p, const struct held *a, const struct held *b)
{
	int kind = profile_find_document(p, a->label);

	return a->holder == b->holder &&
	    (kind >= 0 ? kind == profile_find_document(p, b->label) : strcmp(a->label, b->label) == 0);
}

static bool
another_visit(const struct facts *facts, const struct facts *newer)
{
	return newer != NULL && facts_known(newer, FACT_VISIT) && facts_known(facts, FACT_VISIT) &&
	    newer->value[FACT_VISIT] != facts->value[FACT_VISIT];
}

/* What was shown at the visit before is remembered as kinds of documents; those that are here again are marked. */
static enum err
turn_visit(struct store *s, const struct actor *a, struct reception *r, struct facts *newer)
{
	char shown[CASE_WHY_MAX];
	enum err e = ERR_NONE;
	size_t i, k;

	for (i = 0; i < r->facts.held_count && e == ERR_NONE; i++) {
		const struct held *before = &r->facts.held[i];

		for (k = 0; k < newer->held_count; k++)
			newer->held[k].visit_1 |= same_held(r->profile, before, &newer->held[k]);
		(void)snprintf(shown, sizeof(shown), "%s:%s", holder_code(before->holder), before->label);
		e = case_remark(s, a, &r->file, "shown-before", shown);
	}
	r->facts.held_count = 0;
	return e;
}

static enum err
merge(struct store *s, const struct actor *a, struct reception *r, const struct facts *newer)
{
	struct facts *copy;
	enum err e = ERR_NONE;

	if (newer == NULL)
		return ERR_NONE;
	if (!another_visit(&r->facts, newer))
		return facts_merge(&r->facts, newer);
	if ((copy = malloc(sizeof(*copy))) == NULL)
		return ERR_MEMORY;
	*copy = *newer;
	if ((e = turn_visit(s, a, r, copy)) == ERR_NONE)
		e = facts_merge(&r->facts, copy);
	free(copy);
	return e;
}

/* The profile that the case began with, and its facts. */
static enum err
load(struct store *s, const char *number, struct reception *r)
{
	struct buf text = { 0 };
	enum err e;

	if ((e = case_load(s, number, &r->file)) != ERR_NONE)
		return e;
	if ((e = case_profile(s, r->file.profile_hash, &text)) == ERR_NONE)
		e = profile_read_text(buf_text(&text), &r->kept, NULL);
	buf_free(&text);
	r->profile = r->kept;
	if (e == ERR_NONE)
		e = facts_read_lines(&r->facts, NULL, r->file.facts, r->why);
	return e == ERR_NONE || e == ERR_MEMORY ? e : ERR_STORE_CORRUPT;
}

/* The decision goes first: whether a case may be approved hangs on it. The day's own moment, not the first visit's. */
static enum err
event_within(struct store *s, const struct actor *a, const char *number, enum case_event event,
    const struct facts *newer, const char *why, struct reception *r)
{
	enum err e;

	if (event == EVENT_TAKE_OVER || event == EVENT_NOTE)
		return case_event_within(s, a, number, event, why);
	if ((e = load(s, number, r)) != ERR_NONE || (e = merge(s, a, r, newer)) != ERR_NONE)
		return e;
	if (newer == NULL || !date_given(newer->at.date))
		r->facts.at = (struct moment){ .hour = -1 };
	if ((e = reception_decide(r, a->at)) != ERR_NONE || (e = case_decide_within(s, a, &r->file)) != ERR_NONE)
		return e;
	return case_event_within(s, a, number, event, why);
}

enum err
reception_event(struct store *s, const struct actor *a, const char *number, enum case_event event,
    const struct facts *newer, const char *why, struct reception *r)
{
	enum err e;

	if (flow_of_desk(event))
		return case_event(s, a, number, event, why);	/* refused there, and recorded */
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_settle(s, a, number, event_within(s, a, number, event, newer, why, r))) != ERR_NONE)
		return e;
	return case_load(s, number, &r->file);
}
