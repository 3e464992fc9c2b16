/* Where an event that was a mistake leads back to: only the case's history knows. */
#include "case-within.h"

#include <string.h>

/* The states a case went through, those of events taken back left out. */
struct path { enum case_state states[32]; size_t depth; struct date moved; bool sound; };

static void
push(struct path *p, enum case_state state)
{
	const size_t max = sizeof(p->states) / sizeof(*p->states);

	if (p->states[p->depth - 1] == state)
		return;
	if (p->depth == max) {	/* nobody takes back that far */
		memmove(p->states, p->states + 1, (max - 1) * sizeof(*p->states));
		p->depth--;
	}
	p->states[p->depth++] = state;
}

static bool
walk(void *ctx, const struct case_history *h)
{
	struct path *p = ctx;
	const enum case_event event = flow_event_by_code(h->event);

	if (p->states[p->depth - 1] != h->state)
		p->moved = h->at.date;
	if (event == EVENT_CANCEL || event == EVENT_CARD_WORK_UNDONE) {
		p->depth -= p->depth > 1;
		p->states[p->depth - 1] = h->state;
	} else
		push(p, h->state);
	return p->sound = h->state != CASE_STATE_COUNT;
}

enum err
case_state_before(struct store *s, const char *number, enum case_state *before, struct date *moved)
{
	struct path p = { .states = { CASE_RECEIVED }, .depth = 1, .sound = true };
	enum err e;

	if ((e = case_history(s, number, walk, &p)) != ERR_NONE || !p.sound)
		return e != ERR_NONE ? e : ERR_STORE_CORRUPT;
	*before = p.depth > 1 ? p.states[p.depth - 2] : CASE_RECEIVED;
	*moved = p.moved;
	return ERR_NONE;
}
