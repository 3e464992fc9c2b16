/* A name folded: as the search compares it, and as two ways of writing one name are the same. Pure. */
#ifndef MADOGUCHI_BASE_FOLD_H
#define MADOGUCHI_BASE_FOLD_H

#include <stddef.h>
#include <stdint.h>

/*
 * What the search compares, kana and kanji: narrow, katakana, large and without voiced marks, small letters; blanks,
 * points, hyphens and long-vowel marks dropped, variation selectors and combining marks too, 々 and ヽ written out; the
 * variants of kanji that registers write most often as their common form. "" where nothing is left; cut at a character
 * where out is full.
 */
void fold_name(const char *name, char *out, size_t size);

/* The same with voiced marks, small kana and long-vowel marks kept: what is written otherwise, but is the same name. */
void fold_plain(const char *name, char *out, size_t size);

/* One character in its common form, as 髙 高; 0 for what only changes the look of the one before it. */
uint32_t fold_letter(uint32_t);

#endif
