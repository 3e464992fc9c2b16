/*
 * A folder of one's own for a test, gone afterwards; in the folder that MADOGUCHI_SCRATCH names, for tests that may be
 * stopped halfway.
 */
#ifndef MADOGUCHI_TEST_SCRATCH_H
#define MADOGUCHI_TEST_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch { char folder[64], path[128]; };

static inline const char *
scratch_root(const char *usual)
{
	const char *root = getenv("MADOGUCHI_SCRATCH");

	return root != NULL ? root : usual;
}

static inline void
scratch_new_in(struct scratch *s, const char *root)
{
	(void)snprintf(s->folder, sizeof(s->folder), "%s/madoguchi-test-XXXXXX", scratch_root(root));
	if (mkdtemp(s->folder) == NULL)
		abort();
}

static inline void
scratch_new(struct scratch *s)
{
	scratch_new_in(s, "/tmp");
}

/*
 * Where a disk would only be waited for: a process that is killed loses nothing of what it has written to memory
 * either.
 */
static inline void
scratch_new_fast(struct scratch *s)
{
	scratch_new_in(s, access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
}

/* The path of a file in it; good until the next call. */
static inline const char *
scratch_path(struct scratch *s, const char *name)
{
	(void)snprintf(s->path, sizeof(s->path), "%s/%s", s->folder, name);
	return s->path;
}

/* A file with these bytes, wherever. */
static inline void
scratch_save(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		abort();
}

/* A file in it; its path, good until the next call. */
static inline const char *
scratch_write(struct scratch *s, const char *name, const char *text)
{
	scratch_save(scratch_path(s, name), text, strlen(text));
	return s->path;
}

static inline int
scratch_remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline void
scratch_free(struct scratch *s)
{
	(void)nftw(s->folder, scratch_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
