/* The keys that are the same on every screen. */
#include "card/virtual/virtual.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/term/term.h"

static void
help(struct app *app, void *state)
{
	(void)state;
	app_open(app, app_screen(app, SCREEN_HELP));
}

static bool
can_help(const struct app *app, const void *state)
{
	(void)state;
	return app_top(app) != app_screen(app, SCREEN_HELP);
}

/* From the help it takes the help's place: what can be done is that of the screen beneath. */
static void
commands(struct app *app, void *state)
{
	(void)state;
	if (app_top(app) == app_screen(app, SCREEN_HELP))
		app_replace(app, app_screen(app, SCREEN_COMMANDS));
	else
		app_open(app, app_screen(app, SCREEN_COMMANDS));
}

static bool
can_commands(const struct app *app, const void *state)
{
	const struct screen *top = app_top(app);

	(void)state;
	return !app_alone(app) && !app_busy(app) && !top->over && top != app_screen(app, SCREEN_COMMANDS) &&
	    top != app_screen(app, SCREEN_LOCK);
}

/* Takes the card off at any moment, also while steps run: that is what has to be practised. */
static void
practice(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card)
		virtual_wire_pull(app->wire);
	else if (!app_busy(app))
		app_open(app, app_screen(app, SCREEN_PRACTICE));
	else if (app->practice.path[0] != '\0' && virtual_wire_put(app->wire, app->practice.path) != ERR_NONE)
		term_beep();
}

static bool
can_practice(const struct app *app, const void *state)
{
	(void)state;
	return app->practice.on && app_may(app, ACT_PRACTISE) && !app_over_pcsc(app) &&
	    app_top(app) != app_screen(app, SCREEN_PRACTICE) && !app_alone(app);
}

static void
back(struct app *app, void *state)
{
	(void)state;
	app_close(app);
}

static bool
can_back(const struct app *app, const void *state)
{
	(void)state;
	return app->depth > 1 && !app_busy(app) && app_top(app) != app_screen(app, SCREEN_LOCK);
}

static void
end_now(struct app *app)
{
	app->ending = true;
}

static void
end(struct app *app, void *state)
{
	(void)state;
	if (app->visit.procedure[0] == '\0' || app->visit.at_rest) {
		end_now(app);
		return;
	}
	dialog_ask(app, "終了します", "この受付は途中です。終了すると、はじめからになります", &(struct dialog_choice){
	    .label = "終了する", .act = end_now });
}

static bool
can_end(const struct app *app, const void *state)
{
	(void)state;
	return !app_alone(app) && !app_top(app)->over && !app_busy(app);
}

static void
redraw(struct app *app, void *state)
{
	(void)app;
	(void)state;
	term_redraw();
}

static void
lock(struct app *app, void *state)
{
	(void)state;
	lock_now(app);
}

static bool
can_lock(const struct app *app, const void *state)
{
	(void)state;
	return !lock_on(app) && !app_busy(app);
}

const struct key app_keys[] = {
	{ .key = PRESS_F1, .twin = PRESS_CTRL_G, .label = "説明", .help = "この画面ですることと、使えるキーを出します",
	    .act = help, .can = can_help },
	{ .key = PRESS_F9, .twin = PRESS_CTRL_K, .label = "カード",
	    .help = "練習用のカードを置きます。置いてあれば、いつでも取り上げます",
	    .act = practice, .can = can_practice },
	{ .key = PRESS_ESC, .label = "戻る", .help = "ひとつ前に戻ります", .act = back, .can = can_back },
	{ .key = PRESS_F10, .twin = PRESS_CTRL_X, .label = "終了", .help = "終わります。途中の受付があれば確かめます",
	    .act = end, .can = can_end },
	{ .key = PRESS_F12, .twin = PRESS_CTRL_V, .label = "画面を隠す", .help = "席を離れるとき、画面を隠します",
	    .act = lock, .can = can_lock, .quiet = true, .unseen = true },
	{ .key = PRESS_INSERT, .twin = PRESS_CTRL_SLASH, .label = "できること",
	    .help = "この画面でできることの一覧を出します。ことばを打つと絞り込めます",
	    .act = commands, .can = can_commands, .quiet = true },
	{ .key = PRESS_CTRL_L, .label = "描き直し", .help = "画面を描き直します", .act = redraw, .quiet = true },
	{ .label = NULL },
};
