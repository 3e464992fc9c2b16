/* RSA keys of the training card: made or drawn from a pool, loaded, and held against certificates. */
#include <dirent.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/virtual/parts-private.h"

#define KEY_BITS 2048

static char pool[1024];
static atomic_uint drawn;

void
virtual_set_key_pool(const char *folder)
{
	(void)snprintf(pool, sizeof(pool), "%s", folder != NULL ? folder : "");
	atomic_store(&drawn, 0);
}

static int
is_key_file(const struct dirent *d)
{
	size_t len = strlen(d->d_name);

	return len > 4 && strcmp(d->d_name + len - 4, ".der") == 0;
}

static enum err
draw(unsigned char *out, size_t cap, size_t *len)
{
	struct dirent **names = NULL;
	char path[sizeof(pool) + 260];
	FILE *f;
	int n, i;
	enum err e = ERR_IO;

	if ((n = scandir(pool, &names, is_key_file, alphasort)) <= 0) {
		free(names);
		return ERR_IO;
	}
	(void)snprintf(path, sizeof(path), "%s/%s", pool, names[atomic_fetch_add(&drawn, 1) % (unsigned)n]->d_name);
	if ((f = fopen(path, "rbe")) != NULL) {
		*len = fread(out, 1, cap, f);
		e = *len > 0 && *len < cap && ferror(f) == 0 ? ERR_NONE : ERR_IO;
		(void)fclose(f);
	}
	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return e;
}

static enum err
encode(EVP_PKEY *key, unsigned char *out, size_t cap, size_t *len)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	unsigned char *der = NULL;
	int n = info != NULL ? i2d_PKCS8_PRIV_KEY_INFO(info, &der) : -1;
	enum err e = ERR_CRYPTO;

	if (n > 0 && (size_t)n <= cap) {
		memcpy(out, der, (size_t)n);
		*len = (size_t)n;
		e = ERR_NONE;
	}
	if (n > 0)
		OPENSSL_clear_free(der, (size_t)n);
	PKCS8_PRIV_KEY_INFO_free(info);
	return e;
}

enum err
virtual_new_key(unsigned char *pkcs8, size_t cap, size_t *len)
{
	EVP_PKEY *key;
	enum err e;

	if (pool[0] != '\0')
		return draw(pkcs8, cap, len);
	if ((key = EVP_RSA_gen(KEY_BITS)) == NULL)
		return ERR_CRYPTO;
	e = encode(key, pkcs8, cap, len);
	EVP_PKEY_free(key);
	return e;
}

EVP_PKEY *
virtual_key_load(const unsigned char *pkcs8, size_t len)
{
	const unsigned char *p = pkcs8;
	PKCS8_PRIV_KEY_INFO *info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, (long)len);
	EVP_PKEY *key = NULL;

	if (info != NULL && p == pkcs8 + len)
		key = EVP_PKCS82PKEY(info);
	PKCS8_PRIV_KEY_INFO_free(info);
	if (key != NULL && (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) != KEY_BITS)) {
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}

enum err
virtual_public_key(const unsigned char *pkcs8, size_t len, unsigned char *spki, size_t cap, size_t *spki_len)
{
	EVP_PKEY *key = virtual_key_load(pkcs8, len);
	unsigned char *der = NULL;
	int n = key != NULL ? i2d_PUBKEY(key, &der) : -1;
	enum err e = ERR_CRYPTO;

	if (n > 0 && (size_t)n <= cap) {
		memcpy(spki, der, (size_t)n);
		*spki_len = (size_t)n;
		e = ERR_NONE;
	}
	OPENSSL_free(der);
	EVP_PKEY_free(key);
	return e;
}

/* The certificate is whole, nothing stands behind it, and it is this key's. */
bool
virtual_key_fits(const struct virtual_chunk *key, const struct virtual_chunk *cert)
{
	const unsigned char *p = cert->bytes;
	X509 *x = d2i_X509(NULL, &p, (long)cert->len);
	EVP_PKEY *pair = virtual_key_load(key->bytes, key->len), *certified = x != NULL ? X509_get0_pubkey(x) : NULL;
	bool fits = pair != NULL && certified != NULL && p == cert->bytes + cert->len &&
	    EVP_PKEY_eq(pair, certified) == 1;

	EVP_PKEY_free(pair);
	X509_free(x);
	return fits;
}
