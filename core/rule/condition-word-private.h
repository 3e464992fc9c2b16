/* Splits a condition into words. */
#ifndef MADOGUCHI_RULE_CONDITION_WORD_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_WORD_PRIVATE_H

#include <stdbool.h>

#define CONDITION_WORD_MAX 64

/* The position in a condition; word is the current word, "" at the end. */
struct words { const char *next; char word[CONDITION_WORD_MAX]; bool too_long; };

void words_begin(struct words *, const char *text);
void words_next(struct words *);

/* If the current word is this one, advances and returns true. */
bool words_take(struct words *, const char *word);

/* The next word, without advancing. */
void words_peek(const struct words *, char out[CONDITION_WORD_MAX]);

#endif
