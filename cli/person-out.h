/* A person as commands print one. */
#ifndef MADOGUCHI_CLI_PERSON_OUT_H
#define MADOGUCHI_CLI_PERSON_OUT_H

#include "base/buf.h"
#include "base/person.h"

/* "person":{…} with its six fields and where they come from. */
void person_out_json(struct buf *, const struct person *);

/* The six fields, each behind a tab. */
void person_out_line(struct buf *, const struct person *);

#endif
