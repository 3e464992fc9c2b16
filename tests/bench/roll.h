/* Numbers by chance, the same in every run. */
#ifndef MADOGUCHI_BENCH_ROLL_H
#define MADOGUCHI_BENCH_ROLL_H

#include <stdint.h>

static inline unsigned
roll(unsigned below)
{
	static uint64_t state = 20261125;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

#endif
