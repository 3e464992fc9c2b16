/* What sheets share: the head, and cells of a table. */
#include "forms/sheet-private.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/text.h"

int
sheet_head(const struct sheet_matter *m, struct page *page, const char *title)
{
	const struct profile *today = m->printing->today;
	const int n = m->printing->counter[0] != '\0' ? profile_find_counter(today, m->printing->counter) : -1;
	struct buf day = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	words_day(m->day, true, &day);
	part_text(page, (struct page_item){ .x = LEFT, .y = 1500, .w = 9000, .h = 600, .size = 110, .field = "date" },
	    "%s", buf_text(&day));
	part_text(page, (struct page_item){ .x = LEFT + 8000, .y = 1500, .w = WIDE - 8000, .h = 600, .size = 110,
	    .align = PAGE_RIGHT, .field = "municipality" }, "%s%s%s", profile_name(today), n >= 0 ? "　" : "",
	    n >= 0 ? profile_counter_label(today, (size_t)n) : "");
	part_text(page, (struct page_item){ .x = LEFT, .y = 2400, .w = WIDE, .h = 1000, .size = 185,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .field = "title" }, "%s", title);
	part_end(page, &day);
	return 3900;
}

#define TENTH 3.528		/* of a point, in hundredths of a millimetre */
#define PITCH 1.6		/* from line to line, as parts of the size */
#define SMALLEST 40

static bool
has_room(size_t cells, int w, int h, int size)
{
	const double letter = size * TENTH;
	const int across = (int)(w / letter) - 1, lines = (int)(h / (letter * PITCH));

	return across > 0 && (double)cells / 2 <= (double)across * lines;
}

int
sheet_size(const char *text, int w, int h, int size)
{
	const size_t cells = text_cells(text);

	while (size > SMALLEST && !has_room(cells, w, h, size / 2))
		size -= 5;
	return size;
}

void
sheet_cell(struct page *page, int x, int y, int w, int h, const char *field, enum page_align align, const char *fmt,
    ...)
{
	struct page_item item = { .x = x + 120, .y = y + 40, .w = w - 240, .h = h - 80, .size = 100,
	    .align = (int)align, .middle = 1 };
	char text[PAGE_TEXT_MAX + 1];
	va_list ap;

	va_start(ap, fmt);
	if (vsnprintf(text, sizeof(text), fmt, ap) >= (int)sizeof(text))
		page->err = ERR_TOO_LONG;
	va_end(ap);
	(void)snprintf(item.field, sizeof(item.field), "%s", field);
	item.size = sheet_size(text, item.w, item.h, item.size);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = x, .y = y, .w = w, .h = h, .size = FINE }, NULL);
	if (text[0] != '\0')
		part_text(page, item, "%s", text);
}
