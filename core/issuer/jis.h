/* Japanese text as a certificate takes it: characters outside JIS are substituted, and where is told. */
#ifndef MADOGUCHI_JIS_H
#define MADOGUCHI_JIS_H

#include <stddef.h>

#include "base/err.h"

#define JIS_CHARS_MAX 200	/* an address has up to 200 characters (sources(7) C6) */

struct jis_text {
	char text[JIS_CHARS_MAX * 4 + 1];
	char marks[JIS_CHARS_MAX + 1];	/* one '0' or '1' a character of text: '1' where it isn't the register's own */
	size_t chars;
};

/*
 * Takes over text of at most max characters (max itself at most JIS_CHARS_MAX). A character outside ASCII, JIS X 0208
 * and JIS X 0212 becomes U+3013, the geta mark; a variation selector or combining mark is left off and the character
 * before it marked, since it now looks different from the register's. The profile doesn't publish the substitute; the
 * geta mark is what Japanese typography prints for a missing type. Source: sources(7) C6, otherNames 2 and 6.
 * ERR_UTF8, ERR_TOO_LONG; ERR_DATA for control characters.
 */
enum err jis_substitute(const char *text, size_t max, struct jis_text *);

#endif
