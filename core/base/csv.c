/* One byte at a time, in three states: outside quotes, inside them, and behind a closing one. */
#include "config.h"

#include "base/csv.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

enum place { PLAIN, QUOTED, CLOSED };

static const char too_long[] = "1行が長すぎます。引用符の閉じ忘れがないか確かめてください",
    behind_quote[] = "引用符の後に余分な文字があります。値の中の引用符は2つ続けて書きます",
    unclosed[] = "引用符が閉じていません。閉じるか、除いてください";

/* One byte more is kept, so that none is lost where the lines are read once more. */
static void
keep_too_much(struct csv *c, int byte)
{
	if (c->raw_len < sizeof(c->raw))
		c->raw[c->raw_len++] = (char)byte;
	if (c->fault == NULL)
		c->fault = too_long;
}

/* The line feed behind a carriage return belongs to it. */
static int
get(struct csv *c)
{
	struct recode *r = &c->source;
	int byte = c->again_at < c->again_len ? (unsigned char)c->again[c->again_at++] :
	    r->from < r->to && r->begun && r->converter == NULL ? r->raw[r->from++] : recode_get(r);
	const bool belongs = byte == '\n' && c->after_cr;

	c->after_cr = byte == '\r';
	if (byte != EOF && c->raw_len < CSV_RECORD_MAX)
		c->raw[c->raw_len++] = (char)byte;
	else if (byte != EOF)
		keep_too_much(c, byte);
	c->lines += (byte == '\n' && !belongs) || byte == '\r';
	return byte;
}

static const char *
wrong_charset(const struct csv *c)
{
	static const char utf_16[] = "文字コードが UTF-16 ではない字があります。"
	    "ファイルが途中で切れていないか確かめてください";
	static const char *const words[CHARSET_COUNT] = {
		[CHARSET_UTF_8] = "文字コードが UTF-8 ではない字があります。"
		    "ほかの文字コードなら --charset で指定してください",
		[CHARSET_UTF_16LE] = utf_16,
		[CHARSET_UTF_16BE] = utf_16,
		[CHARSET_CP932] = "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字があります。"
		    "EUC-JP なら --charset euc-jp を付けてください",
		[CHARSET_EUC_JP] = "文字コードが EUC-JP ではない字があります。--charset を確かめてください",
	};

	return words[c->source.charset];
}

static void
put(struct csv *c, size_t *at, int byte)
{
	if (byte == '\0')
		c->fault = "使えない文字 U+0000 があります。除いてください";
	else if (*at + 1 == sizeof(c->record))
		c->fault = too_long;
	else
		c->record[(*at)++] = (char)byte;
}

static void
end_field(struct csv *c, size_t *at, size_t *begin)
{
	if (c->n == CSV_FIELDS_MAX) {
		c->fault = "項目が多すぎます。要らない列を除いてください";
		return;
	}
	c->record[*at] = '\0';
	if (!text_valid(c->record + *begin, *at - *begin)) {
		c->fault = wrong_charset(c);
		return;
	}
	c->ends[c->n] = c->raw_len - 1;
	c->fields[c->n++] = c->record + *begin;
	if (*at + 1 < sizeof(c->record))
		++*at;
	else
		c->fault = too_long;
	*begin = *at;
}

static bool
separates(struct csv *c, int byte)
{
	if (c->separator == 0 && (byte == ',' || byte == '\t' || byte == ';'))
		c->separator = byte;
	return byte == c->separator;
}

/* A quote at the beginning of a field, or of what a spreadsheet writes so that it stays text: ="00123". */
static bool
opens(const struct csv *c, size_t *at, size_t begin)
{
	if (*at == begin + 1 && c->record[begin] == '=')
		*at = begin;
	return *at == begin;
}

/* One byte of a record; false when it ends it. */
static bool
take(struct csv *c, int byte, enum place *place, size_t *at, size_t *begin)
{
	bool ends, between;

	if (byte >= 0x80 && *place != CLOSED) {		/* most are of kana and kanji */
		put(c, at, byte);
		return true;
	}
	ends = byte == '\n' || byte == '\r';
	between = *place != QUOTED && separates(c, byte);

	switch (*place) {
	case QUOTED:
		if (byte == '"')
			*place = CLOSED;
		else
			put(c, at, byte);
		return true;
	case CLOSED:
		if (byte == '"') {	/* two stand for one */
			*place = QUOTED;
			put(c, at, byte);
			return true;
		}
		*place = PLAIN;
		if (!between && !ends)
			c->fault = behind_quote;
		break;
	case PLAIN:
		if (byte == '"' && opens(c, at, *begin)) {
			*place = QUOTED;
			return true;
		}
		if (byte == '"')
			c->fault = "項目の途中に引用符があります。"
			    "項目の全体を引用符で囲み、中の引用符は2つ続けて書きます";
		break;
	}
	if (ends || between)
		end_field(c, at, begin);
	else
		put(c, at, byte);
	return !ends;
}

/* What may end a field or change the place; any other byte is of the field, wherever it stands. */
static bool
is_sign(const struct csv *c, unsigned char byte)
{
	static const bool signs[256] = { ['\0'] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['"'] = true,
	    [','] = true, [';'] = true };

	return signs[byte] || byte == c->separator;
}

/* Those that are ready go into the field at once: nearly all of a file are names and addresses. */
static void
take_run(struct csv *c, size_t *at)
{
	const size_t room = CSV_RECORD_MAX - c->raw_len, left = sizeof(c->record) - 1 - *at;
	const unsigned char *p;
	size_t n, i;

	if (c->again_at < c->again_len || c->raw_len > CSV_RECORD_MAX)
		return;
	p = recode_ready(&c->source, &n);
	n = n < room ? n : room;
	n = n < left ? n : left;
	for (i = 0; i < n && !is_sign(c, p[i]); i++)
		;
	if (i == 0)
		return;
	memcpy(c->raw + c->raw_len, p, i);
	memcpy(c->record + *at, p, i);
	recode_skip(&c->source, i);
	c->raw_len += i;
	*at += i;
	c->after_cr = false;
}

static size_t
first_line(const struct csv *c)
{
	size_t n = 0;

	while (n < c->raw_len && c->raw[n] != '\n' && c->raw[n] != '\r')
		n++;
	n += n < c->raw_len;
	return n + (n < c->raw_len && c->raw[n - 1] == '\r' && c->raw[n] == '\n');
}

/* Of a record whose quote isn't closed the first line alone is one: the others are read once more. */
static void
go_back(struct csv *c)
{
	const size_t first = first_line(c), rest = c->raw_len - first;

	if (c->again_at < c->again_len)		/* all of them were read from there */
		c->again_at -= rest;
	else {
		memcpy(c->again, c->raw + first, rest);
		c->again_at = 0;
		c->again_len = rest;
	}
	c->raw_len = first;
	c->lines = c->line;
	c->after_cr = c->raw[first - 1] == '\r';
	c->fault = unclosed;
}

/* What a quote is followed by that was meant to be the next line's, or a quote without an end. */
static bool
is_unclosed(const struct csv *c, enum place place)
{
	return c->lines >= c->line && (c->fault == behind_quote || (place == QUOTED && c->fault == too_long));
}

/* To the end of the record, or of the line that has a fault. */
static void
read_record(struct csv *c, int byte)
{
	enum place place = PLAIN;
	size_t at = 0, begin = 0;
	bool told = false;	/* the fault, and the rest of its line is passed over */

	for (; byte != EOF; byte = get(c)) {
		if (c->fault == NULL && !take(c, byte, &place, &at, &begin))
			return;
		if (c->fault == NULL) {
			if (place != CLOSED)
				take_run(c, &at);
			continue;
		}
		if (!told && is_unclosed(c, place)) {
			go_back(c);
			return;
		}
		told = true;
		if (byte == '\n' || byte == '\r')
			return;
	}
	if (place == QUOTED && c->fault == NULL)
		go_back(c);
	else if (c->fault == NULL && !take(c, '\n', &place, &at, &begin) && c->n > 0)
		c->ends[c->n - 1] = c->raw_len;
}

static bool
is_read_again(const struct csv *c)
{
	return c->again_at < c->again_len;
}

/* The bytes of the last record; where lines behind it are kept, too, it has whole ones. */
static size_t
source_lines(struct csv *c)
{
	return recode_lines(&c->source, is_read_again(c) ? c->lines - c->line + 1 : 0);
}

/* What is kept of the file begins with the next record. */
static void
pass(struct csv *c)
{
	size_t n;

	(void)recode_kept(&c->source, &n);
	recode_mark(&c->source, is_read_again(c) ? source_lines(c) : n);
}

/* The first byte of a record; a line feed that the one before left behind is none. */
static int
get_first(struct csv *c)
{
	const bool after_cr = c->after_cr;
	int byte;

	c->raw_len = 0;
	byte = get(c);
	if (byte != '\n' || !after_cr)
		return byte;
	if (c->begun && !is_read_again(c))
		pass(c);
	c->raw_len = 0;
	return get(c);
}

static bool
is_blank(const struct csv *c)
{
	size_t i, len;

	for (i = 0; i < c->n; i++) {
		const char *field = c->fields[i];

		len = strlen(field);
		text_trim(&field, &len);
		if (len > 0)
			return false;
	}
	return true;
}

/* sep=; as the first line, perhaps in quotes: so spreadsheets are told the separator. False: it is a record. */
static bool
names_separator(struct csv *c)
{
	const char *p = c->raw, *end = p + c->raw_len;
	const bool quoted = p < end && *p == '"';

	p += quoted;
	while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
		end--;
	end -= quoted && end > p && end[-1] == '"';
	if (c->line != 1 || end - p != 5 || strncasecmp(p, "sep=", 4) != 0)
		return false;
	c->separator = (unsigned char)p[4];
	return true;
}

enum csv_got
csv_next(struct csv *c)
{
	int byte;

	do {
		if (c->begun)
			pass(c);
		c->n = 0;
		c->fault = NULL;
		c->line = c->lines + 1;
		if ((byte = get_first(c)) == EOF)
			return CSV_END;
		read_record(c, byte);
	} while (c->fault == NULL && (is_blank(c) || names_separator(c)));
	c->begun = true;
	return c->fault != NULL ? CSV_FAULT : CSV_RECORD;
}

const unsigned char *
csv_source(struct csv *c, size_t *len)
{
	const unsigned char *bytes;
	size_t kept;

	*len = source_lines(c);
	bytes = recode_kept(&c->source, &kept);
	return c->source.lost ? NULL : bytes;
}

void
csv_end(struct csv *c)
{
	recode_end(&c->source);
	explicit_bzero(c->record, sizeof(c->record));
	explicit_bzero(c->raw, sizeof(c->raw));
	explicit_bzero(c->again, sizeof(c->again));
}
