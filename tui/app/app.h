/* The program on the screen: the stack of screens, the current visit, and the event loop. */
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

/* The same for app_ask: called with the screen's state, only while the screen that asked is still on top. */
typedef void screen_done(struct app *, void *state, enum err);

/* Municipality, counter and clerk, as shown on line 1. */
struct place { char municipality[64], counter[64], clerk[33], counter_code[FACTS_COUNTER_MAX]; };

struct frame { const struct screen *screen; void *state; };

/* A job, and whom to tell when it ends: done, or the screen that asked. */
struct app_job { worker_job *job; app_done *done; struct frame asker; screen_done *told; };

struct app {
	const struct screen *const *screens;	/* by name; ended by NULL */
	struct decoder decoder;
	struct sources sources;
	struct worker *worker;
	struct desk *desk;			/* only the worker may use it while it is busy */
	struct wire *wire;			/* here only for its state, and to insert or remove practice cards */
	struct wire_state reader;
	bool card_missed;			/* a card event during a job or lock: to be handled after it */
	bool card_left;				/* the card is gone, its PINs not wiped yet */
	bool card_other;			/* another than the visit's was found there, and lies there still */
	/* Whose signature certificate was read with its PIN while the card lies there; "": nobody's. */
	struct { char card[CASE_CARD_MAX]; struct cert_view sign; } opened;
	int system;				/* state of the national system: a word of FACT_SYSTEM */
	struct clock clock;
	bool clock_stands;			/* --at: the clock stands still */
	struct place place;
	const struct profile *profile;		/* the municipality's rules */
	/* advance: moves the clock on by days; NULL if it can't be moved. */
	struct practice_reader { bool on; char folder[APP_PATH], path[APP_PATH]; void (*advance)(int days); } practice;
	struct arrival arrival;			/* who is at the counter by booking or number; zeroed: nobody knows */
	struct visit visit;
	struct work work;			/* input and output of the running job */
	struct app_job running, jobs[APP_JOBS];	/* jobs: the queue behind running */
	size_t job_count;
	bool envelope_number;		/* of the settings: an envelope is read before it is posted */
	unsigned terminal;		/* procedures whose card work the authority's terminal does: 1u << procedure */
	unsigned handed;		/* number of cases there, and the oldest of them */
	struct handover_row handed_first[2];
	unsigned half_done;			/* number of half-done procedures */
	struct half_done oldest;		/* the oldest of them */
	struct figures figures;			/* of the day, when last counted */
	struct frame stack[APP_DEPTH + 1];	/* one more than app_open uses: for app_cover */
	size_t depth;
	struct press_event held[APP_HELD];	/* keys typed during a job */
	size_t held_count;
	struct lock lock;
	bool seen;			/* the top screen was drawn since it was opened or a job ended */
	bool waiting;			/* the running job takes long: show a notice */
	char message[APP_MESSAGE];		/* shown at the foot until the next key */
	int cursor_y, cursor_x;
	bool ending;
};

const struct screen *app_screen(const struct app *, enum screen_name);

/* Open, close or replace the top screen. Opening on a full stack only beeps. */
void app_open(struct app *, const struct screen *);
void app_open_with(struct app *, const struct screen *, const void *what);	/* what: passed to the screen's begin */
void app_close(struct app *);
void app_replace(struct app *, const struct screen *);
void app_home(struct app *);			/* closes all screens but the first and clears the visit */

/* Covers all screens with one (the lock), and uncovers them unchanged, except that PINs being typed are wiped. */
void app_cover(struct app *, const struct screen *);
void app_uncover(struct app *);

const struct screen *app_top(const struct app *);
void *app_state(struct app *);			/* of the top screen */

/* Queues a job on app->work for the worker; done is called when it has ended. */
void app_work(struct app *, worker_job *, app_done *done);
bool app_busy(const struct app *);

/*
 * The same for the top screen: told is called only if that screen is still on top and open then. told NULL: an error is
 * shown at the foot, otherwise the screen's show is called.
 */
void app_ask(struct app *, worker_job *, screen_done *told);
void app_show(struct app *);			/* calls the top screen's show */

/* Whether the clerk's roles allow the act, to offer only what is allowed; core checks again. */
bool app_may(const struct app *, enum act);

bool app_over_pcsc(const struct app *);		/* a PC/SC reader, in practice too */

/* Whether the applicant is at the screen (under F1 too): no case data is shown, keys typed ahead are dropped. */
bool app_alone(const struct app *);

void app_cursor(struct app *, int y, int x);
void app_say(struct app *, const char *message);	/* at the foot, and a beep where it refuses something */
void app_refuse(struct app *, enum err);		/* shows the error at the foot and beeps */
void app_flush(struct app *);			/* drops keys typed ahead */
void app_look_reader(struct app *);		/* reads the state of the wire */
struct moment app_now(const struct app *);

/*
 * Draws all visible screens and sends the changes. During a job work and visit belong to the worker: screens that are
 * not live are not redrawn, except for the notice that a job takes long.
 */
void app_draw(struct app *);

/* As if the key were pressed on the top screen, which has been seen before; waits while a job runs. */
void app_press(struct app *, enum press);

/* Passes one event to the screens; tests use it too. */
void app_event(struct app *, const struct input *);

/* Runs until the clerk or a signal ends it. */
enum err app_run(struct app *, const struct screen *first);	/* ERR_MEMORY: not even the first screen */

/* Closes every screen while the worker can still release their cases; does nothing while it is busy. */
void app_leave(struct app *);

/* Closes every screen and wipes its state. */
void app_end(struct app *);

/* The keys common to all screens. */
extern const struct key app_keys[];

#endif
