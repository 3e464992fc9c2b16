/* The privileged half, and the guards that keep it to a card that has answered the training AID. Source: training.h. */
#include "card/perso/training/training.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

#include "card/tlv.h"

#define CHALLENGE 8
#define TAG_SEQUENCE 0x30

/* INITIALIZE UPDATE answers 10 bytes of diversification, version, protocol 03, i, challenge, cryptogram, counter. */
enum {
	INIT_PROTOCOL = 11, INIT_OPTION = 12, INIT_CHALLENGE = 13, INIT_CRYPTOGRAM = 21, INIT_SEQUENCE = 29,
	INIT_SIZE = 32
};

/* The EFs of a pending pair. */
enum { EF_KEY = 1, EF_CERT = 2 };

static struct training_session *
own(struct perso *p)
{
	return (struct training_session *)(void *)p;
}

static unsigned char
kk(enum cert_kind kind)
{
	return kind == CERT_SIGN ? 0x01 : 0x02;
}

/* Nothing privileged leaves unless the training application is what listens. */
static enum err
guard(struct training_session *t)
{
	if (t->perso.card->selected == AP_TRAINING && t->sm.open)
		return ERR_NONE;
	sm_close(&t->sm);
	return ERR_CHANNEL;
}

/* One command through the channel. What failed on the wire leaves the channel closed: its chain is unknown. */
static enum err
exchange(struct perso *p, const struct apdu *plain, struct reply *r)
{
	struct training_session *t = own(p);
	unsigned char space[APDU_DATA_MAX];
	struct apdu a;
	enum err e;

	if ((e = guard(t)) != ERR_NONE || (e = sm_wrap(&t->sm, plain, &a, space)) != ERR_NONE)
		return e;
	if ((e = card_send(p->card, &a, r)) != ERR_NONE) {
		sm_close(&t->sm);
		return e;
	}
	if ((e = sm_unwrap(&t->sm, r)) != ERR_NONE)
		return e;
	return card_status(r->sw == 0x6282 ? 0x9000 : r->sw);
}

/* --- opening ---------------------------------------------------------------------------------- */

static enum err
initialize_update(struct training_session *t, const unsigned char host[CHALLENGE], struct reply *r)
{
	const struct apdu a = { .cla = 0x80, .ins = 0x50, .data = host, .lc = CHALLENGE, .le = 256 };
	enum err e;

	if ((e = card_send(t->perso.card, &a, r)) != ERR_NONE)
		return e;
	if (r->sw != 0x9000 || r->len != INIT_SIZE || r->data[INIT_PROTOCOL] != 0x03 || r->data[INIT_OPTION] != 0x70)
		return ERR_CHANNEL;
	return ERR_NONE;
}

/*
 * The card shows that it knows the keys before we show that we do: its cryptogram answers our challenge, and its own
 * challenge is that of the counter it names. So nobody but the card can push the memory on, and no word is believed
 * before the memory holds it. mine is what we owe the card.
 */
static enum err
believe(struct training_session *t, const struct sm_keys *keys, const struct perso_replay *memory,
    unsigned char mine[CHALLENGE])
{
	unsigned char host[CHALLENGE], challenge[CHALLENGE], cryptogram[CHALLENGE];
	const unsigned char *aid, *s;
	struct reply r;
	size_t aid_len;
	enum err e;

	if (RAND_bytes(host, sizeof(host)) != 1)
		return ERR_CRYPTO;
	aid = card_aid(AP_TRAINING, &aid_len);
	s = r.data + INIT_SEQUENCE;
	if ((e = initialize_update(t, host, &r)) != ERR_NONE ||
	    (e = sm_card_challenge(keys, s, aid, aid_len, challenge)) != ERR_NONE ||
	    (e = sm_derive(&t->sm, keys, host, r.data + INIT_CHALLENGE, mine, cryptogram)) != ERR_NONE)
		return e;
	if (CRYPTO_memcmp(challenge, r.data + INIT_CHALLENGE, CHALLENGE) != 0 ||
	    CRYPTO_memcmp(cryptogram, r.data + INIT_CRYPTOGRAM, CHALLENGE) != 0)
		return ERR_CHANNEL_KEYS;
	return memory->advance(memory->ctx, t->perso.card->number, t->perso.card->number_len,
	    (uint32_t)s[0] << 16 | (uint32_t)s[1] << 8 | s[2]);
}

static enum err
authenticate(struct training_session *t, const struct sm_keys *keys, const struct perso_replay *memory)
{
	unsigned char mine[CHALLENGE], space[APDU_DATA_MAX];
	struct reply r;
	struct apdu a;
	enum err e;

	if ((e = believe(t, keys, memory, mine)) != ERR_NONE ||
	    (e = sm_wrap_auth(&t->sm, 0x33, mine, &a, space)) != ERR_NONE ||
	    (e = card_send(t->perso.card, &a, &r)) != ERR_NONE)
		return e;
	return r.sw == 0x9000 && r.len == 0 ? ERR_NONE : ERR_CHANNEL;
}

static enum err
detect(struct card *card)
{
	enum err e = card_select_ap(card, AP_TRAINING);

	return e == ERR_CARD_NO_FILE || e == ERR_CARD_STATUS || e == ERR_CARD_NEEDS_PIN || e == ERR_CARD_DAMAGED ?
	    ERR_CARD_NOT_TRAINING : e;
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

static void
close_session(struct perso *p)
{
	struct training_session *t = own(p);

	OPENSSL_cleanse(t, sizeof(*t));
	free(t);
}

static enum err
open_session(struct card *card, const struct perso_with *with, struct perso **out)
{
	const struct sm_keys *keys = with->keys;
	unsigned char number[CARD_NUMBER_MAX];
	struct training_session *t;
	size_t len;
	enum err e;

	if (keys == NULL || (keys->len != 16 && keys->len != 24 && keys->len != 32))
		return ERR_CHANNEL_KEYS;
	/* Known before the training application is selected. A training card has one: its counter is remembered by it. */
	if ((e = card_number(card, number, &len)) != ERR_NONE)
		return wire_failed(e) ? e : ERR_CARD_NOT_TRAINING;
	if ((e = detect(card)) != ERR_NONE)
		return e;
	if ((t = calloc(1, sizeof(*t))) == NULL)
		return ERR_MEMORY;
	secret_lock(t, sizeof(*t));
	t->perso = (struct perso){ &training_driver, card };
	if ((e = authenticate(t, keys, &with->memory)) != ERR_NONE)
		close_session(&t->perso);
	else
		*out = &t->perso;
	return e;
}

/* --- files ------------------------------------------------------------------------------------ */

static enum err
select_ef(struct perso *p, enum cert_kind kind, unsigned char which)
{
	const unsigned char id[2] = { kk(kind), which };
	const struct apdu a = { .cla = 0x80, .ins = 0xa4, .p1 = 0x02, .p2 = 0x0c, .data = id, .lc = sizeof(id) };
	struct reply r;
	enum err e = exchange(p, &a, &r);

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

	if ((e = exchange(p, &a, &r)) != ERR_NONE)
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

		e = exchange(p, &a, &r);
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
	if ((e = exchange(p, &a, &r)) != ERR_NONE)
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

	return exchange(p, &a, &r);
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

	return refs[which] != 0 ? exchange(p, &a, &r) : ERR_CARD_UNABLE;
}

const struct perso_ops training_driver = {
	.name = "training",
	.detect = detect,
	.able = able,
	.open = open_session,
	.close = close_session,
	.status = status,
	.generate = generate,
	.request = request,
	.write = write_cert,
	.activate = activate,
	.drop = drop,
	.revoke = revoke,
	.reset = reset,
};
