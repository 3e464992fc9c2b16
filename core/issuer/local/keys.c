/* The CA's keys. */
#include "issuer/local/keys-private.h"

#include <openssl/crypto.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#define KEY_MAX 4096	/* DER of an RSA-2048 key is near 1,200 bytes */
#define KEY_BITS 2048

static const char *const files[CERT_COUNT] = { [CERT_SIGN] = "sign-key.der", [CERT_AUTH] = "auth-key.der" };

static EVP_PKEY *
decode(const unsigned char *der, long len)
{
	const unsigned char *p = der;
	EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &p, len);

	if (key != NULL && (p != der + len || EVP_PKEY_get_id(key) != EVP_PKEY_RSA ||
	    EVP_PKEY_get_bits(key) < KEY_BITS)) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}

enum err
local_key_load(int dir, enum cert_kind kind, EVP_PKEY **key)
{
	unsigned char der[KEY_MAX];
	size_t len;
	enum err e = local_file_read(dir, files[kind], der, sizeof(der), &len);

	*key = NULL;
	if (e == ERR_NONE && len == 0)
		return ERR_NONE;
	if (e == ERR_NONE)
		*key = decode(der, (long)len);
	OPENSSL_cleanse(der, sizeof(der));
	return *key != NULL ? ERR_NONE : ERR_CA_KEYS;
}

enum err
local_key_make(int dir, enum cert_kind kind, EVP_PKEY **key)
{
	EVP_PKEY *made = EVP_RSA_gen(KEY_BITS);
	unsigned char *der = NULL;
	int len = made != NULL ? i2d_PrivateKey(made, &der) : 0;
	enum err e = len > 0 ? local_file_save(dir, files[kind], der, (size_t)len) : ERR_CRYPTO;

	if (len > 0)
		OPENSSL_clear_free(der, (size_t)len);
	if (e == ERR_NONE)
		*key = made;
	else
		EVP_PKEY_free(made);
	return e;
}
