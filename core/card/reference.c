/* The card's reference data, wherever on it they live, and the only VERIFY and CHANGE. Source: sources(7) C2 to C4. */
#include "card/reference.h"

#define INS_VERIFY 0x20
#define B_TRIES 10

/* A reference's application, its EF, and the command that changes it; 照合番号B stands on the face and has none. */
static const struct place { enum card_ap ap; unsigned char ef, change_cla, change_ins, change_p1; } places[] = {
	[REFERENCE_SIGN] = { AP_JPKI, 0x1b, 0x00, 0x24, 0x01 },
	[REFERENCE_AUTH] = { AP_JPKI, 0x18, 0x00, 0x24, 0x01 },
	[REFERENCE_JUKI] = { AP_JUKI, 0x1c, 0x80, 0x32, 0x00 },
	[REFERENCE_ASSIST] = { AP_TEXT, 0x11, 0x00, 0x24, 0x01 },
	[REFERENCE_JUKI_COMMON] = { AP_COMMON, 0x1c, 0x80, 0x32, 0x00 },
	[REFERENCE_B] = { AP_TEXT, 0x15, 0, 0, 0 },
};

_Static_assert(sizeof(places) / sizeof(*places) == REFERENCE_COUNT, "a reference has no place");

enum pin_kind
reference_pin(enum reference r)
{
	return r == REFERENCE_JUKI_COMMON ? PIN_JUKI : r == REFERENCE_B ? PIN_COUNT : (enum pin_kind)r;
}

static int
all_tries(enum reference r)
{
	return r == REFERENCE_B ? B_TRIES : pin_format(reference_pin(r))->tries;
}

static enum err
check_form(enum reference r, const struct secret *s)
{
	return r == REFERENCE_B ? pin_check_b(s) : pin_formed(reference_pin(r), s);
}

/* 照合番号B is no PIN: nobody has chosen it, and nobody sets it anew. */
static enum err
told_of(enum reference r, enum err e)
{
	if (r == REFERENCE_B && (e == ERR_PIN_WRONG || e == ERR_PIN_LOCKED))
		return e == ERR_PIN_WRONG ? ERR_B_WRONG : ERR_B_LOCKED;
	return e;
}

/* What a status word says of the tries left; false when it says nothing of them. */
static bool
tries_in(uint16_t sw, int *left)
{
	if (sw >> 4 == 0x63c)
		*left = sw & 0xf;
	else if (sw == 0x6983 || sw == 0x6984)
		*left = 0;
	else
		return false;
	return true;
}

/* VERIFY without data costs no try. Some cards want the EF selected first. */
static enum err
query(struct card *card, unsigned char ef, struct reply *reply)
{
	struct apdu a = { .ins = INS_VERIFY, .p2 = 0x80 | ef, .only_asks = true };
	enum err e;

	if ((e = card_send(card, &a, reply)) != ERR_NONE || (reply->sw != 0x6a86 && reply->sw != 0x6986))
		return e;
	a.p2 = 0x80;
	return (e = card_select_ef(card, ef)) != ERR_NONE ? e : card_send(card, &a, reply);
}

enum err
reference_tries(struct card *card, enum reference r, int *left)
{
	struct reply reply;
	enum err e;

	if ((e = card_select_ap(card, places[r].ap)) != ERR_NONE ||
	    (e = query(card, places[r].ef, &reply)) != ERR_NONE || tries_in(reply.sw, left))
		return e;
	if ((e = card_status(reply.sw)) == ERR_NONE)
		*left = all_tries(r);	/* verified just now: the counter is full */
	return e == ERR_PIN_WRONG ? ERR_CARD_ANSWER : e;
}

enum err
reference_allow(struct card *card, enum reference r, unsigned last_tries, int *left)
{
	enum err e;

	if ((e = card_prove_practice(card)) != ERR_NONE || (e = reference_tries(card, r, left)) != ERR_NONE)
		return e == ERR_CARD_NO_FILE ? ERR_PIN_NONE : e;
	if (*left == 0)
		return told_of(r, ERR_PIN_LOCKED);
	return *left == 1 && (last_tries & REFERENCE_BIT(r)) == 0 ? ERR_PIN_LAST_TRY : ERR_NONE;
}

enum err
reference_verify(struct card *card, enum reference r, const struct secret *s, unsigned last_tries, int *left)
{
	const struct apdu a = {
		.ins = INS_VERIFY, .p2 = 0x80 | places[r].ef, .data = s->bytes, .lc = s->len, .secret = true,
	};
	struct reply reply;
	enum err e;

	if ((e = check_form(r, s)) != ERR_NONE || (e = reference_allow(card, r, last_tries, left)) != ERR_NONE)
		return e;
	card->verified[r] = false;
	if ((e = card_send(card, &a, &reply)) != ERR_NONE)
		return e;
	(void)tries_in(reply.sw, left);
	e = card_status(reply.sw);
	card->verified[r] = e == ERR_NONE;
	return told_of(r, e);
}

/* --- typed on the reader's keys ------------------------------------------------------------------ */

static unsigned
digits(enum reference r)
{
	return pin_format(reference_pin(r))->min;
}

bool
reference_typed(enum reference r)
{
	return r == REFERENCE_AUTH || r == REFERENCE_ASSIST;
}

/* What the reader says itself (PC/SC part 10, 2.5) isn't a word of the card's: no try was spent. */
static enum err
typed_status(uint16_t sw)
{
	static const struct { uint16_t sw; enum err e; } own[] = {
		{ 0x6400, ERR_PIN_LATE }, { 0x6401, ERR_PIN_GIVEN_UP }, { 0x6402, ERR_PIN_MISMATCH },
		{ 0x6403, ERR_PIN_FORMAT },
	};
	size_t i;

	for (i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (own[i].sw == sw)
			return own[i].e;
	return card_status(sw);
}

enum err
reference_verify_typed(struct card *card, enum reference r, unsigned last_tries, int *left)
{
	const struct apdu a = { .ins = INS_VERIFY, .p2 = 0x80 | places[r].ef };
	struct reply reply;
	enum err e;

	if (!reference_typed(r) || (wire_types(card->wire) & WIRE_TYPES(WIRE_VERIFY)) == 0)
		return ERR_CARD_UNABLE;
	if ((e = reference_allow(card, r, last_tries, left)) != ERR_NONE)
		return e;
	card->verified[r] = false;
	if ((e = card_send_typed(card, WIRE_VERIFY, &a, digits(r), &reply)) != ERR_NONE)
		return e;
	(void)tries_in(reply.sw, left);
	e = typed_status(reply.sw);
	card->verified[r] = e == ERR_NONE;
	return e;
}

enum err
reference_change_typed(struct card *card, enum reference r)
{
	const struct place *p = &places[r];
	const struct apdu a = { .cla = p->change_cla, .ins = p->change_ins, .p1 = p->change_p1, .p2 = 0x80 };
	struct reply reply;
	enum err e;

	if (!reference_typed(r) || (wire_types(card->wire) & WIRE_TYPES(WIRE_MODIFY)) == 0)
		return ERR_CARD_UNABLE;
	if (!card->verified[r])
		return ERR_CARD_NEEDS_PIN;
	if ((e = card_select_ef(card, p->ef)) != ERR_NONE ||
	    (e = card_send_typed(card, WIRE_MODIFY, &a, digits(r), &reply)) != ERR_NONE)
		return e;
	return typed_status(reply.sw);
}

/* The EF is selected, as every card wants it (sources(7) C2). */
enum err
reference_change(struct card *card, enum reference r, const struct secret *fresh)
{
	const struct place *p = &places[r];
	const struct apdu a = {
		.cla = p->change_cla, .ins = p->change_ins, .p1 = p->change_p1, .p2 = 0x80,
		.data = fresh->bytes, .lc = fresh->len, .secret = true,
	};
	struct reply reply;
	enum err e;

	if (r == REFERENCE_B)
		return ERR_CARD_NO_FILE;
	if ((e = check_form(r, fresh)) != ERR_NONE)
		return e;
	if (!card->verified[r])
		return ERR_CARD_NEEDS_PIN;
	if ((e = card_select_ef(card, p->ef)) != ERR_NONE || (e = card_send(card, &a, &reply)) != ERR_NONE)
		return e;
	return card_status(reply.sw);
}
