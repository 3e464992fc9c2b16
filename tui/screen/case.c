/* A case: what it is, what happened, what can be done now. Whoever has it open holds it. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/flow/case-draw.h"
#include "tui/flow/case-action.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/flow/entry.h"
#include "tui/flow/own-card.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/widget/listbox.h"

struct case_state_of { char number[CASE_NUMBER_MAX]; bool loaded; struct listbox list; };

static const struct open_case *
open_of(const struct app *app)
{
	return &app->work.open;
}

/* Lines 2 and 3 speak of the case; the card that lies there is still known. */
static void
show_visit(struct app *app)
{
	struct visit *v = &app->visit;
	const struct case_file *f = &open_of(app)->file;
	struct card_view card = v->card;
	bool known = v->card_known && !v->card_unsure;

	visit_clear(v);
	v->card = card;
	v->card_known = known;
	memcpy(v->number, f->number, sizeof v->number);
	(void)snprintf(v->procedure, sizeof v->procedure, "%s", f->procedure);
	v->certificates = f->certificates;
	v->pins = f->pins;
	v->person = f->person;
	v->person_known = f->person.name[0] != '\0';
	v->proxy = f->proxy;
	v->at_rest = true;
	case_say_state(app);
}

static void
show(struct app *app, void *state)
{
	struct case_state_of *s = state;
	size_t at = s->list.at;

	s->loaded = true;
	show_visit(app);
	s->list = (struct listbox){ .numbers = true, .at = at };
	case_action_list(app, &s->list);
	if (s->list.at >= s->list.count)
		s->list.at = 0;
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
looked(struct app *app, void *state, enum err e)
{
	(void)state;
	if (e != ERR_NONE)
		return;
	own_card_looked(app);
	app->visit.card_unsure = false;
}

static void
load(struct app *app, const struct case_state_of *s)
{
	memcpy(app->work.number, s->number, sizeof app->work.number);
	app_ask(app, job_case, loaded);
	if (app->reader.card && !app->visit.card_known)
		app_ask(app, job_look, looked);
}

static void
begin(struct app *app, void *state, const void *number)
{
	struct case_state_of *s = state;

	(void)app;
	(void)snprintf(s->number, sizeof s->number, "%s", (const char *)number);
}

/* Also when it is uncovered again: a colleague, or what was done meanwhile, may have changed it. */
static void
enter(struct app *app, void *state)
{
	load(app, state);
}

static void
released(struct app *app, enum err e)
{
	(void)app;
	(void)e;	/* a colleague has taken it over, or it has ended */
}

static void
leave(struct app *app, void *state)
{
	const struct case_state_of *s = state;

	/* A colleague's, or one that was only looked at, isn't ours to release. */
	if (!s->loaded || strcmp(open_of(app)->file.claimed_by, app->place.clerk) != 0)
		return;
	memcpy(app->work.released, s->number, sizeof app->work.released);
	app_work(app, job_release, released);
}

static void
card(struct app *app, void *state)
{
	(void)state;
	app->visit.card_known = false;
	if (app->reader.card)
		app_ask(app, job_look, looked);
}

static void
take(struct app *app, void *state)
{
	const struct case_state_of *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);

	if (row != NULL)
		case_action_do(app, row->value);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct case_state_of *s = state;
	bool taken, mine = listbox_press(&s->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
draw(struct app *app, void *state)
{
	struct case_state_of *s = state;
	int y, rows;

	if (!s->loaded) {
		(void)draw_text(FRAME_BODY + 1, FRAME_LEFT, draw_cols(), LOOK_STRONG, tr("案件を読んでいます"));
		app_cursor(app, FRAME_BODY + 1, FRAME_LEFT);
		return;
	}
	y = case_draw(app, FRAME_BODY, s->list.count > 0 ? (int)s->list.count : 1) + 1;
	rows = draw_rows() - FRAME_FOOT - y;
	if (s->list.count == 0) {
		(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN, !app_may(app, ACT_MOVE) ?
		    tr("見るだけの権限です") : open_of(app)->holder[0] != '\0' ?
		    tr("見るだけです。F7 で引き継げます") : tr("この案件にできることは、もうありません"));
		app_cursor(app, y, FRAME_LEFT);
		return;
	}
	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, draw_cols() - 2 * FRAME_LEFT), FRAME_LEFT - 2);
}

static void
taken_over(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else if (app_top(app) == &case_screen)
		load(app, app_state(app));
}

static void
take_over(struct app *app, void *state)
{
	const struct case_state_of *s = state;

	memcpy(app->work.number, s->number, sizeof app->work.number);
	app_work(app, job_take_over, taken_over);
}

static bool
can_take_over(const struct app *app, const void *state)
{
	return ((const struct case_state_of *)state)->loaded && open_of(app)->holder[0] != '\0' &&
	    (open_of(app)->may & 1u << EVENT_TAKE_OVER) != 0;
}

static void
look(struct app *app, void *state)
{
	(void)state;
	case_action_facts(app);
}

static bool
can_look(const struct app *app, const void *state)
{
	return ((const struct case_state_of *)state)->loaded && open_of(app)->file.facts[0] != '\0';
}

static void
read_again(struct app *app, void *state)
{
	load(app, state);
}

/* Where it is somebody else who moves it. */
static bool
can_read_again(const struct app *app, const void *state)
{
	return ((const struct case_state_of *)state)->loaded && (open_of(app)->holder[0] != '\0' ||
	    (open_of(app)->file.state == CASE_APPROVED && case_awaits_second(&open_of(app)->file)));
}

static void
note(struct app *app, void *state)
{
	(void)state;
	case_action_note(app);
}

static bool
can_note(const struct app *app, const void *state)
{
	return ((const struct case_state_of *)state)->loaded && (open_of(app)->may & 1u << EVENT_NOTE) != 0;
}

static void
kana(struct app *app, void *state)
{
	(void)state;
	case_action_kana(app);
}

/* Who may write a note may move the case; but a colleague's is only looked at. */
static bool
can_kana(const struct app *app, const void *state)
{
	return can_note(app, state) && open_of(app)->holder[0] == '\0' && open_of(app)->file.person.name[0] != '\0';
}

static void
print(struct app *app, void *state)
{
	(void)state;
	app_open(app, &print_screen);
}

static bool
can_print(const struct app *app, const void *state)
{
	unsigned paper;

	for (paper = 0; paper < PAPER_COUNT; paper++) {
		if (paper_printable((enum paper)paper, &open_of(app)->file))
			return ((const struct case_state_of *)state)->loaded && open_of(app)->may_print;
	}
	return false;
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだことをします。先頭の数字でも選べます", .act = take },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "読み直す", .help = "ほかの職員がしたことを読み直します",
	    .act = read_again, .can = can_read_again },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "内容", .help = "聞き取ったことと、見せてもらった書類を見ます",
	    .act = look, .can = can_look },
	{ .key = PRESS_F5, .twin = PRESS_CTRL_Y, .label = "メモ", .help = "案件にメモを残します。担当でなくても残せます",
	    .act = note, .can = can_note },
	{ .key = PRESS_F6, .twin = PRESS_CTRL_F, .label = "フリガナ",
	    .help = "本人のフリガナを書きます。書かなくても手続はできます", .act = kana, .can = can_kana },
	{ .key = PRESS_F7, .twin = PRESS_CTRL_P, .label = "引き継ぐ", .help = "ほかの職員が開いている案件を引き継ぎます",
	    .act = take_over, .can = can_take_over },
	{ .key = PRESS_F8, .twin = PRESS_CTRL_O, .label = "印刷", .help = "この案件の書類を印刷します",
	    .act = print, .can = can_print },
	{ .label = NULL },
};

const struct screen case_screen = {
	.name = "case",
	.title = "案件",
	.help = "案件の中身と経過、いまできることです。開いている間は担当者になり、戻ると手放します。できないことは出ません。",
	.keys = keys,
	.state_size = sizeof(struct case_state_of),
	.begin = begin,
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
	.card = card,
	.leave = leave,
};
