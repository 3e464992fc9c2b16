/* Opens a card, selects what is on it, and sends it commands. Source: sources(7) C1, 2. */
#include "card/card.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/tlv.h"

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
	card->ef = 0;
	memset(card->verified, 0, sizeof(card->verified));
}

enum err
card_send(struct card *card, const struct apdu *a, struct reply *r)
{
	unsigned char command[APDU_COMMAND_MAX], answer[APDU_ANSWER_MAX + 2];
	size_t len = 0, answer_len = 0;
	enum err e;

	r->len = 0;
	r->sw = 0;
	if ((e = apdu_encode(a, command, sizeof(command), &len)) != ERR_NONE)
		return e;
	card->commands++;
	e = card->wire->ops->transmit(card->wire, command, len, answer, sizeof(answer), &answer_len);
	if (a->secret)
		OPENSSL_cleanse(command, sizeof(command));
	if (e == ERR_NONE)
		e = apdu_decode(answer, answer_len, r);
	if (e != ERR_NONE)
		forget(card);
	return e;
}

static enum err
select_ap(struct card *card, enum card_ap ap, struct reply *r)
{
	const struct apdu a = { .ins = 0xa4, .p1 = 0x04, .p2 = 0x0c, .data = aids[ap].bytes, .lc = aids[ap].len };
	enum err e = card_send(card, &a, r);

	forget(card);
	if (e == ERR_NONE && r->sw == 0x9000)
		card->selected = ap;
	return e;
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

enum err
card_select_ef(struct card *card, unsigned fid)
{
	const unsigned char id[2] = { (unsigned char)(fid >> 8), (unsigned char)(fid & 0xff) };
	const struct apdu a = { .ins = 0xa4, .p1 = 0x02, .p2 = 0x0c, .data = id, .lc = sizeof(id) };
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

/* A value comes bare or inside its tag; either way at most cap bytes are taken. */
static enum err
get_data(struct card *card, unsigned tag, unsigned char *out, size_t cap, size_t *len)
{
	const struct apdu a = {
		.ins = 0xca, .p1 = (unsigned char)(tag >> 8), .p2 = (unsigned char)(tag & 0xff), .le = 256,
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
	size_t len;
	enum err e;

	if ((e = get_data(card, TAG_EXPIRES, text, sizeof(text), &len)) != ERR_NONE)
		return e;
	if (len != sizeof(text) || !card_date(text, &card->expires) || !date_given(card->expires))
		return ERR_CARD_ANSWER;
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

/* Failures of the wire, as against words of the card. */
static bool
wire_failed(enum err e)
{
	return e == ERR_CARD_REMOVED || e == ERR_CARD_SILENT || e == ERR_CARD_NONE || e == ERR_READER_GONE ||
	    e == ERR_READER_NONE || e == ERR_READER_BUSY || e == ERR_PCSC_DOWN;
}

static enum err
find_jpki(struct card *card)
{
	struct reply r;
	enum err e;

	if ((e = read_number(card)) == ERR_NONE)
		e = read_expires(card);
	if (wire_failed(e))
		return e;
	if ((e = select_ap(card, AP_JPKI, &r)) == ERR_CARD_ANSWER)
		return ERR_CARD_DAMAGED;
	if (e != ERR_NONE || r.sw == 0x9000)
		return e;
	return card_status(r.sw) == ERR_CARD_DAMAGED ? ERR_CARD_DAMAGED : ERR_CARD_FOREIGN;
}

enum err
card_open(struct card *card, struct wire *wire)
{
	enum err e;

	memset(card, 0, sizeof(*card));
	if ((e = wire->ops->power_on(wire)) != ERR_NONE)
		return e;
	card->wire = wire;
	if ((e = find_jpki(card)) != ERR_NONE)
		card_close(card);
	return e;
}

void
card_close(struct card *card)
{
	if (card->wire != NULL)
		card->wire->ops->power_off(card->wire);
	forget(card);
	card->wire = NULL;
}
