/* The only thread that uses card, CA and store, so that the screen never waits for them. */
#ifndef MADOGUCHI_TUI_APP_WORKER_H
#define MADOGUCHI_TUI_APP_WORKER_H

#include "desk/desk.h"

struct worker;

/* Runs on the worker's thread. ctx belongs to the worker from worker_give until NOTE_DONE has been taken. */
typedef enum err worker_job(struct desk *, void *ctx);

enum note_kind { NOTE_STEP, NOTE_ASKS, NOTE_DONE };
struct note {
	enum note_kind kind;
	unsigned step;
	enum step_phase phase;
	unsigned asks;			/* what the reader's keys are asked for now: WIRE_TYPES; 0: no more */
	enum err err;
};

/* Starts the thread. Until worker_stop the desk belongs to the worker; its progress function is set to send notes. */
enum err worker_start(struct desk *, struct worker **);

/* Waits for a running job, then ends the thread. */
void worker_stop(struct worker **);

int worker_fd(const struct worker *);		/* readable when there is a note */
bool worker_busy(const struct worker *);	/* until NOTE_DONE was taken */

/* Starts a job; the worker must not be busy. */
void worker_give(struct worker *, worker_job *, void *ctx);

/* Takes the next note; false if there is none. */
bool worker_take(struct worker *, struct note *);

#endif
