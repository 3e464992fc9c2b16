/* Recognises control sequences (ECMA-48), one byte at a time. Pure: no terminal, no clock. */
#ifndef MADOGUCHI_TUI_TERM_SEQUENCE_H
#define MADOGUCHI_TUI_TERM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/term/press.h"

enum sequence_state {
	SEQUENCE_GROUND,			/* outside any sequence */
	SEQUENCE_ESCAPE, SEQUENCE_ESCAPE_INTERMEDIATE,
	SEQUENCE_CSI_ENTRY, SEQUENCE_CSI_PARAM, SEQUENCE_CSI_INTERMEDIATE, SEQUENCE_CSI_CONSOLE,
	SEQUENCE_SS2, SEQUENCE_SS3,
	SEQUENCE_BUTTON, SEQUENCE_BUTTON_TAIL,	/* X10's mouse report: button, column, row, a character each */
	SEQUENCE_COLUMN, SEQUENCE_COLUMN_TAIL,
	SEQUENCE_ROW, SEQUENCE_ROW_TAIL,
	SEQUENCE_OSC, SEQUENCE_OSC_ESCAPE,
	SEQUENCE_STRING, SEQUENCE_STRING_ESCAPE,	/* DCS, SOS, PM, APC */
	SEQUENCE_LETTER,			/* after Esc was reported as a key: [ or ] still continues a sequence */
	SEQUENCE_ANY				/* in tables only: every state except strings and ground */
};

/* Zeroed: outside any sequence. */
struct sequence {
	enum sequence_state state;
	unsigned number[2], numbers;	/* the first two parameters; how many there are, separated by ";" */
	bool given, odd;		/* a digit was seen; something was seen that no key's sequence has */
	bool late;			/* timed out: the rest of it is discarded, unless it begins a paste */
	bool resting;			/* timed out, and waiting longer changes nothing */
	unsigned char letter;
	unsigned char lead, follow;	/* in a string: first byte of a character, number of bytes still to come */
};

/* taken: the byte belongs to the sequence. event: press holds an event. paste: what follows is pasted text. */
struct sequence_did { bool taken, event, paste; struct press_event press; };

/* Whether the byte begins a sequence: Esc or an 8-bit C1 control. */
bool sequence_begins(unsigned char);

/* Processes the next byte of the sequence, or the one that begins it. */
struct sequence_did sequence_step(struct sequence *, unsigned char);

/* Processes a timeout: no further byte came in time. */
struct sequence_did sequence_time(struct sequence *);

bool sequence_open(const struct sequence *);	/* a sequence has begun and not ended */
bool sequence_waits(const struct sequence *);	/* a timeout would change it */
bool sequence_hurries(const struct sequence *);	/* the short timeout applies: it may be the Esc key or a letter */

#endif
