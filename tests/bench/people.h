/* How large the large stores of benches are. */
#ifndef MADOGUCHI_BENCH_PEOPLE_H
#define MADOGUCHI_BENCH_PEOPLE_H

/* So many residents, or cases: MADOGUCHI_BENCH_PEOPLE, or a million; never less than 100000. */
long bench_people(void);

#endif
