/* Text from outside: UTF-8 checked, cells counted, widths folded. */
#ifndef MADOGUCHI_BASE_TEXT_H
#define MADOGUCHI_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define TEXT_BAD UINT32_MAX

/*
 * Decodes one character from at most len bytes (len > 0): its size in bytes, 1 for a byte that begins none
 * (then *c is TEXT_BAD). Overlong forms, surrogates and values over 10FFFF are bad. Source: RFC 3629.
 */
size_t text_decode(const char *, size_t len, uint32_t *c);

/* Encodes c into out (4 bytes at most); 0 for what is no character. */
size_t text_encode(uint32_t c, char out[4]);

bool text_valid(const char *, size_t len);	/* whole UTF-8, no NUL */

/* Cells that a character takes in a terminal: 0 combining, 1, 2; -1 for a control or unassigned character. */
int text_char_cells(uint32_t c);

/* Cells of a text; what can't be shown counts as one. */
size_t text_cells(const char *);

/*
 * The bytes of the longest beginning that fits into cells cells, never parting a character from what combines with
 * it; *used is the cells it takes.
 */
size_t text_fit(const char *, size_t cells, size_t *used);

/*
 * Copies text from outside for a screen: controls, formatting and private characters and broken bytes become '?';
 * cut at a character where out is full. size is at least 1.
 */
void text_clean(const char *, size_t len, char *out, size_t size);

/* Full-width ASCII (U+FF01 to U+FF5E) and U+3000 to their narrow forms; the rest as it is; as text_clean when full. */
void text_narrow(const char *, char *out, size_t size);

#endif
