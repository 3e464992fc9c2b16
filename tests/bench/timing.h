/* A clock for benches, and what stands in the middle of what it measured. */
#ifndef MADOGUCHI_BENCH_TIMING_H
#define MADOGUCHI_BENCH_TIMING_H

#include <stddef.h>

/* Seconds of a clock that only goes forward. */
double timing_now(void);

/* Seconds of processor time that this program took: what else the machine does isn't in it. */
double timing_cpu(void);

/* Sorts them; n is not 0. */
double timing_median(double *, size_t n);

#endif
