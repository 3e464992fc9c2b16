/* Opens a card, selects what is on it, and sends it commands. Source: sources(7) C1, 2. */
#include "card/card.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/tlv.h"

#define INS_GET_RESPONSE 0xc0
#define SHORT_LE 256
#define SM_CLASS 0x0c		/* a class with one of these bits is protected (ISO/IEC 7816-4, 5.4.1) */
#define TAG_NUMBER 0x0045
#define TAG_EXPIRES 0x00f2

static const struct aid { unsigned char bytes[11]; size_t len; } aids[] = {
	[AP_NONE] = { { 0 }, 0 },
	[AP_ISD] = { { 0xa0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00 }, 7 },
	[AP_JPKI] = { { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 }, 10 },
	[AP_TEXT] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08 }, 10 },
	[AP_JUKI] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01 }, 10 },
	[AP_COMMON] = { { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00 }, 10 },
	[AP_TRAINING] = { { 0xf0, 0x4d, 0x41, 0x44, 0x4f, 0x47, 0x55, 0x43, 0x48, 0x49, 0x01 }, 11 },
	[AP_DRIVER] = { { 0 }, 0 },
};

_Static_assert(sizeof(aids) / sizeof(*aids) == AP_COUNT, "an application has no AID");

const unsigned char *
card_aid(enum card_ap ap, size_t *len)
{
	*len = aids[ap].len;
	return aids[ap].bytes;
}

/* What is selected and verified can't be known any more. */
static void
forget(struct card *card)
{
	card->selected = AP_NONE;
	card->driver_aid = NULL;
	card->ef = 0;
	memset(card->verified, 0, sizeof(card->verified));
}

/* One command, one answer. */
static enum err
exchange(struct card *card, const struct apdu *a, struct reply *r)
{
	unsigned char command[APDU_COMMAND_MAX], answer[APDU_ANSWER_MAX + 2];
	size_t len = 0, answer_len = 0;
	enum err e;

	r->len = 0;
	r->sw = 0;
	if (a->secret && card->use == CARD_USE_PRACTICE && !card->training)
		return ERR_CARD_NOT_PRACTICE;
	if ((e = apdu_encode(a, command, sizeof(command), &len)) != ERR_NONE)
		return e;
	card->commands++;
	e = wire_transmit(card->wire, command, len, answer, sizeof(answer), &answer_len);
	if (a->secret)
		OPENSSL_cleanse(command, sizeof(command));
	if (e == ERR_NONE)
		e = apdu_decode(answer, answer_len, r);
	if (e != ERR_NONE)
		forget(card);
	return e;
}

/* Fetches what the card still has of its answer (61xx), behind what came; each portion has to bring something. */
static enum err
fetch_rest(struct card *card, struct reply *r)
{
	struct reply more;
	enum err e;

	while (r->sw >> 8 == 0x61) {
		const size_t left = r->sw & 0xff;
		const struct apdu a = { .ins = INS_GET_RESPONSE, .le = left > 0 ? left : SHORT_LE };

		if ((e = exchange(card, &a, &more)) != ERR_NONE)
			return e;
		if (more.len > sizeof(r->data) - r->len || (more.len == 0 && more.sw >> 8 == 0x61))
			return ERR_CARD_ANSWER;
		memcpy(r->data + r->len, more.data, more.len);
		r->len += more.len;
		r->sw = more.sw;
	}
	return ERR_NONE;
}

/* A protected command is never sent twice: its counter has moved on. */
static enum err
send(struct card *card, const struct apdu *a, struct reply *r)
{
	struct apdu exact = *a;
	enum err e = exchange(card, a, r);

	if (e == ERR_NONE && r->sw >> 8 == 0x6c && a->le > 0 && (a->cla & SM_CLASS) == 0) {
		exact.le = r->sw & 0xff ? r->sw & 0xff : SHORT_LE;
		e = exchange(card, &exact, r);
	}
	return e == ERR_NONE ? fetch_rest(card, r) : e;
}

enum err
card_send(struct card *card, const struct apdu *a, struct reply *r)
{
	enum err e = send(card, a, r);

	return e == ERR_NONE && a->only_asks && card_status(r->sw) == ERR_CARD_DAMAGED ? send(card, a, r) : e;
}

enum err
card_send_typed(struct card *card, enum wire_typing typing, const struct apdu *a, unsigned digits, struct reply *r)
{
	const unsigned char header[4] = { a->cla, a->ins, a->p1, a->p2 };
	unsigned char answer[APDU_ANSWER_MAX + 2];
	size_t len = 0;
	enum err e;

	r->len = 0;
	r->sw = 0;
	if (card->use == CARD_USE_PRACTICE && !card->training)
		return ERR_CARD_NOT_PRACTICE;
	card->commands++;
	if ((e = wire_type(card->wire, typing, header, digits, answer, sizeof(answer), &len)) == ERR_NONE)
		e = apdu_decode(answer, len, r);
	if (e != ERR_NONE && e != ERR_CARD_UNABLE)
		forget(card);
	return e;
}

static enum err
select_aid(struct card *card, enum card_ap ap, const unsigned char *aid, size_t len, struct reply *r)
{
	const struct apdu a = { .ins = 0xa4, .p1 = 0x04, .p2 = 0x0c, .data = aid, .lc = len, .only_asks = true };
	enum err e = card_send(card, &a, r);

	forget(card);
	if (e == ERR_NONE && r->sw == 0x9000)
		card->selected = ap;
	card->training |= card->selected == AP_TRAINING;
	return e;
}

static enum err
select_ap(struct card *card, enum card_ap ap, struct reply *r)
{
	return select_aid(card, ap, aids[ap].bytes, aids[ap].len, r);
}

enum err
card_select_ap(struct card *card, enum card_ap ap)
{
	struct reply r;
	enum err e;

	if (card->selected == ap)
		return ERR_NONE;
	return (e = select_ap(card, ap, &r)) != ERR_NONE ? e : card_status(r.sw);
}

bool
card_driver_selected(const struct card *card, const unsigned char *aid)
{
	return card->selected == AP_DRIVER && card->driver_aid == aid;
}

enum err
card_select_driver(struct card *card, const unsigned char *aid, size_t len)
{
	struct reply r;
	enum err e;

	if (card_driver_selected(card, aid))
		return ERR_NONE;
	if ((e = select_aid(card, AP_DRIVER, aid, len, &r)) == ERR_NONE && card->selected == AP_DRIVER)
		card->driver_aid = aid;
	return e != ERR_NONE ? e : card_status(r.sw);
}

enum err
card_prove_practice(struct card *card)
{
	struct reply r;
	enum err e;

	if (card->use != CARD_USE_PRACTICE || card->training)
		return ERR_NONE;
	if ((e = select_ap(card, AP_TRAINING, &r)) != ERR_NONE)
		return e;
	return card->training ? ERR_NONE : ERR_CARD_NOT_PRACTICE;
}

enum err
card_select_ef(struct card *card, unsigned fid)
{
	const unsigned char id[2] = { (unsigned char)(fid >> 8), (unsigned char)(fid & 0xff) };
	const struct apdu a = { .ins = 0xa4, .p1 = 0x02, .p2 = 0x0c, .data = id, .lc = sizeof(id), .only_asks = true };
	struct reply r;
	enum err e;

	if (card->ef == fid)
		return ERR_NONE;
	card->ef = 0;
	if ((e = card_send(card, &a, &r)) != ERR_NONE || (e = card_status(r.sw)) != ERR_NONE)
		return e;
	card->ef = fid;
	return ERR_NONE;
}

/* --- the card itself ------------------------------------------------------------------------- */

/*
 * A value comes bare or inside its tag; either way at most cap bytes are taken. The first command after power-up may
 * fail as it likes: it isn't worth a second one, since the object is asked for again where it is needed.
 */
static enum err
get_data(struct card *card, unsigned tag, unsigned char *out, size_t cap, size_t *len)
{
	const struct apdu a = {
		.ins = 0xca, .p1 = (unsigned char)(tag >> 8), .p2 = (unsigned char)(tag & 0xff), .le = SHORT_LE,
		.only_asks = card->commands > 0,
	};
	struct tlv_reader reader;
	struct reply r;
	struct tlv t;
	enum err e;

	if ((e = card_send(card, &a, &r)) != ERR_NONE || (e = card_status(r.sw)) != ERR_NONE)
		return e;
	reader = (struct tlv_reader){ r.data, r.len };
	if (tlv_next(&reader, &t) != ERR_NONE || t.tag != tag || reader.left != 0)
		t = (struct tlv){ tag, r.data, r.len };
	if (t.len == 0 || t.len > cap)
		return ERR_CARD_ANSWER;
	memcpy(out, t.value, t.len);
	*len = t.len;
	return ERR_NONE;
}

static enum err
read_number(struct card *card)
{
	enum err e = get_data(card, TAG_NUMBER, card->number, sizeof(card->number), &card->number_len);

	if (e != ERR_NONE)
		card->number_len = 0;
	return e;
}

static enum err
read_expires(struct card *card)
{
	unsigned char text[8];
	struct date expires;
	size_t len;
	enum err e;

	if ((e = get_data(card, TAG_EXPIRES, text, sizeof(text), &len)) != ERR_NONE)
		return e;
	if (len != sizeof(text) || !card_date(text, &expires) || !date_valid(expires))
		return ERR_CARD_ANSWER;
	card->expires = expires;
	return ERR_NONE;
}

enum err
card_number(struct card *card, unsigned char out[CARD_NUMBER_MAX], size_t *len)
{
	enum err e;

	if (card->number_len == 0 &&
	    ((e = card_select_ap(card, AP_ISD)) != ERR_NONE || (e = read_number(card)) != ERR_NONE))
		return e;
	memcpy(out, card->number, CARD_NUMBER_MAX);
	*len = card->number_len;
	return ERR_NONE;
}

enum err
card_expires(struct card *card, struct date *d)
{
	enum err e;

	if (!date_given(card->expires) &&
	    ((e = card_select_ap(card, AP_ISD)) != ERR_NONE || (e = read_expires(card)) != ERR_NONE))
		return e;
	*d = card->expires;
	return ERR_NONE;
}

/* --- power ----------------------------------------------------------------------------------- */

static enum err
find_jpki(struct card *card, bool numbered)
{
	struct reply r;
	enum err e = ERR_NONE;

	if (!numbered || (e = read_number(card)) == ERR_NONE)
		e = read_expires(card);
	if (wire_failed(e))
		return e;
	if ((e = select_ap(card, AP_JPKI, &r)) == ERR_CARD_ANSWER)
		return ERR_CARD_DAMAGED;
	if (e != ERR_NONE || r.sw == 0x9000)
		return e;
	return card_status(r.sw) == ERR_CARD_DAMAGED ? ERR_CARD_DAMAGED : ERR_CARD_FOREIGN;
}

static enum err
open_once(struct card *card, struct wire *wire, enum card_use use, bool numbered)
{
	enum err e;

	memset(card, 0, sizeof(*card));
	card->use = use;
	if ((e = wire_power_on(wire)) != ERR_NONE)
		return e;
	card->wire = wire;
	if ((e = find_jpki(card, numbered)) != ERR_NONE)
		card_close(card);
	return e;
}

/* What sends a person to have the card re-issued isn't said of one that stumbled once. */
static enum err
open_card(struct card *card, struct wire *wire, enum card_use use, bool numbered)
{
	enum err e = open_once(card, wire, use, numbered);

	return e == ERR_CARD_DAMAGED ? open_once(card, wire, use, numbered) : e;
}

enum err
card_open(struct card *card, struct wire *wire, enum card_use use)
{
	return open_card(card, wire, use, true);
}

enum err
card_open_to_show(struct card *card, struct wire *wire, enum card_use use)
{
	return open_card(card, wire, use, false);
}

void
card_close(struct card *card)
{
	if (card->wire != NULL)
		wire_power_off(card->wire);
	forget(card);
	card->wire = NULL;
}
