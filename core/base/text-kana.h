/* Kana: every way of writing them brought to full-width katakana, and Latin letters read as kana. */
#ifndef MADOGUCHI_BASE_TEXT_KANA_H
#define MADOGUCHI_BASE_TEXT_KANA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Hiragana and half-width katakana to full-width katakana, a voiced mark behind a kana (U+FF9E, U+FF9F, U+3099, U+309A,
 * U+309B, U+309C) joined with it, full-width ASCII and U+3000 to their narrow forms; the rest as it is. What comes
 * out is never longer than what went in but for a broken byte, which becomes '?'; cut at a character where out is
 * full.
 */
void text_katakana(const char *, char *out, size_t size);

/* The same kana without its voiced mark and in its large form: ガ カ, ャ ヤ, ヰ イ; any other character as it is. */
uint32_t text_kana_plain(uint32_t katakana);

/*
 * Reads Latin letters as katakana, as a clerk types them where there is no input method: bango バンゴ. Hepburn
 * and kunrei; a last consonant without its vowel is left off, so that it may still be typed on. False where it can't
 * be read so.
 */
bool text_romaji(const char *, char *out, size_t size);

#endif
