/* Signed heads told outside the store; what the outside knows already, held against it. */
#include "audit/keep-private.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/anchor-private.h"

void
keep_close_anchors(struct keeper *k)
{
	if (k->anchors >= 0)
		(void)close(k->anchors);
	k->anchors = -1;
}

void
keep_freed(void *ctx)
{
	struct keeper *k = ctx;

	keep_close_anchors(k);
	key_token_free(&k->token);
	free(k);
}

struct keeper *
keep_of(const struct store *s)
{
	const struct store_guard *g = store_guard(s);

	return g->freed == keep_freed ? g->ctx : NULL;
}

/* Before the commit: what can't be opened keeps it from being made. */
enum err
keep_open_anchors(struct keeper *k)
{
	keep_close_anchors(k);
	return k->how.anchors[0] == '\0' ? ERR_NONE : anchor_open(k->how.anchors, &k->anchors);
}

enum err
keep_tell_anchors(struct keeper *k)
{
	char text[ANCHOR_MAX];
	const size_t len = anchor_text(&k->said, k->signature, text);
	enum err e = len > 0 ? ERR_NONE : ERR_AUDIT_ANCHOR;

	if (e == ERR_NONE && k->anchors >= 0)
		e = anchor_put(k->anchors, text, len);
	keep_close_anchors(k);
	if (e == ERR_NONE && k->how.socket[0] != '\0')
		e = anchor_tell(k->how.socket, k->said.at, text, len);
	k->owed = e != ERR_NONE;
	return e;
}

struct asking { const struct head_said *anchor; bool same; };

static bool
see_same(void *ctx, const struct store_value *v, size_t n)
{
	struct asking *a = ctx;

	(void)n;
	a->same = v[0].len == CHAIN_HASH && memcmp(v[0].bytes, a->anchor->hash, CHAIN_HASH) == 0;
	return false;
}

/* A store that was put back by restore, with nothing done since, ends with that; its anchors are still ahead. */
static enum err
was_just_restored(struct store *s, bool *restored)
{
	int64_t n = 0;
	enum err e = store_get_int(s, "SELECT count(*) FROM audit WHERE event = 'store-restored'"
	    " AND line = (SELECT lines FROM audit_head)", NULL, 0, &n);

	*restored = n > 0;
	return e;
}

/* The last anchor of this store that its key has signed: 0 for none. text is cut into lines. */
static int64_t
last_anchor(char *text, const struct head *h, struct head_said *out)
{
	unsigned char signature[KEY_SIGNATURE];
	struct head_said said;
	char *line, *rest;

	out->line = 0;
	for (line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
		if (anchor_take(line, &said, signature) && strcmp(said.store, h->end.store) == 0 &&
		    head_signed_by(&said, h->signer, signature))
			*out = said;
	return out->line;
}

enum err
keep_check_anchors(struct store *s, struct keeper *k, const struct head *h, char *tail)
{
	struct head_said last;
	struct asking a = { .anchor = &last };
	bool restored = false;
	enum err e;

	if (last_anchor(tail, h, &last) != 0) {
		e = store_run(s, "SELECT hash FROM audit WHERE line = ?1",
		    (const struct store_value[]){ store_int(last.line) },
		    1, see_same, &a);
		if (e == ERR_NONE && !a.same && (e = was_just_restored(s, &restored)) == ERR_NONE && !restored)
			e = ERR_AUDIT_BROKEN;
		k->broken = e == ERR_AUDIT_BROKEN;
		if (e != ERR_NONE || (a.same && last.line == h->end.line))
			return e;
	}
	/* What a killed process, or a full disk, left without an anchor. */
	k->said = h->last;
	memcpy(k->signature, h->signature, KEY_SIGNATURE);
	k->owed = true;
	return (e = keep_open_anchors(k)) != ERR_NONE ? e : keep_tell_anchors(k);
}

enum err
audit_anchor(struct store *s)
{
	struct keeper *k = keep_of(s);
	struct head h;
	enum err e;

	if (k == NULL)
		return ERR_NONE;
	if ((e = head_read(s, &h)) != ERR_NONE)
		return e;
	k->said = h.last;
	memcpy(k->signature, h.signature, KEY_SIGNATURE);
	return (e = keep_open_anchors(k)) != ERR_NONE ? e : keep_tell_anchors(k);
}
