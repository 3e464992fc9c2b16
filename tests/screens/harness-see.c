/* What the harness's terminal shows, and what was written to it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "tests/screens/harness-private.h"

int
harness_rows(const struct harness *h)
{
	return h->rows;
}

void
harness_row(struct harness *h, int y, char *out, size_t size)
{
	VTermScreenCell cell;
	size_t len = 0, end = 0;
	VTermPos at = { .row = y };
	int i;

	for (; at.col < h->cols; at.col += cell.width > 1 ? cell.width : 1) {
		if (!vterm_screen_get_cell(h->screen, at, &cell) || len + 32 > size)
			break;
		if (cell.chars[0] == 0)
			out[len++] = ' ';
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0 && cell.chars[i] != UINT32_MAX; i++)
			len += text_encode(cell.chars[i], out + len);
		if (cell.chars[0] != 0 && cell.chars[0] != ' ')
			end = len;
	}
	out[end] = '\0';
}

void
harness_see(struct harness *h, struct buf *seen)
{
	char row[2048];
	int y;

	for (y = 0; y < h->rows; y++) {
		const char *p = row, *line;

		harness_row(h, y, row, sizeof row);
		for (; (line = strstr(p, "\xe2\x94\x80")) != NULL; p = line + 3) {
			buf_add(seen, p, (size_t)(line - p));
			buf_add(seen, "-", 1);
		}
		buf_printf(seen, "%s\n", p);
	}
	buf_printf(seen, "cursor %d,%d\n", h->cursor.row, h->cursor.col);
}

bool
harness_shows(struct harness *h, const char *text)
{
	char row[2048];
	int y;

	for (y = 0; y < h->rows; y++) {
		harness_row(h, y, row, sizeof row);
		if (strstr(row, text) != NULL)
			return true;
	}
	return false;
}

bool
harness_on(struct harness *h, const char *text)
{
	char row[2048];

	harness_row(h, h->cursor.row, row, sizeof row);
	return strstr(row, text) != NULL;
}

void
harness_expect(struct harness *h, const char *text)
{
	if (!harness_shows(h, text))
		harness_give_up(h, "not on the screen", text);
}

void
harness_refuse(struct harness *h, const char *text)
{
	if (harness_shows(h, text))
		harness_give_up(h, "on the screen", text);
}

bool
harness_cursor(struct harness *h, int *y, int *x)
{
	*y = h->cursor.row;
	*x = h->cursor.col;
	return !h->hidden;
}

uint32_t
harness_cell(struct harness *h, int y, int x, char *look)
{
	static const char colours[] = "KRGYBMCW";
	VTermScreenCell cell;

	*look = ' ';
	if (!vterm_screen_get_cell(h->screen, (VTermPos){ .row = y, .col = x }, &cell))
		return 0;
	*look = cell.attrs.reverse ? 'r' : cell.attrs.underline ? 'u' : cell.attrs.bold ? 'b' : ' ';
	if (VTERM_COLOR_IS_INDEXED(&cell.fg) && !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
		*look = colours[cell.fg.indexed.idx % 8];
	return cell.chars[0];
}

bool
harness_wrote_since(struct harness *h, size_t from, const char *bytes)
{
	size_t i, n = strlen(bytes);

	for (i = from; i + n <= h->wrote.len && memcmp(h->wrote.text + i, bytes, n) != 0; i++)
		continue;
	return i + n <= h->wrote.len;
}

const char *
harness_all(struct harness *h, size_t *len)
{
	*len = h->wrote.len;
	return buf_text(&h->wrote);
}

size_t
harness_bytes(struct harness *h)
{
	return h->wrote.len - h->mark.bytes;
}

const char *
harness_screen(const struct harness *h)
{
	return h->mark.screen;
}
