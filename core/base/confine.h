/*
 * What a process gives up for good, for itself and all that it starts, before it reads what others wrote. Each is had
 * where the kernel and this build have it: seccomp(2), landlock(7), PR_SET_NO_NEW_PRIVS (prctl(2)).
 */
#ifndef MADOGUCHI_BASE_CONFINE_H
#define MADOGUCHI_BASE_CONFINE_H

#include <stdbool.h>

/* A mask of what was given up, or can be. */
enum confined {
	CONFINED_PRIVILEGES = 1,	/* nothing it starts gains any, as by a set-user-id bit */
	CONFINED_CALLS = 2,		/* system calls that are refused fail with EPERM */
	CONFINED_FILES = 4,		/* so does what is done with files, with EACCES */
	CONFINED_WHOLE = 7
};

const char *confined_code(enum confined);	/* "no-new-privileges", "seccomp", "landlock" */

/*
 * One of the programs, before its first thread: it looks into no other process, is no other user, touches no kernel
 * keys, modules, mounts or name spaces, types nothing into its terminal, runs nothing but the programs at those paths
 * (a list that ends with NULL; NULL: nothing), and speaks to sockets of this machine only, unless its database is
 * elsewhere (network).
 */
unsigned confine_program(const char *const *run, bool network);

/*
 * What parses a file of others': reads and writes what it has open, and nothing else. It opens only those files, to
 * read them (a list that ends with NULL; NULL: none), and starts threads, if anything.
 */
unsigned confine_parser(const char *const *files);

/* What of it this build and this kernel have. */
unsigned confine_offered(void);

#endif
