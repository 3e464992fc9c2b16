/* 照会書: asks the applicant, at the registered address, whether the application is theirs. */
#include "forms/letter-private.h"

#define FOLD_1 9900	/* where a sheet is folded in three */
#define FOLD_2 19800

static void
sender(const struct letter *l, struct page *page)
{
	const struct inquiry_style *style = l->style;
	struct buf day = { 0 };

	part_number(l, page, 1200, 2200);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = 13200, .y = 3700, .w = RIGHT - 13200, .h = 750,
	    .size = STRONG }, NULL);
	part_text(page, (struct page_item){ .x = 13300, .y = 3750, .w = RIGHT - 13400, .h = 650, .size = 110,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .middle = 1, .field = "mail" }, "%s", style->mail);
	words_day(l->now.date, true, &day);
	part_text(page, (struct page_item){ .x = 12000, .y = 4750, .w = RIGHT - 12000, .h = 500, .size = 100,
	    .align = PAGE_RIGHT, .field = "date" }, "%s", buf_text(&day));
	part_issuer(l, page, RIGHT - 9500, 5300, 9500, PAGE_RIGHT);
	part_end(page, &day);
}

/* Gives y behind it. */
static int
what_was_applied_for(const struct letter *l, struct page *page, int y)
{
	const struct case_proxy *proxy = &l->file->proxy;
	struct buf b = { 0 };

	part_what(l, page, &y);
	if (proxy->name[0] != '\0')
		buf_printf(&b, proxy->relation[0] != '\0' ? "%s 様(%s)" : "%s 様", proxy->name, proxy->relation);
	part_row(page, &y, 900, words_visitor(l), "proxy-name", buf_text(&b));
	part_again(page, &b);
	words_day(l->file->opened.date, true, &b);
	part_row(page, &y, 750, "申請を受け付けた日", "opened", buf_text(&b));
	part_end(page, &b);
	return y;
}

static void
deadline(const struct letter *l, struct page *page, int y)
{
	struct buf day = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT, .y = y, .w = WIDE, .h = 1300, .size = STRONG,
	    .grey = 10 }, NULL);
	part_text(page, (struct page_item){ .x = LEFT + 400, .y = y + 100, .w = 5200, .h = 1100, .size = 110,
	    .font = PAGE_GOTHIC, .middle = 1 }, "回答書をお持ちいただく期限");
	if (!date_given(l->until) && profile_until_by_hand(l->profile, l->style, l->now.date, l->facts))
		page->err = ERR_LETTER_DAY;
	if (date_given(l->until))
		words_day(l->until, true, &day);
	part_text(page, (struct page_item){ .x = LEFT + 5800, .y = y + 100, .w = WIDE - 6000, .h = 1100,
	    .size = day.len > 0 ? 170 : 110, .font = PAGE_GOTHIC, .middle = 1, .field = "until" }, "%s",
	    day.len > 0 ? day.text : "定めはありませんが、お早めにお持ちください");
	part_end(page, &day);
}

/* A step: its number and words, under the one before. */
static void
step(struct page *page, int *n, const char *text)
{
	static const char *const numbers[] = { "１", "２", "３", "４", "５" };

	part_text(page, (struct page_item){ .x = LEFT, .y = 160, .w = WIDE, .size = 118, .hang = 833, .below = 1,
	    .field = "steps" }, "%s　%s", numbers[(*n)++], text);
}

static const char *
how_to_hide(const struct inquiry_style *style)
{
	if (style->sticker && style->envelope)
		return "記入した暗証番号の上に目隠しシールを貼るか、2枚目を封筒に入れて封をしてください。"
		    "どちらもされていないものは受付できません。";
	if (style->sticker)
		return "記入した暗証番号の上に、同封の目隠しシールを貼ってください。"
		    "貼られていないものは受付できません。";
	return "2枚目を、同封の封筒に入れて封をしてください。封がされていないものは受付できません。";
}

static void
steps(const struct letter *l, struct page *page)
{
	const struct inquiry_style *style = l->style;
	const unsigned fresh = words_new_pins(l);
	struct buf b = { 0 };
	int n = 0;

	buf_puts(&b, "2枚目の回答書と委任状を、ご本人が、黒のボールペンでもれなく記入してください。");
	if (style->signature)
		buf_puts(&b, "氏名は自筆で署名してください。");
	else
		buf_puts(&b, "ご自分で書けないときは、代わりの方が記名し、ご本人の印を押してください。");
	if (style->seal)
		buf_puts(&b, "氏名の右に押印してください。");
	step(page, &n, buf_text(&b));
	step(page, &n, fresh == 0 ? "2枚目の暗証番号の欄に、いま使っている暗証番号をご本人が記入してください。" :
	    fresh == words_asked_pins(l) ?
	    "2枚目の暗証番号の欄に、これから使う新しい暗証番号をご本人が記入してください。" :
	    "2枚目の暗証番号の欄に、いま使っている暗証番号をご本人が記入してください。"
	    "新しくするものは、これから使う暗証番号です。");
	step(page, &n, how_to_hide(style));
	if (style->encloses[0] != '\0') {
		part_again(page, &b);
		buf_printf(&b, "同封の「%s」も、ご本人が記入してください。", style->encloses);
		step(page, &n, buf_text(&b));
	}
	if (style->note[0] != '\0') {
		part_again(page, &b);
		buf_printf(&b, "%s。", style->note);
		step(page, &n, buf_text(&b));
	}
	step(page, &n, "代理人が次のものを窓口へお持ちください。");
	part_end(page, &b);
}

static void
to_bring(const struct letter *l, struct page *page)
{
	struct page_item item = { .x = LEFT + 850, .y = 80, .w = WIDE - 850, .size = 118, .font = PAGE_GOTHIC,
	    .hang = 416, .below = 1, .field = "bring" };
	struct next_visit next;
	size_t i;

	if (!part_next_visit(l, page, true, false, &next))
		return;
	for (i = 0; i < next.count; i++)
		part_text(page, item, "・%s", next.texts[i]);
}

void
letter_inquiry(const struct letter *l, struct page *page)
{
	struct buf procedure = { 0 };
	int y;

	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	part_address(l, page, 1600);
	sender(l, page);
	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = 0, .y = FOLD_1, .w = 500, .size = FINE }, NULL);
	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = 0, .y = FOLD_2, .w = 500, .size = FINE }, NULL);
	part_text(page, (struct page_item){ .x = LEFT, .y = 6300, .w = WIDE, .h = 1000, .size = 190,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .field = "title" }, "%s", l->style->form);
	words_procedure(l, &procedure);
	part_text(page, (struct page_item){ .x = LEFT, .y = 7700, .w = WIDE, .h = 2150, .size = 110, .field = "text" },
	    "　%sの申請がありました。ご本人の意思による申請かどうかを確かめるため、お尋ねします。間違いがなければ、"
	    "2枚目の回答書、委任状、暗証番号の欄をご本人が記入して、代理人にお渡しください。お心当たりがないときは、"
	    "何も記入せずに、下のお問い合わせ先へご連絡ください。", buf_text(&procedure));
	part_end(page, &procedure);
	y = what_was_applied_for(l, page, 10100) + 400;
	deadline(l, page, y);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 1700, .w = WIDE, .h = 650, .size = 125,
	    .font = PAGE_GOTHIC }, "回答のしかた");
	steps(l, page);
	to_bring(l, page);
	part_office(l, page, 26000);
}
