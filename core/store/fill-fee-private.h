/* Migration: fills the fee column of cases decided before it existed. */
#ifndef MADOGUCHI_STORE_FILL_FEE_PRIVATE_H
#define MADOGUCHI_STORE_FILL_FEE_PRIVATE_H

#include "store/store.h"

enum err store_fill_fee(struct store *);

#endif
