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
 * The same with a digest (a code): a keyed hash of what the line is about, so that an edit is seen and nothing is
 * told.
 */
enum err audit_write_of(struct store *, const struct actor *, const char *event, const char *subject,
    const char *reason,
    const char *digest);

/*
 * Seconds that a line may be dated before its neighbour, as between two machines. Where the clock was put back further,
 * a line "clock-put-back" tells it first.
 */
#define AUDIT_SLACK 120

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

/* When the newest line was written; unchanged where there is none. Anybody may know. */
enum err audit_last(struct store *, struct moment *at);

/*
 * A case's number with its store's name, "26-000001-3@0f3c…", as a CA's book has it: several stores may give the same
 * numbers. The name is "" before the store is kept (keep.h).
 */
#define AUDIT_SUBJECT_MAX 48
enum err audit_subject(struct store *, const char *number, char out[AUDIT_SUBJECT_MAX]);

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
