/* What came of PINs that the applicant wanted to know to be right. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/flow/on-reader.h"
#include "tui/flow/perform.h"
#include "tui/term/term.h"
#include "tui/widget/draw.h"

struct checked { bool known; };

/* The tries shown before are old now. */
static void
leave(struct app *app, void *state)
{
	(void)state;
	app->visit.card_known = false;
}

static void
show(struct app *app, void *state)
{
	(void)app;
	((struct checked *)state)->known = true;
}

static void
told(struct app *app, void *state, enum err e)
{
	app->visit.secrets.last_tries = 0;
	visit_forget_pins(&app->visit);
	if (e == ERR_NONE && app->work.checked[PIN_SIGN].sign.state != VIEW_ABSENT) {
		memcpy(app->opened.card, app->visit.card.identity, sizeof app->opened.card);
		app->opened.sign = app->work.checked[PIN_SIGN].sign;
	}
	if (e != ERR_NONE) {
		app_close(app);
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	show(app, state);
}

static void
enter(struct app *app, void *state)
{
	if (!((struct checked *)state)->known)
		app_ask(app, job_check_pins, told);
}

/* What is beside the usual is said in the words of the failure. */
static int
draw_one(int y, const struct desk_checked *c, enum pin_kind pin)
{
	const int x = FRAME_LEFT + 2 + 36, room = draw_cols() - x - FRAME_LEFT;
	char until[64];

	(void)draw_text(y, FRAME_LEFT + 2, 35, LOOK_PLAIN, pin_label(pin));
	if (c->e == ERR_NONE)
		(void)draw_text(y, x, room, LOOK_GOOD, tr("合っています"));
	else if (c->e == ERR_PIN_WRONG)
		(void)draw_format(y, x, room, LOOK_BAD, tr("違います。残り %d 回"), c->left);
	else
		y += draw_wrap(y, x, room, 3, LOOK_STRONG, err_what(c->e, lang_now())) - 1;
	date_words(c->sign.expires, until, sizeof until);
	if (c->sign.state != VIEW_ABSENT)
		(void)draw_format(++y, FRAME_LEFT + 2, draw_cols() - FRAME_LEFT - 2, LOOK_PLAIN,
		    tr("署名用電子証明書の有効期限          %s"), until);
	return y + 2;
}

static void
draw(struct app *app, void *state)
{
	int y = FRAME_BODY + 1;
	unsigned k;

	if (on_reader_draw(app, tr("暗証番号の確認")))
		return;
	if (!((const struct checked *)state)->known) {
		(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("カードを動かさないでください"));
		app_cursor(app, y, FRAME_LEFT);
		return;
	}
	for (k = 0; k < PIN_COUNT; k++) {
		if (app->work.checked[k].asked)
			y = draw_one(y, &app->work.checked[k], (enum pin_kind)k);
	}
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr("> Enter でカードの確認に戻ります"));
	app_cursor(app, y, FRAME_LEFT);
}

static void
back(struct app *app, void *state)
{
	(void)state;
	app_close(app);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "戻る", .help = "カードの確認に戻り、残り回数を読み直します", .act = back },
	{ .label = NULL },
};

const struct screen checked_screen = {
	.name = "checked",
	.title = "暗証番号の確認",
	.help =
	    "暗証番号がカードのものと合うかを見ます。カードは変わりません。違うものは残り回数が1回減ります。",
	.keys = keys,
	.state_size = sizeof(struct checked),
	.live = true,
	.pins = true,
	.fresh_keys = true,
	.enter = enter,
	.show = show,
	.draw = draw,
	.card = perform_card,
	.leave = leave,
};
