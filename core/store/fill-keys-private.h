/* Fills the folded names of persons that a program of version 1 has stored: a step of the store's migration. */
#ifndef MADOGUCHI_PERSON_FILL_H
#define MADOGUCHI_PERSON_FILL_H

#include "store/store.h"

/* Inside the caller's transaction. */
enum err person_fill_keys(struct store *);

#endif
