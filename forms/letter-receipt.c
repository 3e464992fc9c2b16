/* 預かり証: card and sealed PINs stay at the counter; one half for the applicant, one for the counter. */
#include "forms/letter-private.h"

#define HALF 14850

static void
what_is_kept(const struct letter *l, struct page *page, int *y)
{
	part_row(page, y, 800, "お預かりするもの", "kept", "マイナンバーカード 1枚、封をした暗証番号 1通");
	part_what(l, page, y);
	part_row(page, y, 1000, "お返しのしかた", "way", "手続が済みしだい、本人限定郵便等で上の住所へお送りします");
}

static void
half(const struct letter *l, struct page *page, int top, const char *title, bool counter)
{
	const struct person *p = &l->file->person;
	struct buf day = { 0 };
	int y = top + 4000;

	part_number(l, page, top + 1000, 1900);
	words_day(l->now.date, true, &day);
	part_text(page, (struct page_item){ .x = LEFT, .y = top + 1200, .w = 8500, .h = 500, .size = 100,
	    .field = "date" }, "%s", buf_text(&day));
	part_issuer(l, page, LEFT, top + 1750, 8500, PAGE_LEFT);
	part_text(page, (struct page_item){ .x = LEFT, .y = top + 2900, .w = WIDE, .h = 950, .size = 175,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .field = "title" }, "%s", title);
	part_row(page, &y, 1100, "氏名", "name", p->name);
	part_row(page, &y, 1300, "住所", "address", p->address);
	what_is_kept(l, page, &y);
	if (counter) {
		part_text(page, (struct page_item){ .x = LEFT, .y = y + 200, .w = WIDE, .h = 550, .size = 108 },
		    "マイナンバーカードと封をした暗証番号を預けることに同意します。");
		y += 850;
		part_row(page, &y, 1100, "署名", "signature", "");
		part_row(page, &y, 900, "保管場所・取扱者", "place", l->place);
		part_row(page, &y, 900, "お返しした日・引受番号", "mail-number", l->mail_number);
	} else {
		part_text(page, (struct page_item){ .x = LEFT, .y = y + 200, .w = WIDE, .h = 1000, .size = 105 },
		    "上のものをお預かりしました。カードが届くまで、この預かり証を保管してください。"
		    "暗証番号を書いた紙は、職員が入力したあと裁断します。");
		part_office(l, page, top + 11700);
	}
	part_end(page, &day);
}

void
letter_receipt(const struct letter *l, struct page *page)
{
	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	half(l, page, 0, "預かり証", false);
	part_cut(page, HALF, "キリトリ線");
	half(l, page, HALF, "預かり証(窓口控え)", true);
}
