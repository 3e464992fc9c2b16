/* A booking system's list, line by line: what is sound is kept, what isn't is told, and written down where wanted. */
#include "config.h"

#include "case/booking-private.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/confine.h"
#include "base/fold.h"
#include "base/text.h"
#include "people/columns.h"

#define PLACES (1u << 16)		/* over twice BOOKING_LINES_MAX */
_Static_assert(PLACES > 2 * BOOKING_LINES_MAX, "room for all lines");

struct reading {
	struct csv csv;
	struct columns columns;
	const struct booking_how *how;
	struct person person;
	struct booking_lines *lines;
	uint32_t places[PLACES];	/* of the lines, from 1, by their number */
};

/* --- words ------------------------------------------------------------------------------------- */

#define OTHER "-"

/* The next of "WORD=code, …": what is behind; NULL at the end or for none. */
static const char *
next_word(const char *words, char *word, size_t word_size, char *code, size_t code_size)
{
	const size_t skip = strspn(words, " ");
	const char *equals = strchr(words + skip, '='), *end = words + skip + strcspn(words + skip, ",");

	words += skip;
	if (equals == NULL || equals > end || (size_t)(equals - words) >= word_size ||
	    (size_t)(end - equals) > code_size)
		return NULL;
	(void)snprintf(word, word_size, "%.*s", (int)(equals - words), words);
	(void)snprintf(code, code_size, "%.*s", (int)(end - equals - 1), equals + 1);
	return end + (*end == ',');
}

bool
booking_words_sound(const char *words)
{
	char word[128], code[32];

	while (words != NULL && words[strspn(words, " ")] != '\0') {
		words = next_word(words, word, sizeof(word), code, sizeof(code));
		if (words != NULL && (word[0] == '\0' || (strcmp(code, OTHER) != 0 &&
		    fact_word(FACT_PROCEDURE, code) < 0 && fact_word(FACT_VISITOR, code) < 0)))
			return false;
	}
	return words != NULL;
}

static bool
same_word(const char *one, const char *other)
{
	char a[160], b[160];

	fold_name(one, FOLD_SPELLING, a, sizeof(a));
	fold_name(other, FOLD_SPELLING, b, sizeof(b));
	return strcmp(a, b) == 0;
}

/* Of a fact, as the settings have it, as we write it, or as the screens say it. False: nobody knows it. */
static bool
find_word(const struct reading *r, enum fact fact, const char *text, char out[16])
{
	const struct fact_info *info = fact_info(fact);
	const char *rest = r->how->words != NULL ? r->how->words : "";
	char word[128], code[16];
	size_t i;

	while ((rest = next_word(rest, word, sizeof(word), code, sizeof(code))) != NULL) {
		if (same_word(word, text) && (strcmp(code, OTHER) == 0 || fact_word(fact, code) >= 0)) {
			(void)snprintf(out, 16, "%s", code);
			return true;
		}
	}
	for (i = 0; info->words[i] != NULL; i++) {
		if (strcmp(info->words[i], text) == 0 || same_word(info->ja_words[i], text)) {
			(void)snprintf(out, 16, "%s", info->words[i]);
			return true;
		}
	}
	return false;
}

/* False: it has a fault. */
static bool
read_word(struct reading *r, unsigned column, enum fact fact, char out[16])
{
	char text[128];

	out[0] = '\0';
	if (!columns_text(&r->columns, column, text, sizeof(text)))
		return false;
	if (text[0] == '\0' || find_word(r, fact, text, out))
		return true;
	columns_fault(&r->columns, columns_name(&r->columns, column),
	    "知らない言葉です。設定の booking-words に、当たる手続か来庁する方を書いてください(要らないものは =-)");
	return false;
}

/* --- the moment -------------------------------------------------------------------------------- */

/* "10:30", "10:30:00", "10時30分", "10:30-10:45", "10:30～": the first time in it. */
static bool
read_time(const char *text, struct moment *m)
{
	char narrow[64];
	int n = 0;

	text_narrow(text, narrow, sizeof(narrow));
	if (sscanf(narrow, "%2d:%2d%n", &m->hour, &m->minute, &n) != 2 &&
	    sscanf(narrow, "%2d時%2d分%n", &m->hour, &m->minute, &n) != 2) {
		m->minute = 0;
		if (sscanf(narrow, "%2d時%n", &m->hour, &n) != 1 || n == 0)
			return false;
	}
	return m->hour >= 0 && m->hour < 24 && m->minute >= 0 && m->minute < 60;
}

/* "2026-12-01 10:30", "2026/12/1 10:30:00", "令和8年12月1日(火) 10:30": the time begins with the last word. */
static bool
read_both(const char *text, struct moment *m)
{
	char day[96];
	const char *at = strrchr(text, ' ');

	if (moment_parse(text, m) == ERR_NONE)
		return m->hour >= 0;
	if (at == NULL || (size_t)(at - text) >= sizeof(day) || !read_time(at + 1, m))
		return false;
	(void)snprintf(day, sizeof(day), "%.*s", (int)(at - text), text);
	return date_parse(day, &m->date) == ERR_NONE;
}

static bool
read_moment(struct reading *r, struct moment *m)
{
	struct columns *c = &r->columns;
	const bool both = columns_place(c, COLUMN_AT) < c->n;
	char text[96], day[64], time[64];

	*m = (struct moment){ .second = 0 };
	if (both) {
		if (!columns_text(c, COLUMN_AT, day, sizeof(day)))
			return false;
		text_narrow(day, text, sizeof(text));
		if (read_both(text, m))
			return true;
		columns_fault(c, columns_name(c, COLUMN_AT), "日時として読めません(例: 2026-12-01 10:30)");
		return false;
	}
	if (!columns_text(c, COLUMN_DAY, day, sizeof(day)) || !columns_text(c, COLUMN_TIME, time, sizeof(time)))
		return false;
	if (date_parse(day, &m->date) != ERR_NONE)
		columns_fault(c, columns_name(c, COLUMN_DAY), "日付として読めません(例: 2026-12-01)");
	else if (!read_time(time, m))
		columns_fault(c, columns_name(c, COLUMN_TIME), "時刻として読めません(例: 10:30)");
	else
		return true;
	return false;
}

/* --- a line ------------------------------------------------------------------------------------ */

/* What isn't ours isn't read further: its words may be anything. Nor is a day that is past. False: a fault. */
static bool
fill_line(struct reading *r, struct booking_line *l, bool *other)
{
	struct columns *c = &r->columns;
	struct moment at;

	if (!columns_person(c, &r->person) || !read_word(r, COLUMN_PROCEDURE, FACT_PROCEDURE, l->procedure))
		return false;
	if ((*other = strcmp(l->procedure, OTHER) == 0))
		return true;
	if (!read_word(r, COLUMN_VISITOR, FACT_VISITOR, l->visitor) || !read_moment(r, &at) ||
	    !columns_text(c, COLUMN_REFERENCE, l->reference, sizeof(l->reference)) ||
	    !columns_text(c, COLUMN_COUNTER, l->counter, sizeof(l->counter)))
		return false;
	if (r->person.name[0] == '\0') {
		columns_fault(c, columns_name(c, PERSON_NAME), "氏名がありません");
		return false;
	}
	if (strcmp(l->visitor, OTHER) == 0)
		l->visitor[0] = '\0';
	if ((*other = date_compare(at.date, c->today) < 0))
		return true;
	moment_format(at, l->at, sizeof(l->at));
	(void)snprintf(l->name, sizeof(l->name), "%s", r->person.name);
	(void)snprintf(l->kana, sizeof(l->kana), "%s", r->person.kana);
	if (date_told(r->person.born))
		date_format_iso(r->person.born, l->born, sizeof(l->born));
	return true;
}

/* Two bookings with one number: taken, the first would be gone. The same line twice is no fault. */
static bool
is_another(struct reading *r, const struct booking_line *l)
{
	const struct booking_line *const list = r->lines->list;
	uint32_t h = 2166136261u;	/* FNV-1a */
	const char *p;

	if (l->reference[0] == '\0')
		return false;
	for (p = l->reference; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	for (h &= PLACES - 1; r->places[h] != 0; h = (h + 1) & (PLACES - 1))
		if (strcmp(list[r->places[h] - 1].reference, l->reference) == 0)
			break;
	if (r->places[h] == 0) {
		r->places[h] = (uint32_t)r->lines->count + 1;
		return false;
	}
	if (memcmp(&list[r->places[h] - 1], l, sizeof(*l)) == 0)
		return false;
	columns_fault(&r->columns, columns_name(&r->columns, COLUMN_REFERENCE),
	    "同じ番号の別の予約が、この一覧にもうあります");
	return true;
}

static enum err
take_line(struct reading *r, enum csv_got got)
{
	struct booking_lines *lines = r->lines;
	struct booking_line *l = &lines->list[lines->count];
	bool other = false, sound;

	if (lines->count == BOOKING_LINES_MAX) {
		columns_fault(&r->columns, "", "予約が多すぎます。2万件までです。終わりのないファイルではありませんか");
		return ERR_TOO_LONG;
	}
	sound = columns_sound(&r->columns, got) && fill_line(r, l, &other) && (other || !is_another(r, l));
	if (sound && !other)
		lines->count++;
	else
		explicit_bzero(l, sizeof(*l));
	lines->other += other;
	return sound || r->how->rest == NULL ? ERR_NONE : columns_leave_out(&r->columns, r->how->rest);
}

static enum err
read_lines(struct reading *r)
{
	enum csv_got got;
	enum err e = ERR_NONE;

	while (e == ERR_NONE && (got = csv_next(&r->csv)) != CSV_END)
		e = take_line(r, got);
	if (e != ERR_NONE || (e = columns_end(&r->columns)) != ERR_NONE)
		return e;
	return r->columns.faults->count == 0 || (r->how->rest != NULL && r->lines->count > 0) ? ERR_NONE : ERR_DATA;
}

enum err
booking_read_here(const struct booking_list *l, bool confined, struct booking_lines *lines)
{
	struct reading *r = calloc(1, sizeof(*r));
	enum err e = ERR_DATA;
	bool headed;

	if (r == NULL)
		return ERR_MEMORY;
	r->how = l->how;
	r->lines = lines;
	r->csv.source.in = l->in;
	r->csv.source.charset = l->how->charset;
	r->csv.source.most = BOOKING_BYTES_MAX;
	r->columns = (struct columns){ .csv = &r->csv, .name = l->name, .faults = &lines->faults,
	    .called = l->how->columns, .as_written = l->how->as_written, .today = l->today, .bookings = true };
	recode_begin(&r->csv.source);
	if (confined)
		(void)confine_parser(NULL);
	headed = columns_read(&r->columns);
	if (l->how->rest != NULL)
		columns_keep_header(&r->columns, l->how->rest);
	if (headed)
		e = read_lines(r);
	csv_end(&r->csv);
	explicit_bzero(r, sizeof(*r));
	free(r);
	return e;
}
