/* What keeps an ended case from being erased, as conditions on cases c; for this room only. */
#ifndef MADOGUCHI_CASE_ENDED_PRIVATE_H
#define MADOGUCHI_CASE_ENDED_PRIVATE_H

#include "store/store.h"

/* A card that has to go back, a sheet that has to be shredded: whose they are must be known. */
#define CASE_LEFT_HERE \
	"(c.sheet = 1 OR EXISTS (SELECT 1 FROM kept WHERE kept.number = c.number AND kept.returned_at = ''))"

#define CASE_IS_ERASED "EXISTS (SELECT 1 FROM case_history x WHERE x.number = c.number AND x.event = 'erased')"

/* The last of such events says whether it still is. */
#define CASE_IS_PRESERVED "(coalesce((SELECT x.event FROM case_history x WHERE x.number = c.number" \
	" AND x.event LIKE 'preserved:%' ORDER BY x.id DESC LIMIT 1), 'preserved:ended') <> 'preserved:ended')"

#define CASE_COUNT "SELECT count(*) FROM cases c WHERE c.number = ?1 AND "

/* Whether a count of one number's rows, as CASE_COUNT with a condition, finds any. */
enum err case_is(struct store *, const char *number, const char *sql, bool *is);

#endif
