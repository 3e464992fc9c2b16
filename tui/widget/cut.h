/* The texts on the screen that have no room there, whole, for whoever asks for the rest of them. */
#ifndef MADOGUCHI_TUI_WIDGET_CUT_H
#define MADOGUCHI_TUI_WIDGET_CUT_H

#include <stddef.h>

#define CUT_MAX 12
#define CUT_SIZE 1024

/* Each once, in the order in which they were drawn; more than CUT_MAX aren't kept. */
struct cut { char text[CUT_MAX][CUT_SIZE]; size_t count; };

void cut_clear(void);			/* the screen is drawn anew */
void cut_note(const char *text);	/* was drawn in part, or not at all */

/* Of the screen that was drawn last; it stays as long as each drawing of the next one asks for it; then it is wiped. */
void cut_keep(void);
const struct cut *cut_kept(void);

#endif
