/* Home: what can be begun, what is on the reader, what stands in the middle. */
#include "tui/screen/screens.h"

#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/flow/offer.h"
#include "tui/widget/listbox.h"

enum task {
	TASK_RECEPTION, TASK_AGAIN, TASK_CARD, TASK_HALF_DONE, TASK_LISTS, TASK_SEARCH, TASK_TALLY, TASK_SYSTEM,
	TASK_AUDIT, TASK_BOOKINGS, TASK_LEDGER
};

struct home { struct listbox list; };

static void
counted(struct app *app, enum err e)
{
	if (e != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	app->half_done = app->work.half_done_count;
	app->oldest = app->work.half_done[0];
	app->figures = app->work.figures;
	app->handed = app->work.handed_total;
	memcpy(app->handed_first, app->work.handed, sizeof app->handed_first);
}

static const char *
system_words(const struct app *app)
{
	return tr(fact_info(FACT_SYSTEM)->ja_words[app->system]);
}

/* In the order in which they are offered, to whom may do them. */
static const struct task_row { const char *words, *note; enum task task; enum act act; } task_rows[] = {
	{ "受付", "カードを置くか Enter", TASK_RECEPTION, ACT_OPEN },
	{ "再来庁", "照会書の番号を読み取る", TASK_AGAIN, ACT_MOVE },
	{ "カードの確認", "有効期限と残り回数", TASK_CARD, ACT_LOOK },
	{ "途中の処理", "止まった処理の続きか、取消し", TASK_HALF_DONE, ACT_CARD },
	{ "照会と預かりの一覧", "発送、期限、返戻、返却", TASK_LISTS, ACT_LOOK },
	{ "案件をさがす", "番号、氏名、生年月日", TASK_SEARCH, ACT_LOOK },
	{ "集計", "日から年度まで、職員や窓口ごと", TASK_TALLY, ACT_REPORT },
	{ "全国のシステム", NULL, TASK_SYSTEM, ACT_OPEN },
	{ "監査の記録", "だれが、いつ、何をしたか", TASK_AUDIT, ACT_AUDIT },
	{ "予約と番号札", "今日の予約、次の方を呼ぶ (^B)", TASK_BOOKINGS, ACT_LOOK },
	{ "手元にあるもの", "台帳、数えた結果 (^D)", TASK_LEDGER, ACT_REPORT },
};

static void
list(struct app *app, struct home *h)
{
	size_t at = h->list.at, i;

	h->list = (struct listbox){ .numbers = true, .at = at };
	for (i = 0; i < sizeof task_rows / sizeof task_rows[0]; i++) {
		const struct task_row *r = &task_rows[i];

		if (app_may(app, r->act))
			listbox_add(&h->list, tr(r->words), r->note != NULL ? tr(r->note) : system_words(app),
			    (int)r->task);
	}
}

static bool
can_open(const struct app *app, const void *state)
{
	(void)state;
	return app_may(app, ACT_OPEN);
}

static bool
can_move(const struct app *app, const void *state)
{
	(void)state;
	return app_may(app, ACT_MOVE);
}

static bool
can_card(const struct app *app, const void *state)
{
	(void)state;
	return app_may(app, ACT_CARD);
}

static bool
can_report(const struct app *app, const void *state)
{
	(void)state;
	return app_may(app, ACT_REPORT);
}

static bool
can_let_in(const struct app *app, const void *state)
{
	char words[128];

	(void)state;
	return app_may(app, ACT_LET_IN) && offer_counter_shut(app, words, sizeof words);
}

/* Nothing is in hand here, and lines 2 and 3 speak of nobody. */
static void
enter(struct app *app, void *state)
{
	visit_clear(&app->visit);
	app->arrival = (struct arrival){ .ticket = 0 };
	list(app, state);
	app_work(app, job_figures, counted);
}

static void
figure(int y, int *x, const char *label, int n)
{
	*x += draw_text(y, *x, draw_cols() - *x, LOOK_PLAIN, label) + 1;
	*x += draw_format(y, *x, 8, LOOK_STRONG, "%d", n) + 3;
}

/* The day so far, and what the morning began with. */
static int
draw_figures(const struct app *app, int y)
{
	const struct tally *t = &app->figures.today;
	const int *lists = app->figures.counts;
	int x = FRAME_LEFT;

	x += draw_text(y, x, 12, LOOK_PLAIN, tr("今日")) + 3;
	figure(y, &x, tr("完了"), tally_times(t, EVENT_CARD_WORK_DONE));
	figure(y, &x, tr("照会"), tally_times(t, EVENT_INQUIRE));
	figure(y, &x, tr("不足でお返し"), tally_times(t, EVENT_FOUND_INCOMPLETE));
	figure(y, &x, tr("預かり"), tally_times(t, EVENT_KEEP));
	x = FRAME_LEFT;
	x += draw_text(y + 1, x, 12, LOOK_PLAIN, tr("照会")) + 3;
	figure(y + 1, &x, tr("本日期限"), lists[INQUIRY_DUE]);
	figure(y + 1, &x, tr("期限切れ"), lists[INQUIRY_LATE]);
	figure(y + 1, &x, tr("返戻"), lists[INQUIRY_RETURNED]);
	figure(y + 1, &x, tr("発送待ち"), lists[INQUIRY_TO_POST]);
	figure(y + 1, &x, tr("回答待ち"), lists[INQUIRY_WAITING]);
	return y + 2;
}

/* Who is to come, and who waits; nothing where there are neither bookings nor numbers. */
static int
draw_day(const struct app *app, int y)
{
	const struct day_figures *d = &app->figures.day;
	const int open = d->bookings[BOOKING_OPEN];
	const int all = open + d->bookings[BOOKING_CAME] + d->bookings[BOOKING_MISSED];
	int x = FRAME_LEFT;

	if (all == 0 && d->queue.waiting == 0)
		return y;
	x += draw_text(y, x, 12, LOOK_PLAIN, tr("予約")) + 3;
	figure(y, &x, tr("今日"), all);
	figure(y, &x, tr("来庁"), d->bookings[BOOKING_CAME]);
	figure(y, &x, tr("番号札"), d->queue.waiting);
	if (open > 0)
		(void)draw_format(y, x, draw_cols() - 1 - x, LOOK_PLAIN, tr("次 %d:%02d %s"), d->next.hour,
		    d->next.minute, d->name);
	return y + 1;
}

/* What lies here and what was left behind; nothing where nothing is. */
static int
draw_ledger(const struct app *app, int y)
{
	static const char *const names[LEDGER_COUNT] = { [LEDGER_CARD] = "カード", [LEDGER_SHEET] = "用紙",
	    [LEDGER_TO_POST] = "発送前", [LEDGER_RETURNED] = "返戻", [LEDGER_LEFT] = "終わっていない受付" };
	const int *n = app->figures.day.ledger;
	int x = FRAME_LEFT, k, all = 0;

	for (k = 0; k < (int)LEDGER_COUNT; k++)
		all += n[k];
	if (all == 0)
		return y;
	x += draw_text(y, x, 12, LOOK_PLAIN, tr("手元")) + 3;
	for (k = 0; k < (int)LEDGER_COUNT; k++)
		if (n[k] > 0)
			figure(y, &x, tr(names[k]), n[k]);
	return y + 1;
}

/* What is at the authority's terminal, the longest first. */
static int
draw_handed(const struct app *app, int y)
{
	const unsigned first = sizeof app->handed_first / sizeof app->handed_first[0];
	unsigned i;

	if (app->handed == 0)
		return y;
	(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG,
	    tr("統合端末へ引渡し中 %u件 (F11で受け取る)"), app->handed);
	for (i = 0; i < app->handed && i < first; i++) {
		const struct handover_row *r = &app->handed_first[i];

		(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("  %s %s  %d月%d日 %02d:%02dから  %s"), r->number, visit_procedure_name(r->procedure),
		    r->since.date.month, r->since.date.day, r->since.hour, r->since.minute, r->name);
	}
	if (app->handed > first)
		(void)draw_format(y++, FRAME_LEFT + 2, draw_cols() - FRAME_LEFT - 2, LOOK_PLAIN, tr("ほか %u件"),
		    app->handed - first);
	return y;
}

static void
draw(struct app *app, void *state)
{
	struct home *h = state;
	int y = draw_ledger(app, draw_day(app, draw_figures(app, FRAME_BODY + 1))) + 1;
	const int begun = y;
	char words[128];

	if (offer_counter_shut(app, words, sizeof words))
		(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, words);
	if (can_let_in(app, state))
		(void)draw_text(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("閉まる前から並んでいた方は、お断りの一覧(Tab)から受け付けます"));
	y = draw_handed(app, y);
	if (app->half_done > 0)
		(void)draw_format(y++, FRAME_LEFT, draw_cols(), LOOK_STRONG,
		    tr("途中で止まった処理が %u件あります。先に片付けてください"), app->half_done);
	if (app->half_done > 0)
		(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, "  %s %s%s%s: %s",
		    app->oldest.number, app->oldest.name, app->oldest.name[0] != '\0' ? "  " : "",
		    visit_procedure_name(app->oldest.procedure), tr(app->oldest.step));
	if (reader_screen_can_open(app, state))
		(void)draw_format(y++, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("リーダー: %u台 (F8で選ぶ)"), app->reader.readers);
	if (y > begun)
		y++;
	app_cursor(app, listbox_draw(&h->list, y, FRAME_LEFT - 2, draw_rows() - FRAME_FOOT - y,
	    draw_cols() - 2 * FRAME_LEFT), FRAME_LEFT - 2);
}

/* As the counter finds it: what begins from now on is decided by it. */
static void
turn_system(struct app *app, void *state)
{
	app->system = fact_info(FACT_SYSTEM)->words[app->system + 1] != NULL ? app->system + 1 : 0;
	list(app, state);
}

static void
open_reception(struct app *app, void *state)
{
	(void)state;
	app_open(app, &card_screen);
}

static void
open_half_done(struct app *app, void *state)
{
	(void)state;
	app_open(app, &half_done_screen);
}

/* One alone needs no choosing. */
static void
open_handed(struct app *app, void *state)
{
	(void)state;
	if (app->handed == 1)
		app_open_with(app, &taken_screen, app->handed_first[0].number);
	else
		app_open(app, &handed_screen);
}

static bool
can_handed(const struct app *app, const void *state)
{
	(void)state;
	return app->handed > 0 && app_may(app, ACT_CARD);
}

static void
open_search(struct app *app, void *state)
{
	(void)state;
	app_open(app, &search_screen);
}

static void
open_lists(struct app *app, void *state)
{
	(void)state;
	app_open(app, &list_screen);
}

static void
open_tally(struct app *app, void *state)
{
	(void)state;
	app_open(app, &tally_screen);
}

static void
open_audit(struct app *app, void *state)
{
	(void)state;
	app_open(app, &audit_screen);
}

static void
open_bookings(struct app *app, void *state)
{
	(void)state;
	app_open(app, &bookings_screen);
}

static void
open_ledger(struct app *app, void *state)
{
	(void)state;
	app_open(app, &ledger_screen);
}

/* Who was turned away at closing time is among the refused, the last first. */
static void
open_turned_away(struct app *app, void *state)
{
	static const enum case_state refused = CASE_REFUSED;

	(void)state;
	app_open_with(app, &search_screen, &refused);
}

static void
take(struct app *app, void *state)
{
	static void (*const tasks[])(struct app *, void *) = {
		[TASK_RECEPTION] = open_reception, [TASK_AGAIN] = open_search, [TASK_CARD] = open_reception,
		[TASK_HALF_DONE] = open_half_done, [TASK_LISTS] = open_lists, [TASK_SEARCH] = open_search,
		[TASK_TALLY] = open_tally, [TASK_SYSTEM] = turn_system, [TASK_AUDIT] = open_audit,
		[TASK_BOOKINGS] = open_bookings, [TASK_LEDGER] = open_ledger,
	};
	const struct listbox_row *row = listbox_focus(&((struct home *)state)->list);

	if (row != NULL)
		tasks[row->value](app, state);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct home *h = state;
	bool taken, mine = listbox_press(&h->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
card(struct app *app, void *state)
{
	(void)state;
	if (app->reader.card)
		app_open(app, &card_screen);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_R, .label = "受付", .help = "受付を始めます。カードを置いても始まります",
	    .act = open_reception, .can = can_open },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "再来庁",
	    .help = "照会書の番号を読み取るか、案件をさがして続けます", .act = open_search, .can = can_move },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "途中", .help = "途中で止まった処理の一覧を出します",
	    .act = open_half_done, .can = can_card },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "照会", .help = "照会と預かりの一覧を出します",
	    .act = open_lists },
	{ .key = PRESS_F6, .twin = PRESS_CTRL_F, .label = "検索", .help = "案件をさがします", .act = open_search },
	{ .key = PRESS_F7, .twin = PRESS_CTRL_P, .label = "集計", .help = "日、週、月、年度の集計を出します",
	    .act = open_tally, .can = can_report },
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "リーダー", .help = "使うカードリーダーを選びます",
	    .act = reader_screen_open, .can = reader_screen_can_open },
	{ .key = PRESS_F11, .twin = PRESS_CTRL_T, .label = "受取り", .help = "統合端末に引き渡した受付を受け取ります",
	    .act = open_handed, .can = can_handed, .quiet = true },
	{ .key = PRESS_CTRL_B, .label = "予約", .help = "今日の予約と番号札の一覧を出します", .act = open_bookings,
	    .quiet = true },
	{ .key = PRESS_CTRL_D, .label = "台帳",
	    .help = "預かったカード、暗証番号の用紙、照会書、終わっていない受付を出します",
	    .act = open_ledger, .can = can_report, .quiet = true },
	{ .key = PRESS_TAB, .label = "並んでいた方",
	    .help = "時間外のお断りの一覧から、閉まる前に並んでいた方の案件を開いて受け付けます",
	    .act = open_turned_away, .can = can_let_in, .quiet = true },
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ仕事を始めます。先頭の数字でも選べます", .act = take,
	    .quiet = true },
	{ .label = NULL },
};

const struct screen home_screen = {
	.name = "home",
	.live = true,
	.title = "はじめ",
	.help = "カードをリーダーに置くと受付が始まります。途中で止まった処理があるときは、先に片付けます。",
	.keys = keys,
	.state_size = sizeof(struct home),
	.enter = enter,
	.draw = draw,
	.press = press,
	.card = card,
};
