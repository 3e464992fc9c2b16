/* Shared by the commands about one case: its number, its line of output, details of an error. */
#ifndef MADOGUCHI_CALL_CASE_H
#define MADOGUCHI_CALL_CASE_H

#include "cli/cmd.h"
#include "case/reception.h"

/* Checks that the first word is a valid case number; else ERR_CASE_NUMBER with it as detail. */
enum err call_case_number(struct call *);

/* Prints the case: number and state, with --json its decision too. */
void call_case_print(struct call *, const struct case_file *);

/*
 * What the card says otherwise than the case of the first word, a field a line: printed before the refusal, which names
 * the fields.
 */
void call_case_heard(struct call *, const struct person *heard);

/* Which is which: the one that was chosen beside another, under what JSON calls it; and the case's person beside it. */
void call_case_beside(struct call *, const char *as, const struct person *chosen, const struct person *other);
void call_case_twin(struct call *, const struct person *);

/* Names the fields in which a card differs that is somebody else's, without what it says. */
void call_case_other(struct call *, const struct person *heard);

/* Adds details to an error: who holds the case, what is wrong with the facts (r may be NULL). Returns it. */
enum err call_case_fail(struct call *, enum err, const struct reception *r);

#endif
