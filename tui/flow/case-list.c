/* Cases as lines of a list. */
#include "tui/flow/case-list.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"

#define NAME_CELLS 24
#define STATE_CELLS 16
#define NOTE_AT (2 + 13 + NAME_CELLS + 2 + STATE_CELLS + 2)	/* behind mark, number, name and state */

/* A text filled up with blanks to cells. */
static void
add_cells(char *out, size_t size, const char *text, size_t cells)
{
	size_t used, n = text_fit(text, cells, &used), at = strlen(out);

	if (at + n + cells - used + 1 > size)
		return;
	memcpy(out + at, text, n);
	memset(out + at + n, ' ', cells - used);
	out[at + n + cells - used] = '\0';
}

static void
write_line(struct case_list *l, size_t i, const struct case_line *c)
{
	char name[PERSON_NAME_MAX + 1];

	memcpy(l->numbers[i], c->number, sizeof l->numbers[i]);
	text_mend(c->name, strlen(c->name), name, sizeof name);
	(void)snprintf(l->texts[i], sizeof l->texts[i], "%s  ", c->number);
	add_cells(l->texts[i], sizeof l->texts[i], name, NAME_CELLS);
	add_cells(l->texts[i], sizeof l->texts[i], "", 2);
	add_cells(l->texts[i], sizeof l->texts[i], flow_state_name(c->state, lang_now()), STATE_CELLS);
	l->notes[i][0] = '\0';
	if (date_given(c->day))
		date_format_iso(c->day, l->notes[i], sizeof l->notes[i]);
	if (c->claimed_by[0] != '\0' && strlen(l->notes[i]) + strlen(c->claimed_by) + 3 < sizeof l->notes[i])
		(void)snprintf(l->notes[i] + strlen(l->notes[i]), sizeof l->notes[i] - strlen(l->notes[i]), "  %s",
		    c->claimed_by);
}

void
case_list_fill(struct case_list *l, const struct work *w)
{
	size_t i, at = l->list.at;

	l->list = (struct listbox){ .at = at, .note_at = NOTE_AT };
	for (i = 0; i < w->line_count; i++) {
		write_line(l, i, &w->lines[i]);
		listbox_add(&l->list, l->texts[i], l->notes[i], (int)i);
	}
	listbox_settle(&l->list);
}

const char *
case_list_focus(const struct case_list *l)
{
	const struct listbox_row *row = listbox_focus(&l->list);

	return row != NULL ? l->numbers[row->value] : NULL;
}

int
case_list_draw(struct case_list *l, int y, int rows)
{
	return listbox_draw(&l->list, y, FRAME_LEFT - 2, rows, draw_cols() - FRAME_LEFT);
}
