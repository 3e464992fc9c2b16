/* What is wanted, where no card lies on the reader: a telephone call, a card that was lost, a proxy without it. */
#include "tui/screen/screens.h"

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/listbox.h"
#include "tui/flow/navigate.h"

struct procedures { struct listbox list; };

static const struct { const char *words; int procedure; unsigned certificates; } offers[] = {
	{ "更新 (署名用+利用者証明用)", PROCEDURE_RENEW, CERT_BOTH },
	{ "更新 (利用者証明用だけ)", PROCEDURE_RENEW, CERT_BIT(CERT_AUTH) },
	{ "更新 (署名用だけ)", PROCEDURE_RENEW, CERT_BIT(CERT_SIGN) },
	{ "発行 (署名用+利用者証明用)", PROCEDURE_ISSUE, CERT_BOTH },
	{ "発行 (利用者証明用)", PROCEDURE_ISSUE, CERT_BIT(CERT_AUTH) },
	{ "発行 (署名用)", PROCEDURE_ISSUE, CERT_BIT(CERT_SIGN) },
	{ "暗証番号の再設定", PROCEDURE_UNLOCK, 0 },
	{ "暗証番号の変更", PROCEDURE_CHANGE_PIN, 0 },
	{ "失効", PROCEDURE_REVOKE, 0 },
	{ "秘密鍵漏えい等の届出", PROCEDURE_REPORT_KEY, 0 },
	{ "顔認証カードへの切替え", PROCEDURE_WITHOUT_PINS, CERT_BOTH },
	{ "顔認証カードからの切替え", PROCEDURE_WITH_PINS, 0 },
	{ "認証業務情報の開示請求", PROCEDURE_DISCLOSURE, CERT_BOTH },
};

static void
enter(struct app *app, void *state)
{
	struct procedures *s = state;
	size_t i, at = s->list.at;

	if (app->visit.number[0] == '\0')
		visit_clear(&app->visit);
	s->list = (struct listbox){ .numbers = true, .at = at };
	for (i = 0; i < sizeof offers / sizeof offers[0]; i++)
		listbox_add(&s->list, tr(offers[i].words), NULL, (int)i);
}

static void
take(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct procedures *)state)->list);

	if (row == NULL)
		return;
	if (offers[row->value].certificates == 0) {
		set_screen_open(app, offers[row->value].procedure,
		    offers[row->value].procedure == PROCEDURE_WITH_PINS ? PINS_OF_SWITCH : 0);
		return;
	}
	decide_begin(app, offers[row->value].procedure, offers[row->value].certificates, 0);
	app_open(app, &visitor_screen);
	(void)navigate_on(app);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct procedures *s = state;
	bool taken, mine = listbox_press(&s->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
draw(struct app *app, void *state)
{
	struct procedures *s = state;
	int y = FRAME_BODY + 1;

	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("どの手続ですか"));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 4, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

/* The card that comes now tells more than the list. */
static void
card(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card)
		app_replace(app, &card_screen);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ手続に進みます。先頭の数字でも選べます", .act = take },
	{ .label = NULL },
};

const struct screen procedure_screen = {
	.name = "procedure",
	.title = "カードのない受付",
	.help = "電話での照会の申請、カードを持たない方の相談などを受け付けます。カードを置けば、カードの確認に移ります。",
	.keys = keys,
	.state_size = sizeof(struct procedures),
	.enter = enter,
	.draw = draw,
	.press = press,
	.card = card,
};
