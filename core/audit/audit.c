/* Writes the audit log: a line at a time, in the transaction that it tells of. */
#include "audit/audit.h"

#include <stdio.h>
#include <string.h>

#include "audit/chain-private.h"
#include "audit/event.h"
#include "base/case-number.h"

#define DIGEST_MAX 128

struct end { int64_t lines; unsigned char hash[CHAIN_HASH]; bool found, is_signed; struct moment at; };

static bool
take_end(void *ctx, const struct store_value *v, size_t n)
{
	struct end *end = ctx;

	(void)n;
	if (v[1].type == STORE_BLOB && v[1].len == CHAIN_HASH) {
		end->lines = store_as_int(&v[0]);
		memcpy(end->hash, v[1].bytes, CHAIN_HASH);
		end->is_signed = store_as_text(&v[2])[0] != '\0';
		end->found = store_read_moment(&v[3], &end->at);
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

/* The head follows by itself (schema-16.sql). */
static enum err
append(struct store *s, const struct chain_line *l, struct end *end)
{
	enum err e = chain_hash(end->hash, l, end->hash);
	const struct store_value values[] = { store_int(l->number), store_text(l->at), store_text(l->clerk),
	    store_text(l->counter), store_text(l->event), store_text(l->subject), store_text(l->reason),
	    store_blob(end->hash, CHAIN_HASH), store_text(l->digest) };

	end->lines = l->number;
	return e != ERR_NONE ? e : store_run(s,
	    "INSERT INTO audit (line, at, clerk, counter, event, subject, reason, hash, digest)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)", values, 9, NULL, NULL);
}

/* A clock that was put back tells it first: without that line, a later one is dated before its neighbour. */
static enum err
append_clock(struct store *s, struct chain_line l, struct end *end, struct moment at)
{
	const int64_t back = moment_to_unix(end->at) - moment_to_unix(at);
	char reason[40];

	if (!date_given(end->at.date) || back <= AUDIT_SLACK)
		return ERR_NONE;
	(void)snprintf(reason, sizeof(reason), "seconds:%lld", (long long)back);
	l.number = end->lines + 1;
	l.event = "clock-put-back";
	l.subject = l.digest = "";
	l.reason = reason;
	return append(s, &l, end);
}

/* A store whose heads are signed takes no line from whoever doesn't sign. */
static enum err
write_line(struct store *s, struct chain_line *l, struct moment at)
{
	struct end end = { .lines = 0 };
	enum err e;

	e = store_run(s,
	    "SELECT h.lines, h.hash, h.signer, a.at FROM audit_head h LEFT JOIN audit a ON a.line = h.lines"
	    " WHERE h.id = 1", NULL, 0, take_end, &end);
	if (e != ERR_NONE || !end.found || (end.is_signed && store_guard(s)->before == NULL))
		return e != ERR_NONE ? e : ERR_AUDIT_WRITE;
	if ((e = append_clock(s, *l, &end, at)) != ERR_NONE)
		return e;
	l->number = end.lines + 1;
	return append(s, l, &end);
}

enum err
audit_write_of(struct store *s, const struct actor *a, const char *event, const char *subject, const char *reason,
    const char *digest)
{
	char at[24];
	struct chain_line l = { .at = at, .clerk = a->clerk != NULL ? a->clerk : "",
	    .counter = a->counter != NULL ? a->counter : "", .event = event, .subject = subject, .reason = reason,
	    .digest = digest };
	enum err e;

	moment_format(a->at, at, sizeof(at));
	if (!store_in_transaction(s) || *l.clerk == '\0' || !is_bounded(l.clerk) || !is_bounded(l.counter) ||
	    !event_known(event) || !is_code(event) || !is_code(reason) || !is_code(digest) ||
	    strlen(digest) > DIGEST_MAX ||
	    (*subject != '\0' && case_number_check(subject) != ERR_NONE))
		return ERR_AUDIT_WRITE;
	e = write_line(s, &l, a->at);
	return e == ERR_NONE || e == ERR_DISK_FULL || e == ERR_STORE_LOCKED || e == ERR_STORE_SILENT ||
	    e == ERR_MEMORY ? e : ERR_AUDIT_WRITE;
}

enum err
audit_write(struct store *s, const struct actor *a, const char *event, const char *subject, const char *reason)
{
	return audit_write_of(s, a, event, subject, reason, "");
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
