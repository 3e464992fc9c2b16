/* Hands a case over to the authority's terminal, or records that the terminal refused. */
#include "cli/call-terminal.h"

#include <string.h>

#include "desk/hand-over.h"

bool
call_of_terminal(enum case_event event)
{
	return event == EVENT_HAND_OVER || event == EVENT_TERMINAL_REFUSED;
}

/* The reader is opened for this event alone: no other needs one. */
static enum err
hand_over(struct call *c, struct reception *r)
{
	struct desk *desk = &c->context->desk;
	struct desk_context *reader = NULL;
	struct wire_state state;
	enum err e;

	if (c->argc > 2)
		return call_fail(c, ERR_USAGE, "%s", c->argv[2]);
	if ((e = desk_open(c->setting, c->clock, DESK_WIRE, &reader)) != ERR_NONE)
		return e;
	desk->wire = reader->desk.wire;
	(void)call_reader(c, &state);		/* a reader that is not there is no fault here */
	e = desk_hand_over(desk, c->argv[0], NULL, r);
	desk->wire = NULL;
	desk_close(&reader);
	return e;
}

static enum err
take_words(struct call *c, enum terminal_refusal *why, enum pin_kind *pin)
{
	int i;

	*why = TERMINAL_REFUSAL_COUNT;
	*pin = PIN_COUNT;
	for (i = 2; i < c->argc; i++) {
		if (strncmp(c->argv[i], "why=", 4) == 0)
			*why = terminal_refusal_by_code(c->argv[i] + 4);
		else if (strncmp(c->argv[i], "pin=", 4) != 0 || (*pin = pin_by_code(c->argv[i] + 4)) == PIN_COUNT)
			return call_fail(c, ERR_USAGE, "%s", c->argv[i]);
	}
	if (*why == TERMINAL_REFUSAL_COUNT)
		return call_fail(c, ERR_USAGE, "why=");
	if ((*why == TERMINAL_PIN_WRONG || *why == TERMINAL_PIN_LOCKED) && *pin == PIN_COUNT)
		return call_fail(c, ERR_USAGE, "pin=");
	return ERR_NONE;
}

static enum err
refused(struct call *c, struct reception *r)
{
	const struct actor actor = call_actor(c);
	enum terminal_refusal why;
	enum pin_kind pin;
	enum err e = take_words(c, &why, &pin);

	r->day = c->context->desk.profile;
	return e != ERR_NONE ? e :
	    reception_terminal_refused(c->context->desk.store, &actor, c->argv[0], why, pin, r);
}

enum err
call_terminal(struct call *c, enum case_event event, struct reception *r)
{
	return event == EVENT_HAND_OVER ? hand_over(c, r) : refused(c, r);
}
