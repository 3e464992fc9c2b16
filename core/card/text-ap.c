/* Reads the four attributes from 券面事項入力補助AP; the individual number (EF 0001) has no code here. sources(7) C4. */
#include "card/text-ap.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/tlv-private.h"
#include "base/text.h"

#define EF_ATTRIBUTES 0x0002
#define EF_PIN 0x11
#define EF_B 0x15
#define B_DIGITS 14
#define B_TRIES 10
#define FILE_MAX 2048		/* name, address and their heads */

#define TAG_ATTRIBUTES 0xff20
#define TAG_NAME 0xdf22
#define TAG_ADDRESS 0xdf23
#define TAG_BORN 0xdf24
#define TAG_SEX 0xdf25

enum err
text_ap_check_b(const struct secret *b)
{
	size_t i;

	for (i = 0; i < b->len; i++) {
		if (b->bytes[i] >= 0x80)
			return ERR_PIN_FULL_WIDTH;
		if (b->bytes[i] < '0' || b->bytes[i] > '9')
			return ERR_PIN_FORMAT;
	}
	return b->len == B_DIGITS ? ERR_NONE : ERR_PIN_FORMAT;
}

/* What the gate doesn't take becomes '?'; all else is the register's own and stays as it is. */
static enum err
take_text(const struct tlv *in, unsigned tag, char *out, size_t size)
{
	struct tlv t;

	size_t i;
	uint32_t c;

	if (tlv_find(in->value, in->len, tag, &t) != ERR_NONE || t.len >= size)
		return ERR_CARD_ANSWER;
	for (i = 0; i < t.len;) {
		i += text_decode((const char *)t.value + i, t.len - i, &c);
		if (c == TEXT_BAD)
			return ERR_CARD_ANSWER;
	}
	text_mend((const char *)t.value, t.len, out, size);
	return ERR_NONE;
}

static enum err
take_born(const struct tlv *in, struct date *born)
{
	struct tlv t;

	if (tlv_find(in->value, in->len, TAG_BORN, &t) != ERR_NONE || t.len != 8 || !card_date(t.value, born))
		return ERR_CARD_ANSWER;
	return ERR_NONE;
}

static enum err
take_sex(const struct tlv *in, enum sex *sex)
{
	struct tlv t;

	if (tlv_find(in->value, in->len, TAG_SEX, &t) != ERR_NONE || t.len != 1)
		return ERR_CARD_ANSWER;
	*sex = t.value[0] == '1' ? SEX_MALE : t.value[0] == '2' ? SEX_FEMALE : SEX_UNKNOWN;
	return ERR_NONE;
}

static enum err
take_person(const unsigned char *raw, size_t len, struct person *p)
{
	struct person fresh;
	struct tlv all;
	enum err e;

	memset(&fresh, 0, sizeof(fresh));
	fresh.source = PERSON_CARD;
	if ((e = tlv_find(raw, len, TAG_ATTRIBUTES, &all)) == ERR_NONE &&
	    (e = take_text(&all, TAG_NAME, fresh.name, sizeof(fresh.name))) == ERR_NONE &&
	    (e = take_text(&all, TAG_ADDRESS, fresh.address, sizeof(fresh.address))) == ERR_NONE &&
	    (e = take_born(&all, &fresh.born)) == ERR_NONE && (e = take_sex(&all, &fresh.sex)) == ERR_NONE)
		*p = fresh;
	return e;
}

static enum err
verify(struct card *card, bool opened_by_b, const struct secret *secret, int *left)
{
	enum err e;

	if (secret->len == 0)
		return ERR_PIN_FORMAT;
	if (opened_by_b && (e = text_ap_check_b(secret)) != ERR_NONE)
		return e;
	if ((e = card_select_ap(card, AP_TEXT)) != ERR_NONE)
		return e;
	e = card_verify(card, opened_by_b ? EF_B : EF_PIN, secret, left);
	if (!opened_by_b)
		card->verified[PIN_ASSIST] = e == ERR_NONE;
	return e;
}

enum err
text_ap_read(struct card *card, bool opened_by_b, const struct secret *secret, struct person *p, int *left)
{
	unsigned char raw[FILE_MAX];
	size_t len;
	enum err e;

	if ((e = verify(card, opened_by_b, secret, left)) != ERR_NONE)
		return e;
	if ((e = card_read_object(card, EF_ATTRIBUTES, TAG_ATTRIBUTES, raw, sizeof(raw), &len)) == ERR_NONE)
		e = take_person(raw, len, p);
	OPENSSL_cleanse(raw, sizeof(raw));
	return e;
}

enum err
text_ap_tries_b(struct card *card, int *left)
{
	enum err e;

	if ((e = card_select_ap(card, AP_TEXT)) != ERR_NONE || (e = card_tries(card, EF_B, left)) != ERR_NONE)
		return e;
	if (*left < 0)
		*left = B_TRIES;
	return ERR_NONE;
}
