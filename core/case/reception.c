/* Facts and rules make a decision; a decision makes a case, or moves it. */
#include "case/reception-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "people/place.h"
#include "rule/next-visit.h"

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

/* The PINs that the decision has one kind of action for. */
static unsigned
pins_of(const struct decision *d, enum action_kind kind)
{
	unsigned pins = 0;
	size_t i;

	for (i = 0; i < d->action_count; i++) {
		if (d->actions[i].kind == kind)
			pins |= 1u << d->actions[i].pin;
	}
	return pins;
}

/* PINs that get a new value: those that the decision resets, and for change-pin those that were asked for. */
static unsigned
new_pins(const struct reception *r)
{
	const struct decision *d = &r->decision;

	if (r->facts.value[FACT_PROCEDURE] == PROCEDURE_CHANGE_PIN && facts_known(&r->facts, FACT_PROCEDURE))
		return facts_pins(&r->facts);
	return pins_of(d, ACTION_RESET_PIN);
}

static bool
second_needed(const struct decision *d)
{
	size_t i;

	for (i = 0; i < d->action_count && d->actions[i].kind != ACTION_SECOND_APPROVAL; i++)
		;
	return i < d->action_count;
}

/* One is sent, or would be if this visit came to nothing, or the visit that it leads to is the second. */
static bool
has_letter(const struct decision *d)
{
	return d->outcome == OUTCOME_INQUIRY || d->otherwise == OUTCOME_INQUIRY || d->visits == 2;
}

/* A change for which none of the old PINs is known is card work like setting them anew. Source: sources(7) N9. */
static enum procedure_kind
work_of(const struct reception *r)
{
	const enum procedure_kind kind = (enum procedure_kind)r->facts.value[FACT_PROCEDURE];

	return kind == PROCEDURE_CHANGE_PIN && pins_of(&r->decision, ACTION_RESET_PIN) != 0 &&
	    pins_of(&r->decision, ACTION_VERIFY_PIN) == 0 ? PROCEDURE_UNLOCK : kind;
}

enum err
reception_fill(struct reception *r)
{
	struct case_file *f = &r->file;
	struct buf b = { 0 };
	enum err e;

	facts_word(&r->facts, FACT_PROCEDURE, f->procedure, sizeof(f->procedure));
	if (work_of(r) == PROCEDURE_UNLOCK)
		(void)snprintf(f->procedure, sizeof(f->procedure), "%s",
		    fact_info(FACT_PROCEDURE)->words[PROCEDURE_UNLOCK]);
	f->certificates = r->decision.certificates & ~r->decision.refused;
	f->pins = new_pins(r);
	f->fee = r->decision.fee_known ? r->decision.yen : 0;
	f->second.needed = second_needed(&r->decision);
	f->letter = has_letter(&r->decision);
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
	const struct profile *day = profile_of_day(r->profile, r->day);
	const struct date begun = r->file.opened.date;	/* none yet where the case begins with this decision */
	enum err e;

	r->why[0] = '\0';
	profile_adopt(r->profile, &r->facts);
	if (date_given(begun))
		facts_pass_time(&r->facts, at.date);
	if ((e = profile_check_facts_begun(r->profile, day, &r->facts, at.date, r->why)) != ERR_NONE ||
	    (e = rule_decide_begun(r->profile, begun, day, &r->facts, at, &r->decision)) != ERR_NONE)
		return e;
	return reception_fill(r);
}

const struct inquiry_style *
reception_letter(const struct reception *r, struct date today)
{
	const struct date begun = r->file.opened.date;

	return profile_letter(r->profile, &r->facts, date_given(begun) ? begun : today);
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
	if (!date_told(r->file.person.born))
		r->file.person.born = facts_born(&r->facts);
}

/* Why a visit came to nothing, for figures: the first reason, or the first thing that is missing. */
static void
fill_reason(const struct decision *d, char *out, size_t size)
{
	const char *code = d->outcome == OUTCOME_REFUSED && d->reason_count > 0 ? d->reasons[0].code :
	    d->outcome == OUTCOME_INCOMPLETE && d->missing_count > 0 ? d->missing[0].code : "";

	(void)snprintf(out, size, "%s", strlen(code) < size ? code : "");
}

bool
reception_has_sheet(const struct facts *f)
{
	return (facts_known(f, FACT_REPLY) && f->value[FACT_REPLY] != REPLY_NONE) ||
	    (facts_known(f, FACT_CONCEALED) && f->value[FACT_CONCEALED] != fact_word(FACT_CONCEALED, "none"));
}

enum err
reception_order(struct reception *r, const struct actor *a, struct date *until)
{
	const struct date today = a->at.date;
	const struct inquiry_style *letter = reception_letter(r, today);
	struct next_visit next;
	enum err e;

	if (profile_until_by_hand(r->profile, letter, today, &r->facts) != date_given(*until) ||
	    (date_given(*until) && date_compare(*until, today) < 0))
		return ERR_LETTER_DAY;
	if (!date_given(*until))
		*until = profile_reply_until(r->profile, letter, today, &r->facts);
	if ((e = rule_next_visit(r->profile, &r->facts, true, today, false, &next)) != ERR_NONE || next.count == 0)
		return e != ERR_NONE ? e : ERR_LETTER_LIST;
	facts_set(&r->facts, FACT_INQUIRY_OPENED, date_days(today));
	return reception_fill(r);
}

void
reception_particulars(const struct reception *r, struct particulars *p)
{
	const struct facts *f = &r->facts;

	p->by_telephone = facts_known(f, FACT_CHANNEL) &&
	    f->value[FACT_CHANNEL] == fact_word(FACT_CHANNEL, "telephone");
	facts_word(f, FACT_SYSTEM, p->system, sizeof(p->system));
}

bool
reception_moved_in(const struct reception *r, const char *address)
{
	const struct facts *f = &r->facts;
	const bool resident = facts_known(f, FACT_RESIDENT) && f->value[FACT_RESIDENT] == ANSWER_YES,
	    outdated = facts_known(f, FACT_CARD_FACE) &&
	    f->value[FACT_CARD_FACE] == fact_word(FACT_CARD_FACE, "outdated");

	return resident && !outdated &&
	    address_place(address, profile_city_code(r->profile), profile_name(r->profile)) == PLACE_ELSEWHERE;
}

enum err
reception_check_residence(struct reception *r)
{
	if (!reception_moved_in(r, r->file.person.address))
		return ERR_NONE;
	(void)snprintf(r->why, sizeof(r->why), "resident=yes, address: %s",
	    tr("住所がほかの市区町村です。転入前の住所なら card-face=outdated です"));
	return ERR_FACT;
}

enum err
reception_check_queued(const struct facts *newer, struct reception *r)
{
	if (newer == NULL || !date_given(newer->queued.date) || (r->file.number[0] != '\0' &&
	    moment_compare(newer->queued, r->facts.queued) == 0))
		return ERR_NONE;
	(void)snprintf(r->why, sizeof(r->why), "queued: %s",
	    tr("責任者が並んでいた方を受け付けたときだけ記録されます"));
	return ERR_FACT;
}

enum err
reception_open(struct store *s, const struct actor *a, struct reception *r, const struct personal *personal)
{
	const char *hash = profile_hash(r->profile);
	struct case_file *f = &r->file;
	enum err e;

	if ((e = reception_check_queued(&r->facts, r)) != ERR_NONE || (e = reception_decide(r, a->at)) != ERR_NONE)
		return e;
	if (r->decision.outcome == OUTCOME_INQUIRY && (e = reception_order(r, a, &f->particulars.until)) != ERR_NONE)
		return e;
	fill_person(r, personal);
	if ((e = reception_check_residence(r)) != ERR_NONE)
		return e;
	if (strlen(hash) >= sizeof(f->profile_hash))
		return ERR_DATA;
	memcpy(f->profile_hash, hash, strlen(hash) + 1);
	fill_reason(&r->decision, f->reason, sizeof(f->reason));
	f->sheet = reception_has_sheet(&r->facts);
	reception_particulars(r, &f->particulars);
	/* Kept before the case and apart from it: a profile that no case has begun with does no harm. Whom case_open
	   will refuse leaves none. */
	if (clerk_may(a->roles, ACT_OPEN) &&
	    (e = case_keep_profile(s, f->profile_hash, profile_text(r->profile))) != ERR_NONE)
		return e;
	return case_open(s, a, f, reception_state(r->decision.outcome));
}

/* Where the letter's life is counted from its posting, that day is a fact; the case's letters know it. */
static enum err
tell_posted(struct store *s, struct reception *r)
{
	struct inquiry last;
	enum err e = inquiry_last(s, r->file.number, &last);

	facts_forget(&r->facts, FACT_INQUIRY_POSTED);
	if (e == ERR_NONE && last.letter > 0 && date_given(last.posted.date))
		facts_set(&r->facts, FACT_INQUIRY_POSTED, date_days(last.posted.date));
	return e;
}

/* What the card told of a birth date that the facts have in part rules from then on, in days and ages too. */
static void
complete_born(struct reception *r)
{
	if (date_completes(r->file.person.born, facts_born(&r->facts)))
		facts_set_born(&r->facts, r->file.person.born);
}

enum err
reception_resume(struct store *s, const char *number, struct reception *r)
{
	struct buf text = { 0 };
	enum err e;

	if ((e = case_load(s, number, &r->file)) != ERR_NONE)
		return e;
	profile_free(&r->kept);
	if ((e = case_profile(s, r->file.profile_hash, &text)) == ERR_NONE)
		e = profile_read_text(buf_text(&text), &r->kept, NULL);
	buf_free(&text);
	r->profile = r->kept;
	memset(&r->facts, 0, sizeof(r->facts));
	if (e == ERR_NONE)
		e = facts_read_lines(&r->facts, NULL, r->file.facts, r->why);
	if (e == ERR_NONE) {
		profile_adopt(r->profile, &r->facts);
		complete_born(r);
	}
	if (e == ERR_NONE && reception_letter(r, r->file.opened.date)->from_posting)
		e = tell_posted(s, r);
	return e == ERR_NONE || e == ERR_MEMORY ? e : ERR_STORE_CORRUPT;
}
