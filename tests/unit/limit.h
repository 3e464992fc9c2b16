/* A limit is tried from both sides: one less, just as many, one more. For cmocka. */
#ifndef MADOGUCHI_TEST_LIMIT_H
#define MADOGUCHI_TEST_LIMIT_H

#include <stddef.h>

#include "base/err.h"

#define LIMIT_WHY_MAX 1024

/* What there may be so many of, as its constant is called, and what one more is answered; word NULL: the code says all. */
struct limit { const char *of; size_t most; enum err refusal; const char *word; };

/*
 * As many through the door by which they come in from outside: the answer, and the words of a refusal where it has any.
 * ctx is the caller's.
 */
typedef enum err limit_door(const void *ctx, size_t n, char why[LIMIT_WHY_MAX]);

void limit_holds(struct limit, limit_door *, const void *ctx);

#endif
