/* What a program before us may have left on in the terminal, so that it sends what nobody pressed. */
#ifndef MADOGUCHI_TUI_TERM_MODES_H
#define MADOGUCHI_TUI_TERM_MODES_H

/*
 * Curses has been started. Turns off reports of the mouse and of the focus, keys in other protocols and the number pad's
 * application mode, as far as the terminal has them, and marks pastes. What was on is remembered by the terminal.
 */
void modes_take(void);
void modes_take_again(void);	/* after somebody else had the terminal: what is remembered stays */
void modes_lend(void);		/* pastes are no longer marked, the rest stays off */
void modes_give_back(void);	/* as it was; before curses ends, as some belong to the screen that it shows */

#endif
