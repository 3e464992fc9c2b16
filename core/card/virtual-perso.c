/* The privileged half of the training card, behind SCP03 at level 33. The contract is card/perso.h, to the byte. */
#include "card/perso.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "card/virtual-parts.h"

#define KEY_VERSION 0x01
#define SCP03 0x03
#define PSEUDO_RANDOM 0x70
#define SPKI_MAX 600

static const unsigned refs[] = {
	[PERSO_SIGN] = REF_SIGN, [PERSO_AUTH] = REF_AUTH, [PERSO_JUKI] = REF_JUKI, [PERSO_ASSIST] = REF_ASSIST,
	[PERSO_JUKI_COMMON] = REF_JUKI_COMMON,
};

/* kk of a command: 01 sign, 02 auth. */
static bool
to_kind(unsigned kk, enum cert_kind *kind)
{
	*kind = kk == 1 ? CERT_SIGN : CERT_AUTH;
	return kk == 1 || kk == 2;
}

static struct virtual_chunk *
key_of(struct virtual_state *s, enum cert_kind kind, enum virtual_which which)
{
	return &s->chunks[SLOT_KEYS + 2 * (unsigned)kind + which];
}

static struct virtual_chunk *
cert_of(struct virtual_state *s, enum cert_kind kind, enum virtual_which which)
{
	return &s->chunks[SLOT_CERTS + 2 * (unsigned)kind + which];
}

static void
drop(struct virtual_state *s, enum cert_kind kind, enum virtual_which which)
{
	OPENSSL_cleanse(key_of(s, kind, which), sizeof(struct virtual_chunk));
	cert_of(s, kind, which)->len = 0;
}

static uint16_t
commit(struct virtual_card *c)
{
	return virtual_commit(c) == ERR_NONE ? 0x9000 : 0x6581;
}

/* One object of GET DATA: the tag, 32, and the SHA-256; nothing where there is nothing to hash. */
static bool
put_hash(struct reply *r, unsigned char tag, const unsigned char *bytes, size_t len)
{
	if (len == 0)
		return true;
	r->data[r->len] = tag;
	r->data[r->len + 1] = CERT_HASH;
	if (EVP_Digest(bytes, len, r->data + r->len + 2, NULL, EVP_sha256(), NULL) != 1)
		return false;
	r->len += 2 + CERT_HASH;
	return true;
}

static bool
put_pair(struct virtual_card *c, enum cert_kind kind, enum virtual_which which, struct reply *r)
{
	const struct virtual_chunk *key = key_of(&c->state, kind, which), *cert = cert_of(&c->state, kind, which);
	unsigned char spki[SPKI_MAX], tag = which == ACTIVE ? 0x90 : 0x92;
	size_t len = 0;

	if (key->len > 0 && virtual_public_key(key->bytes, key->len, spki, sizeof(spki), &len) != ERR_NONE)
		return false;
	return put_hash(r, tag, spki, len) && put_hash(r, (unsigned char)(tag + 1), cert->bytes, cert->len);
}

static uint16_t
status(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	enum cert_kind kind;

	if (cmd->p1 != 1 || !to_kind(cmd->p2, &kind))
		return 0x6a86;
	if (cmd->lc != 0)
		return 0x6700;
	return put_pair(c, kind, ACTIVE, r) && put_pair(c, kind, PENDING, r) ? 0x9000 : 0x6f00;
}

static uint16_t
generate(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	struct virtual_chunk *key;
	enum cert_kind kind;

	(void)r;
	if (cmd->p1 != 0 || !to_kind(cmd->p2, &kind))
		return 0x6a86;
	if (cmd->lc != 0)
		return 0x6700;
	drop(virtual_draft(c), kind, PENDING);
	key = key_of(&c->draft, kind, PENDING);
	if (virtual_new_key(key->bytes, sizeof(key->bytes), &key->len) != ERR_NONE)
		return 0x6f00;
	return commit(c);
}

static uint16_t
select_pending(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	enum cert_kind kind;
	unsigned what;

	(void)r;
	if (cmd->p1 != 2 || cmd->p2 != 0x0c)
		return 0x6a86;
	if (cmd->lc != 2)
		return 0x6700;
	what = cmd->data[1];
	if (!to_kind(cmd->data[0], &kind) || (what != 1 && what != 2) ||
	    (what == 1 && key_of(&c->state, kind, PENDING)->len == 0))
		return 0x6a82;
	c->privileged_ef = (unsigned)cmd->data[0] << 8 | what;
	return 0x9000;
}

static uint16_t
read_pending(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	size_t offset = (size_t)(cmd->p1 << 8 | cmd->p2), le = cmd->le < SM_DATA_MAX ? cmd->le : SM_DATA_MAX, len;
	const struct virtual_chunk *cert, *key;
	unsigned char spki[SPKI_MAX];
	enum cert_kind kind;

	if (!to_kind(c->privileged_ef >> 8, &kind))
		return 0x6986;
	if (cmd->p1 >= 0x80)
		return 0x6a86;
	if (cmd->lc != 0 || cmd->le == 0)
		return 0x6700;
	cert = cert_of(&c->state, kind, PENDING);
	if ((c->privileged_ef & 0xff) == 2)
		return virtual_piece(cert->bytes, cert->len, offset, le, r);
	key = key_of(&c->state, kind, PENDING);
	if (virtual_public_key(key->bytes, key->len, spki, sizeof(spki), &len) != ERR_NONE)
		return 0x6f00;
	return virtual_piece(spki, len, offset, le, r);
}

/* Pieces may be written again, but leave no gap; offset 0 begins anew. */
static uint16_t
write_pending(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	size_t offset = (size_t)(cmd->p1 << 8 | cmd->p2);
	struct virtual_chunk *cert;
	enum cert_kind kind;

	(void)r;
	if (!to_kind(c->privileged_ef >> 8, &kind))
		return 0x6986;
	if ((c->privileged_ef & 0xff) != 2)
		return 0x6981;
	if (cmd->p1 >= 0x80)
		return 0x6a86;
	if (cmd->lc == 0)
		return 0x6700;
	if (key_of(&c->state, kind, PENDING)->len == 0)
		return 0x6985;
	cert = cert_of(virtual_draft(c), kind, PENDING);
	if (offset == 0)
		cert->len = 0;
	if (offset > cert->len)
		return 0x6b00;
	if (offset + cmd->lc > sizeof(cert->bytes))
		return 0x6a84;
	memcpy(cert->bytes + offset, cmd->data, cmd->lc);
	if (cert->len < offset + cmd->lc)
		cert->len = offset + cmd->lc;
	return commit(c);
}

/* The one switch: every pair of the mask in one write of the file, or none. */
static uint16_t
activate(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	struct virtual_state *s;
	unsigned k;

	(void)r;
	if (cmd->p1 != 0 || cmd->p2 == 0 || (cmd->p2 & ~CERT_BOTH) != 0)
		return 0x6a86;
	if (cmd->lc != 0)
		return 0x6700;
	s = virtual_draft(c);
	for (k = 0; k < CERT_COUNT; k++) {
		if ((cmd->p2 & CERT_BIT(k)) == 0)
			continue;
		if (!virtual_key_fits(key_of(s, k, PENDING), cert_of(s, k, PENDING)))
			return 0x6985;
		*key_of(s, k, ACTIVE) = *key_of(s, k, PENDING);
		*cert_of(s, k, ACTIVE) = *cert_of(s, k, PENDING);
		drop(s, k, PENDING);
	}
	return commit(c);
}

static uint16_t
deactivate(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	struct virtual_state *s;
	unsigned k;

	(void)r;
	if (cmd->p1 > 1 || cmd->p2 == 0 || (cmd->p2 & ~CERT_BOTH) != 0)
		return 0x6a86;
	if (cmd->lc != 0)
		return 0x6700;
	s = virtual_draft(c);
	for (k = 0; k < CERT_COUNT; k++)
		if ((cmd->p2 & CERT_BIT(k)) != 0)
			drop(s, k, cmd->p1 == 0 ? ACTIVE : PENDING);
	return commit(c);
}

static uint16_t
reset_retry_counter(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	unsigned ref;

	(void)r;
	if (cmd->p1 != 2 || cmd->p2 == 0 || cmd->p2 >= sizeof(refs) / sizeof(*refs))
		return 0x6a86;
	if (cmd->lc == 0 || cmd->lc > VIRTUAL_PIN_MAX)
		return 0x6700;
	ref = refs[cmd->p2];
	if (virtual_ref_set(&virtual_draft(c)->fixed.refs[ref], virtual_ref_max[ref], cmd->data, cmd->lc) != ERR_NONE)
		return 0x6f00;
	return commit(c);
}

static const struct privileged {
	unsigned char ins;
	uint16_t (*run)(struct virtual_card *, const struct virtual_command *, struct reply *);
} table[] = {
	{ 0x04, deactivate },
	{ 0x2C, reset_retry_counter },
	{ 0x44, activate },
	{ 0x47, generate },
	{ 0xA4, select_pending },
	{ 0xB0, read_pending },
	{ 0xCA, status },
	{ 0xD6, write_pending },
};

static const struct privileged *
find(unsigned char ins)
{
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (table[i].ins == ins)
			return &table[i];
	return NULL;
}

static void
load_keys(const struct virtual_fixed *f, struct sm_keys *k)
{
	k->len = f->key_len;
	memcpy(k->enc, f->enc, sizeof(k->enc));
	memcpy(k->mac, f->mac, sizeof(k->mac));
	memcpy(k->dek, f->dek, sizeof(k->dek));
}

/* The counter's new value is on disk before it is used: no challenge is ever given twice. */
static bool
count_up(struct virtual_card *c)
{
	unsigned char *s = virtual_draft(c)->fixed.sequence;
	int i;

	for (i = 2; i >= 0 && ++s[i] == 0; i--)
		;
	return i >= 0 && virtual_commit(c) == ERR_NONE;
}

/* 10 bytes of diversification data, key version, SCP03, i=70, challenge, cryptogram, counter (Amendment D 7.1.1). */
static uint16_t
initialize_update(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	static const unsigned char info[3] = { KEY_VERSION, SCP03, PSEUDO_RANDOM };
	unsigned char challenge[8], cryptogram[8];
	const unsigned char *aid;
	struct sm_keys keys;
	size_t aid_len;
	bool done;

	if (cmd->p1 != 0 || cmd->p2 != 0)
		return 0x6a86;
	if (cmd->lc != 8)
		return 0x6700;
	sm_close(&c->sm);
	if (!count_up(c))
		return 0x6581;
	aid = virtual_training_aid(&aid_len);
	load_keys(&c->state.fixed, &keys);
	done = sm_card_challenge(&keys, c->state.fixed.sequence, aid, aid_len, challenge) == ERR_NONE &&
	    sm_derive(&c->sm, &keys, cmd->data, challenge, c->host_cryptogram, cryptogram) == ERR_NONE;
	OPENSSL_cleanse(&keys, sizeof(keys));
	if (!done)
		return 0x6f00;
	memset(r->data, 0, 10);
	memcpy(r->data + 10, info, 3);
	memcpy(r->data + 13, challenge, 8);
	memcpy(r->data + 21, cryptogram, 8);
	memcpy(r->data + 29, c->state.fixed.sequence, 3);
	r->len = 32;
	return 0x9000;
}

static void
header_of(const struct virtual_command *cmd, unsigned char header[5])
{
	memcpy(header, (const unsigned char[]){ cmd->cla, cmd->ins, cmd->p1, cmd->p2, (unsigned char)cmd->lc }, 5);
}

static uint16_t
external_authenticate(struct virtual_card *c, const struct virtual_command *cmd)
{
	unsigned char header[5];
	enum err e;

	header_of(cmd, header);
	e = sm_card_unwrap_auth(&c->sm, header, cmd->data, cmd->lc, c->host_cryptogram);
	OPENSSL_cleanse(c->host_cryptogram, sizeof(c->host_cryptogram));
	return e == ERR_NONE ? 0x9000 : 0x6982;
}

static uint16_t
through_channel(struct virtual_card *c, const struct virtual_command *sealed, struct reply *r)
{
	unsigned char header[5], data[APDU_DATA_MAX];
	struct virtual_command cmd = *sealed;
	const struct privileged *p;

	if (sealed->extended)
		return 0x6700;
	header_of(sealed, header);
	if (sm_card_unwrap(&c->sm, header, sealed->data, sealed->lc, data, sizeof(data), &cmd.lc) != ERR_NONE)
		return 0x6982;
	cmd.data = data;
	p = find(cmd.ins);
	r->sw = p != NULL ? p->run(c, &cmd, r) : 0x6d00;
	OPENSSL_cleanse(data, sizeof(data));
	if (sm_card_wrap(&c->sm, r) != ERR_NONE) {
		r->len = 0;
		return 0x6f00;
	}
	return r->sw;
}

uint16_t
virtual_perso(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	if (cmd->cla == 0x80 && cmd->ins == 0x50)
		return initialize_update(c, cmd, r);
	if (cmd->cla == 0x84 && cmd->ins == 0x82)
		return cmd->p2 == 0 && !cmd->extended ? external_authenticate(c, cmd) : 0x6a86;
	if (cmd->cla == 0x84)
		return through_channel(c, cmd, r);
	if (cmd->cla != 0x00 && cmd->cla != 0x80)
		return 0x6e00;
	return find(cmd->ins) != NULL ? 0x6982 : 0x6d00;
}
