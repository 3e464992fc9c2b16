/* Reads the four attributes from 券面事項入力補助AP; the individual number (EF 0001) has no code here. sources(7) C4. */
#include "card/text-ap.h"

#include <openssl/crypto.h>
#include <string.h>

#include "card/tlv.h"
#include "base/person-name.h"
#include "base/text.h"

#define EF_ATTRIBUTES 0x0002
#define FILE_MAX 2048		/* name, address and their heads */

#define TAG_ATTRIBUTES 0xff20
#define TAG_NAME 0xdf22
#define TAG_ADDRESS 0xdf23
#define TAG_BORN 0xdf24
#define TAG_SEX 0xdf25

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
	if (e == ERR_NONE)
		person_name_part(p);
	return e;
}

enum err
text_ap_read(struct card *card, struct person *p)
{
	unsigned char raw[FILE_MAX];
	size_t len;
	enum err e;

	if (!card->verified[REFERENCE_ASSIST] && !card->verified[REFERENCE_B])
		return ERR_CARD_NEEDS_PIN;
	if ((e = card_read_object(card, EF_ATTRIBUTES, TAG_ATTRIBUTES, raw, sizeof(raw), &len)) == ERR_NONE)
		e = take_person(raw, len, p);
	OPENSSL_cleanse(raw, sizeof(raw));
	return e;
}
