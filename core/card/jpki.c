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
