/* Home: what can be begun, what is on the reader, what stands in the middle. */
#include "tui/scr.h"

#include "lang.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/jobs.h"
#include "tui/listbox.h"

enum task { TASK_RECEPTION, TASK_HALF_DONE };

struct home { struct listbox list; };

static void
surveyed(struct app *app, enum err e)
{
	if (e != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	app->half_done = app->work.half_done_count;
}

static void
enter(struct app *app, void *state)
{
	struct home *h = state;
	size_t at = h->list.at;

	h->list = (struct listbox){ .numbers = true, .at = at };
	listbox_add(&h->list, tr("受付"), tr("カードを置くか Enter"), TASK_RECEPTION);
	listbox_add(&h->list, tr("途中の処理"), tr("止まった処理の続きか、取消し"), TASK_HALF_DONE);
	app_work(app, job_survey, surveyed);
}

static void
draw(struct app *app, void *state)
{
	struct home *h = state;
	int y = FRAME_BODY + 1;

	if (app->half_done > 0) {
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG,
		    tr("途中で止まった処理が %u件あります。先に片付けてください"), app->half_done);
		y += 2;
	}
	if (reader_screen_can_open(app, state)) {
		(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("リーダー: %u台 (F8で選ぶ)"), app->reader.readers);
		y += 2;
	}
	app_cursor(app, listbox_draw(&h->list, y, FRAME_LEFT - 2, draw_rows() - FRAME_FOOT - y, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static void
open_reception(struct app *app, void *state)
{
	(void)state;
	app_open(app, &card_screen);
}

static void
open_half_done(struct app *app, void *state)
{
	(void)state;
	app_open(app, &half_done_screen);
}

static void
take(struct app *app, void *state)
{
	struct home *h = state;
	const struct listbox_row *row = listbox_focus(&h->list);

	if (row == NULL)
		return;
	if (row->value == TASK_RECEPTION)
		open_reception(app, state);
	else
		open_half_done(app, state);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct home *h = state;
	bool taken, mine = listbox_press(&h->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
card(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card)
		app_open(app, &card_screen);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_R, .label = "受付", .help = "受付を始めます。カードを置いても始まります",
	    .act = open_reception },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "途中", .help = "途中で止まった処理の一覧を出します",
	    .act = open_half_done },
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "リーダー", .help = "使うカードリーダーを選びます",
	    .act = reader_screen_open, .can = reader_screen_can_open },
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ仕事を始めます。先頭の数字でも選べます", .act = take },
	{ .label = NULL },
};

const struct screen home_screen = {
	.name = "home",
	.title = "はじめ",
	.help = "カードをリーダーに置くと受付が始まります。途中で止まった処理があるときは、先に片付けます。",
	.keys = keys,
	.state_size = sizeof(struct home),
	.enter = enter,
	.draw = draw,
	.press = press,
	.card = card,
};
