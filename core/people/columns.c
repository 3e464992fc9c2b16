/* A line as registers, booking systems and spreadsheets write it, as a person. */
#include "config.h"

#include "people/columns.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/person-name.h"
#include "base/text-lost.h"
#include "base/text-utf8.h"
#include "base/text.h"

#define WHAT_MAX 400	/* bytes of a sentence */

void
columns_fault(struct columns *c, const char *field, const char *what)
{
	fault_add(c->faults, c->name, c->csv->line, "%s%s%s", field, *field != '\0' ? ": " : "", tr(what));
}

void
columns_fault_csv(struct columns *c)
{
	columns_fault(c, c->csv->n < c->n ? c->own[c->csv->n] : "", c->csv->fault);
}

enum err
columns_end(struct columns *c)
{
	const struct recode *source = &c->csv->source;

	if (source->failed)
		return ERR_IO;
	if (!source->over)
		return ERR_NONE;
	fault_add(c->faults, c->name, c->csv->line,
	    "ファイルが大きすぎます。%d MiB までです。終わりのないファイルではありませんか", (int)(source->most >> 20));
	return ERR_TOO_LONG;
}

const char *
columns_name(const struct columns *c, unsigned column)
{
	const size_t i = columns_place(c, column);

	return i < c->n ? c->own[i] : tr(person_column_name(column));
}

size_t
columns_place(const struct columns *c, unsigned column)
{
	size_t i;

	for (i = 0; i < c->n && c->list[i] != column; i++)
		;
	return i;
}

bool
columns_blank(const char *text)
{
	size_t len = strlen(text);

	text_trim(&text, &len);
	return len == 0;
}

bool
columns_fit(const struct columns *c)
{
	size_t i;

	for (i = c->n; i < c->csv->n && columns_blank(c->csv->fields[i]); i++)
		;
	return c->csv->n >= c->n && i == c->csv->n;
}

/* --- what a value can't be read for ------------------------------------------------------------ */

/* Fields whose signs may be meant. */
static bool
is_free(unsigned column)
{
	return column == PERSON_NAME || column == PERSON_FORMER || column == PERSON_ALIAS || column == PERSON_ADDRESS ||
	    column == COLUMN_FAMILY || column == COLUMN_GIVEN;
}

/* Whether the sign stands in a text that the settings name. */
static bool
is_meant(const char *meant, const char *text, const struct text_lost *lost)
{
	const char *word, *at;
	size_t len, n;

	for (; meant != NULL && *meant != '\0'; meant += n + (meant[n] == ',')) {
		word = meant;
		len = n = strcspn(meant, ",");
		text_trim(&word, &len);
		if (len == 0)
			continue;
		for (at = text; (at = memmem(at, strlen(at), word, len)) != NULL; at++)
			if (at <= text + lost->from && at + len >= text + lost->to)
				return true;
	}
	return false;
}

/* A character that a conversion lost, told with its place. False: there is none. */
static bool
fault_lost(struct columns *c, unsigned column, const char *value)
{
	char words[TEXT_LOST_WORDS_MAX], what[WHAT_MAX];
	struct text_lost lost = { .to = 0 };
	bool meant;

	while (text_lost(value, lost.to, &lost)) {
		meant = is_free(column) && text_characters_sound(value + lost.from, lost.to - lost.from, NULL);
		if (meant && is_meant(c->as_written, value, &lost))
			continue;
		(void)snprintf(what, sizeof(what),
		    tr("%s は、文字コードの変換で字が失われた印です。元の字に直してください%s"),
		    text_lost_words(value, &lost, lang_now(), words),
		    meant ? tr("。この字が正しければ、設定 as-written に書きます") : "");
		columns_fault(c, columns_name(c, column), what);
		return true;
	}
	return false;
}

/* The first character that the field never takes. False: there is none. */
static bool
find_foreign(enum person_field field, const char *value, struct text_lost *found)
{
	const size_t len = strlen(value);
	uint32_t c;

	for (*found = (struct text_lost){ .at = 1 }; found->from < len; found->from = found->to, found->at++) {
		found->to = found->from + text_decode(value + found->from, len - found->from, &c);
		if (!person_takes(field, c, found->from == 0))
			return true;
	}
	return false;
}

/* Of a value; with the character in it that can't be taken, where that is why. */
static void
fault_in(struct columns *c, enum person_field field, const char *name, const char *what, const char *value)
{
	char character[TEXT_FAULT_WORDS_MAX], words[TEXT_LOST_WORDS_MAX], whole[WHAT_MAX];
	struct text_fault at;
	struct text_lost found;

	if (!text_characters_sound(value, strlen(value), &at) && (at.c == '\n' || at.c == '\r'))
		what = "セルの中に改行があります。改行を除いてください";
	else if (!text_characters_sound(value, strlen(value), &at)) {
		(void)snprintf(whole, sizeof(whole), tr("使えない文字があります(%s)。その字を除いてください"),
		    text_fault_words(&at, lang_now(), character));
		what = whole;
	} else if (person_too_long(what)) {
		(void)snprintf(whole, sizeof(whole), tr("%s(いまは%d文字)"), tr(what), text_chars(value));
		what = whole;
	} else if (find_foreign(field, value, &found)) {
		(void)snprintf(whole, sizeof(whole), "%s (%s)", tr(what),
		    text_lost_words(value, &found, lang_now(), words));
		what = whole;
	}
	columns_fault(c, name, what);
}

/* --- the person -------------------------------------------------------------------------------- */

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

/* What the field of a column can't be read for is told. */
static void
read_field(struct columns *c, struct person *p, enum person_field field, const char *value)
{
	const char *what;

	if (!fault_lost(c, field, value) && (what = person_read(p, field, value)) != NULL)
		fault_in(c, field, columns_name(c, field), what, value);
}

/* A name in two columns; where one of both is empty, it is a single name. */
static const struct parts { unsigned column[2]; enum person_field field; const char *between; } parts[] = {
	{ { COLUMN_FAMILY, COLUMN_GIVEN }, PERSON_NAME, "\u3000" },
	{ { COLUMN_FAMILY_KANA, COLUMN_GIVEN_KANA }, PERSON_KANA, " " },
};

/* A part itself; NULL where it has a fault, which is told. */
static const char *
part(struct columns *c, unsigned column, char text[PERSON_ADDRESS_MAX + 1], size_t *len)
{
	const char *value = text_of(c->csv->fields[columns_place(c, column)], text);

	*len = strlen(value);
	if (fault_lost(c, column, value))
		return NULL;
	if (!text_characters_sound(value, *len, NULL))
		fault_in(c, PERSON_NAME, columns_name(c, column), "", value);
	else if (*len > PERSON_NAME_MAX)
		columns_fault(c, columns_name(c, column), "長すぎます。100文字までです");
	else {
		text_trim(&value, len);
		return value;
	}
	return NULL;
}

/* The name as a whole stands for both where a file has all three. */
static void
read_parts(struct columns *c, struct person *p, const struct parts *of)
{
	char text[2][PERSON_ADDRESS_MAX + 1], whole[2 * PERSON_NAME_MAX + 4];
	const char *one, *other;
	size_t len[2];

	if (columns_place(c, of->field) < c->n || columns_place(c, of->column[0]) == c->n)
		return;
	one = part(c, of->column[0], text[0], &len[0]);
	other = part(c, of->column[1], text[1], &len[1]);
	if (one == NULL || other == NULL)
		return;
	(void)snprintf(whole, sizeof(whole), "%.*s%s%.*s", (int)len[0], one,
	    len[0] > 0 && len[1] > 0 ? of->between : "", (int)len[1], other);
	if ((one = person_read(p, of->field, whole)) != NULL)
		fault_in(c, of->field, columns_name(c, of->column[0]), one, whole);
}

bool
columns_person(struct columns *c, struct person *p)
{
	const size_t before = c->faults->count;
	const char *fault;
	char text[PERSON_ADDRESS_MAX + 1], what[WHAT_MAX];
	size_t i;

	memset(p, 0, sizeof(*p));
	if (!columns_fit(c)) {
		(void)snprintf(what, sizeof(what),
		    tr("項目の数が見出しと合いません(見出しは %zu、この行は %zu)。"
		    "値の中の区切り文字は引用符で囲みます"),
		    c->n, c->csv->n);
		columns_fault(c, "", what);
		return false;
	}
	for (i = 0; i < c->n; i++)
		if (c->list[i] < PERSON_FIELD_COUNT)
			read_field(c, p, (enum person_field)c->list[i], text_of(c->csv->fields[i], text));
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		read_parts(c, p, &parts[i]);
	if (c->faults->count > before)
		return false;
	if (person_name_chars(p) > PERSON_NAME_CHARS) {
		(void)snprintf(what, sizeof(what), tr("旧氏、通称、英字氏名を合わせた氏名が%d文字です。%d文字までです"),
		    person_name_chars(p), PERSON_NAME_CHARS);
		columns_fault(c, columns_name(c, PERSON_NAME), what);
	}
	if ((fault = person_names_fault(p, false)) != NULL)
		columns_fault(c, columns_name(c, PERSON_FORMER_KANA), fault);
	if (!date_told(p->born) && !c->bookings)
		columns_fault(c, columns_name(c, PERSON_BORN),
		    "生年月日がありません。分からなければ 年月日不詳 と書きます");
	else if (date_told(p->born) && date_compare(date_earliest(p->born), c->today) > 0)
		columns_fault(c, columns_name(c, PERSON_BORN), "生年月日が今日より後です");
	if (p->address[0] == '\0' && !c->bookings)
		columns_fault(c, columns_name(c, PERSON_ADDRESS), "住所がありません");
	return c->faults->count == before;
}

bool
columns_text(struct columns *c, unsigned column, char *out, size_t size)
{
	const size_t before = c->faults->count;
	char text[PERSON_ADDRESS_MAX + 1];
	const char *value;
	size_t len;

	out[0] = '\0';
	if (columns_place(c, column) == c->n)
		return true;
	if ((value = part(c, column, text, &len)) != NULL && len >= size)
		columns_fault(c, columns_name(c, column), "長すぎます");
	else if (value != NULL) {
		memcpy(out, value, len);
		out[len] = '\0';
	}
	return c->faults->count == before;
}
