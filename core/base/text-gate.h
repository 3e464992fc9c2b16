/*
 * The gate for text. All text that people enter passes text_take before it is used; all text that is shown passes
 * text_clean, wherever it was stored. Characters are classified by their Unicode properties.
 */
#ifndef MADOGUCHI_BASE_TEXT_GATE_H
#define MADOGUCHI_BASE_TEXT_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum text_class {
	TEXT_PLAIN,	/* letters, marks, digits, punctuation, symbols, U+0020 and U+3000 */
	TEXT_BLANK,	/* any other space (Zs): stored as U+0020 */
	TEXT_SELECTOR,	/* a variation selector: allowed only after a kanji, whose shape it selects */
	TEXT_UNDRAWN,	/* private use, and kanji newer than the library: stored as they are, shown as 〓 */
	/*
	 * Refused: controls (Cc, tab and newline too), format characters (Cf: bidi controls, ZWJ and ZWNJ, which no
	 * register's names have), Default_Ignorable_Code_Point, line and paragraph separators, surrogates,
	 * noncharacters, unassigned code points, U+2800 (blank Braille pattern), U+FFFC and U+FFFD (signs of damage).
	 */
	TEXT_BARRED
};

/* The class of a code point; TEXT_BARRED for TEXT_BAD. */
enum text_class text_class(uint32_t);

bool text_is_kanji(uint32_t);		/* also of planes 2 and 3, newer than the library */

/* How many bytes a text begins with that are kana, kanji, their signs or wide forms, all of them plain. */
size_t text_wide_run(const char *, size_t len);

/* A control (Cc) or TEXT_BAD. These are never sent to madoguchi-page, which reports any other character by its code. */
bool text_is_control(uint32_t);

/*
 * A refused character: its code point (TEXT_BAD: not UTF-8) and its position, counted in characters from 1.
 * TEXT_NUMBER: an individual number, or a card's 照合番号B, begins there.
 */
struct text_fault { uint32_t c; int at; };
#define TEXT_NUMBER 0x110000

/* Whether text_take would accept the text; if not, *fault (may be NULL) is what it would refuse first. */
bool text_sound(const char *, size_t len, struct text_fault *fault);

/*
 * Characters alone, for what no person's data stand in: settings and profiles, which have addresses of machines
 * (192.168.100.105), names of accounts, and JSON of our own.
 */
bool text_characters_sound(const char *, size_t len, struct text_fault *fault);

/* One word, as the name of a printer: not empty; no blanks, slashes, quotes, question marks or #. */
bool text_word_sound(const char *);

enum err text_fault_err(const struct text_fault *);

#define TEXT_FAULT_WORDS_MAX 64

/* "3文字目の U+200B", "U+200B, character 3"; of a number "3文字目から". Returns out. */
const char *text_fault_words(const struct text_fault *, enum lang, char out[TEXT_FAULT_WORDS_MAX]);

/*
 * For input. Composes the text (NFC, except that compatibility kanji keep their shape) and turns every space except
 * U+3000 into U+0020. Idempotent. ERR_CHARACTER, ERR_UTF8 and ERR_INDIVIDUAL_NUMBER (text_sound says where),
 * ERR_TOO_LONG, ERR_MEMORY: out is "". size is at least 1.
 */
enum err text_take(const char *, size_t len, char *out, size_t size);

/*
 * The same for the field or option of that name: the few that hold other numbers as long are named in text-gate.c, and
 * so are a person's, which hold none: there one is found among more digits, too.
 */
enum err text_take_field(const char *field, const char *, size_t len, char *out, size_t size);
enum err text_take_personal(const char *, size_t len, char *out, size_t size);	/* of a person's, whichever it is */
bool text_number_in(const char *field, const char *, size_t len);	/* whether that is why it refuses */

/*
 * For text that can't be refused, such as a card's: like text_take, but a refused character becomes '?', and each digit
 * of an individual number; text that doesn't fit is truncated after a whole character.
 */
void text_mend(const char *, size_t len, char *out, size_t size);

/*
 * For output to a screen or terminal: a refused character becomes '?' (newlines too: a text is one line), one that
 * fonts lack becomes 〓. Never longer than the input; truncated after a whole character if out is full. size is at
 * least 1; out may be the input itself.
 */
void text_clean(const char *, size_t len, char *out, size_t size);

#endif
