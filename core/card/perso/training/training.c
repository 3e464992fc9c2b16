/* What the training card can do, by commands of its own. Source: training.h. */
#include "card/perso/training/session-private.h"

#include <string.h>

#include "card/tlv.h"

#define TAG_SEQUENCE 0x30

/* The EFs of a pending pair. */
enum { EF_KEY = 1, EF_CERT = 2 };

static unsigned char
kk(enum cert_kind kind)
{
	return kind == CERT_SIGN ? 0x01 : 0x02;
}

static void
able(const struct card *card, struct perso_able *able)
{
	(void)card;
	*able = (struct perso_able){
		.certs = CERT_BOTH, .key = PERSO_RSA_2048, .keyed = true,
		.resets = REFERENCE_BIT(REFERENCE_SIGN) | REFERENCE_BIT(REFERENCE_AUTH) |
		    REFERENCE_BIT(REFERENCE_JUKI) | REFERENCE_BIT(REFERENCE_JUKI_COMMON) |
		    REFERENCE_BIT(REFERENCE_ASSIST),
	};
}

static enum err
open_session(struct card *card, const struct perso_with *with, struct perso **out)
{
	return training_open(&training_driver, card, with, out);
}

/* --- files ------------------------------------------------------------------------------------ */

static enum err
select_ef(struct perso *p, enum cert_kind kind, unsigned char which)
{
	const unsigned char id[2] = { kk(kind), which };
	const struct apdu a = { .cla = 0x80, .ins = 0xa4, .p1 = 0x02, .p2 = 0x0c, .data = id, .lc = sizeof(id) };
	struct reply r;
	enum err e = training_exchange(p, &a, &r);

	p->card->ef = 0;
	return e;
}

/* One piece of at most cap bytes; a card may give fewer, but never none. */
static enum err
read_piece(struct perso *p, size_t offset, unsigned char *out, size_t cap, size_t *got)
{
	const struct apdu a = {
		.cla = 0x80, .ins = 0xb0, .le = 256,
		.p1 = (unsigned char)(offset >> 8 & 0x7f), .p2 = (unsigned char)(offset & 0xff),
	};
	struct reply r;
	enum err e;

	if ((e = training_exchange(p, &a, &r)) != ERR_NONE)
		return e;
	if (r.len == 0)
		return ERR_CARD_ANSWER;
	*got = r.len < cap ? r.len : cap;
	memcpy(out, r.data, *got);
	return ERR_NONE;
}

static enum err
read_rest(struct perso *p, unsigned char *out, size_t have, size_t size)
{
	size_t got;
	enum err e = ERR_NONE;

	for (; have < size && e == ERR_NONE; have += got)
		e = read_piece(p, have, out + have, size - have, &got);
	return e;
}

static enum err
write_all(struct perso *p, const unsigned char *bytes, size_t len)
{
	struct reply r;
	size_t at, n;
	enum err e = ERR_NONE;

	for (at = 0; at < len && e == ERR_NONE; at += n) {
		const struct apdu a = {
			.cla = 0x80, .ins = 0xd6,
			.p1 = (unsigned char)(at >> 8 & 0x7f), .p2 = (unsigned char)(at & 0xff),
			.data = bytes + at, .lc = n = len - at < SM_DATA_MAX ? len - at : SM_DATA_MAX,
		};

		e = training_exchange(p, &a, &r);
	}
	return e;
}

/* --- commands --------------------------------------------------------------------------------- */

static enum err
take_status(const struct tlv *t, struct perso_status *st)
{
	const struct { unsigned tag; bool *there; unsigned char *hash; } rows[] = {
		{ 0x90, &st->active_key, st->active_key_hash },
		{ 0x91, &st->active_cert, st->active_cert_hash },
		{ 0x92, &st->pending_key, st->pending_key_hash },
		{ 0x93, &st->pending_cert, st->pending_cert_hash },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].tag == t->tag && !*rows[i].there && t->len == CERT_HASH) {
			*rows[i].there = true;
			memcpy(rows[i].hash, t->value, CERT_HASH);
			return ERR_NONE;
		}
	return ERR_CARD_ANSWER;
}

static enum err
status(struct perso *p, enum cert_kind kind, struct perso_status *st)
{
	const struct apdu a = { .cla = 0x80, .ins = 0xca, .p1 = 0x01, .p2 = kk(kind), .le = 256 };
	struct tlv_reader reader;
	struct reply r;
	struct tlv t;
	enum err e;

	memset(st, 0, sizeof(*st));
	if ((e = training_exchange(p, &a, &r)) != ERR_NONE)
		return e;
	reader = (struct tlv_reader){ r.data, r.len };
	while (reader.left > 0)
		if ((e = tlv_next(&reader, &t)) != ERR_NONE || (e = take_status(&t, st)) != ERR_NONE)
			return e;
	return ERR_NONE;
}

static enum err
request(struct perso *p, enum cert_kind kind, unsigned char *spki, size_t cap, size_t *len)
{
	size_t have, head, value;
	unsigned tag;
	enum err e;

	if ((e = select_ef(p, kind, EF_KEY)) != ERR_NONE || (e = read_piece(p, 0, spki, cap, &have)) != ERR_NONE ||
	    (e = tlv_head(spki, have, &tag, &head, &value)) != ERR_NONE)
		return e;
	if (tag != TAG_SEQUENCE || value > cap - head)
		return ERR_CARD_ANSWER;
	*len = head + value;
	return read_rest(p, spki, have, *len);
}

static enum err
command(struct perso *p, unsigned char ins, unsigned char p1, unsigned char p2)
{
	const struct apdu a = { .cla = 0x80, .ins = ins, .p1 = p1, .p2 = p2 };
	struct reply r;

	return training_exchange(p, &a, &r);
}

static enum err
generate(struct perso *p, enum cert_kind kind)
{
	return command(p, 0x47, 0x00, kk(kind));
}

static enum err
write_cert(struct perso *p, enum cert_kind kind, const struct cert *cert)
{
	unsigned char back[CERT_DER_MAX];
	enum err e;

	if ((e = select_ef(p, kind, EF_CERT)) != ERR_NONE || (e = write_all(p, cert->der, cert->len)) != ERR_NONE ||
	    (e = read_rest(p, back, 0, cert->len)) != ERR_NONE)
		return e;
	return memcmp(back, cert->der, cert->len) == 0 ? ERR_NONE : ERR_CARD_READ_BACK;
}

/* The masks of its commands are those of cert.h. */
static enum err
activate(struct perso *p, unsigned mask)
{
	return command(p, 0x44, 0x00, (unsigned char)mask);
}

static enum err
drop(struct perso *p, unsigned mask)
{
	return command(p, 0x04, 0x01, (unsigned char)mask);
}

static enum err
revoke(struct perso *p, unsigned mask)
{
	return command(p, 0x04, 0x00, (unsigned char)mask);
}

static enum err
reset(struct perso *p, enum reference which, const struct secret *fresh)
{
	static const unsigned char refs[REFERENCE_COUNT] = {
		[REFERENCE_SIGN] = TRAINING_SIGN, [REFERENCE_AUTH] = TRAINING_AUTH, [REFERENCE_JUKI] = TRAINING_JUKI,
		[REFERENCE_ASSIST] = TRAINING_ASSIST, [REFERENCE_JUKI_COMMON] = TRAINING_JUKI_COMMON,
	};
	const struct apdu a = {
		.cla = 0x80, .ins = 0x2c, .p1 = 0x02, .p2 = refs[which],
		.data = fresh->bytes, .lc = fresh->len, .secret = true,
	};
	struct reply r;

	return refs[which] != 0 ? training_exchange(p, &a, &r) : ERR_CARD_UNABLE;
}

const struct perso_ops training_driver = {
	.name = "training",
	.detect = training_detect,
	.able = able,
	.open = open_session,
	.close = training_close,
	.status = status,
	.generate = generate,
	.request = request,
	.write = write_cert,
	.activate = activate,
	.drop = drop,
	.revoke = revoke,
	.reset = reset,
};
