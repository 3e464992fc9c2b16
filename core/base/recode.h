/* Text in the encodings that lists come in, read as UTF-8 in constant memory. */
#ifndef MADOGUCHI_BASE_RECODE_H
#define MADOGUCHI_BASE_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum charset {
	CHARSET_GUESS, CHARSET_UTF_8, CHARSET_UTF_16LE, CHARSET_UTF_16BE, CHARSET_CP932, CHARSET_EUC_JP, CHARSET_COUNT
};

const char *charset_name(enum charset);		/* "cp932"; "" for CHARSET_GUESS */
enum charset charset_by_name(const char *);	/* CHARSET_COUNT if unknown */

#define RECODE_BLOCK 65536

/* Zero it, then set in, charset and most. Wipe it with recode_end. */
struct recode {
	FILE *in;			/* the caller's, of which nothing was read before */
	/* CHARSET_GUESS: found by the first lines; by a BOM, UTF-16's zeros, characters of UTF-8, else it is CP932. */
	enum charset charset;
	int64_t bytes, most;		/* read; may be read, 0: without a limit */
	bool over;			/* there is more than that */
	bool failed;			/* it can't be read */
	bool begun;
	void *converter, *back;		/* of iconv, from that encoding and to it; NULL for UTF-8 */
	unsigned char raw[RECODE_BLOCK], text[RECODE_BLOCK];
	size_t from, to, at, n;		/* what is left of them */
	size_t mark;			/* of raw, what is kept: from here to from */
	bool lost;			/* it was too much, and isn't kept any more */
};

/*
 * Reads the first lines, finds the encoding and loads what iconv needs for it. recode_get does it where nobody has: who
 * can open no files any more by then does it before.
 */
void recode_begin(struct recode *);

/*
 * The next byte of UTF-8, EOF at the end, or where reading failed. What is no character of the
 * encoding becomes 0xff, which is no UTF-8. A BOM is skipped.
 */
int recode_get(struct recode *);

/* The bytes that are ready to be got next; none where it has to read first. recode_skip goes past so many of them. */
const unsigned char *recode_ready(const struct recode *, size_t *n);
void recode_skip(struct recode *, size_t n);

/*
 * Bytes as they stand in the file, which are kept from the last mark on, about half a block of them. Lines are
 * converted one at a time: once the line end of one was got, what is kept ends there. recode_mark goes past so many.
 */
const unsigned char *recode_kept(const struct recode *, size_t *n);
void recode_mark(struct recode *, size_t n);

/*
 * The length of so many lines of what is kept, 0: of all of it; with the line feed behind a carriage return, even if
 * that is still to be read.
 */
size_t recode_lines(struct recode *, int lines);

/* Writes text in the file's encoding. What that hasn't got is left out. */
void recode_put(struct recode *, const char *text, size_t len, FILE *);

void recode_end(struct recode *);

#endif
