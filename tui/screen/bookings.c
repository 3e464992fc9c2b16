/* The bookings of a day, and the numbers that visitors have drawn: whose turn it is. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/flow/navigate.h"
#include "tui/term/term.h"
#include "tui/widget/draw.h"
#include "tui/widget/listbox.h"

/* What a line has behind the mark of its focus. */
#define TIME_CELLS 6
#define NAME_CELLS 18
#define WHAT_CELLS 8
#define WHO_CELLS 6
#define STATE_CELLS 13
#define TICKET_CELLS 7
#define NOTE_AT (3 + TIME_CELLS + NAME_CELLS + WHAT_CELLS + WHO_CELLS + STATE_CELLS + TICKET_CELLS)

struct bookings {
	struct date day;
	bool numbers, loaded;			/* the list of numbers is shown, not that of bookings */
	struct listbox list;
	struct day_line lines[VISIT_ROWS_MAX];	/* its own: the worker may load others meanwhile */
	char texts[VISIT_ROWS_MAX][192];
	int left;				/* lines that have no place */
	int counts[BOOKING_STATE_COUNT];
	struct ticket_queue queue;
};

static bool
is_today(const struct app *app, const struct bookings *s)
{
	return date_compare(s->day, app_now(app).date) == 0;
}

static const struct day_line *
focus(const struct bookings *s)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	return row != NULL ? &s->lines[row->value] : NULL;
}

/* --- the list ---------------------------------------------------------------------------------- */

static void
time_words(struct moment m, char *out, size_t size)
{
	out[0] = '\0';
	if (date_given(m.date))
		(void)snprintf(out, size, "%02d:%02d", m.hour, m.minute);
}

/* Of a number: waits, called, called in vain; of a booking as it is. */
static const char *
state_words(const struct bookings *s, const struct day_line *l, char *out, size_t size)
{
	char called[16];

	if (!s->numbers)
		return booking_state_name(l->state, lang_now());
	time_words(l->called, called, sizeof called);
	if (l->away)
		return tr("不在");
	if (!date_given(l->called.date))
		return tr("お待ち");
	(void)snprintf(out, size, tr("%s呼出し"), called);
	return out;
}

static void
write_line(struct bookings *s, size_t i)
{
	const struct day_line *l = &s->lines[i];
	char *text = s->texts[i], time[16], ticket[24] = "", called[32];
	const size_t size = sizeof s->texts[i];

	text[0] = '\0';
	time_words(l->at, time, sizeof time);
	if (l->ticket > 0)
		(void)snprintf(ticket, sizeof ticket, tr("%d番"), l->ticket);
	if (s->numbers)
		words_cells(text, size, ticket, TICKET_CELLS);
	words_cells(text, size, time, TIME_CELLS);
	words_name(text, size, l->name, NAME_CELLS);
	words_cells(text, size, procedure_short(l->procedure), WHAT_CELLS);
	words_cells(text, size, visitor_short(l->visitor), WHO_CELLS);
	words_cells(text, size, state_words(s, l, called, sizeof called), STATE_CELLS);
	if (!s->numbers)
		words_cells(text, size, ticket, TICKET_CELLS);
	words_trim(text);
}

/* Who is to come next; the first where nobody is. */
static void
find_next(struct bookings *s)
{
	size_t i;

	for (i = 0; i < s->list.count && s->lines[i].state != BOOKING_OPEN; i++)
		;
	s->list.at = i < s->list.count ? i : 0;
}

static void
show(struct app *app, void *state)
{
	struct bookings *s = state;
	const struct day_work *w = &app->work.day;
	const bool first = !s->loaded;
	const size_t at = s->list.at;
	size_t i;

	s->loaded = true;
	s->left = w->left;
	s->queue = w->queue;
	memcpy(s->counts, w->counts, sizeof s->counts);
	s->list = (struct listbox){ .at = at, .note_at = NOTE_AT };
	for (i = 0; i < w->count; i++) {
		s->lines[i] = w->lines[i];
		write_line(s, i);
		listbox_add(&s->list, s->texts[i], s->lines[i].number[0] != '\0' ? s->lines[i].number :
		    s->numbers ? s->lines[i].by : s->lines[i].counter, (int)i);
	}
	if (first)
		find_next(s);
	listbox_settle(&s->list);
}

static void
load(struct app *app, struct bookings *s)
{
	app->work.day.day = s->day;
	app->work.day.numbers = s->numbers;
	app_ask(app, job_day, NULL);
}

static void
enter(struct app *app, void *state)
{
	struct bookings *s = state;

	visit_clear(&app->visit);
	app->arrival = (struct arrival){ .ticket = 0 };
	if (!date_given(s->day))
		s->day = app_now(app).date;
	load(app, s);
}

/* --- what is done ------------------------------------------------------------------------------ */

/* Whoever was called, or is booked, is at the counter: what is known of them goes with them. */
static void
begin_visit(struct app *app)
{
	app->arrival = app->work.day.arrival;
	app_open(app, &card_screen);
}

static void
arrived(struct app *app, void *state, enum err e)
{
	if (e == ERR_NONE)
		begin_visit(app);
	else {
		app_refuse(app, e);
		load(app, state);
	}
}

static void
call_number(struct app *app, int ticket)
{
	app->work.day.ticket = ticket;
	app_ask(app, job_call, arrived);
}

static void
take(struct app *app, void *state)
{
	struct bookings *s = state;
	const struct day_line *l = focus(s);

	if (l == NULL)
		return;
	if (l->number[0] != '\0')
		navigate_case(app, l->number);
	else if (!is_today(app, s))
		app_say(app, tr("今日の予約ではありません"));
	else if (l->ticket > 0)
		call_number(app, l->ticket);
	else {
		app->work.day.booking = l->booking;
		app_ask(app, job_arrive, arrived);
	}
}

static void
drawn(struct app *app, void *state, enum err e)
{
	const struct day_work *w = &app->work.day;
	char said[160];

	if (e != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	(void)snprintf(said, sizeof said, w->printed == ERR_NONE ? tr("番号札 %d番を印刷しました") :
	    tr("番号札は %d番です。番号をお伝えください"), w->drawn.ticket);
	app_say(app, said);
	load(app, state);
}

static void
draw_number(struct app *app, int64_t booking)
{
	app->work.day.booking = booking;
	app_ask(app, job_draw, drawn);
}

static void
walk_in(struct app *app, void *state)
{
	(void)state;
	draw_number(app, 0);
}

static void
booked(struct app *app, void *state)
{
	const struct day_line *l = focus(state);

	if (l != NULL)
		draw_number(app, l->booking);
}

static void
call_next(struct app *app, void *state)
{
	(void)state;
	call_number(app, 0);
}

static void
marked(struct app *app, void *state, enum err e)
{
	if (e != ERR_NONE)
		app_refuse(app, e);
	else
		load(app, state);
}

/* The same key takes it back. */
static void
mark(struct app *app, struct bookings *s, enum booking_state to)
{
	const struct day_line *l = focus(s);

	if (l == NULL)
		return;
	app->work.day.booking = l->booking;
	app->work.day.ticket = s->numbers ? l->ticket : 0;
	app->work.day.mark = l->marked == to ? BOOKING_OPEN : to;
	app_ask(app, job_mark, marked);
}

static void
missed(struct app *app, void *state)
{
	mark(app, state, BOOKING_MISSED);
}

static void
cancelled(struct app *app, void *state)
{
	mark(app, state, BOOKING_CANCELLED);
}

static void
turn(struct app *app, void *state)
{
	struct bookings *s = state;

	s->numbers = !s->numbers;
	if (s->numbers)
		s->day = app_now(app).date;
	s->list.at = 0;
	load(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct bookings *s = state;
	bool taken;

	if ((p->key == PRESS_LEFT || p->key == PRESS_RIGHT) && !s->numbers) {
		s->day = date_add_days(s->day, p->key == PRESS_LEFT ? -1 : 1);
		s->list.at = 0;
		load(app, s);
		return true;
	}
	return listbox_press(&s->list, p, &taken);
}

/* --- what can be ------------------------------------------------------------------------------- */

static bool
can_draw(const struct app *app, const void *state)
{
	return app_may(app, ACT_OPEN) && is_today(app, state);
}

static bool
can_take(const struct app *app, const void *state)
{
	const struct day_line *l = focus(state);

	return l != NULL && (l->number[0] != '\0' || app_may(app, ACT_OPEN));
}

static bool
can_booked(const struct app *app, const void *state)
{
	const struct bookings *s = state;
	const struct day_line *l = focus(s);

	return can_draw(app, s) && !s->numbers && l != NULL && l->ticket == 0 && l->number[0] == '\0' &&
	    l->state != BOOKING_CANCELLED;
}

static bool
can_call(const struct app *app, const void *state)
{
	const struct bookings *s = state;

	return app_may(app, ACT_OPEN) && s->queue.waiting > 0;
}

static bool
can_mark(const struct app *app, const void *state)
{
	const struct day_line *l = focus(state);

	return app_may(app, ACT_OPEN) && l != NULL && l->number[0] == '\0' &&
	    (!((const struct bookings *)state)->numbers || !l->away);
}

static bool
can_cancel(const struct app *app, const void *state)
{
	return can_mark(app, state) && !((const struct bookings *)state)->numbers;
}

/* --- drawn ------------------------------------------------------------------------------------- */

static int
figure(int y, int x, const char *label, int n)
{
	x += draw_text(y, x, draw_cols() - x, LOOK_PLAIN, label) + 1;
	return x + draw_format(y, x, 8, LOOK_STRONG, "%d", n) + 3;
}

static int
draw_head(const struct app *app, const struct bookings *s, int y)
{
	char day[64];
	int x = FRAME_LEFT, k;

	date_words(s->day, day, sizeof day);
	x += draw_format(y, x, draw_cols() - x, LOOK_STRONG, s->numbers ? tr("%s の番号札") : tr("%s の予約"), day) + 3;
	if (!s->numbers) {
		for (k = 0; k < BOOKING_STATE_COUNT; k++)
			if (s->counts[k] > 0)
				x = figure(y, x, booking_state_name((enum booking_state)k, lang_now()), s->counts[k]);
	}
	if (is_today(app, s) && s->queue.waiting > 0)
		(void)draw_format(y + 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("番号札でお待ち %d人、%02d:%02dから (F4で次を呼ぶ)"), s->queue.waiting, s->queue.since.hour,
		    s->queue.since.minute);
	return y + 3;
}

static void
draw(struct app *app, void *state)
{
	struct bookings *s = state;
	int y = draw_head(app, s, FRAME_BODY), rows = draw_rows() - FRAME_FOOT - y - (s->left > 0 ? 1 : 0);

	app_cursor(app, y, FRAME_LEFT - 2);
	if (!s->loaded)
		return;
	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, draw_cols() - FRAME_LEFT), FRAME_LEFT - 2);
	if (s->left > 0)
		(void)draw_format(y + rows, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, tr("ほか %d件"), s->left);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_R, .label = "番号札",
	    .help = "予約のない方に、次の番号札を出します。プリンターがあれば印刷します", .act = walk_in,
	    .can = can_draw },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "予約の札", .help = "選んだ予約の方に、番号札を出します",
	    .act = booked, .can = can_booked },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "次を呼ぶ",
	    .help = "いちばん長く待っている番号札を呼び、受付を始めます", .act = call_next, .can = can_call,
	    .quiet = true },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "来ない",
	    .help = "来なかった、呼んでもいなかったと記録します。予約は、もう一度押すと元に戻ります", .act = missed,
	    .can = can_mark },
	{ .key = PRESS_F6, .twin = PRESS_CTRL_F, .label = "取消し",
	    .help = "予約の取消しを記録します。もう一度押すと元に戻ります", .act = cancelled, .can = can_cancel,
	    .quiet = true },
	{ .key = PRESS_TAB, .label = "切替", .help = "予約の一覧と番号札の一覧を切り替えます", .act = turn },
	{ .key = PRESS_ENTER, .label = "受付",
	    .help =
	    "選んだ方の受付を始めます。予約にある手続、来た方、氏名、生年月日が入ります。済んでいれば案件を開きます",
	    .act = take, .can = can_take },
	{ .label = NULL },
};

const struct screen bookings_screen = {
	.name = "bookings",
	.title = "予約と番号札",
	.help = "今日の予約です。左右の矢印で前と次の日に移ります。Tab で番号札の一覧に切り替えます。",
	.keys = keys,
	.state_size = sizeof(struct bookings),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
