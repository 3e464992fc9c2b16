/* Individual numbers (個人番号) in a file: they are found, and a line that has one is written without its digits. */
#include "config.h"

#include "people/columns.h"

#include <string.h>

#include "base/text-number.h"
#include "base/text-utf8.h"

/* A field as it stands in the file; the whole line where a quote is wrong, or fields are too many or too few. */
static bool
next_piece(const struct columns *c, size_t *i, size_t *from, size_t *to)
{
	const struct csv *csv = c->csv;
	const bool whole = csv->fault != NULL || !columns_fit(c);

	if (*i == (whole ? 1 : csv->n))
		return false;
	*from = *i > 0 ? csv->ends[*i - 1] + 1 : 0;
	*to = whole ? csv->raw_len : csv->ends[*i];
	++*i;
	return true;
}

bool
columns_hold_number(const struct columns *c)
{
	size_t i = 0, begin, end, from, to;

	while (next_piece(c, &i, &begin, &end)) {
		const bool unread = i <= c->n && c->list[i - 1] == COLUMN_UNREAD;

		if ((unread ? text_number : text_number_within)(c->csv->raw + begin, end - begin, &from, &to))
			return true;
	}
	return false;
}

/* A digit that is masked, or what recoding has where there was no character (recode.h). */
static bool
is_lost(const struct columns *c, char byte, bool masked)
{
	return (masked && byte == TEXT_MASKED) || (byte == '\xff' && c->csv->source.converter != NULL);
}

/* Who mends the line has to look at it. */
static void
write_piece(const struct columns *c, FILE *out, const char *text, size_t len)
{
	char piece[CSV_RECORD_MAX], lost[4];
	const size_t n = text_encode(0xfffd, lost);
	size_t i, from, to;
	const bool masked = text_number_within(text, len, &from, &to);

	memcpy(piece, text, len);
	if (masked)
		len = text_number_mask(piece, len);
	for (i = 0; i < len; i++)
		if (is_lost(c, piece[i], masked))
			(void)fwrite(lost, 1, n, out);
		else
			(void)fputc((unsigned char)piece[i], out);
	explicit_bzero(piece, sizeof(piece));
}

void
columns_write(const struct columns *c, FILE *out)
{
	const struct csv *csv = c->csv;
	size_t i = 0, from, to = 0;

	while (next_piece(c, &i, &from, &to)) {
		if (from > 0)
			(void)fputc((unsigned char)csv->raw[from - 1], out);
		write_piece(c, out, csv->raw + from, to - from);
	}
	(void)fwrite(csv->raw + to, 1, csv->raw_len - to, out);
}
