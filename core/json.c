/* JSON written by hand where only output is needed. Source: RFC 8259. */
#include "json.h"

#include <string.h>

#include "text.h"

static void
quote(struct buf *b, const char *s)
{
	buf_puts(b, "\"");
	while (*s != '\0') {
		uint32_t c;
		size_t n = text_decode(s, strlen(s), &c);

		if (c == TEXT_BAD)
			buf_puts(b, "\xef\xbf\xbd");
		else if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", (char)c);
		else if (c < 0x20 || c == 0x7f)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_add(b, s, n);
		s += n;
	}
	buf_puts(b, "\"");
}

static void
begin(struct buf *b, const char *key)
{
	char last = b->len > 0 ? b->text[b->len - 1] : '\n';

	if (last != '{' && last != '[' && last != '\n')
		buf_puts(b, ",");
	if (key != NULL) {
		quote(b, key);
		buf_puts(b, ":");
	}
}

void
json_object(struct buf *b, const char *key)
{
	begin(b, key);
	buf_puts(b, "{");
}

void
json_object_end(struct buf *b)
{
	buf_puts(b, "}");
}

void
json_array(struct buf *b, const char *key)
{
	begin(b, key);
	buf_puts(b, "[");
}

void
json_array_end(struct buf *b)
{
	buf_puts(b, "]");
}

void
json_string(struct buf *b, const char *key, const char *value)
{
	if (value == NULL) {
		json_null(b, key);
		return;
	}
	begin(b, key);
	quote(b, value);
}

void
json_number(struct buf *b, const char *key, int64_t n)
{
	begin(b, key);
	buf_printf(b, "%lld", (long long)n);
}

void
json_bool(struct buf *b, const char *key, bool value)
{
	begin(b, key);
	buf_puts(b, value ? "true" : "false");
}

void
json_null(struct buf *b, const char *key)
{
	begin(b, key);
	buf_puts(b, "null");
}

void
json_raw(struct buf *b, const char *key, const char *object)
{
	size_t len = strlen(object);

	if (len < 2 || object[0] != '{' || object[len - 1] != '}') {
		json_null(b, key);
		return;
	}
	begin(b, key);
	buf_add(b, object, len);
}

void
json_date(struct buf *b, const char *key, struct date d)
{
	char out[16];

	if (!date_given(d)) {
		json_null(b, key);
		return;
	}
	date_format_iso(d, out, sizeof(out));
	json_string(b, key, out);
}
