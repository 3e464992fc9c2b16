/* Counts what is due, kind by kind. */
#include "upkeep/purge-private.h"

struct purge_kind *
purge_kind_of(struct purge_plan *p, enum retention_of of, const char *name)
{
	const struct retention_kind *k = retention_find(&p->retention, of, name);

	return k != NULL ? &p->kinds[k - p->retention.kinds] : NULL;
}

void
purge_count(struct purge_kind *k, struct date day)
{
	if (k->count == 0 || date_compare(day, k->first) < 0)
		k->first = day;
	if (k->count == 0 || date_compare(day, k->last) > 0)
		k->last = day;
	k->count++;
}
