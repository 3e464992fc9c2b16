/* Which open cases other rules would answer differently. */
#ifndef MADOGUCHI_CASE_OTHER_RULES_H
#define MADOGUCHI_CASE_OTHER_RULES_H

#include "case/case.h"
#include "rule/diff.h"

/*
 * from_now: counters, days, fee and validity are of the day, so that the case itself is answered otherwise. Else it
 * keeps the papers and the letter it began with, and only one that begins anew would be.
 */
struct other_rules_case {
	const char *number;
	enum case_state state;
	bool from_now;
	const struct decision *before, *after;
};

/*
 * Decides each open case of the second profile's municipality by both on that day, and calls row for those that
 * differ, by number; *looked_at: how many there were. That it was looked is in the audit log. ERR_ROLE. The profiles
 * belong to the caller; what row is given is good until it returns.
 */
enum err other_rules_cases(struct store *, const struct actor *, const struct profile *, const struct profile *,
    void (*row)(void *, const struct other_rules_case *), void *ctx, size_t *looked_at);

#endif
