/* Puts words, lines and boxes into cells. */
#include "tui/widget/draw.h"

#include <curses.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tui/term/term.h"
#include "tui/widget/cut.h"
#include "tui/widget/odd.h"

#define TEXT_MAX 2048	/* bytes of one piece of text: wider than any screen */
#define CUT "..."	/* there is more than the place for it; an ellipsis is one cell here and two there */

static const struct { attr_t attrs; enum term_colour colour; } looks[] = {
	[LOOK_PLAIN] = { A_NORMAL, TERM_OWN }, [LOOK_STRONG] = { A_BOLD, TERM_OWN },
	[LOOK_FOCUS] = { A_REVERSE, TERM_OWN }, [LOOK_FAINT] = { A_NORMAL, TERM_OWN },
	[LOOK_PERSON] = { A_UNDERLINE, TERM_OWN }, [LOOK_GOOD] = { A_BOLD, TERM_GREEN },
	[LOOK_LATER] = { A_BOLD, TERM_MAGENTA }, [LOOK_BAD] = { A_BOLD, TERM_RED },
};

static int clip_from, clip_to = INT_MAX, first_row;

void
draw_clip(int y, int rows)
{
	clip_from = y;
	first_row = clip_to = y + rows;
}

int
draw_unclip(void)
{
	int first = first_row < clip_to ? first_row : clip_from;

	clip_from = 0;
	clip_to = INT_MAX;
	return first;
}

int
draw_rows(void)
{
	return LINES;
}

int
draw_cols(void)
{
	return COLS;
}

void
draw_clear(void)
{
	(void)erase();
	odd_clear();
	cut_clear();
}

static void
look_on(enum look look)
{
	(void)attr_set(looks[look].attrs, term_colour(looks[look].colour), NULL);
}

static void
look_off(void)
{
	(void)attr_set(A_NORMAL, 0, NULL);
}

/* Writes what fits between x and the edge, with a mark where that isn't all, and returns its cells. */
static int
put(int y, int x, int cells, enum look look, const char *clean)
{
	size_t used, n;
	bool cut;

	if (y < clip_from || y >= clip_to || y < 0 || y >= LINES || x < 0 || x >= COLS || cells <= 0)
		return 0;
	if (cells > COLS - x)
		cells = COLS - x;
	if (y < first_row && clean[0] != '\0')
		first_row = y;
	n = text_fit(clean, (size_t)cells, &used);
	cut = clean[n] != '\0' && cells > DRAW_CUT_CELLS;
	if (cut)
		n = text_fit(clean, (size_t)(cells - DRAW_CUT_CELLS), &used);
	look_on(look);
	(void)mvaddnstr(y, x, clean, (int)n);
	if (cut) {
		(void)addstr(CUT);
		cut_note(clean);
	}
	look_off();
	return (int)used + (cut ? DRAW_CUT_CELLS : 0);
}

int
draw_text(int y, int x, int cells, enum look look, const char *text)
{
	char clean[TEXT_MAX];

	int used;

	text_clean(text, strlen(text), clean, sizeof clean);
	if ((used = put(y, x, cells, look, clean)) > 0)
		odd_note(text);
	return used;
}

int
draw_format(int y, int x, int cells, enum look look, const char *fmt, ...)
{
	char text[TEXT_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return draw_text(y, x, cells, look, text);
}

void
draw_field(int y, int x, int cells, enum look look, const char *text)
{
	int used = draw_text(y, x, cells, look, text);

	look_on(look);
	for (; used < cells && x + used < COLS && y >= 0 && y < LINES; used++)
		(void)mvaddch(y, x + used, ' ');
	look_off();
}

void
draw_focus(int y, int x, int cells)
{
	draw_field(y, x, cells, LOOK_FOCUS, ">");
}

void
draw_centre(int y, enum look look, const char *text)
{
	int cells = (int)text_cells(text);

	(void)draw_text(y, cells < COLS ? (COLS - cells) / 2 : 0, COLS, look, text);
}

void
draw_right(int y, int end, enum look look, const char *text)
{
	int cells = (int)text_cells(text);

	(void)draw_text(y, cells < end ? end - cells : 0, end, look, text);
}

/* Closing marks don't begin a line. Source: JIS X 4051, 行頭禁則. */
static bool
closing(const char *s, size_t len)
{
	static const char marks[] = "、。)」』）,.!?ー";
	char one[5] = "";
	uint32_t c;
	size_t n;

	if (len == 0)
		return false;
	n = text_decode(s, len, &c);
	memcpy(one, s, n);
	return strstr(marks, one) != NULL;
}

static bool
in_word(char c)
{
	return (unsigned char)c > ' ' && (unsigned char)c < 0x7f;
}

/* The bytes of text that go on one line: cut between words where there are words, else between characters. */
static size_t
line_of(const char *text, int cells)
{
	size_t n = text_fit(text, (size_t)cells, NULL), all = strlen(text), cut = n;
	const char *end = strchr(text, '\n');

	if (end != NULL && (size_t)(end - text) <= n)
		return (size_t)(end - text);
	if (n == all)
		return n;
	if (closing(text + n, all - n)) {
		while (cut > 0 && ((unsigned char)text[--cut] & 0xc0) == 0x80)
			;
		return cut > 0 ? cut : n;
	}
	while (cut > 0 && in_word(text[cut]) && in_word(text[cut - 1]))
		cut--;
	return cut > 0 ? cut : n;
}

/* Where the line behind n bytes begins: the blanks, or the one end of line, between them are on neither. */
static size_t
next_line(const char *line, size_t n)
{
	while (line[n] == ' ')
		n++;
	return line[n] == '\n' ? n + 1 : n;
}

void
draw_more(int y, int end, size_t more)
{
	char words[24];

	(void)snprintf(words, sizeof words, "+%zu", more);
	if (more > 0)
		draw_right(y, end, LOOK_PLAIN, words);
}

int
draw_wrap(int y, int x, int cells, int rows, enum look look, const char *text)
{
	char clean[TEXT_MAX], *line = clean;
	size_t n, next;
	int row;

	(void)snprintf(clean, sizeof clean, "%s", text);
	for (row = 0; row < rows && *line != '\0'; row++) {
		char kept;
		bool cut;

		n = line_of(line, cells);
		next = next_line(line, n);
		cut = row == rows - 1 && line[next] != '\0' && cells > DRAW_CUT_CELLS;
		if (cut)
			n = text_fit(line, (size_t)(cells - DRAW_CUT_CELLS), NULL) < n ?
			    text_fit(line, (size_t)(cells - DRAW_CUT_CELLS), NULL) : n;
		kept = line[n];
		line[n] = '\0';
		(void)draw_format(y + row, x, cells, look, "%s%s", line, cut ? CUT : "");
		line[n] = kept;
		if (cut)
			cut_note(text);
		if (next == 0)
			break;
		line += next;
	}
	return row;
}

void
draw_blank(int y, int x, int rows, int cells)
{
	int row;

	for (row = 0; row < rows; row++)
		draw_field(y + row, x, cells, LOOK_PLAIN, "");
}

static void
horizontal(int y, int x, int cells)
{
	if (term_ascii())
		(void)mvhline(y, x, '-', cells);
	else
		(void)mvhline_set(y, x, WACS_HLINE, cells);
}

static void
vertical(int y, int x, int rows)
{
	if (term_ascii())
		(void)mvvline(y, x, '|', rows);
	else
		(void)mvvline_set(y, x, WACS_VLINE, rows);
}

static void
corner(int y, int x, const cchar_t *line)
{
	if (term_ascii())
		(void)mvaddch(y, x, '+');
	else
		(void)mvadd_wch(y, x, line);
}

void
draw_rule(int y)
{
	horizontal(y, 0, COLS);
}

void
draw_column(int y, int x, int rows)
{
	vertical(y, x, rows);
}

/* A character that would lose one of its halves to what is drawn from column x on goes whole. */
static void
part_at(int y, int x)
{
	wchar_t text[CCHARW_MAX + 1] = L"";
	cchar_t cell;
	attr_t attrs;
	short pair;
	int at, width;

	for (at = 0; at < x; at += width > 1 ? width : 1) {
		(void)mvin_wch(y, at, &cell);
		(void)getcchar(&cell, text, &attrs, &pair, NULL);
		width = text_char_cells((uint32_t)text[0]);
		if (width > 1 && at + width > x) {
			(void)mvaddch(y, at, ' ');
			(void)mvaddch(y, at + 1, ' ');
		}
	}
}

void
draw_box(int y, int x, int rows, int cells)
{
	int row;

	for (row = y; row < y + rows; row++) {
		part_at(row, x);
		part_at(row, x + cells);
	}
	draw_blank(y, x, rows, cells);
	horizontal(y, x + 1, cells - 2);
	horizontal(y + rows - 1, x + 1, cells - 2);
	vertical(y + 1, x, rows - 2);
	vertical(y + 1, x + cells - 1, rows - 2);
	corner(y, x, WACS_ULCORNER);
	corner(y, x + cells - 1, WACS_URCORNER);
	corner(y + rows - 1, x, WACS_LLCORNER);
	corner(y + rows - 1, x + cells - 1, WACS_LRCORNER);
}
