/* The embedded CA's keys on a PKCS#11 token: they sign there, and never leave it. */
#ifndef MADOGUCHI_ISSUER_LOCAL_TOKEN_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_TOKEN_PRIVATE_H

#include <openssl/evp.h>

#include "base/cert.h"
#include "issuer/local/local.h"

struct token;

/*
 * Loads the module, finds the token and opens it with the PIN of the file. dir is the CA's folder, to ourselves: there
 * stands which PIN file was refused, so that no start tries it again before it is written anew.
 *
 * ERR_TOKEN_LACKING: built without PKCS#11, or libp11 isn't installed; ERR_TOKEN_MODULE; ERR_TOKEN_MISSING;
 * ERR_TOKEN_PIN_FILE: it isn't this account's alone, or holds no PIN; ERR_TOKEN_PIN: the token refuses it;
 * ERR_TOKEN_LOCKED: the token takes no PIN any more, or but one.
 */
enum err token_open(const struct local_token *, int dir, struct token **);
void token_close(struct token **);	/* after the keys */

/* The private key of a CA, by its label. ERR_TOKEN_KEY: it isn't there, twice there, or no RSA key of 2048 bits. */
enum err token_key(struct token *, enum cert_kind, EVP_PKEY **);

#endif
