/* Cases as lines of a list: number, procedure, whose, state, a day. */
#ifndef MADOGUCHI_TUI_FLOW_CASE_LIST_H
#define MADOGUCHI_TUI_FLOW_CASE_LIST_H

#include "tui/widget/listbox.h"
#include "tui/app/visit.h"

/* Its own copy of the lines: the worker may read on while they are shown. */
struct case_list {
	struct listbox list;
	char texts[VISIT_ROWS_MAX][192], notes[VISIT_ROWS_MAX][64], numbers[VISIT_ROWS_MAX][CASE_NUMBER_MAX];
};

void case_list_fill(struct case_list *, const struct work *);
const char *case_list_focus(const struct case_list *);		/* its number, or NULL */
int case_list_draw(struct case_list *, int y, int rows);	/* the row of the focus */

#endif
