/* Text for certificates: which characters JIS lacks, what stands for them, and where. Pure. */
#ifndef MADOGUCHI_BASE_JIS_H
#define MADOGUCHI_BASE_JIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define JIS_CHARS_MAX 200	/* an address has up to 200 characters (sources(7) C6) */

/*
 * A character that JIS X 0208 and 0212 lack, with the marks and variation selectors behind it (what doesn't fit is
 * dropped), and the one to JIS_TO_CHARS characters that stand for it in a certificate.
 */
#define JIS_FROM_MAX 24
#define JIS_TO_CHARS 4
#define JIS_TO_MAX (JIS_TO_CHARS * 4 + 1)
struct jis_pair { char from[JIS_FROM_MAX], to[JIS_TO_MAX]; };

#define JIS_PAIRS_MAX 64
struct jis_pairs { struct jis_pair pair[JIS_PAIRS_MAX]; size_t count; };

/*
 * Adds what a text of at most JIS_CHARS_MAX characters has that JIS lacks, each once, with what is proposed for it: the
 * common form (base/fold.h) or the parts it is composed of, as far as JIS has them, else U+3013, the geta mark, which
 * Japanese typography uses for a missing type. That mark in the text lacks too: a register has written it for what it
 * couldn't. A half-width kana is the same letter in another width: it isn't added.
 * ERR_UTF8, ERR_CHARACTER, ERR_TOO_LONG.
 */
enum err jis_lacking(const char *text, struct jis_pairs *);

/* What was chosen for such a character; NULL: it isn't there. */
struct jis_pair *jis_find(struct jis_pairs *, const char *from);

/* Whether it may be chosen for another: one to JIS_TO_CHARS letters of JIS (kanji, kana, 々 ー, Latin), or 〓 alone. */
#define JIS_GETA "〓"
bool jis_may_stand(const char *to);

/* Pairs as text, "髙=高 邉=辺", and back. Reading: ERR_DATA for what writing can't have written. */
#define JIS_PAIRS_TEXT (JIS_PAIRS_MAX * (JIS_FROM_MAX + JIS_TO_MAX) + 1)
void jis_pairs_write(const struct jis_pairs *, char out[JIS_PAIRS_TEXT]);
enum err jis_pairs_read(const char *, struct jis_pairs *);

struct jis_text {
	char text[JIS_CHARS_MAX * 4 + 1];
	char marks[JIS_CHARS_MAX + 1];	/* per character '0', or '1' if it differs from the register */
	size_t chars;
};

/*
 * Converts text of at most max characters (max at most JIS_CHARS_MAX): what JIS lacks becomes what was agreed, and is
 * marked. A half-width kana becomes the full-width one and is marked too. Source: sources(7) C6, otherNames 2 and 6.
 * ERR_SUBSTITUTES: nothing was agreed for one (agreed may be NULL); ERR_UTF8, ERR_CHARACTER, ERR_TOO_LONG.
 */
enum err jis_substitute(const char *text, size_t max, const struct jis_pairs *agreed, struct jis_text *);

#endif
