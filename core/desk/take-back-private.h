/* Shared by taking back by card and by print. Only core/desk includes this. */
#ifndef MADOGUCHI_DESK_TAKE_BACK_PRIVATE_H
#define MADOGUCHI_DESK_TAKE_BACK_PRIVATE_H

#include "desk/hand-over.h"

/* Nothing seen yet, today. */
void take_back_clear(struct desk *, struct desk_taken *);

/* The last days by the rules for the day on which each requested certificate was issued. r is zeroed. */
enum err take_back_until(struct desk *, const char *number, struct reception *r, struct desk_taken *);

/* Records the verdict in one transaction: done, the differences, or that nothing was proved. by: "card" or "print". */
enum err take_back_settle(struct desk *, const struct case_file *, const struct desk_taken *, const char *by,
    const struct handover_certs *);

#endif
