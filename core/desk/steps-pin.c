/* Steps that touch a PIN. */
#include "desk/run-private.h"

#include "card/reference.h"

enum err
step_verify(struct run *r, unsigned pin)
{
	return run_check(r, (enum pin_kind)pin, false);
}

enum err
step_check_old(struct run *r, unsigned pin)
{
	return run_check(r, (enum pin_kind)pin, true);
}

static enum err
change(struct run *r, enum reference which)
{
	const bool typed = desk_typed(r->pins, which);
	enum err e = run_verify(r, which, true);

	if (e != ERR_NONE)
		return e;
	r->pin_sent = true;
	return typed ? reference_change_typed(&r->card, which) :
	    reference_change(&r->card, which, desk_pins_value(r->pins, which, false));
}

enum err
step_change(struct run *r, unsigned pin)
{
	return change(r, (enum reference)pin);
}

enum err
step_change_common(struct run *r, unsigned unused)
{
	(void)unused;
	return change(r, REFERENCE_JUKI_COMMON);
}

static enum err
reset(struct run *r, unsigned pin, enum reference which)
{
	enum err e = run_channel(r);

	if (e != ERR_NONE)
		return e;
	r->pin_sent = true;
	return perso_reset(r->channel, which, &r->pins->pin[pin]);
}

enum err
step_reset(struct run *r, unsigned pin)
{
	return reset(r, pin, (enum reference)pin);
}

enum err
step_reset_common(struct run *r, unsigned pin)
{
	return reset(r, pin, REFERENCE_JUKI_COMMON);
}
