/* What a crash, a cut line or a pulled card left half done: finish it or undo it. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/own-card.h"
#include "tui/widget/listbox.h"
#include "tui/app/words.h"

#define TEXT_MAX (PERSON_NAME_MAX + 96)

struct half_done_list { struct listbox list; char texts[VISIT_HALF_DONE_MAX][TEXT_MAX]; };

static void
show(struct app *app, void *state)
{
	struct half_done_list *s = state;
	unsigned i;

	app->half_done = app->work.half_done_count;
	app->oldest = app->work.half_done[0];
	s->list.count = 0;
	for (i = 0; i < app->work.half_done_count; i++) {
		const struct half_done *h = &app->work.half_done[i];

		(void)snprintf(s->texts[i], sizeof s->texts[i], "%s %s%s%s", h->number, h->name,
		    h->name[0] != '\0' ? "  " : "", visit_procedure_name(h->procedure));
		listbox_add(&s->list, s->texts[i], h->live ? tr("動いています") : tr(h->step), (int)i);
	}
	listbox_settle(&s->list);
}

static void
enter(struct app *app, void *state)
{
	(void)state;
	app_ask(app, job_survey, NULL);
}

static const struct half_done *
focus(const struct app *app, const struct half_done_list *s)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	return row != NULL ? &app->work.half_done[row->value] : NULL;
}

/* Nobody here can know whether it still runs. */
static void
draw_elsewhere(const struct app *app, const struct half_done *h, int y)
{
	(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
	    tr("ほかの端末 %s で動いています。終わるまで触れません"), h->host);
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, app_may(app, ACT_DECLARE_DEAD) ?
	    tr("その端末がもうないときだけ、F7 で引き取れます") :
	    tr("その端末がもうないときは、責任者か管理者に頼んでください"));
}

static void
draw_one(const struct app *app, const struct half_done *h, int y)
{
	char since[64];
	unsigned k;

	date_words(h->since.date, since, sizeof since);
	(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("始めた時: %s %02d:%02d   担当: %s"), since,
	    h->since.hour,
	    h->since.minute, h->clerk);
	(void)draw_format(y + 1, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("最後の段階: %s"), tr(h->step));
	if (h->elsewhere) {
		draw_elsewhere(app, h, y + 2);
		return;
	}
	if (h->card_for != NULL && !h->live)
		(void)draw_text(y + 3, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr(h->card_for));
	(void)draw_text(y + 2, FRAME_LEFT, draw_cols(), LOOK_PLAIN, h->live ?
	    tr("いま動いています。終わるまで触れません") :
	    h->card_for != NULL ? tr("同じカードを置いてから F2 を押してください") :
	    tr("カードがあれば F2、なければ F3 を押してください"));
	for (k = 0; k < PIN_COUNT; k++) {
		if (h->pins_in_doubt & 1u << k)
			(void)draw_format(y + 3, FRAME_LEFT, draw_cols(), LOOK_STRONG,
			    tr("%sは新旧どちらか分かりません。設定し直してください"), pin_label((enum pin_kind)k));
	}
}

static void
draw(struct app *app, void *state)
{
	struct half_done_list *s = state;
	const struct half_done *h = focus(app, s);
	int rows = frame_rows() - 6;

	app_cursor(app, listbox_draw(&s->list, FRAME_BODY + 1, FRAME_LEFT - 2, rows, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
	if (h != NULL)
		draw_one(app, h, FRAME_BODY + 2 + rows);
}

static const char *
outcome(enum recovery r)
{
	return r == RECOVERY_FINISHED ? tr("処理を最後まで終えました。新しい証明書が使えます") :
	    r == RECOVERY_UNDONE ? tr("処理を取り消しました。カードは元のままです") :
	    tr("カードが要ります。同じカードを置いて F2 を押してください");
}

static void
recovered(struct app *app, enum err e)
{
	char pins[256], said[APP_MESSAGE];

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	desk_pins_words(&app->work.result, pins, sizeof pins);
	(void)snprintf(said, sizeof said, "%s%s%s", outcome(app->work.recovery),
	    pins[0] == '\0' ? "" : lang_now() == LANG_JA ? "。" : ". ", pins);
	app_say(app, said);
	app_ask(app, job_survey, NULL);
}

static void
recover(struct app *app, const struct half_done_list *s, bool with_card)
{
	const struct half_done *h = focus(app, s);

	(void)snprintf(app->work.number, sizeof app->work.number, "%s", h->number);
	app->work.with_card = with_card;
	own_card_forget_opened(app);
	app_work(app, job_recover, recovered);
}

static void
with_card(struct app *app, void *state)
{
	if (app->reader.card)
		recover(app, state, true);
	else
		app_refuse(app, ERR_CARD_NONE);
}

static void
without_card(struct app *app, void *state)
{
	recover(app, state, false);
}

static bool
can_with(const struct app *app, const void *state)
{
	const struct half_done *h = focus(app, state);

	return h != NULL && !h->live;
}

static bool
can_without(const struct app *app, const void *state)
{
	const struct half_done *h = focus(app, state);

	return h != NULL && !h->live && h->card_for == NULL;
}

static bool
can_declare(const struct app *app, const void *state)
{
	const struct half_done *h = focus(app, state);

	return h != NULL && h->elsewhere && app_may(app, ACT_DECLARE_DEAD);
}

static void
declared(struct app *app, enum err e)
{
	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	app_say(app, tr("記録しました。カードがあれば F2、なければ F3 で片付けられます"));
	if (app_top(app) == &half_done_screen)
		app_show(app);
}

static void
declare(struct app *app)
{
	app_work(app, job_gone, declared);
}

static void
ask_gone(struct app *app, void *state)
{
	const struct half_done *h = focus(app, state);
	char since[64], text[512];

	if (h == NULL)
		return;
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", h->number);
	(void)snprintf(app->work.host, sizeof app->work.host, "%s", h->host);
	date_words(h->since.date, since, sizeof since);
	(void)snprintf(text, sizeof text, tr("端末 %s で %s が %s %02d:%02d に始めた処理です。その端末がもうないことを確かめましたか。記録に残ります"),
	    h->host, h->clerk, since, h->since.hour, h->since.minute);
	dialog_ask(app, "端末がもうない", text, &(struct dialog_choice){
	    .label = "もうないと記録する", .act = declare });
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct half_done_list *s = state;
	bool taken;

	(void)app;
	return listbox_press(&s->list, p, &taken);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "カードで続ける",
	    .help = "置いてあるカードを読み、終わらせるか元に戻します",
	    .act = with_card, .can = can_with },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_U, .label = "カードなしで取消し",
	    .help = "カードがなくてもできる取消しだけをします",
	    .act = without_card, .can = can_without },
	{ .key = PRESS_F7, .twin = PRESS_CTRL_P, .label = "引き取る",
	    .help = "ほかの端末がもうないと記録し、ここで片付けられるようにします。責任者だけです",
	    .act = ask_gone, .can = can_declare },
	{ .label = NULL },
};

const struct screen half_done_screen = {
	.name = "half-done",
	.title = "途中の処理",
	.help =
	    "カードが抜けたり、電源が切れたりして止まった処理です。カードがあれば続きを終えるか元に戻し、なければ取り消せるものだけ取り消します。",
	.keys = keys,
	.state_size = sizeof(struct half_done_list),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
