/* Nothing leaves that isn't its case's: what was read on a letter, an envelope or with a card is held against it. */
#ifndef MADOGUCHI_CASE_LEAVES_H
#define MADOGUCHI_CASE_LEAVES_H

#include "case/case.h"

/*
 * The case number in what a scanner or a clerk typed: whole, with or without its hyphens, of any width, blanks around
 * it; or the running number alone (18), which is taken for one of the year of number. whole: with year and check digit.
 */
struct leaves_number { char number[CASE_NUMBER_MAX]; bool whole; };

/*
 * Whether it is the number of this case. ERR_PAPER_OTHER: another case's, which is then in out. ERR_PAPER_UNREAD: none
 * (nothing, a wrong check digit, something else); out is "" then.
 */
enum err leaves_read(const char *typed, const char *number, struct leaves_number *out);

/*
 * The same for all that was read for an event, and whether the person who takes the card is the one. What wasn't read
 * isn't checked. ERR_PAPER_UNREAD also for a running number alone where another case of that number has a letter to
 * post or a card here; ERR_HOLDER_SAID: they said another name or birth date.
 */
enum err leaves_check(struct store *, const char *number, const struct particulars *);

/*
 * On record: at the end of a visit the person said the holder's name and birth date, and got the card. ERR_ROLE,
 * ERR_CASE_UNKNOWN. The state doesn't matter: the visit is over.
 */
enum err leaves_said(struct store *, const struct actor *, const char *number);

/* Of what was read, for history and audit log: letter, envelope, card. */
const char *leaves_code(enum leaves);

/* For the audit log: the codes of such a refusal, as "paper-other,envelope:26-000002-1". Never anything of a person. */
#define LEAVES_REASON_MAX 64
void leaves_reason(const char *number, const struct particulars *, enum err, char out[LEAVES_REASON_MAX]);

#endif
