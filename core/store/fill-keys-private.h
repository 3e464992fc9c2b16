/* A migration: folds the names of everybody anew, by a newer fold. */
#ifndef MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H
#define MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H

#include "store/store.h"

/* Of cases and of the residents' extract, all their names; inside the caller's transaction. ERR_STORE_CORRUPT. */
enum err store_fill_keys(struct store *);

#endif
