/* Where an address is, by its first words: in a municipality or in another. Pure. */
#ifndef MADOGUCHI_PEOPLE_PLACE_H
#define MADOGUCHI_PEOPLE_PLACE_H

#include <stddef.h>

#include "base/person.h"

/* Untold: the address begins with none of Japan's prefectures and great cities, or the municipality isn't given. */
enum address_place { PLACE_UNTOLD, PLACE_HERE, PLACE_ELSEWHERE };

/*
 * code: of the municipality, as 112038 (its first two digits are the prefecture's); name: 川口市. Blanks, width and
 * variants of kanji make no difference, and the prefecture may be left out.
 */
enum address_place address_place(const char *address, const char *code, const char *name);

/* What an address in it begins with: 埼玉県川口市; "" where the code is none. */
void place_begins(const char *code, const char *name, char *out, size_t size);

/*
 * What a card's address says beside the residents' record's: its face is as the record, or older, or nobody knows, as
 * where one of them has a character of private use.
 */
enum address_face { FACE_UNTOLD, FACE_CURRENT, FACE_OUTDATED };
enum address_face address_face(const struct person *card, const struct person *record);

#endif
