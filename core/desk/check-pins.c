/* PINs that the applicant wants to know to be right: verified on the card that lies there, and nothing changed. */
#include "desk/run-private.h"

#include <string.h>

#include "card/jpki.h"
#include "card/reference.h"

/* What the audit log says of them: "sign,auth". Written before anything is sent. */
static enum err
record(struct desk *desk, unsigned pins)
{
	const struct actor actor = desk_actor(desk);
	char reason[64] = "";
	unsigned k;
	enum err e;

	for (k = 0; k < PIN_COUNT; k++)
		if ((pins & 1u << k) != 0) {
			(void)strcat(reason, reason[0] != '\0' ? "," : "");
			(void)strcat(reason, pin_format((enum pin_kind)k)->code);
		}
	e = store_begin(desk->store);
	return e != ERR_NONE ? e : store_end(desk->store, audit_write(desk->store, &actor, "pin-check", "", reason));
}

/*
 * The resident register's PIN is two references: neither is tried unless both may be, and the second only where the
 * first took the value.
 */
static void
check_juki(struct card *card, const struct desk_pins *pins, struct desk_checked *c)
{
	c->reference = REFERENCE_JUKI;
	if ((c->e = reference_allow(card, REFERENCE_JUKI, pins->last_tries, &c->left)) != ERR_NONE)
		return;
	c->reference = REFERENCE_JUKI_COMMON;
	if ((c->e = desk_verify(card, pins, REFERENCE_JUKI_COMMON, false, &c->left)) != ERR_NONE)
		return;
	c->reference = REFERENCE_JUKI;
	if ((c->e = desk_verify(card, pins, REFERENCE_JUKI, false, &c->left)) == ERR_PIN_WRONG)
		c->e = ERR_PIN_DIFFERS;
}

/* What nobody can read without this PIN: until when the signature certificate is. Not reading it is no fault. */
static enum err
read_sign(const struct desk *desk, struct card *card, struct cert_view *sign)
{
	struct moment from, until;
	const enum err e = jpki_read_validity(card, CERT_SIGN, &from, &until);

	if (e == ERR_NONE)
		*sign = (struct cert_view){ desk_cert_state(desk, from.date, until.date), until.date, false };
	return wire_failed(e) ? e : ERR_NONE;
}

static enum err
check(const struct desk *desk, struct card *card, unsigned which, const struct desk_pins *pins,
    struct desk_checked out[PIN_COUNT])
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		struct desk_checked *c = &out[k];

		if ((which & 1u << k) == 0)
			continue;
		c->asked = true;
		if (k == PIN_JUKI)
			check_juki(card, pins, c);
		else {
			c->reference = (enum reference)k;
			c->e = desk_verify(card, pins, c->reference, false, &c->left);
		}
		if (k == PIN_SIGN && c->e == ERR_NONE)
			c->e = read_sign(desk, card, &c->sign);
		if (wire_failed(c->e) || c->e == ERR_CARD_NOT_PRACTICE)
			return c->e;
	}
	return ERR_NONE;
}

enum err
desk_check_pins(struct desk *desk, const char *identity, unsigned which, const struct desk_pins *pins,
    struct desk_checked out[PIN_COUNT])
{
	char here[CASE_CARD_MAX];
	struct card card;
	enum err e;

	memset(out, 0, PIN_COUNT * sizeof(*out));
	if ((e = desk_allow(desk, ACT_CARD, "")) != ERR_NONE || (e = record(desk, which)) != ERR_NONE ||
	    (e = desk_open_within(desk, &card, desk_open_card)) != ERR_NONE)
		return e;
	if ((e = desk_card_identity(&card, here)) == ERR_NONE)
		e = strcmp(here, identity) == 0 ? check(desk, &card, which, pins, out) : ERR_CARD_OTHER;
	card_close(&card);
	return e;
}
