/* The JPKI application's files and keys. Source: sources(7) C2, 3. */
#include "card/jpki.h"

#include <string.h>

#include "card/tlv.h"
#include "base/text.h"

#define EF_TOKEN 0x06
#define EF_PRESENT 0x08
#define PRESENT 0x8f
#define TAG_SEQUENCE 0x30
#define END_BYTES 16		/* of a signature: random, so never all filler */

static const struct {
	unsigned cert, ca;
	unsigned char key;
	enum reference pin;
	bool behind_pin;
} kinds[] = {
	[CERT_SIGN] = { 0x01, 0x02, 0x1a, REFERENCE_SIGN, true },
	[CERT_AUTH] = { 0x0a, 0x0b, 0x17, REFERENCE_AUTH, false },
};

_Static_assert(sizeof(kinds) / sizeof(*kinds) == CERT_COUNT, "a certificate has no file");

enum err
jpki_token(struct card *card, char label[33])
{
	unsigned char raw[32];
	size_t len, i;
	enum err e;

	label[0] = '\0';
	if ((e = card_select_ap(card, AP_JPKI)) != ERR_NONE ||
	    (e = card_read_first(card, EF_TOKEN, raw, sizeof(raw), &len)) != ERR_NONE)
		return e;
	if (len != sizeof(raw))
		return ERR_CARD_ANSWER;
	while (len > 0 && raw[len - 1] == ' ')
		len--;
	for (i = 0; i < len; i++)
		label[i] = raw[i] >= 0x20 && raw[i] < 0x7f ? (char)raw[i] : '?';
	label[len] = '\0';
	return ERR_NONE;
}

enum err
jpki_present(struct card *card, unsigned *mask)
{
	unsigned char raw[3];
	size_t len;
	enum err e;

	*mask = 0;
	if ((e = card_select_ap(card, AP_JPKI)) != ERR_NONE ||
	    (e = card_read_first(card, EF_PRESENT, raw, sizeof(raw), &len)) != ERR_NONE)
		return e;
	if (len != sizeof(raw))
		return ERR_CARD_ANSWER;
	*mask = (raw[0] == PRESENT ? CERT_BIT(CERT_SIGN) : 0) | (raw[1] == PRESENT ? CERT_BIT(CERT_AUTH) : 0);
	return ERR_NONE;
}

/* Nothing is sent for what the card would refuse. */
static enum err
may_read(struct card *card, enum cert_kind kind)
{
	if (kinds[kind].behind_pin && !card->verified[kinds[kind].pin])
		return ERR_CARD_NEEDS_PIN;
	return card_select_ap(card, AP_JPKI);
}

/* What a file holds where nothing was written. */
static bool
filler(const unsigned char *end)
{
	size_t i;

	for (i = 1; i < END_BYTES && end[i] == end[0]; i++)
		continue;
	return i == END_BYTES && (end[0] == 0x00 || end[0] == 0xff);
}

static enum err
read_whole(struct card *card, unsigned fid, struct cert *cert)
{
	enum err e = card_read_object(card, fid, TAG_SEQUENCE, cert->der, sizeof(cert->der), &cert->len);

	if (e == ERR_NONE && cert->len >= END_BYTES && filler(cert->der + cert->len - END_BYTES))
		e = ERR_CARD_ANSWER;
	if (e != ERR_NONE)
		cert->len = 0;
	return e;
}

enum err
jpki_read_cert(struct card *card, enum cert_kind kind, struct cert *cert)
{
	const enum err e = may_read(card, kind);

	cert->len = 0;
	return e != ERR_NONE ? e : read_whole(card, kinds[kind].cert, cert);
}

enum err
jpki_read_ca(struct card *card, enum cert_kind kind, struct cert *ca)
{
	const enum err e = card_select_ap(card, AP_JPKI);

	ca->len = 0;
	return e != ERR_NONE ? e : read_whole(card, kinds[kind].ca, ca);
}

enum err
jpki_sign(struct card *card, enum cert_kind kind, const unsigned char *info, size_t len, unsigned char out[256])
{
	const struct apdu a = {
		.cla = 0x80, .ins = 0x2a, .p2 = 0x80 | kinds[kind].key, .data = info, .lc = len, .le = 256,
	};
	struct reply r;
	enum err e;

	if (len == 0 || len > 245)
		return ERR_TOO_LONG;
	if (!card->verified[kinds[kind].pin])
		return ERR_CARD_NEEDS_PIN;
	if ((e = card_send(card, &a, &r)) != ERR_NONE || (e = card_status(r.sw)) != ERR_NONE)
		return e;
	if (r.len != 256)
		return ERR_CARD_ANSWER;
	memcpy(out, r.data, 256);
	return ERR_NONE;
}

/* --- validity from a certificate's beginning -------------------------------------------------- */

static bool
digits(const unsigned char *p, size_t n, int *out)
{
	*out = 0;
	while (n-- > 0) {
		if (*p < '0' || *p > '9')
			return false;
		*out = *out * 10 + (*p++ - '0');
	}
	return true;
}

/* UTCTime or GeneralizedTime in Z, to Japan time. Source: RFC 5280 4.1.2.5. */
static enum err
read_time(struct tlv_reader *r, struct moment *m)
{
	struct moment utc;
	struct tlv t;
	size_t y;

	if (tlv_next(r, &t) != ERR_NONE || (t.tag != 0x17 && t.tag != 0x18))
		return ERR_CARD_ANSWER;
	y = t.tag == 0x17 ? 2 : 4;
	if (t.len != y + 11 || t.value[t.len - 1] != 'Z' || !digits(t.value, y, &utc.date.year) ||
	    !digits(t.value + y, 2, &utc.date.month) || !digits(t.value + y + 2, 2, &utc.date.day) ||
	    !digits(t.value + y + 4, 2, &utc.hour) || !digits(t.value + y + 6, 2, &utc.minute) ||
	    !digits(t.value + y + 8, 2, &utc.second))
		return ERR_CARD_ANSWER;
	if (y == 2)
		utc.date.year += utc.date.year < 50 ? 2000 : 1900;
	if (!date_valid(utc.date) || utc.hour > 23 || utc.minute > 59 || utc.second > 59)
		return ERR_CARD_ANSWER;
	*m = moment_from_unix((int64_t)date_days(utc.date) * 86400 + utc.hour * 3600 + utc.minute * 60 + utc.second);
	return ERR_NONE;
}

/* Goes into an object whose end may lie beyond what was read. */
static bool
enter(struct tlv_reader *r, unsigned want)
{
	size_t head, value;
	unsigned tag;

	if (tlv_head(r->at, r->left, &tag, &head, &value) != ERR_NONE || tag != want)
		return false;
	r->at += head;
	r->left -= head;
	return true;
}

/* The last bytes of a certificate of so many. Reading by short identifier has made its EF current on most cards. */
static enum err
check_end(struct card *card, enum cert_kind kind, size_t size)
{
	unsigned char end[END_BYTES];
	enum err e;

	e = card_read(card, size - END_BYTES, end, END_BYTES);
	if (e != ERR_NONE && !wire_failed(e) && (e = card_select_ef(card, kinds[kind].cert)) == ERR_NONE)
		e = card_read(card, size - END_BYTES, end, END_BYTES);
	if (e != ERR_NONE)
		return wire_failed(e) ? e : ERR_CARD_ANSWER;
	return filler(end) ? ERR_CARD_ANSWER : ERR_NONE;
}

static enum err
find_validity(struct tlv_reader r, struct moment *from, struct moment *until)
{
	static const unsigned before[] = { 0xa0, 0x02, 0x30, 0x30 };	/* version, serial, algorithm, issuer */
	struct tlv t;
	size_t i;
	enum err e;

	if (!enter(&r, TAG_SEQUENCE) || !enter(&r, TAG_SEQUENCE))
		return ERR_CARD_ANSWER;
	for (i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (tlv_next(&r, &t) != ERR_NONE || t.tag != before[i])
			return ERR_CARD_ANSWER;
	if (tlv_next(&r, &t) != ERR_NONE || t.tag != TAG_SEQUENCE)
		return ERR_CARD_ANSWER;
	r = (struct tlv_reader){ t.value, t.len };
	return (e = read_time(&r, from)) != ERR_NONE ? e : read_time(&r, until);
}

enum err
jpki_read_validity(struct card *card, enum cert_kind kind, struct moment *from, struct moment *until)
{
	unsigned char raw[256];
	size_t len, head, value;
	unsigned tag;
	enum err e;

	if ((e = may_read(card, kind)) != ERR_NONE ||
	    (e = card_read_first(card, kinds[kind].cert, raw, sizeof(raw), &len)) != ERR_NONE)
		return e;
	if (len == 0 || raw[0] == 0x00 || raw[0] == 0xff)
		return ERR_CARD_NO_FILE;
	if ((e = find_validity((struct tlv_reader){ raw, len }, from, until)) != ERR_NONE ||
	    (e = tlv_head(raw, len, &tag, &head, &value)) != ERR_NONE)
		return e;
	if (head + value < END_BYTES || head + value > CERT_DER_MAX)
		return ERR_CARD_ANSWER;
	if (head + value > len)
		return check_end(card, kind, head + value);
	return filler(raw + head + value - END_BYTES) ? ERR_CARD_ANSWER : ERR_NONE;
}
