/* Signs the log's head in each transaction; finds, before each, that the log ends as it was left. */
#include "audit/keep-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/anchor-private.h"
#include "base/fold.h"

_Static_assert(AUDIT_KEY_HEX == KEY_HEX, "keys are of one size");

enum err
audit_keeping_of(const struct setting *s, struct audit_keeping *out)
{
	const char *file = store_file(s->store), *slash = file != NULL ? strrchr(file, '/') : NULL;
	int n;

	memset(out, 0, sizeof(*out));
	if (s->audit_key[0] != '\0')
		n = snprintf(out->key, sizeof(out->key), "%s", s->audit_key);
	else if (file == NULL)
		n = snprintf(out->key, sizeof(out->key), "%s/audit.key", s->data);
	else
		n = snprintf(out->key, sizeof(out->key), "%.*saudit.key", slash != NULL ? (int)(slash + 1 - file) : 0,
		    file);
	memcpy(out->module, s->audit_module, sizeof(out->module));
	memcpy(out->token, s->audit_token, sizeof(out->token));
	memcpy(out->pin_file, s->audit_pin_file, sizeof(out->pin_file));
	memcpy(out->anchors, s->audit_anchors, sizeof(out->anchors));
	(void)snprintf(out->socket, sizeof(out->socket), "%s", s->audit_syslog ? "/dev/log" : "");
	fold_name(s->clerk_name, FOLD_SOUND, out->own, sizeof(out->own));
	return n < 0 || n >= (int)sizeof(out->key) ? ERR_TOO_LONG : ERR_NONE;
}

static bool
same_head(const struct head_said *a, const struct head_said *b)
{
	return a->line == b->line && memcmp(a->hash, b->hash, CHAIN_HASH) == 0 && strcmp(a->store, b->store) == 0;
}

/* A colleague may have given the store its first key, or another, since. */
static enum err
follow_key(struct keeper *k, const struct head *h)
{
	enum err e = ERR_NONE;

	if (strcmp(h->signer, k->signer) == 0)
		return ERR_NONE;
	if (!k->without_key)
		e = h->signer[0] == '\0' ? ERR_AUDIT_BROKEN : key_settle(k->how.key, h->signer);
	if (e == ERR_NONE)
		memcpy(k->signer, h->signer, sizeof(k->signer));
	return e;
}

static enum err
begun(struct store *s, void *ctx)
{
	struct keeper *k = ctx;
	struct head h;
	enum err e;

	if ((e = head_read(s, &h)) != ERR_NONE)
		return e == ERR_STORE_CORRUPT ? ERR_AUDIT_BROKEN : e;
	k->has_signed = false;
	if (h.signer[0] == '\0' && k->signer[0] == '\0')
		return k->signing_first ? ERR_NONE : ERR_AUDIT_UNSIGNED;
	if (k->broken || (e = follow_key(k, &h)) != ERR_NONE)
		return k->broken ? ERR_AUDIT_BROKEN : e;
	if (!same_head(&h.end, &k->seen) || !same_head(&h.last, &k->seen)) {
		if ((e = head_check(s, &h, k->signer)) != ERR_NONE)
			return e;
		k->seen = h.end;
	}
	return !k->owed ? ERR_NONE : (e = keep_open_anchors(k)) != ERR_NONE ? e : keep_tell_anchors(k);
}

/* A new key signs beside the one that brings it in: each vouches for the other. */
static enum err
sign_head(struct keeper *k, unsigned char both[2 * KEY_SIGNATURE], size_t *len)
{
	char message[HEAD_MESSAGE], fresh[sizeof(k->key)];
	const size_t n = head_message(&k->said, message);
	enum err e = key_sign(k->key, k->token, k->signer, message, n, both);

	*len = KEY_SIGNATURE;
	if (e == ERR_NONE && k->next[0] != '\0') {
		(void)snprintf(fresh, sizeof(fresh), "%s.new", k->how.key);
		e = key_sign(fresh, k->token, k->next, message, n, both + KEY_SIGNATURE);
		*len += KEY_SIGNATURE;
	}
	memcpy(k->signature, both + *len - KEY_SIGNATURE, KEY_SIGNATURE);
	return e;
}

static enum err
put_signature(struct store *s, int64_t line, const unsigned char *signature, size_t len)
{
	const struct store_value values[] = { store_int(line), store_blob(signature, len) };

	return store_run(s, "INSERT INTO audit_signature (line, signature) VALUES (?1, ?2)", values, 2, NULL, NULL);
}

static enum err
before(struct store *s, void *ctx)
{
	struct keeper *k = ctx;
	unsigned char both[2 * KEY_SIGNATURE];
	struct head h;
	size_t len;
	enum err e = head_read(s, &h);

	if (e != ERR_NONE || k->signer[0] == '\0' || h.end.line == h.last.line)
		return e;
	if (!h.found || !h.fits)
		return ERR_AUDIT_BROKEN;
	k->said = h.end;
	if ((e = sign_head(k, both, &len)) != ERR_NONE || (e = put_signature(s, h.end.line, both, len)) != ERR_NONE)
		return e;
	k->has_signed = true;
	return keep_open_anchors(k);
}

struct proving { const struct head_said *said; bool same; };

static bool
see_said(void *ctx, const struct store_value *v, size_t n)
{
	struct proving *p = ctx;

	(void)n;
	p->same = v[0].len == CHAIN_HASH && memcmp(v[0].bytes, p->said->hash, CHAIN_HASH) == 0;
	return false;
}

/* By the line that was signed last. What wrote none leaves nothing to know it by. */
static enum err
proved(struct store *s, void *ctx, bool *done)
{
	const struct keeper *k = ctx;
	struct proving p = { &k->said, false };
	enum err e;

	if (!k->has_signed)
		return ERR_STORE_UNSURE;
	e = store_run(s, "SELECT hash FROM audit WHERE line = ?1",
	    (const struct store_value[]){ store_int(k->said.line) }, 1, see_said, &p);
	*done = p.same;
	return e;
}

static void
after(struct store *s, void *ctx)
{
	struct keeper *k = ctx;

	(void)s;
	if (!k->has_signed)
		return;
	k->has_signed = false;
	k->seen = k->said;
	(void)keep_tell_anchors(k);
}

static enum err
open_signed(struct store *s, struct keeper *k, const struct head *h, char *tail)
{
	enum err e;

	if ((e = key_settle(k->how.key, h->signer)) != ERR_NONE || (e = head_check(s, h, h->signer)) != ERR_NONE)
		return e;
	memcpy(k->signer, h->signer, sizeof(k->signer));
	k->seen = h->end;
	/* Of a first line that was signed here a moment ago the anchors know; their end was read before. */
	if (k->how.anchors[0] == '\0' || same_head(&k->said, &h->end))
		return ERR_NONE;
	return keep_check_anchors(s, k, h, tail);
}

enum err
audit_keep(struct store *s, const struct actor *a, const struct audit_keeping *how)
{
	struct keeper *k = calloc(1, sizeof(*k));
	char *tail = malloc(KEEP_TAIL);
	struct head h;
	enum err e = ERR_MEMORY;

	if (k == NULL || tail == NULL || (how->module[0] != '\0' && (k->token = key_token_new(how->module, how->token,
	    how->pin_file, how->key)) == NULL)) {
		free(k);
		goto out;
	}
	k->how = *how;
	k->anchors = -1;
	(void)snprintf(k->key, sizeof(k->key), "%s", how->key);
	store_set_guard(s, &(struct store_guard){ begun, before, proved, after, keep_freed, k });
	tail[0] = '\0';
	if (how->anchors[0] != '\0')
		anchor_tail(how->anchors, tail, KEEP_TAIL);
	if ((e = head_read(s, &h)) != ERR_NONE)
		goto out;
	if (h.signer[0] == '\0' && ((e = keep_sign_first(s, a, k, false)) != ERR_NONE || (e = head_read(s,
	    &h)) != ERR_NONE))
		goto out;
	e = open_signed(s, k, &h, tail);
out:
	free(tail);
	return e;
}
