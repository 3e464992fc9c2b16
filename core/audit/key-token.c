/* Speaks to a PKCS#11 token's module: one session, opened when it is first needed and again when it broke. */
#include "audit/key-token-private.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <libgen.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/cryptoki-private.h"
#include "base/pin-file.h"
#include "office/setting.h"

#define SLOTS_MAX 64
#define OBJECTS_MAX 256		/* Edwards keys on one token */
#define ID 16
#define ID_MAX 64
#define LABEL "madoguchi-audit"

struct key_token {
	char module[SETTING_PATH_MAX], label[SETTING_NAME_MAX], pin_file[SETTING_PATH_MAX], key[SETTING_PATH_MAX];
	void *library;
	struct cryptoki *f;
	unsigned long session;
	bool is_open;
	unsigned char found[KEY_TOKEN_PUBLIC];	/* whose private key is known in this session */
	unsigned long private_key;		/* 0: none */
};

struct key_token *
key_token_new(const char *module, const char *label, const char *pin_file, const char *key)
{
	struct key_token *t = calloc(1, sizeof(*t));

	if (t != NULL) {
		(void)snprintf(t->module, sizeof(t->module), "%s", module);
		(void)snprintf(t->label, sizeof(t->label), "%s", label);
		(void)snprintf(t->pin_file, sizeof(t->pin_file), "%s", pin_file);
		(void)snprintf(t->key, sizeof(t->key), "%s", key);
	}
	return t;
}

static void
close_session(struct key_token *t)
{
	if (t->is_open)
		(void)t->f->close_session(t->session);
	t->is_open = false;
	t->private_key = 0;
}

/* The module stays loaded and initialised: the CA's keys may be on it, and it is one for the whole process. */
void
key_token_free(struct key_token **t)
{
	if (*t != NULL)
		close_session(*t);
	free(*t);
	*t = NULL;
}

/* --- opened ------------------------------------------------------------------------------------ */

static enum err
load(struct key_token *t)
{
	struct cryptoki_arguments threads = { .flags = CRYPTOKI_OS_LOCKING };
	unsigned long (*functions)(struct cryptoki **) = NULL;
	unsigned long e;
	void *found;

	if (t->library == NULL && t->module[0] == '/')
		t->library = dlopen(t->module, RTLD_NOW | RTLD_LOCAL);
	if (t->library == NULL || (found = dlsym(t->library, "C_GetFunctionList")) == NULL)
		return ERR_TOKEN_MODULE;
	memcpy(&functions, &found, sizeof(functions));	/* its address comes as an object's (POSIX, dlsym) */
	if (functions(&t->f) != CRYPTOKI_OK || t->f == NULL)
		return ERR_TOKEN_MODULE;
	if ((e = t->f->initialize(&threads)) == CRYPTOKI_CANT_LOCK)
		e = t->f->initialize(NULL);
	return e == CRYPTOKI_OK || e == CRYPTOKI_INITIALIZED ? ERR_NONE : ERR_TOKEN_MODULE;
}

static bool
is_labelled(const struct key_token *t, const struct cryptoki_token *info)
{
	const size_t len = strlen(t->label);
	size_t i;

	if (len == 0 || len > sizeof(info->label) || memcmp(info->label, t->label, len) != 0)
		return false;
	for (i = len; i < sizeof(info->label) && info->label[i] == ' '; i++)
		;
	return i == sizeof(info->label);
}

static enum err
find_slot(const struct key_token *t, unsigned long *slot, struct cryptoki_token *info)
{
	unsigned long slots[SLOTS_MAX], n = SLOTS_MAX, i;

	if (t->f->get_slots(1, slots, &n) != CRYPTOKI_OK)
		return ERR_TOKEN_MISSING;
	for (i = 0; i < n && i < SLOTS_MAX; i++) {
		if (t->f->get_token(slots[i], info) == CRYPTOKI_OK && is_labelled(t, info)) {
			*slot = slots[i];
			return ERR_NONE;
		}
	}
	return ERR_TOKEN_MISSING;
}

/* The last try is an administrator's to make, by hand. */
static enum err
send_pin(const struct key_token *t, const struct cryptoki_token *info, const struct secret *pin)
{
	unsigned long e;

	if ((info->flags & (CRYPTOKI_LOCKED | CRYPTOKI_FINAL_TRY)) != 0)
		return ERR_TOKEN_LOCKED;
	switch (e = t->f->login(t->session, CRYPTOKI_USER, pin->bytes, pin->len)) {
	case CRYPTOKI_PIN_LOCKED:
		return ERR_TOKEN_LOCKED;
	case CRYPTOKI_PIN_INCORRECT:
	case CRYPTOKI_PIN_INVALID:
	case CRYPTOKI_PIN_LENGTH:
		return ERR_TOKEN_PIN;
	default:
		return e == CRYPTOKI_OK || e == CRYPTOKI_LOGGED_IN ? ERR_NONE : ERR_TOKEN_MISSING;
	}
}

static enum err
login(const struct key_token *t, const struct cryptoki_token *info)
{
	char folder[SETTING_PATH_MAX], name[SETTING_PATH_MAX], mark[SETTING_PATH_MAX + 16];
	struct secret pin = { .len = 0 };
	int dir;
	enum err e;

	memcpy(folder, t->key, sizeof(folder));
	memcpy(name, t->key, sizeof(name));
	(void)snprintf(mark, sizeof(mark), "%s.pin-refused", basename(name));
	if ((dir = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return ERR_IO;
	secret_lock(&pin, sizeof(pin));
	if ((e = pin_file_read(t->pin_file, dir, mark, &pin)) == ERR_NONE && (e = send_pin(t, info,
	    &pin)) == ERR_TOKEN_PIN)
		pin_file_refused(t->pin_file, dir, mark);
	secret_wipe(&pin);
	(void)close(dir);
	return e;
}

static enum err
open_session(struct key_token *t)
{
	struct cryptoki_token info;
	unsigned long slot = 0;
	enum err e;

	if (t->is_open)
		return ERR_NONE;
	if ((e = load(t)) != ERR_NONE || (e = find_slot(t, &slot, &info)) != ERR_NONE)
		return e;
	if (t->f->open_session(slot, CRYPTOKI_SERIAL | CRYPTOKI_WRITES, NULL, NULL, &t->session) != CRYPTOKI_OK &&
	    t->f->open_session(slot, CRYPTOKI_SERIAL, NULL, NULL, &t->session) != CRYPTOKI_OK)
		return ERR_TOKEN_MISSING;
	t->is_open = true;
	if ((e = login(t, &info)) != ERR_NONE)
		close_session(t);
	return e;
}

/* --- found ------------------------------------------------------------------------------------- */

static size_t
find(const struct key_token *t, struct cryptoki_attribute *wanted, size_t n, unsigned long *out, size_t max)
{
	unsigned long count = 0;

	if (t->f->find_begin(t->session, wanted, n) != CRYPTOKI_OK)
		return 0;
	if (t->f->find(t->session, out, max, &count) != CRYPTOKI_OK)
		count = 0;
	(void)t->f->find_end(t->session);
	return count <= max ? count : 0;
}

/* The standard has the point in an OCTET STRING; some modules leave that off (PKCS#11 3.0, 2.3.5). */
static bool
read_point(const struct key_token *t, unsigned long object, unsigned char out[KEY_TOKEN_PUBLIC])
{
	unsigned char point[KEY_TOKEN_PUBLIC + 2];
	struct cryptoki_attribute a = { CRYPTOKI_A_POINT, point, sizeof(point) };

	if (t->f->get(t->session, object, &a, 1) != CRYPTOKI_OK)
		return false;
	if (a.len == sizeof(point) && point[0] == 0x04 && point[1] == KEY_TOKEN_PUBLIC)
		memcpy(out, point + 2, KEY_TOKEN_PUBLIC);
	else if (a.len == KEY_TOKEN_PUBLIC)
		memcpy(out, point, KEY_TOKEN_PUBLIC);
	else
		return false;
	return true;
}

/* A private key tells nothing of itself but its ID, which is that of its public one. 0: it isn't there. */
static unsigned long
find_pair(const struct key_token *t, const unsigned char public_key[KEY_TOKEN_PUBLIC], unsigned long *public_object)
{
	unsigned long class = CRYPTOKI_PUBLIC, kind = CRYPTOKI_EDWARDS, objects[OBJECTS_MAX], private_key = 0;
	unsigned char id[ID_MAX], point[KEY_TOKEN_PUBLIC];
	struct cryptoki_attribute wanted[] = { { CRYPTOKI_A_CLASS, &class, sizeof(class) },
		{ CRYPTOKI_A_KEY_TYPE, &kind, sizeof(kind) }, { CRYPTOKI_A_ID, id, sizeof(id) } };
	const size_t n = find(t, wanted, 2, objects, OBJECTS_MAX);
	size_t i;

	for (i = 0; i < n && private_key == 0; i++) {
		struct cryptoki_attribute a = { CRYPTOKI_A_ID, id, sizeof(id) };

		if (!read_point(t, objects[i], point) || memcmp(point, public_key, sizeof(point)) != 0 ||
		    t->f->get(t->session, objects[i], &a, 1) != CRYPTOKI_OK || a.len > sizeof(id))
			continue;
		class = CRYPTOKI_PRIVATE;
		wanted[2].len = a.len;
		if (find(t, wanted, 3, &private_key, 1) != 1)
			private_key = 0;
		*public_object = objects[i];
	}
	return private_key;
}

/* --- used -------------------------------------------------------------------------------------- */

/* False where it has to be opened anew, or can't at all. */
static bool
sign_now(struct key_token *t, const unsigned char public_key[KEY_TOKEN_PUBLIC], const void *message, size_t len,
    unsigned char signature[KEY_TOKEN_SIGNATURE])
{
	struct cryptoki_mechanism by = { .mechanism = CRYPTOKI_EDDSA };
	unsigned long n = KEY_TOKEN_SIGNATURE, public_object;

	if (t->private_key == 0 || memcmp(t->found, public_key, sizeof(t->found)) != 0) {
		t->private_key = find_pair(t, public_key, &public_object);
		memcpy(t->found, public_key, sizeof(t->found));
	}
	return t->private_key != 0 && t->f->sign_begin(t->session, &by, t->private_key) == CRYPTOKI_OK &&
	    t->f->sign(t->session, message, len, signature, &n) == CRYPTOKI_OK && n == KEY_TOKEN_SIGNATURE;
}

enum err
key_token_sign(struct key_token *t, const unsigned char public_key[KEY_TOKEN_PUBLIC], const void *message, size_t len,
    unsigned char signature[KEY_TOKEN_SIGNATURE])
{
	enum err e;
	int again;

	if (t == NULL)
		return ERR_AUDIT_TOKEN;
	for (again = 0; again < 2; again++) {
		if ((e = open_session(t)) != ERR_NONE)
			return e;
		if (sign_now(t, public_key, message, len, signature))
			return ERR_NONE;
		close_session(t);
	}
	return ERR_AUDIT_TOKEN;
}

/* Its curve: by its object identifier 1.3.101.112 or, to older modules, by its name (PKCS#11 3.0, 2.3.5). */
static bool
make_pair(const struct key_token *t, unsigned long *public_object, unsigned long *private_key)
{
	static unsigned char oid[] = { 0x06, 0x03, 0x2b, 0x65, 0x70 }, name[] = "\x13\x0c" "edwards25519",
	    label[] = LABEL;
	struct cryptoki_mechanism by = { .mechanism = CRYPTOKI_MAKE_EDWARDS };
	unsigned char yes = 1, no = 0, id[ID];
	struct cryptoki_attribute open[] = {
		{ CRYPTOKI_A_CURVE, oid, sizeof(oid) },
		{ CRYPTOKI_A_TOKEN, &yes, 1 }, { CRYPTOKI_A_VERIFY, &yes, 1 },
		{ CRYPTOKI_A_LABEL, label, sizeof(label) - 1 }, { CRYPTOKI_A_ID, id, sizeof(id) },
	};
	struct cryptoki_attribute secret[] = {
		{ CRYPTOKI_A_TOKEN, &yes, 1 }, { CRYPTOKI_A_PRIVATE, &yes, 1 }, { CRYPTOKI_A_SENSITIVE, &yes, 1 },
		{ CRYPTOKI_A_EXTRACTABLE, &no, 1 }, { CRYPTOKI_A_SIGN, &yes, 1 },
		{ CRYPTOKI_A_LABEL, label, sizeof(label) - 1 }, { CRYPTOKI_A_ID, id, sizeof(id) },
	};
	const unsigned long opens = sizeof(open) / sizeof(*open), secrets = sizeof(secret) / sizeof(*secret);

	if (RAND_bytes(id, sizeof(id)) != 1)
		return false;
	if (t->f->make_pair(t->session, &by, open, opens, secret, secrets, public_object, private_key) == CRYPTOKI_OK)
		return true;
	open[0] = (struct cryptoki_attribute){ CRYPTOKI_A_CURVE, name, sizeof(name) - 1 };
	return t->f->make_pair(t->session, &by, open, opens, secret, secrets, public_object, private_key) ==
	    CRYPTOKI_OK;
}

/* As RFC 8032 has it: a token that draws lots for its signatures couldn't be asked for the key of looks at records. */
static bool
signs_alike(struct key_token *t, const unsigned char public_key[KEY_TOKEN_PUBLIC])
{
	static const char message[] = "madoguchi audit key 1\n";
	unsigned char first[KEY_TOKEN_SIGNATURE], second[KEY_TOKEN_SIGNATURE];

	return sign_now(t, public_key, message, sizeof(message) - 1, first) &&
	    sign_now(t, public_key, message, sizeof(message) - 1, second) && memcmp(first, second, sizeof(first)) == 0;
}

enum err
key_token_make(struct key_token *t, unsigned char public_key[KEY_TOKEN_PUBLIC])
{
	unsigned long public_object = 0, private_key = 0;
	enum err e;

	if (t == NULL)
		return ERR_AUDIT_TOKEN;
	close_session(t);	/* one of before the token was taken out */
	if ((e = open_session(t)) != ERR_NONE)
		return e;
	if (!make_pair(t, &public_object, &private_key))
		return ERR_AUDIT_TOKEN;
	if (read_point(t, public_object, public_key) && signs_alike(t, public_key))
		return ERR_NONE;
	(void)t->f->destroy(t->session, private_key);
	(void)t->f->destroy(t->session, public_object);
	return ERR_AUDIT_TOKEN;
}

void
key_token_forget(struct key_token *t, const unsigned char public_key[KEY_TOKEN_PUBLIC])
{
	unsigned long public_object = 0, private_key;

	if (t == NULL || open_session(t) != ERR_NONE || (private_key = find_pair(t, public_key, &public_object)) == 0)
		return;
	(void)t->f->destroy(t->session, private_key);
	(void)t->f->destroy(t->session, public_object);
	t->private_key = 0;
}
