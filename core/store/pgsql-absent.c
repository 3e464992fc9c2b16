/* Stands in pgsql.c's place where the program was configured without --with-pgsql: nothing opens. */
#include "store/driver-private.h"

static enum err
absent(const char *place, struct store **out)
{
	(void)place;
	*out = NULL;
	return ERR_STORE_OPEN;
}

const struct store_driver store_pgsql = { .scheme = "pgsql", .open = absent };
