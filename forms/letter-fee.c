/* 領収書: the fee of the case, for who paid it and for the counter. A municipality's fee bears no consumption tax. */
#include "forms/letter-private.h"

#define HALF 14850

static void
half(const struct letter *l, struct page *page, int top, const char *title, bool counter)
{
	struct buf b = { 0 };
	int y = top + 4100;

	part_number(l, page, top + 1000, 1900);
	words_day(l->now.date, false, &b);
	part_text(page, (struct page_item){ .x = LEFT, .y = top + 1200, .w = 8500, .h = 550, .size = 105,
	    .field = "date" }, "%s", buf_text(&b));
	part_text(page, (struct page_item){ .x = LEFT, .y = top + 2900, .w = WIDE, .h = 950, .size = 185,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .field = "title" }, "%s", title);
	part_again(page, &b);
	buf_printf(&b, "%s\u00a0様", l->file->person.name);
	part_row(page, &y, 1100, "納めた方", "name", buf_text(&b));
	part_again(page, &b);
	buf_printf(&b, "金 %lld円", (long long)l->file->fee);
	part_row_large(page, &y, 1500, "金額", "fee", buf_text(&b));
	part_again(page, &b);
	words_procedure(l, &b);
	buf_puts(&b, "の手数料として");
	part_row(page, &y, 1000, "ただし", "procedure", buf_text(&b));
	part_end(page, &b);
	if (counter) {
		part_row(page, &y, 1100, "取り扱った職員", "clerk", "");
		return;
	}
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 300, .w = WIDE, .h = 600, .size = 108 },
	    "上の金額を領収しました。");
	part_issuer(l, page, RIGHT - 2600 - 12000, y + 1300, 12000, PAGE_RIGHT);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = RIGHT - 2200, .y = y + 500, .w = 2200, .h = 2200,
	    .size = FINE, .dash = 1 }, NULL);
	part_text(page, (struct page_item){ .x = RIGHT - 2200, .y = y + 2100, .w = 2200, .h = 500, .size = 75,
	    .align = PAGE_CENTRE }, "領収印");
}

void
letter_fee(const struct letter *l, struct page *page)
{
	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	half(l, page, 0, "領収書", false);
	part_cut(page, HALF, "キリトリ線");
	half(l, page, HALF, "領収書(窓口控え)", true);
}
