/* One stream of events for the screens: keys and characters, a new size, the worker, the card, the end. */
#ifndef MADOGUCHI_TUI_TERM_INPUT_H
#define MADOGUCHI_TUI_TERM_INPUT_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/term/decode.h"

enum input_kind {
	INPUT_PRESS,		/* press holds a key or a character */
	INPUT_RESIZE,
	INPUT_RESUME,		/* we were stopped, and somebody else had the terminal */
	INPUT_WORKER,		/* the worker's descriptor is readable */
	INPUT_CARD,		/* the wire's descriptor is readable */
	INPUT_TIME,		/* the time given is over */
	INPUT_END		/* a signal to end, or the terminal is gone */
};

struct input { enum input_kind kind; struct press_event press; };

/* Where events come from; a descriptor of -1 is left out. keys false leaves what is typed where it is. */
struct sources { struct decoder *decoder; int tty, worker, card; bool keys; };

/* Catches SIGWINCH, SIGCONT, SIGTERM, SIGHUP and SIGINT, and ignores SIGPIPE. */
enum err input_start(void);
void input_stop(void);

/* Waits at most ms (-1: for ever) for the next event. Signals come first, keys last. */
void input_next(struct sources *, int ms, struct input *);

/* Something can be had without waiting. */
bool input_pending(const struct sources *);

/* Throws away all that was typed ahead; what comes yet of a sequence that has begun is no text. */
void input_flush(struct sources *);

#endif
