/* The one thread that touches card, CA and store, so that the screen never waits for them. */
#ifndef MADOGUCHI_TUI_APP_WORKER_H
#define MADOGUCHI_TUI_APP_WORKER_H

#include "desk/desk.h"

struct worker;

/* Runs on the worker's thread. ctx is the worker's from worker_give until its NOTE_DONE has been taken. */
typedef enum err worker_job(struct desk *, void *ctx);

enum note_kind { NOTE_STEP, NOTE_DONE };
struct note { enum note_kind kind; unsigned step; enum step_phase phase; enum err err; };

/* The desk is the worker's from here to worker_stop; its progress function is set to tell notes. */
enum err worker_start(struct desk *, struct worker **);

/* Waits for the job that runs, if any. */
void worker_stop(struct worker **);

int worker_fd(const struct worker *);		/* readable when there is a note */
bool worker_busy(const struct worker *);	/* until NOTE_DONE was taken */

/* Hands it a job; it must not be busy. */
void worker_give(struct worker *, worker_job *, void *ctx);

/* False when there is no note. */
bool worker_take(struct worker *, struct note *);

#endif
