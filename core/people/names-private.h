/* Whether two persons' names are one, however either writes former name, alias and Latin name with them. Pure. */
#ifndef MADOGUCHI_PEOPLE_NAMES_PRIVATE_H
#define MADOGUCHI_PEOPLE_NAMES_PRIVATE_H

#include "people/compare.h"

/* Whether one name, or its kana, stands in both, however spelled (base/fold.h); never where nothing is left of it. */
bool names_same(const char *, const char *);

/*
 * 番号［佐藤］花子 and 番号(佐藤)花子 are 番号 花子 with the former name 佐藤, never with another; KIM CHOLSU（山田 太郎） and
 * KIM CHOLSU 金鉄洙 are a person with that alias and that Latin name. An alias alone is nobody's name. A former name
 * in square brackets may be unknown to the other side. told (or NULL): what was taken for the same.
 */
bool names_say_same(const struct person *, const struct person *, char told[PERSON_TOLD_MAX]);

#endif
