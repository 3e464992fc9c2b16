/* The embedded CA's private keys. */
#ifndef MADOGUCHI_ISSUER_LOCAL_KEYS_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_KEYS_PRIVATE_H

#include <openssl/evp.h>

#include "base/cert.h"
#include "issuer/local/files-private.h"

/*
 * Reads a private key; *key is NULL if there is none yet. ERR_CA_KEYS if the file is not this user's with mode 0600, or
 * holds anything but an RSA key.
 */
enum err local_key_load(int dir, enum cert_kind, EVP_PKEY **key);

/* Makes a key and writes it to its file atomically. The caller must prevent two programs from doing so at once. */
enum err local_key_make(int dir, enum cert_kind, EVP_PKEY **key);

#endif
