/*
 * Stands before a library's function that a program calls once it has confined itself: FcConfigCreate in
 * madoguchi-page, iconv in what parses an extract, sqlite3_open_v2 in the programs. TRIES names a folder; what is to
 * be refused is tried there, at the first of these calls, or at the first of that which TRIES_AT names; standard error
 * says what came of it. Where TRIES is "die", the process ends instead. Where it is "lie", what a process says to the
 * one that started it isn't what it read.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tries.h"

struct sqlite3;
void *FcConfigCreate(void);
int sqlite3_open_v2(const char *, struct sqlite3 **, int, const char *);

static bool armed;
static char what[512], at[64];
static pid_t first;

/* Before the program begins, and forgets its environment. Standard error stays open in all of them. */
__attribute__((constructor)) static void
prepare(void)
{
	const char *said = getenv("TRIES"), *where = getenv("TRIES_AT");

	armed = said != NULL && snprintf(what, sizeof(what), "%s", said) < (int)sizeof(what);
	(void)snprintf(at, sizeof(at), "%s", where != NULL ? where : "");
	first = getpid();
}

static void
try_once(const char *function)
{
	if (!armed || (at[0] != '\0' && strcmp(at, function) != 0))
		return;
	armed = false;
	if (strcmp(what, "die") == 0)
		_exit(0);
	else
		tries_write(STDERR_FILENO, what);
}

void *
FcConfigCreate(void)
{
	void *(*next)(void) = (void *(*)(void))dlsym(RTLD_NEXT, "FcConfigCreate");

	try_once("FcConfigCreate");
	return next();
}

int
sqlite3_open_v2(const char *name, struct sqlite3 **db, int flags, const char *vfs)
{
	int (*next)(const char *, struct sqlite3 **, int, const char *) =
	    (int (*)(const char *, struct sqlite3 **, int, const char *))dlsym(RTLD_NEXT, "sqlite3_open_v2");

	try_once("sqlite3_open_v2");
	return next(name, db, flags, vfs);
}

size_t
iconv(iconv_t converter, char **in, size_t *left, char **out, size_t *room)
{
	size_t (*next)(iconv_t, char **, size_t *, char **, size_t *) =
	    (size_t (*)(iconv_t, char **, size_t *, char **, size_t *))dlsym(RTLD_NEXT, "iconv");

	try_once("iconv");
	return next(converter, in, left, out, room);
}

/* An escape sequence in place of a name: no file could have it. */
size_t
fwrite(const void *bytes, size_t size, size_t n, FILE *out)
{
	size_t (*next)(const void *, size_t, size_t, FILE *) =
	    (size_t (*)(const void *, size_t, size_t, FILE *))dlsym(RTLD_NEXT, "fwrite");
	char other[4096];

	if (strcmp(at, "fwrite") != 0 || getpid() == first || size != 1 || n < 20 || n > sizeof(other))
		return next(bytes, size, n, out);
	memcpy(other, bytes, n);
	other[0] = '\033';
	return next(other, size, n, out);
}
