/* The readers that are plugged in: one is chosen. Opened from home and from the card's screen, where there are several. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/widget/listbox.h"

/* The names are its own: the worker may look again while they are shown. */
struct readers { struct listbox list; char names[PCSC_READERS_MAX][WIRE_READER_MAX]; };

static void
show(struct app *app, void *state)
{
	struct readers *s = state;
	const struct work *w = &app->work;
	size_t i;

	s->list.count = 0;
	for (i = 0; i < w->reader_count; i++) {
		memcpy(s->names[i], w->readers[i].name, sizeof s->names[i]);
		listbox_add(&s->list, s->names[i], w->readers[i].card ? tr("カードあり") : tr("カードなし"), (int)i);
	}
	listbox_settle(&s->list);
}

static void
enter(struct app *app, void *state)
{
	struct readers *s = state;

	s->list.finds = true;
	s->list.note_at = 60;
	app_ask(app, job_readers, NULL);
}

/* A card or a reader came or went. */
static void
card(struct app *app, void *state)
{
	(void)state;
	app_ask(app, job_readers, NULL);
}

static void
draw(struct app *app, void *state)
{
	struct readers *s = state;
	const struct listbox_row *row = listbox_focus(&s->list);
	int rows = frame_rows() - 7, y = FRAME_BODY + 3, cells = draw_cols() - 2 * FRAME_LEFT;

	(void)draw_text(FRAME_BODY + 1, FRAME_LEFT, draw_cols(), LOOK_PLAIN, tr("使うカードリーダーを選んでください"));
	app_cursor(app, listbox_draw(&s->list, y, FRAME_LEFT - 2, rows, cells), FRAME_LEFT - 2);
	/* Two of one make differ at the end of their names, which a line may have no place for. */
	if (row != NULL)
		(void)draw_wrap(y + rows + 1, FRAME_LEFT, cells, 2, LOOK_PLAIN, row->text);
}

/* The reader's state follows by itself, and with it the card that lies on it. */
static void
chosen(struct app *app, void *state, enum err e)
{
	(void)state;
	if (e != ERR_NONE)
		dialog_fail(app, e, NULL, NULL);
	else
		app_close(app);
}

static void
take(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct readers *)state)->list);

	if (row == NULL)
		return;
	(void)snprintf(app->work.reader, sizeof app->work.reader, "%s", row->text);
	app_ask(app, job_choose_reader, chosen);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct readers *s = state;
	bool taken;

	(void)app;
	return listbox_press(&s->list, p, &taken);
}

void
reader_screen_open(struct app *app, void *state)
{
	(void)state;
	app_open(app, &reader_screen);
}

/* Several; or the one in use is gone and another is there. */
bool
reader_screen_can_open(const struct app *app, const void *state)
{
	(void)state;
	return app->reader.readers > 1 || (app->reader.readers > 0 && app->reader.fault == ERR_READER_GONE);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "選ぶ", .help = "選んだリーダーを使います。文字を打つと絞り込めます",
	    .act = take },
	{ .label = NULL },
};

const struct screen reader_screen = {
	.name = "reader",
	.title = "カードリーダー",
	.help = "つながっているカードリーダーです。選んだものを、終わるまで使います。",
	.keys = keys,
	.state_size = sizeof(struct readers),
	.enter = enter,
	.show = show,
	.draw = draw,
	.press = press,
	.card = card,
};
