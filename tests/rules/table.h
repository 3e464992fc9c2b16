/* The decision tables: a row's facts after those of its case, and what the answer must say. See README. */
#ifndef MADOGUCHI_TESTS_TABLE_H
#define MADOGUCHI_TESTS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TABLE_LINE_MAX 2048
#define TABLE_WORDS_MAX 96

struct words {
	char *word[TABLE_WORDS_MAX];	/* owned */
	size_t count;
};

struct row {
	struct words facts;
	struct words expect;		/* the outcome first */
	bool open;			/* ask-mode: what isn't said is not known */
};

struct table {
	FILE *file;
	int line;
	char profile[64];
	struct words base;
	bool open;
	char fault[128];		/* what is wrong with the line; "": nothing */
};

bool table_open(struct table *, const char *path);
bool table_next(struct table *, struct row *);	/* false at the end or with a fault */
void table_close(struct table *);
void row_clear(struct row *);

#endif
