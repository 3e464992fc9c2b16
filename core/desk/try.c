/* What reaches a card on the applicant's behalf: opened for its use alone, and each try one that the applicant typed. */
#include "desk/run-private.h"

#include "card/reference.h"

static enum card_use
use_of(const struct desk *desk)
{
	return desk->mode == MODE_TRAINING ? CARD_USE_PRACTICE : CARD_USE_WORK;
}

enum err
desk_open_card(const struct desk *desk, struct card *card)
{
	return card_open(card, desk->wire, use_of(desk));
}

enum err
desk_open_to_show(const struct desk *desk, struct card *card)
{
	return card_open_to_show(card, desk->wire, use_of(desk));
}

enum err
desk_verify(struct card *card, const struct desk_pins *pins, enum reference which, bool old, int *left)
{
	const struct secret *s = desk_pins_value(pins, which, old);

	return s->len == 0 ? ERR_PIN_MISSING : reference_verify(card, which, s, pins->last_tries, left);
}

/* The card free for commands outside the channel; a failure will speak of this value. */
static enum err
speak_of(struct run *r, enum reference which, bool old)
{
	r->result->reference = which;
	r->result->old = old;
	return run_plain(r);
}

enum err
run_verify(struct run *r, enum reference which, bool old)
{
	enum err e = speak_of(r, which, old);

	return e != ERR_NONE ? e : desk_verify(&r->card, r->pins, which, old, &r->result->left);
}

/*
 * The resident register's PIN is two references. Both may be tried, or neither is; the second is tried only where the
 * first took the value, so that a slip costs one try of one of them, and what they say together is known.
 */
static enum err
check_both(struct run *r)
{
	enum err e;

	if ((e = speak_of(r, REFERENCE_JUKI, true)) != ERR_NONE ||
	    (e = reference_allow(&r->card, REFERENCE_JUKI, r->pins->last_tries, &r->result->left)) != ERR_NONE ||
	    (e = run_verify(r, REFERENCE_JUKI_COMMON, true)) != ERR_NONE)
		return e;
	e = run_verify(r, REFERENCE_JUKI, true);
	return e == ERR_PIN_WRONG ? ERR_PIN_DIFFERS : e;
}

enum err
run_check_old(struct run *r, enum pin_kind pin)
{
	return pin == PIN_JUKI ? check_both(r) : run_verify(r, (enum reference)pin, true);
}
