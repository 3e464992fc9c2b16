/* MACs and encryption of SCP03. Source: GlobalPlatform Card Specification 2.3, Amendment D 1.1.2. */
#include "card/perso/training/sm-private.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

static const struct aes { size_t len; char mac[12]; const EVP_CIPHER *(*cbc)(void); } aes[] = {
	{ 16, "AES-128-CBC", EVP_aes_128_cbc },
	{ 24, "AES-192-CBC", EVP_aes_192_cbc },
	{ 32, "AES-256-CBC", EVP_aes_256_cbc },
};

static const struct aes *
aes_of(size_t key_len)
{
	size_t i;

	for (i = 0; i < sizeof(aes) / sizeof(*aes); i++)
		if (aes[i].len == key_len)
			return &aes[i];
	return NULL;
}

bool
sm_key_len_valid(size_t len)
{
	return aes_of(len) != NULL;
}

void
sm_close(struct sm *sm)
{
	OPENSSL_cleanse(sm, sizeof(*sm));
}

enum err
sm_broken(struct sm *sm, enum err e)
{
	sm_close(sm);
	return e;
}

enum err
sm_cmac(const unsigned char *key, size_t key_len, const struct sm_part *parts, size_t n, unsigned char out[SM_BLOCK])
{
	const struct aes *a = aes_of(key_len);
	char cipher[sizeof(a->mac)];
	OSSL_PARAM params[2] = { OSSL_PARAM_END, OSSL_PARAM_END };
	EVP_MAC *mac = NULL;
	EVP_MAC_CTX *ctx = NULL;
	enum err e = ERR_CRYPTO;
	size_t i, len;

	if (a == NULL)
		return ERR_CRYPTO;
	memcpy(cipher, a->mac, sizeof(cipher));
	params[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0);
	if ((mac = EVP_MAC_fetch(NULL, "CMAC", NULL)) == NULL || (ctx = EVP_MAC_CTX_new(mac)) == NULL ||
	    EVP_MAC_init(ctx, key, key_len, params) != 1)
		goto out;
	for (i = 0; i < n; i++)
		if (parts[i].len > 0 && EVP_MAC_update(ctx, parts[i].bytes, parts[i].len) != 1)
			goto out;
	if (EVP_MAC_final(ctx, out, &len, SM_BLOCK) == 1 && len == SM_BLOCK)
		e = ERR_NONE;
out:
	EVP_MAC_CTX_free(ctx);
	EVP_MAC_free(mac);
	return e;
}

/* AES-CBC with S-ENC over whole blocks, no padding; in and out may be the same. */
static enum err
cbc(const struct sm *sm, bool encrypt, const unsigned char iv[SM_BLOCK], const unsigned char *in, size_t len,
    unsigned char *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	enum err e = ERR_CRYPTO;
	int n = 0;

	if (ctx != NULL && EVP_CipherInit_ex(ctx, aes_of(sm->key_len)->cbc(), NULL, sm->s_enc, iv, encrypt) == 1 &&
	    EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 && EVP_CipherUpdate(ctx, out, &n, in, (int)len) == 1 &&
	    (size_t)n == len)
		e = ERR_NONE;
	EVP_CIPHER_CTX_free(ctx);
	return e;
}

/* The first block to chain to, of a command's data or of its answer's (6.2.6, 6.2.7): the counter, enciphered. */
static enum err
make_icv(const struct sm *sm, bool answer, unsigned char icv[SM_BLOCK])
{
	const unsigned char zero[SM_BLOCK] = { 0 };
	unsigned char block[SM_BLOCK] = { 0 };
	int i;

	block[0] = answer ? 0x80 : 0;
	for (i = 0; i < 4; i++)
		block[SM_BLOCK - 1 - i] = (unsigned char)(sm->counter >> 8 * i);
	return cbc(sm, true, zero, block, SM_BLOCK, icv);
}

enum err
sm_encipher(const struct sm *sm, bool answer, const unsigned char *in, size_t len, unsigned char *out, size_t *out_len)
{
	unsigned char icv[SM_BLOCK];
	size_t padded = (len / SM_BLOCK + 1) * SM_BLOCK;
	enum err e;

	if ((e = make_icv(sm, answer, icv)) != ERR_NONE)
		return e;
	memmove(out, in, len);
	memset(out + len, 0, padded - len);
	out[len] = 0x80;
	*out_len = padded;
	return cbc(sm, true, icv, out, padded, out);
}

enum err
sm_decipher(const struct sm *sm, bool answer, const unsigned char *in, size_t len, unsigned char *out, size_t *out_len)
{
	unsigned char icv[SM_BLOCK];
	enum err e;

	if (len == 0 || len % SM_BLOCK != 0)
		return ERR_CHANNEL;
	if ((e = make_icv(sm, answer, icv)) != ERR_NONE || (e = cbc(sm, false, icv, in, len, out)) != ERR_NONE)
		return e;
	while (len > 0 && out[len - 1] == 0)
		len--;
	if (len == 0 || out[len - 1] != 0x80)
		return ERR_CHANNEL;
	*out_len = len - 1;
	return ERR_NONE;
}

enum err
sm_command_mac(const struct sm *sm, const unsigned char header[5], const unsigned char *data, size_t len,
    unsigned char full[SM_BLOCK])
{
	const struct sm_part parts[] = { { sm->chain, SM_BLOCK }, { header, 5 }, { data, len } };

	return sm_cmac(sm->s_mac, sm->key_len, parts, 3, full);
}

enum err
sm_answer_mac(const struct sm *sm, const struct reply *r, size_t len, unsigned char full[SM_BLOCK])
{
	const unsigned char sw[2] = { (unsigned char)(r->sw >> 8), (unsigned char)(r->sw & 0xff) };
	const struct sm_part parts[] = { { sm->chain, SM_BLOCK }, { r->data, len }, { sw, 2 } };

	return sm_cmac(sm->s_rmac, sm->key_len, parts, 3, full);
}

bool
sm_protected_status(uint16_t sw)
{
	return sw == 0x9000 || sw >> 8 == 0x62 || sw >> 8 == 0x63;
}
