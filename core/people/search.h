/* Turns what a clerk types to find a person into a condition on folded names and birth date. */
#ifndef MADOGUCHI_PEOPLE_SEARCH_H
#define MADOGUCHI_PEOPLE_SEARCH_H

#include "base/buf.h"
#include "base/person.h"
#include "store/store.h"

/* Contains pointers into itself; do not copy. */
struct person_search {
	char key[PERSON_NAME_MAX + 1];		/* folded name; "": not searched by name */
	char kana[PERSON_NAME_MAX + 1];		/* the name as kana typed in Latin letters; "": it isn't */
	char born[16];				/* "": not given */
	enum err fault;				/* of what was meant for a birth date */
	struct store_value values[3];		/* to be bound, in order */
	size_t n;
};

/*
 * Parses the beginning of a name or its kana, a birth date as date_parse_born reads it, or both with the date last.
 * False: matches nobody; fault is ERR_DATE, ERR_DATE_ERA or ERR_BORN_LATER where a word begins as a date does and is no
 * birth date until latest.
 */
bool person_search_read(struct person_search *, const char *text, struct date latest);

/*
 * Appends a SELECT of column from a table with born and the keys of person_keys (kana_key …); values are bound from
 * ?first. Returns how often the same row may appear at most.
 */
int person_search_sql(const struct person_search *, const char *table, const char *column, size_t first, struct buf *);

#endif
