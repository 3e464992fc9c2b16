/*
 * The gate for text: what may come in, what may go out. Every free text passes text_take on its way in, whatever the door,
 * and text_clean on its way to a terminal, whoever stored it. What a character is comes from Unicode's own properties.
 */
#ifndef MADOGUCHI_BASE_TEXT_GATE_H
#define MADOGUCHI_BASE_TEXT_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum text_class {
	TEXT_PLAIN,	/* letters, marks, digits, punctuation, symbols, U+0020 and U+3000 */
	TEXT_BLANK,	/* any other blank (Zs): taken as U+0020 */
	TEXT_SELECTOR,	/* a variation selector: it chooses the shape of the kanji before it, and stands nowhere else */
	TEXT_UNDRAWN,	/* private use, and kanji newer than the library: kept as they came, on a screen 〓 */
	/*
	 * Never taken: controls (Cc, tab and newline too), format characters (Cf: bidi controls, ZWJ and ZWNJ, which no
	 * register's names have), Default_Ignorable_Code_Point, line and paragraph separators, surrogates,
	 * noncharacters, what isn't assigned; the Braille blank; the two characters that say that a text was damaged.
	 */
	TEXT_BARRED
};

/* TEXT_BARRED for TEXT_BAD. */
enum text_class text_class(uint32_t);

/* A control (Cc), or TEXT_BAD: what may not even be handed to the page program, which tells all else by its code. */
bool text_is_control(uint32_t);

/* Which character couldn't be taken: its code point (TEXT_BAD: a broken byte) and its place, from 1, in characters. */
struct text_fault { uint32_t c; int at; };

/* Whether all of it would be taken; else *fault (which may be NULL) says what wouldn't. */
bool text_sound(const char *, size_t len, struct text_fault *fault);

#define TEXT_FAULT_WORDS_MAX 64

/* "3文字目の U+200B", "U+200B, character 3". Returns out. */
const char *text_fault_words(const struct text_fault *, enum lang, char out[TEXT_FAULT_WORDS_MAX]);

/*
 * The gate in: composed (NFC, but compatibility kanji stay the shape that was written), any blank but U+3000 as U+0020.
 * Taking what was taken changes nothing. ERR_CHARACTER, ERR_UTF8 (text_sound says where), ERR_TOO_LONG, ERR_MEMORY; then
 * out is "". size is at least 1.
 */
enum err text_take(const char *, size_t len, char *out, size_t size);

/*
 * For what can't be sent back, a card's text: as text_take, but what would be refused becomes '?', and it is cut
 * at a character where out is full.
 */
void text_mend(const char *, size_t len, char *out, size_t size);

/*
 * The gate out, to a screen or terminal: what isn't taken becomes '?' (so do newlines: one text is one line), what has
 * no agreed look 〓; never longer than what went in; cut at a character where out is full. size is at least 1; out may be the text itself.
 */
void text_clean(const char *, size_t len, char *out, size_t size);

#endif
