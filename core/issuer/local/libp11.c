/* Loads libp11 and finds its functions. */
#include "issuer/local/libp11-private.h"

#include <stddef.h>

#include "base/library.h"

#define LIBRARY "libp11.so.3"

static const struct library_function functions[] = {
	{ "PKCS11_CTX_free", offsetof(struct libp11, ctx_free) },
	{ "PKCS11_CTX_load", offsetof(struct libp11, ctx_load) },
	{ "PKCS11_CTX_new", offsetof(struct libp11, ctx_new) },
	{ "PKCS11_CTX_unload", offsetof(struct libp11, ctx_unload) },
	{ "PKCS11_enumerate_keys", offsetof(struct libp11, enumerate_keys) },
	{ "PKCS11_enumerate_slots", offsetof(struct libp11, enumerate_slots) },
	{ "PKCS11_get_private_key", offsetof(struct libp11, get_private_key) },
	{ "PKCS11_login", offsetof(struct libp11, login) },
	{ "PKCS11_release_all_slots", offsetof(struct libp11, release_all_slots) },
};

#define FUNCTIONS (sizeof(functions) / sizeof(*functions))

/* Each function has its place and each place its function. */
_Static_assert(FUNCTIONS * sizeof(void *) == sizeof(struct libp11), "a function of libp11 has no name");

enum err
libp11_load(struct libp11 *p11)
{
	return library_load(LIBRARY, functions, FUNCTIONS, p11) ? ERR_NONE : ERR_TOKEN_LACKING;
}
