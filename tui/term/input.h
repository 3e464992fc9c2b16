/* The events that screens get, in one stream: keys, characters, resizes, the worker, the card, the end. */
#ifndef MADOGUCHI_TUI_TERM_INPUT_H
#define MADOGUCHI_TUI_TERM_INPUT_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/term/decode.h"

enum input_kind {
	INPUT_PRESS,		/* press holds a key or a character */
	INPUT_RESIZE,
	INPUT_RESUME,		/* the program was stopped and runs again; the terminal was somebody else's */
	INPUT_WORKER,		/* the worker's descriptor is readable */
	INPUT_CARD,		/* the wire's descriptor is readable */
	INPUT_TIME,		/* the timeout is over */
	INPUT_END		/* a signal ends the program, or the terminal is gone */
};

struct input { enum input_kind kind; struct press_event press; };

/* Where events come from; -1: no such descriptor. keys false: what is typed is not read. */
struct sources { struct decoder *decoder; int tty, worker, card; bool keys; };

/* Catches SIGWINCH, SIGCONT, SIGTERM, SIGHUP and SIGINT, and ignores SIGPIPE. */
enum err input_start(void);
void input_stop(void);

/* Waits up to ms (-1: without limit) for the next event. Signals are reported first, keys last. */
void input_next(struct sources *, int ms, struct input *);

/* Whether an event is available without waiting. */
bool input_pending(const struct sources *);

/* Discards everything typed ahead. The rest of a sequence that has begun is discarded when it arrives. */
void input_flush(struct sources *);

#endif
