/* The program on the screen: a stack of screens, the visit in hand, and the loop that feeds them. */
#ifndef MADOGUCHI_TUI_APP_APP_H
#define MADOGUCHI_TUI_APP_APP_H

#include "desk/desk.h"
#include "tui/term/input.h"
#include "tui/app/lock.h"
#include "tui/app/screens.h"
#include "tui/widget/screen.h"
#include "tui/app/visit.h"
#include "tui/app/worker.h"

#define APP_DEPTH 12
#define APP_HELD 1024
#define APP_JOBS 8
#define APP_MESSAGE 512
#define APP_PATH 4096

/* Called on the screen's thread when a job has ended. */
typedef void app_done(struct app *, enum err);

/* The same, while the screen that asked still lies on top; with its state. */
typedef void screen_done(struct app *, void *state, enum err);

/* Where and who: said on line 1. */
struct place { char municipality[64], counter[64], clerk[33], counter_code[FACTS_COUNTER_MAX]; };

struct frame { const struct screen *screen; void *state; };

/* A job, and who is told of its end: done, or the screen that asked. */
struct app_job { worker_job *job; app_done *done; struct frame asker; screen_done *told; };

struct app {
	const struct screen *const *screens;	/* by name; ended by NULL */
	struct decoder decoder;
	struct sources sources;
	struct worker *worker;
	struct desk *desk;			/* the worker's alone while it is busy */
	struct wire *wire;			/* only state, and the practice reader's put and pull, from here */
	struct wire_state reader;
	bool card_missed;			/* a card came or went while a job ran or the screen was locked: told after it */
	bool card_left;				/* its PINs are still to be wiped */
	int system;				/* the national system as the counter finds it: one of FACT_SYSTEM's words */
	struct clock clock;
	bool clock_stands;			/* --at: no minute passes */
	struct place place;
	const struct profile *profile;		/* the municipality's rules */
	/* advance: lets days pass; NULL where none can. */
	struct practice_reader { bool on; char folder[APP_PATH], path[APP_PATH]; void (*advance)(int days); } practice;
	struct visit visit;
	struct work work;			/* what the job that runs reads and writes */
	struct app_job running, jobs[APP_JOBS];	/* the latter wait for the one that runs */
	size_t job_count;
	unsigned half_done;			/* how many pieces of work stand in the middle */
	struct half_done oldest;		/* of them */
	struct figures figures;			/* of the day, as they were last counted */
	struct frame stack[APP_DEPTH + 1];	/* one more than can be opened: what hides them all */
	size_t depth;
	struct press_event held[APP_HELD];	/* typed while a job ran */
	size_t held_count;
	struct lock lock;
	bool seen;			/* what is on top was drawn since it came there, or since a job ended */
	bool waiting;			/* a job takes longer than one waits without a word */
	char message[APP_MESSAGE];		/* said at the foot until the next key */
	int cursor_y, cursor_x;
	bool ending;
};

const struct screen *app_screen(const struct app *, enum screen_name);

/* Opens, closes, replaces the top screen. Opening over a full stack does nothing but beep. */
void app_open(struct app *, const struct screen *);
void app_open_with(struct app *, const struct screen *, const void *what);	/* what: for the screen's begin */
void app_close(struct app *);
void app_replace(struct app *, const struct screen *);
void app_home(struct app *);			/* closes all but the first and forgets the visit */

/* Puts a screen over all others, and takes it away again: they stay as they were, but for what an applicant typed. */
void app_cover(struct app *, const struct screen *);
void app_uncover(struct app *);

const struct screen *app_top(const struct app *);
void *app_state(struct app *);			/* of the top screen */

/* Hands the worker a job on app->work, after those that wait; done is called when it has ended. */
void app_work(struct app *, worker_job *, app_done *done);
bool app_busy(const struct app *);

/*
 * The same for the screen on top: its end is told to that screen alone, and to nobody where it has been covered or closed
 * meanwhile. told NULL: a failure stands at the foot, else the screen shows what was brought.
 */
void app_ask(struct app *, worker_job *, screen_done *told);
void app_show(struct app *);			/* has the top screen show what is in app->work */

/* The clerk's roles allow it: what isn't allowed isn't offered. Core asks the same again. */
bool app_may(const struct app *, enum act);

bool app_over_pcsc(const struct app *);		/* a real reader, also in practice */

/* The applicant's moment, also under F1: no case data is shown, nothing typed ahead is kept. */
bool app_alone(const struct app *);

void app_cursor(struct app *, int y, int x);
void app_say(struct app *, const char *message);	/* at the foot, and a beep where it refuses something */
void app_refuse(struct app *, enum err);		/* the failure's words at the foot, with a beep */
void app_flush(struct app *);			/* what was typed ahead is gone */
void app_look_reader(struct app *);		/* takes the wire's state */
struct moment app_now(const struct app *);

/*
 * Draws all screens that show and sends what changed. While a job runs work and visit are the worker's: what isn't live
 * stays as it is until the job has ended, but for the word about the wait.
 */
void app_draw(struct app *);

/* Gives one event to the screens. Also how tests drive them. */
void app_event(struct app *, const struct input *);

/* Runs until the clerk or a signal ends it. */
enum err app_run(struct app *, const struct screen *first);	/* ERR_MEMORY: not even the first one */

/* Closes every screen while the worker is still there to let go of what they hold; nothing while it is busy. */
void app_leave(struct app *);

/* Closes every screen and wipes what they remember. */
void app_end(struct app *);

/* The keys that are the same everywhere. */
extern const struct key app_keys[];

#endif
