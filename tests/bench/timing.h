/* A clock for benches, and what stands in the middle of what it measured. */
#ifndef MADOGUCHI_BENCH_TIMING_H
#define MADOGUCHI_BENCH_TIMING_H

#include <stddef.h>

/* Seconds of a clock that only goes forward. */
double timing_now(void);

/* Sorts them; n is not 0. */
double timing_median(double *, size_t n);

#endif
