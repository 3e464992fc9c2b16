/* The field in which an applicant types a PIN: stars on the screen, the PIN in a struct secret and nowhere else. */
#ifndef MADOGUCHI_TUI_WIDGET_PINPAD_H
#define MADOGUCHI_TUI_WIDGET_PINPAD_H

#include <stdbool.h>

#include "base/pin.h"
#include "tui/term/decode.h"

/* The caller owns the secret and wipes it. */
struct pinpad { enum pin_kind kind; struct secret *secret; };

/* What a key did. */
enum pinpad_did {
	PINPAD_OTHER,		/* not its key */
	PINPAD_TYPED,		/* one more star, or one less */
	PINPAD_FULL,		/* longer than this PIN can be */
	PINPAD_FULL_WIDTH,	/* a full-width character: not taken */
	PINPAD_BAD		/* a character not allowed in this PIN, or pasted: not taken */
};

enum pinpad_did pinpad_press(struct pinpad *, const struct press_event *);

/* Draws "[ * * _ _ ]" in the middle of row y and returns the column of the cursor. */
int pinpad_draw(const struct pinpad *, int y);

#endif
