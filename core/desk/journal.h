/* The journal: every step is written down before it touches card or CA, and again when it is done. */
#ifndef MADOGUCHI_JOURNAL_H
#define MADOGUCHI_JOURNAL_H

#include "case/case.h"
#include "desk/owner.h"

#define JOURNAL_CODE_MAX 32
#define JOURNAL_DATA_MAX CERT_DER_MAX

struct journal_step {
	char code[JOURNAL_CODE_MAX];	/* "generate:sign" */
	bool done;
	unsigned char data[JOURNAL_DATA_MAX];	/* what the step found out; its meaning is the step's */
	size_t len;
};

struct journal_head {
	int64_t id;
	char number[CASE_NUMBER_MAX];
	char procedure[16];
	char clerk[33];
	struct moment begun;
	struct owner owner;
	char last[JOURNAL_CODE_MAX];	/* the last step begun, "" for none */
	bool last_done;
};

/* Opens a procedure in the caller's transaction. ERR_HALF_DONE when the case has one that hasn't ended. */
enum err journal_open(struct store *, const struct actor *, const struct case_file *, int64_t *id);

/*
 * In one durable transaction: the step before (done; NULL: none) is done with what it found out (data), this one is
 * begun, and the audit log says so: where it can't be written, no new step begins; nor where it was taken over
 * (ERR_CASE_TAKEN).
 */
enum err journal_step(struct store *, const struct actor *, int64_t id, const char *number, const char *done,
    const void *data, size_t len, const char *begin);

/* Ends it in the caller's transaction; outcome "done" or "undone". */
enum err journal_close(struct store *, const struct actor *, int64_t id, const char *outcome);

/* ERR_CASE_TAKEN where this process doesn't run it any more: it was declared gone. Every step, and the end, asks. */
enum err journal_check(struct store *, int64_t id);

/* Lets go of a procedure that stays half done: nobody runs it any more. Best effort. */
void journal_release(struct store *, int64_t id);

/* Takes a half-done procedure of a case over for recovery. ERR_CASE_LIVE while its owner lives; ERR_NOT_HALF_DONE. */
enum err journal_take(struct store *, const char *number, struct journal_head *);

/* The procedure of a case that hasn't ended; ERR_NOT_HALF_DONE where there is none. */
enum err journal_head_of(struct store *, const char *number, struct journal_head *);

/* Nobody runs it any more, whoever did; in the caller's transaction. */
enum err journal_give_up(struct store *, int64_t id);

/* Reads one step of a procedure; ERR_DATA when it was never begun. All that read say ERR_STORE_CORRUPT of a row not ours. */
enum err journal_find(struct store *, int64_t id, const char *code, struct journal_step *);

/* The last days of the certificates that a case's finished card work wrote, here or there; no date: none. */
enum err journal_issued(struct store *, const char *number, struct date expires[CERT_COUNT]);

/* Calls row for every procedure that hasn't ended, oldest first, until it returns false. */
enum err journal_list(struct store *, bool (*row)(void *, const struct journal_head *), void *ctx);

#endif
