/* The characters on the screen that a terminal may not draw as they are, for whoever asks for their numbers. */
#ifndef MADOGUCHI_TUI_WIDGET_ODD_H
#define MADOGUCHI_TUI_WIDGET_ODD_H

#include <stddef.h>

#define ODD_MAX 16
#define ODD_SIZE 16

/*
 * Private ones and kanji newer than the library (drawn as 〓), shapes that a variation selector chooses, kanji beyond
 * U+FFFF; each once, in the order in which they were drawn; more than ODD_MAX aren't kept.
 */
struct odd { char text[ODD_MAX][ODD_SIZE]; size_t count; };

void odd_clear(void);			/* the screen is drawn anew */
void odd_note(const char *text);	/* was drawn */
const struct odd *odd_drawn(void);

#endif
