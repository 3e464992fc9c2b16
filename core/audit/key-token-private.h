/*
 * Keys of the audit log on a PKCS#11 token: they are made there, sign there, and never leave it. For this room and its
 * tests only.
 *
 * They are Ed25519 (RFC 8032), as those in files are: heads, anchors and what verifies them need not know where a key
 * is, and looks at records stay known again, for which a signature must be the same each time. libp11 signs by no such
 * key, so that the token's module is spoken to by itself (CKM_EDDSA, OASIS PKCS#11 3.0, 2.3.14).
 */
#ifndef MADOGUCHI_AUDIT_KEY_TOKEN_PRIVATE_H
#define MADOGUCHI_AUDIT_KEY_TOKEN_PRIVATE_H

#include <stddef.h>

#include "base/err.h"

#define KEY_TOKEN_PUBLIC 32		/* bytes of a public key */
#define KEY_TOKEN_SIGNATURE 64

struct key_token;

/*
 * Where it is: the module's absolute path, the token's label, the file of its PIN (base/pin-file.h), which are read
 * when the token is first needed; key: beside that file stands which PIN file was refused. NULL without memory.
 */
struct key_token *key_token_new(const char *module, const char *label, const char *pin_file, const char *key);
void key_token_free(struct key_token **);

/*
 * Signs by the key with that public one. A token that was taken out is opened anew. token NULL, or the key isn't there,
 * or what it gives isn't that key's signature: ERR_AUDIT_TOKEN. ERR_TOKEN_MODULE, ERR_TOKEN_MISSING,
 * ERR_TOKEN_PIN_FILE, ERR_TOKEN_PIN, ERR_TOKEN_LOCKED.
 */
enum err key_token_sign(struct key_token *, const unsigned char public_key[KEY_TOKEN_PUBLIC], const void *message,
    size_t len, unsigned char signature[KEY_TOKEN_SIGNATURE]);

/* Makes a key there that can't be read. ERR_AUDIT_TOKEN: it can't, or doesn't sign the same way twice. */
enum err key_token_make(struct key_token *, unsigned char public_key[KEY_TOKEN_PUBLIC]);

/* Destroys a key that has signed its last, where it is on this token; else nothing. */
void key_token_forget(struct key_token *, const unsigned char public_key[KEY_TOKEN_PUBLIC]);

#endif
