/* The table of allowed rows: what a case may go through between reception and its end. */
#include "case/flow.h"

#include <stddef.h>
#include <string.h>

/* Codes are what the store keeps and scripts type: never change one. */
static const struct { const char *code, *ja, *en; } states[] = {
	[CASE_RECEIVED] = { "received", "受付", "received" },
	[CASE_INQUIRY_ORDERED] = { "inquiry-ordered", "照会書発送待ち", "inquiry ordered" },
	[CASE_POSTED] = { "posted", "照会中", "inquiry posted" },
	[CASE_RETURNED] = { "returned", "返戻", "returned undelivered" },
	[CASE_REPLY_RECEIVED] = { "reply-received", "回答受領", "reply received" },
	[CASE_INCOMPLETE] = { "incomplete", "不足", "incomplete" },
	[CASE_APPROVED] = { "approved", "審査済", "approved" },
	[CASE_CARD_WORK] = { "card-work", "カード処理中", "card work" },
	[CASE_HANDED_OVER] = { "handed-over", "統合端末へ引渡し中", "handed over to the terminal" },
	[CASE_DONE] = { "done", "完了", "done" },
	[CASE_REFUSED] = { "refused", "不受理", "refused" },
	[CASE_WITHDRAWN] = { "withdrawn", "取下げ", "withdrawn" },
	[CASE_EXPIRED] = { "expired", "期限切れ", "expired" },
	[CASE_KEPT] = { "kept", "預かり", "kept" },
};
_Static_assert(sizeof(states) / sizeof(*states) == CASE_STATE_COUNT, "a state has no words");

static const char *const events[] = {
	[EVENT_INQUIRE] = "inquiry-ordered",
	[EVENT_POST] = "posted",
	[EVENT_RETURNED_UNDELIVERED] = "returned-undelivered",
	[EVENT_REPLY_RECEIVED] = "reply-received",
	[EVENT_FOUND_INCOMPLETE] = "found-incomplete",
	[EVENT_APPROVE] = "approved",
	[EVENT_BEGIN_CARD_WORK] = "card-work-begun",
	[EVENT_CARD_WORK_DONE] = "card-work-done",
	[EVENT_CARD_WORK_UNDONE] = "card-work-undone",
	[EVENT_HAND_OVER] = "handed-over",
	[EVENT_TAKE_BACK] = "taken-back",
	[EVENT_NOT_AS_WANTED] = "not-as-wanted",
	[EVENT_TERMINAL_REFUSED] = "terminal-refused",
	[EVENT_ANSWER] = "answered",
	[EVENT_REFUSE] = "refused",
	[EVENT_WITHDRAW] = "withdrawn",
	[EVENT_EXPIRE] = "expired",
	[EVENT_KEEP] = "kept",
	[EVENT_SECOND] = "seconded",
	[EVENT_LET_IN] = "let-in",
	[EVENT_CORRECT] = "corrected",
	[EVENT_CANCEL] = "cancelled",
	[EVENT_TAKE_OVER] = "taken-over",
	[EVENT_NOTE] = "noted",
	[EVENT_SHRED] = "sheet-shredded",
	[EVENT_CARD_RETURNED] = "card-returned",
};
_Static_assert(sizeof(events) / sizeof(*events) == CASE_EVENT_COUNT, "an event has no code");

/*
 * A correction leads back to where the check begins; a letter that is out stays out. An event that was a mistake is taken
 * back, but nothing takes card work back. Whoever wrote a reply may come themselves: they need no letter any more.
 */
static const struct { enum case_state from; enum case_event event; enum case_state to; } rows[] = {
	{ CASE_RECEIVED, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },
	{ CASE_RECEIVED, EVENT_FOUND_INCOMPLETE, CASE_INCOMPLETE },
	{ CASE_RECEIVED, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_RECEIVED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_RECEIVED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_RECEIVED, EVENT_KEEP, CASE_KEPT },
	{ CASE_RECEIVED, EVENT_LET_IN, CASE_RECEIVED },
	{ CASE_RECEIVED, EVENT_CORRECT, CASE_RECEIVED },
	{ CASE_RECEIVED, EVENT_TAKE_OVER, CASE_RECEIVED },
	{ CASE_RECEIVED, EVENT_NOTE, CASE_RECEIVED },

	{ CASE_INQUIRY_ORDERED, EVENT_POST, CASE_POSTED },
	{ CASE_INQUIRY_ORDERED, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_INQUIRY_ORDERED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_INQUIRY_ORDERED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_INQUIRY_ORDERED, EVENT_CORRECT, CASE_RECEIVED },
	{ CASE_INQUIRY_ORDERED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_INQUIRY_ORDERED, EVENT_TAKE_OVER, CASE_INQUIRY_ORDERED },
	{ CASE_INQUIRY_ORDERED, EVENT_NOTE, CASE_INQUIRY_ORDERED },
	{ CASE_INQUIRY_ORDERED, EVENT_SHRED, CASE_INQUIRY_ORDERED },
	{ CASE_INQUIRY_ORDERED, EVENT_CARD_RETURNED, CASE_INQUIRY_ORDERED },

	{ CASE_POSTED, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },	/* lost in the post: another letter */
	{ CASE_POSTED, EVENT_RETURNED_UNDELIVERED, CASE_RETURNED },
	{ CASE_POSTED, EVENT_REPLY_RECEIVED, CASE_REPLY_RECEIVED },
	{ CASE_POSTED, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_POSTED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_POSTED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_POSTED, EVENT_EXPIRE, CASE_EXPIRED },
	{ CASE_POSTED, EVENT_LET_IN, CASE_POSTED },
	{ CASE_POSTED, EVENT_CORRECT, CASE_POSTED },
	{ CASE_POSTED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_POSTED, EVENT_TAKE_OVER, CASE_POSTED },
	{ CASE_POSTED, EVENT_NOTE, CASE_POSTED },
	{ CASE_POSTED, EVENT_SHRED, CASE_POSTED },
	{ CASE_POSTED, EVENT_CARD_RETURNED, CASE_POSTED },

	{ CASE_RETURNED, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },
	{ CASE_RETURNED, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_RETURNED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_RETURNED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_RETURNED, EVENT_EXPIRE, CASE_EXPIRED },
	{ CASE_RETURNED, EVENT_CORRECT, CASE_RETURNED },
	{ CASE_RETURNED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_RETURNED, EVENT_TAKE_OVER, CASE_RETURNED },
	{ CASE_RETURNED, EVENT_NOTE, CASE_RETURNED },
	{ CASE_RETURNED, EVENT_SHRED, CASE_RETURNED },
	{ CASE_RETURNED, EVENT_CARD_RETURNED, CASE_RETURNED },

	{ CASE_REPLY_RECEIVED, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },	/* KS: a PIN that doesn't fit: a new inquiry */
	{ CASE_REPLY_RECEIVED, EVENT_FOUND_INCOMPLETE, CASE_INCOMPLETE },
	{ CASE_REPLY_RECEIVED, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_REPLY_RECEIVED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_REPLY_RECEIVED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_REPLY_RECEIVED, EVENT_EXPIRE, CASE_EXPIRED },
	{ CASE_REPLY_RECEIVED, EVENT_KEEP, CASE_KEPT },
	{ CASE_REPLY_RECEIVED, EVENT_LET_IN, CASE_REPLY_RECEIVED },
	{ CASE_REPLY_RECEIVED, EVENT_CORRECT, CASE_REPLY_RECEIVED },
	{ CASE_REPLY_RECEIVED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_REPLY_RECEIVED, EVENT_TAKE_OVER, CASE_REPLY_RECEIVED },
	{ CASE_REPLY_RECEIVED, EVENT_NOTE, CASE_REPLY_RECEIVED },
	{ CASE_REPLY_RECEIVED, EVENT_SHRED, CASE_REPLY_RECEIVED },
	{ CASE_REPLY_RECEIVED, EVENT_CARD_RETURNED, CASE_REPLY_RECEIVED },

	{ CASE_INCOMPLETE, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },
	{ CASE_INCOMPLETE, EVENT_REPLY_RECEIVED, CASE_REPLY_RECEIVED },
	{ CASE_INCOMPLETE, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_INCOMPLETE, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_INCOMPLETE, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_INCOMPLETE, EVENT_EXPIRE, CASE_EXPIRED },
	{ CASE_INCOMPLETE, EVENT_KEEP, CASE_KEPT },
	{ CASE_INCOMPLETE, EVENT_LET_IN, CASE_INCOMPLETE },
	{ CASE_INCOMPLETE, EVENT_CORRECT, CASE_INCOMPLETE },
	{ CASE_INCOMPLETE, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_INCOMPLETE, EVENT_TAKE_OVER, CASE_INCOMPLETE },
	{ CASE_INCOMPLETE, EVENT_NOTE, CASE_INCOMPLETE },
	{ CASE_INCOMPLETE, EVENT_SHRED, CASE_INCOMPLETE },
	{ CASE_INCOMPLETE, EVENT_CARD_RETURNED, CASE_INCOMPLETE },

	{ CASE_APPROVED, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },	/* the card refused a PIN, card work was undone */
	{ CASE_APPROVED, EVENT_FOUND_INCOMPLETE, CASE_INCOMPLETE },
	{ CASE_APPROVED, EVENT_BEGIN_CARD_WORK, CASE_CARD_WORK },
	{ CASE_APPROVED, EVENT_HAND_OVER, CASE_HANDED_OVER },
	{ CASE_APPROVED, EVENT_ANSWER, CASE_DONE },		/* on paper: no card has a part in it */
	{ CASE_APPROVED, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_APPROVED, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_APPROVED, EVENT_KEEP, CASE_KEPT },
	{ CASE_APPROVED, EVENT_SECOND, CASE_APPROVED },
	{ CASE_APPROVED, EVENT_CORRECT, CASE_RECEIVED },
	{ CASE_APPROVED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_APPROVED, EVENT_TAKE_OVER, CASE_APPROVED },
	{ CASE_APPROVED, EVENT_NOTE, CASE_APPROVED },
	{ CASE_APPROVED, EVENT_SHRED, CASE_APPROVED },

	{ CASE_CARD_WORK, EVENT_CARD_WORK_DONE, CASE_DONE },
	{ CASE_CARD_WORK, EVENT_CARD_WORK_UNDONE, CASE_APPROVED },
	{ CASE_CARD_WORK, EVENT_TAKE_OVER, CASE_CARD_WORK },
	{ CASE_CARD_WORK, EVENT_NOTE, CASE_CARD_WORK },

	/* Only the card's own word, or the terminal's no, leads on. */
	{ CASE_HANDED_OVER, EVENT_TAKE_BACK, CASE_DONE },
	{ CASE_HANDED_OVER, EVENT_NOT_AS_WANTED, CASE_HANDED_OVER },
	{ CASE_HANDED_OVER, EVENT_TERMINAL_REFUSED, CASE_APPROVED },
	{ CASE_HANDED_OVER, EVENT_TAKE_OVER, CASE_HANDED_OVER },
	{ CASE_HANDED_OVER, EVENT_NOTE, CASE_HANDED_OVER },
	{ CASE_HANDED_OVER, EVENT_SHRED, CASE_HANDED_OVER },

	{ CASE_KEPT, EVENT_INQUIRE, CASE_INQUIRY_ORDERED },
	{ CASE_KEPT, EVENT_FOUND_INCOMPLETE, CASE_INCOMPLETE },
	{ CASE_KEPT, EVENT_APPROVE, CASE_APPROVED },
	{ CASE_KEPT, EVENT_REFUSE, CASE_REFUSED },
	{ CASE_KEPT, EVENT_WITHDRAW, CASE_WITHDRAWN },
	{ CASE_KEPT, EVENT_LET_IN, CASE_KEPT },
	{ CASE_KEPT, EVENT_CORRECT, CASE_KEPT },
	{ CASE_KEPT, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_KEPT, EVENT_TAKE_OVER, CASE_KEPT },
	{ CASE_KEPT, EVENT_NOTE, CASE_KEPT },

	/* What has ended can still be remarked on: the card that was sent back, the sheet that was shredded. */
	{ CASE_DONE, EVENT_NOTE, CASE_DONE },
	{ CASE_DONE, EVENT_SHRED, CASE_DONE },
	{ CASE_DONE, EVENT_CARD_RETURNED, CASE_DONE },
	{ CASE_REFUSED, EVENT_NOTE, CASE_REFUSED },
	{ CASE_REFUSED, EVENT_SHRED, CASE_REFUSED },
	{ CASE_REFUSED, EVENT_CARD_RETURNED, CASE_REFUSED },
	{ CASE_REFUSED, EVENT_LET_IN, CASE_BEFORE },		/* the counter was shut, and they had stood there */
	{ CASE_REFUSED, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_WITHDRAWN, EVENT_NOTE, CASE_WITHDRAWN },
	{ CASE_WITHDRAWN, EVENT_SHRED, CASE_WITHDRAWN },
	{ CASE_WITHDRAWN, EVENT_CARD_RETURNED, CASE_WITHDRAWN },
	{ CASE_WITHDRAWN, EVENT_CANCEL, CASE_BEFORE },
	{ CASE_EXPIRED, EVENT_NOTE, CASE_EXPIRED },
	{ CASE_EXPIRED, EVENT_SHRED, CASE_EXPIRED },
	{ CASE_EXPIRED, EVENT_CARD_RETURNED, CASE_EXPIRED },
	{ CASE_EXPIRED, EVENT_CANCEL, CASE_BEFORE },
};

bool
flow_next(enum case_state from, enum case_event event, enum case_state *next)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].from == from && rows[i].event == event) {
			*next = rows[i].to;
			return true;
		}
	}
	return false;
}

bool
flow_ended(enum case_state state)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (rows[i].from == state && rows[i].to != state && rows[i].event != EVENT_CANCEL &&
		    rows[i].event != EVENT_LET_IN)
			return false;
	}
	return true;
}

bool
flow_on_card(enum case_state state)
{
	return state == CASE_CARD_WORK || state == CASE_HANDED_OVER;
}

bool
flow_waits(enum case_state state)
{
	return state == CASE_INQUIRY_ORDERED || state == CASE_POSTED || state == CASE_RETURNED ||
	    state == CASE_INCOMPLETE;
}

bool
flow_of_desk(enum case_event event)
{
	return event == EVENT_BEGIN_CARD_WORK || event == EVENT_CARD_WORK_DONE || event == EVENT_CARD_WORK_UNDONE ||
	    event == EVENT_HAND_OVER || event == EVENT_TAKE_BACK || event == EVENT_NOT_AS_WANTED ||
	    event == EVENT_TERMINAL_REFUSED;
}

const char *
flow_state_code(enum case_state state)
{
	return (unsigned)state < CASE_STATE_COUNT ? states[state].code : "";
}

const char *
flow_state_name(enum case_state state, enum lang lang)
{
	if ((unsigned)state >= CASE_STATE_COUNT)
		return "";
	return lang == LANG_EN ? states[state].en : states[state].ja;
}

const char *
flow_event_code(enum case_event event)
{
	return (unsigned)event < CASE_EVENT_COUNT ? events[event] : "";
}

enum case_state
flow_state_by_code(const char *code)
{
	unsigned i;

	for (i = 0; i < CASE_STATE_COUNT && strcmp(states[i].code, code) != 0; i++)
		;
	return (enum case_state)i;
}

enum case_event
flow_event_by_code(const char *code)
{
	unsigned i;

	for (i = 0; i < CASE_EVENT_COUNT && strcmp(events[i], code) != 0; i++)
		;
	return (enum case_event)i;
}
