/* What a screen is: data and a few functions. Key bar, help and manual come from the same table of keys. */
#ifndef MADOGUCHI_TUI_WIDGET_SCREEN_H
#define MADOGUCHI_TUI_WIDGET_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "tui/term/decode.h"

struct app;

/* A key and its words. */
struct key {
	enum press key;
	enum press twin;		/* for keyboards without function keys; PRESS_NONE: not needed */
	const char *label;		/* on the bar; short */
	const char *help;		/* on F1 and in the manual */
	void (*act)(struct app *, void *state);
	bool (*can)(const struct app *, const void *state);	/* NULL: always */
	bool quiet;			/* not on the bar */
	bool unseen;			/* accepted even if fresh_keys would drop it */
};

struct screen {
	const char *name;		/* for tests and the manual */
	const char *title;
	const char *help;		/* its purpose, in a sentence or two */
	const struct key *keys;		/* ended by a NULL label */
	size_t state_size;		/* of its state: zeroed on opening, wiped on closing */
	bool over;			/* the screen beneath stays visible */
	bool live;			/* drawn during jobs too: shows nothing that a job writes */
	bool alone;	/* the applicant is typing: no case data, no keys typed ahead, no practice key */
	bool fresh_keys;		/* must be read: drops keys typed before it was drawn */
	bool pins;			/* needs the PINs typed; when no open screen does, they are wiped */
	void (*begin)(struct app *, void *state, const void *what);	/* by app_open_with */
	void (*enter)(struct app *, void *state);	/* opened, or uncovered again */
	void (*show)(struct app *, void *state);	/* takes the result in app->work: app_ask */
	void (*draw)(struct app *, void *state);	/* sets the cursor by app_cursor */
	/* called before the key table; true: handled */
	bool (*press)(struct app *, void *state, const struct press_event *);
	void (*card)(struct app *, void *state);	/* a card came or went */
	void (*leave)(struct app *, void *state);
};

#endif
