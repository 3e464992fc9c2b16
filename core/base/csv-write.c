#include "base/csv-write.h"

#include <string.h>

static bool
is_formula(const char *field)
{
	static const char *const begins[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };
	size_t i;

	for (i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (strncmp(field, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

void
csv_put(struct buf *b, const char *field, bool first)
{
	const bool formula = is_formula(field);
	const char *p;

	if (!first)
		buf_puts(b, ",");
	if (!formula && strpbrk(field, ",\"\r\n\t;") == NULL) {
		buf_puts(b, field);
		return;
	}
	buf_puts(b, formula ? "\"'" : "\"");
	for (p = field; *p != '\0'; p++)
		buf_printf(b, *p == '"' ? "%c\"" : "%c", *p);
	buf_puts(b, "\"");
}

void
csv_put_number(struct buf *b, long number, bool first)
{
	buf_printf(b, first ? "%ld" : ",%ld", number);
}
