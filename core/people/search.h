/* What a clerk types to find a person, as a condition on the folded names and the birth date. */
#ifndef MADOGUCHI_PEOPLE_SEARCH_H
#define MADOGUCHI_PEOPLE_SEARCH_H

#include "base/buf.h"
#include "base/person.h"
#include "store/store.h"

/* Points into itself: not to be copied. */
struct person_search {
	char key[PERSON_NAME_MAX + 1];		/* "": nobody is looked for by name */
	char kana[PERSON_NAME_MAX + 1];		/* the same read as Latin letters for kana; "": it can't be */
	char born[16];				/* "": not given */
	struct store_value values[3];		/* to be bound, in order */
	size_t n;
};

/* The beginning of kana or of a name, a birth date in any form, or both, the date last. False: it finds nobody. */
bool person_search_read(struct person_search *, const char *text);

/*
 * Adds a SELECT of the column from a table with kana_key, name_key and born; its values are ?first and those after it.
 * A row may come more than once. How often at most.
 */
int person_search_sql(const struct person_search *, const char *table, const char *column, size_t first, struct buf *);

#endif
