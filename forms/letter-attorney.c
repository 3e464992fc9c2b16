/* 委任状: what a proxy is entrusted with; on the reply's sheet, and alone for whoever needs none of the rest. */
#include "forms/letter-private.h"

static void
entrusted(struct page *page, int *y, int *n, const char *text)
{
	part_text(page, (struct page_item){ .x = LEFT + 200, .y = *y, .w = WIDE - 200, .h = 480, .size = 102,
	    .field = "entrusted" }, "(%d) %s", ++*n, text);
	*y += 520;
}

/* Gives y behind it. */
static int
what_is_entrusted(const struct letter *l, struct page *page, int y, bool pins_below)
{
	struct buf what = { 0 }, of = { 0 };
	int n = 0;

	words_procedure(l, &what);
	if (words_of_certificates(l))
		words_certificates(l->file->certificates, &of);
	else
		words_pins(words_new_pins(l), &of);
	buf_printf(&what, of.len > 0 ? "の申請 (%s)" : "の申請%s", buf_text(&of));
	entrusted(page, &y, &n, buf_text(&what));
	if (words_of_certificates(l))
		entrusted(page, &y, &n, "それに伴う、有効な電子証明書の失効の申請");
	entrusted(page, &y, &n, pins_below ? "下の欄に記入した暗証番号の届出と、職員による入力の立会い" :
	    "別の紙に記入して封をした暗証番号の届出と、職員による入力の立会い");
	entrusted(page, &y, &n, "マイナンバーカードの受取り");
	part_end(page, &what);
	part_end(page, &of);
	return y + 80;
}

int
part_attorney(const struct letter *l, struct page *page, int y, bool pins_below)
{
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = WIDE, .h = 550, .size = 108 },
	    "私は、次の者を代理人と定め、下のことを委任します。");
	y += 650;
	part_form(l, page, &y, FORM_PROXY, false);
	y = what_is_entrusted(l, page, y + 150, pins_below);
	part_row(page, &y, 1000, "委任者(本人)の氏名", "name", "");
	if (l->style->seal)
		part_seal(page, y - 850);
	return y;
}

/* The holder's own: nobody else knows it, so it is written by hand. */
static void
holder(const struct letter *l, struct page *page, int y)
{
	const char *sign = l->style->signature ? "氏名は、ご本人が自筆で署名してください。" :
	    "氏名は、ご本人が署名してください。"
	    "ご自分で書けないときは、代わりの方が記名し、ご本人の印を押してください。";

	part_row(page, &y, 900, "委任した日", NULL, "令和　　　年　　　月　　　日");
	part_row(page, &y, 1500, "委任者(本人)の住所", "address", "");
	part_row(page, &y, 900, "委任者(本人)の生年月日", "born", "大正・昭和・平成・令和　　　　年　　　月　　　日");
	part_row(page, &y, 900, "委任者(本人)の電話番号", NULL, "");
	if (!l->style->signature)
		part_row(page, &y, 900, "代わりに書いた方の氏名・続柄", NULL, "");
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 250, .w = WIDE, .h = 1100, .size = 100 }, "%s%s", sign,
	    "すべての欄を、ご本人が黒のボールペンで記入してください。個人番号は書かないでください。");
}

void
letter_attorney(const struct letter *l, struct page *page)
{
	struct buf to = { 0 };
	int y = part_head(l, page, page->title);

	words_addressee(l, &to);
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = 12000, .h = 600, .size = 115,
	    .field = "municipality" }, "(あて先) %s", buf_text(&to));
	part_end(page, &to);
	y = part_attorney(l, page, y + 900, false);
	holder(l, page, y);
	part_office(l, page, 26000);
}
