/* What the rules still ask, one question at a time, and the papers that are missing. */
#include "tui/screen/screens.h"

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/gate.h"
#include "tui/flow/decide.h"
#include "tui/flow/entry.h"
#include "tui/flow/papers.h"
#include "tui/flow/question.h"
#include "tui/flow/verdict.h"
#include "tui/flow/navigate.h"

struct visitor { bool asking; struct question question; struct papers papers; };

static const struct decision *
decision(const struct app *app)
{
	return &app->visit.reception.decision;
}

static void
ask_next(struct app *app, struct visitor *s)
{
	enum fact fact = decide_next(app);

	s->asking = fact != FACT_COUNT;
	if (s->asking)
		question_ask(&s->question, app, fact);
	else
		papers_list(&s->papers, app);
}

static bool
still_asked(const struct app *app, const struct visitor *s)
{
	const struct decision *d = decision(app);
	size_t i;

	if (!s->asking || decide_next(app) == s->question.fact)
		return s->asking;
	for (i = 0; i < d->missing_count; i++) {
		if (verdict_fact_of(&d->missing[i]) == s->question.fact)
			return true;
	}
	return false;
}

/* Uncovered again with the same question: what was typed is still there. */
static void
enter(struct app *app, void *state)
{
	if (!still_asked(app, state))
		ask_next(app, state);
}

static void
answered(struct app *app, struct visitor *s)
{
	ask_next(app, s);
	navigate_on(app);
}

static void
accept_date(struct app *app, struct visitor *s)
{
	struct date d;
	enum err e;

	if (s->question.line.text[0] == '\0' && navigate_on(app))
		return;		/* the birth date: back to the card, which knows it */
	if (!gate_takes(app, &s->question.line))
		return;
	if ((e = facts_typed_date(s->question.fact, s->question.line.text, app_now(app).date, &d)) != ERR_NONE) {
		app_refuse(app, e);
		return;
	}
	if (s->question.fact == FACT_BORN_AS && !facts_born_as_fits(&app->visit.reception.facts, d)) {
		app_refuse(app, ERR_BORN_AS);
		return;
	}
	if (!decide_day_fits(app, &app->visit.reception.facts, s->question.fact, d))
		return;
	if (s->question.fact == FACT_BORN)
		decide_born(app, d);
	else
		decide_answer(app, s->question.fact, date_days(d));
	answered(app, s);
}

/* A document whose day of issue, seal, contents or PIN the rules look at is asked about at once. */
static bool
ask_details(struct app *app, const struct papers *p, const struct listbox_row *row)
{
	struct document_view d;

	if (row == NULL || p->fact != FACT_COUNT || p->list.count == 0)
		return false;
	d = profile_document(decide_profile(app), (size_t)row->value);
	if ((!d.issued && !d.seal && !d.shows && !profile_verifies(&d, p->holder)) ||
	    decide_held(app, p->holder, row->value) == NULL)
		return false;
	document_screen_open(app, p->holder, row->value);
	return true;
}

static bool
tick(struct app *app, struct visitor *s)
{
	const struct listbox_row *row = listbox_focus(&s->papers.list);
	const struct missing *m = papers_missing(&s->papers, app);

	if (m != NULL && s->papers.others == 0 && verdict_asks_date(m)) {
		s->asking = true;
		question_ask(&s->question, app, verdict_fact_of(m));
		return false;
	}
	if (!papers_tick(&s->papers, app))
		return false;
	if (ask_details(app, &s->papers, row))
		return false;
	papers_list(&s->papers, app);
	if (decision(app)->outcome == OUTCOME_ASK)
		ask_next(app, s);
	return true;
}

static bool
at_open_paper(const struct visitor *s)
{
	const struct paper_line *line = papers_focus(&s->papers);

	return s->papers.others > 0 || (line != NULL && !line->held);
}

/* Nothing is missing, and there is a way on. */
static bool
leads_on(const struct app *app)
{
	enum outcome o = decision(app)->outcome;

	return o == OUTCOME_PROCEED || o == OUTCOME_INQUIRY || o == OUTCOME_KEEP;
}

/* Enter alone, as it slips in twice from the screen before, ticks no document that nobody has looked for. */
static void
take_paper(struct app *app, struct visitor *s)
{
	if (decision(app)->outcome == OUTCOME_PROCEED)
		navigate_on(app);
	else if (at_open_paper(s)) {
		if (s->papers.fact == FACT_COUNT && s->papers.list.count > 0 && !s->papers.list.used)
			app_say(app, tr("見せてもらった書類に、数字かスペースキーで印をつけてください"));
		else if (tick(app, s))
			navigate_on(app);
	} else if (leads_on(app))
		navigate_settle_for(app, decision(app)->outcome);
}

static void
take(struct app *app, void *state)
{
	struct visitor *s = state;
	const struct listbox_row *row = listbox_focus(&s->question.list);

	if (!s->asking)
		take_paper(app, s);
	else if (question_of_date(&s->question))
		accept_date(app, s);
	else if (row != NULL) {
		decide_answer(app, s->question.fact, row->value);
		answered(app, s);
	}
}

static bool
can_take(const struct app *app, const void *state)
{
	const struct visitor *s = state;

	return s->asking || at_open_paper(s) || leads_on(app);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct visitor *s = state;
	bool taken = false, mine, space = p->key == PRESS_NONE && (p->c == ' ' || p->c == 0x3000);

	if (s->asking)
		mine = question_press(&s->question, p, &taken);
	else if (space) {
		if (tick(app, s) && decision(app)->outcome == OUTCOME_ASK)
			(void)navigate_on(app);
		return true;
	} else
		mine = papers_press(&s->papers, app, p, &taken);
	if (taken)
		take(app, state);
	return mine;
}

/* Taken back one by one; with nothing left, to the reply, or to where it was begun. */
static void
back(struct app *app, void *state)
{
	if (decide_undo(app))
		ask_next(app, state);
	else if (app->visit.reply_seen)
		app_open(app, &reply_screen);
	else
		app_close(app);
}

static void
no_date(struct app *app, void *state)
{
	struct visitor *s = state;

	decide_answer(app, s->question.fact, FACT_NONE);
	answered(app, s);
}

static bool
can_no_date(const struct app *app, const void *state)
{
	const struct visitor *s = state;

	(void)app;
	return s->asking && question_of_date(&s->question) && fact_info(s->question.fact)->words[0] != NULL;
}

static void
record(struct app *app, void *state)
{
	(void)state;
	navigate_settle_for(app, decision(app)->outcome);
}

static bool
can_record(const struct app *app, const void *state)
{
	enum outcome o = decision(app)->outcome;

	(void)state;
	return o != OUTCOME_ASK && o != OUTCOME_PROCEED && !navigate_to_inquiry(app);
}

static void
inquire(struct app *app, void *state)
{
	(void)state;
	navigate_settle_for(app, OUTCOME_INQUIRY);
}

static bool
can_inquire(const struct app *app, const void *state)
{
	(void)state;
	return navigate_to_inquiry(app);
}

static void
usual(struct app *app, void *state)
{
	decide_usual_all(app);
	answered(app, state);
}

/* With one question left its own key is as short. */
static bool
can_usual(const struct app *app, const void *state)
{
	enum fact usual_ones[FACT_COUNT];

	return ((const struct visitor *)state)->asking && decide_usual_list(app, usual_ones) > 1;
}

static void
details(struct app *app, void *state)
{
	const struct visitor *s = state;
	const struct held *h = &app->visit.reception.facts.held[papers_focus(&s->papers)->index];

	document_screen_open(app, h->holder, profile_find_document(decide_profile(app), h->label));
}

static bool
can_details(const struct app *app, const void *state)
{
	const struct visitor *s = state;
	const struct paper_line *line = papers_focus(&s->papers);

	(void)app;
	return !s->asking && line != NULL && line->held;
}

static void
others(struct app *app, void *state)
{
	papers_others(&((struct visitor *)state)->papers, app);
}

static bool
can_others(const struct app *app, const void *state)
{
	(void)app;
	return !((const struct visitor *)state)->asking;
}

static void
draw(struct app *app, void *state)
{
	struct visitor *s = state;

	if (s->asking)
		question_draw(&s->question, app);
	else
		papers_draw(&s->papers, app);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "照会にする",
	    .help = "本人あてに照会書を送ることにして、記録に進みます", .act = inquire, .can = can_inquire },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "結果を記録",
	    .help = "3行目の結果のまま受付を記録して終わります",
	    .act = record, .can = can_record },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "なし", .help = "その日付がないことを答えます",
	    .act = no_date,
	    .can = can_no_date },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "期限など", .help = "書類の期限、交付日、記載を書きます",
	    .act = details, .can = can_details },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "ふだんどおり",
	    .help = "残りの質問に、書かれているとおりのふだんの答えを入れます",
	    .act = usual, .can = can_usual },
	{ .key = PRESS_F6, .twin = PRESS_CTRL_F, .label = "ほかの書類",
	    .help = "聞かれていない書類も一覧にします。もう一度押すと本人の書類です", .act = others, .can = can_others },
	{ .key = PRESS_ENTER, .label = "次へ", .help = "選んだ答えで進みます。先頭の数字でも選べます", .act = take,
	    .can = can_take },
	{ .key = PRESS_ESC, .label = "戻る", .help = "答えや書類をひとつ取り消します", .act = back, .quiet = true },
	{ .label = NULL },
};

const struct screen visitor_screen = {
	.name = "visitor",
	.title = "来た人と書類",
	.help = "答えがまだ変わることだけを聞きます。3行目に、今日できるかどうかがいつも出ています。書類はスペースキーで確認の印を付けます。",
	.keys = keys,
	.state_size = sizeof(struct visitor),
	.enter = enter,
	.draw = draw,
	.press = press,
};
