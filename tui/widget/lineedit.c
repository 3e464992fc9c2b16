/* One line of text that can be typed and corrected. Not libform: it loses double-width text (measured on 6.4). */
#include "tui/widget/lineedit.h"

#include <string.h>

#include "base/text-number.h"
#include "base/text.h"
#include "tui/widget/draw.h"

static size_t
size_at(const struct lineedit *l, size_t i, int *cells)
{
	uint32_t c;
	size_t n = text_decode(l->text + i, l->len - i, &c);

	*cells = text_char_cells(c);
	return n;
}

/* Past the character at i and all that combines with it. */
static size_t
after(const struct lineedit *l, size_t i)
{
	int cells;
	size_t n;

	if (i >= l->len)
		return l->len;
	i += size_at(l, i, &cells);
	while (i < l->len) {
		n = size_at(l, i, &cells);
		if (cells != 0)
			break;
		i += n;
	}
	return i;
}

static size_t
before(const struct lineedit *l, size_t i)
{
	size_t from = 0, next;

	while (from < i && (next = after(l, from)) < i)
		from = next;
	return from;
}

void
lineedit_set(struct lineedit *l, const char *text)
{
	*l = (struct lineedit){ .first = 0 };
	text_mend(text, strlen(text), l->text, sizeof l->text);
	l->len = l->at = strlen(l->text);
}

/* A mark that was first in the line belongs to what is typed before it. */
static void
insert(struct lineedit *l, uint32_t c)
{
	char bytes[4];
	size_t n = text_encode(c, bytes);
	int cells;

	if (n == 0 || l->len + n > LINEEDIT_MAX)
		return;
	memmove(l->text + l->at + n, l->text + l->at, l->len - l->at + 1);
	memcpy(l->text + l->at, bytes, n);
	l->len += n;
	for (l->at += n; l->at < l->len; l->at += n) {
		n = size_at(l, l->at, &cells);
		if (cells != 0)
			break;
	}
}

static void
cut(struct lineedit *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, l->len - to + 1);
	l->len -= to - from;
	l->at = from;
}

bool
lineedit_press(struct lineedit *l, const struct press_event *p)
{
	if (p->key == PRESS_NONE)
		insert(l, p->c);
	else if (p->key == PRESS_BACKSPACE)
		cut(l, before(l, l->at), l->at);
	else if (p->key == PRESS_DELETE || p->key == PRESS_CTRL_D)
		cut(l, l->at, after(l, l->at));
	else if (p->key == PRESS_CTRL_U)
		cut(l, 0, l->len);
	else if (p->key == PRESS_LEFT || p->key == PRESS_CTRL_B)
		l->at = before(l, l->at);
	else if (p->key == PRESS_RIGHT || p->key == PRESS_CTRL_F)
		l->at = after(l, l->at);
	else if (p->key == PRESS_HOME || p->key == PRESS_CTRL_A)
		l->at = 0;
	else if (p->key == PRESS_END || p->key == PRESS_CTRL_E)
		l->at = l->len;
	else
		return false;
	if (l->at < l->first)
		l->first = l->at;
	return true;
}

void
lineedit_hide_number(struct lineedit *l)
{
	l->len = text_number_mask(l->text, l->len);
	l->text[l->len] = '\0';
	l->at = l->len;
	l->first = 0;
}

bool
lineedit_hides_number(const struct lineedit *l)
{
	return memchr(l->text, TEXT_MASKED, l->len) != NULL;
}

/* As it is drawn: what the gate bars has a cell there, a selector behind no kanji, too. */
static int
cells_between(const struct lineedit *l, size_t from, size_t to)
{
	char clean[LINEEDIT_MAX + 1];

	text_clean(l->text + from, to - from, clean, sizeof clean);
	return (int)text_cells(clean);
}

/* Whether the cursor is among what is shown, with a cell of its own and before the mark that there is more behind. */
static bool
shows_cursor(const struct lineedit *l, int cells)
{
	const bool more = cells > DRAW_CUT_CELLS && cells_between(l, l->first, l->len) > cells;

	return cells_between(l, l->first, l->at) <= cells - (more ? DRAW_CUT_CELLS : 1);
}

int
lineedit_mark(const struct lineedit *l, int cells)
{
	return l->first > 0 && cells > 2 * DRAW_CUT_CELLS ? DRAW_CUT_CELLS : 0;
}

int
lineedit_draw(struct lineedit *l, int y, int x, int cells)
{
	int mark;

	if (l->first > 0 && cells_between(l, 0, l->len) < cells)
		l->first = 0;
	while (!shows_cursor(l, cells - lineedit_mark(l, cells)))
		l->first = after(l, l->first);
	if ((mark = lineedit_mark(l, cells)) > 0)
		(void)draw_text(y, x, mark, LOOK_PLAIN, "...");
	draw_field(y, x + mark, cells - mark, LOOK_PLAIN, l->text + l->first);
	return x + mark + cells_between(l, l->first, l->at);
}
