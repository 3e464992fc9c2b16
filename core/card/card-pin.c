/* VERIFY, with a PIN and without: what logs in, and what only asks how many tries are left. Source: sources(7) C2. */
#include "card/card.h"

#define INS_VERIFY 0x20
#define PIN_BYTES_MAX 16

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

enum err
card_tries(struct card *card, unsigned sfi, int *left)
{
	struct apdu query = { .ins = INS_VERIFY, .p2 = (unsigned char)(0x80 | sfi), .only_asks = true };
	struct reply r;
	enum err e;

	if ((e = card_send(card, &query, &r)) != ERR_NONE)
		return e;
	if (r.sw == 0x6a86 || r.sw == 0x6986) {	/* a card that wants its EF selected first */
		query.p2 = 0x80;
		if ((e = card_select_ef(card, sfi)) != ERR_NONE || (e = card_send(card, &query, &r)) != ERR_NONE)
			return e;
	}
	if (tries_in(r.sw, left))
		return ERR_NONE;
	*left = -1;
	e = card_status(r.sw);
	return e == ERR_PIN_WRONG ? ERR_CARD_ANSWER : e;
}

enum err
card_verify(struct card *card, unsigned sfi, const struct secret *pin, int *left)
{
	const struct apdu a = {
		.ins = INS_VERIFY, .p2 = (unsigned char)(0x80 | sfi),
		.data = pin->bytes, .lc = pin->len, .secret = true,
	};
	struct reply r;
	enum err e;

	if (pin->len == 0 || pin->len > PIN_BYTES_MAX)
		return ERR_PIN_FORMAT;
	if ((e = card_send(card, &a, &r)) != ERR_NONE)
		return e;
	(void)tries_in(r.sw, left);
	return card_status(r.sw);
}
