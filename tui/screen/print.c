/* The papers of a case that can be printed now: each goes to the counter's printer, or into a file. */
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
static void print_again(struct app *);

static bool
has_printer(const struct app *app, const void *state)
{
	(void)state;
	return app->work.print.printer.printer != NULL && app->work.print.printer.printer[0] != '\0';
}

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

/* "ricoh 12: 順番待ち" */
static void
say_job(const struct print_work *p, char *out, size_t size)
{
	(void)snprintf(out, size, "%.60s %d: %s", p->printer.on, p->printer.job.id,
	    tr(spool_state_name(p->printer.job.state)));
}

static void
failed(struct app *app, enum err e, const char *faults)
{
	const struct print_work *p = &app->work.print;
	char job[128] = "";

	if (e == ERR_SPOOL_AGAIN || e == ERR_SPOOL_GONE)
		say_job(p, job, sizeof job);
	dialog_fail(app, e, job[0] != '\0' ? job : faults,
	    e == ERR_PAPER_GLYPHS ? &(struct dialog_choice){ .label = "〓で印刷する", .act = print_with_geta } :
	    e == ERR_SPOOL_AGAIN ? &(struct dialog_choice){ .label = "もう一部印刷する", .act = print_again } : NULL);
}

/* The spooler has it: where it is, or what keeps it from coming out. */
static void
tell_job(struct app *app)
{
	const struct print_work *p = &app->work.print;
	const enum err trouble = spool_trouble(&p->printer.job);
	char job[128];

	say_job(p, job, sizeof job);
	if (trouble != ERR_NONE)
		dialog_fail(app, trouble, job, NULL);
	else
		app_say(app, job);
}

static void
printed(struct app *app, enum err e)
{
	const struct print_work *p = &app->work.print;
	char said[APP_MESSAGE], faults[256];

	say_faults(p, faults, sizeof faults);
	if (e != ERR_NONE) {
		failed(app, e, faults);
		return;
	}
	if (app_top(app) == &print_screen)
		app_close(app);
	if (p->faults.count > 0) {
		(void)snprintf(said, sizeof said, tr("〓のところを手で書き入れてください: %s"), faults);
		app_say(app, said);
	} else if (p->to_file) {
		(void)snprintf(said, sizeof said, tr("ファイルにしました: %s  フォルダ %.200s"),
		    strrchr(p->path, '/') + 1, app->work.papers);
		app_say(app, said);
	}
	if (!p->to_file && (p->faults.count == 0 || spool_trouble(&p->printer.job) != ERR_NONE))
		tell_job(app);
}

static void
print(struct app *app, const char *number, enum paper paper, bool to_file)
{
	struct print_work *p = &app->work.print;

	p->paper = paper;
	p->geta = false;
	p->to_file = to_file;
	p->printer.again = false;
	(void)snprintf(p->number, sizeof p->number, "%s", number);
	app_work(app, job_print, printed);
}

void
print_at_once(struct app *app, const char *number, enum paper paper)
{
	print(app, number, paper, !has_printer(app, NULL));
}

static void
print_with_geta(struct app *app)
{
	app->work.print.geta = true;
	app_work(app, job_print, printed);
}

static void
print_again(struct app *app)
{
	app->work.print.printer.again = true;
	app_work(app, job_print, printed);
}

static void
take(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct print_state *)state)->list);

	if (row != NULL)
		print_at_once(app, app->work.open.file.number, (enum paper)row->value);
}

static void
to_file(struct app *app, void *state)
{
	const struct listbox_row *row = listbox_focus(&((struct print_state *)state)->list);

	if (row != NULL)
		print(app, app->work.open.file.number, (enum paper)row->value, true);
}

static void
asked(struct app *app, enum err e)
{
	if (e != ERR_NONE)
		failed(app, e, "");
	else
		tell_job(app);
}

static void
ask_job(struct app *app, void *state, bool cancel)
{
	const struct listbox_row *row = listbox_focus(&((struct print_state *)state)->list);
	struct print_work *p = &app->work.print;

	if (row == NULL)
		return;
	p->paper = (enum paper)row->value;
	p->cancel = cancel;
	memcpy(p->number, app->work.open.file.number, sizeof p->number);
	app_work(app, job_print_job, asked);
}

static void
see_job(struct app *app, void *state)
{
	ask_job(app, state, false);
}

static void
cancel_job(struct app *app, void *state)
{
	ask_job(app, state, true);
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
	{ .key = PRESS_ENTER, .label = "印刷", .act = take,
	    .help = "選んだ書類を印刷します。プリンターの設定がなければPDFファイルにします。経過に残ります" },
	{ .key = PRESS_F2, .twin = PRESS_CTRL_T, .label = "ファイル",
	    .help = "選んだ書類を、プリンターがあってもPDFファイルにします", .act = to_file, .can = has_printer },
	{ .key = PRESS_F3, .twin = PRESS_CTRL_N, .label = "出たか",
	    .help = "選んだ書類をプリンターに送ったあと、どうなったかをたずねます", .act = see_job, .can = has_printer },
	{ .key = PRESS_F4, .twin = PRESS_CTRL_W, .label = "取消し",
	    .help = "プリンターに送って、まだ出ていない書類を取り消します", .act = cancel_job, .can = has_printer },
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
