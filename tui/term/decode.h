/* Turns the bytes of a terminal into keys and characters. Pure: no terminal, no clock. */
#ifndef MADOGUCHI_TUI_TERM_DECODE_H
#define MADOGUCHI_TUI_TERM_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/term/press.h"
#include "tui/term/sequence.h"

#define DECODE_MAX 4096

/* Zeroed is empty. */
struct decoder {
	unsigned char bytes[DECODE_MAX];
	size_t len;
	struct sequence sequence;
	bool pasting;		/* between the marks of a bracketed paste */
	bool late, resting;	/* it stood still once; it still does */
};

/* Adds bytes; those that don't fit are not taken. Returns how many were. */
size_t decode_feed(struct decoder *, const void *, size_t len);

enum decoded {
	DECODED_ONE,		/* *out holds one event */
	DECODED_EMPTY,		/* nothing is left */
	DECODED_ESCAPE,		/* an Esc, or a sequence has begun: ask again with waited once the time is over */
	DECODED_SEQUENCE,	/* a sequence or a paste has surely begun: the same, with more time */
	DECODED_PART		/* the beginning of a character: its next byte will tell */
};

/* Takes the next event out. waited: no byte has followed within the time that parts Esc from a sequence. */
enum decoded decode_next(struct decoder *, bool waited, struct press_event *out);

/* There is something to take, or time alone will make it so; the beginning of a character waits for more bytes. */
bool decode_pending(const struct decoder *);

void decode_clear(struct decoder *);	/* forgets and wipes what was typed ahead */

#endif
