/* 次回お持ちいただくもの: what, until when, where, when it is open; in large print. */
#include "forms/letter-private.h"

#define LIST_BOTTOM 25400

static int
intro(const struct letter *l, struct page *page, int y)
{
	struct buf b = { 0 };

	part_row(page, &y, 1100, "氏名", "name", l->file->person.name);
	words_procedure(l, &b);
	part_row(page, &y, 850, "手続", "procedure", buf_text(&b));
	if (date_given(l->until)) {
		part_again(page, &b);
		words_day(l->until, true, &b);
		part_row(page, &y, 1000, "お持ちいただく期限", "until", buf_text(&b));
	}
	part_end(page, &b);
	return y;
}

/* A square to tick, and what is meant. */
static void
item(struct page *page, int y, int height, const char *text)
{
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT + 100, .y = y + height / 2 - 300, .w = 600,
	    .h = 600, .size = 30 }, NULL);
	part_text(page, (struct page_item){ .x = LEFT + 1100, .y = y + 50, .w = WIDE - 1200, .h = height - 100,
	    .size = 140, .font = PAGE_GOTHIC, .middle = 1, .field = "bring" }, "%s", text);
	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = LEFT, .y = y + height, .w = WIDE, .size = 10,
	    .dash = 1 }, NULL);
}

/* A letter that is ordered or out is answered at the second visit. */
static bool
is_second(const struct letter *l)
{
	const enum case_state state = l->file->state;

	return l->decision->outcome == OUTCOME_INQUIRY || state == CASE_INQUIRY_ORDERED || state == CASE_POSTED ||
	    state == CASE_RETURNED || state == CASE_REPLY_RECEIVED;
}

void
letter_next_visit(const struct letter *l, struct page *page)
{
	struct next_visit next;
	size_t i;
	int y = intro(l, page, part_head(l, page, paper_name(PAPER_NEXT_VISIT))), height;

	if (!part_next_visit(l, page, is_second(l), true, &next))
		return;
	y = part_heading(page, y + 500, "お持ちいただくもの");
	height = (LIST_BOTTOM - y) / (int)next.count;
	if (height > 1500)
		height = 1500;
	for (i = 0; i < next.count; i++, y += height)
		item(page, y, height, next.texts[i]);
	part_office(l, page, 26000);
}
