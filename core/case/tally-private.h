/* How one line of the cases' history counts. */
#ifndef MADOGUCHI_CASE_TALLY_PRIVATE_H
#define MADOGUCHI_CASE_TALLY_PRIVATE_H

#include "case/tally.h"

/* Days as the history's moments compare with them: from the first to before the day after the last. */
struct tally_range { char from[16], to[16]; };
struct tally_range tally_range_of(struct date from, struct date to);

/* An event and the state it led to, by their codes, so many times. */
void tally_count(struct tally *, const char *event, const char *state, int count);

/* A case that was done: its procedure by code, its certificates as a mask, its fee. */
void tally_count_done(struct tally *, const char *procedure, unsigned certificates, long fee);

/* Card work, here or at the terminal, or an answer in writing is done with it. */
bool tally_is_done(const char *event);

#endif
