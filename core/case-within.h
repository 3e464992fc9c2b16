/* Pieces of a case's transactions, inside the caller's: for core/case*.c only. */
#ifndef MADOGUCHI_CASE_WITHIN_H
#define MADOGUCHI_CASE_WITHIN_H

#include "case.h"

/* What has to be known of a case before anything may happen to it. */
struct case_head { enum case_state state; char claimed_by[33], card[CASE_CARD_MAX], outcome[16]; };

enum err case_head_load(struct store *, const char *number, struct case_head *);

/* The same of a case that hasn't ended (else ERR_CASE_STATE) and that no colleague holds (else ERR_CASE_CLAIMED). */
enum err case_head_mine(struct store *, const struct actor *, const char *number, struct case_head *);
bool case_held_by_other(const struct case_head *, const struct actor *);

/* Adds to history and audit together: the one keeps words, the other codes only. */
enum err case_record(struct store *, const struct actor *, const char *number, const char *event, enum case_state,
    const char *why);

enum err case_put_person(struct store *, const char *number, const struct person *);

#endif
