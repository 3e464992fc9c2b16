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

/* Whether a letter is passed over: of ASCII letters and digits stay; blanks, points and hyphens of any kind go. */
bool fold_drops(uint32_t);

/* What joins two kanji of a place's or family's name is written in several ways; 0: the letter is no such one. */
uint32_t fold_joint(uint32_t, bool sound);

#endif
