/* Compares two records of one person (the case's with the card's or the register's), field by field. Pure. */
#ifndef MADOGUCHI_PEOPLE_COMPARE_H
#define MADOGUCHI_PEOPLE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/person.h"

enum person_verdict {
	PERSON_SAME,
	/*
	 * Equal but for spelling: width, blanks, kanji variants, 一丁目 and 1-. Of a name also with the former name,
	 * alias or Latin name that the other person has, in it or beside it.
	 */
	PERSON_OTHERWISE,
	PERSON_DIFFERENT,
	PERSON_ONE_SIDED,	/* the field, or of a birth date a part, is missing on one side or both */
	PERSON_GONE		/* not a comparison's: it was known, and somebody says that it isn't so */
};

/* A clerk must confirm PERSON_OTHERWISE by eye: folding may hide a difference that the register makes. */
void person_compare(const struct person *, const struct person *, enum person_verdict out[PERSON_FIELD_COUNT]);

/*
 * Another person: name, former name, birth date or sex differ. An address may: people move before their cards are
 * written on.
 */
bool person_unlike(const enum person_verdict[PERSON_FIELD_COUNT]);

/*
 * Surely the same: name and birth date are known of both and agree. The address stands in for a birth date that card
 * (the second of the two compared) doesn't know wholly, as of some who came from abroad.
 */
bool person_like(const enum person_verdict[PERSON_FIELD_COUNT], const struct person *card);

/* "name:otherwise,alias:gone": the fields that aren't the same, "" if there are none. No personal data. */
void person_verdicts_write(const enum person_verdict[PERSON_FIELD_COUNT], char *out, size_t size);

/*
 * What of a field was taken for the same, as "髙=高", or "佐藤=旧氏" where a name has in brackets what the other person
 * has as former name; "" if nothing was, or only blanks, width and kana.
 */
#define PERSON_TOLD_MAX (4 * PERSON_NAME_MAX)
void person_told(const struct person *, const struct person *, enum person_field, char out[PERSON_TOLD_MAX]);

const char *person_verdict_code(enum person_verdict);	/* "otherwise" */
const char *person_verdict_name(enum person_verdict);	/* 書き方が違う */

#endif
