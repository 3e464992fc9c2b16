/* Text for certificates: replaces characters outside JIS and marks where. */
#ifndef MADOGUCHI_JIS_H
#define MADOGUCHI_JIS_H

#include <stddef.h>

#include "base/err.h"

#define JIS_CHARS_MAX 200	/* an address has up to 200 characters (sources(7) C6) */

struct jis_text {
	char text[JIS_CHARS_MAX * 4 + 1];
	char marks[JIS_CHARS_MAX + 1];	/* per character '0', or '1' if it differs from the register */
	size_t chars;
};

/*
 * Converts text of at most max characters (max at most JIS_CHARS_MAX). A character outside ASCII, JIS X 0208 and JIS X
 * 0212 becomes U+3013, the geta mark. A variation selector or combining mark is dropped and the character before it
 * marked, since its shape now differs from the register's; so is a half-width kana, which becomes the full-width one.
 * The certificate profile doesn't publish the substitute; the geta mark is what Japanese typography uses for a missing
 * type. Source: sources(7) C6, otherNames 2 and 6. ERR_UTF8, ERR_TOO_LONG; ERR_DATA for control characters.
 */
enum err jis_substitute(const char *text, size_t max, struct jis_text *);

#endif
