/* A box over the screen: a failure with what to do about it, or a question. */
#include "tui/app/dialog.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/widget/draw.h"
#include "tui/widget/keybar.h"
#include "tui/term/term.h"

#define CELLS 64

struct dialog {
	const char *title;
	char text[512], next[512], more[256];
	const char *code;
	struct dialog_choice choice;
	bool question;
};

static void
close_with(struct app *app, void (*act)(struct app *))
{
	app_close(app);
	if (act != NULL)
		act(app);
}

static void
accept(struct app *app, void *state)
{
	close_with(app, ((struct dialog *)state)->choice.act);
}

static void
back(struct app *app, void *state)
{
	close_with(app, ((struct dialog *)state)->choice.otherwise);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "そうする", .help = "書かれているとおりにします", .act = accept },
	{ .key = PRESS_ESC, .label = "戻る", .help = "何もせずに戻ります", .act = back,
	    .quiet = true },
	{ .label = NULL },
};

static int
draw_choice(int y, int x, const char *key, const char *label)
{
	x += draw_format(y, x, CELLS - 4, LOOK_FOCUS, " %s ", key) + 1;
	return x + draw_text(y, x, CELLS - 10, LOOK_PLAIN, tr(label)) + 3;
}

static void
draw(struct app *app, void *state)
{
	const struct dialog *d = state;
	int rows = 13, y = (draw_rows() - rows) / 2, x = (draw_cols() - CELLS) / 2, at = y + 2;

	draw_box(y, x, rows, CELLS);
	(void)draw_format(y, x + 2, CELLS - 4, d->code != NULL ? LOOK_BAD : LOOK_STRONG, " %s ", tr(d->title));
	at += draw_wrap(at, x + 3, CELLS - 6, 3, LOOK_STRONG, d->text) + 1;
	at += draw_wrap(at, x + 3, CELLS - 6, 2, LOOK_PLAIN, d->next);
	if (d->more[0] != '\0')
		(void)draw_wrap(at, x + 3, CELLS - 6, 2, LOOK_PLAIN, d->more);
	at = y + rows - 3;
	app_cursor(app, at, x + 3);
	at = draw_choice(at, x + 3, keybar_name(PRESS_ENTER), d->choice.label);
	if (d->question || d->choice.act != NULL)
		(void)draw_choice(y + rows - 3, at, keybar_name(PRESS_ESC),
		    d->choice.esc != NULL ? d->choice.esc : "やめる");
	if (d->code != NULL)
		(void)draw_format(y + rows - 1, x + CELLS - 26, 24, LOOK_FAINT, " %s ", d->code);
}

static void
begin(struct app *app, void *state, const void *what)
{
	(void)app;
	*(struct dialog *)state = *(const struct dialog *)what;
}

const struct screen dialog_screen = {
	.name = "dialog",
	.title = "お知らせ",
	.help = "起きたことと、次にすることを読んで、Enter か Esc を押します。",
	.keys = keys,
	.state_size = sizeof(struct dialog),
	.over = true,
	.fresh_keys = true,
	.begin = begin,
	.draw = draw,
};

static const struct dialog_choice fine = { .label = "分かりました" };

void
dialog_ask(struct app *app, const char *title, const char *text, const struct dialog_choice *choice)
{
	struct dialog d = { .title = title, .choice = choice != NULL ? *choice : fine, .question = true };

	(void)snprintf(d.text, sizeof d.text, "%s", tr(text));
	app_open_with(app, app_screen(app, SCREEN_DIALOG), &d);
}

void
dialog_fail(struct app *app, enum err e, const char *more, const struct dialog_choice *choice)
{
	struct dialog d = { .title = "できませんでした", .choice = choice != NULL ? *choice : fine, .code = err_name(e) };

	app->card_other |= e == ERR_CARD_OTHER;
	(void)snprintf(d.text, sizeof d.text, "%s", err_what(e, lang_now()));
	(void)snprintf(d.next, sizeof d.next, "%s", err_next(e, lang_now()));
	(void)snprintf(d.more, sizeof d.more, "%s", more != NULL ? more : "");
	app_open_with(app, app_screen(app, SCREEN_DIALOG), &d);
	term_beep();
}
