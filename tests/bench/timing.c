/* A clock for benches. */
#include "timing.h"

#include <stdlib.h>
#include <time.h>

static double
seconds(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double
timing_now(void)
{
	return seconds(CLOCK_MONOTONIC);
}

double
timing_cpu(void)
{
	return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

static int
by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double
timing_median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_value);
	return v[n / 2];
}
