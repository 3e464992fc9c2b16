/*
 * Versions ("generations") of the residents' extract: one is in use, at most one is being imported, the rows of all
 * others are deleted.
 */
#ifndef MADOGUCHI_PEOPLE_EXTRACT_PRIVATE_H
#define MADOGUCHI_PEOPLE_EXTRACT_PRIVATE_H

#include "store/store.h"

#define EXTRACT_BATCH 2000	/* rows added or deleted in one transaction */

/*
 * Starts a new generation, which look-ups don't see until extract_put_in_force. An import already running is overtaken
 * by it.
 */
enum err extract_begin(struct store *, int64_t *generation);

/* Starts a batch of rows in the caller's transaction. ERR_OVERTAKEN if a newer import has begun. */
enum err extract_add_batch(struct store *, int64_t generation, int64_t *batch);

/* Makes the generation the extract in use, from the caller's commit on. ERR_OVERTAKEN as above. */
enum err extract_put_in_force(struct store *, int64_t generation);

/* Abandons an import; its rows may then be deleted. An overtaken import is abandoned already. */
enum err extract_give_up(struct store *, int64_t generation);

/* Abandons whatever is being imported, inside the caller's transaction. */
enum err extract_drop_latest(struct store *);

/* Makes the extract empty, from the caller's commit on. */
enum err extract_empty(struct store *);

/*
 * Deletes the rows of all generations neither in use nor being imported, in short transactions with pauses for other
 * writers. If interrupted, the next call deletes the rest.
 */
enum err extract_clear(struct store *);

#endif
