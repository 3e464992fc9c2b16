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

struct tally_state {
	struct date day;
	bool month, loaded;
	struct tally tally;
	struct tally_reason reasons[TALLY_SHOWN];
	size_t reason_count;
};

static void
show(struct app *app, void *state)
{
	struct tally_state *s = state;

	s->loaded = true;
	s->tally = app->work.tally.figures;
	memcpy(s->reasons, app->work.tally.reasons, sizeof s->reasons);
	s->reason_count = app->work.tally.reason_count;
}

static void
load(struct app *app, const struct tally_state *s)
{
	struct tally_work *t = &app->work.tally;

	t->from = t->to = s->day;
	if (s->month) {
		t->from.day = 1;
		t->to = date_add_days(date_add_months(t->from, 1), -1);
	}
	app_ask(app, job_tally, NULL);
}

static void
enter(struct app *app, void *state)
{
	struct tally_state *s = state;

	if (!date_given(s->day))
		s->day = app_now(app).date;
	load(app, s);
}

static void
move(struct app *app, struct tally_state *s, int by)
{
	s->day = s->month ? date_add_months(s->day, by) : date_add_days(s->day, by);
	load(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	if (p->key != PRESS_LEFT && p->key != PRESS_RIGHT && p->key != PRESS_UP && p->key != PRESS_DOWN)
		return false;
	move(app, state, p->key == PRESS_LEFT || p->key == PRESS_UP ? -1 : 1);
	return true;
}

static void
change(struct app *app, void *state)
{
	struct tally_state *s = state;

	s->month = !s->month;
	load(app, s);
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
draw_reasons(const struct tally_state *s, int y)
{
	size_t i;

	if (s->reason_count > 0)
		(void)draw_text(y++, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("お返しした理由"));
	for (i = 0; i < s->reason_count && y < draw_rows() - FRAME_FOOT; i++, y++) {
		(void)draw_text(y, FRAME_LEFT + 2, 40, LOOK_PLAIN, reason_words(s->reasons[i].code));
		(void)draw_format(y, FRAME_LEFT + 44, 10, LOOK_STRONG, "%d", s->reasons[i].count);
	}
}

static void
draw(struct app *app, void *state)
{
	const struct tally_state *s = state;
	char day[64];
	int y = FRAME_BODY + 1, left, middle;

	date_words(s->day, day, sizeof day);
	if (s->month)
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%d年%d月の集計"), s->day.year, s->day.month);
	else
		(void)draw_format(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("%s の集計"), day);
	app_cursor(app, y, FRAME_LEFT);
	y += 2;
	if (!s->loaded)
		return;
	left = draw_left(&s->tally, y);
	middle = draw_middle(&s->tally, y);
	draw_reasons(s, (left > middle ? left : middle) + 1);
}

static const struct key keys[] = {
	{ .key = PRESS_TAB, .label = "日計と月計", .help = "一日の集計とひと月の集計を切り替えます", .act = change },
	{ .label = NULL },
};

const struct screen tally_screen = {
	.name = "tally",
	.title = "日計と月計",
	.help = "矢印で前と次の日、または月に移ります。完了した件数と、お返しした理由です。氏名は出ません。",
	.keys = keys,
	.state_size = sizeof(struct tally_state),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
