/* Kana: converts every way of writing them to full-width katakana, and Latin letters to kana. */
#ifndef MADOGUCHI_BASE_TEXT_KANA_H
#define MADOGUCHI_BASE_TEXT_KANA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Converts hiragana, rare kana and half-width katakana to full-width katakana, combines a voiced mark (U+FF9E, U+FF9F,
 * U+3099, U+309A, U+309B, U+309C) with the kana before it, a hyphen between two kana to ー, and full-width ASCII and
 * U+3000 to their narrow forms; copies the rest. A byte that is not UTF-8 becomes '?'. Longer than the input only by
 * such hyphens; truncated after a whole character if out is full.
 */
void text_katakana(const char *, char *out, size_t size);

/* A kana as it is heard: ヂ is ジ, ヲ is オ, ャ is ヤ. plain: without its voiced mark; vowel: a i u e o, 0 for none. */
struct text_kana { uint32_t large, plain; char vowel; };

/* Of a character of U+30A1 to U+30FA; of another itself, without a vowel. */
struct text_kana text_kana(uint32_t katakana);

uint32_t text_kana_voiced(uint32_t katakana);	/* ガ for カ; itself if it has no voiced form */
uint32_t text_kana_voiceless(uint32_t katakana);	/* カ for ガ; itself if it isn't voiced */

/*
 * The usual letter for a rare one, by its Unicode name: か for a hentaigana that is read ka, ク for ㇰ, イ for the
 * archaic yi. Any other character is itself.
 */
uint32_t text_kana_usual(uint32_t);

bool text_is_hyphen(uint32_t);			/* hyphens, dashes, the minus sign */

/*
 * Converts Latin letters to katakana, for clerks without an input method: bango to バンゴ. Hepburn and Kunrei, ō and oh
 * for a long vowel. A consonant at the end is left out, so that a name can be searched while it is typed. False if the
 * text is not romaji.
 */
bool text_romaji(const char *, char *out, size_t size);

#endif
