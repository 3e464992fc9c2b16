/* The program on the screen: a stack of screens and the loop that feeds them. */
#include "tui/app/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/lang.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/widget/keybar.h"
#include "tui/term/term.h"

#define PATIENCE 1000		/* milliseconds without a word while something is being done */

static void
enter(struct app *app)
{
	const struct screen *s = app_top(app);

	if (s != NULL && s->enter != NULL)
		s->enter(app, app_state(app));
}

static void
drop(struct app *app)
{
	struct frame *f = &app->stack[app->depth - 1];

	if (f->screen->leave != NULL)
		f->screen->leave(app, f->state);
	if (f->state != NULL)
		OPENSSL_cleanse(f->state, f->screen->state_size);
	free(f->state);
	*f = (struct frame){ .screen = NULL };
	app->depth--;
	app->seen = false;
}

/* What the screen keeps; a beep where there is no memory for it. */
static bool
make_frame(const struct screen *s, struct frame *f)
{
	*f = (struct frame){ .screen = s };
	if (s->state_size == 0 || (f->state = calloc(1, s->state_size)) != NULL)
		return true;
	term_beep();
	return false;
}

static void
push(struct app *app, struct frame f)
{
	app->stack[app->depth++] = f;
	app->seen = false;
	enter(app);
}

const struct screen *
app_screen(const struct app *app, enum screen_name name)
{
	return app->screens[name];
}

void
app_open_with(struct app *app, const struct screen *s, const void *what)
{
	struct frame f;

	if (app->depth >= APP_DEPTH) {
		term_beep();
		return;
	}
	if (!make_frame(s, &f))
		return;
	if (what != NULL)
		s->begin(app, f.state, what);
	push(app, f);
}

void
app_open(struct app *app, const struct screen *s)
{
	app_open_with(app, s, NULL);
}

void
app_close(struct app *app)
{
	if (app->depth > 1) {
		drop(app);
		enter(app);
	}
}

void
app_replace(struct app *app, const struct screen *s)
{
	struct frame f;

	if (!make_frame(s, &f))
		return;		/* what stands there stays */
	if (app->depth > 0)
		drop(app);
	push(app, f);
}

void
app_home(struct app *app)
{
	while (app->depth > 1)
		drop(app);
	visit_clear(&app->visit);
	app->card_other = false;
	enter(app);
}

void
app_cover(struct app *app, const struct screen *s)
{
	struct frame f;

	app->message[0] = '\0';
	app_flush(app);
	if (app->depth <= APP_DEPTH && make_frame(s, &f))
		push(app, f);
}

static void card_changed(struct app *);

void
app_uncover(struct app *app)
{
	drop(app);
	if (app_top(app)->alone)
		enter(app);		/* begins anew */
	if (app->card_missed)
		card_changed(app);
}

void
app_leave(struct app *app)
{
	while (app->depth > 0 && !app_busy(app))
		drop(app);
}

void
app_end(struct app *app)
{
	while (app->depth > 0)
		drop(app);
	visit_clear(&app->visit);
	OPENSSL_cleanse(app->held, sizeof app->held);
	decode_clear(&app->decoder);
}

static void
give_next(struct app *app)
{
	if (app->job_count == 0 || app_busy(app))
		return;
	app->work.visit = &app->visit;
	app->running = app->jobs[0];
	memmove(app->jobs, app->jobs + 1, --app->job_count * sizeof app->jobs[0]);
	worker_give(app->worker, app->running.job, &app->work);
}

static void
add_job(struct app *app, const struct app_job *job)
{
	if (app->worker == NULL || app->job_count == APP_JOBS)
		return;
	app->jobs[app->job_count++] = *job;
	give_next(app);
}

void
app_work(struct app *app, worker_job *job, app_done *done)
{
	add_job(app, &(struct app_job){ .job = job, .done = done });
}

void
app_ask(struct app *app, worker_job *job, screen_done *told)
{
	add_job(app, &(struct app_job){ .job = job, .asker = app->stack[app->depth - 1], .told = told });
}

void
app_show(struct app *app)
{
	app_top(app)->show(app, app_state(app));
}

static void
end_job(struct app *app, enum err e)
{
	const struct app_job *j = &app->running;

	if (j->done != NULL)
		j->done(app, e);
	if (j->asker.screen == NULL || j->asker.screen != app_top(app) || j->asker.state != app_state(app))
		return;
	if (j->told != NULL)
		j->told(app, app_state(app), e);
	else if (e != ERR_NONE)
		app_refuse(app, e);
	else
		app_show(app);
}

void
app_cursor(struct app *app, int y, int x)
{
	app->cursor_y = y;
	app->cursor_x = x;
}

void
app_say(struct app *app, const char *message)
{
	(void)snprintf(app->message, sizeof app->message, "%s", message);
}

void
app_refuse(struct app *app, enum err e)
{
	enum lang lang = lang_now();

	(void)snprintf(app->message, sizeof app->message, lang == LANG_JA ? "%s。%s" : "%s. %s", err_what(e, lang),
	    err_next(e, lang));
	term_beep();
}

void
app_flush(struct app *app)
{
	app->held_count = 0;
	OPENSSL_cleanse(app->held, sizeof app->held);
	input_flush(&app->sources);
}

void
app_look_reader(struct app *app)
{
	if (app->wire != NULL)
		wire_state(app->wire, &app->reader);
}

struct moment
app_now(const struct app *app)
{
	return app->clock.now(app->clock.ctx);
}

void
app_draw(struct app *app)
{
	size_t i, first = app->depth;

	if (app_busy(app) && !app_top(app)->live) {
		frame_draw_wait(app);
		return;
	}
	draw_clear();
	if (term_small()) {
		frame_draw_small(app);
		return;
	}
	while (first > 0 && (first == app->depth || (app->stack[first].screen->over && !term_plain())))
		first--;
	app->cursor_y = app->cursor_x = 0;
	for (i = first; i < app->depth; i++) {
		const struct frame *f = &app->stack[i];

		if (!f->screen->over)
			frame_draw(app, f->screen, f->state);
		f->screen->draw(app, f->state);
	}
	frame_draw_foot(app);
	term_show(app->cursor_y, app->cursor_x);
	if (!app->seen && app_top(app)->fresh_keys)
		app_flush(app);
	app->seen = true;
}

static void
run_key(struct app *app, const struct key *k, void *state)
{
	if (k->act != NULL)
		k->act(app, state);
}

static bool
acts_unseen(const struct app *app, const struct press_event *p)
{
	const struct key *k = keybar_find(app_keys, p->key, app, NULL);

	return k != NULL && k->unseen;
}

static void
act_on(struct app *app, const struct press_event *p)
{
	const struct screen *s = app_top(app);
	void *state = app_state(app);
	const struct key *k;

	app->message[0] = '\0';
	if (term_small() || s == NULL)
		return;
	if (s->press != NULL && s->press(app, state, p))
		return;
	if ((k = keybar_find(s->keys, p->key, app, state)) != NULL ||
	    (k = keybar_find(app_keys, p->key, app, state)) != NULL)
		run_key(app, k, state);
	else
		term_beep();
}

static void
press(struct app *app, const struct press_event *p)
{
	const struct screen *s = app_top(app);

	if (s != NULL && s->fresh_keys && !app->seen && !acts_unseen(app, p))
		term_beep();
	else
		act_on(app, p);
}

void
app_press(struct app *app, enum press key)
{
	const struct press_event p = { .key = key };

	if (!app_busy(app))
		act_on(app, &p);
	else if (app->held_count < APP_HELD)
		app->held[app->held_count++] = p;
}

/* While a job runs only the practice reader listens; the rest waits its turn and is not lost. */
static void
press_or_hold(struct app *app, const struct press_event *p)
{
	const struct key *k = keybar_find(app_keys, p->key, app, NULL);

	if (!app_busy(app))
		press(app, p);
	else if (k != NULL && k->key == PRESS_F9)
		run_key(app, k, NULL);
	else if (app->held_count < APP_HELD)
		app->held[app->held_count++] = *p;
}

static void
release_held(struct app *app)
{
	struct press_event p;

	while (app->held_count > 0 && !app_busy(app)) {
		p = app->held[0];
		memmove(app->held, app->held + 1, --app->held_count * sizeof app->held[0]);
		OPENSSL_cleanse(&app->held[app->held_count], sizeof app->held[0]);
		press(app, &p);
	}
}

static void
card_changed(struct app *app)
{
	const struct screen *s = app_top(app);

	app_look_reader(app);
	app->card_left = app->card_left || !app->reader.card;
	if (!app->reader.card) {
		memset(&app->opened, 0, sizeof app->opened);
		app->card_other = false;
	}
	app->card_missed = app_busy(app) || lock_on(app);
	if (app->card_missed)
		return;
	app->visit.card_unsure = app->visit.card_unsure || app->card_left;
	if (s != NULL && s->card != NULL)
		s->card(app, app_state(app));
}

static void
take_notes(struct app *app)
{
	struct note note;

	while (worker_take(app->worker, &note)) {
		if (note.kind == NOTE_STEP && note.step < DESK_STEPS_MAX)
			app->visit.phases[note.step] = note.phase;
		else if (note.kind == NOTE_ASKS)
			app->visit.asks = note.asks;
		else if (note.kind == NOTE_DONE)
			end_job(app, note.err);
		app->seen = app->seen && note.kind != NOTE_DONE;
	}
	give_next(app);
	if (app->card_missed && !app_busy(app) && !lock_on(app))
		card_changed(app);
}

/* A PIN lives while a screen or a job needs it, and the card is there: whatever way the screen was left. */
static void
forget_pins(struct app *app)
{
	bool needed = false;
	size_t i;

	if (app_busy(app) || app->job_count > 0)
		return;
	for (i = 0; i < app->depth; i++)
		needed = needed || app->stack[i].screen->pins;
	if (!needed || app->card_left)
		visit_forget_pins(&app->visit);
	app->card_left = false;
}

void
app_event(struct app *app, const struct input *in)
{
	switch (in->kind) {
	case INPUT_PRESS:
		lock_touch(app);
		press_or_hold(app, &in->press);
		break;
	case INPUT_RESIZE:
		term_resize();
		break;
	case INPUT_RESUME:
		term_resume();
		break;
	case INPUT_WORKER:
		lock_touch(app);	/* the clerk was waiting for it */
		take_notes(app);
		break;
	case INPUT_CARD:
		card_changed(app);
		break;
	case INPUT_TIME:
		app->waiting = app_busy(app);
		break;
	case INPUT_END:
		app->ending = true;
		break;
	}
	release_held(app);
	app->waiting = app->waiting && app_busy(app);
	lock_look(app);
	forget_pins(app);
}

/* To the next full minute, when line 1 changes, or to the moment when the screen locks, or when a wait needs a word. */
static int
until_time(const struct app *app)
{
	const int minute = app->clock_stands ? -1 : (60 - app_now(app).second) * 1000 + 100, lock = lock_wait(app);

	const int next = minute < 0 || (lock >= 0 && lock < minute) ? lock : minute;

	return app_busy(app) && !app->waiting && (next < 0 || next > PATIENCE) ? PATIENCE : next;
}

enum err
app_run(struct app *app, const struct screen *first)
{
	struct input in;

	app_look_reader(app);
	app_open(app, first);
	if (app->depth == 0)
		return ERR_MEMORY;
	while (!app->ending) {
		app->sources.keys = app->held_count < APP_HELD;
		if (!input_pending(&app->sources)) {
			app_draw(app);
			term_mark(app_top(app)->name, app_busy(app), app->decoder.came);
		}
		input_next(&app->sources, until_time(app), &in);
		app_event(app, &in);
	}
	return ERR_NONE;
}
