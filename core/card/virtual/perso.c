/* The privileged commands of the training card, as they come out of the channel. Source: perso/training/training.h. */
#include "card/perso/training/training.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "card/virtual/parts-private.h"

#define SPKI_MAX 600

static const struct { unsigned ref; enum pin_kind pin; } refs[] = {
	[TRAINING_SIGN] = { REF_SIGN, PIN_SIGN },
	[TRAINING_AUTH] = { REF_AUTH, PIN_AUTH },
	[TRAINING_JUKI] = { REF_JUKI, PIN_JUKI },
	[TRAINING_ASSIST] = { REF_ASSIST, PIN_ASSIST },
	[TRAINING_JUKI_COMMON] = { REF_JUKI_COMMON, PIN_JUKI },
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
	if (!to_kind(cmd->data[0], &kind) || (what != 1 && what != 2) || key_of(&c->state, kind, PENDING)->len == 0)
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

/* As it stands: a small letter would be folded by the terminal, so it is none of the card's. */
static bool
has_format(enum pin_kind kind, const unsigned char *bytes, size_t len)
{
	struct secret pin = { .len = 0 };
	bool right = secret_set(&pin, bytes, len) == ERR_NONE && pin_check(kind, &pin) == ERR_NONE &&
	    CRYPTO_memcmp(pin.bytes, bytes, len) == 0;

	secret_wipe(&pin);
	return right;
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
	if (!has_format(refs[cmd->p2].pin, cmd->data, cmd->lc))
		return 0x6a80;
	ref = refs[cmd->p2].ref;
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

bool
virtual_is_privileged(unsigned char ins)
{
	return find(ins) != NULL;
}

uint16_t
virtual_privileged(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	const struct privileged *p = find(cmd->ins);

	return p != NULL ? p->run(c, cmd, r) : 0x6d00;
}
