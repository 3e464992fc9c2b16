/* The columns of a list of persons by their codes, and the setting that names them. */
#include "base/person-columns.h"

#include <string.h>

static const struct { const char *code, *name; } parts[] = {
	[COLUMN_UNREAD - COLUMN_UNREAD] = { "-", "" },
	[COLUMN_FAMILY - COLUMN_UNREAD] = { "family-name", "姓" },
	[COLUMN_GIVEN - COLUMN_UNREAD] = { "given-name", "名" },
	[COLUMN_FAMILY_KANA - COLUMN_UNREAD] = { "family-kana", "セイ" },
	[COLUMN_GIVEN_KANA - COLUMN_UNREAD] = { "given-kana", "メイ" },
	[COLUMN_REFERENCE - COLUMN_UNREAD] = { "reference", "予約番号" },
	[COLUMN_AT - COLUMN_UNREAD] = { "at", "予約日時" },
	[COLUMN_DAY - COLUMN_UNREAD] = { "day", "予約日" },
	[COLUMN_TIME - COLUMN_UNREAD] = { "time", "予約時刻" },
	[COLUMN_COUNTER - COLUMN_UNREAD] = { "counter", "窓口" },
	[COLUMN_PROCEDURE - COLUMN_UNREAD] = { "procedure", "手続" },
	[COLUMN_VISITOR - COLUMN_UNREAD] = { "visitor", "来庁する方" },
};

const char *
person_column_code(unsigned column)
{
	return column < PERSON_FIELD_COUNT ? person_field_code((enum person_field)column) :
	    column < COLUMN_COUNT ? parts[column - COLUMN_UNREAD].code : "";
}

const char *
person_column_name(unsigned column)
{
	return column < PERSON_FIELD_COUNT ? person_field_name((enum person_field)column) :
	    column < COLUMN_COUNT ? parts[column - COLUMN_UNREAD].name : "";
}

static bool
is_code(unsigned column, const char *text, size_t len)
{
	const char *code = person_column_code(column);

	return strlen(code) == len && strncmp(code, text, len) == 0;
}

const char *
person_next_column(const char *columns, unsigned *column, char *name, size_t size)
{
	const char *equals, *end;
	size_t len;

	columns += strspn(columns, " ");
	equals = strchr(columns, '=');
	end = columns + strcspn(columns, ",");
	if (equals == NULL || equals > end || (len = (size_t)(end - equals) - 1) == 0 || len >= size)
		return NULL;
	for (*column = 0; *column < COLUMN_COUNT && !is_code(*column, columns, (size_t)(equals - columns)); ++*column)
		;
	if (*column == COLUMN_COUNT)
		return NULL;
	memcpy(name, equals + 1, len);
	name[len] = '\0';
	return end + (*end == ',');
}

bool
person_columns_sound(const char *columns, unsigned count)
{
	unsigned column = 0;
	char name[128];

	while (columns != NULL && column < count && columns[strspn(columns, " ")] != '\0')
		columns = person_next_column(columns, &column, name, sizeof(name));
	return columns != NULL && column < count;
}
