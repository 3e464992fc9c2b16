/* Every try of a PIN: one that the applicant typed, where the card has enough of them left. */
#include "desk/run-private.h"

#include "card/reference.h"

bool
desk_typed(const struct desk_pins *pins, enum reference which)
{
	return reference_typed(which) && pins->at_reader & 1u << reference_pin(which);
}

enum err
desk_verify(struct card *card, const struct desk_pins *pins, enum reference which, bool old, int *left)
{
	const struct secret *s = desk_pins_value(pins, which, old);

	if (desk_typed(pins, which))
		return reference_verify_typed(card, which, pins->last_tries, left);
	return s->len == 0 ? ERR_PIN_MISSING : reference_verify(card, which, s, pins->last_tries, left);
}

/* A failure will speak of this value. */
static void
speak_of(struct run *r, enum reference which, bool old)
{
	r->result->reference = which;
	r->result->old = old;
}

/* The same, and the card free for commands outside the channel. */
static enum err
begin_try(struct run *r, enum reference which, bool old)
{
	speak_of(r, which, old);
	return run_plain(r);
}

enum err
run_verify(struct run *r, enum reference which, bool old)
{
	enum err e = begin_try(r, which, old);

	/* Nobody types on the reader again what the card still knows to be right. */
	if (e == ERR_NONE && desk_typed(r->pins, which) && r->card.verified[which])
		return ERR_NONE;
	return e != ERR_NONE ? e : desk_verify(&r->card, r->pins, which, old, &r->result->left);
}

/* Before the proof there is no channel that it could end. */
enum err
run_verify_opener(struct run *r, enum reference which, bool old)
{
	speak_of(r, which, old);
	return desk_verify(&r->card, r->pins, which, old, &r->result->left);
}

/*
 * The resident register's PIN is two references. Both may be tried, or neither is; the second is tried only where the
 * first took the value, so that a slip costs one try of one of them, and what they say together is known.
 */
static enum err
check_both(struct run *r, bool old)
{
	enum err e;

	if ((e = begin_try(r, REFERENCE_JUKI, old)) != ERR_NONE ||
	    (e = reference_allow(&r->card, REFERENCE_JUKI, r->pins->last_tries, &r->result->left)) != ERR_NONE ||
	    (e = run_verify(r, REFERENCE_JUKI_COMMON, old)) != ERR_NONE)
		return e;
	e = run_verify(r, REFERENCE_JUKI, old);
	return e == ERR_PIN_WRONG ? ERR_PIN_DIFFERS : e;
}

enum err
run_check(struct run *r, enum pin_kind pin, bool old)
{
	return pin == PIN_JUKI ? check_both(r, old) : run_verify(r, (enum reference)pin, old);
}
