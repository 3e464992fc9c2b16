/* COMPUTE DIGITAL SIGNATURE of the training card: 80 2A, six ways by P1. Source: sources(7) C2. */
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "card/virtual/parts-private.h"

#define SIGNATURE_LEN 256
#define DIGEST_LEN 32

/* What P1 asks for: who hashes, whether DigestInfo is added, which padding. */
static const struct method { bool card_hashes, info, pss; size_t min, max; } methods[] = {
	[0] = { false, false, false, 1, 245 },
	[1] = { true, false, false, 1, APDU_DATA_MAX },
	[2] = { false, true, false, DIGEST_LEN, DIGEST_LEN },
	[3] = { true, true, false, 1, APDU_DATA_MAX },
	[4] = { false, true, true, DIGEST_LEN, DIGEST_LEN },
	[5] = { true, true, true, 1, APDU_DATA_MAX },
};

/* Whoever names a digest to OpenSSL gets DigestInfo (or PSS over it); without one the bytes are padded as they are. */
static bool
compute(EVP_PKEY *key, const struct method *m, const unsigned char *in, size_t len, struct reply *r)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	bool done = ctx != NULL && EVP_PKEY_sign_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, m->pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING) == 1 &&
	    (!m->info || EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) == 1) &&
	    (!m->pss || EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, RSA_PSS_SALTLEN_DIGEST) == 1);

	r->len = sizeof(r->data);
	done = done && EVP_PKEY_sign(ctx, r->data, &r->len, in, len) == 1 && r->len == SIGNATURE_LEN;
	if (!done)
		r->len = 0;
	EVP_PKEY_CTX_free(ctx);
	return done;
}

static uint16_t
sign_with(const struct virtual_card *c, const struct method *m, const struct virtual_command *cmd, struct reply *r)
{
	const struct virtual_chunk *chunk = &c->state.chunks[SLOT_KEYS + 2 * c->ef->index + ACTIVE];
	unsigned char digest[DIGEST_LEN];
	const unsigned char *in = cmd->data;
	size_t len = cmd->lc;
	EVP_PKEY *key;
	bool done;

	if (m->card_hashes) {
		if (EVP_Digest(cmd->data, cmd->lc, digest, NULL, EVP_sha256(), NULL) != 1)
			return 0x6f00;
		in = digest;
		len = sizeof(digest);
	}
	if ((key = virtual_key_load(chunk->bytes, chunk->len)) == NULL)
		return 0x6f00;
	done = compute(key, m, in, len, r);
	EVP_PKEY_free(key);
	return done ? 0x9000 : 0x6f00;
}

uint16_t
virtual_sign(struct virtual_card *c, const struct virtual_command *cmd, struct reply *r)
{
	const struct method *m;
	uint16_t sw;

	if (cmd->p1 >= sizeof(methods) / sizeof(*methods))
		return 0x6a86;
	m = &methods[cmd->p1];
	if ((sw = virtual_name_ef(c, cmd->p2)) != 0x9000)
		return sw;
	if (c->ef->kind != EF_KEY)
		return 0x6981;
	if ((c->verified & c->ef->opened_by) == 0)
		return 0x6982;
	if (cmd->lc == 0)
		return 0x6700;
	if (cmd->lc < m->min || cmd->lc > m->max)
		return 0x6985;
	return sign_with(c, m, cmd, r);
}
