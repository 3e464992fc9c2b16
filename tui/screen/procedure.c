/* What is wanted, where no card lies on the reader: a telephone call, a card that was lost, a proxy without it. */
#include "tui/screen/screens.h"

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/listbox.h"
#include "tui/flow/navigate.h"
#include "tui/flow/offer.h"
#include "tui/term/term.h"

enum { OFFERS = 13 };

struct procedures { struct listbox list; char refused[OFFERS][OFFER_NOTE]; };

static const struct { const char *words; struct choice choice; } offers[OFFERS] = {
	{ "更新 (署名用+利用者証明用)", { .procedure = PROCEDURE_RENEW, .certificates = CERT_BOTH } },
	{ "更新 (利用者証明用だけ)", { .procedure = PROCEDURE_RENEW, .certificates = CERT_BIT(CERT_AUTH) } },
	{ "更新 (署名用だけ)", { .procedure = PROCEDURE_RENEW, .certificates = CERT_BIT(CERT_SIGN) } },
	{ "発行 (署名用+利用者証明用)", { .procedure = PROCEDURE_ISSUE, .certificates = CERT_BOTH } },
	{ "発行 (利用者証明用)", { .procedure = PROCEDURE_ISSUE, .certificates = CERT_BIT(CERT_AUTH) } },
	{ "発行 (署名用)", { .procedure = PROCEDURE_ISSUE, .certificates = CERT_BIT(CERT_SIGN) } },
	{ "暗証番号の再設定", { .procedure = PROCEDURE_UNLOCK } },
	{ "暗証番号の変更", { .procedure = PROCEDURE_CHANGE_PIN } },
	{ "失効", { .procedure = PROCEDURE_REVOKE } },
	{ "秘密鍵漏えい等の届出", { .procedure = PROCEDURE_REPORT_KEY } },
	{ "顔認証カードへの切替え", { .procedure = PROCEDURE_WITHOUT_PINS, .certificates = CERT_BOTH } },
	{ "顔認証カードからの切替え", { .procedure = PROCEDURE_WITH_PINS } },
	{ "認証業務情報の開示請求", { .procedure = PROCEDURE_DISCLOSURE, .certificates = CERT_BOTH } },
};

static void
enter(struct app *app, void *state)
{
	struct procedures *s = state;
	const enum procedure_kind booked = procedure_by_code(app->arrival.procedure);
	size_t i, at = s->list.at;
	bool found = s->list.count > 0;		/* it was here before: the focus stays */

	if (app->visit.number[0] == '\0')
		visit_clear(&app->visit);
	s->list = (struct listbox){ .numbers = true, .at = at };
	for (i = 0; i < OFFERS; i++) {
		listbox_add(&s->list, tr(offers[i].words), NULL, (int)i);
		if (!offer_refused(app, &offers[i].choice, s->refused[i])) {
			if (!found && offers[i].choice.procedure == booked) {
				s->list.at = i;
				found = true;
			}
			continue;
		}
		s->list.rows[i].note = s->refused[i];
		s->list.rows[i].off = true;
	}
}

static void
take(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct procedures *)state)->list);

	if (row != NULL && row->off) {
		offer_say_why(app, &offers[row->value].choice);
		term_beep();
	} else if (row != NULL)
		set_screen_begin(app, &offers[row->value].choice);
}

/* A visitor who insists has it on record. */
static void
record_refusal(struct app *app, void *state)
{
	set_screen_begin(app, &offers[listbox_focus(&((struct procedures *)state)->list)->value].choice);
}

static bool
can_record_refusal(const struct app *app, const void *state)
{
	const struct listbox_row *row = listbox_focus(&((const struct procedures *)state)->list);

	(void)app;
	return row != NULL && row->off;
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
	char words[128];

	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    offer_counter_shut(app, words, sizeof words) ? words : tr("どの手続ですか"));
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
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "断りを記録",
	    .help = "今日はできない手続でも、断ったことを記録するために進みます", .act = record_refusal,
	    .can = can_record_refusal },
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
