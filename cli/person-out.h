/* Prints a person. */
#ifndef MADOGUCHI_CLI_PERSON_OUT_H
#define MADOGUCHI_CLI_PERSON_OUT_H

#include "base/buf.h"
#include "people/compare.h"

/* Writes "person":{…} with the six fields and their source. */
void person_out_json(struct buf *, const struct person *);

/* Writes the six fields, each preceded by a tab. */
void person_out_line(struct buf *, const struct person *);

/* Two of one field and how far they agree: a line, or an object. */
void person_out_pair(struct buf *, enum person_field, const struct person *, const struct person *,
    enum person_verdict);
void person_out_pair_json(struct buf *, enum person_field, const struct person *, const struct person *,
    enum person_verdict);

/* Whether the field is one that cards have, and isn't the same. */
bool person_out_differs(enum person_field, enum person_verdict);

#endif
