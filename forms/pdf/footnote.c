/* A line below everything else, with room to write by hand; nothing of a letter stands so low. */
#include "forms/pdf/footnote.h"

#include <stdlib.h>
#include <string.h>

#include "forms/pdf/glyphs.h"

#define CODES_MAX 500	/* bytes: some three lines; what is more is in the report */

static const struct page_item line = { .kind = PAGE_TEXT, .x = 2200, .y = 28350, .w = 16600, .h = 850, .size = 80 };

/* Before the item at this place. */
static void
insert(struct page *page, size_t at, const char *text)
{
	const size_t count = page->count;
	struct page_item added;

	if (count == PAGE_ITEMS_MAX)
		return;
	page_add(page, line, text);
	if (page->count == count)
		return;
	added = page->items[count];
	memmove(&page->items[at + 1], &page->items[at], (count - at) * sizeof(*page->items));
	page->items[at] = added;
}

static void
end_sheet(struct page *page, size_t at, struct buf *codes)
{
	struct buf text = { 0 };

	if (codes->len > 0) {
		buf_printf(&text, "〓:%s%s", buf_text(codes), codes->len > CODES_MAX ? " ..." : "");
		insert(page, at, buf_text(&text));
	}
	buf_free(&text);
	buf_free(codes);
}

void
footnotes_add(const struct fonts *fonts, struct page *page)
{
	struct buf codes = { 0 };
	size_t i;

	for (i = 0; i < page->count; i++) {
		if (page->items[i].kind == PAGE_SHEET && codes.len > 0)
			end_sheet(page, i++, &codes);
		if (page->items[i].kind == PAGE_TEXT)
			glyphs_missing(fonts, &page->items[i], &codes, CODES_MAX);
	}
	end_sheet(page, page->count, &codes);
}
