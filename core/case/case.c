/* A case as it stands, and the events that move it: each in one transaction with its history and its audit line. */
#include "case/row-private.h"
#include "case/within-private.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static bool
is_refusal(enum err e)
{
	return e == ERR_CASE_STATE || e == ERR_CASE_CLAIMED || e == ERR_CASE_LIVE || e == ERR_CARD_OTHER || e == ERR_HALF_DONE ||
	    e == ERR_ROLE || e == ERR_NOT_SECONDED || e == ERR_SAME_CLERK || e == ERR_HOLDER_UNCONFIRMED;
}

enum err
case_settle(struct store *s, const struct actor *a, const char *number, enum err e)
{
	if (e == ERR_NONE)
		return store_commit(s);
	store_rollback(s);
	return is_refusal(e) ? audit_refuse(s, a, number, e, err_name(e)) : e;
}

static enum err
add_history(struct store *s, const struct actor *a, const char *number, const char *event, enum case_state state,
    const char *why)
{
	char at[24];
	const struct store_value values[] = { store_text(number), case_row_moment(a->at, at), store_text(a->clerk),
	    store_text(a->counter != NULL ? a->counter : ""), store_text(event), store_text(flow_state_code(state)),
	    store_text(why) };

	return store_run(s, "INSERT INTO case_history (number, at, clerk, counter, event, state, why)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", values, 7, NULL, NULL);
}

enum err
case_record(struct store *s, const struct actor *a, const char *number, const char *event, enum case_state state,
    const char *why)
{
	char code[48];
	enum err e;

	(void)snprintf(code, sizeof(code), "case-%s", event);
	if ((e = add_history(s, a, number, event, state, why)) != ERR_NONE)
		return e;
	return audit_write(s, a, code, number, flow_state_code(state));
}

struct finding { struct case_head *head; bool found, fits; };

static bool
see_head(void *ctx, const struct store_value *v, size_t n)
{
	struct finding *f = ctx;

	(void)n;
	f->found = true;
	f->head->state = flow_state_by_code(store_as_text(&v[0]));
	f->fits = f->head->state != CASE_STATE_COUNT && case_row_day(&v[4], &f->head->changed) &&
	    case_row_text(&v[1], f->head->claimed_by, sizeof(f->head->claimed_by)) &&
	    case_row_text(&v[2], f->head->card, sizeof(f->head->card)) &&
	    case_row_text(&v[3], f->head->outcome, sizeof(f->head->outcome)) &&
	    case_row_text(&v[6], f->head->second.worked_by, sizeof(f->head->second.worked_by)) &&
	    case_row_text(&v[7], f->head->second.by, sizeof(f->head->second.by));
	f->head->second.needed = store_as_int(&v[5]) != 0;
	return false;
}

enum err
case_head_load(struct store *s, const char *number, struct case_head *h)
{
	const struct store_value values[] = { store_text(number) };
	struct finding f = { .head = h };
	enum err e;

	memset(h, 0, sizeof(*h));
	e = store_run(s, "SELECT state, claimed_by, card, outcome, changed_at, second_needed, worked_by, seconded_by"
	    " FROM cases WHERE number = ?1", values, 1, see_head, &f);
	if (e != ERR_NONE)
		return e;
	if (!f.found)
		return ERR_CASE_UNKNOWN;
	return f.fits ? ERR_NONE : ERR_STORE_CORRUPT;
}

bool
case_held_by_other(const struct case_head *h, const struct actor *a)
{
	return h->claimed_by[0] != '\0' && strcmp(h->claimed_by, a->clerk) != 0;
}

enum err
case_head_mine(struct store *s, const struct actor *a, const char *number, struct case_head *h)
{
	enum err e = case_head_load(s, number, h);

	if (e != ERR_NONE)
		return e;
	if (!clerk_may(a->roles, ACT_MOVE))
		return ERR_ROLE;
	if (flow_ended(h->state))
		return ERR_CASE_STATE;
	return case_held_by_other(h, a) ? ERR_CASE_CLAIMED : ERR_NONE;
}

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
	if (e != ERR_NONE)
		memset(f, 0, sizeof(*f));
	return e;
}

/* What is true of the card, what a colleague remarks or approves and the taking over itself wait for no holder. */
static bool
needs_claim(enum case_event event)
{
	return event != EVENT_TAKE_OVER && event != EVENT_NOTE && event != EVENT_SECOND &&
	    event != EVENT_CARD_WORK_DONE && event != EVENT_CARD_WORK_UNDONE;
}

/* The decision binds who approves, keeps or writes; where the section in charge has to be asked, its answer is noted. */
static bool
decision_allows(const struct case_head *h, enum case_event event, const char *why)
{
	if (h->outcome[0] == '\0')
		return true;
	switch (event) {
	case EVENT_INQUIRE:
		return strcmp(h->outcome, "refused") != 0;
	case EVENT_KEEP:
		return strcmp(h->outcome, "keep") == 0;
	case EVENT_APPROVE:
		return strcmp(h->outcome, "proceed") == 0 || (strcmp(h->outcome, "consult") == 0 && *why != '\0');
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
	case EVENT_BEGIN_CARD_WORK:
	case EVENT_CARD_WORK_DONE:
	case EVENT_CARD_WORK_UNDONE:
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
	if (event == EVENT_CANCEL && flow_ended(h->state) && date_compare(h->changed, a->at.date) != 0)
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
	return allow(&h, a, event, "?", &next);
}

static enum err
set_state(struct store *s, const struct actor *a, const char *number, enum case_state state, const char *claimed_by)
{
	char at[24];
	const struct store_value values[] = { store_text(number), store_text(flow_state_code(state)),
	    case_row_moment(a->at, at), store_text(flow_ended(state) ? "" : claimed_by) };

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
	if (!text_valid(why, strlen(why)))
		return ERR_UTF8;
	if ((e = case_head_load(s, number, &h)) != ERR_NONE || (e = allow(&h, a, event, why, &step.to)) != ERR_NONE)
		return e;
	step.from = h.state;
	if (step.to == CASE_BEFORE && (e = take_back(s, a, &h, number, &step.to)) != ERR_NONE)
		return e;
	if ((e = follow(s, a, &step)) != ERR_NONE || (e = case_second_follow(s, a, number, &h, event)) != ERR_NONE)
		return e;
	e = set_state(s, a, number, step.to, event == EVENT_TAKE_OVER ? a->clerk : h.claimed_by);
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

/* What only card work may say is refused here, whoever asks. */
static enum err
event_by_clerk(struct store *s, const struct actor *a, const char *number, enum case_event event, const char *why)
{
	struct case_head h;
	enum err e;

	if (!flow_of_desk(event))
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
