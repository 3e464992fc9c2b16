/* The marks by which the program says that it has drawn, and has nothing left to do, in what it writes. See madoguchi(1). */
#ifndef MADOGUCHI_TEST_IDLE_MARK_H
#define MADOGUCHI_TEST_IDLE_MARK_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed at the beginning. */
struct idle_mark {
	unsigned long idle;		/* that it had nothing left to do; whoever waits for one sets it back to 0 */
	unsigned long came;		/* bytes that the program had from the terminal by then */
	bool last;			/* nothing was written behind the last one: all is drawn */
	size_t bytes;			/* of all that ever came */
	char screen[32];		/* the name in the last one */
	size_t matched;			/* of the one that comes */
	char coming[48];
};

/* They may come in pieces. */
void idle_mark_take(struct idle_mark *, const char *bytes, size_t n);

#endif
