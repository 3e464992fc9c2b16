/* Memory that runs out when a test wants it to. Who links it names it, with the option that puts it before libc. */
#ifndef MADOGUCHI_TEST_SHORT_MEMORY_H
#define MADOGUCHI_TEST_SHORT_MEMORY_H

#include <stdbool.h>

#include "base/err.h"

/*
 * The nth time from now on (from 1) that the program asks for memory there is none; and none any more from then on,
 * where it is out for good. Libraries that aren't ours have theirs all the same.
 */
void memory_short(unsigned n, bool for_good);

/* There is memory again. Whether any was refused. */
bool memory_enough(void);

/*
 * Runs the work again and again, each time with another request for memory refused, until it has all it asks for: then
 * it must have succeeded. before and after stand around each run, with all the memory there is; what came out of the run
 * is for after to judge. Tells how many requests there were (with a stride, about).
 */
struct shortage {
	const char *name;
	void (*before)(void);			/* may be NULL */
	enum err (*work)(void);
	void (*after)(enum err);		/* may be NULL */
	unsigned stride;			/* where a run is long, only each so manieth request is refused; 0: each */
	bool in_own_words;			/* some of it is a device's memory: ours hears what the device says then */
};
unsigned memory_try_each(const struct shortage *);

#endif
