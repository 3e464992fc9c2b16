/* The lists of a morning: letters and kept cards that wait for something. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/case-list.h"
#include "tui/flow/navigate.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"

#define NAME_CELLS 38

struct lists { int which; struct case_list list; };

static const char *
name_of(int which)
{
	return which < (int)INQUIRY_LIST_COUNT ? inquiry_list_name((enum inquiry_list)which, lang_now()) :
	    kept_list_name((enum kept_list)(which - (int)INQUIRY_LIST_COUNT), lang_now());
}

static void
show(struct app *app, void *state)
{
	struct lists *s = state;

	case_list_fill(&s->list, &app->work);
}

static void
counted(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		app_refuse(app, e);
	else
		app->figures = app->work.figures;
}

static void
load(struct app *app, struct lists *s)
{
	app->work.list = s->which;
	app_work(app, job_figures, counted);
	app_ask(app, job_list, NULL);
}

static void
enter(struct app *app, void *state)
{
	visit_clear(&app->visit);
	load(app, state);
}

/* To the next list; empty ones too, so that the same keys always lead to the same place. */
static void
turn(struct app *app, struct lists *s, int by)
{
	s->which = (s->which + VISIT_LISTS + by) % VISIT_LISTS;
	s->list.list.at = 0;
	load(app, s);
}

static void
take(struct app *app, void *state)
{
	const char *number = case_list_focus(&((struct lists *)state)->list);

	if (number != NULL)
		navigate_case(app, number);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct lists *s = state;
	bool taken;

	if (p->key == PRESS_TAB || p->key == PRESS_RIGHT)
		turn(app, s, 1);
	else if (p->key == PRESS_BACKTAB || p->key == PRESS_LEFT)
		turn(app, s, -1);
	else
		return listbox_press(&s->list.list, p, &taken);
	return true;
}

/* Every list with how many are on it; the one that is shown has the mark. */
static int
draw_names(const struct app *app, const struct lists *s, int y)
{
	int i, x, columns = draw_cols() / NAME_CELLS, cells = (draw_cols() - FRAME_LEFT) / columns;

	for (i = 0; i < VISIT_LISTS; i++) {
		x = FRAME_LEFT - 2 + i % columns * cells;
		if (i == s->which)
			(void)draw_text(y + i / columns, x, 1, LOOK_STRONG, "*");
		x += 2 + draw_text(y + i / columns, x + 2, cells - 7, i == s->which ? LOOK_STRONG : LOOK_PLAIN,
		    name_of(i));
		(void)draw_format(y + i / columns, x + 1, 5, LOOK_STRONG, "%d", app->figures.counts[i]);
	}
	return y + (VISIT_LISTS - 1) / columns + 1;
}

static void
draw(struct app *app, void *state)
{
	struct lists *s = state;
	int y = draw_names(app, s, FRAME_BODY) + 1;

	app_cursor(app, case_list_draw(&s->list, y, draw_rows() - FRAME_FOOT - y), FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "開く", .help = "選んだ案件を開きます", .act = take },
	{ .label = NULL },
};

const struct screen list_screen = {
	.name = "list",
	.title = "照会と預かりの一覧",
	.help = "Tab か左右の矢印で一覧を切り替えます。右端の日付は、照会では回答の期限、預かりでは預かった日です。",
	.keys = keys,
	.state_size = sizeof(struct lists),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
