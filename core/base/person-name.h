/* How cards and certificates write a person's several names as one. Pure. */
#ifndef MADOGUCHI_BASE_PERSON_NAME_H
#define MADOGUCHI_BASE_PERSON_NAME_H

#include "base/person.h"

/* How a name is set beside the others: 番号［佐藤］　花子, 番号（佐藤）　花子, behind a blank; or not at all. */
enum name_manner { NAME_SQUARE, NAME_ROUND, NAME_BLANK, NAME_NONE };

/* A former name stands behind the family name, an alias behind all, a Latin name before all. Source: sources(7) N27. */
struct name_form { enum name_manner former, alias, latin; };

/* Where no profile says otherwise. */
extern const struct name_form person_name_usual;

/*
 * All of a person's names as one. What stands in the name already isn't written again. ERR_NAME_LONG
 * beyond PERSON_NAME_CHARS, which is all that a certificate has room for: nothing is cut.
 */
enum err person_name_whole(const struct person *, const struct name_form *, char out[PERSON_NAME_MAX + 1]);

/* How many characters all of a person's names have as one, written as usual; a certificate has PERSON_NAME_CHARS. */
int person_name_chars(const struct person *);

/*
 * Whether two persons' names are written the same as one, blanks and width aside: a certificate has the same, whichever
 * of them it is made of. False for names too long for it.
 */
bool person_name_same(const struct person *, const struct person *);

/*
 * The characters of name with the blanks of like, into out: registers write 番号花子 where the card has 番号　花子, and
 * a former name stands behind the family name. False, and name as it is, where the two haven't as many characters.
 */
bool person_name_space(const char *name, const char *like, char out[PERSON_NAME_MAX + 1]);

/*
 * As a certificate sets it: one U+3000 for each run of blanks, none at the ends, so that a name is the same however it
 * was typed. ERR_TOO_LONG; ERR_DATA where nothing is left.
 */
enum err person_name_set(const char *name, char *out, size_t size);

/*
 * Takes apart what a card says: of 番号［佐藤］　花子 the name is 番号　花子 and the former name 佐藤. Only square
 * brackets right behind a family name say so; all else stays as it is.
 */
void person_name_part(struct person *);

/*
 * What stands in the brackets of a name, round or square, and the name without them. False: there are none, or nothing
 * stands before them. *behind: more of the name follows, as after a family name.
 */
bool person_name_brackets(const char *name, char plain[PERSON_NAME_MAX + 1], char inner[PERSON_NAME_MAX + 1],
    bool *square, bool *behind);

#endif
