/* A PIN that the card refuses: what the rules of the case say next. */
#include "case/reception-private.h"

#include <stdio.h>

/* The event by which an approved case goes where a decision leads. */
static const enum case_event events[] = {
	[OUTCOME_REFUSED] = EVENT_REFUSE,
	[OUTCOME_CONSULT] = EVENT_CORRECT,
	[OUTCOME_ASK] = EVENT_CORRECT,
	[OUTCOME_INCOMPLETE] = EVENT_FOUND_INCOMPLETE,
	[OUTCOME_INQUIRY] = EVENT_INQUIRE,
	[OUTCOME_KEEP] = EVENT_CORRECT,
	[OUTCOME_PROCEED] = EVENT_CORRECT,	/* it is set anew: that has to be checked and approved first */
};
_Static_assert(sizeof(events) / sizeof(*events) == OUTCOME_COUNT, "an outcome leads nowhere");

/* A letter that somebody has to say more for first can't be ordered by itself: the case goes back to its check. */
static enum case_event
event_for(struct reception *r, const struct actor *a)
{
	struct date until = { 0 };
	enum err e;

	if (events[r->decision.outcome] != EVENT_INQUIRE)
		return events[r->decision.outcome];
	e = reception_order(r, a, &until);
	return e == ERR_LETTER_DAY || e == ERR_LETTER_LIST ? EVENT_CORRECT : EVENT_INQUIRE;
}

enum err
reception_decide_on(struct store *s, const struct actor *a, const char *why, struct reception *r)
{
	const struct reception_news news = { .why = why };
	struct moment at = a->at;
	enum err e;

	at.hour = -1;
	r->facts.at = (struct moment){ .hour = -1 };
	if ((e = reception_decide(r, at)) != ERR_NONE)
		return e;
	return reception_apply(s, a, event_for(r, a), &news, at, r);
}

/*
 * One that can't be changed for want of its old value is set anew instead, whichever it is; no fact tells what else is
 * known of the resident register's and the input assistance's. Source: sources(7) N9.
 */
enum err
reception_learn_pin(struct store *s, const struct actor *a, enum pin_kind pin, bool locked, struct reception *r)
{
	struct facts *f = &r->facts;

	if (pin == PIN_SIGN || pin == PIN_AUTH)
		facts_set(f, pin == PIN_SIGN ? FACT_SIGN_PIN : FACT_AUTH_PIN, locked ? STATE_LOCKED : STATE_MISMATCH);
	if (procedure_by_code(r->file.procedure) == PROCEDURE_CHANGE_PIN)
		facts_set(f, FACT_PROCEDURE, PROCEDURE_UNLOCK);
	return case_remark(s, a, &r->file, "pin-refused", pin_format(pin)->code);
}

/* At this desk the holder types it again, or takes another way: only what a paper says is refused for good. */
static enum err
refused_here(struct store *s, const struct actor *a, const char *number, enum pin_kind pin, bool locked,
    struct reception *r)
{
	enum err e;

	if ((e = reception_resume(s, number, r)) != ERR_NONE || !(r->file.sheet || reception_has_sheet(&r->facts)))
		return e;
	if (pin != PIN_SIGN && pin != PIN_AUTH && procedure_by_code(r->file.procedure) != PROCEDURE_CHANGE_PIN)
		return ERR_NONE;
	if (r->file.state != CASE_APPROVED)
		return ERR_CASE_STATE;
	if ((e = reception_learn_pin(s, a, pin, locked, r)) != ERR_NONE)
		return e;
	return reception_decide_on(s, a, locked ? "pin-locked" : "pin-mismatch", r);
}

enum err
reception_pin_refused(struct store *s, const struct actor *a, const char *number, enum pin_kind pin, bool locked,
    struct reception *r)
{
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_settle(s, a, number, refused_here(s, a, number, pin, locked, r))) != ERR_NONE)
		return e;
	return case_load(s, number, &r->file);
}
