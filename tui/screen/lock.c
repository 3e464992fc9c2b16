/* The screen shown while the clerk is away. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/term/term.h"

static void
unlock(struct app *app, void *state)
{
	(void)state;
	if (app->lock.command[0] != '\0' && !term_lend()) {
		app_flush(app);
		app_say(app, tr("確かめられませんでした。もう一度 Enter を押してください"));
		return;
	}
	app_flush(app);
	app_uncover(app);
}

static void
draw(struct app *app, void *state)
{
	const char *way = app->lock.command[0] != '\0' ? tr("続けるときは Enter を押してください。本人かどうかを確かめます") :
	    tr("続けるときは Enter を押してください");
	char text[128];
	int y = draw_rows() / 2 - 4;

	(void)state;
	draw_centre(y, LOOK_STRONG, tr("画面をロックしています"));
	(void)snprintf(text, sizeof text, tr("職員: %s"), app->place.clerk);
	draw_centre(y + 3, LOOK_PLAIN, text);
	draw_centre(y + 6, LOOK_PLAIN, way);
	app_cursor(app, y + 6, (draw_cols() - (int)text_cells(way)) / 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "続ける", .help = "元の画面に戻ります。入力の途中だった暗証番号は、はじめから入力します",
	    .act = unlock },
	{ .label = NULL },
};

const struct screen lock_screen = {
	.name = "lock",
	.live = true,
	.title = "ロック",
	.help = "しばらくキーが押されないときや、席を離れるとき(F12)に、受付の内容を隠します。受付はそのまま残り、受け持ちも変わりません。",
	.keys = keys,
	.alone = true,
	.draw = draw,
};
