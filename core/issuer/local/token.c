/* Opens a PKCS#11 token by libp11. A PIN that it refuses is tried once, not once a start. */
#include "issuer/local/token-private.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/secret.h"
#include "issuer/local/files-private.h"
#include "issuer/local/libp11-private.h"

#define KEY_BITS 2048
#define MARK_MAX 128

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

/* What tells a PIN file that was written anew from the one before, without telling the PIN. */
static enum err
mark_of(const char *file, char mark[MARK_MAX])
{
	struct stat st;

	if (stat(file, &st) != 0)
		return ERR_TOKEN_PIN_FILE;
	(void)snprintf(mark, MARK_MAX, "%llu %llu %lld.%09ld %lld\n", (unsigned long long)st.st_dev,
	    (unsigned long long)st.st_ino, (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, (long long)st.st_size);
	return ERR_NONE;
}

/* Without the end of its line. It ends with a NUL: the secret keeps one byte for it. */
static enum err
read_pin(const char *file, struct secret *pin)
{
	unsigned char bytes[SECRET_MAX + 2];
	size_t len = 0;
	enum err e = local_file_read(AT_FDCWD, file, bytes, sizeof(bytes), &len);

	if (e == ERR_NONE && len > 0 && bytes[len - 1] == '\n')
		len--;
	if (e != ERR_NONE || len == 0 || len >= SECRET_MAX || memchr(bytes, '\0', len) != NULL)
		e = ERR_TOKEN_PIN_FILE;
	else
		e = secret_set(pin, bytes, len);
	OPENSSL_cleanse(bytes, sizeof(bytes));
	return e;
}

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
	unsigned char before[MARK_MAX];
	char mark[MARK_MAX];
	struct secret pin = { .len = 0 };
	size_t len;
	enum err e;

	secret_lock(&pin, sizeof(pin));
	if ((e = mark_of(file, mark)) != ERR_NONE ||
	    (e = local_file_read(dir, refused, before, sizeof(before), &len)) != ERR_NONE)
		return e;
	if (len == strlen(mark) && memcmp(before, mark, len) == 0)
		return ERR_TOKEN_PIN;
	if ((e = read_pin(file, &pin)) == ERR_NONE && (e = login(t, &pin)) == ERR_TOKEN_PIN)
		(void)local_file_save(dir, refused, (const unsigned char *)mark, strlen(mark));
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
