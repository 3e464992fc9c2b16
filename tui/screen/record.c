/* One summary before a visit is recorded that doesn't end with the card today: who, what, where the letter goes. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/flow/entry.h"
#include "tui/app/frame.h"
#include "tui/flow/navigate.h"
#include "tui/app/words.h"

static int
line_as(enum look look, int y, const char *label, const char *text)
{
	if (text[0] == '\0')
		return y;
	(void)draw_text(y, FRAME_LEFT, 14, LOOK_PLAIN, label);
	return y + draw_wrap(y, FRAME_LEFT + 14, draw_cols() - 2 * FRAME_LEFT - 14, 3, look, text);
}

static int
line(int y, const char *label, const char *text)
{
	return line_as(LOOK_STRONG, y, label, text);
}

/* Where the letter goes and until when it has to be answered. */
static int
draw_letter(const struct app *app, int y)
{
	const struct visit *v = &app->visit;
	const struct date today = app_now(app).date;
	const struct inquiry_style *style = profile_letter(decide_profile(app), &v->reception.facts, today);
	struct date until = navigate_asks_until(app) ? v->until :
	    profile_reply_until(decide_profile(app), style, today, &v->reception.facts);
	char text[64];

	y = line(y, tr("書面"), style->form);
	y = line_as(LOOK_PERSON, y, tr("送り先"), v->person.address);
	y = line(y, tr("送り方"), style->mail);
	date_words(until, text, sizeof text);
	return line(y, tr("回答の期限"), text);
}

static void
draw(struct app *app, void *state)
{
	const struct visit *v = &app->visit;
	enum outcome goal = navigate_goal(app);
	char text[256];
	int y = FRAME_BODY + 1;

	(void)state;
	y = line_as(LOOK_PERSON, y, tr("だれの"), v->person.name);
	date_words(v->person.born, text, sizeof text);
	y = line_as(LOOK_PERSON, y, "", text);
	y = line_as(LOOK_PERSON, y, tr("来た方"), v->proxy.name);
	visit_name(v, text, sizeof text);
	y = line(y, tr("なにを"), text) + 1;
	y = line(y, tr("結果"), tr(outcome_name(goal)));
	if (goal == OUTCOME_INQUIRY)
		y = draw_letter(app, y);
	else
		y = line(y, "", tr("カードと、封をした暗証番号をお預かりします"));
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("> よければ Enter を押してください。受付番号が付きます"));
	app_cursor(app, y + 1, FRAME_LEFT);
}

static void
go(struct app *app, void *state)
{
	(void)state;
	navigate_record(app);
}

static void
proxy(struct app *app, void *state)
{
	(void)state;
	app_close(app);
	entry_open_proxy(app);
}

static bool
can_proxy(const struct app *app, const void *state)
{
	(void)state;
	return app->visit.proxy.name[0] != '\0';
}

static void
until(struct app *app, void *state)
{
	(void)state;
	app_close(app);
	entry_open_until(app);
}

static bool
can_until(const struct app *app, const void *state)
{
	(void)state;
	return navigate_asks_until(app);
}

static const struct key keys[] = {
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "来た方を直す", .help = "来た方の氏名などを入力し直します",
	    .act = proxy, .can = can_proxy },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "期限を直す", .help = "回答の期限を入力し直します",
	    .act = until, .can = can_until },
	{ .key = PRESS_ENTER, .label = "記録する", .help = "受付を記録し、案件の画面に移ります", .act = go },
	{ .label = NULL },
};

const struct screen record_screen = {
	.name = "record",
	.title = "記録の前の確認",
	.help = "だれの、なにを、どういう結果で記録するのかを見ます。違っていれば Esc で戻って直します。",
	.keys = keys,
	.fresh_keys = true,
	.draw = draw,
};
