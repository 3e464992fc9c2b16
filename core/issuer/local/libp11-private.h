/*
 * libp11, loaded when a CA's key is on a token and not before: whoever has none doesn't pay for it at each start. For
 * core/issuer/local only.
 */
#ifndef MADOGUCHI_ISSUER_LOCAL_LIBP11_PRIVATE_H
#define MADOGUCHI_ISSUER_LOCAL_LIBP11_PRIVATE_H

#include <libp11.h>

#include "base/err.h"

/* Its functions, called as they are there but for PKCS11_ (libp11.h). */
struct libp11 {
	__typeof__(PKCS11_CTX_free) *ctx_free;
	__typeof__(PKCS11_CTX_load) *ctx_load;
	__typeof__(PKCS11_CTX_new) *ctx_new;
	__typeof__(PKCS11_CTX_unload) *ctx_unload;
	__typeof__(PKCS11_enumerate_keys) *enumerate_keys;
	__typeof__(PKCS11_enumerate_slots) *enumerate_slots;
	__typeof__(PKCS11_get_private_key) *get_private_key;
	__typeof__(PKCS11_login) *login;
	__typeof__(PKCS11_release_all_slots) *release_all_slots;
};

/* Stays loaded until the program ends. ERR_TOKEN_LACKING: it isn't installed, or is another than was built for. */
enum err libp11_load(struct libp11 *);

#endif
