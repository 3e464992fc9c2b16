/* The screen lock: hides all personal data until the clerk is back. See madoguchi.ini(5), lock-after. */
#ifndef MADOGUCHI_TUI_APP_LOCK_H
#define MADOGUCHI_TUI_APP_LOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "office/setting.h"

struct app;

/* Seconds of a monotonic clock that counts while the machine sleeps. */
struct lock {
	int64_t after;				/* idle seconds until locking; 0: only by F12 */
	char command[SETTING_NAME_MAX];		/* unlocks if it exits with status 0; "": Enter unlocks */
	int64_t touched;			/* time of the last key */
	int64_t (*seconds)(void);		/* NULL: the system's clock */
};

void lock_start(struct app *, const struct setting *);
void lock_touch(struct app *);			/* call it for every key */

/* Locks if the time is up, but never during card work: its end must be seen first. */
void lock_look(struct app *);

/* Milliseconds until it locks; -1: never by itself. */
int lock_wait(const struct app *);

/* Locks now. PINs are wiped; the rest stays as it is beneath, the claim included. */
void lock_now(struct app *);
bool lock_on(const struct app *);

#endif
