/* Prints a person. */
#ifndef MADOGUCHI_CLI_PERSON_OUT_H
#define MADOGUCHI_CLI_PERSON_OUT_H

#include "base/buf.h"
#include "base/person.h"

/* Writes "person":{…} with the six fields and their source. */
void person_out_json(struct buf *, const struct person *);

/* Writes the six fields, each preceded by a tab. */
void person_out_line(struct buf *, const struct person *);

#endif
