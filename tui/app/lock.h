/* The screen when it is left alone: it shows nothing of anybody until the clerk is back. See madoguchi.ini(5). */
#ifndef MADOGUCHI_TUI_APP_LOCK_H
#define MADOGUCHI_TUI_APP_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "office/setting.h"

struct app;

/* Seconds are of a clock that nobody sets and that goes on while the machine sleeps. */
struct lock {
	int64_t after;				/* without a key; 0: only by the key for it */
	char command[SETTING_NAME_MAX];		/* opens the screen by ending with status 0; "": Enter alone does */
	int64_t touched;			/* when the last key came */
	int64_t (*seconds)(void);		/* NULL: the system's */
};

void lock_start(struct app *, const struct setting *);
void lock_touch(struct app *);			/* a key came */

/* Locks where the time has come, but never while card work runs: its end has to be seen first. */
void lock_look(struct app *);

/* Milliseconds until it will; -1: it won't by itself. */
int lock_wait(const struct app *);

/* Now: PINs are wiped, all else stays beneath as it was, and so does the claim. */
void lock_now(struct app *);
bool lock_on(const struct app *);

#endif
