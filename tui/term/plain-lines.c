/* The lines of curses' screen. */
#include "tui/term/plain-lines.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

#include <openssl/crypto.h>

#include "base/text.h"

#define ACROSS 0x2500		/* of which rules and boxes are made */
#define DOWN 0x2502
#define BOX_END 0x257f
#define GAP 2			/* blanks that still tell two columns apart */

/* Returns the column behind it. */
static int
read_cell(int y, int x, wchar_t text[CCHARW_MAX + 1])
{
	cchar_t cell;
	attr_t attrs = 0;
	short pair;
	int width;

	memset(text, 0, (CCHARW_MAX + 1) * sizeof text[0]);
	(void)mvwin_wch(stdscr, y, x, &cell);
	(void)getcchar(&cell, text, &attrs, &pair, NULL);
	if (attrs & A_ALTCHARSET)
		text[0] = text[0] == L'x' ? DOWN : ACROSS;
	width = text_char_cells((uint32_t)text[0]);
	return x + (width > 1 ? width : 1);
}

static void
add_cell(struct buf *b, const wchar_t *text)
{
	char bytes[4];

	for (; *text != L'\0'; text++)
		buf_add(b, bytes, text_encode((uint32_t)*text, bytes));
}

void
plain_lines_cells(int row, int from, int to, struct buf *b)
{
	wchar_t text[CCHARW_MAX + 1];

	while (from < to && from < COLS) {
		from = read_cell(row, from, text);
		add_cell(b, text);
	}
}

/* One line of a row from a column on; returns the column behind it. Blanks at both ends are left out. */
static int
read_line(int row, int from, struct buf *b, bool *title)
{
	wchar_t text[CCHARW_MAX + 1];
	int blanks = 0;
	bool begun = false;

	while (from < COLS) {
		from = read_cell(row, from, text);
		if (text[0] == DOWN)
			break;
		*title |= text[0] == ACROSS;
		if (text[0] == L' ' || text[0] == L'\0' || (text[0] >= ACROSS && text[0] <= BOX_END)) {
			blanks++;
			continue;
		}
		for (; begun && blanks > 0; blanks--) {
			if (blanks <= GAP)
				buf_add(b, " ", 1);
		}
		blanks = 0;
		begun = true;
		add_cell(b, text);
	}
	buf_add(b, "", 1);
	return from;
}

/* The part of a row with this number, if there is one. */
static void
read_part(struct plain_lines *l, int row, int part)
{
	struct plain_line line = { .row = row, .part = part };
	int from = 0, behind, at;

	for (at = 0; from < COLS && l->count < PLAIN_LINES; at++) {
		line.text = l->text.len;
		line.column = from;
		line.title = false;
		behind = read_line(row, from, &l->text, &line.title);
		if (at == part && buf_check(&l->text) == ERR_NONE && l->text.text[line.text] != '\0') {
			l->line[l->count++] = line;
			return;
		}
		l->text.len = line.text;
		if (at == part)
			return;
		from = behind;
	}
}

void
plain_lines_read(struct plain_lines *l)
{
	int row, part;

	*l = (struct plain_lines){ .count = 0 };
	for (part = 0; part < 3; part++) {
		for (row = 0; row < LINES; row++)
			read_part(l, row, part);
	}
}

void
plain_lines_free(struct plain_lines *l)
{
	if (l->text.text != NULL)
		OPENSSL_cleanse(l->text.text, l->text.len);
	buf_free(&l->text);
	l->count = 0;
}

const char *
plain_lines_text(const struct plain_lines *l, size_t i)
{
	return l->text.text + l->line[i].text;
}
