/* A list to choose from by arrow keys, by a row's number, or by typing, which narrows the list. */
#ifndef MADOGUCHI_TUI_WIDGET_LISTBOX_H
#define MADOGUCHI_TUI_WIDGET_LISTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/term/decode.h"

#define LISTBOX_MAX 160
#define LISTBOX_FIND 64
#define LISTBOX_READING 256

/*
 * A row: text, a note at its right, a reading by which it is also found; off: the screen refuses to take it. The strings
 * belong to the caller.
 */
struct listbox_row { const char *text, *note, *reading; int value; bool off; };

/* A zeroed list is empty. */
struct listbox {
	struct listbox_row rows[LISTBOX_MAX];
	size_t count;
	size_t at;			/* the focus, among the rows shown */
	size_t top;
	int note_at;			/* column of the notes within the line; 0: its middle */
	bool numbers;			/* lines are numbered from 1 and a digit chooses */
	bool finds;			/* typing narrows the list */
	bool used;			/* some key was its own since it was zeroed */
	char find[LISTBOX_FIND + 1];
};

void listbox_add(struct listbox *, const char *text, const char *note, int value);

/* The focused row, or NULL in an empty list. */
const struct listbox_row *listbox_focus(const struct listbox *);

/* True if it was one of its keys; *taken if a digit chose a row. Enter is up to the screen. */
bool listbox_press(struct listbox *, const struct press_event *, bool *taken);

/* Whether it is a list key that a line of text doesn't use: for screens that have both. */
bool listbox_moves(const struct press_event *);

/* Call it after changing the rows: moves the focus to an existing row. */
void listbox_settle(struct listbox *);

/* Whether in lines of so many cells the row's text, or with NULL any row's, loses its end. */
bool listbox_cuts(const struct listbox *, const struct listbox_row *, int cells);

/* Draws at most rows rows and returns the row of the focus, where the cursor belongs. */
int listbox_draw(struct listbox *, int y, int x, int rows, int cells);

#endif
