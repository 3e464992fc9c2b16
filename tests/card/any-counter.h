/* A terminal's memory of sequence counters that takes every one: for tests of other things. */
#ifndef MADOGUCHI_TEST_ANY_COUNTER_H
#define MADOGUCHI_TEST_ANY_COUNTER_H

#include "card/perso/training/training.h"

static inline enum err
any_counter_advance(void *ctx, const unsigned char *number, size_t len, uint32_t sequence)
{
	(void)ctx;
	(void)number;
	(void)len;
	(void)sequence;
	return ERR_NONE;
}

static const struct perso_replay any_counter = { any_counter_advance, NULL };

#endif
