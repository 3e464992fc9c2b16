/*
 * The parts of profile_check. Each adds what it finds to the faults and returns how many; sound: false after memory ran
 * out.
 */
#ifndef MADOGUCHI_RULE_PROFILE_CHECK_PRIVATE_H
#define MADOGUCHI_RULE_PROFILE_CHECK_PRIVATE_H

#include "rule/profile-private.h"

#define CHECK_DAYS_MAX 64

/* The rules change on these days; between two of them nothing does. */
struct check_days { struct date day[CHECK_DAYS_MAX]; size_t count; bool too_many; };

/* Whether a fault of it is this profile's to mend: it stands in its own file. */
bool check_own(const struct profile *, const struct rule *);

/* Proves the national promises on that day; told: those that were told already, a mask. */
size_t promise_check(const struct profile *, struct date day, unsigned *told, bool *sound, struct faults *);

/* Finds well-formed rules that can't be meant: papers of who isn't there, letters that lead nowhere, dead lines. */
size_t lint_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds names that two counters have, hours that surprise, visitors whom no counter serves. */
size_t counters_check(const struct profile *, const struct check_days *, bool *sound, struct faults *);

/* Finds sections that replace an inherited one and lose its condition, or leave days on which neither holds. */
size_t replaced_check(const struct profile *, struct faults *);

/* Finds refusals of an early renewal whose text tells other months than [validity] has while they are in force. */
size_t window_check(const struct profile *, struct faults *);

#endif
