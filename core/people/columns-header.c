/* What registers, booking systems and spreadsheets call their columns: the header of a file. */
#include "people/columns.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/lang.h"
#include "base/text-number.h"
#include "base/text.h"

/* What a header calls the fields; of each the first is person.c's own. */
static const struct { const char *name; unsigned column; } headers[] = {
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
	{ "氏", COLUMN_FAMILY }, { "名字", COLUMN_FAMILY }, { "苗字", COLUMN_FAMILY }, { "姓漢字", COLUMN_FAMILY },
	{ "氏漢字", COLUMN_FAMILY }, { "漢字姓", COLUMN_FAMILY }, { "漢字氏", COLUMN_FAMILY },
	{ "名漢字", COLUMN_GIVEN }, { "漢字名", COLUMN_GIVEN },
	{ "姓カナ", COLUMN_FAMILY_KANA }, { "氏カナ", COLUMN_FAMILY_KANA }, { "姓フリガナ", COLUMN_FAMILY_KANA },
	{ "氏フリガナ", COLUMN_FAMILY_KANA }, { "カナ姓", COLUMN_FAMILY_KANA }, { "カナ氏", COLUMN_FAMILY_KANA },
	{ "予約者氏名", PERSON_NAME }, { "予約者名", PERSON_NAME }, { "お名前", PERSON_NAME },
	{ "受付番号", COLUMN_REFERENCE }, { "予約ID", COLUMN_REFERENCE }, { "来庁日時", COLUMN_AT },
	{ "来庁日", COLUMN_DAY }, { "予約時間", COLUMN_TIME }, { "来庁時間", COLUMN_TIME }, { "時間", COLUMN_TIME },
	{ "場所", COLUMN_COUNTER }, { "予約窓口", COLUMN_COUNTER }, { "手続き", COLUMN_PROCEDURE },
	{ "手続内容", COLUMN_PROCEDURE }, { "予約内容", COLUMN_PROCEDURE }, { "メニュー", COLUMN_PROCEDURE },
	{ "来庁者", COLUMN_VISITOR }, { "来庁した方", COLUMN_VISITOR },
	{ "名カナ", COLUMN_GIVEN_KANA }, { "名フリガナ", COLUMN_GIVEN_KANA }, { "カナ名", COLUMN_GIVEN_KANA },
};

#define HEADERS (sizeof(headers) / sizeof(*headers))

static bool
is_called(const char *folded, const char *name)
{
	char known[128];

	fold_name(name, FOLD_SPELLING, known, sizeof(known));
	return strcmp(folded, known) == 0;
}

/* As the settings have it. */
static bool
find_called(const struct columns *c, const char *folded, unsigned *column)
{
	const char *rest = c->called != NULL ? c->called : "";
	char name[128];

	while ((rest = person_next_column(rest, column, name, sizeof(name))) != NULL)
		if (is_called(folded, name))
			return true;
	return false;
}

/* All that are known by themselves, folded once; person.c's own come first. */
static struct { char folded[48]; unsigned column; } known[2 * COLUMN_COUNT + HEADERS];

static size_t
add_known(size_t n, const char *name, unsigned column)
{
	fold_name(name, FOLD_SPELLING, known[n].folded, sizeof(known[n].folded));
	known[n].column = column;
	return n + (known[n].folded[0] != '\0');
}

static size_t
known_count(void)
{
	static size_t count;
	unsigned k;
	size_t i;

	if (count > 0)
		return count;
	for (k = 0; k < COLUMN_COUNT; k++) {
		if (k != COLUMN_UNREAD)
			count = add_known(add_known(count, person_column_name(k), k), person_column_code(k), k);
	}
	for (i = 0; i < HEADERS; i++)
		count = add_known(count, headers[i].name, headers[i].column);
	return count;
}

/* Folded as names are: 氏　名, ﾌﾘｶﾞﾅ, Name. False: nobody knows it. */
static bool
find_column(const struct columns *c, const char *text, unsigned *column)
{
	char folded[128];
	const unsigned count = c->bookings ? COLUMN_COUNT : COLUMN_OF_PERSONS;
	size_t i;

	fold_name(text, FOLD_SPELLING, folded, sizeof(folded));
	if (folded[0] == '\0')
		return false;
	if (find_called(c, folded, column))
		return true;
	for (i = 0; i < known_count(); i++) {
		if (known[i].column < count && strcmp(folded, known[i].folded) == 0) {
			*column = known[i].column;
			return true;
		}
	}
	return false;
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

/* One column of the header. It is told by its place: a file without a header has a person there. */
static void
take_column(struct columns *c, size_t at)
{
	const char *name = c->csv->fields[at];
	size_t len = strlen(name);
	unsigned column = COLUMN_UNREAD;
	char place[32];

	(void)snprintf(place, sizeof(place), tr("%zu列目"), at + 1);
	if (is_number_column(c->csv->fields[at]))
		columns_fault(c, place, "個人番号の列があります。個人番号は読み込みません。列を除いてください");
	else if (!find_column(c, c->csv->fields[at], &column))
		columns_fault(c, place, c->bookings ?
		    "知らない列です。要らない列は除くか、設定の booking-columns に書いてください" :
		    "知らない列です。要らない列は除くか、設定の columns に書いてください");
	else if (column != COLUMN_UNREAD && columns_place(c, column) < c->n)
		columns_fault(c, place, "同じ列が2つあります。1つだけにしてください");
	else {
		text_trim(&name, &len);
		text_clean(name, len, c->own[c->n], sizeof(c->own[c->n]));
		c->list[c->n++] = column;
	}
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

static void
need(struct columns *c, unsigned column)
{
	if (columns_place(c, column) == c->n)
		columns_fault(c, columns_name(c, column), "この列がありません。見出しに要ります");
}

/* A name's parts go together. */
static void
need_both(struct columns *c, unsigned one, unsigned other)
{
	if (columns_place(c, one) < c->n || columns_place(c, other) < c->n) {
		need(c, one);
		need(c, other);
	}
}

static void
need_columns(struct columns *c)
{
	if (columns_place(c, COLUMN_FAMILY) == c->n && columns_place(c, COLUMN_GIVEN) == c->n)
		need(c, PERSON_NAME);
	need_both(c, COLUMN_FAMILY, COLUMN_GIVEN);
	need_both(c, COLUMN_FAMILY_KANA, COLUMN_GIVEN_KANA);
	if (!c->bookings) {
		need(c, PERSON_BORN);
		need(c, PERSON_ADDRESS);
	} else if (columns_place(c, COLUMN_AT) == c->n) {
		need(c, columns_place(c, COLUMN_TIME) < c->n ? COLUMN_DAY : COLUMN_AT);
		if (columns_place(c, COLUMN_DAY) < c->n)
			need(c, COLUMN_TIME);
	}
}

bool
columns_read(struct columns *c)
{
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
	for (n = c->csv->n; columns_blank(c->csv->fields[n - 1]); n--)
		;
	for (i = 0; i < n; i++)
		take_column(c, i);
	if (c->n == 0 && c->faults->count == before + n)
		columns_fault(c, "", "見出しの列を1つも読めません。"
		    "1行目は見出しです。EUC-JP なら --charset euc-jp を付けてください");
	if (c->faults->count == before)
		need_columns(c);
	return c->faults->count == before;
}
