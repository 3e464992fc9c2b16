/* What the rules still ask, one question at a time, and the papers that are missing. */
#include "tui/scr.h"

#include <stdio.h>
#include <string.h>

#include "lang.h"
#include "tui/app.h"
#include "tui/decide.h"
#include "tui/dialog.h"
#include "tui/draw.h"
#include "tui/frame.h"
#include "tui/jobs.h"
#include "tui/lineedit.h"
#include "tui/listbox.h"

enum asking { ASKING_NOTHING, ASKING_CHOICE, ASKING_DATE, ASKING_DOCUMENT };

struct visitor {
	enum asking asking;
	enum fact fact;
	enum holder holder;		/* whose document is missing */
	struct listbox list;
	struct lineedit line;
};

static const struct decision *
decision(const struct app *app)
{
	return &app->visit.reception.decision;
}

static void
ask_fact(struct visitor *s, enum fact fact)
{
	const struct fact_info *info = fact_info(fact);
	int i;

	s->fact = fact;
	s->asking = info->type == FACT_DATE ? ASKING_DATE : ASKING_CHOICE;
	s->list = (struct listbox){ .numbers = true };
	for (i = 0; info->type != FACT_DATE && i < FACT_WORDS_MAX && info->words[i] != NULL; i++)
		listbox_add(&s->list, tr(info->ja_words[i]), NULL, info->type == FACT_SET ? 1 << i : i);
	lineedit_set(&s->line, "");
}

/* The classes that a need names: "A|B" names A and B. */
static bool
named(const struct profile *p, const char *need, unsigned classes)
{
	size_t i;

	for (i = 0; i < profile_classes(p); i++) {
		if (classes & 1u << i && strstr(need, profile_class_code(p, i)) != NULL)
			return true;
	}
	return false;
}

static void
ask_document(struct app *app, struct visitor *s, const struct missing *m)
{
	const struct profile *p = app->profile;
	size_t i;

	s->asking = ASKING_DOCUMENT;
	s->holder = holder_by_code(m->who);
	s->list = (struct listbox){ .finds = true };
	for (i = 0; i < profile_documents(p); i++) {
		struct document_view d = profile_document(p, i);

		if (named(p, m->need, d.classes))
			listbox_add(&s->list, d.name, decide_has_document(app, s->holder, d.code) ? tr("済") : NULL,
			    (int)i);
	}
	if (s->list.count == 0)
		s->asking = ASKING_NOTHING;
}

static void
ask_next(struct app *app, struct visitor *s)
{
	const struct decision *d = decision(app);

	s->asking = ASKING_NOTHING;
	if (d->outcome == OUTCOME_ASK && d->ask_count > 0)
		ask_fact(s, d->ask[0]);
	else if (d->outcome == OUTCOME_INCOMPLETE && d->missing_count > 0 && d->missing[0].who != NULL)
		ask_document(app, s, &d->missing[0]);
}

static void
enter(struct app *app, void *state)
{
	ask_next(app, state);
}

static void
answered(struct app *app, struct visitor *s)
{
	ask_next(app, s);
	decide_go_on(app);
}

static void
accept_date(struct app *app, struct visitor *s)
{
	struct date d;
	enum err e;

	if ((e = date_parse(s->line.text, &d)) != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	decide_answer(app, s->fact, date_days(d));
	answered(app, s);
}

static void
take(struct app *app, void *state)
{
	struct visitor *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	if (s->asking == ASKING_DATE) {
		accept_date(app, s);
		return;
	}
	if (s->asking == ASKING_NOTHING)
		decide_go_on(app);
	if (row == NULL || s->asking == ASKING_NOTHING)
		return;
	if (s->asking == ASKING_CHOICE)
		decide_answer(app, s->fact, row->value);
	else
		decide_document(app, s->holder, profile_document(app->profile, (size_t)row->value).code);
	answered(app, s);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct visitor *s = state;
	bool taken = false, mine;

	if (s->asking == ASKING_DATE)
		return lineedit_press(&s->line, p, NULL);
	mine = s->asking != ASKING_NOTHING && listbox_press(&s->list, p, &taken);
	if (taken)
		take(app, state);
	return mine;
}

/* Taken back one answer at a time; with none left, to the card. */
static void
back(struct app *app, void *state)
{
	if (decide_undo(app))
		ask_next(app, state);
	else
		app_close(app);
}

static void
no_date(struct app *app, void *state)
{
	struct visitor *s = state;

	decide_answer(app, s->fact, FACT_NONE);
	answered(app, s);
}

static bool
can_no_date(const struct app *app, const void *state)
{
	const struct visitor *s = state;

	(void)app;
	return s->asking == ASKING_DATE && fact_info(s->fact)->words[0] != NULL;
}

static void
recorded(struct app *app, enum err e)
{
	char said[128];

	if (e != ERR_NONE) {
		dialog_fail(app, e, NULL, NULL);
		return;
	}
	(void)snprintf(said, sizeof said, tr("受付番号 %s で記録しました"), app->work.number);
	app_home(app);
	app_say(app, said);
}

static void
record(struct app *app, void *state)
{
	(void)state;
	app_work(app, job_open, recorded);
}

static bool
can_record(const struct app *app, const void *state)
{
	(void)state;
	return decision(app)->outcome != OUTCOME_ASK && decision(app)->outcome != OUTCOME_PROCEED;
}

/* Why it can't be done today: each reason, and where it is written. */
static int
draw_reasons(const struct decision *d, int y)
{
	size_t i;

	for (i = 0; i < d->reason_count && i < 3; i++) {
		y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_PLAIN, d->reasons[i].text);
		y += draw_wrap(y, FRAME_LEFT + 2, draw_cols() - 2 * FRAME_LEFT - 2, 1, LOOK_FAINT,
		    d->reasons[i].source);
	}
	for (i = 0; i < d->missing_count && i < 4; i++)
		y += draw_wrap(y, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, 2, LOOK_PLAIN, d->missing[i].text);
	(void)draw_text(y + 1, FRAME_LEFT, draw_cols(), LOOK_STRONG,
	    d->outcome == OUTCOME_PROCEED ? tr("> Enter で進みます") : tr("> F2 でこの結果のまま記録します"));
	return y + 1;
}

static void
draw_line(struct app *app, struct visitor *s, int y)
{
	app_cursor(app, y, lineedit_draw(&s->line, y, FRAME_LEFT, 40));
	(void)draw_text(y + 2, FRAME_LEFT, draw_cols(), LOOK_PLAIN,
	    tr("令和8年11月22日、R8.11.22、2026-11-22 のどれでも"));
}

static void
draw(struct app *app, void *state)
{
	struct visitor *s = state;
	const char *question = s->asking == ASKING_DOCUMENT ? decision(app)->missing[0].text :
	    tr(fact_info(s->fact)->ja);
	int y = FRAME_BODY + 1;

	if (s->asking == ASKING_NOTHING) {
		app_cursor(app, draw_reasons(decision(app), y), FRAME_LEFT);
		return;
	}
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, question);
	if (s->asking == ASKING_DATE)
		draw_line(app, s, y + 2);
	else
		app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 4,
		    draw_cols() - 2 * FRAME_LEFT),
		    FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだ答えで進みます。先頭の数字でも選べます", .act = take },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "この結果で記録",
	    .help = "3行目の結果のまま受付を記録して終わります",
	    .act = record, .can = can_record },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "なし", .help = "その日付がないことを答えます",
	    .act = no_date,
	    .can = can_no_date },
	{ .key = PRESS_ESC, .label = "戻る", .help = "答えをひとつ取り消します", .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen visitor_screen = {
	.name = "visitor",
	.title = "来た人と書類",
	.help = "答えがまだ変わることだけを聞きます。3行目に、今日できるかどうかがいつも出ています。",
	.keys = keys,
	.state_size = sizeof(struct visitor),
	.enter = enter,
	.draw = draw,
	.press = press,
};
