/*
 * Signs of a lossy conversion: what programs write for a character that another encoding lacks. A name with one of them
 * isn't the name. Pure.
 */
#ifndef MADOGUCHI_BASE_TEXT_LOST_H
#define MADOGUCHI_BASE_TEXT_LOST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* The bytes where it stands, and its position, counted in characters from 1. */
struct text_lost { size_t from, to; int at; };

/*
 * The first sign in a text at or behind that byte: ? ？ ¿ ■ □, U+FFFC, U+FFFD, or a character written as its number
 * (&#39640; &amp; \u9ad8 %u9AD8 %E9%AB U+9AD8, of any width). Not 〓, which registers print themselves.
 */
bool text_lost(const char *, size_t from, struct text_lost *);

#define TEXT_LOST_WORDS_MAX 128

/* "1文字目の ? (U+003F)", "? (U+003F), character 1"; the sign alone, nothing else of the text. Returns out. */
const char *text_lost_words(const char *text, const struct text_lost *, enum lang, char out[TEXT_LOST_WORDS_MAX]);

#endif
