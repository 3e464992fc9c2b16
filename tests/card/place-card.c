/* The card's half: what its application does with the commands of place-card.h. */
#include "tests/card/place-card.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

const unsigned char place_aid[6] = { 0xf0, 0x50, 0x4c, 0x41, 0x43, 0x45 };

static const unsigned fids[CERT_COUNT] = { [CERT_SIGN] = 0x01, [CERT_AUTH] = 0x0a };
static const enum other_pin pins[CERT_COUNT] = { [CERT_SIGN] = OTHER_SIGN, [CERT_AUTH] = OTHER_AUTH };
static const int tries[CERT_COUNT] = { [CERT_SIGN] = 5, [CERT_AUTH] = 3 };

/* Where the certificate's file stands. */
static size_t
file_of(const struct place_card *c, enum cert_kind kind)
{
	size_t i;

	for (i = 0; i < c->other.file_count; i++)
		if (c->other.files[i].ap == OTHER_JPKI && c->other.files[i].fid == fids[kind])
			return i;
	abort();
}

const unsigned char *
place_cert(const struct place_card *c, enum cert_kind kind, size_t *len)
{
	const struct other_file *f = &c->other.files[file_of(c, kind)];

	*len = f->len;
	return f->len > 0 ? f->bytes : NULL;
}

static bool
hash_key(const struct place_key *key, unsigned char hash[CERT_HASH])
{
	/* SubjectPublicKeyInfo of a point on secp384r1 (RFC 5480), up to the point itself. */
	static const unsigned char head[PLACE_SPKI - PLACE_POINT] = { 0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86,
	    0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00 };
	unsigned char spki[PLACE_SPKI];

	memcpy(spki, head, sizeof(head));
	memcpy(spki + sizeof(head), key->point, PLACE_POINT);
	return key->there && cert_hash(spki, sizeof(spki), hash) == ERR_NONE;
}

bool
place_key_hash(const struct place_card *c, enum cert_kind kind, unsigned char hash[CERT_HASH])
{
	return hash_key(&c->keys[kind], hash);
}

bool
place_take_apart(const unsigned char *pkcs8, size_t n, unsigned char scalar[PLACE_SCALAR],
    unsigned char point[PLACE_POINT])
{
	EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &pkcs8, (long)n);
	BIGNUM *d = NULL;
	size_t len = 0;
	const bool ok = key != NULL && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &d) == 1 &&
	    BN_bn2binpad(d, scalar, PLACE_SCALAR) == PLACE_SCALAR &&
	    EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, PLACE_POINT, &len) == 1 &&
	    len == PLACE_POINT;

	BN_clear_free(d);
	EVP_PKEY_free(key);
	return ok;
}

void
place_card_make(struct place_card *c)
{
	memset(c, 0, sizeof(*c));
	other_card_make(&c->other);
}

/* --- commands ----------------------------------------------------------------------------------- */

struct told { unsigned char cla, ins, p1, p2; const unsigned char *data; size_t lc; };

static bool
is_kk(unsigned kk)
{
	return (kk & 0x0f) < CERT_COUNT && (kk & 0xe0) == 0;
}

static struct place_key *
key_of(struct place_card *c, unsigned kk)
{
	return kk & 0x10 ? &c->aside[kk & 0x0f] : &c->keys[kk];
}

/* The certificate's bytes, and the number of them. */
static const unsigned char *
bytes_of(const struct place_card *c, unsigned kk, size_t *len)
{
	if ((kk & 0x10) == 0)
		return place_cert(c, (enum cert_kind)kk, len);
	*len = c->aside_certs[kk & 0x0f].len;
	return *len > 0 ? c->aside_certs[kk & 0x0f].der : NULL;
}

static void
put_bytes(struct place_card *c, unsigned kk, size_t at, const unsigned char *bytes, size_t n)
{
	struct other_file *f;

	if (kk & 0x10) {
		memcpy(c->aside_certs[kk & 0x0f].der + at, bytes, n);
		c->aside_certs[kk & 0x0f].len = at + n;
		return;
	}
	f = &c->other.files[file_of(c, (enum cert_kind)kk)];
	memcpy(f->bytes + at, bytes, n);
	other_card_put_cert(&c->other, kk == CERT_SIGN, f->bytes, at + n);
}

static size_t
status(struct place_card *c, unsigned kk, unsigned char *out)
{
	size_t len;
	const unsigned char *cert = bytes_of(c, kk, &len);

	memset(out, 0, 2 * (1 + CERT_HASH));
	out[0] = hash_key(key_of(c, kk), out + 1);
	out[1 + CERT_HASH] = cert != NULL && cert_hash(cert, len, out + 2 + CERT_HASH) == ERR_NONE;
	return 2 * (1 + CERT_HASH);
}

static uint16_t
put_key(struct place_card *c, unsigned kk, const struct told *t)
{
	struct place_key *key = key_of(c, kk);

	if (t->lc != PLACE_SCALAR + PLACE_POINT)
		return 0x6700;
	memcpy(key->scalar, t->data, PLACE_SCALAR);
	memcpy(key->point, t->data + PLACE_SCALAR, PLACE_POINT);
	key->there = true;
	return 0x9000;
}

static void
remove_pair(struct place_card *c, unsigned kk)
{
	memset(key_of(c, kk), 0, sizeof(struct place_key));
	if (kk & 0x10)
		c->aside_certs[kk & 0x0f].len = 0;
	else
		other_card_put_cert(&c->other, kk == CERT_SIGN, NULL, 0);
}

static uint16_t
take_over(struct place_card *c, unsigned mask)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		if (mask & CERT_BIT(k) && (!c->aside[k].there || c->aside_certs[k].len == 0))
			return 0x6985;
	for (k = 0; k < CERT_COUNT; k++)
		if (mask & CERT_BIT(k)) {
			c->keys[k] = c->aside[k];
			other_card_put_cert(&c->other, k == CERT_SIGN, c->aside_certs[k].der, c->aside_certs[k].len);
			remove_pair(c, 0x10 | k);
		}
	return 0x9000;
}

static uint16_t
update(struct place_card *c, const struct told *t)
{
	const size_t at = (size_t)(t->p1 << 8 | t->p2), n = t->lc - 1;
	size_t len;

	if (t->lc < 2 || !is_kk(t->data[0]))
		return 0x6a80;
	(void)bytes_of(c, t->data[0], &len);
	if ((at != 0 && at != len) || at + n > OTHER_FILE_MAX)
		return 0x6b00;
	put_bytes(c, t->data[0], at, t->data + 1, n);
	return 0x9000;
}

static uint16_t
read_back(const struct place_card *c, const struct told *t, unsigned char *out, size_t *n)
{
	const size_t at = (size_t)(t->p1 << 8 | t->p2);
	const unsigned char *bytes;
	size_t len;

	if (t->lc != 1 || !is_kk(t->data[0]))
		return 0x6a80;
	bytes = bytes_of(c, t->data[0], &len);
	if (at >= len)
		return 0x6b00;
	*n = len - at < 256 ? len - at : 256;
	memcpy(out, bytes + at, *n);
	return 0x9000;
}

static uint16_t
reset(struct place_card *c, enum cert_kind kind, const struct told *t)
{
	if (t->lc == 0 || t->lc > 16)
		return 0x6700;
	memcpy(c->other.pins[pins[kind]].value, t->data, t->lc);
	c->other.pins[pins[kind]].value[t->lc] = '\0';
	c->other.pins[pins[kind]].left = tries[kind];
	return 0x9000;
}

static uint16_t
privileged(struct place_card *c, const struct told *t, unsigned char *out, size_t *n)
{
	if (t->ins == 0xd6)
		return update(c, t);
	if (t->ins == 0xb0)
		return read_back(c, t, out, n);
	if (t->ins == 0x44)
		return take_over(c, t->p2);
	if (t->p1 != 0 || !is_kk(t->p2))
		return 0x6a86;
	switch (t->ins) {
	case 0xca:
		*n = status(c, t->p2, out);
		return 0x9000;
	case 0xe2:
		return put_key(c, t->p2, t);
	case 0x2c:
		return reset(c, (enum cert_kind)(t->p2 & 0x0f), t);
	case 0x04:
		remove_pair(c, t->p2);
		return 0x9000;
	case 0x0e:
		memset(key_of(c, t->p2), 0, sizeof(struct place_key));
		return 0x9000;
	default:
		return 0x6d00;
	}
}

static size_t
answer(struct place_card *c, const unsigned char *in, size_t len, unsigned char *out)
{
	static const unsigned char select[] = { 0x00, 0xa4, 0x04, 0x0c };
	struct told t;
	uint16_t sw;
	size_t n = 0;

	if (len >= sizeof(select) && memcmp(in, select, sizeof(select)) == 0)
		c->selected = len >= 5 + sizeof(place_aid) && in[4] == sizeof(place_aid) &&
		    memcmp(in + 5, place_aid, sizeof(place_aid)) == 0;
	if (!c->selected)
		return other_card_answer(&c->other, in, len, out);
	t = (struct told){ in[0], in[1], in[2], in[3], in + 5, len > 5 ? in[4] : 0 };
	if (t.cla == 0x00 && t.ins == 0xa4)
		sw = 0x9000;
	else if (t.cla != 0x90 || 5 + t.lc > len)
		sw = 0x6e00;
	else {
		c->privileged++;
		sw = privileged(c, &t, out, &n);
	}
	out[n] = (unsigned char)(sw >> 8);
	out[n + 1] = (unsigned char)sw;
	return n + 2;
}

/* --- its wire ----------------------------------------------------------------------------------- */

struct place_wire { struct wire wire; struct place_card *card; };

static struct place_card *
card_of(struct wire *w)
{
	return ((struct place_wire *)(void *)w)->card;
}

static void
power(struct wire *w, bool on)
{
	card_of(w)->selected = false;
	other_card_power(&card_of(w)->other, on);
}

static enum err
power_on(struct wire *w)
{
	power(w, true);
	return ERR_NONE;
}

static void
power_off(struct wire *w)
{
	power(w, false);
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *out, size_t cap, size_t *n)
{
	unsigned char whole[OTHER_ANSWER_MAX];

	*n = answer(card_of(w), command, len, whole);
	if (*n > cap)
		return ERR_CARD_ANSWER;
	memcpy(out, whole, *n);
	return ERR_NONE;
}

static void
state(struct wire *w, struct wire_state *s)
{
	(void)w;
	*s = (struct wire_state){ .card = true, .changes = 1, .reader = "place" };
}

static int
event_fd(struct wire *w)
{
	(void)w;
	return -1;
}

static void
release(struct wire *w)
{
	free(w);
}

struct wire *
place_wire_new(struct place_card *card)
{
	static const struct wire_ops ops = { .name = "place", .power_on = power_on, .transmit = transmit,
	    .power_off = power_off, .state = state, .event_fd = event_fd, .free = release };
	struct place_wire *w = calloc(1, sizeof(*w));

	if (w == NULL)
		abort();
	*w = (struct place_wire){ .wire = { .ops = &ops }, .card = card };
	return &w->wire;
}
