/* madoguchi: the screens. Opens the desk, hands it to the worker, and gives the terminal back at the end. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "desk/context.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/text.h"
#include "tui/app/app.h"
#include "tui/screen/screens.h"
#include "tui/term/lend.h"
#include "tui/term/term.h"

#define LAST_JOB_SECONDS 30

/* Not on the stack, because it holds what an applicant types, and is kept out of swap as a whole. */
static struct app app = { .screens = all_screens };

static int
fail(enum err e, const char *fault)
{
	enum lang lang = lang_now();

	if (fault[0] != '\0')
		(void)fprintf(stderr, "madoguchi: %s: %s. %s\n", err_what(e, lang), fault, err_next(e, lang));
	else
		(void)fprintf(stderr, lang == LANG_JA ? "madoguchi: %s。%s。\n" : "madoguchi: %s. %s.\n", err_what(e,
		    lang),
		    err_next(e, lang));
	return err_exit_status(e);
}

/* In practice two weeks can pass between two visits by a key; the worker asks for the time too. */
static _Atomic int days_passed;

static struct moment
later(struct moment m)
{
	m.date = date_add_days(m.date, days_passed);
	return m;
}

static void
let_days_pass(int days)
{
	days_passed += days;
}

static struct moment
system_now(void *ctx)
{
	(void)ctx;
	return later(moment_from_unix(time(NULL)));
}

static struct moment
given_now(void *ctx)
{
	const struct setting *s = ctx;

	return later(s->at);
}

static void
place(const struct setting *s, const struct profile *profile)
{
	int n = profile_find_counter(profile, s->counter);
	const char *counter = n >= 0 ? profile_counter_label(profile, (size_t)n) : s->counter,
	    *name = profile_name(profile);

	text_clean(name, strlen(name), app.place.municipality, sizeof app.place.municipality);
	text_clean(counter, strlen(counter), app.place.counter, sizeof app.place.counter);
	text_clean(s->counter, strlen(s->counter), app.place.counter_code, sizeof app.place.counter_code);
	text_clean(s->clerk, strlen(s->clerk), app.place.clerk, sizeof app.place.clerk);
}

static void
furnish(struct desk_context *context)
{
	const struct setting *s = &context->setting;

	app.profile = context->profile;
	place(s, context->profile);
	app.desk = &context->desk;
	app.wire = context->desk.wire;
	app.clock = context->desk.clock;
	app.clock_stands = date_given(s->at.date);
	lock_start(&app, s);
	app.terminal = context->desk.terminal;
	app.envelope_number = s->envelope_number;
	app.practice.on = s->mode == MODE_TRAINING;
	app.practice.advance = app.practice.on ? let_days_pass : NULL;
	(void)snprintf(app.work.papers, sizeof app.work.papers, "%s/papers", s->data);
	(void)snprintf(app.work.audit.anchors, sizeof app.work.audit.anchors, "%s", s->audit_anchors);
	(void)snprintf(app.work.libexec, sizeof app.work.libexec, "%s", s->libexec);
	app.work.print.printer = (struct print_target){ .server = context->setting.spooler,
	    .printer = context->setting.printer, .tray = context->setting.tray };
	(void)snprintf(app.practice.folder, sizeof app.practice.folder, "%s", context->cards);
}

static enum err
start(bool plain)
{
	return plain ? term_start_plain() : term_start(&app.decoder);
}

/* The terminal is given back before anything that could take time. */
static enum err
run(struct desk_context *context)
{
	enum err e;

	if ((e = worker_start(&context->desk, &app.worker)) != ERR_NONE)
		return e;
	if ((e = input_start()) == ERR_NONE && (e = start(context->setting.plain)) == ERR_NONE) {
		app.sources = (struct sources){ .decoder = &app.decoder, .tty = STDIN_FILENO,
		    .worker = worker_fd(app.worker),
		    .card = app.wire->ops->event_fd(app.wire), .keys = true };
		e = app_run(&app, &home_screen);
	}
	app_leave(&app);
	term_stop();
	/* A card or a CA that never answers can't keep the program: the journal has what was begun. */
	(void)alarm(LAST_JOB_SECONDS);
	worker_stop(&app.worker);
	(void)alarm(0);
	app_end(&app);
	input_stop();
	return e;
}

/* What was said, or Japanese, but for the Linux console: it has no kanji. */
static enum lang
language(const struct setting *s)
{
	const char *type = secure_getenv("TERM");

	if (!s->lang_said && type != NULL && strcmp(type, "linux") == 0)
		return LANG_EN;
	return s->lang;
}

static const char *
terminal(void)
{
	const char *type = secure_getenv("TERM");
	static char text[80];

	(void)snprintf(text, sizeof text, "TERM=%.60s", type != NULL ? type : "");
	return text;
}

static int
usage(FILE *to, int status)
{
	(void)fputs(tr("使い方: madoguchi [--training] [--profile 名前] [--card 名前] [--at 日時] [--lang ja|en] [--plain]\n"
	    "詳しくは madoguchi(1) を見てください。\n"), to);
	return status;
}

int
main(int argc, char **argv)
{
	static struct setting setting;
	char fault[SETTING_FAULT_MAX];
	struct desk_context *context = NULL;
	struct clock clock;
	const char *words;
	enum err e, locale = term_locale();

	secret_harden_process();
	e = setting_read(&setting, &argc, argv, fault);
	words = secure_getenv("MADOGUCHI_LOCALEDIR");	/* not before: an office has no environment of a clerk's */
	lang_start(locale == ERR_NONE ? language(&setting) : LANG_EN, words != NULL ? words : LOCALEDIR);
	if (locale != ERR_NONE)
		return fail(locale, "");
	if (e != ERR_NONE)
		return fail(e, fault);
	if (setting.help)
		return usage(stdout, 0);
	if (setting.version)
		return printf("madoguchi %s\n", PACKAGE_VERSION) < 0;
	if (argc > 1)
		return usage(stderr, err_exit_status(ERR_USAGE));
	if (!lend_start(setting.unlock_command))
		return fail(ERR_MEMORY, "");
	(void)setting_confine(&setting, true, false);
	secret_lock(&app, sizeof app);
	clock = (struct clock){ date_given(setting.at.date) ? given_now : system_now, &setting };
	if ((e = desk_open(&setting, clock, DESK_WHOLE, &context)) != ERR_NONE)
		return fail(e, desk_open_where(&setting, e));
	furnish(context);
	e = run(context);
	desk_close(&context);
	lend_stop();
	return e == ERR_NONE ? 0 : fail(e, e == ERR_TERMINAL ? terminal() : "");
}
