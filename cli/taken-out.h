/* Prints what taking back a case from the authority's terminal found out. */
#ifndef MADOGUCHI_CLI_TAKEN_OUT_H
#define MADOGUCHI_CLI_TAKEN_OUT_H

#include "cli/cmd.h"
#include "desk/hand-over.h"

/* One JSON object. */
void taken_out_json(struct call *, const struct desk_taken *, bool done);

/* A line for each expectation. */
void taken_out_text(struct call *, const struct desk_taken *, bool done);

/* The codes of the differences, with commas; "" for none. */
void taken_out_codes(const struct desk_taken *, char *out, size_t size);

#endif
