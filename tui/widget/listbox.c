/* A list to choose from. */
#include "tui/widget/listbox.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/lang.h"
#include "base/text-kana.h"
#include "base/text-number.h"
#include "base/text.h"
#include "tui/widget/draw.h"

void
listbox_add(struct listbox *l, const char *text, const char *note, int value)
{
	if (l->count == LISTBOX_MAX)
		return;
	l->rows[l->count++] = (struct listbox_row){ .text = text, .note = note, .value = value };
}

static bool
holds(const char *text, const char *find)
{
	size_t n = strlen(find);

	if (text == NULL)
		return false;
	for (; *text != '\0'; text++) {
		if (strncasecmp(text, find, n) == 0)
			return true;
	}
	return n == 0;
}

/* A reading is found by kana of any kind, and by Latin letters read as kana. */
static bool
read_as(const char *reading, const char *find)
{
	char kana[LISTBOX_READING + 1], want[LISTBOX_FIND + 1];

	if (reading == NULL)
		return false;
	text_katakana(reading, kana, sizeof kana);
	text_katakana(find, want, sizeof want);
	return holds(kana, want) || (text_romaji(find, want, sizeof want) && want[0] != '\0' && holds(kana, want));
}

static bool
shown(const struct listbox *l, size_t i)
{
	return l->find[0] == '\0' || holds(l->rows[i].text, l->find) || holds(l->rows[i].reading, l->find) ||
	    read_as(l->rows[i].reading, l->find);
}

static size_t
shown_count(const struct listbox *l)
{
	size_t i, n = 0;

	for (i = 0; i < l->count; i++)
		n += shown(l, i);
	return n;
}

/* The index of the nth line that is shown; count when there is none. */
static size_t
shown_at(const struct listbox *l, size_t nth)
{
	size_t i;

	for (i = 0; i < l->count; i++) {
		if (shown(l, i) && nth-- == 0)
			return i;
	}
	return l->count;
}

const struct listbox_row *
listbox_focus(const struct listbox *l)
{
	size_t i = shown_at(l, l->at);

	return i < l->count ? &l->rows[i] : NULL;
}

static void
move_to(struct listbox *l, long at)
{
	long last = (long)shown_count(l) - 1;

	l->at = (size_t)(at < 0 || last < 0 ? 0 : at > last ? last : at);
}

static bool
choose_number(struct listbox *l, uint32_t c, bool *taken)
{
	if (c >= 0xff11 && c <= 0xff19)
		c -= 0xff11 - '1';	/* a digit is a digit, also when the input method is on */
	if (!l->numbers || c < '1' || c > '9' || (size_t)(c - '1') >= shown_count(l))
		return false;
	l->at = (size_t)(c - '1');
	*taken = true;
	return true;
}

static bool
narrow(struct listbox *l, uint32_t c)
{
	char bytes[5] = "", folded[5];
	size_t len = strlen(l->find), from, to;

	if (!l->finds || text_encode(c, bytes) == 0)
		return false;
	text_narrow(bytes, folded, sizeof folded);
	if (len + strlen(folded) <= LISTBOX_FIND)
		memcpy(l->find + len, folded, strlen(folded) + 1);
	if (text_number_within(l->find, strlen(l->find), &from, &to))
		l->find[0] = '\0';		/* nothing that a list has is found by an individual number */
	l->at = 0;
	return true;
}

static bool
widen(struct listbox *l)
{
	size_t len = strlen(l->find);

	if (len == 0)
		return false;
	while (len > 0 && ((unsigned char)l->find[--len] & 0xc0) == 0x80)
		;
	l->find[len] = '\0';
	l->at = 0;
	return true;
}

static bool
takes(struct listbox *l, const struct press_event *p, bool *taken)
{
	*taken = false;
	switch (p->key) {
	case PRESS_NONE:
		return (!p->pasted && choose_number(l, p->c, taken)) || narrow(l, p->c);
	case PRESS_BACKSPACE:
		return widen(l);
	case PRESS_UP:
		move_to(l, (long)l->at - 1);
		return true;
	case PRESS_DOWN:
		move_to(l, (long)l->at + 1);
		return true;
	case PRESS_PAGE_UP:
		move_to(l, (long)l->at - 10);
		return true;
	case PRESS_PAGE_DOWN:
		move_to(l, (long)l->at + 10);
		return true;
	case PRESS_HOME:
		move_to(l, 0);
		return true;
	case PRESS_END:
		move_to(l, LISTBOX_MAX);
		return true;
	default:
		return false;
	}
}

bool
listbox_press(struct listbox *l, const struct press_event *p, bool *taken)
{
	const bool own = takes(l, p, taken);

	l->used |= own;
	return own;
}

bool
listbox_moves(const struct press_event *p)
{
	return p->key == PRESS_UP || p->key == PRESS_DOWN || p->key == PRESS_PAGE_UP || p->key == PRESS_PAGE_DOWN;
}

void
listbox_settle(struct listbox *l)
{
	move_to(l, (long)l->at);
}

/* The column of a row's note: one that is too wide for its place begins further left. */
static int
note_column(const struct listbox *l, const struct listbox_row *row, int cells)
{
	const int column = l->note_at > 0 ? l->note_at : cells / 2 + (l->numbers ? 3 : 2);
	const int wide = row->note != NULL ? (int)text_cells(row->note) : 0;

	if (row->note == NULL)
		return cells + 1;
	return column + wide > cells && wide < cells ? cells - wide : column;
}

static int
text_room(const struct listbox *l, const struct listbox_row *row, int cells)
{
	return note_column(l, row, cells) - (l->numbers ? 5 : 3);
}

bool
listbox_cuts(const struct listbox *l, const struct listbox_row *row, int cells)
{
	size_t i;

	if (row != NULL)
		return (int)text_cells(row->text) > text_room(l, row, cells);
	for (i = 0; i < l->count; i++)
		if (listbox_cuts(l, &l->rows[i], cells))
			return true;
	return false;
}

static void
draw_row(const struct listbox *l, size_t nth, int y, int x, int cells)
{
	const struct listbox_row *row = &l->rows[shown_at(l, nth)];
	const int note = note_column(l, row, cells);

	if (nth == l->at)
		draw_focus(y, x, l->numbers ? 4 : 2);
	if (l->numbers && nth < 9)
		(void)draw_format(y, x + 2, 1, nth == l->at ? LOOK_FOCUS : LOOK_PLAIN, "%zu", nth + 1);
	if (row->note != NULL)
		(void)draw_text(y, x + note, cells - note, LOOK_PLAIN, row->note);
	(void)draw_text(y, x + (l->numbers ? 4 : 2), text_room(l, row, cells), LOOK_PLAIN, row->text);
}

int
listbox_draw(struct listbox *l, int y, int x, int rows, int cells)
{
	size_t n = shown_count(l), room = (size_t)(rows > 1 ? rows : 1), i;

	if (l->finds && l->find[0] != '\0') {
		room = room > 1 ? room - 1 : 1;
		(void)draw_format(y + (int)room, x + 2, cells - 2, LOOK_PLAIN, tr("さがす: %s"), l->find);
	}
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + room)
		l->top = l->at - room + 1;
	for (i = l->top; i < n && i < l->top + room; i++) {
		draw_row(l, i, y + (int)(i - l->top), x, cells);
		draw_more(y + (int)(i - l->top), x + cells, i == l->top + room - 1 ? n - i - 1 : i == l->top ? l->top : 0);
	}
	if (n == 0)
		(void)draw_text(y, x + 2, cells - 2, LOOK_PLAIN, tr("ありません"));
	return y + (int)(n == 0 ? 0 : l->at - l->top);
}
