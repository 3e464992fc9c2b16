/* The papers of a case that can be printed now: each becomes a file. */
#include "tui/screen/screens.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/app/dialog.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/jobs.h"
#include "tui/widget/listbox.h"

struct print_state { struct listbox list; };

static void
enter(struct app *app, void *state)
{
	struct print_state *s = state;
	unsigned paper;

	s->list = (struct listbox){ .numbers = true };
	for (paper = 0; paper < PAPER_COUNT; paper++) {
		if (paper_printable((enum paper)paper, &app->work.open.file))
			listbox_add(&s->list, tr(paper_name((enum paper)paper)), NULL, (int)paper);
	}
}

static void print_with_geta(struct app *);

/* Characters that the font lacks, so that they can be written in by hand. */
static void
say_faults(const struct print_work *p, char *out, size_t size)
{
	size_t i, n = 0;

	out[0] = '\0';
	for (i = 0; i < p->faults.count && i < PRINT_FAULTS_MAX && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%s %s %s", i > 0 ? tr("、") : "",
		    tr(print_field_label(&p->faults.list[i])), p->faults.list[i].character, p->faults.list[i].codes);
}

static void
printed(struct app *app, enum err e)
{
	const struct print_work *p = &app->work.print;
	char said[APP_MESSAGE], faults[256];

	say_faults(p, faults, sizeof faults);
	if (e != ERR_NONE) {
		dialog_fail(app, e, faults, e == ERR_PAPER_GLYPHS ?
		    &(struct dialog_choice){ .label = "〓で印刷する", .act = print_with_geta } : NULL);
		return;
	}
	if (app_top(app) == &print_screen)
		app_close(app);
	(void)snprintf(said, sizeof said, tr("印刷しました: %s  フォルダ %.200s"), strrchr(p->path, '/') + 1, app->work.papers);
	if (p->faults.count > 0)
		(void)snprintf(said, sizeof said, tr("〓のところを手で書き入れてください: %s"), faults);
	app_say(app, said);
}

static void
print(struct app *app, enum paper paper, bool geta)
{
	struct print_work *p = &app->work.print;

	p->paper = paper;
	p->geta = geta;
	memcpy(p->number, app->work.open.file.number, sizeof p->number);
	app_work(app, job_print, printed);
}

void
print_at_once(struct app *app, enum paper paper)
{
	print(app, paper, false);
}

static void
print_with_geta(struct app *app)
{
	print(app, app->work.print.paper, true);
}

static void
take(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct print_state *)state)->list);

	if (row != NULL)
		print(app, (enum paper)row->value, false);
}

static bool
press(struct app *app, void *state, const struct press_event *p)
{
	struct print_state *s = state;
	bool taken, mine = listbox_press(&s->list, p, &taken);

	if (taken)
		take(app, state);
	return mine;
}

static void
draw(struct app *app, void *state)
{
	struct print_state *s = state;
	int y = FRAME_BODY + 1;

	(void)draw_text(y, FRAME_LEFT, draw_cols() - FRAME_LEFT, LOOK_STRONG, tr("どの書類ですか"));
	app_cursor(app, listbox_draw(&s->list, y + 2, FRAME_LEFT - 2, frame_rows() - 4, draw_cols() - 2 * FRAME_LEFT),
	    FRAME_LEFT - 2);
}

static const struct key keys[] = {
	{ .key = PRESS_ENTER, .label = "印刷", .help = "選んだ書類をPDFファイルにします。印刷したことは経過に残ります",
	    .act = take },
	{ .label = NULL },
};

const struct screen print_screen = {
	.name = "print",
	.title = "印刷",
	.help = "この案件でいま出せる書類です。フォントにない文字があるときは、その文字を知らせます。",
	.keys = keys,
	.state_size = sizeof(struct print_state),
	.enter = enter,
	.draw = draw,
	.press = press,
};
