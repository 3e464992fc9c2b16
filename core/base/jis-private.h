/* How a text is read for a certificate; for this room only. */
#ifndef MADOGUCHI_BASE_JIS_PRIVATE_H
#define MADOGUCHI_BASE_JIS_PRIVATE_H

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/jis.h"

/* JIS X 0208 and 0212, and ASCII, by trying it in EUC-JP, which holds just these; jis_open may fail: (iconv_t)-1. */
iconv_t jis_open(void);
bool jis_has(iconv_t, uint32_t);

/* The next piece of a text: a character, or one that JIS lacks, with what belongs to it. */
enum jis_kind { JIS_WHOLE, JIS_NARROW, JIS_LACKS };
struct jis_piece {
	enum jis_kind kind;
	uint32_t c;
	char from[JIS_FROM_MAX];	/* as written */
	char wide[8];			/* of JIS_NARROW: the full-width kana */
	size_t bytes;
};

/* len is at least 1. ERR_UTF8, ERR_CHARACTER. */
enum err jis_next(iconv_t, const char *, size_t len, struct jis_piece *);

/* What is proposed for a character that JIS lacks. */
void jis_propose(iconv_t, uint32_t, char out[JIS_TO_MAX]);

#endif
