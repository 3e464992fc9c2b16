/* A folder for a card that is fuzzed: in memory where there is one, since every change is synced to disk. */
#ifndef MADOGUCHI_TEST_TRAINING_FOLDER_H
#define MADOGUCHI_TEST_TRAINING_FOLDER_H

#include "tests/unit/scratch.h"

static struct scratch training_folder;

static inline void
training_folder_remove(void)
{
	scratch_free(&training_folder);
}

/* Made once, gone at the end of the program. */
static inline void
training_folder_make(void)
{
	scratch_new_fast(&training_folder);
	if (atexit(training_folder_remove) != 0)
		abort();
}

#endif
