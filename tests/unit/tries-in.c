/*
 * Stands before a library's function that a program calls once it has confined itself (FcConfigCreate in
 * madoguchi-page, sqlite3_open_v2 in the others), and tries there what is to be refused. TRIES names the folder to try
 * it in and the file that says what came of it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tries.h"

struct sqlite3;
void *FcConfigCreate(void);
int sqlite3_open_v2(const char *, struct sqlite3 **, int, const char *);

static int fd = -1;
static char folder[512];

/* Before the program begins, and closes or forgets what it isn't to have. Standard error stays open in all of them. */
__attribute__((constructor)) static void
prepare(void)
{
	const char *said = getenv("TRIES");

	if (said != NULL && snprintf(folder, sizeof(folder), "%s", said) < (int)sizeof(folder))
		fd = STDERR_FILENO;
}

static void
try_once(void)
{
	const int to = fd;

	fd = -1;
	if (to >= 0)
		tries_write(to, folder);
}

void *
FcConfigCreate(void)
{
	void *(*next)(void) = (void *(*)(void))dlsym(RTLD_NEXT, "FcConfigCreate");

	try_once();
	return next();
}

int
sqlite3_open_v2(const char *name, struct sqlite3 **db, int flags, const char *vfs)
{
	int (*next)(const char *, struct sqlite3 **, int, const char *) =
	    (int (*)(const char *, struct sqlite3 **, int, const char *))dlsym(RTLD_NEXT, "sqlite3_open_v2");

	try_once();
	return next(name, db, flags, vfs);
}
