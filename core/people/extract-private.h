/* The generations of the residents' extract: one in force, one at most being imported; others are cleared away. */
#ifndef MADOGUCHI_PEOPLE_EXTRACT_PRIVATE_H
#define MADOGUCHI_PEOPLE_EXTRACT_PRIVATE_H

#include "store/store.h"

#define EXTRACT_BATCH 2000	/* rows that go in, or out, by one transaction */

/*
 * A new generation, which no look-up sees until it is in force. From now on it is the latest: an import that was going
 * on is overtaken.
 */
enum err extract_begin(struct store *, int64_t *generation);

/* A batch for rows of the generation; inside the caller's transaction. ERR_OVERTAKEN where another has begun since. */
enum err extract_add_batch(struct store *, int64_t generation, int64_t *batch);

/* It is the extract from the caller's commit on, in place of the one before. ERR_OVERTAKEN. */
enum err extract_put_in_force(struct store *, int64_t generation);

/* Its rows are nobody's any more. One that was overtaken is so already. */
enum err extract_give_up(struct store *, int64_t generation);

/* The extract has nobody in it from the caller's commit on. */
enum err extract_empty(struct store *);

/*
 * Erases the rows of every generation that is neither in force nor being imported, in short transactions between which
 * others come to write. What is left when it is broken off is erased by the next.
 */
enum err extract_clear(struct store *);

#endif
