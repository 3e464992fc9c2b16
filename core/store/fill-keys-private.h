/* Fills the folded names of persons that a program of version 1 has stored: a step of the store's migration. */
#ifndef MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H
#define MADOGUCHI_STORE_FILL_KEYS_PRIVATE_H

#include "store/store.h"

/* Inside the caller's transaction. */
enum err store_fill_keys(struct store *);

#endif
