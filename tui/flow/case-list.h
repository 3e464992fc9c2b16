/* A list of cases: number, procedure, name, state, a day. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_LIST_H
#define MADOGUCHI_TUI_FLOW_CASE_LIST_H

#include "tui/widget/listbox.h"
#include "tui/app/visit.h"

/* Keeps its own copy of the lines, since the worker may load others meanwhile. */
struct case_list {
	struct listbox list;
	char texts[VISIT_ROWS_MAX][192], notes[VISIT_ROWS_MAX][64], numbers[VISIT_ROWS_MAX][CASE_NUMBER_MAX];
};

void case_list_fill(struct case_list *, const struct work *);
const char *case_list_focus(const struct case_list *);		/* case number, or NULL */
int case_list_draw(struct case_list *, int y, int rows);	/* returns the row of the focus */

#endif
