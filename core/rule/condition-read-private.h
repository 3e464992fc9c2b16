/* Shared by the files that parse conditions. */
#ifndef MADOGUCHI_RULE_CONDITION_READ_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_READ_PRIVATE_H

#include "rule/condition-private.h"
#include "rule/condition-word-private.h"

struct reader {
	struct condition_list *list;
	const struct condition_names *names;
	struct words words;
	int depth;
	char *why;
};

/* ERR_PROFILE, with a sentence in the reader's why. */
enum err condition_refuse(struct reader *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Adds a condition that isn't made of others; *at is its index. */
enum err condition_add(struct reader *, struct condition, int *at);

/* Take the next word, one of the signs < <= > >= = !=, a number of at most most. */
enum err condition_word(struct reader *, char out[CONDITION_WORD_MAX]);
bool condition_compare(struct reader *, enum compare *);
bool condition_number(struct reader *, int most, int *n);

/* What stands behind these words: papers, a counter, a day, a time of the visit. */
enum err condition_read_brought(struct reader *, int *at);
enum err condition_read_counter(struct reader *, int *at);
enum err condition_read_day(struct reader *, int *at);
enum err condition_read_time(struct reader *, int *at);

#endif
