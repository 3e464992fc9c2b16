/* Cases as lines of a list. */
#include "tui/flow/case-list.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/text.h"
#include "tui/widget/draw.h"
#include "tui/app/frame.h"
#include "tui/app/words.h"

/* What a line has behind the mark of its focus; the clerk's name goes to the screen's end. */
#define NUMBER_CELLS 12
#define NAME_CELLS 17
#define WHAT_CELLS 7
#define WHO_CELLS 6
#define STATE_CELLS 15
#define NOTE_AT (3 + NUMBER_CELLS + NAME_CELLS + WHAT_CELLS + WHO_CELLS + STATE_CELLS)
#define DAY_CELLS 11
#define BORN_CELLS 12

/* S59.12.24生: two of one name are told apart. */
static void
born_words(struct date born, char *out, size_t size)
{
	char day[16];

	if (lang_now() == LANG_JA)
		date_format_narrow(born, day, sizeof day);
	else
		date_format_iso(born, day, sizeof day);
	if (date_is_unsaid(born))
		(void)snprintf(out, size, "%s", tr("生年不詳"));
	else
		(void)snprintf(out, size, tr("%s生"), day);
}

static void
write_line(struct case_list *l, size_t i, const struct case_line *c)
{
	char *text = l->texts[i], *note = l->notes[i], day[32] = "";
	const size_t size = sizeof l->texts[i];

	memcpy(l->numbers[i], c->number, sizeof l->numbers[i]);
	text[0] = note[0] = '\0';
	words_cells(text, size, c->number, NUMBER_CELLS);
	words_name(text, size, c->name, NAME_CELLS);
	words_cells(text, size, procedure_short(c->procedure), WHAT_CELLS);
	words_cells(text, size, visitor_short(c->visitor), WHO_CELLS);
	words_cells(text, size, flow_state_name(c->state, lang_now()), STATE_CELLS);
	words_trim(text);
	if (date_told(c->born))
		born_words(c->born, day, sizeof day);
	else if (date_given(c->day) && lang_now() == LANG_JA)
		date_format_narrow(c->day, day, sizeof day);
	else
		date_format_iso(c->day, day, sizeof day);
	words_cells(note, sizeof l->notes[i], day, date_told(c->born) ? BORN_CELLS : DAY_CELLS);
	(void)snprintf(note + strlen(note), sizeof l->notes[i] - strlen(note), "%s", c->claimed_by);
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
