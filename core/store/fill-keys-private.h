/* Migrations: fill the folded names of persons stored by schema version 1 and, by a newer fold, of everybody. */
#ifndef MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H
#define MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H

#include "store/store.h"

/* Of cases; inside the caller's transaction. */
enum err store_fill_keys(struct store *);

/* Of cases and of the residents' extract; likewise. */
enum err store_fill_all_keys(struct store *);

#endif
