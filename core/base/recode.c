/* By iconv, a block at a time; UTF-8 passes as it is. */
#include "config.h"

#include "base/recode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

static const struct { const char *name, *iconv; } charsets[CHARSET_COUNT] = {
	[CHARSET_GUESS] = { "", NULL }, [CHARSET_UTF_8] = { "utf-8", NULL },
	[CHARSET_UTF_16LE] = { "utf-16le", "UTF-16LE" },
	[CHARSET_UTF_16BE] = { "utf-16be", "UTF-16BE" }, [CHARSET_CP932] = { "cp932", "CP932" },
	[CHARSET_EUC_JP] = { "euc-jp", "EUC-JP-MS" },
};

const char *
charset_name(enum charset c)
{
	return (unsigned)c < CHARSET_COUNT ? charsets[c].name : "";
}

enum charset
charset_by_name(const char *name)
{
	unsigned c;

	for (c = CHARSET_UTF_8; c < CHARSET_COUNT && strcmp(charsets[c].name, name) != 0; c++)
		;
	return (enum charset)c;
}

#define KEPT_MAX (RECODE_BLOCK / 2)

/* What is there of it, which may be less than has room: nothing waits for more of a pipe than is needed. */
static size_t
read_some(struct recode *r, unsigned char *to, size_t room)
{
	const int fd = fileno(r->in);
	ssize_t n;

	if (fd < 0) {		/* memory */
		n = (ssize_t)fread(to, 1, room, r->in);
		r->failed |= ferror(r->in) != 0;
		return (size_t)n;
	}
	while ((n = read(fd, to, room)) == -1 && errno == EINTR)
		continue;
	r->failed |= n == -1;
	return n > 0 ? (size_t)n : 0;
}

/*
 * More of the file behind what is left; where its encoding isn't known, to the end of a line behind one that isn't all
 * ASCII. False at the end, or where no more is allowed.
 */
static bool
fill(struct recode *r)
{
	size_t before;
	unsigned char *more, byte;
	size_t room, n = 0, got = 1, i;
	bool told = r->charset != CHARSET_GUESS;

	if (r->to - r->mark > KEPT_MAX) {
		r->lost = true;
		r->mark = r->from;
	}
	before = r->to - r->mark;
	more = r->raw + before;
	room = sizeof(r->raw) - before;
	memmove(r->raw, r->raw + r->mark, before);
	r->from -= r->mark;
	r->mark = 0;
	if (r->most > 0 && r->most - r->bytes < (int64_t)room)
		room = (size_t)(r->most - r->bytes);
	while (n < room && got > 0 && (n == 0 || !told || (r->charset == CHARSET_GUESS && more[n - 1] != '\n'))) {
		got = read_some(r, more + n, room - n);
		for (i = n; i < n + got && !told; i++)
			told = more[i] >= 0x80;
		n += got;
	}
	r->bytes += (int64_t)n;
	r->to = before + n;
	if (room == 0 && before < sizeof(r->raw))	/* but by what is allowed */
		r->over = read_some(r, &byte, 1) > 0;
	return n > 0;
}

/*
 * How many separators, line ends and quotes there are, in UTF-16, with their zero at that place of the two bytes. Read
 * in the other order hardly any character is one: the wide blank (U+3000) only looks like a digit.
 */
static size_t
signs_in_utf_16(const struct recode *r, size_t zero)
{
	size_t i, n = 0;

	for (i = 0; i + 2 <= r->to; i += 2)
		n += r->raw[i + zero] == 0 && r->raw[i + 1 - zero] != 0 &&
		    strchr(",\t;\"\r\n", r->raw[i + 1 - zero]) != NULL;
	return n;
}

/*
 * Broken UTF-8 is still told from another encoding: there few bytes happen to make a character. One that the end of the
 * block cuts is none that is broken.
 */
static bool
is_utf_8(const struct recode *r)
{
	size_t i, good = 0, bad = 0;
	ucs4_t c;
	int n;

	for (i = 0; i < r->to; i += (size_t)n) {
		if ((n = u8_mbtoucr(&c, r->raw + i, r->to - i)) > 0)
			good += n > 1;
		else if (n == -2 && r->to == sizeof(r->raw))
			break;
		else {
			bad++;
			n = 1;
		}
	}
	return bad == 0 || good > bad;
}

static enum charset
guess(const struct recode *r)
{
	const size_t be = signs_in_utf_16(r, 0), le = signs_in_utf_16(r, 1), most = le > be ? le : be;

	if (le != be && most >= 2 && most >= r->to / 256)
		return le > be ? CHARSET_UTF_16LE : CHARSET_UTF_16BE;
	return is_utf_8(r) ? CHARSET_UTF_8 : CHARSET_CP932;
}

static void *
open_way(const char *to, const char *from)
{
	const iconv_t way = to != NULL && from != NULL ? iconv_open(to, from) : (iconv_t)-1;

	return way != (iconv_t)-1 ? way : NULL;
}

void
recode_begin(struct recode *r)
{
	static const struct { const char *bytes; size_t len; enum charset charset; } marks[] = {
		{ "\xef\xbb\xbf", 3, CHARSET_UTF_8 }, { "\xff\xfe", 2, CHARSET_UTF_16LE },
		{ "\xfe\xff", 2, CHARSET_UTF_16BE },
	};
	enum charset marked = CHARSET_GUESS;
	size_t i;

	r->begun = true;
	(void)fill(r);
	for (i = 0; i < sizeof(marks) / sizeof(*marks) && marked == CHARSET_GUESS; i++) {
		if (r->to >= marks[i].len && memcmp(r->raw, marks[i].bytes, marks[i].len) == 0 &&
		    (r->charset == CHARSET_GUESS || r->charset == marks[i].charset)) {
			marked = marks[i].charset;
			r->from = marks[i].len;
		}
	}
	if (r->charset == CHARSET_GUESS)
		r->charset = marked != CHARSET_GUESS ? marked : guess(r);
	r->converter = open_way("UTF-8", charsets[r->charset].iconv);
	r->back = open_way(charsets[r->charset].iconv, "UTF-8");
}

static size_t
width(const struct recode *r)
{
	return r->charset == CHARSET_UTF_16LE || r->charset == CHARSET_UTF_16BE ? 2 : 1;
}

/* Whether a line feed, or a carriage return, stands there: no other character of the encodings has their bytes. */
static bool
stands(const struct recode *r, size_t at, char c)
{
	if (width(r) == 1)
		return r->raw[at] == (unsigned char)c;
	return at + 2 <= r->to && r->raw[at + (r->charset == CHARSET_UTF_16LE)] == 0 &&
	    r->raw[at + (r->charset == CHARSET_UTF_16BE)] == (unsigned char)c;
}

/* Behind the next line end at or behind that byte; to where there is none. */
static size_t
line_end(const struct recode *r, size_t at)
{
	for (; at < r->to; at += width(r))
		if (stands(r, at, '\n') || stands(r, at, '\r'))
			return at + width(r);
	return r->to;
}

static int
broken(struct recode *r)
{
	r->from += r->to - r->from < width(r) ? r->to - r->from : width(r);
	return 0xff;
}

/* The next line, or what is there of it; 0 if there is one, 0xff for a byte that is no character, EOF at the end. */
static int
convert(struct recode *r)
{
	char *in = (char *)r->raw + r->from, *out = (char *)r->text;
	size_t left = line_end(r, r->from) - r->from, room = sizeof(r->text), done;
	const size_t end = r->from + left;
	int why = 0;

	if (left == 0)
		return fill(r) ? convert(r) : EOF;
	errno = 0;
	done = iconv(r->converter, &in, &left, &out, &room);
	if (done == (size_t)-1)
		why = errno;
	r->from = end - left;
	r->at = 0;
	r->n = sizeof(r->text) - room;
	if (r->n > 0)
		return 0;
	return why == EINVAL && end == r->to && fill(r) ? convert(r) : broken(r);
}

static bool
is_plain(const struct recode *r)
{
	return r->charset == CHARSET_UTF_8 || r->converter == NULL;
}

int
recode_get(struct recode *r)
{
	int got;

	if (!r->begun)
		recode_begin(r);
	if (is_plain(r))
		return r->from < r->to || fill(r) ? r->raw[r->from++] : EOF;
	if (r->at == r->n && (got = convert(r)) != 0)
		return got;
	return r->text[r->at++];
}

const unsigned char *
recode_ready(const struct recode *r, size_t *n)
{
	*n = !r->begun ? 0 : is_plain(r) ? r->to - r->from : r->n - r->at;
	return is_plain(r) ? r->raw + r->from : r->text + r->at;
}

void
recode_skip(struct recode *r, size_t n)
{
	*(is_plain(r) ? &r->from : &r->at) += n;
}

const unsigned char *
recode_kept(const struct recode *r, size_t *n)
{
	*n = r->from - r->mark;
	return r->raw + r->mark;
}

void
recode_mark(struct recode *r, size_t n)
{
	r->mark += n;
	r->lost = false;
}

/* Past the line feed that belongs to a carriage return before it. */
static size_t
past_feed(struct recode *r, size_t at)
{
	if (at < r->mark + width(r) || !stands(r, at - width(r), '\r'))
		return at;
	if (at == r->to && at - r->mark <= KEPT_MAX) {
		at -= r->mark;		/* what is kept moves */
		(void)fill(r);
	}
	return at < r->to && stands(r, at, '\n') ? at + width(r) : at;
}

size_t
recode_lines(struct recode *r, int lines)
{
	size_t at = lines == 0 ? past_feed(r, r->from) : r->mark;

	for (; lines > 0 && at < r->to; lines--)
		at = past_feed(r, line_end(r, at));
	return at - r->mark;
}

void
recode_put(struct recode *r, const char *text, size_t len, FILE *out)
{
	char *in = (char *)(uintptr_t)text, some[256], *to;
	size_t room;

	if (r->back == NULL) {
		(void)fwrite(text, 1, len, out);
		return;
	}
	while (len > 0) {
		to = some;
		room = sizeof(some);
		if (iconv(r->back, &in, &len, &to, &room) == (size_t)-1 && errno != E2BIG) {
			in++;
			len--;
		}
		(void)fwrite(some, 1, sizeof(some) - room, out);
	}
}

void
recode_end(struct recode *r)
{
	if (r->converter != NULL)
		(void)iconv_close(r->converter);
	if (r->back != NULL)
		(void)iconv_close(r->back);
	r->converter = r->back = NULL;
	explicit_bzero(r->raw, sizeof(r->raw));
	explicit_bzero(r->text, sizeof(r->text));
}
