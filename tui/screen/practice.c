/* The eleven cards of practice: one is put on the reader. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "desk/practice.h"
#include "base/lang.h"
#include "card/virtual/virtual.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/widget/listbox.h"
#include "tui/app/words.h"

#define DAYS 14

struct practice { struct listbox list; };

static void
enter(struct app *app, void *state)
{
	struct practice *s = state;
	const struct practice_card *c;
	int i = 0;

	(void)app;
	s->list = (struct listbox){ .finds = true, .note_at = 54 };
	for (c = practice_cards(); c->name != NULL; c++) {
		listbox_add(&s->list, lang_now() == LANG_JA ? c->ja : c->en, c->name, i);
		s->list.rows[i++].reading = c->name;
	}
}

static void
draw(struct app *app, void *state)
{
	struct practice *s = state;

	(void)draw_text(FRAME_BODY + 1, FRAME_LEFT, draw_cols(), LOOK_PLAIN,
	    tr("リーダーに置くカードを選んでください。あとで同じキーを押すと取り上げます"));
	app_cursor(app, listbox_draw(&s->list, FRAME_BODY + 3, FRAME_LEFT - 2, frame_rows() - 4,
	    draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static void
made(struct app *app, enum err e)
{
	(void)snprintf(app->practice.path, sizeof app->practice.path, "%s", app->work.path);
	app_close(app);
	if (e == ERR_NONE)
		e = virtual_wire_put(app->wire, app->practice.path);
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
}

static void
put_on(struct app *app, const struct practice *s, bool anew)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	if (row == NULL)
		return;
	app->work.anew = anew;
	(void)snprintf(app->work.practice, sizeof app->work.practice, "%s", row->note);
	(void)snprintf(app->work.folder, sizeof app->work.folder, "%s", app->practice.folder);
	app_work(app, job_practice, made);
}

static void
take(struct app *app, void *state)
{
	put_on(app, state, false);
}

static void
take_anew(struct app *app, void *state)
{
	put_on(app, state, true);
}

/* Half-done work may still need the old one. */
static bool
can_take_anew(const struct app *app, const void *state)
{
	(void)state;
	return app->half_done == 0;
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct practice *s = state;
	bool taken;

	(void)app;
	return listbox_press(&s->list, p, &taken);
}

/* The letter has come and been answered: the second visit can be practised. */
static void
pass_days(struct app *app, void *state)
{
	char day[64], said[128];

	(void)state;
	app->practice.advance(DAYS);
	app_home(app);
	date_words(app_now(app).date, day, sizeof day);
	(void)snprintf(said, sizeof said, tr("練習の日付を %d日進めました: %s"), DAYS, day);
	app_say(app, said);
}

static bool
can_pass_days(const struct app *app, const void *state)
{
	(void)state;
	return app->practice.advance != NULL;
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "置く", .help = "選んだカードをリーダーに置きます。文字を打つと絞り込めます",
	    .act = take },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "作り直して置く",
	    .help = "前に使ったカードの代わりに、はじめの状態のカードを作って置きます", .act = take_anew, .can = can_take_anew },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "2週間後にする",
	    .help = "練習の日付を14日進めます。2回目の来庁の練習に", .act = pass_days, .can = can_pass_days },
	{ .label = NULL },
};

const struct screen practice_screen = {
	.name = "practice",
	.title = "練習用のカード",
	.help =
	    "練習で覚えておきたい場面ごとに、カードが1枚ずつあります。暗証番号は署名用が MADO1234、ほかは 1234 です。",
	.keys = keys,
	.state_size = sizeof(struct practice),
	.enter = enter,
	.draw = draw,
	.press = press,
};
