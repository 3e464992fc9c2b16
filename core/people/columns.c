/* Reads what registers and spreadsheets write: their names for the columns, and each line's person. */
#include "people/columns-private.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/text-kana.h"
#include "base/text-number.h"
#include "base/text.h"

/* What a header calls the fields; of each the first is person.c's own. */
static const struct { const char *name; enum person_field field; } headers[] = {
	{ "氏名漢字", PERSON_NAME }, { "漢字氏名", PERSON_NAME },
	{ "カナ", PERSON_KANA }, { "氏名カナ", PERSON_KANA }, { "カナ氏名", PERSON_KANA },
	{ "氏名フリガナ", PERSON_KANA },
	{ "ふりがな", PERSON_KANA }, { "振り仮名", PERSON_KANA }, { "birth-date", PERSON_BORN },
	{ "生年月日和暦", PERSON_BORN }, { "生年月日西暦", PERSON_BORN }, { "〒", PERSON_POSTCODE },
	{ "現住所", PERSON_ADDRESS },
	{ "旧姓", PERSON_FORMER }, { "旧氏漢字", PERSON_FORMER },
	{ "旧氏フリガナ", PERSON_FORMER_KANA }, { "旧氏の振り仮名", PERSON_FORMER_KANA },
	{ "カナ旧氏", PERSON_FORMER_KANA },
	{ "通称名", PERSON_ALIAS }, { "通称漢字", PERSON_ALIAS },
	{ "アルファベット氏名", PERSON_LATIN }, { "氏名アルファベット", PERSON_LATIN },
	{ "ローマ字氏名", PERSON_LATIN },
	{ "アルファベット", PERSON_LATIN },
};

void
columns_fault(struct columns *c, const char *field, const char *what)
{
	fault_add(c->faults, c->name, c->csv->line, "%s%s%s", field, *field != '\0' ? ": " : "", what);
}

/* Of a value; with the character in it that can't be taken, where that is why. */
static void
fault_in(struct columns *c, const char *field, const char *what, const char *value)
{
	char words[TEXT_FAULT_WORDS_MAX];
	struct text_fault at;

	if (text_characters_sound(value, strlen(value), &at))
		columns_fault(c, field, what);
	else if (at.c == '\n' || at.c == '\r')
		columns_fault(c, field, "セルの中に改行があります。改行を除いてください");
	else
		fault_add(c->faults, c->name, c->csv->line, "%s: %s(%s)", field, what,
		    text_fault_words(&at, LANG_JA, words));
}

/* --- the header -------------------------------------------------------------------------------- */

static bool
is_called(const char *folded, const char *name)
{
	char known[128];

	fold_name(name, FOLD_SPELLING, known, sizeof(known));
	return strcmp(folded, known) == 0;
}

/* As the settings have it. */
static bool
find_called(const struct columns *c, const char *folded, enum person_field *field)
{
	const char *rest = c->called != NULL ? c->called : "";
	char name[128];

	while ((rest = person_next_column(rest, field, name, sizeof(name))) != NULL)
		if (is_called(folded, name))
			return true;
	return false;
}

/* Folded as names are: 氏　名, ﾌﾘｶﾞﾅ, Name. False: nobody knows it. */
static bool
find_field(const struct columns *c, const char *text, enum person_field *field)
{
	char folded[128];
	unsigned f;
	size_t i;

	fold_name(text, FOLD_SPELLING, folded, sizeof(folded));
	if (folded[0] == '\0')
		return false;
	if (find_called(c, folded, field))
		return true;
	for (f = 0; f < PERSON_FIELD_COUNT; f++) {
		if (is_called(folded, person_field_name((enum person_field)f)) ||
		    is_called(folded, person_field_code((enum person_field)f)))
			break;
	}
	for (i = 0; i < sizeof(headers) / sizeof(*headers) && f == PERSON_FIELD_COUNT; i++) {
		if (is_called(folded, headers[i].name))
			f = headers[i].field;
	}
	*field = (enum person_field)f;
	return f < PERSON_FIELD_COUNT;
}

static bool
is_number_column(const char *text)
{
	char folded[128];
	size_t from, to;

	fold_name(text, FOLD_SPELLING, folded, sizeof(folded));
	return strstr(folded, "個人番号") != NULL || strstr(folded, "マイナンバー") != NULL ||
	    text_number(text, strlen(text), &from, &to);
}

static bool
has_column(const struct columns *c, enum person_field field)
{
	size_t i;

	for (i = 0; i < c->n && c->list[i] != field; i++)
		;
	return i < c->n;
}

/* One column of the header. It is told by its place: a file without a header has a person there. */
static void
take_column(struct columns *c, size_t at)
{
	enum person_field field = PERSON_FIELD_COUNT;
	char place[32];

	(void)snprintf(place, sizeof(place), "%zu列目", at + 1);
	if (is_number_column(c->csv->fields[at]))
		columns_fault(c, place, "個人番号の列があります。個人番号は読み込みません。列を除いてください");
	else if (!find_field(c, c->csv->fields[at], &field))
		columns_fault(c, place, "知らない列です。要らない列は除くか、設定の columns に書いてください");
	else if (field < PERSON_FIELD_COUNT && has_column(c, field))
		columns_fault(c, place, "同じ列が2つあります");
	else
		c->list[c->n++] = field;
}

static bool
is_blank(const char *text)
{
	size_t len = strlen(text);

	text_trim(&text, &len);
	return len == 0;
}

/* A workbook itself, of today (a ZIP archive) or of old (an OLE file, whose bytes are half-width kana in CP932). */
static bool
is_workbook(const struct csv *c)
{
	static const char *const begin[] = { "PK\x03\x04", "\xef\xbe\x90\xef\xbe\x8f\x11" };
	size_t i;

	for (i = 0; i < sizeof(begin) / sizeof(*begin); i++)
		if (c->raw_len >= strlen(begin[i]) && memcmp(c->raw, begin[i], strlen(begin[i])) == 0)
			return true;
	return false;
}

bool
columns_read(struct columns *c)
{
	static const enum person_field needed[] = { PERSON_NAME, PERSON_BORN, PERSON_ADDRESS };
	const size_t before = c->faults->count;
	const char *fault;
	size_t i, n;

	fault = csv_next(c->csv) == CSV_RECORD ? NULL :
	    c->csv->fault != NULL ? c->csv->fault : "見出しの行がありません";
	if (is_workbook(c->csv))
		fault = "Excel のブックです。Excel で CSV として保存してください";
	if (fault != NULL) {
		c->csv->line = 1;
		columns_fault(c, "", fault);
		return false;
	}
	for (n = c->csv->n; is_blank(c->csv->fields[n - 1]); n--)
		;
	for (i = 0; i < n; i++)
		take_column(c, i);
	for (i = 0; i < sizeof(needed) / sizeof(*needed) && c->faults->count == before; i++) {
		if (!has_column(c, needed[i]))
			columns_fault(c, person_field_name(needed[i]), "この列がありません");
	}
	return c->faults->count == before;
}

/* --- a line ------------------------------------------------------------------------------------ */

bool
columns_fit(const struct columns *c)
{
	size_t i;

	for (i = c->n; i < c->csv->n && is_blank(c->csv->fields[i]); i++)
		;
	return c->csv->n >= c->n && i == c->csv->n;
}

/* ="0600001" is how a spreadsheet is kept from taking a text for a number. */
static const char *
text_of(const char *field, char out[PERSON_ADDRESS_MAX + 1])
{
	const size_t len = strlen(field);

	if (strncmp(field, "=\"", 2) != 0 || len < 3 || len > PERSON_ADDRESS_MAX || field[len - 1] != '"')
		return field;
	memcpy(out, field + 2, len - 3);
	out[len - 3] = '\0';
	return out;
}

bool
columns_person(struct columns *c, struct person *p)
{
	const size_t before = c->faults->count;
	const char *what, *value;
	char text[PERSON_ADDRESS_MAX + 1];
	size_t i;

	memset(p, 0, sizeof(*p));
	if (!columns_fit(c)) {
		columns_fault(c, "", "項目の数が見出しと合いません");
		return false;
	}
	for (i = 0; i < c->n; i++) {
		value = text_of(c->csv->fields[i], text);
		if (c->list[i] < PERSON_FIELD_COUNT && (what = person_read(p, c->list[i], value)) != NULL)
			fault_in(c, person_field_name(c->list[i]), what, value);
	}
	if (c->faults->count > before)
		return false;
	if ((what = person_names_fault(p, false)) != NULL)
		columns_fault(c, "", what);
	if (!date_told(p->born))
		columns_fault(c, "", "生年月日がありません");
	else if (date_compare(date_earliest(p->born), c->today) > 0)
		columns_fault(c, "", "生年月日が今日より後です");
	if (p->address[0] == '\0')
		columns_fault(c, "", "住所がありません");
	return c->faults->count == before;
}
