/* Steps that touch a PIN. A malformed PIN never gets here; an empty one never leaves the program. */
#include "desk/run-private.h"

#include "card/jpki.h"

enum err
run_tries_allow(struct run *r, enum pin_kind pin)
{
	enum err e;

	r->result->pin = pin;
	if ((e = run_plain(r)) != ERR_NONE)
		return e;
	if ((e = jpki_tries(&r->card, pin, &r->result->left)) != ERR_NONE)
		return e == ERR_CARD_NO_FILE ? ERR_PIN_NONE : e;
	if (r->result->left <= 0)
		return ERR_PIN_LOCKED;
	return r->result->left == 1 && !r->pins->last_try ? ERR_PIN_LAST_TRY : ERR_NONE;
}

enum err
step_verify(struct run *r, unsigned pin)
{
	enum err e = run_tries_allow(r, (enum pin_kind)pin);

	return e != ERR_NONE ? e : jpki_verify(&r->card, (enum pin_kind)pin, &r->pins->pin[pin], &r->result->left);
}

enum err
step_change(struct run *r, unsigned pin)
{
	enum err e;

	if ((e = run_tries_allow(r, (enum pin_kind)pin)) != ERR_NONE ||
	    (e = jpki_verify(&r->card, (enum pin_kind)pin, &r->pins->old[pin], &r->result->left)) != ERR_NONE)
		return e;
	r->pin_sent = true;
	return jpki_change(&r->card, (enum pin_kind)pin, &r->pins->pin[pin]);
}

enum err
step_change_common(struct run *r, unsigned pin)
{
	int *left = &r->result->left;
	enum err e;

	r->result->pin = (enum pin_kind)pin;
	if ((e = run_plain(r)) != ERR_NONE || (e = jpki_tries_common(&r->card, left)) != ERR_NONE)
		return e;
	if (*left == 0 || (*left == 1 && !r->pins->last_try))
		return *left == 0 ? ERR_PIN_LOCKED : ERR_PIN_LAST_TRY;
	e = jpki_change_common(&r->card, &r->pins->old[pin], &r->pins->pin[pin], left);
	r->pin_sent = e != ERR_PIN_WRONG && e != ERR_PIN_LOCKED;
	return e;
}

static enum err
reset(struct run *r, unsigned pin, enum perso_ref ref)
{
	enum err e = run_channel(r);

	r->result->pin = (enum pin_kind)pin;
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
