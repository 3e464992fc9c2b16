#include "people.h"

#include <stdlib.h>

#define USUAL 1000000
#define LEAST 100000

long
bench_people(void)
{
	const char *said = getenv("MADOGUCHI_BENCH_PEOPLE");
	const long people = said != NULL ? atol(said) : USUAL;

	return people < LEAST ? LEAST : people;
}
