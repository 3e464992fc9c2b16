/* What the bytes of a terminal mean: a key or a character. */
#ifndef MADOGUCHI_TUI_TERM_PRESS_H
#define MADOGUCHI_TUI_TERM_PRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Control keys have their ASCII codes; all other keys are above 255. */
enum press {
	PRESS_NONE,
	PRESS_CTRL_A = 1, PRESS_CTRL_B, PRESS_CTRL_D = 4, PRESS_CTRL_E, PRESS_CTRL_F, PRESS_CTRL_G,
	PRESS_TAB = 9, PRESS_CTRL_K = 11, PRESS_CTRL_L, PRESS_ENTER,
	PRESS_CTRL_N, PRESS_CTRL_O, PRESS_CTRL_P, PRESS_CTRL_R = 18, PRESS_CTRL_T = 20, PRESS_CTRL_U, PRESS_CTRL_V,
	PRESS_CTRL_W, PRESS_CTRL_X, PRESS_CTRL_Y,
	PRESS_ESC = 27, PRESS_CTRL_SLASH = 31,	/* as terminals send it; an old one has it on Ctrl-_ */
	PRESS_BACKSPACE = 127,
	PRESS_UP = 256, PRESS_DOWN, PRESS_RIGHT, PRESS_LEFT, PRESS_HOME, PRESS_END, PRESS_PAGE_UP, PRESS_PAGE_DOWN,
	PRESS_INSERT, PRESS_DELETE, PRESS_BACKTAB,
	PRESS_F1, PRESS_F2, PRESS_F3, PRESS_F4, PRESS_F5, PRESS_F6, PRESS_F7, PRESS_F8, PRESS_F9, PRESS_F10, PRESS_F11,
	PRESS_F12,
	PRESS_UNKNOWN		/* a byte or sequence without a meaning here: the program beeps */
};

/* A key or, if key is PRESS_NONE, the character c. Pasted characters are text: they never act as keys. */
struct press_event { enum press key; uint32_t c; bool pasted; };

#endif
