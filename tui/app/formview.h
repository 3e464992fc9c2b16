/* A form on the screen: one field a line, checked on leaving it, its error beneath it. */
#ifndef MADOGUCHI_TUI_APP_FORMVIEW_H
#define MADOGUCHI_TUI_APP_FORMVIEW_H

#include "forms/field.h"
#include "tui/app/app.h"
#include "tui/widget/lineedit.h"

#define FORMVIEW_LINES_MAX 12

struct formview_line {
	const struct field *field;
	struct lineedit text;
	int choice;			/* index of the word chosen; -1: none */
	enum err fault;			/* shown once the field was left */
	bool differs;			/* the second typing differs from the first */
	struct date from;		/* a day before it has the fault too_early; no date: any will do */
	enum err too_early;
};

/* A zeroed form has no fields. */
struct formview {
	struct formview_line lines[FORMVIEW_LINES_MAX];
	size_t count, at;
	struct date today;
};

/* Adds a field, unless it is for paper only (no key, or a PIN). */
void formview_add(struct formview *, const struct field *);
void formview_add_form(struct formview *, enum form);

/* Sets the field with this key, if there is one. */
void formview_set(struct formview *, const char *key, const char *value);

/* A date in the field with this key is none before from; the fault says so. */
void formview_from(struct formview *, const char *key, struct date from, enum err fault);

/* The value after field_tidy; "" if there is no such field. */
enum err formview_value(const struct formview *, const char *key, char out[FIELD_VALUE_MAX]);

enum formview_did {
	FORMVIEW_OTHER,		/* not its key */
	FORMVIEW_TAKEN,
	FORMVIEW_DONE		/* Enter on the last field, and all are valid */
};
enum formview_did formview_press(struct formview *, const struct press_event *);

/* Whether all fields are valid; else moves the focus to the first invalid one. */
bool formview_check(struct formview *);

/* Two fields that go together: false, with the fault at the empty one and the focus there, where one of them is. */
bool formview_both(struct formview *, const char *key, const char *other, enum err fault);

/* A fault that its form finds; the focus goes there. */
void formview_fault(struct formview *, const char *key, enum err);

/* Whether the form equals what was typed before; else moves the focus to the first difference. */
bool formview_same(struct formview *, const struct formview *before);

/*
 * Draws at most so many rows from y on, the field with the focus among them, and sets the cursor; returns the next free
 * row. More fields than there is room for stand above or below: +N says how many.
 */
int formview_draw(struct formview *, struct app *, int y, int rows);

#endif
