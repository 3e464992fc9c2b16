/* A visit goes to the authority's terminal, and what it means for the case when that terminal says no. */
#include "case/consent.h"
#include "case/handover.h"
#include "case/reception-private.h"

#include <stdlib.h>
#include <string.h>

static bool
lacks_sign(const struct reception *r)
{
	return facts_known(&r->facts, FACT_SIGN_EXPIRES) && r->facts.value[FACT_SIGN_EXPIRES] == FACT_NONE;
}

/* What is wanted, by what the rules say now: a case that was approved yesterday gets the days of today. */
static void
want(const struct reception *r, const struct actor *a, const struct handover_want *before, struct handover_want *w)
{
	const struct case_file *f = &r->file;
	const enum procedure_kind kind = procedure_by_code(f->procedure);
	unsigned i;

	*w = *before;
	w->day = a->at.date;
	w->fresh = w->gone = 0;
	if (kind == PROCEDURE_ISSUE || kind == PROCEDURE_RENEW)
		w->fresh = f->certificates;
	else if (procedure_ends(kind))
		w->gone = f->certificates;
	else if (kind == PROCEDURE_WITHOUT_PINS && !lacks_sign(r))
		w->gone = CERT_BIT(CERT_SIGN);
	w->pins = f->pins;
	for (i = 0; i < CERT_COUNT; i++)
		w->until[i] = r->decision.expiry[i];
}

static enum err
decide_now(struct reception *r, struct moment at)
{
	const struct profile *day = profile_of_day(r->profile, r->day);
	enum err e;

	r->facts.at = (struct moment){ .hour = -1 };
	facts_pass_time(&r->facts, at.date);
	if ((e = profile_check_facts_begun(r->profile, day, &r->facts, at.date, r->why)) != ERR_NONE)
		return e;
	return rule_decide_begun(r->profile, r->file.opened.date, day, &r->facts, at, &r->decision);
}

/* What was approved on an answer of the section in charge stays so; else the rules have to say proceed now. */
static enum err
hand_over_within(struct store *s, const struct actor *a, const char *number, const struct handover_want *before,
    struct reception *r)
{
	struct handover_want w;
	enum case_state next;
	enum err e;

	if ((e = reception_resume(s, number, r)) != ERR_NONE || (e = decide_now(r, a->at)) != ERR_NONE)
		return e;
	if (r->decision.outcome != OUTCOME_PROCEED &&
	    (r->decision.outcome != OUTCOME_CONSULT || outcome_by_code(r->file.outcome) != OUTCOME_CONSULT))
		return ERR_CASE_STATE;
	if (r->file.person.name[0] == '\0')
		return ERR_HOLDER_UNKNOWN;	/* whose card goes there, and comes back */
	if ((e = case_check_consent(s, &r->file)) != ERR_NONE)
		return e;		/* nobody asks the holder there */
	want(r, a, before, &w);
	if ((w.fresh | w.gone | w.pins) == 0 && procedure_by_code(r->file.procedure) != PROCEDURE_WITHOUT_PINS)
		return ERR_CASE_STATE;
	/* Before the event, whose digest has it. In another state one of this second may be there. */
	if (!flow_next(r->file.state, EVENT_HAND_OVER, &next))
		return ERR_CASE_STATE;
	if ((e = handover_put(s, a, number, &w)) != ERR_NONE)
		return e;
	return case_event_within(s, a, number, EVENT_HAND_OVER, "");
}

enum err
reception_hand_over(struct store *s, const struct actor *a, const char *number, const struct handover_want *before,
    struct reception *r)
{
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_settle(s, a, number, hand_over_within(s, a, number, before, r))) != ERR_NONE)
		return e;
	return case_load(s, number, &r->file);
}

enum err
reception_until(struct store *s, const char *number, struct date issued, struct reception *r,
    struct date until[CERT_COUNT])
{
	enum err e;

	if ((e = reception_resume(s, number, r)) == ERR_NONE)
		e = decide_now(r, (struct moment){ .date = issued, .hour = -1 });
	if (e == ERR_NONE)
		memcpy(until, r->decision.expiry, sizeof(r->decision.expiry));
	return e;
}

/* What a refusal says of the facts: FACT_COUNT and no dates: nothing. */
static const struct { enum fact fact; const char *word; bool dates; } means[] = {
	[TERMINAL_PIN_WRONG] = { FACT_COUNT, NULL, false },	/* of a PIN: see reception_learn_pin */
	[TERMINAL_PIN_LOCKED] = { FACT_COUNT, NULL, false },
	[TERMINAL_CARD_DAMAGED] = { FACT_CARD, "damaged", false },
	[TERMINAL_REVOKED] = { FACT_COUNT, NULL, true },
	[TERMINAL_CONGESTED] = { FACT_SYSTEM, "congested", false },
	[TERMINAL_DOWN] = { FACT_SYSTEM, "down", false },
	[TERMINAL_CLOSED] = { FACT_COUNT, NULL, false },
	[TERMINAL_NOT_BEGUN] = { FACT_COUNT, NULL, false },
	[TERMINAL_DONE_OTHERWISE] = { FACT_COUNT, NULL, true },
};
_Static_assert(sizeof(means) / sizeof(*means) == TERMINAL_REFUSAL_COUNT, "a refusal means nothing");

/* What it says of the facts, before anything is decided by them. */
static enum err
learn(struct store *s, const struct actor *a, enum terminal_refusal why, enum pin_kind pin, struct reception *r)
{
	struct facts *f = &r->facts;

	if (why == TERMINAL_PIN_WRONG || why == TERMINAL_PIN_LOCKED)
		return reception_learn_pin(s, a, pin, why == TERMINAL_PIN_LOCKED, r);
	if (means[why].dates) {		/* what was believed of the certificates isn't so: they are asked about anew */
		facts_forget(f, FACT_SIGN_EXPIRES);
		facts_forget(f, FACT_AUTH_EXPIRES);
	} else if (means[why].fact != FACT_COUNT)
		facts_set(f, means[why].fact, fact_word(means[why].fact, means[why].word));
	return ERR_NONE;
}

static enum err
refused_within(struct store *s, const struct actor *a, const char *number, enum terminal_refusal why,
    enum pin_kind pin, struct reception *r)
{
	const char *code = terminal_refusal_code(why);
	struct facts *was;
	bool changed = false;
	enum err e;

	if ((e = handover_end(s, a, number, code, "", NULL)) != ERR_NONE ||
	    (e = case_event_within(s, a, number, EVENT_TERMINAL_REFUSED, code)) != ERR_NONE ||
	    (e = reception_resume(s, number, r)) != ERR_NONE)
		return e;
	if ((was = malloc(sizeof(*was))) == NULL)
		return ERR_MEMORY;
	*was = r->facts;
	if ((e = learn(s, a, why, pin, r)) == ERR_NONE)
		e = reception_tell_correction(s, a, was, r, &changed);
	free(was);
	return e != ERR_NONE || !changed ? e : reception_decide_on(s, a, code, r);
}

enum err
reception_terminal_refused(struct store *s, const struct actor *a, const char *number, enum terminal_refusal why,
    enum pin_kind pin, struct reception *r)
{
	enum err e;

	if ((unsigned)why >= TERMINAL_REFUSAL_COUNT)
		return ERR_USAGE;
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	if ((e = case_settle(s, a, number, refused_within(s, a, number, why, pin, r))) != ERR_NONE)
		return e;
	return case_load(s, number, &r->file);
}
