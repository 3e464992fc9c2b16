/* The cases that are at the authority's terminal now, and since when. */
#include "tui/screen/screens.h"

#include <stdio.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/app/words.h"
#include "tui/widget/draw.h"
#include "tui/widget/listbox.h"

struct handed { struct listbox list; char texts[VISIT_HANDED_MAX][256], notes[VISIT_HANDED_MAX][96]; };

static void
show(struct app *app, void *state)
{
	struct handed *s = state;
	size_t at = s->list.at;
	unsigned i;

	s->list = (struct listbox){ .at = at, .note_at = 50 };
	for (i = 0; i < app->work.handed_count; i++) {
		const struct handover_row *r = &app->work.handed[i];

		(void)snprintf(s->texts[i], sizeof s->texts[i], "%s %s %.160s", r->number,
		    visit_procedure_name(r->procedure), r->name);
		(void)snprintf(s->notes[i], sizeof s->notes[i], tr("%d-%d %02d:%02dから %s"), r->since.date.month,
		    r->since.date.day, r->since.hour, r->since.minute, r->clerk);
		listbox_add(&s->list, s->texts[i], s->notes[i], (int)i);
	}
	listbox_settle(&s->list);
}

static void
enter(struct app *app, void *state)
{
	(void)state;
	app_ask(app, job_handed, NULL);
}

static void
open_focus(struct app *app, const struct handed *s, const struct screen *screen)
{
	const struct listbox_row *row = listbox_focus(&s->list);

	if (row != NULL)
		app_open_with(app, screen, app->work.handed[row->value].number);
}

static void
take_back(struct app *app, void *state)
{
	open_focus(app, state, &taken_screen);
}

static void
see(struct app *app, void *state)
{
	open_focus(app, state, &terminal_screen);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	bool taken;

	(void)app;
	return listbox_press(&((struct handed *)state)->list, p, &taken);
}

static void
draw(struct app *app, void *state)
{
	struct handed *s = state;

	const unsigned more = app->work.handed_total - app->work.handed_count;

	if (more > 0)
		(void)draw_format(FRAME_BODY + frame_rows() - 1, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_PLAIN,
		    tr("ほか %u件"), more);
	app_cursor(app, listbox_draw(&s->list, FRAME_BODY + 1, FRAME_LEFT - 2, frame_rows() - 2 - (more > 0),
	    draw_cols() - 2 * FRAME_LEFT), FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "すること", .help = "統合端末ですることをもう一度見ます",
	    .act = see },
	{ .key = PRESS_ENTER, .label = "受取り", .help = "選んだ受付を統合端末から受け取ります", .act = take_back },
	{ .label = NULL },
};

const struct screen handed_screen = {
	.name = "handed",
	.title = "統合端末へ引渡し中",
	.help =
	    "統合端末に引き渡して、まだ受け取っていない受付です。戻ったカードを置いても、その受付の受取りになります。",
	.keys = keys,
	.state_size = sizeof(struct handed),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
};
