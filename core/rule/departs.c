/* What a profile says it departs from, and whether it still does. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "base/buf.h"
#include "rule/profile-build-private.h"

#define CODE_MAX 64
#define PLACES 64		/* of the list; those behind are taken to be needed */

bool
check_departs(const struct profile *p, const char *code, uint64_t *used)
{
	const char *list = p->departs;
	char word[CODE_MAX];
	bool found = false;
	unsigned at;

	for (at = 0; build_part(&list, ',', word, sizeof(word)); at++)
		if (strcmp(word, code) == 0) {
			found = true;
			*used |= at < PLACES ? (uint64_t)1 << at : 0;
		}
	return found;
}

void
check_stale(const struct profile *p, uint64_t used, struct faults *faults)
{
	const char *list = p->departs;
	struct buf stale = { 0 };
	char word[CODE_MAX];
	unsigned at;

	for (at = 0; build_part(&list, ',', word, sizeof(word)) && at < PLACES; at++)
		if ((used >> at & 1) == 0)
			buf_printf(&stale, "%s%s", stale.len > 0 ? ", " : "", word);
	if (stale.len > 0)
		fault_add(faults, p->file, check_line(p, "municipality", "", "departs"),
		    "注意: [municipality] の departs に、もう離れていないものがあります。消せます: %s",
		    buf_text(&stale));
	buf_free(&stale);
}
