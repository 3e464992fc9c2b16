/* What commands about one case have in common: its number, its line of output, the words of what is refused. */
#ifndef MADOGUCHI_CALL_CASE_H
#define MADOGUCHI_CALL_CASE_H

#include "cli/cmd.h"
#include "case/reception.h"

/* The first word is a case number that is sound; else ERR_CASE_NUMBER with it. */
enum err call_case_number(struct call *);

/* The case as it stands now: number and state, with --json its decision too. */
void call_case_print(struct call *, const struct case_file *);

/* Adds to a failure what helps: who holds the case, what is wrong with the facts (r may be NULL). */
enum err call_case_fail(struct call *, enum err, const struct reception *r);

#endif
