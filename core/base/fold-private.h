/* The shapes of kanji that are folded, made by fold-kanji.pl: sorted pairs of a shape and its common one. */
#ifndef MADOGUCHI_BASE_FOLD_PRIVATE_H
#define MADOGUCHI_BASE_FOLD_PRIVATE_H

#include <stddef.h>
#include <uchar.h>

/* Shapes below U+10000 and those from there on; the counts are of pairs. */
extern const size_t fold_bmp_count, fold_beyond_count;
extern const char32_t fold_bmp[], fold_beyond[];

#endif
