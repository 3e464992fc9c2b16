/* Printed at once, and kept for the table where MADOGUCHI_FIGURES names a file. */
#include "figure.h"

#include <stdio.h>
#include <stdlib.h>

static void
put(FILE *out, const char *what, const char *unit, double value, double beside, double limit)
{
	(void)fprintf(out, "%s\t%.2f %s\t", what, value, unit);
	(void)(beside > 0 ? fprintf(out, "%.2f\t%.2f\t", beside, value / beside) : fprintf(out, "\t\t"));
	(void)(limit > 0 ? fprintf(out, "%.1f\n", limit) : fprintf(out, "\n"));
}

bool
figure(const char *what, const char *unit, double value, double beside, double limit)
{
	const char *path = getenv("MADOGUCHI_FIGURES");
	FILE *kept = path != NULL ? fopen(path, "a") : NULL;

	put(stdout, what, unit, value, beside, limit);
	(void)fflush(stdout);
	if (kept != NULL) {
		put(kept, what, unit, value, beside, limit);
		(void)fclose(kept);
	}
	return limit <= 0 || value <= limit * beside;
}
