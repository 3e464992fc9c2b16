/* A list to choose from: moves by arrows, by the number in front of a line, and narrows as one types. */
#ifndef MADOGUCHI_TUI_WIDGET_LISTBOX_H
#define MADOGUCHI_TUI_WIDGET_LISTBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/term/decode.h"

#define LISTBOX_MAX 160
#define LISTBOX_FIND 64
#define LISTBOX_READING 256

/* A line: text, what stands at its right, what else finds it (a reading). The texts are the caller's. */
struct listbox_row { const char *text, *note, *reading; int value; bool off; };

/* Zeroed is empty. */
struct listbox {
	struct listbox_row rows[LISTBOX_MAX];
	size_t count;
	size_t at;			/* the focus, among the lines that are shown */
	size_t top;
	int note_at;			/* column of the notes within the line; 0: its middle */
	bool numbers;			/* lines are numbered from 1 and a digit chooses */
	bool finds;			/* typing narrows the list */
	char find[LISTBOX_FIND + 1];
};

void listbox_add(struct listbox *, const char *text, const char *note, int value);

/* The focused line, or NULL in an empty list. */
const struct listbox_row *listbox_focus(const struct listbox *);

/* True when it was one of its keys; *taken when a line was chosen (a digit; Enter is the screen's). */
bool listbox_press(struct listbox *, const struct press_event *, bool *taken);

/* Its keys that mean nothing to a line of text: for screens that have both. */
bool listbox_moves(const struct press_event *);

/* When its lines are others now: the focus is on one of them. */
void listbox_settle(struct listbox *);

/* Draws at most rows lines and returns the row of the focus: there belongs the cursor. */
int listbox_draw(struct listbox *, int y, int x, int rows, int cells);

#endif
