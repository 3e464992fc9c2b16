/* The place where an applicant types a PIN: stars on the screen, the PIN in a struct secret, nothing anywhere else. */
#ifndef MADOGUCHI_TUI_WIDGET_PINPAD_H
#define MADOGUCHI_TUI_WIDGET_PINPAD_H

#include <stdbool.h>

#include "base/pin.h"
#include "tui/term/decode.h"

/* The secret is the caller's, and so is its wiping. */
struct pinpad { enum pin_kind kind; struct secret *secret; };

/* What a key did. */
enum pinpad_did {
	PINPAD_OTHER,		/* not its key */
	PINPAD_TYPED,		/* one more star, or one less */
	PINPAD_FULL,		/* longer than this PIN can be */
	PINPAD_FULL_WIDTH,	/* a full-width character: not taken */
	PINPAD_BAD		/* a character that this PIN can't have, or a pasted one: not taken */
};

enum pinpad_did pinpad_press(struct pinpad *, const struct press_event *);

/* Draws "[ * * _ _ ]" in the middle of row y and returns the column of the cursor. */
int pinpad_draw(const struct pinpad *, int y);

#endif
