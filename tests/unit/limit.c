/* One less, just as many, one more. */
#include "limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

void
limit_holds(struct limit l, limit_door *door, const void *ctx)
{
	size_t n;

	for (n = l.most - 1; n <= l.most + 1; n++) {
		const enum err expected = n > l.most ? l.refusal : ERR_NONE;
		char why[LIMIT_WHY_MAX] = "";
		enum err e = door(ctx, n, why);

		if (e != expected)
			fail_msg("%s: %zu: %s, not %s: %s", l.of, n, err_name(e), err_name(expected), why);
		if (e != ERR_NONE && l.word != NULL && strstr(why, l.word) == NULL)
			fail_msg("%s: %zu: %s", l.of, n, why);
	}
}
