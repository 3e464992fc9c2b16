/* Kana: converts every way of writing them to full-width katakana, and Latin letters to kana. */
#ifndef MADOGUCHI_BASE_TEXT_KANA_H
#define MADOGUCHI_BASE_TEXT_KANA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Converts hiragana and half-width katakana to full-width katakana, combines a voiced mark (U+FF9E, U+FF9F, U+3099,
 * U+309A, U+309B, U+309C) with the kana before it, and full-width ASCII and U+3000 to their narrow forms; copies the
 * rest. A byte that is not UTF-8 becomes '?'. Never longer than the input; truncated after a whole character if out is
 * full.
 */
void text_katakana(const char *, char *out, size_t size);

/* The kana without its voiced mark and in its large form: ガ to カ, ャ to ヤ, ヰ to イ; other characters unchanged. */
uint32_t text_kana_plain(uint32_t katakana);

/*
 * Converts Latin letters to katakana, for clerks without an input method: bango to バンゴ. Hepburn and Kunrei. A
 * consonant at the end is left out, so that a name can be searched while it is typed. False if the text is not romaji.
 */
bool text_romaji(const char *, char *out, size_t size);

#endif
