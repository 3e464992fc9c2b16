/* The audit chain: a line's hash is SHA-256 over the hash before it and the line's own bytes. */
#include "audit/audit.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "audit/event.h"
#include "base/buf.h"
#include "base/case-number.h"

#define HASH 32

struct line {
	int64_t number;
	const char *at, *clerk, *counter, *event, *subject, *reason;
};

/* Each field with its length before it, so that no two lines have the same bytes. */
static void
add_field(struct buf *b, const char *field)
{
	buf_printf(b, "%zu:%s,", strlen(field), field);
}

static enum err
chain(const unsigned char before[HASH], const struct line *l, unsigned char out[HASH])
{
	struct buf b = { 0 };
	enum err e;

	buf_add(&b, (const char *)before, HASH);
	buf_printf(&b, "%lld,", (long long)l->number);
	add_field(&b, l->at);
	add_field(&b, l->clerk);
	add_field(&b, l->counter);
	add_field(&b, l->event);
	add_field(&b, l->subject);
	add_field(&b, l->reason);
	if ((e = buf_check(&b)) == ERR_NONE && EVP_Q_digest(NULL, "SHA256", NULL, b.text, b.len, out, NULL) != 1)
		e = ERR_CRYPTO;
	buf_free(&b);
	return e;
}

struct head { int64_t lines; unsigned char hash[HASH]; bool found; };

static bool
take_head(void *ctx, const struct store_value *v, size_t n)
{
	struct head *head = ctx;

	(void)n;
	if (v[1].type == STORE_BLOB && v[1].len == HASH) {
		head->lines = store_as_int(&v[0]);
		memcpy(head->hash, v[1].bytes, HASH);
		head->found = true;
	}
	return false;
}

/* A code of ours: what can't be a name. */
static bool
is_code(const char *s)
{
	return s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-:,")] == '\0';
}

static bool
is_bounded(const char *s)
{
	return strlen(s) <= 200 && strpbrk(s, "\r\n") == NULL;
}

static enum err
append(struct store *s, const struct line *l, const unsigned char hash[HASH])
{
	const struct store_value values[] = { store_int(l->number), store_text(l->at), store_text(l->clerk),
	    store_text(l->counter), store_text(l->event), store_text(l->subject), store_text(l->reason),
	    store_blob(hash, HASH) };
	const struct store_value head[] = { store_int(l->number), store_blob(hash, HASH) };
	enum err e;

	e = store_run(s, "INSERT INTO audit (line, at, clerk, counter, event, subject, reason, hash)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", values, 8, NULL, NULL);
	if (e != ERR_NONE)
		return e;
	return store_run(s, "UPDATE audit_head SET lines = ?1, hash = ?2 WHERE id = 1", head, 2, NULL, NULL);
}

static enum err
write_line(struct store *s, struct line *l)
{
	struct head head = { 0 };
	unsigned char hash[HASH];
	enum err e;

	e = store_run(s, "SELECT lines, hash FROM audit_head WHERE id = 1", NULL, 0, take_head, &head);
	if (e != ERR_NONE || !head.found)
		return e != ERR_NONE ? e : ERR_AUDIT_WRITE;
	l->number = head.lines + 1;
	if ((e = chain(head.hash, l, hash)) != ERR_NONE)
		return e;
	return append(s, l, hash);
}

enum err
audit_write(struct store *s, const struct actor *a, const char *event, const char *subject, const char *reason)
{
	char at[24];
	struct line l = { .at = at, .clerk = a->clerk != NULL ? a->clerk : "",
	    .counter = a->counter != NULL ? a->counter : "", .event = event, .subject = subject, .reason = reason };
	enum err e;

	moment_format(a->at, at, sizeof(at));
	if (!store_in_transaction(s) || *l.clerk == '\0' || !is_bounded(l.clerk) || !is_bounded(l.counter) ||
	    !event_known(event) || !is_code(event) || !is_code(reason) ||
	    (*subject != '\0' && case_number_check(subject) != ERR_NONE))
		return ERR_AUDIT_WRITE;
	e = write_line(s, &l);
	return e == ERR_NONE || e == ERR_DISK_FULL || e == ERR_STORE_LOCKED || e == ERR_MEMORY ? e : ERR_AUDIT_WRITE;
}

enum err
audit_refuse(struct store *s, const struct actor *a, const char *subject, enum err refusal, const char *reason)
{
	enum err e;

	if ((e = store_begin(s)) != ERR_NONE)
		return e;
	e = store_end(s, audit_write(s, a, "refused", subject, reason));
	return e != ERR_NONE ? e : refusal;
}

enum err
audit_allow(struct store *s, const struct actor *a, enum act act, const char *subject)
{
	char reason[32];

	if (clerk_may(a->roles, act))
		return ERR_NONE;
	(void)snprintf(reason, sizeof(reason), "role:%s", clerk_act_code(act));
	return s == NULL ? ERR_ROLE : audit_refuse(s, a, subject, ERR_ROLE, reason);
}

struct walk { struct head head; unsigned char hash[HASH]; int64_t lines, broken_at; enum err e; };

/* Text with a NUL in it would be hashed only up to there. */
static bool
is_whole(const struct store_value *v)
{
	return v->type == STORE_TEXT && strlen(store_as_text(v)) == v->len;
}

/* Columns: the head's lines and hash, then the line's own; its number is null where there is no line at all. */
static bool
walk_line(void *ctx, const struct store_value *v, size_t n)
{
	struct walk *w = ctx;
	struct line l = { store_as_int(&v[2]), store_as_text(&v[3]), store_as_text(&v[4]), store_as_text(&v[5]),
	    store_as_text(&v[6]), store_as_text(&v[7]), store_as_text(&v[8]) };
	unsigned char hash[HASH];
	bool whole = true;
	size_t i;

	(void)take_head(&w->head, v, n);
	if (v[2].type == STORE_NULL)
		return true;
	w->lines++;
	for (i = 3; i < 9; i++)
		whole = whole && is_whole(&v[i]);
	if ((w->e = chain(w->hash, &l, hash)) != ERR_NONE)
		return false;
	if (!whole || l.number != w->lines || v[9].len != HASH || memcmp(v[9].bytes, hash, HASH) != 0) {
		w->broken_at = w->lines;
		return false;
	}
	memcpy(w->hash, hash, HASH);
	return true;
}

/* One statement, so that the head and the lines are of one moment while others write. */
enum err
audit_verify(struct store *s, int64_t *lines, int64_t *broken_at)
{
	struct walk w = { .e = ERR_NONE };
	enum err e;

	e = store_run(s, "SELECT h.lines, h.hash, a.line, a.at, a.clerk, a.counter, a.event, a.subject, a.reason,"
	    " a.hash FROM audit_head h LEFT JOIN audit a ON 1 = 1 ORDER BY a.line", NULL, 0, walk_line, &w);
	*lines = w.lines;
	*broken_at = w.broken_at;
	if (e != ERR_NONE || w.e != ERR_NONE)
		return e != ERR_NONE ? e : w.e;
	if (w.broken_at == 0 && (!w.head.found || w.head.lines != w.lines || memcmp(w.head.hash, w.hash, HASH) != 0))
		*broken_at = w.lines + 1;	/* lines are missing at the end, or the head was touched */
	return *broken_at == 0 ? ERR_NONE : ERR_AUDIT_BROKEN;
}
