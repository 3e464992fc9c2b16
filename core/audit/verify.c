/* Walks the audit log's chain, and tells what doesn't fit. */
#include "audit/verify-private.h"

#include <stdlib.h>
#include <string.h>

/* --- the chain --------------------------------------------------------------------------------- */

struct walk {
	struct verify *v;
	unsigned char hash[CHAIN_HASH];		/* of the line before, as the store has it */
	int64_t number;				/* of the line before */
	struct moment at;			/* of the line before */
	bool gap;				/* the line before isn't there: nothing to hold this one against */
	int64_t altered, altered_to;		/* neighbours that don't fit, not told yet; 0: none */
};

static void
end_altered(struct walk *w)
{
	if (w->altered > 0)
		verify_tell(w->v, AUDIT_ALTERED, w->altered, w->altered_to);
	w->altered = 0;
}

static void
add_altered(struct walk *w, int64_t line)
{
	if (w->altered > 0 && line != w->altered_to + 1)
		end_altered(w);
	if (w->altered == 0)
		w->altered = line;
	w->altered_to = line;
}

/* Text with a NUL in it would be hashed only up to there. */
static bool
is_whole(const struct store_value *v)
{
	return v->type == STORE_TEXT && strlen(store_as_text(v)) == v->len;
}

static void
see_key(struct verify *v, const struct chain_line *l)
{
	struct verify_key *k = &v->keys[v->key_count];
	const bool replaced = strcmp(l->event, "key-replaced") == 0;

	if ((!replaced && strcmp(l->event, "key-set") != 0 && strcmp(l->event, "key-changed") != 0) ||
	    strlen(l->reason) != KEY_HEX - 1 || v->key_count == VERIFY_KEYS_MAX)
		return;
	k->line = l->number;
	k->replaced = replaced;
	memcpy(k->public_hex, l->reason, KEY_HEX);
	v->key_count++;
	if (replaced)
		verify_tell(v, AUDIT_KEY_REPLACED, l->number, l->number);
}

static void
see_date(struct walk *w, const struct chain_line *l)
{
	struct moment at;

	if (moment_parse(l->at, &at) != ERR_NONE) {
		verify_tell(w->v, AUDIT_DATED, l->number, l->number);
		return;
	}
	if (date_given(w->at.date) && strcmp(l->event, "clock-put-back") != 0 &&
	    moment_to_unix(at) < moment_to_unix(w->at) - AUDIT_SLACK)
		verify_tell(w->v, w->v->key_count > 0 ? AUDIT_DATED : AUDIT_DATED_BEFORE_KEYS, l->number, l->number);
	w->at = at;
}

static bool
see_line(void *ctx, const struct store_value *v, size_t n)
{
	struct walk *w = ctx;
	const struct chain_line l = { store_as_int(&v[0]), store_as_text(&v[1]), store_as_text(&v[2]),
	    store_as_text(&v[3]), store_as_text(&v[4]), store_as_text(&v[5]), store_as_text(&v[6]),
	    store_as_text(&v[7]) };
	unsigned char hash[CHAIN_HASH];
	bool whole = v[8].type == STORE_BLOB && v[8].len == CHAIN_HASH;
	size_t i;

	(void)n;
	if (l.number != w->number + 1) {
		end_altered(w);
		verify_tell(w->v, AUDIT_MISSING, w->number + 1, l.number - 1);
		w->gap = true;
	}
	for (i = 1; i < 8; i++)
		whole = whole && is_whole(&v[i]);
	if ((w->v->e = chain_hash(w->hash, &l, hash)) != ERR_NONE)
		return false;
	if (!whole || (!w->gap && memcmp(hash, v[8].bytes, CHAIN_HASH) != 0))
		add_altered(w, l.number);
	if (v[8].len == CHAIN_HASH)
		memcpy(w->hash, v[8].bytes, CHAIN_HASH);
	w->gap = false;
	w->number = l.number;
	w->v->proof->lines++;
	see_key(w->v, &l);
	see_date(w, &l);
	return true;
}

/* The head was read before: what colleagues have added since isn't looked at. */
static enum err
walk_chain(struct verify *v)
{
	const struct store_value values[] = { store_int(v->head.end.line) };
	struct walk w = { .v = v };
	int64_t behind = 0;
	enum err e = store_run(v->store,
	    "SELECT line, at, clerk, counter, event, subject, reason, digest, hash FROM audit"
	    " WHERE line <= ?1 ORDER BY line", values, 1, see_line, &w);

	if (e != ERR_NONE || v->e != ERR_NONE)
		return e != ERR_NONE ? e : v->e;
	end_altered(&w);
	if (!v->head.found || w.number != v->head.end.line || memcmp(w.hash, v->head.end.hash, CHAIN_HASH) != 0)
		verify_tell(v, AUDIT_CUT, w.number + 1, v->head.end.line);
	/* A line behind the head is a colleague's only if the head has moved on since. */
	e = store_get_int(v->store, "SELECT count(*) FROM audit a WHERE a.line > (SELECT h.lines FROM audit_head h)",
	    NULL, 0,
	    &behind);
	if (e == ERR_NONE && behind > 0)
		verify_tell(v, AUDIT_ALTERED, v->head.end.line + 1, v->head.end.line + behind);
	return e;
}

/* --- the whole --------------------------------------------------------------------------------- */

enum err
audit_prove(struct store *s, const struct audit_trust *t, void (*found)(void *, const struct audit_finding *),
    void *ctx, struct audit_proof *proof)
{
	struct verify *v = calloc(1, sizeof(*v));
	enum err e = ERR_MEMORY;

	memset(proof, 0, sizeof(*proof));
	if (v == NULL)
		return e;
	v->store = s;
	v->found = found;
	v->ctx = ctx;
	v->proof = proof;
	v->trusted = t->key;
	if ((e = head_read(s, &v->head)) == ERR_NONE && (e = walk_chain(v)) == ERR_NONE &&
	    (e = verify_signatures(v)) == ERR_NONE && t->anchors != NULL)
		e = verify_anchors(v, t->anchors);
	if (e == ERR_NONE && (v->broken || v->other_key))
		e = v->broken ? ERR_AUDIT_BROKEN : ERR_AUDIT_KEY;
	free(v);
	return e;
}

enum err
audit_verify(struct store *s, int64_t *lines, int64_t *broken_at)
{
	struct audit_proof proof;
	enum err e = audit_prove(s, &(struct audit_trust){ NULL, NULL }, NULL, NULL, &proof);

	*lines = proof.lines;
	*broken_at = proof.broken_at;
	return e;
}
