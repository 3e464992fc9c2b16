/* 国外継続利用の申請書(様式第10): who moves abroad and goes on using the card; what no case knows is written by hand. */
#include "forms/letter-private.h"

void
letter_abroad(const struct letter *l, struct page *page)
{
	struct buf b = { 0 };
	int y = part_head(l, page, "個人番号カード国外継続利用申請書");

	words_addressee(l, &b);
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = 12000, .h = 600, .size = 115,
	    .field = "municipality" }, "(あて先) %s", buf_text(&b));
	part_end(page, &b);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 750, .w = WIDE, .h = 600, .size = 100 },
	    "国外に転出したあとも、個人番号カードを続けて利用することを申請します。");
	y = part_heading(page, y + 1500, form_title(FORM_APPLICATION));
	part_form(l, page, &y, FORM_APPLICATION, true);
	part_row(page, &y, 1300, "本籍地", "honseki", "");
	part_row(page, &y, 1300, "国外の住所", "abroad-address", "");
	part_row(page, &y, 1000, "メールアドレス", "mail-address", "");
	part_row(page, &y, 900, "転出(予定)年月日", "moving-day", "");
	part_row(page, &y, 1000, "本人の署名", "signature", "");
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 300, .w = WIDE, .h = 1200, .size = 95 },
	    "署名用電子証明書は、国外転出とともに失効します。転出したあとの手続は、本籍地の市区町村か在外公館で、"
	    "本人が行います。");
	part_office(l, page, 26000);
}
