/* What was done, until when it is valid, and what to tell. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"

static int
draw_cert(int y, const struct desk_result *r, enum cert_kind kind)
{
	char until[64];

	if (!r->certs[kind].made)
		return y;
	(void)draw_text(y, FRAME_LEFT + 2, 28, LOOK_PLAIN, cert_name(kind, lang_now()));
	if (!date_given(r->certs[kind].expires)) {
		(void)draw_text(y, FRAME_LEFT + 30, draw_cols() - FRAME_LEFT - 30, LOOK_STRONG,
		    tr("暗証番号を入れずに完了したので、読んでいません"));
		return y + 1;
	}
	date_words(r->certs[kind].expires, until, sizeof until);
	(void)draw_format(y, FRAME_LEFT + 30, draw_cols() - FRAME_LEFT - 30, LOOK_STRONG, tr("%s まで有効"), until);
	return y + 1;
}

static int
draw_telling(int y, const struct telling *t)
{
	struct buf b = { 0 };
	int lines;

	telling_words(t, &b);
	lines = draw_wrap(y, FRAME_LEFT + 2, draw_cols() - 2 * FRAME_LEFT - 2, 2, LOOK_PLAIN, buf_text(&b));
	buf_free(&b);
	return lines;
}

static int
draw_pins(int y, const struct visit *v)
{
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		if (v->pins & 1u << k)
			(void)draw_format(y++, FRAME_LEFT + 2, draw_cols() - FRAME_LEFT - 2, LOOK_STRONG,
			    tr("%sを設定しました"), pin_label((enum pin_kind)k));
	}
	return y;
}

/* A kept card has nobody to be given to yet. */
static bool
is_kept(const struct app *app)
{
	const struct kept *k = &app->work.open.kept;

	return k->number[0] != '\0' && strcmp(k->number, app->visit.number) == 0 && !date_given(k->returned.date);
}

static void
draw(struct app *app, void *state)
{
	const struct decision *d = &app->visit.reception.decision;
	const struct desk_result *r = &app->work.result;
	int y = FRAME_BODY + 1;
	size_t i;

	(void)state;
	(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%sが終わりました"),
	    visit_procedure_name(app->visit.procedure));
	y = draw_cert(y + 2, r, CERT_SIGN);
	y = draw_cert(y, r, CERT_AUTH);
	y = draw_pins(y, &app->visit);
	if (app->visit.fee > 0) {
		(void)draw_text(y, FRAME_LEFT + 2, 28, LOOK_PLAIN, tr("手数料"));
		(void)draw_format(y++, FRAME_LEFT + 30, draw_cols() - FRAME_LEFT - 30, LOOK_STRONG, tr("%ld円"), app->visit.fee);
	}
	y++;
	if (d->tell_count > 0)
		(void)draw_text(y++, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("お伝えすること"));
	for (i = 0; i < d->tell_count && y < draw_rows() - FRAME_FOOT - 3; i++)
		y += draw_telling(y, &d->tell[i]);
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols(), LOOK_STRONG, is_kept(app) ?
	    tr("> カードを預かりの場所に戻して、Enter を押してください") :
	    tr("> 本人の氏名と生年月日を言ってもらい、カードを返して Enter を押してください"));
	app_cursor(app, y + 1, FRAME_LEFT);
}

static void
shredded(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else
		app_home(app);
}

static void
shred(struct app *app)
{
	app->work.deed = (struct case_action){ .event = EVENT_SHRED };
	memcpy(app->work.deed.number, app->visit.number, sizeof app->work.deed.number);
	app_work(app, job_deed, shredded);
}

/* A paper with PINs doesn't outlive its use; one that wasn't shredded stays on the morning's list. */
static void
given(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else if (app->visit.by_staff)
		dialog_ask(app, "暗証番号の用紙", "暗証番号が書かれた用紙を、シュレッダーにかけましたか", &(struct dialog_choice){
		    .label = "かけた", .act = shred });
	else
		app_home(app);
}

/* The Enter is the tick: whoever takes the card has said whose it is. */
static void
finish(struct app *app, void *state)
{
	(void)state;
	memcpy(app->work.number, app->visit.number, sizeof app->work.number);
	if (is_kept(app))
		given(app, ERR_NONE);
	else
		app_work(app, job_said, given);
}

static void
leave_it(struct app *app, void *state)
{
	(void)state;
	app_home(app);
}

static void
loaded(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else
		app_open(app, &print_screen);
}

static void
print(struct app *app, void *state)
{
	(void)state;
	memcpy(app->work.number, app->visit.number, sizeof app->work.number);
	app_work(app, job_case, loaded);
}

static bool
can_print(const struct app *app, const void *state)
{
	(void)state;
	return app_may(app, ACT_PRINT);
}

static const struct key keys[] = {
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "印刷", .help = "この案件の書類を印刷します",
	    .act = print, .can = can_print },
	{ .key = PRESS_ENTER, .label = "終わり", .help = "氏名と生年月日を聞いて返したことを記録し、はじめの画面に戻ります。暗証番号の用紙があれば、裁断したかを確かめます",
	    .act = finish },
	{ .key = PRESS_ESC, .label = "終わり", .help = "はじめの画面に戻ります", .act = leave_it, .quiet = true },
	{ .label = NULL },
};

const struct screen result_screen = {
	.name = "result",
	.title = "できあがり",
	.help = "できた証明書の期限と、本人に伝えることです。本人の氏名と生年月日を言ってもらい、カードを返してから Enter を押します。合わなければ、返さずに Esc です。",
	.keys = keys,
	.fresh_keys = true,
	.draw = draw,
};
