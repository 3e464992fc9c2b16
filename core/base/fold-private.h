/* What the fold is made of: the shapes of kanji, made by fold-kanji.pl, sorted pairs of a shape and its common one. */
#ifndef MADOGUCHI_BASE_FOLD_PRIVATE_H
#define MADOGUCHI_BASE_FOLD_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

/* Shapes below U+10000 and those from there on; the counts are of pairs. */
extern const size_t fold_bmp_count, fold_beyond_count;
extern const char32_t fold_bmp[], fold_beyond[];

/*
 * How passports write a small letter of Latin, of those that don't decompose or are written in two ways; either: also
 * with the first letter alone. NULL for all others.
 */
struct fold_latin { uint32_t c; char letters[3]; bool either; };
const struct fold_latin *fold_latin(uint32_t);

/* What stands for a second letter that may be left out: these modify a letter, and no fold leaves them. */
enum { MAY_A = 0x363, MAY_E = 0x364 };
uint32_t fold_latin_may(const struct fold_latin *);

/*
 * Whether a letter is passed over: of ASCII letters and digits stay; blanks, points, apostrophes and hyphens of any
 * kind go.
 */
bool fold_drops(uint32_t);

/* What joins two kanji of a place's or family's name is written in several ways; 0: the letter is no such one. */
uint32_t fold_joint(uint32_t, bool sound);

#endif
