/* 発送票: the address for the envelope, and the counter's own record of what was posted. */
#include "forms/letter-private.h"

/* A card goes to its holder and nobody else; a letter as the municipality says. */
static bool
is_card(const struct letter *l)
{
	return l->file->state == CASE_KEPT || l->file->state == CASE_DONE;
}

static void
record(const struct letter *l, struct page *page, int y)
{
	struct buf b = { 0 };
	size_t i;

	if (is_card(l))
		buf_puts(&b, "マイナンバーカード 1枚");
	else
		buf_printf(&b, l->style->encloses[0] != '\0' ? "%s、%s" : "%s", l->style->form, l->style->encloses);
	part_row(page, &y, 900, "送るもの", "content", buf_text(&b));
	part_row(page, &y, 900, "郵便の種類", "mail",
	    is_card(l) ? "本人限定受取郵便" : l->style->mail);
	for (i = 0; i < form_fields(FORM_MAIL_SLIP); i++) {
		const struct field *f = form_field(FORM_MAIL_SLIP, i);

		part_again(page, &b);
		words_value(l, f, &b);
		part_row(page, &y, f->max >= 100 ? 1400 : 900, f->label, f->key, buf_text(&b));
	}
	part_row(page, &y, 900, "発送日", "posted", "令和　　　年　　　月　　　日");
	part_row(page, &y, 900, "発送した職員", "clerk", "");
	part_end(page, &b);
}

void
letter_mail_slip(const struct letter *l, struct page *page)
{
	const struct office *o = profile_office(l->today);

	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	part_address(l, page, 1600);
	part_number(l, page, 1200, 2200);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = 13200, .y = 3700, .w = RIGHT - 13200, .h = 750,
	    .size = STRONG }, NULL);
	part_text(page, (struct page_item){ .x = 13300, .y = 3750, .w = RIGHT - 13400, .h = 650, .size = 110,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .middle = 1, .field = "mail" }, "%s",
	    is_card(l) ? "本人限定受取郵便" : l->style->mail);
	part_text(page, (struct page_item){ .x = 2400, .y = 6200, .w = 15000, .h = 1000, .size = 95,
	    .field = "office" }, "差出人　%s%s %s %s", o->postcode[0] != '\0' ? "〒" : "", o->postcode, o->address,
	    profile_name(l->profile));
	part_cut(page, 9900, "キリトリ線　(上を封筒に、下を控えに)");
	part_text(page, (struct page_item){ .x = LEFT, .y = 11000, .w = 10000, .h = 900, .size = 165,
	    .font = PAGE_GOTHIC, .middle = 1, .field = "title" }, "発送の控え");
	part_number(l, page, 10600, 1900);
	record(l, page, 13000);
}
