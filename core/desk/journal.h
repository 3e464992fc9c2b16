/* The journal: records every step before it touches card or CA, and again when it is done. */
#ifndef MADOGUCHI_JOURNAL_H
#define MADOGUCHI_JOURNAL_H

#include "case/case.h"
#include "desk/owner.h"

#define JOURNAL_CODE_MAX 32
#define JOURNAL_DATA_MAX CERT_DER_MAX

struct journal_step {
	char code[JOURNAL_CODE_MAX];	/* "generate:sign" */
	bool done;
	unsigned char data[JOURNAL_DATA_MAX];	/* the step's result, in a format of its own */
	size_t len;
};

struct journal_head {
	int64_t id;
	char number[CASE_NUMBER_MAX];
	char name[PERSON_NAME_MAX + 1];	/* of the case's person; "": unknown */
	char procedure[16];
	char clerk[33];
	struct moment begun;
	struct owner owner;
	char last[JOURNAL_CODE_MAX];	/* the last step begun; "": none */
	bool last_done;
};

/* Opens a procedure, inside the caller's transaction. ERR_HALF_DONE if the case has one that has not ended. */
enum err journal_open(struct store *, const struct actor *, const struct case_file *, int64_t *id);

/*
 * In one durable transaction, marks the step before as done (done; NULL: none) with its result (data), the next one
 * (begin) as begun, and writes the audit line. If that fails, or another terminal has taken the procedure over
 * (ERR_CASE_TAKEN), the next step must not begin.
 */
enum err journal_step(struct store *, const struct actor *, int64_t id, const char *number, const char *done,
    const void *data, size_t len, const char *begin);

/* Ends the procedure, inside the caller's transaction; outcome: "done" or "undone". */
enum err journal_close(struct store *, const struct actor *, int64_t id, const char *outcome);

/* ERR_CASE_TAKEN if another terminal declared this one gone and took over. Called before every step and the end. */
enum err journal_check(struct store *, int64_t id);

/* Marks a half-done procedure as run by nobody. Best effort: has no error. */
void journal_release(struct store *, int64_t id);

/* Makes this process the owner of a case's half-done procedure. ERR_CASE_LIVE if its owner lives; ERR_NOT_HALF_DONE. */
enum err journal_take(struct store *, const char *number, struct journal_head *);

/* A case's procedure that has not ended; ERR_NOT_HALF_DONE if there is none. */
enum err journal_head_of(struct store *, const char *number, struct journal_head *);

/* Marks a procedure as run by nobody, whoever its owner is. Inside the caller's transaction. */
enum err journal_give_up(struct store *, int64_t id);

/*
 * Reads one step of a procedure; ERR_DATA if it was never begun. This and all reading functions here return
 * ERR_STORE_CORRUPT for a row that this program can't have written.
 */
enum err journal_find(struct store *, int64_t id, const char *code, struct journal_step *);

/* The last days of the certificates written by a case's finished card work, here or at the terminal; no date: none. */
enum err journal_issued(struct store *, const char *number, struct date expires[CERT_COUNT]);

/* Calls row for each procedure that has not ended, oldest first, until it returns false. */
enum err journal_list(struct store *, bool (*row)(void *, const struct journal_head *), void *ctx);

#endif
