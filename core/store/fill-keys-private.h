/* Migration: fills the folded names of persons stored by schema version 1. */
#ifndef MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H
#define MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H

#include "store/store.h"

/* Inside the caller's transaction. */
enum err store_fill_keys(struct store *);

#endif
