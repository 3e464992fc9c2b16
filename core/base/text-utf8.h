/* Encodes and decodes UTF-8, whatever the bytes are. */
#ifndef MADOGUCHI_BASE_TEXT_UTF8_H
#define MADOGUCHI_BASE_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_BAD UINT32_MAX

/*
 * Decodes one character from at most len bytes (len > 0) and returns its size in bytes. If the first byte begins no
 * character, *c is TEXT_BAD and the size 1; so for overlong forms, surrogates and values above 10FFFF. Source: RFC
 * 3629.
 */
size_t text_decode(const char *, size_t len, uint32_t *c);

/* Encodes c and returns its size, 4 bytes at most; 0 if c is not a character. */
size_t text_encode(uint32_t c, char out[4]);

bool text_valid(const char *, size_t len);	/* valid UTF-8 without NUL */

#endif
