/* The four PINs, wherever on the card they live. Source: sources(7) C2 to C4. */
#include "card/jpki.h"

/* A PIN's application, its EF, and the command that changes it. */
struct reference { enum card_ap ap; unsigned char ef, change_cla, change_ins, change_p1; };

static const struct reference references[] = {
	[PIN_SIGN] = { AP_JPKI, 0x1b, 0x00, 0x24, 0x01 },
	[PIN_AUTH] = { AP_JPKI, 0x18, 0x00, 0x24, 0x01 },
	[PIN_JUKI] = { AP_JUKI, 0x1c, 0x80, 0x32, 0x00 },
	[PIN_ASSIST] = { AP_TEXT, 0x11, 0x00, 0x24, 0x01 },
};

_Static_assert(sizeof(references) / sizeof(*references) == PIN_COUNT, "a PIN has no reference");

static const struct reference juki_common = { AP_COMMON, 0x1c, 0x80, 0x32, 0x00 };

static enum err
tries(struct card *card, const struct reference *r, enum pin_kind kind, int *left)
{
	enum err e;

	if ((e = card_select_ap(card, r->ap)) != ERR_NONE || (e = card_tries(card, r->ef, left)) != ERR_NONE)
		return e;
	if (*left < 0)
		*left = pin_format(kind)->tries;	/* verified just now: the counter is full */
	return ERR_NONE;
}

/* Sets the new PIN on the reference that was verified; its EF is selected, as every card wants it (sources(7) C2). */
static enum err
change(struct card *card, const struct reference *r, const struct secret *fresh)
{
	const struct apdu a = {
		.cla = r->change_cla, .ins = r->change_ins, .p1 = r->change_p1, .p2 = 0x80,
		.data = fresh->bytes, .lc = fresh->len, .secret = true,
	};
	struct reply reply;
	enum err e;

	if ((e = card_select_ef(card, r->ef)) != ERR_NONE || (e = card_send(card, &a, &reply)) != ERR_NONE)
		return e;
	return card_status(reply.sw);
}

enum err
jpki_tries(struct card *card, enum pin_kind kind, int *left)
{
	return tries(card, &references[kind], kind, left);
}

enum err
jpki_tries_common(struct card *card, int *left)
{
	return tries(card, &juki_common, PIN_JUKI, left);
}

enum err
jpki_verify(struct card *card, enum pin_kind kind, const struct secret *pin, int *left)
{
	enum err e;

	if (pin->len == 0)
		return ERR_PIN_FORMAT;
	if ((e = card_select_ap(card, references[kind].ap)) != ERR_NONE)
		return e;
	e = card_verify(card, references[kind].ef, pin, left);
	card->verified[kind] = e == ERR_NONE;
	return e;
}

enum err
jpki_change(struct card *card, enum pin_kind kind, const struct secret *fresh)
{
	if (fresh->len == 0)
		return ERR_PIN_FORMAT;
	if (!card->verified[kind])
		return ERR_CARD_NEEDS_PIN;
	return change(card, &references[kind], fresh);
}

enum err
jpki_change_common(struct card *card, const struct secret *old, const struct secret *fresh, int *left)
{
	enum err e;

	if (old->len == 0 || fresh->len == 0)
		return ERR_PIN_FORMAT;
	if ((e = card_select_ap(card, juki_common.ap)) != ERR_NONE ||
	    (e = card_verify(card, juki_common.ef, old, left)) != ERR_NONE)
		return e;
	return change(card, &juki_common, fresh);
}
