/* Terminal modes that an earlier program may have left on, which make a terminal send what nobody pressed. */
#ifndef MADOGUCHI_TUI_TERM_MODES_H
#define MADOGUCHI_TUI_TERM_MODES_H

/*
 * Call after curses has started. Turns off mouse and focus reports, other keyboard protocols and the keypad's
 * application mode, where the terminal has them, and turns bracketed paste on. The terminal saves what was on.
 */
void modes_take(void);
void modes_take_again(void);	/* after another program had the terminal; what was saved stays saved */
void modes_lend(void);		/* turns bracketed paste off; the rest stays off */
void modes_give_back(void);	/* restores what was saved; before curses ends, since some modes belong to its screen */

#endif
