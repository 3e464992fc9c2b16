/* Fills in the fees of cases that were decided before there was a column for them. */
#ifndef MADOGUCHI_STORE_FILL_FEE_PRIVATE_H
#define MADOGUCHI_STORE_FILL_FEE_PRIVATE_H

#include "store/store.h"

enum err store_fill_fee(struct store *);

#endif
