/* Individual numbers (個人番号) in a file: they are found, and a line that has one is written without its digits. */
#include "people/columns-private.h"

#include <string.h>
#include <unictype.h>

#include "base/text-kana.h"
#include "base/text.h"

#define NUMBER_DIGITS 12	/* 番号法施行令 art. 8 */

/* '0' to '9', whatever the script; ' ' for what may stand between the digits; 0 for the rest. */
static char
kind_of(uint32_t c)
{
	const bool kanji = c >= 0x3040 && c <= 0x9fff;		/* and kana: most of an address */
	const int digit = c < 0x80 || kanji ? -1 : uc_digit_value(c);

	if (c >= '0' && c <= '9')
		return (char)c;
	if (digit >= 0)
		return (char)('0' + digit);
	return c == ' ' || c == 0x3000 || c == 0xff0d || c == U'ー' || text_is_hyphen(c) ? ' ' : '\0';
}

/* Of kana and kanji none is a digit, nor are their bytes; of others it has to be seen. */
static bool
has_digits(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t i, digits = 0;
	bool others = false;

	for (i = 0; i < len; i++) {
		digits += p[i] >= '0' && p[i] <= '9';
		others |= (p[i] >= 0xc0 && p[i] < 0xe3) || p[i] > 0xe9;
	}
	return others || digits >= NUMBER_DIGITS;
}

/*
 * Twelve digits in a row, or in fours as the card's face has them; and twelve with nothing else in the field, whatever
 * stands between them.
 */
bool
number_stands_in(const char *text, size_t len)
{
	size_t i, digits = 0, run = 0, fours = 0;
	bool alone = true, found = false;
	uint32_t c = 0;
	char kind, before = '\0';

	if (!has_digits(text, len))
		return false;
	for (i = 0; i <= len && !found; before = kind) {
		i += i < len ? text_decode(text + i, len - i, &c) : 1;
		kind = i <= len ? kind_of(c) : '\0';
		if (kind >= '0') {
			run++;
			digits++;
			continue;
		}
		if (before >= '0')
			fours = run == 4 ? fours + 1 : 0;
		found = run == NUMBER_DIGITS || fours == 3;
		alone = alone && (kind == ' ' || i > len);
		if (kind == '\0' || before == ' ')
			fours = 0;
		run = 0;
	}
	return found || (alone && digits == NUMBER_DIGITS);
}

static bool
field_holds(const struct csv *c, size_t i)
{
	return number_stands_in(c->fields[i], strlen(c->fields[i]));
}

bool
columns_hold_number(const struct columns *c)
{
	const struct csv *csv = c->csv;
	size_t i;

	if (csv->fault != NULL)		/* nobody knows where its fields end */
		return number_stands_in(csv->raw, csv->raw_len);
	for (i = 0; i < csv->n && !field_holds(csv, i); i++)
		;
	return i < csv->n;
}

/* Each digit as U+FFFD, which no field takes: who mends the line has to look at it. */
static void
write_masked(FILE *out, const char *text, size_t len)
{
	char masked[4];
	uint32_t c;
	size_t i, n;

	for (i = 0; i < len; i += n) {
		n = text_decode(text + i, len - i, &c);
		if (kind_of(c) >= '0')
			(void)fwrite(masked, 1, text_encode(0xfffd, masked), out);
		else
			(void)fwrite(text + i, 1, n, out);
	}
}

/* In quotes, whether it needs them or not; those in it twice. */
static void
write_field(FILE *out, const struct csv *c, size_t i)
{
	const char *rest = c->fields[i], *end;
	const bool holds = field_holds(c, i);

	(void)fputs(i > 0 ? (char[]){ (char)c->separator, '"', '\0' } : "\"", out);
	do {
		end = rest + strcspn(rest, "\"");
		if (holds)
			write_masked(out, rest, (size_t)(end - rest));
		else
			(void)fwrite(rest, 1, (size_t)(end - rest), out);
		if (*end == '"')
			(void)fputs("\"\"", out);
		rest = end + 1;
	} while (*end != '\0');
	(void)fputc('"', out);
}

void
columns_write_masked(const struct columns *c, FILE *out)
{
	const struct csv *csv = c->csv;
	size_t i;

	if (csv->fault != NULL) {
		write_masked(out, csv->raw, csv->raw_len);
		return;
	}
	for (i = 0; i < csv->n; i++)
		write_field(out, csv, i);
	(void)fputs("\r\n", out);
}
