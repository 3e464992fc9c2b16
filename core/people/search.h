/* Turns what a clerk types to find a person into a condition on folded names and birth date. */
#ifndef MADOGUCHI_PEOPLE_SEARCH_H
#define MADOGUCHI_PEOPLE_SEARCH_H

#include "base/buf.h"
#include "base/person.h"
#include "store/store.h"

#define PERSON_SEARCH_BORN 8
#define PERSON_SEARCH_KEYS 4
#define PERSON_SEARCH_VALUES (PERSON_SEARCH_KEYS + PERSON_SEARCH_BORN)

/* A name as it is looked up: folded; of Latin letters also as the kana that they may mean, which only kana have. */
struct person_search_key { char text[PERSON_NAME_MAX + 1]; bool romaji; };

/* Contains pointers into itself; do not copy. */
struct person_search {
	struct person_search_key keys[PERSON_SEARCH_KEYS];
	size_t key_count;			/* 0: not searched by name */
	/* Between which birth dates of the store, then those that are known in part; each "": not given. */
	char born[PERSON_SEARCH_BORN][16];
	enum err fault;				/* of what was meant for a birth date */
	struct store_value values[PERSON_SEARCH_VALUES];	/* to be bound, in order */
	size_t n;
};

/*
 * Parses the beginning of a name or its kana, a birth date as date_parse_born reads it, or both with the date last.
 * A name with a former name or an alias in brackets (番号(佐藤)花子, ［］, 〔〕) is also looked up without it.
 * Found is who may be born then by what is known, of the date that was typed (昭和23年) and of the one on record; who
 * has none on record only by the name.
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
