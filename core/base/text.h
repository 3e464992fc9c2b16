/* Text from outside: UTF-8 checked, cells counted, widths folded; what may stand in it is text-gate.h's. */
#ifndef MADOGUCHI_BASE_TEXT_H
#define MADOGUCHI_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/text-gate.h"
#include "base/text-utf8.h"

/* Cells that a character takes in a terminal: 0 combining, 1, 2; -1 for one that is never drawn (TEXT_BARRED). */
int text_char_cells(uint32_t c);

/* Cells of a text; what can't be shown counts as one. */
size_t text_cells(const char *);

/*
 * The bytes of the longest beginning that fits into cells cells, never parting a character from what combines with
 * it; *used is the cells it takes.
 */
size_t text_fit(const char *, size_t cells, size_t *used);

/*
 * Full-width ASCII (U+FF01 to U+FF5E) and U+3000 to their narrow forms; the rest as it is, but a broken byte becomes
 * '?'; cut at a character where out is full.
 */
void text_narrow(const char *, char *out, size_t size);

/* Takes no cell of its own and changes the look of the one before it: nonspacing and enclosing marks, selectors. */
bool text_modifies(uint32_t c);

int text_chars(const char *);	/* characters, but for variation selectors */

/* Leaves off the blanks at both ends, of whatever kind. */
void text_trim(const char **, size_t *len);

/* East_Asian_Width is Ambiguous: one cell, or two where the terminal draws it so. */
bool text_ambiguous(uint32_t c);

/* Which of the two text_char_cells takes for them, one at first. Said once, before anything is measured. */
void text_take_ambiguous(int cells);

#endif
