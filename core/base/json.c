/* JSON written by hand where only output is needed. Source: RFC 8259. */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static void
escape(struct buf *b, uint32_t c)
{
	if (c == TEXT_BAD)
		buf_puts(b, "\xef\xbf\xbd");
	else if (c == '"' || c == '\\')
		buf_printf(b, "\\%c", (char)c);
	else
		buf_printf(b, "\\u%04x", (unsigned)c);
}

static bool
plain_ascii(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* What needs no escape is added in one piece. */
static void
quote(struct buf *b, const char *s)
{
	size_t len = strlen(s), done = 0, i, n;
	uint32_t c;

	buf_add(b, "\"", 1);
	for (i = 0; i < len; i += n) {
		n = 1;
		if (plain_ascii(s[i]))
			continue;
		n = text_decode(s + i, len - i, &c);
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && c != TEXT_BAD)
			continue;
		buf_add(b, s + done, i - done);
		escape(b, c);
		done = i + n;
	}
	buf_add(b, s + done, len - done);
	buf_add(b, "\"", 1);
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
	char digits[24];
	int len;

	begin(b, key);
	if ((len = snprintf(digits, sizeof(digits), "%lld", (long long)n)) > 0)
		buf_add(b, digits, (size_t)len);
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

void
json_moment(struct buf *b, const char *key, struct moment at)
{
	char text[24];

	moment_format(at, text, sizeof(text));
	json_string(b, key, date_given(at.date) ? text : NULL);
}
