/* Characters of UTF-8, whatever bytes come. */
#ifndef MADOGUCHI_BASE_TEXT_UTF8_H
#define MADOGUCHI_BASE_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_BAD UINT32_MAX

/*
 * Decodes one character from at most len bytes (len > 0): its size in bytes, 1 for a byte that begins none
 * (then *c is TEXT_BAD). Overlong forms, surrogates and values over 10FFFF are bad. Source: RFC 3629.
 */
size_t text_decode(const char *, size_t len, uint32_t *c);

/* Encodes c into out (4 bytes at most); 0 for what is no character. */
size_t text_encode(uint32_t c, char out[4]);

bool text_valid(const char *, size_t len);	/* whole UTF-8, no NUL */

#endif
