/*
 * Decision tables: who comes with what, and what the answer must say. madoguchi-profile(5), TESTING, tells how to write
 * one; those of the shipped profiles are in tests/rules.
 */
#ifndef MADOGUCHI_RULE_TABLE_H
#define MADOGUCHI_RULE_TABLE_H

#include <stdio.h>

#include "rule/rule.h"

#define TABLE_LINE_MAX 2048		/* bytes, with the NUL */
#define TABLE_WORDS_MAX 96
#define TABLE_GOT_MAX 2048
#define TABLE_CLAIMS_MAX 12

struct table_words {
	char *word[TABLE_WORDS_MAX];	/* owned */
	size_t count;
};

struct table_row {
	struct table_words facts;	/* those of its case, then its own */
	struct table_words expect;	/* the outcome first */
	bool open;			/* ask-mode: what isn't said is not known */
};

struct table {
	FILE *file;
	int line;
	char profile[64];
	struct table_words base;
	bool open;
	char claims[TABLE_CLAIMS_MAX][64];	/* what the head says of the whole profile; the caller holds it */
	size_t claim_count;
	char fault[128];		/* what is wrong with the line, in Japanese; "": nothing */
};

bool table_open(struct table *, const char *path);	/* false: errno */
bool table_next(struct table *, struct table_row *);	/* false at the end or with a fault */
void table_close(struct table *);
void table_row_clear(struct table_row *);

/* The facts of a row; ERR_FACT with the reason in why. */
enum err table_facts(const struct table_row *, const struct profile *, struct facts *, char why[FACTS_WHY_MAX]);

/* What a row wants and the decision doesn't say. */
enum table_miss_kind {
	TABLE_DIFFERS,			/* want "missing=card", got what is so instead, "" for nothing */
	TABLE_UNKNOWN,			/* nothing is called as want is */
	TABLE_SAYS_TOO_LITTLE		/* the row must say want as well */
};
struct table_miss { enum table_miss_kind kind; char want[TABLE_LINE_MAX], got[TABLE_GOT_MAX]; };

/* Compares; told, unless NULL, is called for each difference. How many there were. */
size_t table_compare(const struct table_words *expect, const struct decision *,
    void (*told)(void *, const struct table_miss *), void *ctx);

/* The rule that decided, what is missing, the reasons and the questions, as a table would have them. */
void table_explain(const struct decision *, struct buf *);

#endif
