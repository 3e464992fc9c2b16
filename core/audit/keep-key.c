/* The first key of a store's log, and each that follows it. */
#include "audit/keep-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Within a transaction, and with the folder to ourselves. made: the key stands in its new file only. */
static enum err
sign_first(struct store *s, const struct actor *a, struct keeper *k, bool adopt, bool *made)
{
	char fresh[sizeof(k->key)], public_hex[KEY_HEX];
	struct head h;
	enum err e = head_read(s, &h);

	*made = false;
	if (e != ERR_NONE || h.signer[0] != '\0')
		return e;
	(void)snprintf(fresh, sizeof(fresh), "%s.new", k->how.key);
	if (access(k->how.key, F_OK) == 0) {
		if (!adopt && h.end.line > 0)
			return ERR_AUDIT_UNSIGNED;
		e = key_public(k->how.key, public_hex);
	} else if ((e = key_public(fresh, public_hex)) == ERR_NONE ||
	    (e = key_make(k->how.key, k->token, k->token != NULL, public_hex)) == ERR_NONE)
		*made = true;	/* or by one who was killed before it had its name */
	if (e != ERR_NONE || (e = audit_write(s, a, "key-set", "", public_hex)) != ERR_NONE)
		return e;
	memcpy(k->signer, public_hex, sizeof(k->signer));
	(void)snprintf(k->key, sizeof(k->key), "%s", *made ? fresh : k->how.key);
	return ERR_NONE;
}

enum err
keep_sign_first(struct store *s, const struct actor *a, struct keeper *k, bool adopt)
{
	const int lock = key_lock(k->how.key);
	bool made = false;
	enum err e;

	k->signing_first = true;
	if ((e = lock < 0 ? ERR_AUDIT_KEY : store_begin(s)) == ERR_NONE &&
	    (e = store_end(s, sign_first(s, a, k, adopt, &made))) == ERR_NONE && made)
		e = key_settle(k->how.key, k->signer);	/* a colleague who saw the commit may have been faster */
	k->signing_first = false;
	(void)snprintf(k->key, sizeof(k->key), "%s", k->how.key);
	if (lock >= 0)
		(void)close(lock);
	return e;
}

static enum err
rotate_within(struct store *s, const struct actor *a, const struct keeper *k, bool lost, bool on_token,
    char public_hex[KEY_HEX])
{
	enum err e = key_make(k->how.key, k->token, on_token, public_hex);

	return e != ERR_NONE ? e : audit_write(s, a, lost ? "key-replaced" : "key-changed", "", public_hex);
}

/* The office has gone on with another key than that of the log, which may be gone. */
static enum err
take_over(struct store *s, const struct actor *a, struct keeper *k)
{
	char public_hex[KEY_HEX];
	enum err e = key_public(k->how.key, public_hex);

	if (e != ERR_NONE)
		return e;
	k->without_key = true;
	if ((e = store_begin(s)) == ERR_NONE) {
		if ((e = audit_write(s, a, "key-replaced", "", public_hex)) == ERR_NONE)
			memcpy(k->signer, public_hex, sizeof(k->signer));
		e = store_end(s, e);
	}
	k->without_key = false;
	return e;
}

/* A lost key signs nothing: the line that tells of it is signed by the new one. */
static enum err
rotate(struct store *s, const struct actor *a, struct keeper *k, bool lost, bool on_token, char public_hex[KEY_HEX])
{
	char old[KEY_HEX];
	enum err e;

	k->without_key = lost;
	if ((e = store_begin(s)) == ERR_NONE) {
		memcpy(old, k->signer, sizeof(old));
		e = rotate_within(s, a, k, lost, on_token, public_hex);
		if (e == ERR_NONE && lost) {
			memcpy(k->signer, public_hex, sizeof(k->signer));
			(void)snprintf(k->key, sizeof(k->key), "%s.new", k->how.key);
		} else if (e == ERR_NONE)
			memcpy(k->next, public_hex, sizeof(k->next));
		e = store_end(s, e);
		k->next[0] = '\0';
	}
	k->without_key = false;
	if (e == ERR_NONE && (e = key_settle(k->how.key, public_hex)) == ERR_NONE) {
		memcpy(k->signer, public_hex, sizeof(k->signer));
		key_forget(k->token, old);
	}
	(void)snprintf(k->key, sizeof(k->key), "%s", k->how.key);
	return e;
}

enum err
audit_rotate_key(struct store *s, const struct actor *a, bool lost, enum audit_place where,
    char public_hex[AUDIT_KEY_HEX])
{
	struct keeper *k = keep_of(s);
	bool on_token;
	enum err e;
	int lock;

	if (!clerk_may(a->roles, ACT_STORE))
		return lost ? ERR_ROLE : audit_allow(s, a, ACT_STORE, "");
	if (k == NULL)
		return ERR_AUDIT_UNSIGNED;
	if ((lock = key_lock(k->how.key)) < 0)
		return ERR_AUDIT_KEY;
	on_token = where == AUDIT_PLACE_TOKEN || (where == AUDIT_PLACE_USUAL && k->token != NULL);
	e = rotate(s, a, k, lost, on_token, public_hex);
	(void)close(lock);
	return e;
}

enum err
audit_adopt(struct store *s, const struct actor *a)
{
	struct keeper *k = keep_of(s);

	if (!clerk_may(a->roles, ACT_STORE))
		return ERR_ROLE;
	return k != NULL ? keep_sign_first(s, a, k, true) : ERR_AUDIT_UNSIGNED;
}

enum err
audit_take_over(struct store *s, const struct actor *a)
{
	struct keeper *k = keep_of(s);
	char public_hex[KEY_HEX];
	enum err e;
	int lock;

	if (!clerk_may(a->roles, ACT_STORE))
		return ERR_ROLE;
	if (k == NULL)
		return ERR_AUDIT_UNSIGNED;
	if ((lock = key_lock(k->how.key)) < 0)
		return ERR_AUDIT_KEY;
	e = access(k->how.key, F_OK) == 0 ? take_over(s, a, k) :
	    rotate(s, a, k, true, k->token != NULL, public_hex);
	(void)close(lock);
	return e;
}

enum err
audit_read_key(const char *file, char public_hex[AUDIT_KEY_HEX])
{
	return key_read_pem(file, public_hex);
}

enum err
audit_public_key(struct store *s, char public_hex[AUDIT_KEY_HEX], char *pem, size_t size)
{
	struct head h;
	enum err e = head_read(s, &h);

	if (e == ERR_NONE && h.signer[0] == '\0')
		e = ERR_AUDIT_UNSIGNED;
	if (e != ERR_NONE)
		return e;
	memcpy(public_hex, h.signer, KEY_HEX);
	return key_public_pem(h.signer, pem, size);
}
