/* Opens a PKCS#11 token by libp11. A PIN that it refuses is tried once, not once a start. */
#include "issuer/local/token-private.h"

#include <dlfcn.h>
#include <openssl/err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/pin-file.h"
#include "issuer/local/libp11-private.h"

#define KEY_BITS 2048

/* Of PKCS#11's return values (OASIS PKCS#11 3.0, 5.1); libp11 hands them on as the reason of OpenSSL's error. */
enum { PIN_INCORRECT = 0xA0, PIN_INVALID = 0xA1, PIN_LEN_RANGE = 0xA2, PIN_LOCKED = 0xA4 };

static const char refused[] = "token-pin-refused";

/* What the key of a CA is called on its token. */
static const char *const labels[CERT_COUNT] = { [CERT_SIGN] = "madoguchi-sign", [CERT_AUTH] = "madoguchi-auth" };

struct token {
	struct libp11 p11;
	PKCS11_CTX *ctx;
	PKCS11_SLOT *slots, *slot;	/* slot: the token's, one of slots */
	unsigned count;
	bool loaded;
};

static enum err
find_slot(struct token *t, const char *label)
{
	unsigned i;

	if (t->p11.enumerate_slots(t->ctx, &t->slots, &t->count) != 0)
		return ERR_TOKEN_MISSING;
	for (i = 0; i < t->count && t->slot == NULL; i++)
		if (t->slots[i].token != NULL && t->slots[i].token->label != NULL &&
		    strcmp(t->slots[i].token->label, label) == 0)
			t->slot = &t->slots[i];
	return t->slot != NULL ? ERR_NONE : ERR_TOKEN_MISSING;
}

/* The last try is an administrator's to make, by hand. */
static enum err
login(struct token *t, const struct secret *pin)
{
	const PKCS11_TOKEN *token = t->slot->token;
	unsigned long why;

	if (token->userPinLocked || token->userPinFinalTry)
		return ERR_TOKEN_LOCKED;
	ERR_clear_error();
	if (t->p11.login(t->slot, 0, (const char *)pin->bytes) == 0)
		return ERR_NONE;
	why = (unsigned long)ERR_GET_REASON(ERR_peek_last_error());
	ERR_clear_error();
	if (why == PIN_LOCKED)
		return ERR_TOKEN_LOCKED;
	return why == PIN_INCORRECT || why == PIN_INVALID || why == PIN_LEN_RANGE ? ERR_TOKEN_PIN : ERR_TOKEN_MISSING;
}

static enum err
login_once(struct token *t, const char *file, int dir)
{
	struct secret pin = { .len = 0 };
	enum err e;

	secret_lock(&pin, sizeof(pin));
	if ((e = pin_file_read(file, dir, refused, &pin)) == ERR_NONE && (e = login(t, &pin)) == ERR_TOKEN_PIN)
		pin_file_refused(file, dir, refused);
	secret_wipe(&pin);
	return e;
}

/* libp11 writes on the screen what it can't load: it is handed only what can be. */
static bool
loads(const char *module)
{
	void *m = module[0] == '/' ? dlopen(module, RTLD_NOW | RTLD_LOCAL) : NULL;

	if (m != NULL)
		(void)dlclose(m);
	return m != NULL;
}

enum err
token_open(const struct local_token *where, int dir, struct token **out)
{
	struct token *t = calloc(1, sizeof(*t));
	enum err e;

	*out = t;
	if (t == NULL)
		return ERR_MEMORY;
	if ((e = libp11_load(&t->p11)) != ERR_NONE || (t->ctx = t->p11.ctx_new()) == NULL) {
		token_close(out);
		return e != ERR_NONE ? e : ERR_MEMORY;
	}
	e = ERR_TOKEN_MODULE;
	if (loads(where->module) && t->p11.ctx_load(t->ctx, where->module) == 0) {
		t->loaded = true;
		if ((e = find_slot(t, where->label)) == ERR_NONE)
			e = login_once(t, where->pin_file, dir);
	}
	ERR_clear_error();
	if (e != ERR_NONE)
		token_close(out);
	return e;
}

void
token_close(struct token **out)
{
	struct token *t = *out;

	*out = NULL;
	if (t == NULL)
		return;
	if (t->slots != NULL)
		t->p11.release_all_slots(t->ctx, t->slots, t->count);
	if (t->loaded)
		t->p11.ctx_unload(t->ctx);
	if (t->ctx != NULL)
		t->p11.ctx_free(t->ctx);
	free(t);
}

enum err
token_key(struct token *t, enum cert_kind kind, EVP_PKEY **key)
{
	PKCS11_KEY *keys = NULL, *found = NULL;
	unsigned n = 0, i, same = 0;

	*key = NULL;
	if (t->p11.enumerate_keys(t->slot->token, &keys, &n) != 0)
		return ERR_TOKEN_KEY;
	for (i = 0; i < n; i++)
		if (keys[i].isPrivate && keys[i].label != NULL && strcmp(keys[i].label, labels[kind]) == 0) {
			found = &keys[i];
			same++;
		}
	if (same != 1 || (*key = t->p11.get_private_key(found)) == NULL)
		return ERR_TOKEN_KEY;
	if (EVP_PKEY_get_base_id(*key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(*key) >= KEY_BITS)
		return ERR_NONE;
	EVP_PKEY_free(*key);
	*key = NULL;
	return ERR_TOKEN_KEY;
}
