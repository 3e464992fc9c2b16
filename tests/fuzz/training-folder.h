/* A folder for a card that is fuzzed: in memory where there is one, since every change is synced to disk. */
#ifndef MADOGUCHI_TEST_TRAINING_FOLDER_H
#define MADOGUCHI_TEST_TRAINING_FOLDER_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "card/virtual.h"

static char training_folder[64];

static inline int
training_folder_forget(const char *path, const struct stat *st, int what, struct FTW *ftw)
{
	(void)st;
	(void)what;
	(void)ftw;
	return remove(path);
}

static inline void
training_folder_remove(void)
{
	(void)nftw(training_folder, training_folder_forget, 8, FTW_DEPTH | FTW_PHYS);
}

/* Made once, gone at the end of the program. */
static inline void
training_folder_make(void)
{
	(void)snprintf(training_folder, sizeof(training_folder), "%s/madoguchi-fuzz-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(training_folder) == NULL || atexit(training_folder_remove) != 0)
		abort();
}

static inline void
training_folder_write(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		abort();
}

#endif
