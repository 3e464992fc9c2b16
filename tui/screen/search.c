/* Finds a case: the number that a scanner types, a name in kanji, kana or Latin letters, a birth date. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "audit/lookup.h"
#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/flow/case-list.h"
#include "tui/flow/navigate.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/gate.h"
#include "tui/app/jobs.h"
#include "tui/widget/lineedit.h"

/* What is looked for: anything, what waits for somebody else's approval, then the states of a case. */
enum { STATE_ANY, STATE_TO_SECOND, STATE_FIRST, STATES = STATE_FIRST + CASE_STATE_COUNT };

/* purpose: what people are looked for for, asked once; purposes: the choice, while it is asked for. */
struct search {
	struct lineedit line;
	struct case_list list;
	bool asked, searched, choosing;
	int state;
	enum lookup_purpose purpose;
	struct listbox purposes;
};

static void
show(struct app *app, void *state)
{
	struct search *s = state;

	s->searched = true;
	case_list_fill(&s->list, &app->work);
}

static void
ask_purpose(struct search *s)
{
	int p;

	s->choosing = true;
	s->purposes = (struct listbox){ .count = 0 };
	for (p = LOOKUP_UNSAID + 1; p < LOOKUP_PURPOSE_COUNT; p++)
		listbox_add(&s->purposes, tr(lookup_purpose_words((enum lookup_purpose)p)), NULL, p);
}

/* Who looks for a person without a case says what for: it goes on record with the look. */
static void
search(struct app *app, struct search *s)
{
	struct work *w = &app->work;

	if (!gate_takes(app, &s->line))
		return;
	if (s->line.text[0] != '\0' && s->purpose == LOOKUP_UNSAID) {
		ask_purpose(s);
		return;
	}
	w->purpose = s->purpose;
	text_mend(s->line.text, strlen(s->line.text), w->text, sizeof w->text);
	w->any_state = s->state == STATE_ANY;
	w->awaits_second = s->state == STATE_TO_SECOND;
	w->state = w->awaits_second ? CASE_APPROVED : (enum case_state)(s->state - STATE_FIRST);
	s->asked = true;
	s->list.list.at = 0;
	app_ask(app, job_search, NULL);
}

static void
enter(struct app *app, void *state)
{
	struct search *s = state;

	visit_clear(&app->visit);
	if (s->asked)
		search(app, s);
}

/* Cases of one state, the newest first. */
static void
begin(struct app *app, void *state, const void *what)
{
	struct search *s = state;

	(void)app;
	s->state = STATE_FIRST + (int)*(const enum case_state *)what;
	s->asked = true;
}

/* A whole number opens its case at once: that is what a scanner types. */
static void
take(struct app *app, void *state)
{
	struct search *s = state;
	char number[LINEEDIT_MAX + 1];

	if (s->choosing) {
		s->purpose = (enum lookup_purpose)listbox_focus(&s->purposes)->value;
		s->choosing = false;
		search(app, s);
		return;
	}
	text_narrow(s->line.text, number, sizeof number);
	if (case_number_check(number) == ERR_NONE)
		navigate_case(app, number);
	else if (!s->searched)
		search(app, s);
	else if (case_list_focus(&s->list) != NULL)
		navigate_case(app, case_list_focus(&s->list));
}

static void
turn(struct app *app, struct search *s, int by)
{
	s->state = (s->state + STATES + by) % STATES;
	search(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct search *s = state;
	bool taken;

	if (p->key == PRESS_BACKTAB) {
		turn(app, s, -1);
		return true;
	}
	if (listbox_moves(p))
		return listbox_press(s->choosing ? &s->purposes : &s->list.list, p, &taken);
	if (!lineedit_press(&s->line, p))
		return false;
	s->searched = s->choosing = false;
	return true;
}

static void
turn_state(struct app *app, void *state)
{
	turn(app, state, 1);
}

static const char *
state_words(int state)
{
	return state == STATE_ANY ? tr("すべて") : state == STATE_TO_SECOND ? tr("もう一人の承認待ち") :
	    flow_state_name((enum case_state)(state - STATE_FIRST), lang_now());
}

static void
draw(struct app *app, void *state)
{
	struct search *s = state;
	int y = FRAME_BODY, rows;

	(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("照会書の番号を読み取るか、番号・氏名・フリガナ・生年月日を入力してください"));
	(void)draw_text(y, FRAME_LEFT, 8, LOOK_PLAIN, tr("さがす"));
	app_cursor(app, y, lineedit_draw(&s->line, y, FRAME_LEFT + 10, draw_cols() - 2 * FRAME_LEFT - 40));
	(void)draw_format(y, draw_cols() - 28, 27, LOOK_PLAIN, tr("状態: %s"), state_words(s->state));
	y += 2;
	rows = draw_rows() - FRAME_FOOT - y;
	if (s->choosing) {
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
		    tr("何のためにさがしますか。監査の記録に残ります"));
		app_cursor(app, listbox_draw(&s->purposes, y + 1, FRAME_LEFT - 2, rows - 1, draw_cols() - FRAME_LEFT),
		    FRAME_LEFT - 2);
	} else if (s->searched)
		app_cursor(app, case_list_draw(&s->list, y, rows), FRAME_LEFT - 2);
	else
		(void)draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_PLAIN, tr("Enter でさがします。カナはローマ字でも打てます。何も入れなければ新しい順に出ます"));
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "さがす・開く",
	    .help = "さがします。はじめに目的を選びます。見つかったものは上下の矢印で選び、もう一度押すと開きます",
	    .act = take },
	{ .key = PRESS_TAB, .label = "状態", .help = "さがす案件の状態を順に替えます。Shift-Tab で前に戻ります", .act = turn_state },
	{ .label = NULL },
};

const struct screen search_screen = {
	.name = "search",
	.title = "案件をさがす",
	.help =
	    "番号は読み取り機でも手でも、通し番号だけ(18)でもかまいません。氏名は前の方だけでよく、そのあとに生年月日を続けると絞れます。",
	.keys = keys,
	.state_size = sizeof(struct search),
	.begin = begin,
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
