/* The place where an applicant types a PIN. */
#include "tui/widget/pinpad.h"

#include <ctype.h>
#include <stdio.h>

#include "tui/widget/draw.h"

enum pinpad_did
pinpad_press(struct pinpad *p, const struct press_event *press)
{
	const struct pin_format *format = pin_format(p->kind);

	if (press->key == PRESS_BACKSPACE)
		return secret_pop(p->secret) ? PINPAD_TYPED : PINPAD_OTHER;
	if (press->key == PRESS_CTRL_U) {
		secret_wipe(p->secret);
		return PINPAD_TYPED;
	}
	if (press->key != PRESS_NONE)
		return PINPAD_OTHER;
	if (press->pasted)
		return PINPAD_BAD;	/* what lies in a clipboard is no secret */
	if (press->c >= 0x80)
		return PINPAD_FULL_WIDTH;
	if (!isdigit((int)press->c) && !(format->letters && isalpha((int)press->c)))
		return PINPAD_BAD;
	if (p->secret->len >= format->max)
		return PINPAD_FULL;
	return secret_push(p->secret, (unsigned char)press->c) ? PINPAD_TYPED : PINPAD_FULL;
}

int
pinpad_draw(const struct pinpad *p, int y)
{
	const struct pin_format *format = pin_format(p->kind);
	int x = (draw_cols() - (int)(2 * format->max + 3)) / 2;
	unsigned i;

	(void)draw_text(y, x, 1, LOOK_PLAIN, "[");
	for (i = 0; i < format->max; i++)
		(void)draw_text(y, x + 2 + (int)(2 * i), 1, LOOK_PLAIN, i < p->secret->len ? "*" : "_");
	(void)draw_text(y, x + 2 + (int)(2 * i), 1, LOOK_PLAIN, "]");
	return x + 2 + 2 * (int)(p->secret->len < format->max ? p->secret->len : format->max - 1);
}
