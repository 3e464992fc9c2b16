/* The training card's references: VERIFY, its query, CHANGE REFERENCE DATA. Source: sources(7) C2, JICSAP 1.1. */
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "card/virtual/parts-private.h"

/* A card file that is stolen shall not give its PINs away at a glance; more rounds would only slow the tests. */
#define ROUNDS 1000

const unsigned char virtual_ref_max[REF_COUNT] = {
	[REF_SIGN] = 5, [REF_AUTH] = 3, [REF_JUKI] = 3, [REF_JUKI_COMMON] = 3, [REF_ASSIST] = 3, [REF_BLOCKED] = 3,
	[REF_A] = 10, [REF_B] = 10,
};

static bool
hash(const struct virtual_ref *r, const unsigned char *value, size_t len, unsigned char out[32])
{
	char text[VIRTUAL_PIN_MAX];
	bool done;

	memcpy(text, value, len);
	done = PKCS5_PBKDF2_HMAC(text, (int)len, r->salt, sizeof(r->salt), ROUNDS, EVP_sha256(), 32, out) == 1;
	OPENSSL_cleanse(text, sizeof(text));
	return done;
}

enum err
virtual_ref_set(struct virtual_ref *r, unsigned max, const void *value, size_t len)
{
	if (len > VIRTUAL_PIN_MAX)
		return ERR_TOO_LONG;
	r->max = r->tries = (unsigned char)max;
	if (RAND_bytes(r->salt, sizeof(r->salt)) != 1 || !hash(r, value, len, r->hash))
		return ERR_CRYPTO;
	return ERR_NONE;
}

/* The counter is on disk before the answer is given: power cut in between costs the try, it doesn't save it. */
static uint16_t
set_tries(struct virtual_card *c, unsigned ref, unsigned tries)
{
	if (c->state.fixed.refs[ref].tries == tries)
		return 0x9000;
	virtual_draft(c)->fixed.refs[ref].tries = (unsigned char)tries;
	return virtual_commit(c) == ERR_NONE ? 0x9000 : 0x6581;
}

static uint16_t
try_value(struct virtual_card *c, unsigned ref, const unsigned char *value, size_t len)
{
	const struct virtual_ref *r = &c->state.fixed.refs[ref];
	unsigned char given[32];
	unsigned left = r->tries;
	bool right;

	if (!hash(r, value, len, given))
		return 0x6f00;
	right = CRYPTO_memcmp(given, r->hash, sizeof(given)) == 0;
	left = right ? r->max : left - 1;
	if (set_tries(c, ref, left) != 0x9000)
		return 0x6581;
	if (right)
		c->verified |= REF_BIT(ref);
	else
		c->verified &= ~REF_BIT(ref);
	return right ? 0x9000 : (uint16_t)(0x63c0 | left);
}

uint16_t
virtual_verify(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	unsigned left;
	uint16_t sw;

	(void)r;
	if (cmd->p1 != 0)
		return 0x6a86;
	if ((sw = virtual_name_ef(c, cmd->p2)) != 0x9000)
		return sw;
	if (c->ef->kind != EF_PIN)
		return 0x6981;
	left = c->state.fixed.refs[c->ef->index].tries;
	if (cmd->lc == 0)
		return (uint16_t)(0x63c0 | left);	/* the query, which costs nothing (JICSAP 6.4.9 (5)) */
	if (cmd->lc > VIRTUAL_PIN_MAX)
		return 0x6700;
	if (left == 0)
		return 0x6984;
	return try_value(c, c->ef->index, cmd->data, cmd->lc);
}

/* Both forms: 00 24 01 in JPKI and text, 80 32 00 in 住基 and 共通. */
uint16_t
virtual_change(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	unsigned ref;
	uint16_t sw;

	(void)r;
	if (cmd->p1 != (cmd->ins == 0x24 ? 1 : 0))
		return 0x6a86;
	if ((sw = virtual_name_ef(c, cmd->p2)) != 0x9000)
		return sw;
	if (c->ef->kind != EF_PIN)
		return 0x6981;
	ref = c->ef->index;
	if (ref == REF_A || ref == REF_B || (c->verified & REF_BIT(ref)) == 0)
		return 0x6982;		/* 照合番号 stand on the card's face: nobody changes them */
	if (cmd->lc == 0 || cmd->lc > VIRTUAL_PIN_MAX)
		return 0x6700;
	if (virtual_ref_set(&virtual_draft(c)->fixed.refs[ref], virtual_ref_max[ref], cmd->data, cmd->lc) != ERR_NONE)
		return 0x6f00;
	return virtual_commit(c) == ERR_NONE ? 0x9000 : 0x6581;
}
