/* A screen is data and a few functions. Key bar, help and manual are printed from the same table of keys. */
#ifndef MADOGUCHI_TUI_WIDGET_SCREEN_H
#define MADOGUCHI_TUI_WIDGET_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "tui/term/decode.h"

struct app;

/* A key cannot exist without its words. */
struct key {
	enum press key;
	enum press twin;		/* for keyboards without function keys; PRESS_NONE: the key itself is plain */
	const char *label;		/* on the bar; short */
	const char *help;		/* on F1 and in the manual */
	void (*act)(struct app *, void *state);
	bool (*can)(const struct app *, const void *state);	/* NULL: always */
	bool quiet;			/* not on the bar */
	bool unseen;			/* acts also where only a key counts that was typed after the screen was drawn */
};

struct screen {
	const char *name;		/* for tests and the manual */
	const char *title;
	const char *help;		/* what is done here, in a sentence or two */
	const struct key *keys;		/* ended by a NULL label */
	size_t state_size;		/* of what it remembers; zeroed when it opens, wiped when it closes */
	bool over;			/* leaves the screen beneath visible */
	bool live;			/* drawn while a job runs, too: shows nothing that a job writes */
	bool alone;			/* the applicant's moment: no case data, nothing typed ahead, no practice key */
	bool fresh_keys;		/* what it says has to be read: takes only keys that were typed after it was drawn */
	bool pins;			/* needs what was typed of PINs: where no open screen does they are wiped */
	void (*begin)(struct app *, void *state, const void *what);	/* opened with something: app_open_with */
	void (*enter)(struct app *, void *state);	/* opened, or another that lay over it was closed */
	void (*show)(struct app *, void *state);	/* takes what the worker has brought (app->work): app_ask */
	void (*draw)(struct app *, void *state);	/* says where the cursor belongs: app_cursor */
	bool (*press)(struct app *, void *state, const struct press_event *);	/* before the table; true: taken */
	void (*card)(struct app *, void *state);	/* a card came or went */
	void (*leave)(struct app *, void *state);
};

#endif
