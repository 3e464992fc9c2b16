/* What is to be done at the authority's terminal for a case that was handed over: the steps of its slip. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "forms/terminal.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/terminal.h"
#include "tui/widget/draw.h"

struct terminal {
	char number[CASE_NUMBER_MAX];
	struct terminal_step steps[TERMINAL_STEPS_MAX];
	size_t count, at;
	bool loaded;
};

static void
begin(struct app *app, void *state, const void *number)
{
	(void)app;
	(void)snprintf(((struct terminal *)state)->number, CASE_NUMBER_MAX, "%s", (const char *)number);
}

static void
show(struct app *app, void *state)
{
	const struct case_consent *consent = &app->work.consent;
	struct terminal *s = state;

	terminal_loaded(app);
	s->loaded = true;
	s->count = terminal_steps(&app->work.open.file, app->work.want.until,
	    consent->agreed ? &consent->pairs : NULL, app->visit.by_staff, lang_now(), s->steps);
}

static void
loaded(struct app *app, void *state, enum err e)
{
	if (e == ERR_NONE) {
		show(app, state);
		return;
	}
	app_close(app);
	dialog_fail(app, e, NULL, NULL);
}

static void
enter(struct app *app, void *state)
{
	struct terminal *s = state;

	if (!s->loaded)
		terminal_load(app, s->number, loaded);
}

static void
leave(struct app *app, void *state)
{
	if (((const struct terminal *)state)->loaded)
		terminal_leave(app);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	const bool space = p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000);
	struct terminal *s = state;

	(void)app;
	if ((p->key == PRESS_DOWN || p->key == PRESS_TAB || space) && s->at + 1 < s->count)
		s->at++;
	else if ((p->key == PRESS_UP || p->key == PRESS_BACKTAB) && s->at > 0)
		s->at--;
	else
		return false;
	return true;
}

/* A blank line between two, as long as there is room: the eye comes from another screen and finds its place again. */
static void
draw(struct app *app, void *state)
{
	struct terminal *s = state;
	const int rows = frame_rows() - 2, each = (int)s->count * 2 - 1 <= rows ? 2 : 1;
	int y = FRAME_BODY + 1, at = y;
	size_t i = (int)s->at < rows ? 0 : s->at + 1 - (size_t)rows;

	if (!s->loaded) {
		(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("案件を読んでいます"));
		app_cursor(app, y, FRAME_LEFT);
		return;
	}
	for (; i < s->count && y < FRAME_BODY + 1 + rows; i++, y += each) {
		const bool focus = i == s->at;

		if (focus)
			draw_focus(at = y, FRAME_LEFT - 2, 4);
		(void)draw_format(y, FRAME_LEFT, 2, focus ? LOOK_FOCUS : LOOK_PLAIN, "%zu", i + 1);
		(void)draw_text(y, FRAME_LEFT + 3, draw_cols() - FRAME_LEFT - 5, focus ? LOOK_STRONG : LOOK_PLAIN,
		    s->steps[i].text);
	}
	(void)draw_text(FRAME_BODY + frame_rows() - 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
	    handover_without_card(&app->work.open.file) ?
	    tr("印字が戻ったら F2 か、はじめの画面の F11 で受け取ります") :
	    tr("戻ったカードを置くと、この受付の受取りになります。次の方の受付を始められます"));
	app_cursor(app, at, FRAME_LEFT - 2);
}

static void
home(struct app *app, void *state)
{
	(void)state;
	app_home(app);
}

static void
take_back(struct app *app, void *state)
{
	char number[CASE_NUMBER_MAX];

	memcpy(number, ((const struct terminal *)state)->number, sizeof number);
	app_close(app);
	app_open_with(app, &taken_screen, number);
}

static void
print(struct app *app, void *state)
{
	(void)state;
	print_at_once(app, app->work.open.file.number, PAPER_TERMINAL);
}

static bool
can_print(const struct app *app, const void *state)
{
	return ((const struct terminal *)state)->loaded && app_may(app, ACT_PRINT);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "受取り",
	    .help = "統合端末から戻ったカードを読んで、頼んだとおりか確かめます",
	    .act = take_back },
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "印刷", .help = "同じことが書かれた紙を印刷します",
	    .act = print,
	    .can = can_print },
	{ .key = PRESS_ENTER, .label = "はじめへ", .help = "はじめの画面に戻り、次の方の受付を始めます", .act = home },
	{ .label = NULL },
};

const struct screen terminal_screen = {
	.name = "terminal",
	.title = "統合端末ですること",
	.help = "統合端末で行うことの順です。矢印かスペースキーで次の行に移ります。暗証番号はここでは入力しません。",
	.keys = keys,
	.state_size = sizeof(struct terminal),
	.fresh_keys = true,
	.begin = begin,
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
	.leave = leave,
};
