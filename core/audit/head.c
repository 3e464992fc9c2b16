/* Reads the head of the log, and tells what is signed of it. */
#include "audit/head-private.h"

#include <stdio.h>
#include <string.h>

#include "base/cert.h"

/* Text that fits, else "": then nothing signed is like it. */
static void
take_text(const struct store_value *v, char *out, size_t size)
{
	if (!store_read_text(v, out, size) || strlen(out) != v->len)
		out[0] = '\0';
}

static bool
take_bytes(const struct store_value *v, unsigned char *out, size_t len)
{
	if (v->type == STORE_BLOB && v->len == len)
		memcpy(out, v->bytes, len);
	return v->type == STORE_BLOB && v->len == len;
}

bool
head_take_signature(const struct store_value *v, unsigned char by[KEY_SIGNATURE])
{
	const bool fits = v->type == STORE_BLOB && (v->len == KEY_SIGNATURE || v->len == 2 * (size_t)KEY_SIGNATURE);

	if (fits)
		memcpy(by, (const unsigned char *)v->bytes + v->len - KEY_SIGNATURE, KEY_SIGNATURE);
	return fits;
}

static bool
see_head(void *ctx, const struct store_value *v, size_t n)
{
	struct head *h = ctx;
	unsigned char hash[CHAIN_HASH];

	(void)n;
	h->found = take_bytes(&v[1], h->end.hash, CHAIN_HASH);
	h->end.line = store_as_int(&v[0]);
	take_text(&v[2], h->end.store, sizeof(h->end.store));
	take_text(&v[3], h->signer, sizeof(h->signer));
	take_text(&v[4], h->end.at, sizeof(h->end.at));
	h->fits = store_as_int(&v[6]) == h->end.line && (h->end.line == 0 || (take_bytes(&v[5], hash, CHAIN_HASH) &&
	    memcmp(hash, h->end.hash, CHAIN_HASH) == 0));
	memcpy(h->last.store, h->end.store, sizeof(h->last.store));
	if (head_take_signature(&v[8], h->signature) && take_bytes(&v[9], h->last.hash, CHAIN_HASH)) {
		h->last.line = store_as_int(&v[7]);
		take_text(&v[10], h->last.at, sizeof(h->last.at));
	}
	return false;
}

enum err
head_read(struct store *s, struct head *h)
{
	memset(h, 0, sizeof(*h));
	return store_run(s, "SELECT h.lines, h.hash, h.store, h.signer, l.at, l.hash,"
	    " (SELECT coalesce(max(m.line), 0) FROM audit m), g.line, g.signature, a.hash, a.at FROM audit_head h"
	    " LEFT JOIN audit l ON l.line = h.lines"
	    " LEFT JOIN audit_signature g ON g.line = (SELECT max(k.line) FROM audit_signature k)"
	    " LEFT JOIN audit a ON a.line = g.line WHERE h.id = 1", NULL, 0, see_head, h);
}

size_t
head_message(const struct head_said *h, char out[HEAD_MESSAGE])
{
	char hash[2 * CHAIN_HASH + 1];
	int n;

	cert_hex(h->hash, CHAIN_HASH, hash, sizeof(hash));
	n = snprintf(out, HEAD_MESSAGE, "madoguchi audit head 1\n%s\n%lld\n%s\n%s\n", h->store, (long long)h->line,
	    hash,
	    h->at);
	return n > 0 && n < HEAD_MESSAGE ? (size_t)n : 0;
}

bool
head_signed_by(const struct head_said *h, const char *public_hex, const unsigned char signature[KEY_SIGNATURE])
{
	char message[HEAD_MESSAGE];
	const size_t len = head_message(h, message);

	return len > 0 && key_fits(public_hex, message, len, signature);
}

struct two { unsigned char hash[CHAIN_HASH]; bool fits; enum err e; };

/* The line before the last, then the last. */
static bool
see_end(void *ctx, const struct store_value *v, size_t n)
{
	struct two *t = ctx;
	const struct chain_line l = { store_as_int(&v[0]), store_as_text(&v[1]), store_as_text(&v[2]),
	    store_as_text(&v[3]), store_as_text(&v[4]), store_as_text(&v[5]), store_as_text(&v[6]),
	    store_as_text(&v[7]) };
	unsigned char hash[CHAIN_HASH];

	(void)n;
	if ((t->e = chain_hash(t->hash, &l, hash)) != ERR_NONE)
		return false;
	t->fits = take_bytes(&v[8], t->hash, CHAIN_HASH) && memcmp(hash, t->hash, CHAIN_HASH) == 0;
	return t->e == ERR_NONE;
}

static enum err
check_end(struct store *s, const struct head *h)
{
	const struct store_value values[] = { store_int(h->end.line - 1) };
	struct two t = { .fits = true };
	enum err e = store_run(s, "SELECT line, at, clerk, counter, event, subject, reason, digest, hash FROM audit"
	    " WHERE line >= ?1 ORDER BY line", values, 1, see_end, &t);

	if (e != ERR_NONE || t.e != ERR_NONE)
		return e != ERR_NONE ? e : t.e;
	return t.fits ? ERR_NONE : ERR_AUDIT_BROKEN;
}

enum err
head_check(struct store *s, const struct head *h, const char *public_hex)
{
	if (!h->found || !h->fits)
		return ERR_AUDIT_BROKEN;
	if (strcmp(h->signer, public_hex) != 0)
		return ERR_AUDIT_KEY;
	if (h->last.line != h->end.line)
		return ERR_AUDIT_BROKEN;
	return head_signed_by(&h->last, public_hex, h->signature) ? check_end(s, h) : ERR_AUDIT_BROKEN;
}
