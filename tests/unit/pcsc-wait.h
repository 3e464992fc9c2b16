/* What the tests of the PC/SC wire share: a wire on the tests' own library, and waiting for its state. */
#ifndef MADOGUCHI_TEST_PCSC_WAIT_H
#define MADOGUCHI_TEST_PCSC_WAIT_H

#include "pcsc-library.h"

struct wanted { enum err fault; bool card; const char *reader; unsigned long least; };

/* Waits until the wire tells what is wanted; its state then. */
struct wire_state wait_for(struct wire *, struct wanted);

struct wire *wire_new(void);

/* From now on its time is over whenever a call of the library hangs. */
void wire_is_late(struct wire *);

void wire_limit(struct wire *, unsigned ms);	/* of one job */

/* One command, whose answer is looked at. */
enum err send_one(struct wire *);
enum err send_ins(struct wire *, unsigned char ins);

#endif
