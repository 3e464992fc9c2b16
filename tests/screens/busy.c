/*
 * While a job runs, what it writes is not drawn: every screen that isn't live stays as it is, with the worker's data in any
 * state, and is drawn anew when the job has ended.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/app/app.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

static struct app app = { .screens = all_screens };
static struct desk desk;
static int go[2];			/* a byte lets the job end */
static int faults;

static enum err
wait_for_byte(struct desk *d, void *ctx)
{
	char byte;

	(void)d;
	(void)ctx;
	return read(go[0], &byte, 1) == 1 ? ERR_NONE : ERR_IO;
}

static void
ended(struct app *a, enum err e)
{
	(void)a;
	faults += e != ERR_NONE;
}

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 31, 0 };
}

/* As it can be seen from another thread at any moment: told to be there, and not there yet. */
static void
tear(struct app *a)
{
	struct reception *r = &a->visit.reception;

	memset(&r->decision, 0, sizeof r->decision);
	r->decision.outcome = OUTCOME_INCOMPLETE;
	r->decision.missing_count = DECISION_MISSING_MAX;
	memset(&a->work.open, 0, sizeof a->work.open);
	a->work.open.history_count = 1;
}

static unsigned
sum(void)
{
	unsigned s = 0;
	int y, x;

	for (y = 0; y < LINES; y++) {
		for (x = 0; x < COLS; x++)
			s = s * 31 + (unsigned)mvwinch(stdscr, y, x);
	}
	return s;
}

static void
let_it_end(void)
{
	faults += write(go[1], "x", 1) != 1;
	while (app_busy(&app)) {
		struct input in;

		input_next(&app.sources, -1, &in);
		app_event(&app, &in);
	}
}

static void
expect(bool it, const char *screen, const char *what)
{
	if (it)
		return;
	(void)printf("%s %s\n", screen, what);
	faults++;
}

static void
stay(const struct screen *s)
{
	unsigned before;

	app_home(&app);
	app_draw(&app);
	before = sum();
	app_work(&app, wait_for_byte, ended);
	app_open(&app, s);
	tear(&app);
	app_draw(&app);
	expect((sum() == before) != s->live, s->name, s->live ? "isn't drawn" : "is drawn while a job runs");
	memset(&app.visit.reception, 0, sizeof app.visit.reception);
	memset(&app.work.open, 0, sizeof app.work.open);
	let_it_end();
}

int
main(void)
{
	static const struct screen *const screens[] = { &visitor_screen, &confirm_screen, &steps_screen };
	const char *src = getenv("top_srcdir");
	struct profile *profile = NULL;
	char path[4096];
	size_t i;

	if (setlocale(LC_ALL, "C.UTF-8") == NULL || term_start_nowhere(24, 80) != ERR_NONE)
		return 77;
	(void)snprintf(path, sizeof path, "%s/config/profiles", src != NULL ? src : ".");
	if (profile_open(path, "national", &profile, NULL) != ERR_NONE || pipe(go) == -1 || input_start() != ERR_NONE ||
	    worker_start(&desk, &app.worker) != ERR_NONE)
		return 1;
	app.profile = profile;
	app.clock.now = stands;
	app.clock_stands = true;
	app.sources = (struct sources){ .decoder = &app.decoder, .tty = -1, .worker = worker_fd(app.worker), .card = -1 };
	app_open(&app, &procedure_screen);	/* begins no job */
	for (i = 0; i < sizeof screens / sizeof screens[0]; i++)
		stay(screens[i]);
	worker_stop(&app.worker);
	app_end(&app);
	input_stop();
	term_stop();
	profile_free(&profile);
	return faults != 0;
}
