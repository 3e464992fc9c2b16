/* Prints what a case's certificate says, or will say, of its holder. */
#ifndef MADOGUCHI_CERTIFIED_OUT_H
#define MADOGUCHI_CERTIFIED_OUT_H

#include "case/case.h"
#include "case/certified.h"
#include "cli/cmd.h"

/* By the desk's profile and the case's consent. card: what it has said, NULL: it wasn't heard. */
enum err certified_find(struct call *, const struct case_file *, const struct person *card, struct certified *);

/* Name and address, a line each, with whose word it is. */
void certified_out(struct call *, const struct certified *);
void certified_out_json(struct call *, const struct certified *);	/* the object "certificate" */

#endif
