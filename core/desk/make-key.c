/* Makes a pair for cards that take one made elsewhere. */
#include "desk/run-private.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#define RSA_BITS 2048

/* The private key as PKCS#8; its DER stands nowhere but in the run. */
static enum err
put_private(EVP_PKEY *key, struct run_cert *c)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	unsigned char *p = c->key;
	const int len = info != NULL ? i2d_PKCS8_PRIV_KEY_INFO(info, NULL) : -1;
	const bool fits = len > 0 && (size_t)len <= sizeof(c->key);

	if (fits)
		c->key_len = (size_t)i2d_PKCS8_PRIV_KEY_INFO(info, &p);
	PKCS8_PRIV_KEY_INFO_free(info);
	return fits ? ERR_NONE : ERR_CRYPTO;
}

static enum err
put_public(EVP_PKEY *key, struct run_cert *c)
{
	unsigned char *p = c->spki;
	const int len = i2d_PUBKEY(key, NULL);

	if (len <= 0 || (size_t)len > sizeof(c->spki))
		return ERR_CRYPTO;
	c->spki_len = (size_t)i2d_PUBKEY(key, &p);
	return ERR_NONE;
}

enum err
run_make_key(struct run_cert *c, enum perso_key kind)
{
	EVP_PKEY *key = kind == PERSO_EC_P384 ? EVP_EC_gen("P-384") : EVP_RSA_gen(RSA_BITS);
	enum err e;

	if (key == NULL)
		return ERR_CRYPTO;
	if ((e = put_private(key, c)) == ERR_NONE)
		e = put_public(key, c);
	EVP_PKEY_free(key);
	return e;
}

void
run_wipe_key(struct run_cert *c)
{
	OPENSSL_cleanse(c->key, sizeof(c->key));
	c->key_len = 0;
}
