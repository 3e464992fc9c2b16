/* Keeps the book: one table of what was issued, one of the two CAs. */
#include "issuer/local/book-private.h"

#include <string.h>

#include "issuer/local/db-private.h"

#define ISSUED "SELECT number, kind, state, reason, since, expires, request, serial, cert, subject, ended_by FROM issued "
#define COLUMNS 11

static bool
take_blob(sqlite3_stmt *st, int column, unsigned char *out, size_t max, size_t *len)
{
	int n = sqlite3_column_bytes(st, column);
	const void *p = sqlite3_column_blob(st, column);

	*len = 0;
	if (n <= 0 || p == NULL || (size_t)n > max)
		return false;
	memcpy(out, p, (size_t)n);
	*len = (size_t)n;
	return true;
}

/* '' where there is none, or what no program of ours has written. */
static void
take_subject(sqlite3_stmt *st, int column, char out[ISSUER_SUBJECT_MAX])
{
	const char *text = (const char *)sqlite3_column_text(st, column);

	out[0] = '\0';
	if (text != NULL && strlen(text) < ISSUER_SUBJECT_MAX)
		memcpy(out, text, strlen(text) + 1);
}

static bool
take_authority(void *ctx, sqlite3_stmt *st)
{
	struct cert *c = ctx;

	(void)take_blob(st, 0, c->der, sizeof(c->der), &c->len);
	return false;
}

enum err
book_authority(struct book *b, enum cert_kind kind, struct cert *c)
{
	c->len = 0;
	return book_run(b, "SELECT cert FROM authority WHERE kind = ?1", &(struct book_value){ .number = kind }, 1, take_authority, c);
}

enum err
book_add_authority(struct book *b, enum cert_kind kind, const struct cert *c)
{
	const struct book_value v[] = { { .number = kind }, { c->der, c->len, 0 } };

	return book_run(b, "INSERT INTO authority(kind, cert) VALUES (?1, ?2)", v, 2, NULL, NULL);
}

enum err
book_next_list(struct book *b, enum cert_kind kind, int64_t at, int64_t *number, int64_t *previous)
{
	const struct book_value v[] = { { .number = kind }, { .number = at } };
	enum err e;

	if ((e = book_run(b, "SELECT list_at FROM authority WHERE kind = ?1", v, 1, book_take_number, previous)) != ERR_NONE ||
	    (e = book_run(b, "UPDATE authority SET list = list + 1, list_at = ?2 WHERE kind = ?1", v, 2, NULL, NULL)) != ERR_NONE)
		return e;
	return book_run(b, "SELECT list FROM authority WHERE kind = ?1", v, 1, book_take_number, number);
}

static bool
take_entry(sqlite3_stmt *st, struct book_entry *entry)
{
	int kind = sqlite3_column_int(st, 1), state = sqlite3_column_int(st, 2);
	size_t len;

	*entry = (struct book_entry){ .number = sqlite3_column_int64(st, 0), .kind = (enum cert_kind)kind,
	    .state = (enum issuer_state)state, .reason = (enum book_reason)sqlite3_column_int(st, 3),
	    .since = sqlite3_column_int64(st, 4), .expires = sqlite3_column_int64(st, 5) };
	take_subject(st, 9, entry->subject);
	take_subject(st, 10, entry->ended_by);
	return kind >= 0 && kind < CERT_COUNT && state >= ISSUER_PENDING && state <= ISSUER_DROPPED &&
	    take_blob(st, 6, entry->request, sizeof(entry->request), &len) && len == CERT_HASH &&
	    take_blob(st, 7, entry->serial, sizeof(entry->serial), &entry->serial_len) &&
	    take_blob(st, 8, entry->cert.der, sizeof(entry->cert.der), &entry->cert.len);
}

struct reading { struct book_entry entry; bool (*row)(void *, const struct book_entry *); void *ctx; enum err e; };

static bool
hand_out(void *ctx, sqlite3_stmt *st)
{
	struct reading *r = ctx;

	if (!take_entry(st, &r->entry)) {
		r->e = ERR_STORE_CORRUPT;
		return false;
	}
	return r->row != NULL && r->row(r->ctx, &r->entry);
}

static enum err
find(struct book *b, const char *sql, struct book_value v, struct book_entry *entry)
{
	struct reading r = { .e = ERR_NONE };
	enum err e = book_run(b, sql, &v, 1, hand_out, &r);

	*entry = r.entry;
	return e != ERR_NONE ? e : r.e;
}

enum err
book_by_request(struct book *b, const unsigned char request[CERT_HASH], struct book_entry *entry)
{
	return find(b, ISSUED "WHERE request = ?1", (struct book_value){ request, CERT_HASH, 0 }, entry);
}

enum err
book_by_serial(struct book *b, const unsigned char *serial, size_t len, struct book_entry *entry)
{
	return find(b, ISSUED "WHERE serial = ?1", (struct book_value){ serial, len, 0 }, entry);
}

enum err
book_each(struct book *b, bool (*row)(void *, const struct book_entry *), void *ctx)
{
	struct reading r = { .row = row, .ctx = ctx, .e = ERR_NONE };
	enum err e = book_run(b, ISSUED "ORDER BY number", NULL, 0, hand_out, &r);

	return e != ERR_NONE ? e : r.e;
}

enum err
book_next_number(struct book *b, int64_t *number)
{
	return book_run(b, "SELECT coalesce(max(number), 0) + 1 FROM issued", NULL, 0, book_take_number, number);
}

enum err
book_add(struct book *b, const struct book_entry *entry)
{
	const struct book_value v[COLUMNS] = {
		{ .number = entry->number }, { .number = entry->kind }, { .number = entry->state }, { .number = entry->reason },
		{ .number = entry->since }, { .number = entry->expires }, { entry->request, CERT_HASH, 0 },
		{ entry->serial, entry->serial_len, 0 }, { entry->cert.der, entry->cert.len, 0 },
		{ entry->subject, strlen(entry->subject), 0 }, { entry->ended_by, strlen(entry->ended_by), 0 },
	};

	return book_run(b, "INSERT INTO issued VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, CAST(?10 AS TEXT),"
	    " CAST(?11 AS TEXT))", v, COLUMNS, NULL, NULL);
}

enum err
book_change(struct book *b, int64_t number, enum issuer_state state, enum book_reason reason, int64_t since, const char *by)
{
	const struct book_value v[] = { { .number = number }, { .number = state }, { .number = reason },
	    { .number = since }, { by, strlen(by), 0 } };

	return book_run(b, "UPDATE issued SET state = ?2, reason = ?3, since = ?4, ended_by = CAST(?5 AS TEXT)"
	    " WHERE number = ?1", v, 5, NULL, NULL);
}

enum err
book_add_listed(struct book *b, const struct book_entry *entry)
{
	const struct book_value v[] = { { entry->serial, entry->serial_len, 0 }, { .number = entry->kind },
	    { .number = entry->reason }, { .number = entry->since } };

	return book_run(b, "INSERT OR IGNORE INTO listed (serial, kind, reason, since) VALUES (?1, ?2, ?3, ?4)",
	    v, 4, NULL, NULL);
}

enum err
book_is_listed(struct book *b, const unsigned char *serial, size_t len, bool *listed)
{
	int64_t n = 0;
	const struct book_value v = { serial, len, 0 };
	enum err e = book_run(b, "SELECT count(*) FROM listed WHERE serial = ?1", &v, 1, book_take_number, &n);

	*listed = n > 0;
	return e;
}

static bool
hand_out_listed(void *ctx, sqlite3_stmt *st)
{
	struct reading *r = ctx;

	r->entry = (struct book_entry){ .kind = (enum cert_kind)sqlite3_column_int(st, 1), .state = ISSUER_REVOKED,
	    .reason = (enum book_reason)sqlite3_column_int(st, 2), .since = sqlite3_column_int64(st, 3) };
	if (!take_blob(st, 0, r->entry.serial, sizeof(r->entry.serial), &r->entry.serial_len)) {
		r->e = ERR_STORE_CORRUPT;
		return false;
	}
	return r->row(r->ctx, &r->entry);
}

enum err
book_each_listed(struct book *b, enum cert_kind kind, bool (*row)(void *, const struct book_entry *), void *ctx)
{
	struct reading r = { .row = row, .ctx = ctx, .e = ERR_NONE };
	enum err e = book_run(b, "SELECT serial, kind, reason, since FROM listed WHERE kind = ?1",
	    &(struct book_value){ .number = kind }, 1, hand_out_listed, &r);

	return e != ERR_NONE ? e : r.e;
}
