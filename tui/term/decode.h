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
	unsigned long came;	/* bytes, since the beginning: idle marks tell how many */
	struct sequence sequence;
	bool pasting;		/* between the marks of a bracketed paste */
	enum { PASTE_TEXT, PASTE_ESCAPE, PASTE_CSI } within;	/* what is pasted: text, or a control sequence in it */
	bool late, resting;	/* no byte came for the time allowed, once; and still none */
};

/* Adds bytes and returns how many; what does not fit is not added. */
size_t decode_feed(struct decoder *, const void *, size_t len);

enum decoded {
	DECODED_ONE,		/* *out holds one event */
	DECODED_EMPTY,		/* no bytes are left */
	DECODED_ESCAPE,		/* the Esc key, or a sequence begins: call again with waited after TERM_ESCAPE_MS */
	DECODED_SEQUENCE,	/* inside a sequence or a paste: call again with waited after TERM_SEQUENCE_MS */
	DECODED_PART		/* part of a character: wait for its next byte */
};

/* Removes the next event. waited: no further byte came within the time given above. */
enum decoded decode_next(struct decoder *, bool waited, struct press_event *out);

/* Whether there is an event, or one will result from waiting alone (part of a character does not). */
bool decode_pending(const struct decoder *);

void decode_clear(struct decoder *);	/* discards and wipes everything typed ahead */

#endif
