/* A case comes back from the authority's terminal: the card is read, and each expectation is a line. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/entry.h"
#include "tui/flow/expect.h"
#include "tui/flow/on-reader.h"
#include "tui/flow/terminal.h"
#include "tui/widget/draw.h"
#include "tui/widget/listbox.h"

enum stage { STAGE_OPENING, STAGE_WAITING, STAGE_READING, STAGE_TOLD };

struct taken {
	char number[CASE_NUMBER_MAX];
	enum stage stage;
	bool by_print;
	bool left;			/* the card has left since it was read: what PINs proved of it is forgotten */
	struct listbox list;
};

static void
list(const struct app *app, struct taken *s)
{
	const struct handover_verdict *v = &app->work.taken.verdict;
	size_t i;

	s->stage = STAGE_TOLD;
	s->list = (struct listbox){ .note_at = 44 };
	for (i = 0; i < v->count; i++) {
		if (s->by_print && v->lines[i].subject == HANDOVER_OF_CARD)	/* no print shows it */
			continue;
		listbox_add(&s->list, expect_subject(&v->lines[i]), expect_word(&v->lines[i]), (int)i);
		if (v->lines[i].difference != HANDOVER_AS_WANTED && s->list.at == 0)
			s->list.at = s->list.count - 1;
	}
}

/* The case was loaded; or the card was read. */
static void
show(struct app *app, void *state)
{
	struct taken *s = state;

	if (s->stage != STAGE_OPENING) {
		list(app, s);
		return;
	}
	terminal_loaded(app);
	s->stage = STAGE_WAITING;
}

static void told(struct app *, void *state, enum err);

static void
read_card(struct app *app, struct taken *s)
{
	s->stage = STAGE_READING;
	s->by_print = false;
	if (s->left)
		memset(&app->work.taken.proof, 0, sizeof app->work.taken.proof);
	s->left = false;
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", s->number);
	app_ask(app, job_take_back, told);
}

/* With what was typed, from a dialog or a PIN's screen. */
static void
read_again(struct app *app)
{
	if (app_top(app) == &taken_screen)
		read_card(app, app_state(app));
}

static void
told(struct app *app, void *state, enum err e)
{
	struct taken *s = state;

	s->stage = STAGE_WAITING;
	if (e != ERR_NONE) {
		terminal_failed(app, e, read_again);
		return;
	}
	terminal_forget(app);
	if (app->work.taken.verdict.done && !app->work.taken.held)
		terminal_done(app);
	else
		list(app, s);
}

/* No card proves it: none is read, whoever's lies there. */
static bool
by_print_only(const struct app *app)
{
	return handover_without_card(&app->work.open.file);
}

static void
opened(struct app *app, void *state, enum err e)
{
	struct taken *s = state;

	if (e != ERR_NONE) {
		app_close(app);
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	show(app, s);
	if (app->reader.card && !by_print_only(app))
		read_card(app, s);
}

static void
begin(struct app *app, void *state, const void *number)
{
	struct taken *s = state;

	(void)app;
	s->left = true;			/* or has never been read for this case */
	(void)snprintf(s->number, sizeof s->number, "%s", (const char *)number);
}

/* Back from the holder's screen: with what opens the card's word, or without. */
static void
enter(struct app *app, void *state)
{
	struct taken *s = state;
	const enum taking taking = app->visit.taking;

	if (s->stage == STAGE_OPENING) {
		terminal_load(app, s->number, opened);
		return;
	}
	app->visit.taking = TAKING_NOTHING;
	if (taking == TAKING_TYPED)
		read_card(app, s);
	else if (taking == TAKING_ASKED)
		terminal_forget(app);
}

static void
leave(struct app *app, void *state)
{
	if (((const struct taken *)state)->stage != STAGE_OPENING)
		terminal_leave(app);
}

/* Another card may lie there: it is read as it comes. */
static void
card(struct app *app, void *state)
{
	struct taken *s = state;

	s->left |= !app->reader.card;
	if (app->reader.card && s->stage != STAGE_OPENING && s->stage != STAGE_READING && !by_print_only(app))
		read_card(app, s);
}

static void
again(struct app *app, void *state)
{
	if (!app->reader.card)
		app_refuse(app, ERR_CARD_NONE);
	else
		read_card(app, state);
}

/* The holder needn't type a PIN: the case is done by what was read, and says what wasn't. */
static void
finish(struct app *app, void *state)
{
	struct taken *s = state;

	s->stage = STAGE_READING;
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", s->number);
	app_ask(app, job_take_back_held, told);
}

static bool
can_again(const struct app *app, const void *state)
{
	const struct taken *s = state;

	(void)app;
	return s->stage == STAGE_WAITING || s->stage == STAGE_TOLD;
}

static bool
can_finish(const struct app *app, const void *state)
{
	const struct taken *s = state;

	return s->stage == STAGE_TOLD && !s->by_print && !s->left && app->work.taken.held;
}

static bool
can_read(const struct app *app, const void *state)
{
	return can_again(app, state) && !by_print_only(app) && !can_finish(app, state);
}

/* --- by a PIN ------------------------------------------------------------------------------------ */

static void
looked_for_pins(struct app *app, void *state, enum err e)
{
	(void)state;
	if (!terminal_looked(app, e))
		return;
	visit_plan(&app->visit, expect_provable(&app->work), 0, 0, read_again);
	app_open(app, &pin_screen);
}

static void
ask_pin(struct app *app, void *state)
{
	(void)state;
	app_ask(app, job_look, looked_for_pins);
}

static bool
can_ask_pin(const struct app *app, const void *state)
{
	const struct taken *s = state;

	return s->stage == STAGE_TOLD && !s->by_print && app->reader.card && expect_provable(&app->work) != 0;
}

/* --- by the terminal's print --------------------------------------------------------------------- */

static void
print_told(struct app *app, void *state, enum err e)
{
	struct taken *s = state;

	s->stage = STAGE_WAITING;
	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	if (app->work.taken.verdict.done && app->work.second) {
		terminal_done(app);
		return;
	}
	s->by_print = true;
	list(app, s);
	if (app->work.taken.verdict.done)
		(void)snprintf(app->work.print_by, sizeof app->work.print_by, "%s", app->place.clerk);
}

static void
give_print(struct app *app)
{
	struct taken *s = app_state(app);

	s->stage = STAGE_READING;
	(void)snprintf(app->work.number, sizeof app->work.number, "%s", s->number);
	app_ask(app, job_take_back_print, print_told);
}

/* Whoever typed it first is told so before they type it all again. */
static void
type_print(struct app *app, void *state)
{
	static const struct entry_plan plan = {
		.what = "統合端末の印字のとおりに入力してください。もう一人の職員が同じ印字を入力すると完了します",
		.fill = terminal_fill_print, .take = terminal_take_print, .then = give_print,
	};

	(void)state;
	if (strcmp(app->work.print_by, app->place.clerk) == 0)
		app_refuse(app, ERR_PRINT_CLERK);
	else
		entry_open(app, &plan);
}

static void
refuse(struct app *app, void *state)
{
	(void)state;
	app_open(app, &refusal_screen);
}

/* --- what is shown ------------------------------------------------------------------------------- */

static void
draw_waiting(struct app *app, const struct taken *s)
{
	static const char *const words[] = {
		[STAGE_OPENING] = "案件を読んでいます", [STAGE_READING] = "カードを読んでいます",
		[STAGE_WAITING] = "統合端末から戻ったカードをリーダーに置いてください",
	};
	const bool print = s->stage == STAGE_WAITING && by_print_only(app);
	const int y = FRAME_BODY + 1;

	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG,
	    print ? tr("カードなしの手続です。統合端末の印字を確かめます") : tr(words[s->stage]));
	app_cursor(app, y, FRAME_LEFT);
	if (s->stage != STAGE_WAITING)
		return;
	(void)draw_text(y + 2, FRAME_LEFT, draw_cols(), LOOK_PLAIN,
	    print ? tr("F3: 統合端末の印字を二人の職員が入力します") :
	    tr("リーダーがないときは F3: 統合端末の印字を二人の職員が入力します"));
	if (app->work.print_by[0] != '\0')
		(void)draw_format(y + 3, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("一人目: %s が入力しました"),
		    app->work.print_by);
	(void)draw_text(y + 5, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("統合端末でできなかったときは F4"));
}

static void
draw(struct app *app, void *state)
{
	struct taken *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);
	const int rows = (int)s->list.count, y = FRAME_BODY + 1;

	if (on_reader_draw(app, tr("統合端末からの受取り")))
		return;
	if (s->stage != STAGE_TOLD) {
		draw_waiting(app, s);
		return;
	}
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    can_finish(app, s) ?
	    tr("署名用のほかは頼んだとおりです。F2 で確かめるか、Enter で完了します") :
	    expect_summary(&app->work.taken.verdict, s->by_print));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, rows, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
	if (row != NULL)
		expect_draw(app, &app->work.taken.verdict.lines[row->value], y + 3 + rows);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct taken *s = state;
	bool taken;

	(void)app;
	return s->stage == STAGE_TOLD && listbox_press(&s->list, p, &taken);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "暗証番号で",
	    .help = "読めなかったことを、本人が入力する暗証番号で確かめます",
	    .act = ask_pin, .can = can_ask_pin },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "印字で",
	    .help = "リーダーを使わずに、統合端末の印字を入力します",
	    .act = type_print, .can = can_again },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "端末で不可",
	    .help = "統合端末でできなかった理由を記録します",
	    .act = refuse, .can = can_again },
	{ .key = PRESS_ENTER, .label = "完了", .help = "署名用電子証明書は確かめずに、受付を完了します",
	    .act = finish, .can = can_finish },
	{ .key = PRESS_ENTER, .label = "読む", .help = "置いてあるカードをもう一度読みます", .act = again,
	    .can = can_read },
	{ .label = NULL },
};

const struct screen taken_screen = {
	.name = "taken",
	.live = true,
	.fresh_keys = true,
	.title = "統合端末からの受取り",
	.help =
	    "カードを暗証番号なしで読み、頼んだとおりかを1行ずつ示します。すべてそうなら完了し、違えば開いたままです。",
	.keys = keys,
	.state_size = sizeof(struct taken),
	.pins = true,
	.begin = begin,
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
	.card = card,
	.leave = leave,
};
