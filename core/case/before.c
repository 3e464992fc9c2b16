/* Finds the state before the last event, from the case's history, to take a mistaken event back. */
#include "case/within-private.h"

#include <string.h>

/* The states a case went through and what brought it there, those of events taken back left out. */
struct stop { enum case_state state; struct moment at; char event[32], clerk[33]; };
struct path { struct stop stops[32]; size_t depth; struct date moved; bool sound; };

static struct stop *
top(struct path *p)
{
	return &p->stops[p->depth - 1];
}

static void
push(struct path *p, const struct case_history *h)
{
	const size_t max = sizeof(p->stops) / sizeof(*p->stops);

	if (top(p)->state == h->state)
		return;
	if (p->depth == max) {	/* nobody takes back that far */
		memmove(p->stops, p->stops + 1, (max - 1) * sizeof(*p->stops));
		p->depth--;
	}
	p->depth++;
	*top(p) = (struct stop){ .state = h->state, .at = h->at };
	memcpy(top(p)->event, h->event, sizeof(h->event));
	memcpy(top(p)->clerk, h->clerk, sizeof(h->clerk));
}

static bool
walk(void *ctx, const struct case_history *h)
{
	struct path *p = ctx;
	const enum case_event event = flow_event_by_code(h->event);

	if (top(p)->state != h->state)
		p->moved = h->at.date;
	if (event == EVENT_CANCEL || event == EVENT_CARD_WORK_UNDONE ||
	    event == EVENT_TERMINAL_REFUSED) {
		p->depth -= p->depth > 1;
		top(p)->state = h->state;
	} else
		push(p, h);
	return p->sound = h->state != CASE_STATE_COUNT;
}

static enum err
walk_history(struct store *s, const char *number, struct path *p)
{
	enum err e;

	*p = (struct path){ .stops[0].state = CASE_RECEIVED, .depth = 1, .sound = true };
	e = case_history(s, number, walk, p);
	return e == ERR_NONE && !p->sound ? ERR_STORE_CORRUPT : e;
}

/* The facts stay as the event left them: where they carry no approval any more, they are asked about anew. */
static enum err
came_from(struct store *s, const char *number, const struct path *p, enum case_state *before)
{
	struct case_head h;
	enum err e = case_head_load(s, number, &h);

	if (e != ERR_NONE)
		return e;
	*before = p->depth > 1 ? p->stops[p->depth - 2].state : CASE_RECEIVED;
	if (*before == CASE_APPROVED && !case_decision_stands(&h))
		*before = CASE_RECEIVED;
	return ERR_NONE;
}

enum err
case_state_before(struct store *s, const char *number, enum case_state *before, struct date *moved)
{
	struct path p;
	enum err e;

	if ((e = walk_history(s, number, &p)) != ERR_NONE)
		return e;
	*moved = p.moved;
	return came_from(s, number, &p, before);
}

enum err
case_last_step(struct store *s, const char *number, struct case_last_step *last)
{
	struct path p;
	enum err e;

	if ((e = walk_history(s, number, &p)) != ERR_NONE)
		return e;
	*last = (struct case_last_step){ .at = top(&p)->at };
	memcpy(last->event, top(&p)->event, sizeof(last->event));
	memcpy(last->clerk, top(&p)->clerk, sizeof(last->clerk));
	return came_from(s, number, &p, &last->before);
}
