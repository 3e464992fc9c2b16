/* Whether two persons' names are one, however either writes former name, alias and Latin name with them. Pure. */
#ifndef MADOGUCHI_PEOPLE_NAMES_PRIVATE_H
#define MADOGUCHI_PEOPLE_NAMES_PRIVATE_H

#include "people/compare.h"

/*
 * Whether one name, or its kana, stands in both, however spelled (base/fold.h); never where nothing is left of it, nor
 * where it has 〓.
 */
bool names_same(const char *, const char *);

/* The same, or UNREAD where a character can't be compared and the others agree (fold_may_agree). */
enum names_agree { NAMES_READ, NAMES_UNREAD };

/*
 * What one name says of the other names: masks of PERSON_BIT, of those that stand in it and that the other side has,
 * and of those that the other side lacks. told: what was taken for the same.
 */
struct names_found { unsigned both, lone; char told[PERSON_TOLD_MAX]; };

/*
 * 番号［佐藤］花子 and 番号(佐藤)花子 are 番号 花子 with the former name 佐藤, never with another; KIM CHOLSU（山田 太郎） and
 * KIM CHOLSU 金鉄洙 are a person with that alias and that Latin name. An alias alone is nobody's name. The other side
 * may not know a former name in square brackets, or an alias in round ones behind all else.
 */
bool names_say_same(const struct person *, const struct person *, enum names_agree, struct names_found *);

#endif
