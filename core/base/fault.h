/* Faults found in a file, each with its line. All faults are reported, not only the first. */
#ifndef MADOGUCHI_BASE_FAULT_H
#define MADOGUCHI_BASE_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#define FAULTS_MAX 64	/* kept; further ones are only counted */

struct fault {
	char file[256];		/* as it was named by the caller */
	int line;		/* 0: the file as a whole */
	char message[512];	/* one sentence in Japanese */
};

/* A zeroed list is empty. count may exceed FAULTS_MAX. */
struct faults { struct fault list[FAULTS_MAX]; size_t count; };

/* Adds a fault. list may be NULL. */
void fault_add(struct faults *, const char *file, int line, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Those that another process says it found: they end where their room does. What stood there is lost. */
void fault_take(struct faults *, const struct faults *said);

/* How many faults are in list. */
size_t fault_kept(const struct faults *);

#endif
