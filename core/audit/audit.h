/* The audit log. Each line is chained to the line before it by SHA-256 and written in the transaction it reports on. */
#ifndef MADOGUCHI_AUDIT_AUDIT_H
#define MADOGUCHI_AUDIT_AUDIT_H

#include "base/actor.h"
#include "office/clerk.h"
#include "store/store.h"

/*
 * Adds a line. event is a stable word ("case-opened", "pin-verified", "refused"), subject a case number or "", reason a
 * code ("" for none). Must be called inside the caller's transaction. Anything but a code (a-z 0-9 - : ,) or a case
 * number is refused, so that no name can enter the log. On ERR_AUDIT_WRITE (or ERR_DISK_FULL, ERR_STORE_LOCKED, where
 * that is the cause) the caller must roll back and begin no new step.
 */
enum err audit_write(struct store *, const struct actor *, const char *event, const char *subject, const char *reason);

/*
 * Records a refusal and its reason (a code) in a transaction of its own. Returns refusal, or the error that kept it
 * from being recorded.
 */
enum err audit_refuse(struct store *, const struct actor *, const char *subject, enum err refusal, const char *reason);

/*
 * Checks that the actor's roles allow the act; if not, records the refusal and returns ERR_ROLE. Outside a transaction.
 * store may be NULL.
 */
enum err audit_allow(struct store *, const struct actor *, enum act, const char *subject);

/*
 * Verifies the whole chain. Sets *lines to the number of lines and *broken_at to the first line that doesn't fit (then
 * ERR_AUDIT_BROKEN), or to 0. Detects lines altered, removed, inserted or reordered, and a truncated end. The chain has
 * no key: anybody who can write to the store can build a new one, so keep a copy of the last hash elsewhere.
 */
enum err audit_verify(struct store *, int64_t *lines, int64_t *broken_at);

/* When the newest line was written; unchanged where there is none. Anybody may know. */
enum err audit_last(struct store *, struct moment *at);

/*
 * Which lines to list. NULL, no date and 0 select everything. before: only lines below this number, for paging. limit
 * 0: 100.
 */
struct audit_filter {
	const char *number, *clerk, *event;
	struct date from, to;
	int64_t before;
	int limit;
};

/* The strings are valid until the callback returns. */
struct audit_line { int64_t line; struct moment at; const char *clerk, *counter, *event, *subject, *reason; };

/* Calls row for each line, newest first. ERR_ROLE unless the actor may read the log. */
enum err audit_list(struct store *, const struct actor *, const struct audit_filter *,
    bool (*row)(void *, const struct audit_line *), void *ctx);

#endif
