/* A reply (照会書兼回答書), looked at before it is opened: five things, a key each. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/listbox.h"
#include "tui/flow/navigate.h"
#include "tui/app/words.h"

enum look_at { LOOK_FILLED, LOOK_ATTORNEY, LOOK_OWN_HAND, LOOK_SEAL, LOOK_SHUT };

struct reply_state { struct listbox list; struct reply_check check; };

static const char *const shut_words[] = {
	[SHUT_STICKER] = "目隠しシール", [SHUT_ENVELOPE] = "封筒に封入封緘", [SHUT_NOT] = "隠していない",
};

static const struct inquiry_style *
style(const struct app *app)
{
	const struct reception *r = &app->visit.reception;
	const struct date opened = r->file.opened.date;

	return profile_letter(decide_profile(app), &r->facts, date_given(opened) ? opened : app_now(app).date);
}

static const char *
yes(bool it)
{
	return it ? tr("はい") : tr("いいえ");
}

static void
list(const struct app *app, struct reply_state *s)
{
	const struct reply_check *c = &s->check;
	size_t at = s->list.at;

	s->list = (struct listbox){ .numbers = true, .at = at, .note_at = 50 };
	listbox_add(&s->list, tr("すべての欄に記入がある"), yes(c->filled), LOOK_FILLED);
	listbox_add(&s->list, tr("委任状に記入がある"), yes(c->attorney), LOOK_ATTORNEY);
	if (style(app)->signature || style(app)->seal)
		listbox_add(&s->list, tr("本人の自署である"), yes(c->own_hand), LOOK_OWN_HAND);
	if (style(app)->seal)
		listbox_add(&s->list, tr("押印がある"), yes(c->sealed), LOOK_SEAL);
	listbox_add(&s->list, tr("暗証番号の隠し方"), tr(shut_words[c->shut]), LOOK_SHUT);
}

/* Nothing is taken for granted: each is no until it was seen. By Esc what was seen stands again. */
static void
enter(struct app *app, void *state)
{
	struct reply_state *s = state;

	if (s->list.count == 0 && app->visit.reply_seen)
		s->check = app->visit.reply;
	else if (s->list.count == 0)
		s->check.shut = SHUT_NOT;
	list(app, s);
}

static void
toggle(struct app *app, struct reply_state *s)
{
	const struct listbox_row *row = listbox_focus(&s->list);
	struct reply_check *c = &s->check;
	bool *const flags[] = { [LOOK_FILLED] = &c->filled, [LOOK_ATTORNEY] = &c->attorney,
	    [LOOK_OWN_HAND] = &c->own_hand, [LOOK_SEAL] = &c->sealed };

	if (row == NULL)
		return;
	if (row->value == LOOK_SHUT)
		c->shut = c->shut == SHUT_NOT ? SHUT_ENVELOPE : c->shut == SHUT_ENVELOPE ? SHUT_STICKER : SHUT_NOT;
	else
		*flags[row->value] = !*flags[row->value];
	list(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct reply_state *s = state;
	bool taken = false, mine;

	if (p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000)) {
		toggle(app, s);
		return true;
	}
	mine = listbox_press(&s->list, p, &taken);
	if (taken)
		toggle(app, s);
	return mine;
}

static void
go_on(struct app *app)
{
	decide_again(app);
	app_close(app);
	(void)navigate_on(app);
}

static void
next(struct app *app, void *state)
{
	const struct reply_state *s = state;
	struct facts *f = &app->visit.reception.facts;

	app->visit.reply = s->check;
	app->visit.reply_seen = true;
	facts_set(f, FACT_REPLY, REPLY_POSTED);
	inquiry_reply_facts(style(app), &s->check, f);
	go_on(app);
}

static void
no_reply(struct app *app, void *state)
{
	(void)state;
	facts_set(&app->visit.reception.facts, FACT_REPLY, REPLY_NONE);
	go_on(app);
}

/* Whoever brings the reply may be another person than the one who asked for it; what the rules say to that, they say. */
static void
other_visitor(struct app *app, void *state)
{
	struct visit *v = &app->visit;

	(void)state;
	facts_forget(&v->reception.facts, FACT_VISITOR);
	memset(&v->proxy, 0, sizeof v->proxy);
	decide_again(app);
	app_say(app, tr("来た方をあとで伺います"));
}

static bool
can_other_visitor(const struct app *app, const void *state)
{
	(void)state;
	return facts_known(&app->visit.reception.facts, FACT_VISITOR);
}

/* Back to the case: without the reply there is nothing to decide yet. */
static void
back(struct app *app, void *state)
{
	(void)state;
	app_close(app);
	app_close(app);
}

static void
draw(struct app *app, void *state)
{
	struct reply_state *s = state;
	struct date until = app->work.open.letter.until;
	char text[64];
	int y = FRAME_BODY + 1;

	(void)draw_format(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("%sを、開く前に確かめてください"), style(app)->form);
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, 8, draw_cols() - 2 * FRAME_LEFT), FRAME_LEFT - 2);
	y += 3 + (int)s->list.count;
	date_words(until, text, sizeof text);
	if (date_given(until))
		(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
		    date_compare(app_now(app).date, until) > 0 ? tr("回答の期限 %s を過ぎています") :
		    tr("回答の期限 %s の内です"), text);
	if (style(app)->note[0] != '\0')
		y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_PLAIN, style(app)->note);
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
	    tr("数字で「はい」と「いいえ」が入れ替わります。Enter で書類の確認に進みます"));
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "次へ", .help = "確かめたとおりに、書類の確認に進みます", .act = next },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "回答書なし", .help = "回答書を持っていないことを答えます",
	    .act = no_reply },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "前とちがう方",
	    .help = "1回目とは別の方が来たので、来た方を伺い直します", .act = other_visitor, .can = can_other_visitor },
	{ .key = PRESS_ESC, .label = "戻る", .help = "案件の画面に戻ります", .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen reply_screen = {
	.name = "reply",
	.title = "回答書の確認",
	.help = "回答書は、暗証番号を入力するときまで開きません。見たものだけを「はい」にします。",
	.keys = keys,
	.state_size = sizeof(struct reply_state),
	.enter = enter,
	.draw = draw,
	.press = press,
};
