/* One question of the rules, with one key for each answer. */
#include "tui/flow/question.h"

#include <stdio.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/flow/decide.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"
#include "tui/flow/navigate.h"
#include "tui/flow/residence.h"

static const char *
name(const struct app *app, enum fact fact)
{
	return profile_fact_name(decide_profile(app), fact);
}

bool
question_of_date(const struct question *s)
{
	return fact_info(s->fact)->type == FACT_DATE;
}

void
question_ask(struct question *s, const struct app *app, enum fact fact)
{
	const struct fact_info *info = profile_fact(decide_profile(app), fact);
	int i;

	s->fact = fact;
	s->list = (struct listbox){ .numbers = true };
	/* Enter alone is what is usual, never what turns a visitor away by a slip. */
	s->list.at = decide_usual(app, fact) > 0 ? (size_t)decide_usual(app, fact) : 0;
	for (i = 0; !question_of_date(s) && i < FACT_WORDS_MAX && info->words[i] != NULL; i++) {
		if (decide_offers(app, &app->visit.reception.facts, fact, i))
			listbox_add(&s->list, profile_word(decide_profile(app), fact, i), NULL,
			    info->type == FACT_SET ? 1 << i : i);
	}
	lineedit_set(&s->line, "");
}

bool
question_press(struct question *s, const struct press_event *p, bool *taken)
{
	*taken = false;
	return question_of_date(s) ? lineedit_press(&s->line, p) : listbox_press(&s->list, p, taken);
}

static int
half(void)
{
	return draw_cols() / 2 - 1;
}

/* A long name has its answer beneath it. */
static int
said_rows(const struct app *app, enum fact fact, int cells, char *answer, size_t size)
{
	if (fact == FACT_COUNT)
		return 0;
	navigate_answer_words(app, &app->visit.reception.facts, fact, answer, size);
	return 1 + ((int)(text_cells(name(app, fact)) + text_cells(answer)) >= cells);
}

static void
draw_said(const struct app *app, int y, int x)
{
	const struct visit *v = &app->visit;
	unsigned i = v->said_count;
	int cells = draw_cols() - x - 1, room = frame_rows() - 2, rows;
	char answer[64];

	if (i > 0)
		(void)draw_text(y++, x, cells, LOOK_STRONG, tr("伺ったこと"));
	while (i > 0 && (rows = said_rows(app, v->said[i - 1].fact, cells, answer, sizeof answer)) <= room) {
		room -= rows;
		i--;
	}
	for (; i < v->said_count; i++) {
		if ((rows = said_rows(app, v->said[i].fact, cells, answer, sizeof answer)) == 0)
			continue;
		(void)draw_text(y, x, cells, LOOK_PLAIN, name(app, v->said[i].fact));
		draw_right(y + rows - 1, draw_cols() - 1, LOOK_PLAIN, answer);
		y += rows;
	}
}

static void
draw_line(struct app *app, struct question *s, int y)
{
	char words[64];

	typed_date_words(s->fact, s->line.text, app_now(app).date, words, sizeof words);
	app_cursor(app, y, lineedit_draw(&s->line, y, FRAME_LEFT, half() - FRAME_LEFT - 1));
	(void)draw_text(y + 1, FRAME_LEFT, half() - FRAME_LEFT, LOOK_STRONG, words);
	(void)draw_wrap(y + 2, FRAME_LEFT, half() - FRAME_LEFT, 3, LOOK_PLAIN,
	    tr("令和8年11月22日、R8.11.22、2026-11-22 のどれでも"));
	if (navigate_card_tells(app, s->fact))
		(void)draw_wrap(y + 5, FRAME_LEFT, half() - FRAME_LEFT, 3, LOOK_PLAIN,
		    tr("何も入れずに Enter を押すと、カードから読みます"));
}

/* What F4 would answer, so that nobody agrees to what isn't seen. */
static void
draw_usual(const struct app *app, int y)
{
	enum fact facts[FACT_COUNT];
	size_t i, n = 0, count = decide_usual_list(app, facts);
	char text[512];

	for (i = 0; i < count && n < sizeof text; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s: %s", i > 0 ? tr("、") : "",
		    name(app, facts[i]), tr(fact_info(facts[i])->ja_words[decide_usual(app, facts[i])]));
	(void)draw_text(y, FRAME_LEFT, half() - FRAME_LEFT, LOOK_STRONG, tr("F4 ふだんどおり"));
	(void)draw_wrap(y + 1, FRAME_LEFT, half() - FRAME_LEFT, 5, LOOK_PLAIN, text);
}

/* Why it is asked where it seldom has to be. */
static int
draw_why(const struct app *app, const struct question *s, int y)
{
	char text[PERSON_ADDRESS_MAX + 128];

	if (s->fact != FACT_RESIDENT || !residence_elsewhere(app, decide_profile(app)))
		return 0;
	(void)snprintf(text, sizeof text, tr("住所がほかの市区町村です: %s"), app->visit.person.address);
	return draw_wrap(y, FRAME_LEFT, half() - FRAME_LEFT, 4, LOOK_PLAIN, text);
}

void
question_draw(struct question *s, struct app *app)
{
	enum fact usual[FACT_COUNT];
	int y = FRAME_BODY + 1, rows;

	rows = draw_wrap(y, FRAME_LEFT, half() - FRAME_LEFT, 2, LOOK_STRONG, name(app, s->fact));
	rows += draw_why(app, s, y + rows);
	draw_column(FRAME_BODY, half(), frame_rows() + 1);
	draw_said(app, y, half() + 4);
	y += rows + 1;
	if (question_of_date(s)) {
		draw_line(app, s, y);
		return;
	}
	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, frame_rows() - 4, half() - FRAME_LEFT),
	    FRAME_LEFT - 2);
	if (decide_usual_list(app, usual) > 1)
		draw_usual(app, y + (int)s->list.count + 1);
}
