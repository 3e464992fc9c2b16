/* Takes a booking system's list: every line is read and checked first, and all of them are taken, or none. */
#include "config.h"

#include "case/booking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/text-number.h"
#include "base/text.h"
#include "people/columns.h"

/* What is kept of a line. */
struct line {
	char reference[BOOKING_REFERENCE_MAX], at[24], counter[BOOKING_COUNTER_MAX], procedure[16], visitor[16];
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1], born[16];
};

struct reading {
	struct csv csv;
	struct columns columns;
	const struct booking_how *how;
	struct person person;
	struct line *lines;
	size_t count, room;
	int64_t other;
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

static struct line *
new_line(struct reading *r)
{
	const size_t room = r->room == 0 ? 64 : 2 * r->room;
	struct line *lines;

	if (r->count == r->room) {
		if ((lines = reallocarray(r->lines, room, sizeof(*lines))) == NULL)
			return NULL;
		r->lines = lines;
		r->room = room;
	}
	memset(&r->lines[r->count], 0, sizeof(*r->lines));
	return &r->lines[r->count++];
}

/* What isn't ours isn't read further: its words may be anything. Nor is a day that is past. False: a fault. */
static bool
fill_line(struct reading *r, struct line *l, bool *other)
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

static enum err
take_line(struct reading *r, enum csv_got got)
{
	struct line *l;
	const char *field;
	bool other = false;

	if (columns_hold_number(&r->columns, &field)) {
		columns_fault_number(&r->columns, field);
		return ERR_NONE;
	}
	if (got == CSV_FAULT) {
		columns_fault_csv(&r->columns);
		return ERR_NONE;
	}
	if (r->count == BOOKING_LINES_MAX)
		return ERR_TOO_LONG;
	if ((l = new_line(r)) == NULL)
		return ERR_MEMORY;
	if (!fill_line(r, l, &other) || other)
		r->count--;
	r->other += other;
	return ERR_NONE;
}

static enum err
read_all(struct reading *r)
{
	enum csv_got got;
	enum err e = ERR_NONE;

	if (!columns_read(&r->columns))
		return ERR_DATA;
	while (e == ERR_NONE && (got = csv_next(&r->csv)) != CSV_END)
		e = take_line(r, got);
	if (e != ERR_NONE)
		return e;
	if (r->csv.source.failed)
		return ERR_IO;
	if (r->csv.source.over)
		return ERR_TOO_LONG;
	return r->columns.faults->count > 0 ? ERR_DATA : ERR_NONE;
}

/* --- taken ------------------------------------------------------------------------------------- */

struct known { int64_t id; bool open, same; };

static bool
see_known(void *ctx, const struct store_value *v, size_t n)
{
	struct known *k = ctx;

	(void)n;
	k->id = store_as_int(&v[0]);
	k->open = strcmp(store_as_text(&v[1]), booking_state_code(BOOKING_OPEN)) == 0;
	k->same = store_as_int(&v[2]) != 0;
	return false;
}

/* What came of it, or was called off here, isn't changed by a list any more. */
static enum err
put_line(struct store *s, const struct line *l, struct booking_sums *sums)
{
	const struct store_value values[] = { store_text(l->reference), store_text(l->at), store_text(l->name),
	    store_text(l->kana), store_text(l->born), store_text(l->counter), store_text(l->procedure),
	    store_text(l->visitor) };
	struct known k = { 0 };
	enum err e = store_run(s, "SELECT id, state, CASE WHEN at = ?2 AND name = ?3 AND kana = ?4 AND born = ?5"
	    " AND counter = ?6 AND procedure = ?7 AND visitor = ?8 THEN 1 ELSE 0 END FROM booking"
	    " WHERE reference = ?1 AND (?1 <> '' OR (at = ?2 AND name = ?3)) ORDER BY id DESC LIMIT 1", values, 8,
	    see_known, &k);

	if (e != ERR_NONE)
		return e;
	if (k.id == 0) {
		sums->added++;
		return store_run(s, "INSERT INTO booking (reference, at, name, kana, born, counter, procedure, visitor)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", values, 8, NULL, NULL);
	}
	if (!k.open || k.same) {
		sums->same++;
		return ERR_NONE;
	}
	sums->changed++;
	return store_run(s, "UPDATE booking SET at = ?2, name = ?3, kana = ?4, born = ?5, counter = ?6, procedure = ?7,"
	    " visitor = ?8 WHERE id = ?1", (const struct store_value[]){ store_int(k.id), values[1], values[2],
	    values[3], values[4], values[5], values[6], values[7] }, 8, NULL, NULL);
}

static enum err
put_all(struct store *s, const struct actor *a, const struct reading *r, struct booking_sums *sums)
{
	char reason[64];
	enum err e = ERR_NONE;
	size_t i;

	*sums = (struct booking_sums){ .other = r->other };
	for (i = 0; i < r->count && e == ERR_NONE; i++)
		e = put_line(s, &r->lines[i], sums);
	(void)snprintf(reason, sizeof(reason), "added:%lld,changed:%lld", (long long)sums->added,
	    (long long)sums->changed);
	return e != ERR_NONE ? e : audit_write(s, a, "bookings-imported", "", reason);
}

enum err
booking_import(struct store *s, const struct actor *a, FILE *in, const char *name, const struct booking_how *how,
    struct faults *faults, struct booking_sums *sums)
{
	struct reading *r;
	enum err e;

	*sums = (struct booking_sums){ 0 };
	if ((e = audit_allow(s, a, ACT_OPEN, "")) != ERR_NONE)
		return e;
	if ((r = calloc(1, sizeof(*r))) == NULL)
		return ERR_MEMORY;
	r->how = how;
	r->csv.source.in = in;
	r->csv.source.charset = how->charset;
	r->csv.source.most = BOOKING_BYTES_MAX;
	r->columns = (struct columns){ .csv = &r->csv, .name = name, .faults = faults, .called = how->columns,
	    .as_written = how->as_written, .today = a->at.date, .bookings = true };
	recode_begin(&r->csv.source);
	e = read_all(r);
	csv_end(&r->csv);
	if (e == ERR_NONE && (e = store_begin(s)) == ERR_NONE)
		e = store_end(s, put_all(s, a, r, sums));
	if (r->lines != NULL)
		explicit_bzero(r->lines, r->room * sizeof(*r->lines));
	free(r->lines);
	explicit_bzero(r, sizeof(*r));
	free(r);
	return e;
}
