/* Keys of SCP03: session keys, cryptograms and challenges from the static keys. Source: Amendment D 4.1.5, 6.2. */
#include <openssl/crypto.h>
#include <string.h>

#include "card/perso/training/sm-private.h"

/* Derivation constants (table 4-1). */
enum derive {
	DERIVE_CARD_CRYPTOGRAM = 0x00, DERIVE_HOST_CRYPTOGRAM = 0x01, DERIVE_CARD_CHALLENGE = 0x02,
	DERIVE_S_ENC = 0x04, DERIVE_S_MAC = 0x06, DERIVE_S_RMAC = 0x07
};

/*
 * NIST SP 800-108 in counter mode as Amendment D 4.1.5 lays it out: label, 00, length in bits, counter, context.
 * By hand, because OpenSSL's KBKDF puts a 32-bit counter first. len is at most two blocks.
 */
static enum err
derive(const unsigned char *key, size_t key_len, enum derive what, struct sm_part context,
    unsigned char *out, size_t len)
{
	unsigned char block[16] = { 0 }, piece[SM_BLOCK];
	const struct sm_part parts[] = { { block, sizeof(block) }, context };
	enum err e = ERR_NONE;
	size_t at, n;

	block[11] = (unsigned char)what;
	block[13] = (unsigned char)(len * 8 >> 8);
	block[14] = (unsigned char)(len * 8);
	for (at = 0; at < len && e == ERR_NONE; at += n) {
		block[15]++;
		n = len - at < SM_BLOCK ? len - at : SM_BLOCK;
		if ((e = sm_cmac(key, key_len, parts, 2, piece)) == ERR_NONE)
			memcpy(out + at, piece, n);
	}
	OPENSSL_cleanse(piece, sizeof(piece));
	return e;
}

/* Counting up, or one byte all along: what specifications and examples print; and a maker's that is printed as often. */
static bool
well_known(const unsigned char *key)
{
	static const unsigned char sample[16] = "GEMXPRESSOSAMPLE";
	bool counts = true, same = true;
	size_t i;

	for (i = 1; i < 16; i++) {
		counts = counts && key[i] == (unsigned char)(key[i - 1] + 1);
		same = same && key[i] == key[0];
	}
	return counts || same || memcmp(key, sample, sizeof(sample)) == 0;
}

bool
sm_keys_published(const struct sm_keys *k)
{
	return well_known(k->enc) || well_known(k->mac) || well_known(k->dek);
}

enum err
sm_derive(struct sm *sm, const struct sm_keys *k, const unsigned char host[8], const unsigned char card[8],
    unsigned char host_cryptogram[8], unsigned char card_cryptogram[8])
{
	unsigned char both[16];
	const struct sm_part context = { both, sizeof(both) };
	size_t n = k->len;
	enum err e;

	sm_close(sm);
	if (!sm_key_len_valid(n))
		return ERR_CHANNEL_KEYS;
	memcpy(both, host, 8);
	memcpy(both + 8, card, 8);
	sm->key_len = n;
	if ((e = derive(k->enc, n, DERIVE_S_ENC, context, sm->s_enc, n)) != ERR_NONE ||
	    (e = derive(k->mac, n, DERIVE_S_MAC, context, sm->s_mac, n)) != ERR_NONE ||
	    (e = derive(k->mac, n, DERIVE_S_RMAC, context, sm->s_rmac, n)) != ERR_NONE ||
	    (e = derive(sm->s_mac, n, DERIVE_HOST_CRYPTOGRAM, context, host_cryptogram, 8)) != ERR_NONE ||
	    (e = derive(sm->s_mac, n, DERIVE_CARD_CRYPTOGRAM, context, card_cryptogram, 8)) != ERR_NONE)
		return sm_broken(sm, e);
	return ERR_NONE;
}

enum err
sm_card_challenge(const struct sm_keys *k, const unsigned char sequence[3], const unsigned char *aid, size_t aid_len,
    unsigned char challenge[8])
{
	unsigned char context[3 + 16];

	if (aid_len > 16)
		return ERR_TOO_LONG;
	if (!sm_key_len_valid(k->len))
		return ERR_CHANNEL_KEYS;
	memcpy(context, sequence, 3);
	memcpy(context + 3, aid, aid_len);
	return derive(k->enc, k->len, DERIVE_CARD_CHALLENGE, (struct sm_part){ context, 3 + aid_len }, challenge, 8);
}
