/* The life of a case as a table of rows: state, event, next state. Anything not listed is not allowed. */
#ifndef MADOGUCHI_CASE_FLOW_H
#define MADOGUCHI_CASE_FLOW_H

#include <stdbool.h>

#include "base/err.h"

/* The words shown for states: flow_state_name. */
enum case_state {
	CASE_RECEIVED, CASE_INQUIRY_ORDERED, CASE_POSTED, CASE_RETURNED, CASE_REPLY_RECEIVED, CASE_INCOMPLETE,
	CASE_APPROVED, CASE_CARD_WORK, CASE_HANDED_OVER, CASE_DONE, CASE_REFUSED, CASE_WITHDRAWN, CASE_EXPIRED, CASE_KEPT,
	CASE_STATE_COUNT
};

enum case_event {
	EVENT_INQUIRE, EVENT_POST, EVENT_RETURNED_UNDELIVERED, EVENT_REPLY_RECEIVED, EVENT_FOUND_INCOMPLETE,
	EVENT_APPROVE, EVENT_BEGIN_CARD_WORK, EVENT_CARD_WORK_DONE, EVENT_CARD_WORK_UNDONE,
	EVENT_HAND_OVER, EVENT_TAKE_BACK, EVENT_NOT_AS_WANTED, EVENT_TERMINAL_REFUSED, EVENT_ANSWER, EVENT_REFUSE,
	EVENT_WITHDRAW, EVENT_EXPIRE,
	EVENT_KEEP, EVENT_SECOND, EVENT_LET_IN, EVENT_CORRECT, EVENT_CANCEL, EVENT_TAKE_OVER, EVENT_NOTE, EVENT_SHRED,
	EVENT_CARD_RETURNED,
	CASE_EVENT_COUNT
};

#define CASE_BEFORE CASE_STATE_COUNT	/* as next state: the previous one, from the history */

/* The next state; false if the table has no such row. */
bool flow_next(enum case_state, enum case_event, enum case_state *next);

bool flow_ended(enum case_state);	/* only EVENT_CANCEL and EVENT_LET_IN lead to another state */
bool flow_on_card(enum case_state);	/* the card is being written, here or at the terminal: no edits */
bool flow_waits(enum case_state);			/* waits for a reply until the letter's last day */
bool flow_of_desk(enum case_event);			/* caused by card work only, not by a clerk */
const char *flow_state_code(enum case_state);		/* "card-work" */
const char *flow_state_name(enum case_state, enum lang);	/* カード処理中 */
const char *flow_event_code(enum case_event);		/* "reply-received" */
enum case_state flow_state_by_code(const char *);	/* CASE_STATE_COUNT when unknown */
enum case_event flow_event_by_code(const char *);	/* CASE_EVENT_COUNT when unknown */

#endif
