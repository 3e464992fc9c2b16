/* Shared by tests/screens/harness*.c only. */
#ifndef MADOGUCHI_TEST_HARNESS_PRIVATE_H
#define MADOGUCHI_TEST_HARNESS_PRIVATE_H

#include <sys/types.h>

#include "base/buf.h"
#include "tests/screens/harness.h"
#include "tests/screens/idle-mark.h"
#include "tests/screens/wide.h"

struct harness {
	VTerm *vt;
	VTermScreen *screen;
	VTermPos cursor;
	bool hidden;		/* the cursor is */
	struct buf wrote;
	struct buf *record;	/* of what is typed; NULL: none */
	const char *says;	/* answers what the terminal is asked, in its place; NULL: it does so itself */
	struct idle_mark mark;
	unsigned long sent;	/* bytes, to the program */
	struct wide wide;
	pid_t pid;
	int fd, pty;		/* the terminal's end of the line, and the program's: one where there is no line */
	int rows, cols;
};

/* Shows the screen, ends the program, and fails the test. */
void harness_give_up(struct harness *, const char *why, const char *what);

#endif
