/* Holds the signatures of heads against the lines, from the key that is trusted to the last that it vouches for. */
#include "audit/verify-private.h"

#include <string.h>

#include "audit/keep-private.h"

struct signed_head { struct head_said said; unsigned char first[KEY_SIGNATURE], last[KEY_SIGNATURE]; bool found, two; };

static bool
see_signed(void *ctx, const struct store_value *v, size_t n)
{
	struct signed_head *s = ctx;

	(void)n;
	s->said.line = store_as_int(&v[0]);
	s->found = head_take_signature(&v[1], s->last) && v[2].len == CHAIN_HASH &&
	    store_read_text(&v[3], s->said.at, sizeof(s->said.at));
	if (!s->found)
		return false;
	s->two = v[1].len > KEY_SIGNATURE;
	memcpy(s->first, v[1].bytes, KEY_SIGNATURE);
	memcpy(s->said.hash, v[2].bytes, CHAIN_HASH);
	return false;
}

#define SIGNED "SELECT g.line, g.signature, a.hash, a.at FROM audit_signature g JOIN audit a ON a.line = g.line"

/* The last signed head up to a line. */
static enum err
read_signed(struct verify *v, int64_t to, struct signed_head *s)
{
	const struct store_value values[] = { store_int(to) };

	memset(s, 0, sizeof(*s));
	memcpy(s->said.store, v->head.end.store, sizeof(s->said.store));
	return store_run(v->store, SIGNED " WHERE g.line <= ?1 ORDER BY g.line DESC LIMIT 1", values, 1, see_signed, s);
}

/* The key that signs a line; the last of two, where the line brings one in. */
static const struct verify_key *
key_of(const struct verify *v, int64_t line)
{
	size_t i = v->key_count;

	while (i > 0 && v->keys[i - 1].line > line)
		i--;
	return i > 0 ? &v->keys[i - 1] : NULL;
}

bool
verify_signed(const struct verify *v, const struct head_said *said, const unsigned char signature[KEY_SIGNATURE])
{
	size_t i;

	for (i = 0; i < v->key_count; i++)
		if (head_signed_by(said, v->keys[i].public_hex, signature))
			return true;
	return v->trusted != NULL && head_signed_by(said, v->trusted, signature);
}

/* --- where a rewriting begins ------------------------------------------------------------------ */

struct search { struct verify *v; int64_t good, bad; };

/* The first head that its signature doesn't fit: what lies between it and the one before was written anew. */
static bool
see_first_bad(void *ctx, const struct store_value *columns, size_t n)
{
	struct search *s = ctx;
	struct signed_head h = { .found = false };
	const struct verify_key *k = key_of(s->v, store_as_int(&columns[0]));

	memcpy(h.said.store, s->v->head.end.store, sizeof(h.said.store));
	(void)see_signed(&h, columns, n);
	if (h.found && k != NULL && head_signed_by(&h.said, k->public_hex, h.last)) {
		s->good = h.said.line;
		return true;
	}
	s->bad = store_as_int(&columns[0]);
	return false;
}

static enum err
tell_rewritten(struct verify *v)
{
	struct search s = { .v = v, .good = 0 };
	enum err e = store_run(v->store, SIGNED " ORDER BY g.line", NULL, 0, see_first_bad, &s);

	if (e == ERR_NONE)
		verify_tell(v, AUDIT_REWRITTEN, s.bad > 0 ? s.good + 1 : v->proof->signed_from, v->proof->lines);
	return e;
}

/* --- from key to key --------------------------------------------------------------------------- */

/* Whether the last head that key i signed is as it was, and the key after it was brought in by it. */
static enum err
check_era(struct verify *v, size_t i, bool *fits)
{
	const bool last = i + 1 == v->key_count;
	struct signed_head h;
	enum err e = read_signed(v, last ? INT64_MAX : v->keys[i + 1].line, &h);

	*fits = false;
	if (e != ERR_NONE || !h.found)
		return e;
	if (last)
		*fits = head_signed_by(&h.said, v->keys[i].public_hex, h.last);
	else
		*fits = h.said.line == v->keys[i + 1].line && h.two &&
		    head_signed_by(&h.said, v->keys[i].public_hex, h.first);
	return e;
}

static enum err
check_from(struct verify *v, size_t i)
{
	bool fits = true;
	enum err e = ERR_NONE;

	for (; i < v->key_count && e == ERR_NONE && fits; i++) {
		if (i + 1 < v->key_count && v->keys[i + 1].replaced) {
			verify_tell(v, AUDIT_OTHER_KEY, v->keys[i + 1].line, v->proof->lines);
			return ERR_NONE;
		}
		e = check_era(v, i, &fits);
	}
	return e == ERR_NONE && !fits ? tell_rewritten(v) : e;
}

/* The office's own key, where the store is kept; else NULL. */
static const char *
office_key(const struct verify *v, char own[KEY_HEX])
{
	const struct keeper *k = keep_of(v->store);

	return k != NULL && key_public(k->how.key, own) == ERR_NONE ? own : NULL;
}

static enum err
check_end(struct verify *v)
{
	struct signed_head h;
	int64_t behind = 0;
	enum err e = read_signed(v, INT64_MAX, &h);

	if (e == ERR_NONE)
		e = store_get_int(v->store, "SELECT coalesce(max(g.line), 0) FROM audit_signature g WHERE g.line >"
		    " (SELECT h.lines FROM audit_head h)", NULL, 0, &behind);
	if (e != ERR_NONE)
		return e;
	v->proof->signed_to = h.found ? h.said.line : 0;
	if (behind > 0)
		verify_tell(v, AUDIT_CUT, v->head.end.line + 1, behind);
	if (v->proof->signed_to < v->head.end.line)
		verify_tell(v, AUDIT_NOT_SIGNED, v->proof->signed_to + 1, v->head.end.line);
	return e;
}

/* Nothing in the log names a key: it is older, or all that was signed was taken off it. */
static void
tell_no_keys(struct verify *v)
{
	if (v->trusted != NULL || v->head.signer[0] != '\0')
		verify_tell(v, AUDIT_NOT_SIGNED, 1, v->head.end.line);
	else if (v->proof->lines > 0)
		verify_tell(v, AUDIT_BEFORE_KEYS, 1, v->proof->lines);
}

enum err
verify_signatures(struct verify *v)
{
	char own[KEY_HEX];
	const char *trusted;
	size_t i;
	enum err e;

	if (v->trusted == NULL && office_key(v, own) != NULL)
		v->trusted = memcpy(v->own, own, sizeof(v->own));
	if (v->key_count == 0) {
		tell_no_keys(v);
		return ERR_NONE;
	}
	v->proof->signed_from = v->keys[0].line;
	if (v->proof->signed_from > 1)
		verify_tell(v, AUDIT_BEFORE_KEYS, 1, v->proof->signed_from - 1);
	if ((e = check_end(v)) != ERR_NONE)
		return e;
	if (v->trusted == NULL)
		verify_tell(v, AUDIT_OWN_WORD, 0, 0);
	trusted = v->trusted != NULL ? v->trusted : v->head.signer;
	for (i = v->key_count; i > 0 && strcmp(v->keys[i - 1].public_hex, trusted) != 0; i--)
		;
	if (i == 0 || strcmp(v->head.signer, v->keys[v->key_count - 1].public_hex) != 0) {
		verify_tell(v, AUDIT_OTHER_KEY, v->proof->signed_from, v->proof->lines);
		return ERR_NONE;
	}
	return check_from(v, i - 1);
}
