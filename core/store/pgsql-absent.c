/* Replaces pgsql.c in programs that were built where libpq is not: opening always fails. */
#include "store/driver-private.h"

static enum err
absent(const char *place, struct store **out)
{
	(void)place;
	*out = NULL;
	return ERR_STORE_DRIVER;
}

const struct store_driver store_pgsql = { .scheme = "pgsql", .open = absent };
