/* Text: cells, characters, widths. text-gate.h says which characters are allowed, text-utf8.h decodes them. */
#ifndef MADOGUCHI_BASE_TEXT_H
#define MADOGUCHI_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text-gate.h"
#include "base/text-utf8.h"

/* 〓, the geta mark: where a type is missing, what registers and prints have in its place. */
#define TEXT_GETA 0x3013

/* Cells of a character on a terminal: 0 (combining), 1 or 2; -1 if it is never drawn (TEXT_BARRED). */
int text_char_cells(uint32_t c);

/* Cells of a text; a character that is never drawn counts as one. */
size_t text_cells(const char *);

/*
 * The size in bytes of the longest prefix that fits into so many cells, without separating a character from its
 * combining marks; *used (may be NULL) is its size in cells.
 */
size_t text_fit(const char *, size_t cells, size_t *used);

/*
 * Converts full-width ASCII (U+FF01 to U+FF5E) and U+3000 to their narrow forms; copies the rest; a byte that is not
 * UTF-8 becomes '?'. Truncated after a whole character if out is full.
 */
void text_narrow(const char *, char *out, size_t size);

/* Whether it only changes the character before it: nonspacing and enclosing marks, variation selectors. */
bool text_modifies(uint32_t c);

/* "U+845B U+E0101": the code points of a text, at most six of them. Returns out. */
#define TEXT_CODES_MAX 64
const char *text_codes(const char *, char out[TEXT_CODES_MAX]);

/*
 * The same text with the code of every character behind it that screens and terminals show as 〓 (TEXT_UNDRAWN):
 * "番号\ue000(E000)子", so that it isn't taken for a register's own 〓. Cut after a whole character if out is full.
 */
void text_tell_codes(const char *, char *out, size_t size);

int text_chars(const char *);	/* number of characters, variation selectors not counted */

/* Removes spaces of any kind at both ends. */
void text_trim(const char **, size_t *len);

/* Goes past the word that stands there; false, and no step, where another does. */
bool text_take_word(const char **, const char *word);

/* Whether East_Asian_Width is Ambiguous: one cell, or two on some terminals. */
bool text_ambiguous(uint32_t c);

/* How many cells text_char_cells returns for those: 1 by default. Call it once, before anything is measured. */
void text_take_ambiguous(int cells);

#endif
