/* Words of a condition. */
#ifndef MADOGUCHI_RULE_CONDITION_WORD_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_WORD_PRIVATE_H

#include <stdbool.h>

#define CONDITION_WORD_MAX 64

/* Walks over a condition; word is the one it stands on, "" at the end. */
struct words { const char *next; char word[CONDITION_WORD_MAX]; bool too_long; };

void words_begin(struct words *, const char *text);
void words_next(struct words *);

/* Whether it stands on this word; if so, goes on. */
bool words_take(struct words *, const char *word);

/* What stands behind this word, without going on. */
void words_peek(const struct words *, char out[CONDITION_WORD_MAX]);

#endif
