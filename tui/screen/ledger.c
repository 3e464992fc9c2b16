/* What lies at the office, since when and who put it there; counted by two, and what differs is named. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/gate.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/flow/navigate.h"
#include "tui/term/term.h"
#include "tui/widget/draw.h"
#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"

/* What a line has behind the mark of its focus. */
#define NUMBER_CELLS 12
#define NAME_CELLS 16
#define WHAT_CELLS 7
#define SINCE_CELLS 17
#define WHO_CELLS 8
#define NOTE_AT (3 + NUMBER_CELLS + NAME_CELLS + WHAT_CELLS + SINCE_CELLS + WHO_CELLS)
#define KIND_CELLS 38

/* Being counted, or counted just now: then what wasn't found is told, and what the ledger hasn't. */
enum counting { COUNT_NOT, COUNT_GOING_ON, COUNT_DONE };

struct ledger {
	int kind;
	bool loaded;
	enum counting counting;
	struct listbox list;
	struct lineedit line;
	struct ledger_line lines[VISIT_ROWS_MAX];	/* its own: the worker may load others meanwhile */
	char texts[VISIT_ROWS_MAX][192], notes[VISIT_ROWS_MAX][64];
	size_t count;
	int counts[LEDGER_COUNT];
	struct ledger_counted last;
	char found[LEDGER_FOUND_MAX][CASE_NUMBER_MAX];
	size_t found_count;
	size_t missing, surplus;			/* when it was counted */
};

static bool
is_found(const struct ledger *s, const char *number)
{
	size_t i;

	for (i = 0; i < s->found_count && strcmp(s->found[i], number) != 0; i++)
		;
	return i < s->found_count;
}

/* --- the list ---------------------------------------------------------------------------------- */

static void
since_words(struct moment m, char *out, size_t size)
{
	char day[16];

	if (lang_now() == LANG_JA)
		date_format_narrow(m.date, day, sizeof day);
	else
		date_format_iso(m.date, day, sizeof day);
	(void)snprintf(out, size, "%s %02d:%02d", day, m.hour, m.minute);
}

/* Where it lies; while it is counted, whether it was found. */
static const char *
note_of(const struct ledger *s, const struct ledger_line *l)
{
	const bool found = is_found(s, l->number);

	if (l->surplus)
		return tr("台帳になし");
	if (s->counting != COUNT_NOT)
		return found ? tr("済") : s->counting == COUNT_DONE ? tr("見つかりません") : "";
	return l->place[0] != '\0' ? l->place : flow_state_name(l->state, lang_now());
}

static void
write_line(struct ledger *s, size_t i)
{
	const struct ledger_line *l = &s->lines[i];
	char *text = s->texts[i], since[40] = "";
	const size_t size = sizeof s->texts[i];

	text[0] = '\0';
	if (date_given(l->since.date))
		since_words(l->since, since, sizeof since);
	words_cells(text, size, l->number, NUMBER_CELLS);
	words_name(text, size, l->name, NAME_CELLS);
	words_cells(text, size, procedure_short(l->procedure), WHAT_CELLS);
	words_cells(text, size, since, SINCE_CELLS);
	words_cells(text, size, l->clerk, WHO_CELLS);
	words_trim(text);
	(void)snprintf(s->notes[i], sizeof s->notes[i], "%s", note_of(s, l));
}

static void
fill(struct ledger *s)
{
	const size_t at = s->list.at;
	size_t i;

	s->list = (struct listbox){ .at = at, .note_at = NOTE_AT };
	for (i = 0; i < s->count; i++) {
		write_line(s, i);
		listbox_add(&s->list, s->texts[i], s->notes[i], (int)i);
	}
	listbox_settle(&s->list);
}

static void
show(struct app *app, void *state)
{
	struct ledger *s = state;
	const struct ledger_work *w = &app->work.ledger;

	s->loaded = true;
	s->count = w->count;
	memcpy(s->lines, w->lines, sizeof s->lines);
	memcpy(s->counts, w->counts, sizeof s->counts);
	s->last = w->last;
	fill(s);
}

static void
load(struct app *app, struct ledger *s)
{
	app->work.ledger.kind = (enum ledger_kind)s->kind;
	app_ask(app, job_ledger, NULL);
}

/* A count that was begun, or what it told, is still there when help or a box above it is closed. */
static void
enter(struct app *app, void *state)
{
	struct ledger *s = state;

	visit_clear(&app->visit);
	if (s->counting == COUNT_NOT)
		load(app, s);
}

static void
turn(struct app *app, struct ledger *s, int by)
{
	s->kind = (s->kind + (int)LEDGER_COUNT + by) % (int)LEDGER_COUNT;
	s->list.at = 0;
	s->counting = COUNT_NOT;
	load(app, s);
}

/* --- counted ----------------------------------------------------------------------------------- */

static void
begin_count(struct app *app, void *state)
{
	struct ledger *s = state;

	(void)app;
	s->counting = COUNT_GOING_ON;
	s->found_count = 0;
	lineedit_set(&s->line, "");
	fill(s);
}

/* A row that the ledger hasn't, so that it is told at once. */
static void
add_surplus(struct ledger *s, const char *number)
{
	struct ledger_line *l;

	if (s->count == VISIT_ROWS_MAX)
		return;
	l = &s->lines[s->count++];
	*l = (struct ledger_line){ .surplus = true };
	memcpy(l->number, number, strlen(number) + 1);
}

static bool
is_listed(const struct ledger *s, const char *number)
{
	size_t i;

	for (i = 0; i < s->count && strcmp(s->lines[i].number, number) != 0; i++)
		;
	return i < s->count;
}

/* What is on no list may be behind those that are shown: only the count tells. */
static void
find(struct app *app, struct ledger *s, const char *number)
{
	if (is_found(s, number)) {
		app_say(app, tr("もう数えました"));
		return;
	}
	if (s->found_count == LEDGER_FOUND_MAX) {
		app_refuse(app, ERR_TOO_LONG);
		return;
	}
	memcpy(s->found[s->found_count++], number, strlen(number) + 1);
	if (!is_listed(s, number) && s->counts[s->kind] <= VISIT_ROWS_MAX) {
		add_surplus(s, number);
		app_say(app, tr("台帳にない番号です。続けて数えてください"));
		term_beep();
	}
	fill(s);
}

static void
take_number(struct app *app, struct ledger *s)
{
	char narrow[LINEEDIT_MAX + 1];
	const char *text = narrow;
	size_t len;
	enum err e;

	if (!gate_takes(app, &s->line))
		return;
	text_narrow(s->line.text, narrow, sizeof narrow);
	len = strlen(narrow);
	text_trim(&text, &len);
	narrow[(size_t)(text - narrow) + len] = '\0';
	if ((e = case_number_check(text)) != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	find(app, s, text);
	lineedit_set(&s->line, "");
}

/* What is there, but has no number to be read. */
static void
tick(struct app *app, struct ledger *s)
{
	const struct listbox_row *row = listbox_focus(&s->list);
	char number[CASE_NUMBER_MAX];

	if (row == NULL || s->lines[row->value].surplus)
		return;
	memcpy(number, s->lines[row->value].number, sizeof number);
	find(app, s, number);
}

static void
counted(struct app *app, void *state, enum err e)
{
	struct ledger *s = state;
	const struct ledger_work *w = &app->work.ledger;
	char said[256];

	if (e != ERR_NONE && e != ERR_LEDGER_DIFFERS) {
		app_refuse(app, e);
		return;
	}
	s->counting = COUNT_DONE;
	s->missing = w->missing;
	s->surplus = w->surplus;
	show(app, s);
	if (e != ERR_NONE) {
		(void)snprintf(said, sizeof said, tr("見つからないもの %zu件、台帳にないもの %zu件"), w->missing,
		    w->surplus);
		dialog_fail(app, e, said, NULL);
		return;
	}
	if (w->second)
		(void)snprintf(said, sizeof said, tr("%zu件。%s さんの数えた結果と同じです。2人で確かめました"),
		    s->found_count, w->first);
	else
		(void)snprintf(said, sizeof said,
		    tr("%zu件、台帳と合います。もう一人が数えると、2人で確かめたことになります"), s->found_count);
	app_say(app, said);
}

static void
end_count(struct app *app, void *state)
{
	struct ledger *s = state;
	struct ledger_work *w = &app->work.ledger;

	memcpy(w->found, s->found, sizeof w->found);
	w->found_count = s->found_count;
	w->kind = (enum ledger_kind)s->kind;
	app_ask(app, job_ledger_count, counted);
}

static void
take(struct app *app, void *state)
{
	struct ledger *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	if (s->counting == COUNT_GOING_ON)
		take_number(app, s);
	else if (row != NULL)
		navigate_case(app, s->lines[row->value].number);
}

static bool
press_counting(struct app *app, struct ledger *s, const struct press_event *p)
{
	bool taken;

	if (p->key == PRESS_ESC) {
		s->counting = COUNT_NOT;
		load(app, s);
		return true;
	}
	if (p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000) && s->line.text[0] == '\0') {
		tick(app, s);
		return true;
	}
	if (listbox_moves(p))
		return listbox_press(&s->list, p, &taken);
	return lineedit_press(&s->line, p);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct ledger *s = state;
	bool taken;

	if (s->counting == COUNT_GOING_ON)
		return press_counting(app, s, p);
	if (p->key == PRESS_TAB || p->key == PRESS_RIGHT)
		turn(app, s, 1);
	else if (p->key == PRESS_BACKTAB || p->key == PRESS_LEFT)
		turn(app, s, -1);
	else
		return listbox_press(&s->list, p, &taken);
	return true;
}

static bool
can_count(const struct app *app, const void *state)
{
	const struct ledger *s = state;

	return app_may(app, ACT_MOVE) && s->kind < (int)LEDGER_COUNTED && s->counting != COUNT_GOING_ON && s->loaded;
}

static bool
can_end(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct ledger *)state)->counting == COUNT_GOING_ON;
}

/* --- drawn ------------------------------------------------------------------------------------- */

/* Every kind with how many are in it; the one that is shown has the mark. */
static int
draw_kinds(const struct ledger *s, int y)
{
	int i, x, columns = draw_cols() / KIND_CELLS, cells = (draw_cols() - FRAME_LEFT) / columns;

	for (i = 0; i < (int)LEDGER_COUNT; i++) {
		x = FRAME_LEFT - 2 + i % columns * cells;
		if (i == s->kind)
			(void)draw_text(y + i / columns, x, 1, LOOK_STRONG, "*");
		x += 2 + draw_text(y + i / columns, x + 2, cells - 7, i == s->kind ? LOOK_STRONG : LOOK_PLAIN,
		    ledger_name((enum ledger_kind)i, lang_now()));
		(void)draw_format(y + i / columns, x + 1, 5, LOOK_STRONG, "%d", s->counts[i]);
	}
	return y + ((int)LEDGER_COUNT - 1) / columns + 1;
}

/* Who counted last, and what came of it. */
static void
draw_last(const struct ledger *s, int y)
{
	const struct ledger_counted *c = &s->last;
	char at[40];

	if (s->kind >= (int)LEDGER_COUNTED)
		return;
	if (!date_given(c->at.date)) {
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("まだ数えていません (F2で数える)"));
		return;
	}
	since_words(c->at, at, sizeof at);
	(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT,
	    c->missing + c->surplus > 0 ? LOOK_STRONG : LOOK_PLAIN,
	    tr("前回 %s %s%s%s   あった %zu   ない %zu   台帳外 %zu"), at, c->clerk,
	    c->second[0] != '\0' ? "+" : tr("(一人)"), c->second, c->found, c->missing, c->surplus);
}

static int
draw_counting(struct app *app, struct ledger *s, int y)
{
	(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("番号を読み取ってください (スペースは選んだ行、F4で終わり)   %zu / %d"), s->found_count,
	    s->counts[s->kind]);
	(void)draw_text(y + 1, FRAME_LEFT, 8, LOOK_PLAIN, tr("番号"));
	app_cursor(app, y + 1, lineedit_draw(&s->line, y + 1, FRAME_LEFT + 8, 24));
	return y + 3;
}

/* Without a mark: the cursor is where a number is typed. */
static void
draw_still(const struct ledger *s, int y, int rows)
{
	size_t i;

	for (i = s->list.top; i < s->count && rows > 0; i++, y++, rows--) {
		(void)draw_text(y, FRAME_LEFT, NOTE_AT - 3, LOOK_PLAIN, s->texts[i]);
		(void)draw_text(y, FRAME_LEFT - 2 + NOTE_AT, draw_cols() - FRAME_LEFT - NOTE_AT, LOOK_PLAIN,
		    s->notes[i]);
	}
}

static void
draw(struct app *app, void *state)
{
	struct ledger *s = state;
	int y = draw_kinds(s, FRAME_BODY), rows, left;

	app_cursor(app, y + 2, FRAME_LEFT - 2);
	if (!s->loaded)
		return;
	if (s->counting == COUNT_GOING_ON)
		y = draw_counting(app, s, y + 1);
	else {
		draw_last(s, y + 1);
		y += 3;
	}
	left = s->counts[s->kind] - (int)s->count;
	rows = draw_rows() - FRAME_FOOT - y - (left > 0 ? 1 : 0);
	if (s->counting == COUNT_GOING_ON && s->line.text[0] != '\0')
		draw_still(s, y, rows);
	else
		app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, draw_cols() - FRAME_LEFT),
		    FRAME_LEFT - 2);
	if (left > 0)
		(void)draw_format(y + rows, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, tr("ほか %d件"), left);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_R, .label = "数える",
	    .help = "手元にあるものの番号を一つずつ読み取り、台帳と突き合わせます。もう一人が同じように数えます",
	    .act = begin_count, .can = can_count },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "数え終わり",
	    .help = "数えた結果を記録し、台帳と違うものを挙げます", .act = end_count, .can = can_end },
	{ .key = PRESS_ENTER, .label = "開く", .help = "選んだ案件を開きます。数えているときは、入力した番号を数えます",
	    .act = take },
	{ .label = NULL },
};

const struct screen ledger_screen = {
	.name = "ledger",
	.title = "手元にあるもの",
	.help =
	    "預かったカード、暗証番号の用紙、照会書、前日までに終わらなかった受付です。Tab か矢印で切り替えます。",
	.keys = keys,
	.state_size = sizeof(struct ledger),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
