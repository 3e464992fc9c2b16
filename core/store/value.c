/* Values that go to the store, and the columns that come of it: from outside, so bounded and checked. */
#include "store/store.h"

#include <string.h>

struct store_value
store_null(void)
{
	return (struct store_value){ .type = STORE_NULL };
}

struct store_value
store_int(int64_t number)
{
	return (struct store_value){ .type = STORE_INT, .number = number };
}

struct store_value
store_text(const char *text)
{
	if (text == NULL)
		return store_null();
	return (struct store_value){ .type = STORE_TEXT, .bytes = text, .len = strlen(text) };
}

struct store_value
store_blob(const void *bytes, size_t len)
{
	return (struct store_value){ .type = STORE_BLOB, .bytes = bytes, .len = len };
}

const char *
store_as_text(const struct store_value *v)
{
	return v->type == STORE_TEXT && v->bytes != NULL ? v->bytes : "";
}

int64_t
store_as_int(const struct store_value *v)
{
	return v->type == STORE_INT ? v->number : 0;
}

bool
store_read_text(const struct store_value *v, char *out, size_t size)
{
	const char *text = store_as_text(v);

	if ((v->type != STORE_TEXT && v->type != STORE_NULL) || v->len >= size)
		return false;
	memcpy(out, text, strlen(text) + 1);
	return true;
}

bool
store_read_day(const struct store_value *v, struct date *day)
{
	struct moment at;

	if (moment_parse(store_as_text(v), &at) != ERR_NONE)
		return false;
	*day = at.date;
	return true;
}

bool
store_read_moment(const struct store_value *v, struct moment *out)
{
	return v->len == 0 || moment_parse(store_as_text(v), out) == ERR_NONE;
}

struct store_value
store_moment(struct moment at, char text[24])
{
	moment_format(at, text, 24);
	return store_text(text);
}
