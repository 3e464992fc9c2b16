/* What the tests of the PC/SC wire share: a wire on the tests' own library, and waiting for its state. */
#ifndef MADOGUCHI_TEST_PCSC_WAIT_H
#define MADOGUCHI_TEST_PCSC_WAIT_H

#include "pcsc-library.h"

struct wanted { enum err fault; bool card; const char *reader; unsigned long least; };

/* Waits until the wire tells what is wanted; its state then. */
struct wire_state wait_for(struct wire *, struct wanted);

/* A wire; limit_ms of one job, 0: the usual. */
struct wire *wire_with(unsigned limit_ms);

/* One command, whose answer is looked at. */
enum err send_one(struct wire *);

#endif
