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
	PERSON_ONE_SIDED,	/* the field, or of a birth date a part, is missing on one side */
	PERSON_UNTOLD,		/* neither side has it */
	PERSON_UNREAD,		/* equal but for characters that nobody can compare (fold_may_be) */
	PERSON_GONE		/* not a comparison's: it was known, and somebody says that it isn't so */
};

/*
 * A clerk must confirm PERSON_OTHERWISE and PERSON_UNREAD by eye: folding may hide a difference that the register
 * makes.
 */
void person_compare(const struct person *, const struct person *, enum person_verdict out[PERSON_FIELD_COUNT]);

/*
 * Whether two records that were compared are one person's: everybody's one answer, whether a card is taken into a case
 * or let into its card work. PERSON_ANOTHER: name, former name, birth date or sex differ; an address may, since people
 * move before their cards are written on. PERSON_LIKE: name and birth date are known of both and agree, a date known in
 * part as far as it goes; one of which not even the year is known (as of some who came from abroad) by the address.
 * PERSON_BY_EYE: like that, but for a character of the name or former name that nobody can compare: twins may have such
 * names, so that a clerk decides by the card's face. Then the birth date agrees wholly, or the address does.
 * PERSON_OPEN: too little is known of one.
 */
enum person_match { PERSON_LIKE, PERSON_BY_EYE, PERSON_OPEN, PERSON_ANOTHER };
enum person_match person_match(const struct person *, const struct person *,
    const enum person_verdict[PERSON_FIELD_COUNT]);

/*
 * Whether who agrees in name and birth date may all the same be somebody else: lives elsewhere, or is called otherwise.
 * That an address is said to be an old one doesn't make the other the holder's.
 */
bool person_may_be_namesake(const enum person_verdict[PERSON_FIELD_COUNT]);

/*
 * Whether somebody has to know of it: the fields aren't the same, or of what a card has only one side has it. That a
 * sex or an address merely wasn't told is no difference.
 */
bool person_verdict_tells(enum person_field, enum person_verdict);

/*
 * "name:otherwise,alias:gone": the fields that aren't the same, and of what a card has those that only one side has; ""
 * if there are none. No personal data.
 */
void person_verdicts_write(const enum person_verdict[PERSON_FIELD_COUNT], char *out, size_t size);

/*
 * What of a field was taken for the same, as "髙=高", or "佐藤=旧氏" where a name has in brackets what the other person
 * has as former name, "佐藤=旧氏(片方だけ)" where that one has none; "林　田中=林田　中" of blanks between other
 * letters. "" if nothing was, or only width and blanks that one has and the other hasn't (fold_told).
 */
#define PERSON_TOLD_MAX (4 * PERSON_NAME_MAX)
void person_told(const struct person *, const struct person *, enum person_field, char out[PERSON_TOLD_MAX]);

const char *person_verdict_code(enum person_verdict);	/* "otherwise" */
const char *person_verdict_name(enum person_verdict);	/* 書き方が違う */

#endif
