/* The one fold, by which names are searched and compared: spellings of one name become the same text. Pure. */
#ifndef MADOGUCHI_BASE_FOLD_H
#define MADOGUCHI_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * All depths: Unicode's compatibility decompositions without marks, small letters of Latin, those that passports write
 * with others as these (ß as ss, Ł as l, Ö and Ø as o; ICAO Doc 9303), shapes of kanji as their
 * common one (fold-kanji.txt; variation selectors dropped), 々 and ヾ written out, blanks, points, hyphens and a former
 * name in brackets (番号［佐藤］ 花子, 番号（佐藤）花子) dropped;
 * kana as katakana, large, ヂ ヅ ヰ ヱ ヲ ヴ as they are pronounced.
 * Between two kanji one are ヶ ケ ヵ が (鎌ヶ谷, 鎌が谷), and ノ 之 の (一ノ瀬, 一之瀬).
 */
enum fold_depth {
	/* A long vowel as ー however it is written (オオ, オウ, オー). Equal: the same name, written otherwise. */
	FOLD_SPELLING,
	/* The same, with what may also be written: behind the o of Ö an e, as U+0364. For fold_agree. */
	FOLD_EITHER,
	/*
	 * For the search, which finds too many rather than too few: no long vowels, no voiced marks; the row of ナ as
	 * ン and a vowel, since romaji writes ンイ and ニ alike; か between two kanji as ヶ;
	 * oe, ae, ue and aa as o, a and u. What begins a name folds
	 * to the beginning of what the name folds to, but for a half of ヴァ or ニャ, and ヶ or ノ before what follows.
	 */
	FOLD_SOUND
};

/* "" if nothing is left; truncated at a character boundary if out is full. Idempotent. */
void fold_name(const char *name, enum fold_depth, char *out, size_t size);

/*
 * Whether two names are one, written otherwise: folded alike (FOLD_SPELLING), or but for letters that one of them
 * writes in one of the passports' two ways: Jörg is Jorg and Joerg, which are two. False where nothing is left of them.
 */
bool fold_agree(const char *one, const char *other);

#define FOLD_LETTERS_MAX 32

/* The letters that stand for one character: 高 for 髙; none for one that only modifies the character before it. */
size_t fold_letters(uint32_t, uint32_t out[FOLD_LETTERS_MAX]);

/*
 * Whether two letters that differ may be one, as nobody can tell: one of them is 〓, which stands for any, or has no
 * shape here (private use, or newer than the library), so that other lists have it by another code or write it
 * otherwise; the other such a one, too, or a kanji. So may two 〓.
 */
bool fold_may_be(uint32_t, uint32_t);

/* Whether such a character stands in a text. */
bool fold_has_unread(const char *);

/* Whether two names fold alike (FOLD_SPELLING) but for such letters, no more of them than of letters that agree. */
bool fold_may_agree(const char *one, const char *other);

/*
 * What was taken for the same in two texts that fold alike, or may, as "髙=高 邉=辺 〓=辺", of kana "ウ=ー" or
 * "はなこ=ハナコ"; of what looks the same with its code, "葛󠄀(U+E0100)=葛". It ends where they don't agree. "" if they
 * differ only in blanks and width.
 */
void fold_told(const char *one, const char *other, char *out, size_t size);

#endif
