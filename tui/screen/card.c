/* What the card on the reader holds, how many tries each PIN has left, and what can be done with it. */
#include "tui/flow/card-view.h"
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/widget/listbox.h"
#include "tui/term/term.h"
#include "tui/flow/navigate.h"
#include "tui/flow/offer.h"
#include "tui/flow/own-card.h"
#include "tui/flow/perform.h"
#include "tui/app/words.h"

enum offer_kind { OFFER_PROCEDURE, OFFER_TAKE_BACK, OFFER_GO_ON, OFFER_CHECK };
struct offer {
	enum offer_kind kind;
	struct choice choice;				/* of a procedure */
	unsigned met;					/* of a case of the card: its place among them */
	char refused[OFFER_NOTE];
};

enum { OFFER_MAX = 15 + VISIT_MET_MAX };
struct card_state {
	struct listbox list;
	struct offer offers[OFFER_MAX];
	size_t count;
	struct case_of_card met[VISIT_MET_MAX];		/* the open cases of the card */
	char notes[VISIT_MET_MAX][64];
	unsigned met_count, met_total;
	bool looking;
	enum err failed;
};

/* What card and day alone decide is said before anybody is asked, and can't be chosen. */
static void
tell_refused(const struct app *app, struct card_state *s)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		struct offer *o = &s->offers[i];

		if (o->kind != OFFER_PROCEDURE || !offer_refused(app, &o->choice, o->refused))
			continue;
		s->list.rows[i].note = o->refused;
		s->list.rows[i].off = true;
	}
}

static struct offer *
add(struct card_state *s, const char *words, enum offer_kind kind)
{
	struct offer *o = &s->offers[s->count];

	*o = (struct offer){ .kind = kind };
	listbox_add(&s->list, tr(words), NULL, (int)s->count++);
	return o;
}

static void
offer(struct card_state *s, const char *words, enum procedure_kind procedure, unsigned certificates, unsigned pins)
{
	add(s, words, OFFER_PROCEDURE)->choice = (struct choice){ procedure, certificates, pins, false };
}

/* The card runs longer than certificates that aren't near their end: a stay was extended, and the card with it. */
static bool
outlives(const struct card_view *c)
{
	return c->certs[CERT_AUTH].state == VIEW_VALID && date_given(c->expires) &&
	    date_compare(c->certs[CERT_AUTH].expires, c->expires) < 0;
}

static unsigned
present(const struct card_view *c)
{
	return (c->certs[CERT_SIGN].state != VIEW_ABSENT ? CERT_BIT(CERT_SIGN) : 0) |
	    (c->certs[CERT_AUTH].state != VIEW_ABSENT ? CERT_BIT(CERT_AUTH) : 0);
}

/* A locked PIN can't be verified any more: the same visit sets it anew (sources(7) N9). */
static unsigned
locked_of(const struct card_view *c, unsigned certs)
{
	return (certs & CERT_BIT(CERT_SIGN) && c->tries[PIN_SIGN] == 0 ? 1u << PIN_SIGN : 0) |
	    (certs & CERT_BIT(CERT_AUTH) && c->tries[PIN_AUTH] == 0 ? 1u << PIN_AUTH : 0);
}

/* Behind all others, whose digits hands know. A card without PINs has the authentication certificate alone. */
static void
offer_rare(struct card_state *s, const struct card_view *c, unsigned has)
{
	if (outlives(c))
		add(s, "更新 (在留期間の延長)", OFFER_PROCEDURE)->choice = (struct choice){ PROCEDURE_RENEW, has,
		    locked_of(c, CERT_BOTH), true };
	if (has != 0)
		offer(s, "秘密鍵漏えい等の届出", PROCEDURE_REPORT_KEY, 0, 0);
	if (has & CERT_BIT(CERT_AUTH))
		offer(s, "顔認証カードへの切替え", PROCEDURE_WITHOUT_PINS, CERT_BOTH, 0);
	if (has == CERT_BIT(CERT_AUTH))
		offer(s, "顔認証カードからの切替え", PROCEDURE_WITH_PINS, 0, 0);
	offer(s, "認証業務情報の開示請求", PROCEDURE_DISCLOSURE, CERT_BOTH, 0);
}

/* What is open of this card: at the terminal, whence it comes back, or anywhere else. */
static void
offer_met(struct card_state *s, bool at_terminal)
{
	unsigned i;

	for (i = 0; i < s->met_count; i++) {
		if ((s->met[i].state == CASE_HANDED_OVER) != at_terminal || s->count == OFFER_MAX)
			continue;
		(void)snprintf(s->notes[i], sizeof s->notes[i], "%s %s", s->met[i].number, at_terminal ?
		    visit_procedure_name(s->met[i].procedure) : flow_state_name(s->met[i].state, lang_now()));
		add(s, at_terminal ? "統合端末からの受取り" : "受付の続き", at_terminal ? OFFER_TAKE_BACK :
		    OFFER_GO_ON)->met = i;
		s->list.rows[s->list.count - 1].note = s->notes[i];
	}
}

static void
make_offers(const struct app *app, struct card_state *s)
{
	const struct card_view *c = &app->visit.card;
	static const char *const renew[] = { "", "更新 (署名用だけ)", "更新 (利用者証明用だけ)",
	    "更新 (署名用+利用者証明用)" };
	static const char *const issue[] = { "", "発行 (署名用)", "発行 (利用者証明用)", "発行 (署名用+利用者証明用)" };
	static const char *const unlock[] = { "", "暗証番号の再設定 (署名用)", "暗証番号の再設定 (利用者証明用)",
	    "暗証番号の再設定 (署名用+利用者証明用)" };
	unsigned has = present(c), lacks = CERT_BOTH & ~has, one, locked = locked_of(c, CERT_BOTH);

	s->list = (struct listbox){ .numbers = true };
	s->count = 0;
	if (app_may(app, ACT_CARD))
		offer_met(s, true);
	if (!app_may(app, ACT_OPEN))
		return;
	if (locked != 0)	/* what has brought them here */
		offer(s, unlock[locked & 3], PROCEDURE_UNLOCK, 0, locked);
	if (has == CERT_BOTH)
		offer(s, renew[CERT_BOTH], PROCEDURE_RENEW, CERT_BOTH, locked);
	for (one = CERT_BIT(CERT_COUNT) >> 1; one > 0; one >>= 1) {
		if (has & one)
			offer(s, renew[one], PROCEDURE_RENEW, one, locked_of(c, one));
	}
	if (lacks != 0)
		offer(s, issue[lacks], PROCEDURE_ISSUE, lacks, 0);
	offer(s, "暗証番号の再設定", PROCEDURE_UNLOCK, 0, 0);
	offer(s, "暗証番号の変更", PROCEDURE_CHANGE_PIN, 0, 0);
	if (has != 0)
		offer(s, "失効", PROCEDURE_REVOKE, 0, 0);
	if (app_may(app, ACT_CARD))
		(void)add(s, "暗証番号が合うかの確認", OFFER_CHECK);
	if (app_may(app, ACT_MOVE))
		offer_met(s, false);
	offer_rare(s, c, has);
	tell_refused(app, s);
}

/* What the booking is for. */
static void
find_booked(const struct app *app, struct card_state *s)
{
	const enum procedure_kind booked = procedure_by_code(app->arrival.procedure);
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (s->offers[i].kind != OFFER_PROCEDURE || s->offers[i].choice.procedure != booked ||
		    s->list.rows[i].off)
			continue;
		s->list.at = i;
		return;
	}
}

static void
show(struct app *app, void *state)
{
	struct card_state *s = state;

	own_card_looked(app);
	memcpy(s->met, app->work.met, sizeof s->met);
	s->met_count = app->work.met_count;
	s->met_total = app->work.met_total;
	make_offers(app, s);
	find_booked(app, s);
}

static void
looked(struct app *app, void *state, enum err e)
{
	struct card_state *s = state;

	s->looking = false;
	if (e == ERR_CARD_NONE)
		return;
	s->failed = e;
	if (e != ERR_NONE)
		term_beep();
	else
		show(app, s);
}

static void
look(struct app *app, struct card_state *s)
{
	visit_clear(&app->visit);
	s->count = 0;
	s->failed = ERR_NONE;
	s->looking = app->reader.card;
	if (app->reader.card)
		app_ask(app, job_meet, looked);
}

/* It was put on record before the PINs, and doesn't vanish by Esc. */
static void
say_left(struct app *app)
{
	char said[128];

	if (!app->visit.recorded || app->visit.number[0] == '\0')
		return;
	(void)snprintf(said, sizeof said, tr("受付番号 %s は記録に残っています。「案件をさがす」から続けられます"),
	    app->visit.number);
	app_say(app, said);
}

/*
 * Uncovered again (by Esc on the next screen): what was chosen is open once more, the card is still known. Opened anew
 * it looks at the card, whatever was known: another may lie there.
 */
static void
enter(struct app *app, void *state)
{
	struct card_state *s = state;

	app_look_reader(app);
	if (app->visit.card_known && app->reader.card && s->count > 0) {
		say_left(app);
		app->visit.procedure[0] = app->visit.number[0] = app->visit.verdict[0] = '\0';
		return;
	}
	if (!s->looking && s->failed == ERR_NONE)
		look(app, s);
}

static void
card(struct app *app, void *state)
{
	look(app, state);
}

static void
draw_waiting(struct app *app, const struct card_state *s)
{
	enum err e = s->failed != ERR_NONE ? s->failed : app->reader.fault;
	const char *words = s->looking ? tr("カードを読んでいます") :
	    e != ERR_NONE ? err_what(e, lang_now()) : tr("カードをリーダーに置いてください");

	(void)draw_text(FRAME_BODY + 2, FRAME_LEFT, draw_cols(), LOOK_STRONG, words);
	if (!s->looking && e != ERR_NONE) {
		(void)draw_text(FRAME_BODY + 4, FRAME_LEFT, draw_cols(), LOOK_PLAIN, err_next(e, lang_now()));
		(void)draw_text(FRAME_BODY + 6, FRAME_LEFT, draw_cols(), LOOK_FAINT, err_name(e));
	}
	app_cursor(app, FRAME_BODY + 2, FRAME_LEFT);
}

static void
draw(struct app *app, void *state)
{
	struct card_state *s = state;
	int y = FRAME_BODY + 1;
	char words[128];
	bool shut;

	if (!app->visit.card_known) {
		draw_waiting(app, s);
		return;
	}
	y = card_view_draw(y, app);
	if (s->count == 0) {
		app_cursor(app, FRAME_BODY + 1, FRAME_LEFT);
		return;
	}
	shut = offer_counter_shut(app, words, sizeof words);
	if (!shut && s->met_total > 0)
		(void)snprintf(words, sizeof words, tr("どの手続ですか。このカードの終わっていない受付が %u件あります"),
		    s->met_total);
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, shut || s->met_total > 0 ? LOOK_STRONG : LOOK_PLAIN,
	    shut || s->met_total > 0 ? words : tr("どの手続ですか"));
	app_cursor(app, listbox_draw(&s->list, y + 1, FRAME_LEFT - 2, draw_rows() - FRAME_FOOT - y - 1,
	    draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static void
take(struct app *app, void *state)
{
	struct card_state *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);
	const struct offer *o;
	enum err e;

	if (!app->visit.card_known || row == NULL)
		return;
	if ((e = perform_refuses(app)) != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	o = &s->offers[row->value];
	if (o->kind == OFFER_TAKE_BACK)
		app_open_with(app, &taken_screen, s->met[o->met].number);
	else if (o->kind == OFFER_GO_ON)
		navigate_case(app, s->met[o->met].number);
	else if (o->kind == OFFER_CHECK)
		set_screen_open(app, SET_CHECK);
	else if (row->off) {
		offer_say_why(app, &o->choice);
		term_beep();
	} else
		set_screen_begin(app, &o->choice);
}

/* A visitor who insists has it on record. */
static void
record_refusal(struct app *app, void *state)
{
	struct card_state *s = state;

	set_screen_begin(app, &s->offers[listbox_focus(&s->list)->value].choice);
}

static bool
can_record_refusal(const struct app *app, const void *state)
{
	const struct card_state *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	return app->visit.card_known && row != NULL && row->off && perform_refuses(app) == ERR_NONE;
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct card_state *s = state;
	bool taken, mine = app->visit.card_known && listbox_press(&s->list, p, &taken);

	if (mine && taken)
		take(app, state);
	return mine;
}

static bool
can_take(const struct app *app, const void *state)
{
	return app->visit.card_known && ((const struct card_state *)state)->count > 0;
}

static void
read_again(struct app *app, void *state)
{
	look(app, state);
}

static bool
can_read_again(const struct app *app, const void *state)
{
	return !app->visit.card_known && app->reader.card && !((const struct card_state *)state)->looking;
}

static void
without_card(struct app *app, void *state)
{
	(void)state;
	app_replace(app, &procedure_screen);
}

static bool
can_without_card(const struct app *app, const void *state)
{
	(void)state;
	return !app->visit.card_known && !app->reader.card && app_may(app, ACT_OPEN);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "カードなしで",
	    .help = "電話や、カードを持たない方の受付を始めます", .act = without_card, .can = can_without_card },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "断りを記録",
	    .help = "今日はできない手続でも、断ったことを記録するために進みます", .act = record_refusal,
	    .can = can_record_refusal },
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ手続に進みます。先頭の数字でも選べます", .act = take,
	    .can = can_take },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "読み直す", .help = "置いてあるカードをもう一度読みます",
	    .act = read_again, .can = can_read_again },
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "リーダー", .help = "使うカードリーダーを選びます",
	    .act = reader_screen_open, .can = reader_screen_can_open },
	{ .label = NULL },
};

const struct screen card_screen = {
	.name = "card",
	.live = true,
	.title = "カードの確認",
	.help =
	    "カードに入っているものと、暗証番号の残り回数です。ここまで回数は減りません。住民基本台帳用は2か所にあり、回数が違うときだけ2行になります。署名用証明書の期限は、暗証番号を確かめるまで読めません。",
	.keys = keys,
	.state_size = sizeof(struct card_state),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
	.card = card,
};
