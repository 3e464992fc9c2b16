/* What later visits and the post bring to a case: facts, a new decision, the event, in one transaction. */
#include "case/reception-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/leaves.h"

/* Events that hang on what the rules say; the others only when they bring something. */
static const bool decides[CASE_EVENT_COUNT] = {
	[EVENT_INQUIRE] = true, [EVENT_REPLY_RECEIVED] = true, [EVENT_FOUND_INCOMPLETE] = true,
	[EVENT_APPROVE] = true, [EVENT_KEEP] = true, [EVENT_CORRECT] = true,
};

static bool
brings(const struct reception_news *n)
{
	return n->forget != 0 || n->forget_own != NULL || n->back_count > 0 || n->personal != NULL ||
	    (n->facts != NULL && facts_given(n->facts));
}

/* The same kind of document of the same person, by whatever name either was given. */
static bool
same_held(const struct profile *p, const struct held *a, const struct held *b)
{
	int kind = profile_find_document(p, a->label);

	return a->holder == b->holder &&
	    (kind >= 0 ? kind == profile_find_document(p, b->label) : strcmp(a->label, b->label) == 0);
}

/* A correction mends the record of the visit that was. */
static bool
another_visit(const struct reception *r, const struct actor *a, enum case_event event, const struct facts *newer)
{
	const struct facts *f = &r->facts;

	if (event == EVENT_CORRECT)
		return false;
	if (facts_known(newer, FACT_VISIT) && facts_known(f, FACT_VISIT) && newer->value[FACT_VISIT] != f->value[FACT_VISIT])
		return true;
	return newer->held_count > 0 && date_compare(r->file.visited.date, a->at.date) != 0;
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
	r->facts.counter[0] = '\0';
	if (date_compare(r->facts.queued.date, a->at.date) != 0)
		r->facts.queued = (struct moment){ .hour = -1 };
	facts_forget(&r->facts, FACT_BOOKED);
	facts_forget(&r->facts, FACT_KEEP_CONSENT);
	if (facts_known(&r->facts, FACT_SYSTEM))
		facts_set(&r->facts, FACT_SYSTEM, fact_word(FACT_SYSTEM, fact_info(FACT_SYSTEM)->assumed));
	return e;
}

/* Nothing of the reply before is true of the one that arrives; the letter that it answers has its own last day. */
static enum err
turn_reply(struct store *s, struct reception *r)
{
	static const enum fact of_reply[] = { FACT_REPLY, FACT_REPLY_COMPLETE, FACT_POWER_OF_ATTORNEY, FACT_CONCEALED,
	    FACT_REVOCATION_CONSENT, FACT_REPLY_EXPIRES };
	static const enum fact pins[] = { FACT_SIGN_PIN, FACT_AUTH_PIN };
	struct inquiry last;
	enum err e;
	size_t i;

	if ((e = inquiry_last(s, r->file.number, &last)) != ERR_NONE)
		return e;
	for (i = 0; i < sizeof(of_reply) / sizeof(*of_reply); i++)
		facts_forget(&r->facts, of_reply[i]);
	for (i = 0; i < sizeof(pins) / sizeof(*pins); i++)
		if (facts_known(&r->facts, pins[i]) && r->facts.value[pins[i]] == STATE_MISMATCH)
			facts_forget(&r->facts, pins[i]);
	if (last.letter > 0)
		facts_set(&r->facts, FACT_REPLY, REPLY_POSTED);
	if (date_given(last.until) && reception_letter(r, r->file.opened.date)->life == LIFE_FORM)
		facts_set(&r->facts, FACT_REPLY_EXPIRES, date_days(last.until));
	return ERR_NONE;
}

static void
take_back(struct reception *r, const struct held *back)
{
	size_t i, n = 0;

	for (i = 0; i < r->facts.held_count; i++)
		if (!same_held(r->profile, &r->facts.held[i], back))
			r->facts.held[n++] = r->facts.held[i];
	r->facts.held_count = n;
}

/* By code: the case may have them in other places. One that it hasn't is a mistyped key. */
static enum err
forget_own(struct reception *r, const struct facts *gone)
{
	size_t i, k;

	for (i = 0; gone != NULL && i < FACTS_OWN_PLACES; i++) {
		if (!facts_known(gone, (enum fact)(FACT_OWN + i)))
			continue;
		for (k = 0; k < FACTS_OWN_PLACES && strcmp(r->facts.own[k], gone->own[i]) != 0; k++)
			;
		if (k == FACTS_OWN_PLACES) {
			(void)snprintf(r->why, sizeof(r->why), "%s", gone->own[i]);
			return ERR_FACT;
		}
		facts_forget(&r->facts, (enum fact)(FACT_OWN + k));
	}
	return ERR_NONE;
}

static enum err
merge(struct store *s, const struct actor *a, enum case_event event, const struct reception_news *n, struct reception *r)
{
	struct facts *newer = calloc(1, sizeof(*newer));
	enum err e = ERR_NONE;
	unsigned f;
	size_t i;

	if (newer == NULL)
		return ERR_MEMORY;
	if (n->facts != NULL)
		*newer = *n->facts;
	if (event == EVENT_REPLY_RECEIVED)
		e = turn_reply(s, r);
	if (e == ERR_NONE && another_visit(r, a, event, newer)) {
		e = turn_visit(s, a, r, newer);
		r->file.visited = a->at;
	}
	for (i = 0; i < n->back_count; i++)
		take_back(r, &n->back[i]);
	for (f = 0; f < FACT_COUNT; f++)
		if ((n->forget >> f & 1) != 0)
			facts_forget(&r->facts, (enum fact)f);
	if (e == ERR_NONE)
		e = forget_own(r, n->forget_own);
	if (e == ERR_NONE)
		e = facts_merge(&r->facts, newer);
	if (!date_given(newer->at.date))
		r->facts.at = (struct moment){ .hour = -1 };
	r->file.sheet = r->file.sheet || reception_has_sheet(newer);
	free(newer);
	return e;
}

/* The decision goes first: whether a case may be approved or a card kept hangs on it. */
enum err
reception_apply(struct store *s, const struct actor *a, enum case_event event, const struct reception_news *n,
    struct moment at, struct reception *r)
{
	struct particulars particulars = n->particulars;
	enum err e;

	if ((e = reception_decide(r, at)) != ERR_NONE)
		return e;
	reception_particulars(r, &particulars);
	/* Who may not order one is told that first. */
	if (event == EVENT_INQUIRE && (e = case_may(&r->file, a, event)) != ERR_NONE)
		return e;
	if (event == EVENT_INQUIRE && !r->file.letter)
		return ERR_NO_INQUIRY;
	if (event == EVENT_INQUIRE && (e = reception_order(r, a, &particulars.until)) != ERR_NONE)
		return e;
	if ((e = case_decide_within(s, a, &r->file)) != ERR_NONE)
		return e;
	return case_event_with(s, a, r->file.number, event, n->why != NULL ? n->why : "", &particulars);
}

/* An edit that changes nothing is none: a case isn't checked again for it, and keeps its second approval. */
static bool
sends_back(enum case_state state)
{
	enum case_state next;

	return flow_next(state, EVENT_CORRECT, &next) && next != state;
}

/* The case goes back, and is decided by what was so before: no approval comes back with it. */
static enum err
cancel_within(struct store *s, const struct actor *a, const char *number, const struct reception_news *n,
    struct reception *r)
{
	struct moment at = a->at;
	bool changed = false;
	enum err e;

	e = case_event_with(s, a, number, EVENT_CANCEL, n->why != NULL ? n->why : "", &n->particulars);
	if (e != ERR_NONE || (e = reception_unlearn(s, a, number, r, &changed)) != ERR_NONE || !changed)
		return e;
	at.hour = -1;
	r->facts.at = (struct moment){ .hour = -1 };
	return (e = reception_decide(r, at)) != ERR_NONE ? e : case_decide_within(s, a, &r->file);
}

/* A letter that lives from its posting gets its last day now. */
static enum err
post(struct store *s, const struct actor *a, const char *number, const struct reception_news *n, struct reception *r)
{
	struct particulars particulars = n->particulars;
	const struct inquiry_style *letter;
	enum err e = reception_resume(s, number, r);

	if (e != ERR_NONE)
		return e;
	letter = reception_letter(r, a->at.date);
	if (letter->from_posting)
		particulars.until = profile_reply_until(r->profile, letter, a->at.date, &r->facts);
	return case_event_with(s, a, number, EVENT_POST, n->why != NULL ? n->why : "", &particulars);
}

/* Where nobody stands at the counter its hours don't matter. */
static enum err
event_within(struct store *s, const struct actor *a, const char *number, enum case_event event,
    const struct reception_news *n, struct reception *r)
{
	struct moment at = a->at;
	struct facts *before;
	bool changed = false;
	enum err e;

	if (event == EVENT_CANCEL && !brings(n))
		return cancel_within(s, a, number, n, r);
	if (event == EVENT_LET_IN && !brings(n))
		return reception_let_in(s, a, number, n->why != NULL ? n->why : "", r);
	if (event == EVENT_POST && !brings(n))
		return post(s, a, number, n, r);
	if (!decides[event] && !brings(n))
		return case_event_with(s, a, number, event, n->why != NULL ? n->why : "", &n->particulars);
	if ((e = reception_resume(s, number, r)) != ERR_NONE)
		return e;
	if ((e = reception_check_queued(n->facts, r)) != ERR_NONE)
		return e;
	if ((before = malloc(sizeof(*before))) == NULL)
		return ERR_MEMORY;
	*before = r->facts;
	if (!brings(n))
		at.hour = -1;
	if ((e = merge(s, a, event, n, r)) == ERR_NONE && event == EVENT_CORRECT)
		e = reception_tell_correction(s, a, before, r, &changed);
	free(before);
	if (e == ERR_NONE)
		e = reception_set_people(s, a, n->personal, r, &changed);
	if (e == ERR_NONE && brings(n))
		e = reception_check_residence(r);
	if (e == ERR_NONE && event == EVENT_CORRECT && brings(n) && !changed && sends_back(r->file.state))
		return ERR_UNCHANGED;
	return e != ERR_NONE ? e : reception_apply(s, a, event, n, at, r);
}

/* What was about to leave stays, and that it was is on record, with the number of the case that it belongs to. */
static enum err
stop(struct store *s, const struct actor *a, const char *number, const struct particulars *p, enum err why)
{
	char reason[LEAVES_REASON_MAX];

	(void)store_end(s, why);
	leaves_reason(number, p, why, reason);
	return audit_refuse(s, a, number, why, reason);
}

enum err
reception_event(struct store *s, const struct actor *a, const char *number, enum case_event event,
    const struct reception_news *n, struct reception *r)
{
	enum err e;

	if (flow_of_desk(event) || (unsigned)event >= CASE_EVENT_COUNT)
		return case_event(s, a, number, event, n->why != NULL ? n->why : "");	/* refused there, and recorded */
	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	e = event_within(s, a, number, event, n, r);
	if (e == ERR_PAPER_OTHER || e == ERR_PAPER_UNREAD || e == ERR_HOLDER_SAID)
		return stop(s, a, number, &n->particulars, e);
	if ((e = case_settle(s, a, number, e)) != ERR_NONE)
		return e;
	return case_load(s, number, &r->file);
}
