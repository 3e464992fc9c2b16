/* Folds names, so that different spellings of one name compare equal. Pure. */
#ifndef MADOGUCHI_BASE_FOLD_H
#define MADOGUCHI_BASE_FOLD_H

#include <stddef.h>
#include <stdint.h>

/*
 * The search key of a name in kana or kanji: half width, katakana, large kana without voiced marks, lower case. Blanks,
 * dots, hyphens, long-vowel marks, variation selectors and combining marks are dropped, 々 and ヽ written out, and the
 * kanji variants most frequent in registers replaced by their common form. "" if nothing is left; truncated at a
 * character boundary if out is full.
 */
void fold_name(const char *name, char *out, size_t size);

/* The same, but keeps voiced marks, small kana and long-vowel marks: equal results are spellings of the same name. */
void fold_plain(const char *name, char *out, size_t size);

/* Folds one character to its common form (髙 to 高). 0 for a character that only modifies the one before it. */
uint32_t fold_letter(uint32_t);

#endif
