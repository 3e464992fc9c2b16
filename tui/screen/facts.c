/*
 * What was said and shown: whoever approves or takes over looks at it; who holds the case corrects what was said, before the
 * card work, and each correction is on record.
 */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/decide.h"
#include "tui/flow/case-action.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/gate.h"
#include "tui/app/jobs.h"
#include "tui/widget/lineedit.h"
#include "tui/widget/listbox.h"
#include "tui/flow/navigate.h"
#include "tui/app/words.h"

enum { ANSWER_MAX = 64, DOCUMENT = -1 };
#define PAPER_MAX (FACTS_LABEL_MAX + 32)

struct facts_state {
	bool loaded, choosing, dating;
	enum fact fact;			/* that is corrected */
	struct listbox list, answers;
	struct lineedit line;
	struct facts facts;		/* as corrected */
	uint64_t changed;		/* bits by enum fact */
	char words[FACT_COUNT][ANSWER_MAX];
	char papers[FACTS_HELD_MAX][PAPER_MAX], until[FACTS_HELD_MAX][ANSWER_MAX];
};

static void
list_papers(const struct app *app, struct facts_state *s)
{
	const struct profile *p = decide_profile(app);
	char day[ANSWER_MAX - 16];
	size_t i;

	for (i = 0; i < s->facts.held_count; i++) {
		const struct held *h = &s->facts.held[i];
		int document = profile_find_document(p, h->label);

		(void)snprintf(s->papers[i], PAPER_MAX, "%s %s", tr(holder_name(h->holder)),
		    document >= 0 ? profile_document(p, (size_t)document).name : h->label);
		date_words(h->expires, day, sizeof day);
		(void)snprintf(s->until[i], ANSWER_MAX, day[0] != '\0' ? tr("%s まで") : "%s", day);
		listbox_add(&s->list, s->papers[i], s->until[i], DOCUMENT);
	}
}

static void
list(const struct app *app, struct facts_state *s)
{
	size_t at = s->list.at;
	unsigned f;

	s->list = (struct listbox){ .at = at, .note_at = 46 };
	for (f = 0; f < FACT_COUNT; f++) {
		const struct fact_info *info = profile_fact(decide_profile(app), (enum fact)f);

		/* What the procedure is can't be corrected: that is another case. */
		if (!facts_known(&s->facts, (enum fact)f) || f == FACT_PROCEDURE || f == FACT_VISIT ||
		    info->type == FACT_SET)
			continue;
		navigate_answer_words(app, &s->facts, (enum fact)f, s->words[f], ANSWER_MAX);
		listbox_add(&s->list, navigate_fact_name(app, &s->facts, (enum fact)f), s->words[f], (int)f);
	}
	list_papers(app, s);
}

static void
show(struct app *app, void *state)
{
	struct facts_state *s = state;

	s->facts = app->visit.reception.facts;
	s->loaded = true;
	list(app, s);
}

static void
loaded(struct app *app, void *state, enum err e)
{
	if (e == ERR_NONE) {
		show(app, state);
		return;
	}
	app_close(app);
	dialog_fail(app, e, NULL, NULL);
}

static void
enter(struct app *app, void *state)
{
	if (((struct facts_state *)state)->loaded)
		return;
	memcpy(app->work.number, app->work.open.file.number, sizeof app->work.number);
	app_ask(app, job_resume, loaded);
}

static void
begin(const struct app *app, struct facts_state *s, enum fact fact)
{
	const struct fact_info *info = profile_fact(decide_profile(app), fact);
	int i;

	s->fact = fact;
	s->dating = info->type == FACT_DATE;
	s->choosing = !s->dating;
	s->answers = (struct listbox){ .numbers = true };
	for (i = 0; s->choosing && i < FACT_WORDS_MAX && info->words[i] != NULL; i++) {
		if (decide_offers(app, &s->facts, fact, i))
			listbox_add(&s->answers, profile_word(decide_profile(app), fact, i), NULL, i);
	}
	lineedit_set(&s->line, "");
}

static void
corrected(const struct app *app, struct facts_state *s)
{
	s->changed |= (uint64_t)1 << s->fact;
	s->choosing = s->dating = false;
	list(app, s);
}

static void
take_date(struct app *app, struct facts_state *s)
{
	struct date d;
	enum err e;

	if (!gate_takes(app, &s->line))
		return;
	if ((e = facts_typed_date(s->fact, s->line.text, app_now(app).date, &d)) != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	if (s->fact == FACT_BORN_AS && !facts_born_as_fits(&s->facts, d)) {
		app_refuse(app, ERR_BORN_AS);
		return;
	}
	if (!decide_day_fits(app, &s->facts, s->fact, d))
		return;
	if (s->fact == FACT_BORN)
		facts_set_born(&s->facts, d);
	else
		facts_set(&s->facts, s->fact, date_days(d));
	corrected(app, s);
}

/* A paper is taken back where it was ticked; a colleague's case is only looked at. */
static bool
can_take(const struct app *app, const void *state)
{
	const struct facts_state *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	return s->choosing || s->dating || (row != NULL && row->value != DOCUMENT && case_action_may_correct(app));
}

static void
take(struct app *app, void *state)
{
	struct facts_state *s = state;
	const struct listbox_row *row = listbox_focus(s->choosing ? &s->answers : &s->list);

	if (s->dating)
		take_date(app, s);
	else if (row != NULL && s->choosing) {
		facts_set(&s->facts, s->fact, row->value);
		corrected(app, s);
	} else if (can_take(app, s))
		begin(app, s, (enum fact)row->value);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct facts_state *s = state;
	bool taken = false, mine;

	if (s->dating)
		return lineedit_press(&s->line, p);
	mine = listbox_press(s->choosing ? &s->answers : &s->list, p, &taken);
	if (taken)
		take(app, state);
	return mine;
}

static void
back(struct app *app, void *state)
{
	struct facts_state *s = state;

	if (s->choosing || s->dating)
		s->choosing = s->dating = false;
	else
		app_close(app);		/* and s with it */
}

static void
record(struct app *app, void *state)
{
	struct facts_state *s = state;

	app->work.deed.facts = s->facts;
	app->work.deed.brings_facts = true;
	app_close(app);
	case_action_apply(app);
}

static bool
can_record(const struct app *app, const void *state)
{
	(void)app;
	return ((const struct facts_state *)state)->changed != 0;
}

static void
draw_answers(struct app *app, struct facts_state *s, int y)
{
	char words[64];

	(void)draw_text(y, FRAME_LEFT, draw_cols(), LOOK_STRONG, navigate_fact_name(app, &s->facts, s->fact));
	if (s->dating) {
		typed_date_words(s->fact, s->line.text, app_now(app).date, words, sizeof words);
		(void)draw_text(y + 3, FRAME_LEFT, draw_cols() - 2 * FRAME_LEFT, LOOK_STRONG, words);
		app_cursor(app, y + 2, lineedit_draw(&s->line, y + 2, FRAME_LEFT, 40));
	} else
		app_cursor(app, listbox_draw(&s->answers, y + 2, FRAME_LEFT - 2, frame_rows() - 4,
		    draw_cols() - 2 * FRAME_LEFT), FRAME_LEFT - 2);
}

static void
draw(struct app *app, void *state)
{
	struct facts_state *s = state;
	int y = FRAME_BODY + 1;

	if (s->choosing || s->dating) {
		draw_answers(app, s, y);
		return;
	}
	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, case_action_may_correct(app) ?
	    tr("違っているものを選んで直し、F2 で記録します。直したことは経過に残ります") :
	    tr("聞き取ったことと、見せてもらった書類です"));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 3, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "直す", .help = "選んだ事柄を直します", .act = take, .can = can_take },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "訂正を記録", .help = "直したことを記録し、判定し直します",
	    .act = record, .can = can_record },
	{ .key = PRESS_ESC, .label = "戻る", .help = "直さずに戻ります", .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen facts_screen = {
	.name = "facts",
	.title = "聞き取ったことと書類",
	.help =
	    "聞き取ったことと、見せてもらった書類です。担当者はカードの処理の前なら、聞き取ったことの打ち間違いを直せます。手続そのものは変えられません。",
	.keys = keys,
	.state_size = sizeof(struct facts_state),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
