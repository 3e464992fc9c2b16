/* The figures of a day or a month: what was received, finished, turned away, and why. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/flow/entry.h"

#define LABEL_CELLS 30
#define FIGURE_CELLS 8
#define ROWS_ABOVE 4		/* of the parts: the days, a blank, their heading */

struct tally_state {
	struct date day;
	enum tally_span span;
	int by;			/* as of struct tally_work */
	bool loaded;
	struct tally tally;
	struct tally_reason reasons[TALLY_SHOWN];
	size_t reason_count;
	struct tally_part parts[TALLY_PARTS];
	size_t part_count, top;
	struct waiting waiting;
};

/* Reasons are as many as they are; a step's average and longest in minutes stand where cases are received and done. */
static void
make_parts(const struct app *app, struct tally_state *s)
{
	struct tally_part *p;
	size_t i;

	for (i = 0; s->by == TALLY_REASONS && i < s->reason_count; i++) {
		p = &s->parts[s->part_count++];
		p->opened = p->done = s->reasons[i].count;
		(void)snprintf(p->label, sizeof p->label, "%s", reason_words_of(app->profile, s->reasons[i].code));
	}
	for (i = 0; s->by == TALLY_WAITING && i < WAITING_STEP_COUNT; i++) {
		const struct waiting_time *t = &s->waiting.steps[i];

		if (t->count == 0)
			continue;
		p = &s->parts[s->part_count++];
		p->opened = t->longest;
		p->done = (int)(t->average + 0.5);
		(void)snprintf(p->label, sizeof p->label, "%s (%d)", waiting_name((enum waiting_step)i, lang_now()),
		    t->count);
	}
}

static void
show(struct app *app, void *state)
{
	struct tally_state *s = state;
	const struct tally_work *t = &app->work.tally;

	s->loaded = true;
	s->tally = t->figures;
	memcpy(s->reasons, t->reasons, sizeof s->reasons);
	s->reason_count = t->reason_count;
	memcpy(s->parts, t->parts, sizeof s->parts);
	s->part_count = t->part_count;
	s->waiting = t->waiting;
	s->top = 0;
	make_parts(app, s);
}

static void
load(struct app *app, struct tally_state *s)
{
	struct tally_work *t = &app->work.tally;

	s->loaded = false;
	tally_span_of(s->span, s->day, &t->from, &t->to);
	t->by = s->by;
	app_ask(app, job_tally, NULL);
}

static void
enter(struct app *app, void *state)
{
	struct tally_state *s = state;

	if (!date_given(s->day)) {
		s->day = app_now(app).date;
		s->by = TALLY_WHOLE;
	} else if (date_given(app->work.tally.typed))
		s->day = app->work.tally.typed;
	app->work.tally.typed = (struct date){ 0 };
	load(app, s);
}

static void
move(struct app *app, struct tally_state *s, int by)
{
	static const int months[TALLY_SPAN_COUNT] = { [TALLY_MONTH] = 1, [TALLY_YEAR] = 12 };

	if (months[s->span] > 0)
		s->day = date_add_months(s->day, by * months[s->span]);
	else
		s->day = date_add_days(s->day, s->span == TALLY_WEEK ? 7 * by : by);
	load(app, s);
}

static size_t
page(void)
{
	const int rows = draw_rows() - FRAME_FOOT - FRAME_BODY - ROWS_ABOVE;

	return rows > 1 ? (size_t)rows : 1;
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct tally_state *s = state;

	switch (p->key) {
	case PRESS_LEFT:
	case PRESS_UP:
		move(app, s, -1);
		return true;
	case PRESS_RIGHT:
	case PRESS_DOWN:
		move(app, s, 1);
		return true;
	case PRESS_PAGE_DOWN:
		s->top += s->top + page() < s->part_count ? page() : 0;
		return true;
	case PRESS_PAGE_UP:
		s->top -= s->top < page() ? s->top : page();
		return true;
	default:
		return false;
	}
}

static void
change(struct app *app, void *state)
{
	struct tally_state *s = state;

	s->span = (enum tally_span)((s->span + 1) % TALLY_SPAN_COUNT);
	if (s->span == TALLY_DAY && s->by == BY_DAY)
		s->by = TALLY_WHOLE;
	load(app, s);
}

/* The whole, then each kind of parts, reasons and waiting; a single day has no days. */
static void
divide(struct app *app, void *state)
{
	struct tally_state *s = state;

	static const int next[] = { [TALLY_WHOLE] = BY_DAY, [BY_AGE] = TALLY_REASONS, [TALLY_REASONS] = TALLY_WAITING,
	    [TALLY_WAITING] = TALLY_WHOLE };

	s->by = s->by == TALLY_WHOLE || s->by >= BY_AGE ? next[s->by] : s->by + 1;
	if (s->by == BY_DAY && s->span == TALLY_DAY)
		s->by = BY_HOUR;
	load(app, s);
}

/* --- a day that is typed ----------------------------------------------------------------------- */

static void
fill_day(struct app *app, struct formview *v)
{
	static const struct field day = { .key = "tally-day", .label = "日付", .type = FIELD_DATE, .max = 20,
	    .required = true };

	(void)app;
	formview_add(v, &day);
}

static void
take_day(struct app *app, const struct formview *v)
{
	char value[FIELD_VALUE_MAX];

	(void)formview_value(v, "tally-day", value);
	if (date_parse(value, &app->work.tally.typed) != ERR_NONE)
		app->work.tally.typed = (struct date){ 0 };
}

static void
type_day(struct app *app, void *state)
{
	static const struct entry_plan plan = {
	    .what = "集計する日を入力してください(週、月、年度は、その日を含むもの)", .fill = fill_day, .take = take_day };

	(void)state;
	entry_open(app, &plan);
}

static int
figure(int y, int x, const char *label, long n)
{
	char text[24];

	(void)draw_text(y, x, 30, LOOK_PLAIN, label);
	(void)snprintf(text, sizeof text, "%ld", n);
	draw_right(y, x + 35, LOOK_STRONG, text);
	return y + 1;
}

static int
draw_left(const struct tally *t, int y)
{
	const char *const *words = fact_info(FACT_PROCEDURE)->words;
	int i, x = FRAME_LEFT;

	y = figure(y, x, tr("受付"), t->opened);
	y = figure(y, x, tr("完了"), tally_times(t, EVENT_CARD_WORK_DONE));
	for (i = 0; i < TALLY_PROCEDURES; i++) {
		if (t->done[i] > 0)
			y = figure(y, x + 2, visit_procedure_name(words[i]), t->done[i]);
	}
	y = figure(y, x, tr("発行した署名用電子証明書"), t->certificates[CERT_SIGN]);
	y = figure(y, x, tr("発行した利用者証明用電子証明書"), t->certificates[CERT_AUTH]);
	return figure(y, x, tr("手数料 (円)"), t->yen);
}

static int
draw_middle(const struct tally *t, int y)
{
	int x = draw_cols() / 2 + 2;

	y = figure(y, x, tr("照会の申請"), tally_times(t, EVENT_INQUIRE));
	y = figure(y, x, tr("照会書を発送"), t->events[EVENT_POST]);
	y = figure(y, x, tr("照会書が返戻"), t->events[EVENT_RETURNED_UNDELIVERED]);
	y = figure(y, x, tr("回答を受領"), t->events[EVENT_REPLY_RECEIVED]);
	y = figure(y, x, tr("預かり"), tally_times(t, EVENT_KEEP));
	y = figure(y, x, tr("不足でお返し"), tally_times(t, EVENT_FOUND_INCOMPLETE));
	y = figure(y, x, tr("不受理"), tally_times(t, EVENT_REFUSE));
	return figure(y, x, tr("取消し"), t->events[EVENT_CANCEL]);
}

static void
short_figure(int y, int *x, const char *label, int n)
{
	*x += draw_text(y, *x, draw_cols() - *x, LOOK_PLAIN, label) + 1;
	*x += draw_format(y, *x, 8, LOOK_STRONG, "%d", n) + 3;
}

/* Who was booked, who drew a number and how long they waited; nothing where nobody did. */
static int
draw_visits(const struct waiting *w, int y)
{
	const struct waiting_time *t = &w->steps[WAITING_NUMBER];
	const int booked = w->bookings[BOOKING_OPEN] + w->bookings[BOOKING_CAME] + w->bookings[BOOKING_MISSED];
	int x = FRAME_LEFT;

	if (booked + w->drawn == 0)
		return y;
	short_figure(y, &x, tr("予約"), booked);
	short_figure(y, &x, tr("来庁"), w->bookings[BOOKING_CAME]);
	short_figure(y, &x, tr("来庁なし"), w->bookings[BOOKING_MISSED]);
	short_figure(y, &x, tr("番号札"), w->drawn);
	if (t->count > 0)
		(void)draw_format(y, x, draw_cols() - x, LOOK_PLAIN, tr("待ち 平均%.0f分 最長%d分"), t->average,
		    t->longest);
	return y + 1;
}

static void
draw_reasons(const struct profile *p, const struct tally_state *s, int y)
{
	size_t i;

	if (s->reason_count > 0)
		(void)draw_text(y++, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("お返しした理由"));
	for (i = 0; i < s->reason_count && y < draw_rows() - FRAME_FOOT; i++, y++) {
		(void)draw_text(y, FRAME_LEFT + 2, 40, LOOK_PLAIN, reason_words_of(p, s->reasons[i].code));
		(void)draw_format(y, FRAME_LEFT + 44, 10, LOOK_STRONG, "%d", s->reasons[i].count);
	}
}

/* Cases received up to the whole width, of these those done in signs of their own. */
static void
draw_bar(int y, int x, int most, const struct tally_part *p)
{
	const int cells = draw_cols() - FRAME_LEFT - x, more = p->done > p->opened ? p->done : p->opened;
	int i;

	for (i = 0; most > 0 && i < cells && i * most < more * cells; i++)
		(void)draw_text(y, x + i, 1, LOOK_PLAIN, i * most < p->done * cells ? "#" : "-");
}

static void
draw_part(int y, int most, const struct tally_part *p, bool both)
{
	char text[24];

	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS - 1, LOOK_PLAIN, p->label);
	(void)snprintf(text, sizeof text, "%d", p->opened);
	draw_right(y, FRAME_LEFT + LABEL_CELLS + FIGURE_CELLS, LOOK_STRONG, text);
	(void)snprintf(text, sizeof text, "%d", p->done);
	if (both)
		draw_right(y, FRAME_LEFT + LABEL_CELLS + 2 * FIGURE_CELLS, LOOK_STRONG, text);
	draw_bar(y, FRAME_LEFT + LABEL_CELLS + 2 * FIGURE_CELLS + 2, most, p);
}

static void
draw_heads(const struct tally_state *s, int y)
{
	static const struct { const char *what, *first, *second, *bars; } heads[] = {
		{ NULL, "受付", "完了", "# 完了  - 受付" }, { "お返しした理由", "件数", "", "" },
		{ "かかった時間 (件数)", "最長", "平均", "# 平均  - 最長 (分)" },
	};
	const int k = s->by < (int)TALLY_WHOLE ? 0 : s->by - (int)TALLY_WHOLE, x = FRAME_LEFT + LABEL_CELLS;

	(void)draw_text(y, FRAME_LEFT, LABEL_CELLS, LOOK_PLAIN,
	    tr(k == 0 ? breakdown_name((enum breakdown_by)s->by) : heads[k].what));
	draw_right(y, x + FIGURE_CELLS, LOOK_PLAIN, tr(heads[k].first));
	if (heads[k].second[0] != '\0')
		draw_right(y, x + 2 * FIGURE_CELLS, LOOK_PLAIN, tr(heads[k].second));
	if (heads[k].bars[0] != '\0')
		(void)draw_text(y, x + 2 * FIGURE_CELLS + 2, 30, LOOK_PLAIN, tr(heads[k].bars));
}

static void
draw_parts(const struct tally_state *s, int y)
{
	const size_t end = s->top + page() < s->part_count ? s->top + page() : s->part_count;
	int most = 0;
	size_t i;

	for (i = 0; i < s->part_count; i++) {
		most = s->parts[i].opened > most ? s->parts[i].opened : most;
		most = s->parts[i].done > most ? s->parts[i].done : most;
	}
	draw_heads(s, y++);
	draw_more(y, draw_cols(), s->top);
	for (i = s->top; i < end; i++)
		draw_part(y++, most, &s->parts[i], s->by != TALLY_REASONS);
	if (end < s->part_count)
		draw_more(y - 1, draw_cols(), s->part_count - end);
	if (s->part_count == 0)
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, tr("記録はありません"));
}

static void
draw_days(const struct tally_state *s, int y)
{
	char from[64], to[64];
	struct date first, last;

	tally_span_of(s->span, s->day, &first, &last);
	date_words(first, from, sizeof from);
	date_words(last, to, sizeof to);
	if (s->span == TALLY_DAY)
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%s の集計"), from);
	else if (s->span == TALLY_WEEK)
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%s から %s までの集計"), from, to);
	else if (s->span == TALLY_MONTH)
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%d年%d月の集計"), first.year,
		    first.month);
	else
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%d年度の集計"), first.year);
}

static void
draw(struct app *app, void *state)
{
	const struct tally_state *s = state;
	int y = FRAME_BODY + 1, left, middle;

	draw_days(s, y);
	app_cursor(app, y, FRAME_LEFT);
	y += 2;
	if (!s->loaded)
		return;
	if (s->by != TALLY_WHOLE) {
		draw_parts(s, y);
		return;
	}
	left = draw_left(&s->tally, y);
	middle = draw_middle(&s->tally, y);
	y = draw_visits(&s->waiting, left > middle ? left : middle);
	draw_reasons(app->profile, s, y + 1);
}

static const struct key keys[] = {
	{ .key = PRESS_TAB, .label = "期間", .help = "日、週、月、年度の集計を順に切り替えます", .act = change },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "内訳",
	    .help =
	    "日、時間帯、職員、窓口、手続、来庁した方、電子証明書、年齢ごとに分けて出します。理由と待ち時間も出ます",
	    .act = divide },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "日付", .help = "集計する日を入力します", .act = type_day },
	{ .label = NULL },
};

const struct screen tally_screen = {
	.name = "tally",
	.title = "集計",
	.help =
	    "矢印で前と次の期間に移ります。完了した件数と、お返しした理由です。内訳は PgDn で続きます。氏名は出ません。",
	.keys = keys,
	.state_size = sizeof(struct tally_state),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
