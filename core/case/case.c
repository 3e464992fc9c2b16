/* A case as it stands, and the events that move it: each in one transaction with its history and its audit line. */
#include "case/row-private.h"
#include "case/within-private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "case/leaves.h"
#include "rule/rule.h"

struct loading { struct case_file *file; bool found, fits; };

static bool
see_case(void *ctx, const struct store_value *v, size_t n)
{
	struct loading *l = ctx;

	l->found = true;
	l->fits = case_row_read(v, n, l->file);
	return false;
}

/* The number may stand in the very file that is filled in: it isn't touched before the row is there. */
enum err
case_load(struct store *s, const char *number, struct case_file *f)
{
	const struct store_value values[] = { store_text(number) };
	struct loading l = { .file = f };
	enum err e;

	e = store_run(s, CASE_ROW_SELECT " WHERE c.number = ?1", values, 1, see_case, &l);
	if (e == ERR_NONE && !l.found)
		e = ERR_CASE_UNKNOWN;
	if (e == ERR_NONE && !l.fits)
		e = ERR_STORE_CORRUPT;
	if (e == ERR_NONE)
		e = case_version(s, f->number, &f->version);
	if (e != ERR_NONE)
		memset(f, 0, sizeof(*f));
	return e;
}

/* What is true of the card, what a colleague remarks or approves and the taking over itself wait for no holder. */
static bool
needs_claim(enum case_event event)
{
	return event != EVENT_TAKE_OVER && event != EVENT_NOTE && event != EVENT_SECOND &&
	    event != EVENT_CARD_WORK_DONE && event != EVENT_CARD_WORK_UNDONE && event != EVENT_TAKE_BACK &&
	    event != EVENT_NOT_AS_WANTED;
}

/* The decision binds who approves, keeps or writes; where the section in charge is to be asked its answer is noted. */
static bool
decision_allows(const struct case_head *h, enum case_event event, const char *why)
{
	const enum outcome o = outcome_by_code(h->outcome);
	const bool on_paper = procedure_on_paper(procedure_by_code(h->procedure));

	if (on_paper ? event == EVENT_BEGIN_CARD_WORK || event == EVENT_HAND_OVER : event == EVENT_ANSWER)
		return false;
	if (h->outcome[0] == '\0')
		return true;
	switch (event) {
	case EVENT_INQUIRE:
		return o != OUTCOME_REFUSED;
	case EVENT_KEEP:
		return o == OUTCOME_KEEP;
	case EVENT_APPROVE:
		return o == OUTCOME_PROCEED || (o == OUTCOME_CONSULT && *why != '\0');
	case EVENT_BEGIN_CARD_WORK:
	case EVENT_HAND_OVER:
	case EVENT_ANSWER:
		return case_decision_stands(h);
	default:
		return true;
	}
}

static enum act
act_of(enum case_event event)
{
	switch (event) {
	case EVENT_TAKE_OVER:
		return ACT_TAKE_OVER;
	case EVENT_CANCEL:
		return ACT_CANCEL;
	case EVENT_SECOND:
		return ACT_SECOND;
	case EVENT_LET_IN:
		return ACT_LET_IN;
	case EVENT_BEGIN_CARD_WORK:
	case EVENT_CARD_WORK_DONE:
	case EVENT_CARD_WORK_UNDONE:
	case EVENT_HAND_OVER:
	case EVENT_TAKE_BACK:
	case EVENT_NOT_AS_WANTED:
	case EVENT_TERMINAL_REFUSED:
		return ACT_CARD;
	default:
		return ACT_MOVE;
	}
}

/* The one place that says whether an event is for this clerk on this case now. */
static enum err
allow(const struct case_head *h, const struct actor *a, enum case_event event, const char *why, enum case_state *next)
{
	if (!clerk_may(a->roles, act_of(event)))
		return ERR_ROLE;
	if (needs_claim(event) && case_held_by_other(h, a))
		return ERR_CASE_CLAIMED;
	if (!flow_next(h->state, event, next) || !decision_allows(h, event, why))
		return ERR_CASE_STATE;
	if ((event == EVENT_CANCEL || event == EVENT_LET_IN) && flow_ended(h->state) &&
	    date_compare(h->changed, a->at.date) != 0)
		return ERR_CASE_STATE;	/* see take_back */
	return case_second_check(&h->second, a, event);
}

enum err
case_may(const struct case_file *f, const struct actor *a, enum case_event event)
{
	struct case_head h = { .state = f->state, .changed = f->changed.date, .second = f->second };
	enum case_state next;

	memcpy(h.claimed_by, f->claimed_by, sizeof(h.claimed_by));
	memcpy(h.outcome, f->outcome, sizeof(h.outcome));
	memcpy(h.procedure, f->procedure, sizeof(h.procedure));
	return allow(&h, a, event, "?", &next);
}

static enum err
set_state(struct store *s, const struct actor *a, const char *number, enum case_state state, const char *claimed_by)
{
	char at[24];
	const struct store_value values[] = { store_text(number), store_text(flow_state_code(state)),
	    store_moment(a->at, at), store_text(flow_ended(state) ? "" : claimed_by) };

	return store_run(s, "UPDATE cases SET state = ?2, changed_at = ?3, claimed_by = ?4 WHERE number = ?1",
	    values, 4, NULL, NULL);
}

/* Whether a paper with PINs is here behind the step; -1: as before. */
static int
sheet_after(const struct case_step *step)
{
	switch (step->event) {
	case EVENT_REPLY_RECEIVED:
	case EVENT_KEEP:
		return 1;
	case EVENT_SHRED:
		return 0;
	case EVENT_CANCEL:
		if (step->from != CASE_REPLY_RECEIVED && step->from != CASE_KEPT)
			return -1;
		return step->to == CASE_REPLY_RECEIVED || step->to == CASE_INCOMPLETE;
	default:
		return -1;
	}
}

/* Where it leads; an end stands from the next day on: the papers have gone home, and there may be another case. */
static enum err
take_back(struct store *s, const struct actor *a, const struct case_head *h, const char *number, enum case_state *to)
{
	struct date moved;
	enum err e = case_state_before(s, number, to, &moved);

	if (e != ERR_NONE)
		return e;
	return flow_ended(h->state) && date_compare(moved, a->at.date) != 0 ? ERR_CASE_STATE : ERR_NONE;
}

/* Letters, kept cards and sheets go with the state, in whatever way it was reached. */
static enum err
follow(struct store *s, const struct actor *a, const struct case_step *step)
{
	const int sheet = sheet_after(step);
	const struct store_value values[] = { store_text(step->number), store_int(sheet) };
	enum err e = ERR_NONE;

	if (sheet >= 0)
		e = store_run(s, "UPDATE cases SET sheet = ?2 WHERE number = ?1", values, 2, NULL, NULL);
	if (e == ERR_NONE)
		e = inquiry_follow(s, a, step);
	return e != ERR_NONE ? e : kept_follow(s, a, step);
}

static bool
leaves(enum case_event event)
{
	return event == EVENT_POST || event == EVENT_CARD_RETURNED;
}

/* Before the event: that it was read, and of what; the state is still the old one. */
static enum err
record_read(struct store *s, const struct actor *a, const char *number, enum case_state state,
    const struct particulars *p)
{
	char what[CASE_WHY_MAX] = "";
	enum err e = ERR_NONE;
	size_t i, n = 0;

	for (i = 0; i < LEAVES_COUNT; i++)
		if (p->read[i].done)
			n += (size_t)snprintf(what + n, sizeof(what) - n, "%s%s", n > 0 ? "," : "",
			    leaves_code((enum leaves)i));
	if (n > 0)
		e = case_record(s, a, number, "number-read", state, what);
	return e == ERR_NONE && p->said == SAID_SAME ? case_record(s, a, number, "holder-said", state, "") : e;
}

enum err
case_event_with(struct store *s, const struct actor *a, const char *number, enum case_event event, const char *why,
    const struct particulars *particulars)
{
	static const struct particulars none;
	struct case_step step = { .number = number, .event = event,
	    .particulars = particulars != NULL ? particulars : &none };
	struct case_head h;
	enum err e;

	if (strlen(why) >= CASE_WHY_MAX)
		return ERR_TOO_LONG;
	if ((e = case_check_texts(&why, 1)) != ERR_NONE || (e = case_head_load(s, number, &h)) != ERR_NONE ||
	    (e = allow(&h, a, event, why, &step.to)) != ERR_NONE)
		return e;
	if (event == EVENT_SECOND && (e = case_second_allow(s, a, number, step.particulars->seen)) != ERR_NONE)
		return e;
	step.from = h.state;
	if (step.to == CASE_BEFORE && (e = take_back(s, a, &h, number, &step.to)) != ERR_NONE)
		return e;
	if (leaves(event) && ((e = leaves_check(s, number, step.particulars)) != ERR_NONE ||
	    (e = record_read(s, a, number, h.state, step.particulars)) != ERR_NONE))
		return e;
	if ((e = follow(s, a, &step)) != ERR_NONE || (e = case_second_follow(s, a, number, &h, event)) != ERR_NONE)
		return e;
	e = set_state(s, a, number, step.to, event == EVENT_TAKE_OVER ? a->clerk : h.claimed_by);
	if (e == ERR_NONE && event == EVENT_SECOND)
		return case_record_approval(s, a, number, step.to, why, step.particulars->seen);
	return e != ERR_NONE ? e : case_record(s, a, number, flow_event_code(event), step.to, why);
}

enum err
case_event_within(struct store *s, const struct actor *a, const char *number, enum case_event event, const char *why)
{
	return case_event_with(s, a, number, event, why, NULL);
}

enum err
case_check_claim(struct store *s, const struct actor *a, const char *number)
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e != ERR_NONE || !case_held_by_other(&h, a))
		return e;
	return audit_refuse(s, a, number, ERR_CASE_CLAIMED, err_name(ERR_CASE_CLAIMED));
}

/* What only card work or a reception may say is refused here, whoever asks. */
static enum err
event_by_clerk(struct store *s, const struct actor *a, const char *number, enum case_event event, const char *why)
{
	struct case_head h;
	enum err e;

	if (!flow_of_desk(event) && event != EVENT_LET_IN)
		return case_event_within(s, a, number, event, why);
	e = case_head_load(s, number, &h);
	return e != ERR_NONE ? e : ERR_CASE_STATE;
}

enum err
case_event(struct store *s, const struct actor *a, const char *number, enum case_event event, const char *why)
{
	enum err e = store_begin(s);

	return e != ERR_NONE ? e : case_settle(s, a, number, event_by_clerk(s, a, number, event, why));
}
