/* Reads files of the selected application, and what a card says in numbers. Every length is bounded first. */
#include <string.h>

#include "card/card.h"
#include "card/tlv.h"

#define OFFSET_MAX 0x7fff
#define SHORT_LE 256

static const struct { uint16_t sw; enum err e; } words[] = {
	{ 0x9000, ERR_NONE },
	{ 0x6300, ERR_PIN_WRONG },		/* an unlimited key; none of ours */
	{ 0x6400, ERR_CARD_DAMAGED },
	{ 0x6581, ERR_CARD_DAMAGED },
	{ 0x6982, ERR_CARD_NEEDS_PIN },
	{ 0x6983, ERR_PIN_LOCKED },
	{ 0x6984, ERR_PIN_LOCKED },
	{ 0x6a82, ERR_CARD_NO_FILE },
	{ 0x6a83, ERR_CARD_NO_FILE },
	{ 0x6a88, ERR_CARD_NO_FILE },
	{ 0x6f00, ERR_CARD_DAMAGED },
};

enum err
card_status(uint16_t sw)
{
	size_t i;

	if (sw >> 4 == 0x63c)
		return sw == 0x63c0 ? ERR_PIN_LOCKED : ERR_PIN_WRONG;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].sw == sw)
			return words[i].e;
	return ERR_CARD_STATUS;
}

bool
card_date(const unsigned char digits[8], struct date *d)
{
	int n[8], i;

	for (i = 0; i < 8; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return false;
		n[i] = digits[i] - '0';
	}
	*d = (struct date){ n[0] * 1000 + n[1] * 100 + n[2] * 10 + n[3], n[4] * 10 + n[5], n[6] * 10 + n[7] };
	if (d->year == 0 && d->month == 0 && d->day == 0)
		*d = date_unsaid;
	else if (!date_given_soundly(*d))
		*d = (struct date){ 0, 0, 0 };
	return true;
}

static size_t
longest_le(const struct card *card)
{
	return card->wire->extended && !card->short_only ? APDU_ANSWER_MAX : SHORT_LE;
}

/* One READ BINARY: at most le bytes come. 6282 (the file ended before Le) is no failure. */
static enum err
read_piece(struct card *card, unsigned char p1, unsigned char p2, size_t le, unsigned char *out, size_t *len)
{
	const struct apdu a = { .ins = 0xb0, .p1 = p1, .p2 = p2, .le = le, .only_asks = true };
	struct reply r;
	enum err e;

	if ((e = card_send(card, &a, &r)) != ERR_NONE)
		return e;
	if (r.sw == 0x6700 && le > SHORT_LE) {	/* the reader passes it, the card doesn't take it */
		card->short_only = true;
		return read_piece(card, p1, p2, SHORT_LE, out, len);
	}
	if ((e = card_status(r.sw == 0x6282 ? 0x9000 : r.sw)) != ERR_NONE)
		return e;
	if (r.len > le)
		return ERR_CARD_ANSWER;
	memcpy(out, r.data, r.len);
	*len = r.len;
	return ERR_NONE;
}

enum err
card_read(struct card *card, size_t offset, unsigned char *out, size_t size)
{
	size_t got, max;
	enum err e;

	for (; size > 0; offset += got, out += got, size -= got) {
		max = longest_le(card);
		if (offset > OFFSET_MAX)
			return ERR_CARD_ANSWER;
		if ((e = read_piece(card, (unsigned char)(offset >> 8), (unsigned char)(offset & 0xff),
		    size < max ? size : max, out, &got)) != ERR_NONE)
			return e;
		if (got == 0)
			return ERR_CARD_ANSWER;
	}
	return ERR_NONE;
}

enum err
card_read_first(struct card *card, unsigned sfi, unsigned char *out, size_t size, size_t *len)
{
	card->ef = 0;	/* it may have become current, or not */
	return read_piece(card, (unsigned char)(0x80 | sfi), 0, size < SHORT_LE ? size : SHORT_LE, out, len);
}

/* The first piece, as long as one command gives; an empty file is none. */
static enum err
read_beginning(struct card *card, unsigned char *out, size_t cap, size_t *len)
{
	const size_t max = longest_le(card);
	enum err e = read_piece(card, 0, 0, cap < max ? cap : max, out, len);

	if (e == ERR_NONE && (*len == 0 || out[0] == 0x00 || out[0] == 0xff))
		e = *len > 1 && out[0] == 0xff && out[1] != 0xff ? ERR_NONE : ERR_CARD_NO_FILE;	/* FF20 is a tag */
	return e;
}

enum err
card_read_object(struct card *card, unsigned fid, unsigned tag, unsigned char *out, size_t cap, size_t *len)
{
	size_t have, head, value;
	unsigned found;
	enum err e;

	if ((e = card_select_ef(card, fid)) != ERR_NONE || (e = read_beginning(card, out, cap, &have)) != ERR_NONE ||
	    (e = tlv_head(out, have, &found, &head, &value)) != ERR_NONE)
		return e;
	if (found != tag || value > cap - head)
		return ERR_CARD_ANSWER;
	*len = head + value;
	return have < *len ? card_read(card, have, out + have, *len - have) : ERR_NONE;
}
