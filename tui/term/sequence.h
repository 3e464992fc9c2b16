/* Recognises control sequences, a byte at a time. Pure: no terminal, no clock. */
#ifndef MADOGUCHI_TUI_TERM_SEQUENCE_H
#define MADOGUCHI_TUI_TERM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/term/press.h"

enum sequence_state {
	SEQUENCE_GROUND,			/* in none */
	SEQUENCE_ESCAPE, SEQUENCE_ESCAPE_INTERMEDIATE,
	SEQUENCE_CSI_ENTRY, SEQUENCE_CSI_PARAM, SEQUENCE_CSI_INTERMEDIATE, SEQUENCE_CSI_CONSOLE,
	SEQUENCE_SS2, SEQUENCE_SS3,
	SEQUENCE_BUTTON, SEQUENCE_BUTTON_TAIL,	/* X10's mouse report: button, column, row, a character each */
	SEQUENCE_COLUMN, SEQUENCE_COLUMN_TAIL,
	SEQUENCE_ROW, SEQUENCE_ROW_TAIL,
	SEQUENCE_OSC, SEQUENCE_OSC_ESCAPE,
	SEQUENCE_STRING, SEQUENCE_STRING_ESCAPE,	/* DCS, SOS, PM, APC */
	SEQUENCE_LETTER,			/* after an Esc that was given: a letter, or what an Esc before it makes of it */
	SEQUENCE_ANY				/* in the table: all of the above but strings and ground */
};

/* Zeroed is in none. */
struct sequence {
	enum sequence_state state;
	unsigned number[2], numbers;	/* the first two parameters; how many were parted by ; */
	bool given, odd;		/* a digit was seen; what was seen is in no key */
	bool late;			/* it stood still once: its rest is taken, and is no key */
	bool resting;			/* it stands still and time does nothing more to it */
	unsigned char letter;
	unsigned char lead, follow;	/* in a string: the first byte of a character, and how many come yet */
};

/* event: press holds a key or a character. paste: what follows is pasted. taken: the byte is part of the sequence. */
struct sequence_did { bool taken, event, paste; struct press_event press; };

/* The byte begins a sequence where there is none: Esc, or an 8-bit C1 control. */
bool sequence_begins(unsigned char);

/* The next byte of the open sequence, or the one that begins it. */
struct sequence_did sequence_step(struct sequence *, unsigned char);

/* No byte has followed within the time. */
struct sequence_did sequence_time(struct sequence *);

bool sequence_open(const struct sequence *);
bool sequence_waits(const struct sequence *);	/* time would do something to it */
bool sequence_hurries(const struct sequence *);	/* and the short one: it may be the Esc key, or a letter */

#endif
