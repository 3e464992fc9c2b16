/* A form on the screen: one field a line, each checked when it is left, its fault in words beneath it. */
#ifndef MADOGUCHI_TUI_APP_FORMVIEW_H
#define MADOGUCHI_TUI_APP_FORMVIEW_H

#include "forms/field.h"
#include "tui/app/app.h"
#include "tui/widget/lineedit.h"

#define FORMVIEW_LINES_MAX 12

struct formview_line {
	const struct field *field;
	struct lineedit text;
	int choice;			/* the place of the word chosen; -1: none yet */
	enum err fault;			/* told when the field was left */
	bool differs;			/* typed a second time, and otherwise */
};

/* Zeroed has no fields. */
struct formview { struct formview_line lines[FORMVIEW_LINES_MAX]; size_t count, at; };

/* A field that is asked on screens is added; one that is for paper alone (no key, a PIN) is passed over. */
void formview_add(struct formview *, const struct field *);
void formview_add_form(struct formview *, enum form);

/* What stands in the field of this key; nothing happens where there is none. */
void formview_set(struct formview *, const char *key, const char *value);

/* Tidied (field_tidy): "" for a field that isn't there. */
enum err formview_value(const struct formview *, const char *key, char out[FIELD_VALUE_MAX]);

enum formview_did {
	FORMVIEW_OTHER,		/* not its key */
	FORMVIEW_TAKEN,
	FORMVIEW_DONE		/* Enter on the last field, and all of them are in order */
};
enum formview_did formview_press(struct formview *, const struct press_event *);

/* All fields are in order; else the focus goes to the first that isn't. */
bool formview_check(struct formview *);

/* Compares with what was typed before; the focus goes to the first field that differs. */
bool formview_same(struct formview *, const struct formview *before);

/* Draws from row y on and puts the cursor on the focus; returns the row behind. */
int formview_draw(struct formview *, struct app *, int y);

#endif
