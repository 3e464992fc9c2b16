/* Steps that touch a PIN. */
#include "desk/run-private.h"

#include "card/reference.h"

enum err
step_verify(struct run *r, unsigned pin)
{
	return run_verify(r, (enum reference)pin, false);
}

enum err
step_check_old(struct run *r, unsigned pin)
{
	return run_check_old(r, (enum pin_kind)pin);
}

static enum err
change(struct run *r, enum reference which)
{
	enum err e = run_verify(r, which, true);

	if (e != ERR_NONE)
		return e;
	r->pin_sent = true;
	return reference_change(&r->card, which, desk_pins_value(r->pins, which, false));
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
reset(struct run *r, unsigned pin, enum perso_ref ref)
{
	enum err e = run_channel(r);

	if (e != ERR_NONE)
		return e;
	r->pin_sent = true;
	return perso_reset_pin(&r->channel, ref, &r->pins->pin[pin]);
}

enum err
step_reset(struct run *r, unsigned pin)
{
	static const enum perso_ref refs[] = {
		[PIN_SIGN] = PERSO_SIGN, [PIN_AUTH] = PERSO_AUTH, [PIN_JUKI] = PERSO_JUKI, [PIN_ASSIST] = PERSO_ASSIST,
	};

	return reset(r, pin, refs[pin]);
}

enum err
step_reset_common(struct run *r, unsigned pin)
{
	return reset(r, pin, PERSO_JUKI_COMMON);
}
