/* The audit log: each line chained to the last by SHA-256; written in the transaction of what it tells. */
#ifndef MADOGUCHI_AUDIT_AUDIT_H
#define MADOGUCHI_AUDIT_AUDIT_H

#include "base/actor.h"
#include "office/clerk.h"
#include "store/store.h"

/*
 * Adds a line: event a stable word ("case-opened", "pin-verified", "refused"), subject a case number or "",
 * reason a code ("" for none). Inside the caller's transaction, outside one it is refused; so is anything but a code
 * (a-z 0-9 - : ,) or a case number, so that no name can get in. ERR_AUDIT_WRITE when it can't be written (or
 * ERR_DISK_FULL, ERR_STORE_LOCKED where that is why): then the caller rolls back and begins no new step.
 */
enum err audit_write(struct store *, const struct actor *, const char *event, const char *subject, const char *reason);

/*
 * Records that something was refused, and why (a code), in a transaction of its own. Gives refusal, or what kept it
 * from being recorded.
 */
enum err audit_refuse(struct store *, const struct actor *, const char *subject, enum err refusal, const char *reason);

/* ERR_ROLE, on record, where the actor's roles don't allow the act. Outside a transaction; store may be NULL. */
enum err audit_allow(struct store *, const struct actor *, enum act, const char *subject);

/*
 * Walks the whole chain: *lines counted, *broken_at the first line that doesn't fit (0: none) with ERR_AUDIT_BROKEN.
 * It finds lines altered, removed, put in or changed in order, and an end cut off. The chain has no key: who may write
 * to the store can make a new one, so the last hash is worth writing down elsewhere.
 */
enum err audit_verify(struct store *, int64_t *lines, int64_t *broken_at);

/* Which lines; NULL, no date, 0: all. before: lines above that number only, to read on. limit 0: 100. */
struct audit_filter {
	const char *number, *clerk, *event;
	struct date from, to;
	int64_t before;
	int limit;
};

/* Strings live until the row returns. */
struct audit_line { int64_t line; struct moment at; const char *clerk, *counter, *event, *subject, *reason; };

/* Hands out the lines, the newest first. ERR_ROLE for whoever may not read the log. */
enum err audit_list(struct store *, const struct actor *, const struct audit_filter *,
    bool (*row)(void *, const struct audit_line *), void *ctx);

#endif
