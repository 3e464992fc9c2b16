/* JSON written by hand where only output is needed. Source: RFC 8259. */
#include "base/json.h"

#include <string.h>

#include "base/text.h"

#define RAW_DEPTH_MAX 64

static void
escape(struct buf *b, uint32_t c)
{
	if (c == TEXT_BAD)
		buf_puts(b, "\\ufffd");
	else if (c == '"' || c == '\\')
		buf_printf(b, "\\%c", (char)c);
	else if (c < 0x10000)
		buf_printf(b, "\\u%04x", (unsigned)c);
	else
		buf_printf(b, "\\u%04x\\u%04x", 0xd7c0u + (unsigned)(c >> 10), 0xdc00u + (unsigned)(c & 0x3ff));
}

static bool
plain_ascii(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* What needs no escape is added in one piece; whatever isn't plain text is escaped, so that nothing is lost by it. */
static void
quote(struct buf *b, const char *s)
{
	size_t len = strlen(s), done = 0, i, n;
	uint32_t c;

	buf_add(b, "\"", 1);
	for (i = 0; i < len; i += n) {
		n = 1;
		if (plain_ascii(s[i]) || (n = text_wide_run(s + i, len - i)) > 0)
			continue;
		n = text_decode(s + i, len - i, &c);
		if (c >= 0x80 && text_class(c) == TEXT_PLAIN)
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
	const char last = b->len > 0 ? b->text[b->len - 1] : '\n';
	const bool first = last == '{' || last == '[' || last == '\n';

	if (key == NULL && !first)
		buf_add(b, ",", 1);
	if (key != NULL) {
		buf_add(b, first ? "\"" : ",\"", first ? 1 : 2);
		buf_puts(b, key);
		buf_add(b, "\":", 2);
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
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[24], *at = digits + sizeof(digits);

	begin(b, key);
	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		*--at = '-';
	buf_add(b, at, (size_t)(digits + sizeof(digits) - at));
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

/* One object whose braces, brackets and strings close in order: what stands behind it can't be written by it. */
static bool
one_object(const char *s)
{
	char open[RAW_DEPTH_MAX];
	size_t depth = 0;
	bool string = false;

	for (; *s != '\0'; s++) {
		if (string && *s == '\\' && s[1] != '\0')
			s++;
		else if (*s == '"')
			string = !string;
		else if (!string && (*s == '{' || *s == '[')) {
			if (depth == RAW_DEPTH_MAX || (depth == 0 && *s == '['))
				return false;
			open[depth++] = *s == '{' ? '}' : ']';
		} else if (!string && (*s == '}' || *s == ']')) {
			if (depth == 0 || open[--depth] != *s)
				return false;
			if (depth == 0)
				return s[1] == '\0';
		}
		if (depth == 0)
			return false;
	}
	return false;
}

void
json_raw(struct buf *b, const char *key, const char *object)
{
	if (!one_object(object) || !text_characters_sound(object, strlen(object), NULL)) {
		json_null(b, key);
		return;
	}
	begin(b, key);
	buf_puts(b, object);
}

void
json_date(struct buf *b, const char *key, struct date d)
{
	char out[16];

	if (!date_told(d)) {
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
