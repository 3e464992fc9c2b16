/* A form on the screen: one field a line. */
#include "tui/app/formview.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text-number.h"
#include "base/text-lost.h"
#include "base/text.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"

static bool
chosen_from(const struct field *f)
{
	return f->type == FIELD_CHOICE || f->type == FIELD_YES_NO;
}

void
formview_add(struct formview *v, const struct field *f)
{
	if (f == NULL || f->key == NULL || f->type == FIELD_PIN || v->count == FORMVIEW_LINES_MAX)
		return;
	v->lines[v->count++] = (struct formview_line){ .field = f, .choice = -1 };
}

void
formview_add_form(struct formview *v, enum form form)
{
	size_t i;

	for (i = 0; i < form_fields(form); i++)
		formview_add(v, form_field(form, i));
}

/* The place of a key's field; count: there is none. */
static size_t
line_of(const struct formview *v, const char *key)
{
	size_t i;

	for (i = 0; i < v->count && strcmp(v->lines[i].field->key, key) != 0; i++)
		;
	return i;
}

static void
set_choice(struct formview_line *l, const char *word)
{
	size_t i;

	l->choice = -1;
	for (i = 0; i < field_choices(l->field); i++) {
		if (strcmp(field_choice(l->field, i).word, word) == 0)
			l->choice = (int)i;
	}
}

void
formview_set(struct formview *v, const char *key, const char *value)
{
	size_t i = line_of(v, key);

	if (i < v->count && chosen_from(v->lines[i].field))
		set_choice(&v->lines[i], value);
	else if (i < v->count)
		lineedit_set(&v->lines[i].text, value);
}

void
formview_from(struct formview *v, const char *key, struct date from, enum err fault)
{
	size_t i = line_of(v, key);

	if (i == v->count)
		return;
	v->lines[i].from = from;
	v->lines[i].too_early = fault;
}

static bool
too_early(const struct formview_line *l, const char *value)
{
	struct date d;

	return date_given(l->from) && date_parse(value, &d) == ERR_NONE && date_compare(d, l->from) < 0;
}

static enum err
tidy(const struct formview *v, const struct formview_line *l, char out[FIELD_VALUE_MAX])
{
	const char *typed = l->text.text;
	enum err e;

	if (chosen_from(l->field))
		typed = l->choice < 0 ? "" : field_choice(l->field, (size_t)l->choice).word;
	e = field_tidy(l->field, typed, v->today, out);
	return e == ERR_NONE && too_early(l, out) ? l->too_early : e;
}

enum err
formview_value(const struct formview *v, const char *key, char out[FIELD_VALUE_MAX])
{
	size_t i = line_of(v, key);

	out[0] = '\0';
	return i < v->count ? tidy(v, &v->lines[i], out) : ERR_NONE;
}

/* A number that nobody may keep doesn't stay on the screen either. */
static bool
check_line(const struct formview *v, struct formview_line *l, char value[FIELD_VALUE_MAX])
{
	l->fault = tidy(v, l, value);
	if (l->fault == ERR_INDIVIDUAL_NUMBER)
		lineedit_hide_number(&l->text);
	else if (l->fault == ERR_CHARACTER && lineedit_hides_number(&l->text))
		l->fault = ERR_INDIVIDUAL_NUMBER;
	return l->fault == ERR_NONE;
}

bool
formview_check(struct formview *v)
{
	char value[FIELD_VALUE_MAX];
	size_t i, bad = v->count;

	for (i = v->count; i > 0; i--) {
		if (!check_line(v, &v->lines[i - 1], value))
			bad = i - 1;
	}
	if (bad < v->count)
		v->at = bad;
	return bad == v->count;
}

bool
formview_both(struct formview *v, const char *key, const char *other, enum err fault)
{
	const size_t lines[2] = { line_of(v, key), line_of(v, other) };
	char value[2][FIELD_VALUE_MAX];
	size_t empty;

	if (lines[0] == v->count || lines[1] == v->count)
		return true;
	(void)formview_value(v, key, value[0]);
	(void)formview_value(v, other, value[1]);
	if ((value[0][0] == '\0') == (value[1][0] == '\0'))
		return true;
	empty = lines[value[0][0] != '\0'];
	v->lines[empty].fault = fault;
	v->at = empty;
	return false;
}

void
formview_fault(struct formview *v, const char *key, enum err fault)
{
	const size_t i = line_of(v, key);

	if (i == v->count)
		return;
	v->lines[i].fault = fault;
	v->at = i;
}

bool
formview_same(struct formview *v, const struct formview *before)
{
	char one[FIELD_VALUE_MAX], two[FIELD_VALUE_MAX];
	size_t i, bad = v->count;

	for (i = v->count; i > 0; i--) {
		struct formview_line *l = &v->lines[i - 1];

		l->differs = tidy(v, l, one) != tidy(before, &before->lines[i - 1], two) || strcmp(one, two) != 0;
		if (l->differs)
			bad = i - 1;
	}
	if (bad < v->count)
		v->at = bad;
	return bad == v->count;
}

/* The field that is left is checked and stands as it is taken; its fault keeps nobody from going on. */
static void
move(struct formview *v, size_t to)
{
	struct formview_line *l = &v->lines[v->at];
	char value[FIELD_VALUE_MAX];

	if (!chosen_from(l->field) && l->text.len == 0)
		l->fault = ERR_NONE;	/* not typed yet: told at the end */
	else if (check_line(v, l, value) && !chosen_from(l->field) && l->field->type != FIELD_DATE &&
	    text_sound(value, strlen(value), NULL))
		lineedit_set(&l->text, value);
	v->at = to;
}

static bool
choose(struct formview_line *l, const struct press_event *p)
{
	uint32_t c = p->c >= 0xff10 && p->c <= 0xff19 ? p->c - 0xff10 + '0' : p->c;
	int n = (int)field_choices(l->field);

	if (p->pasted)
		return false;
	if (p->key == PRESS_LEFT)
		l->choice = l->choice > 0 ? l->choice - 1 : n - 1;
	else if (p->key == PRESS_RIGHT || (p->key == PRESS_NONE && (c == ' ' || c == 0x3000)))
		l->choice = (l->choice + 1) % n;
	else if (p->key == PRESS_NONE && c >= '1' && c < (uint32_t)('1' + n))
		l->choice = (int)(c - '1');
	else if (p->key == PRESS_BACKSPACE && !l->field->required)
		l->choice = -1;
	else
		return false;
	return true;
}

enum formview_did
formview_press(struct formview *v, const struct press_event *p)
{
	struct formview_line *l = &v->lines[v->at];
	bool mine;

	if (v->count == 0)
		return FORMVIEW_OTHER;
	if (p->key == PRESS_ENTER && v->at + 1 == v->count)
		return formview_check(v) ? FORMVIEW_DONE : FORMVIEW_TAKEN;
	if (p->key == PRESS_DOWN || p->key == PRESS_TAB || p->key == PRESS_ENTER) {
		move(v, (v->at + 1) % v->count);
		return FORMVIEW_TAKEN;
	}
	if (p->key == PRESS_UP || p->key == PRESS_BACKTAB) {
		move(v, (v->at + v->count - 1) % v->count);
		return FORMVIEW_TAKEN;
	}
	mine = chosen_from(l->field) ? choose(l, p) : lineedit_press(&l->text, p);
	if (mine) {
		l->fault = ERR_NONE;
		l->differs = false;
	}
	return mine ? FORMVIEW_TAKEN : FORMVIEW_OTHER;
}

static int
label_cells(const struct formview *v)
{
	size_t i;
	int widest = 8;

	for (i = 0; i < v->count; i++) {
		int cells = (int)text_cells(tr(v->lines[i].field->label));

		widest = cells > widest ? cells : widest;
	}
	return widest < draw_cols() / 2 ? widest : draw_cols() / 2;
}

/* All that can be chosen, with the number that chooses it; what is chosen stands in front. */
static int
draw_choices(const struct formview_line *l, int y, int x)
{
	int at = x, cells = draw_cols() - x - 1;
	size_t i;

	if (l->choice >= 0)
		at += draw_text(y, at, cells, LOOK_STRONG, tr(field_choice(l->field, (size_t)l->choice).name)) + 2;
	at += draw_text(y, at, 1, LOOK_PLAIN, "(");
	for (i = 0; i < field_choices(l->field); i++)
		at += draw_format(y, at, cells, LOOK_PLAIN, "%s%zu %s", i > 0 ? "  " : "", i + 1,
		    tr(field_choice(l->field, i).name));
	(void)draw_text(y, at, 1, LOOK_PLAIN, ")");
	return x;
}

/* A date is shown as it was understood. */
static bool
draw_day(const struct formview *v, const struct formview_line *l, int y, int x)
{
	char value[FIELD_VALUE_MAX], words[64];
	struct date d;

	if (tidy(v, l, value) != ERR_NONE || date_parse_partly(value, &d) != ERR_NONE)
		return false;
	date_words(d, words, sizeof words);
	(void)draw_text(y, x, draw_cols() - x - 1, LOOK_PLAIN, words);
	return true;
}

#define DATE_CELLS 28	/* 昭和六十一年一月二十四日, and what was understood behind it */

static int
draw_value(const struct formview *v, struct formview_line *l, bool focus, int y, int x)
{
	int cells = draw_cols() - x - 1;

	if (chosen_from(l->field))
		return draw_choices(l, y, x);
	if (!focus && l->field->type == FIELD_DATE && draw_day(v, l, y, x))
		return x;
	if (l->text.len == 0 && !focus) {
		(void)draw_text(y, x, cells, LOOK_FAINT, l->field->required ? tr("(まだ)") : tr("(任意)"));
		return x;
	}
	if (!focus) {		/* from its beginning, with a mark where that isn't all */
		draw_field(y, x, cells, LOOK_PLAIN, l->text.text);
		return x;
	}
	if (l->field->type != FIELD_DATE)
		return lineedit_draw(&l->text, y, x, cells);
	(void)draw_day(v, l, y, x + DATE_CELLS + 2);
	return lineedit_draw(&l->text, y, x, DATE_CELLS);
}

/* What looks like damage is taken, as it was typed, but not without a word. */
static int
draw_lost(const struct formview_line *l, int y, int x)
{
	char text[256], words[TEXT_LOST_WORDS_MAX];
	struct text_lost lost;

	if (!text_lost(l->text.text, 0, &lost))
		return 0;
	(void)snprintf(text, sizeof text, tr("%s は、変換で失われた字の印かもしれません。書類の字と比べてください"),
	    text_lost_words(l->text.text, &lost, lang_now(), words));
	return draw_wrap(y, x, draw_cols() - x - 1, 2, LOOK_STRONG, text);
}

static int
draw_fault(const struct formview_line *l, int y, int x)
{
	enum lang lang = lang_now();
	char text[512], where[TEXT_FAULT_WORDS_MAX] = "";
	struct text_fault fault;

	if (l->differs)
		return draw_wrap(y, x, draw_cols() - x - 1, 1, LOOK_STRONG, tr("1回目と違います"));
	if (l->fault == ERR_NONE)
		return l->field->type == FIELD_TEXT ? draw_lost(l, y, x) : 0;
	if ((l->fault == ERR_CHARACTER || l->fault == ERR_INDIVIDUAL_NUMBER) &&
	    !text_sound(l->text.text, l->text.len, &fault)) {
		fault.c = fault.c == TEXT_MASKED ? TEXT_NUMBER : fault.c;
		(void)text_fault_words(&fault, lang, where);
	}
	if (l->fault == ERR_TOO_LONG)
		(void)snprintf(where, sizeof where, tr("いまは%d文字、%d文字まで"), text_chars(l->text.text),
		    l->field->max);
	(void)snprintf(text, sizeof text, "%s%s%s%s%s%s", err_what(l->fault, lang),
	    where[0] != '\0' ? " (" : "", where, where[0] != '\0' ? ")" : "", lang == LANG_JA ? "。" : ". ", err_next(l->fault, lang));
	return draw_wrap(y, x, draw_cols() - x - 1, 2, LOOK_STRONG, text);
}

/* The rows of a line and of the fault beneath it, which is drawn where nothing is to be seen. */
static int
rows_of(const struct formview_line *l, int x)
{
	int rows;

	draw_clip(0, 0);
	rows = 1 + draw_fault(l, 0, x);
	(void)draw_unclip();
	return rows;
}

/* The first line that has room, with all from there to the one that has the focus. */
static size_t
first_shown(const struct formview *v, int x, int rows)
{
	size_t first = v->at;
	int used = rows_of(&v->lines[first], x);

	while (first > 0 && (used += rows_of(&v->lines[first - 1], x)) <= rows)
		first--;
	return first;
}

/* Returns the next free row. */
static int
draw_line(struct formview *v, struct app *app, size_t i, int y, int x)
{
	struct formview_line *l = &v->lines[i];
	int at;

	if (i == v->at)
		draw_focus(y, FRAME_LEFT - 2, 1);
	(void)draw_text(y, FRAME_LEFT, x - FRAME_LEFT - 1, LOOK_PLAIN, tr(l->field->label));
	at = draw_value(v, l, i == v->at, y, x);
	if (i == v->at)
		app_cursor(app, y, at);
	return y + 1 + draw_fault(l, y + 1, x);
}

int
formview_draw(struct formview *v, struct app *app, int y, int rows)
{
	const int x = FRAME_LEFT + label_cells(v) + 2, end = y + rows;
	const size_t first = first_shown(v, x, rows);
	size_t i;
	int last = y;

	for (i = first; i < v->count && (i == first || y + rows_of(&v->lines[i], x) <= end); i++) {
		last = y;
		y = draw_line(v, app, i, y, x);
		draw_more(last, draw_cols(), i == first ? first : 0);
	}
	draw_more(last, draw_cols(), v->count - i);
	return y;
}
