/* Individual numbers (個人番号) in a file: they are found, and a line that has one is written without its digits. */
#include "config.h"

#include "people/columns.h"

#include <string.h>

#include "base/text-number.h"
#include "base/text-utf8.h"

/*
 * A field as it stands in the file; the whole line where a quote is wrong, or fields are too many or too few. other:
 * it is of a column that isn't read, whose long numbers may be any.
 */
static bool
next_piece(const struct columns *c, size_t *i, size_t *from, size_t *to, bool *other)
{
	const struct csv *csv = c->csv;
	const bool whole = csv->fault != NULL || !columns_fit(c);

	if (*i == (whole ? 1 : csv->n))
		return false;
	*from = *i > 0 ? csv->ends[*i - 1] + 1 : 0;
	*to = whole ? csv->raw_len : csv->ends[*i];
	*other = !whole && c->list[*i] == COLUMN_UNREAD;
	++*i;
	return true;
}

void
columns_fault_number(struct columns *c, const char *field)
{
	columns_fault(c, field, "個人番号らしい12桁の数字があります。"
	    "個人番号は読み込みません。その数字を除いてください");
}

bool
columns_hold_number(const struct columns *c, const char **field)
{
	size_t i = 0, begin, end, from, to;
	bool other;

	while (next_piece(c, &i, &begin, &end, &other)) {
		if (!(other ? text_number : text_number_within)(c->csv->raw + begin, end - begin, &from, &to))
			continue;
		*field = i <= c->n && end < c->csv->raw_len ? c->own[i - 1] : "";
		return true;
	}
	return false;
}

/* What stands for a digit that isn't written, and for what was no character; it is refused until it is mended. */
static size_t
sign_of(const struct columns *c, char sign[4])
{
	const bool others = c->csv->source.charset == CHARSET_CP932 || c->csv->source.charset == CHARSET_EUC_JP;

	return text_encode(others ? '?' : 0xfffd, sign);
}

static bool
is_lost(const struct columns *c, char byte, bool masked)
{
	return (masked && byte == TEXT_MASKED) || (byte == '\xff' && c->csv->source.converter != NULL);
}

/* What may not be written: of a field that is read a card's 照合番号B, too. */
static bool
is_masked(const char *text, size_t len, bool other)
{
	size_t from, to;

	return text_number_within(text, len, &from, &to) || (!other && text_check_b(text, len, &from, &to));
}

static void
write_piece(const struct columns *c, FILE *out, const char *text, size_t len, bool other)
{
	struct recode *to = &c->csv->source;
	char piece[CSV_RECORD_MAX], sign[4];
	const size_t n = sign_of(c, sign);
	const bool masked = is_masked(text, len, other);
	size_t i, run = 0;

	memcpy(piece, text, len);
	if (masked)
		len = text_number_mask(piece, len);
	for (i = 0; i < len; i++) {
		if (!is_lost(c, piece[i], masked))
			continue;
		recode_put(to, piece + run, i - run, out);
		recode_put(to, sign, n, out);
		run = i + 1;
	}
	recode_put(to, piece + run, len - run, out);
	explicit_bzero(piece, sizeof(piece));
}

/* In one of the pieces. */
static bool
has_number(const struct columns *c)
{
	size_t i = 0, begin, end;
	bool other;

	while (next_piece(c, &i, &begin, &end, &other))
		if (is_masked(c->csv->raw + begin, end - begin, other))
			return true;
	return false;
}

/* Of no encoding is that a part of another character, but for UTF-16's zeros. */
static bool
ends_with_feed(const unsigned char *source, size_t len)
{
	return len > 0 && (source[len - 1] == '\n' || (len > 1 && source[len - 1] == 0 && source[len - 2] == '\n'));
}

/* The record without its numbers, and its line end as it stands in the file. */
static void
write_masked(const struct columns *c, FILE *out, const unsigned char *source, size_t len)
{
	const struct csv *csv = c->csv;
	size_t i = 0, from, to = 0;
	bool other;

	while (next_piece(c, &i, &from, &to, &other)) {
		if (from > 0)
			recode_put(&c->csv->source, csv->raw + from - 1, 1, out);
		write_piece(c, out, csv->raw + from, to - from, other);
	}
	recode_put(&c->csv->source, csv->raw + to, csv->raw_len - to, out);
	if (csv->raw_len > 0 && csv->raw[csv->raw_len - 1] == '\r' && ends_with_feed(source, len))
		recode_put(&c->csv->source, "\n", 1, out);
}

bool
columns_write(const struct columns *c, FILE *out)
{
	size_t len;
	const unsigned char *source = csv_source(c->csv, &len);

	if (source == NULL || c->csv->raw_len == sizeof(c->csv->raw))
		return false;
	if (has_number(c))
		write_masked(c, out, source, len);
	else
		(void)fwrite(source, 1, len, out);
	return true;
}

bool
columns_sound(struct columns *c, enum csv_got got)
{
	const char *field;

	if (columns_hold_number(c, &field))
		columns_fault_number(c, field);
	else if (got == CSV_FAULT)
		columns_fault_csv(c);
	else
		return true;
	return false;
}
