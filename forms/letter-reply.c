/* The second sheet of the inquiry: 回答書, 委任状, and the field for the PINs, which is cut off and shredded. */
#include "forms/letter-private.h"

#include <string.h>

#include "base/pin.h"

#define CUT 20700
#define CELL 900

static void
head(const struct letter *l, struct page *page)
{
	struct buf to = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	part_number(l, page, 1000, 1700);
	part_text(page, (struct page_item){ .x = LEFT, .y = 1200, .w = 10500, .h = 700, .size = 130,
	    .font = PAGE_GOTHIC, .field = "title" }, "%s　2枚目", l->style->form);
	words_addressee(l, &to);
	part_text(page, (struct page_item){ .x = LEFT, .y = 2000, .w = 10500, .h = 600, .size = 110,
	    .field = "municipality" }, "(あて先) %s", buf_text(&to));
	part_end(page, &to);
}

static int
reply(const struct letter *l, struct page *page, int y)
{
	struct buf procedure = { 0 };
	int top;

	y = part_heading(page, y, "回答書");
	words_procedure(l, &procedure);
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = WIDE, .h = 550, .size = 108 },
	    "照会のあった%sの申請は、私の意思によるものに間違いありません。", buf_text(&procedure));
	part_end(page, &procedure);
	top = y + 650;
	y = top;
	part_form(l, page, &y, FORM_REPLY, false);
	if (l->style->seal)
		part_seal(page, top + 900 + 1500 + 300);	/* behind the name, the third row */
	return y;
}

/* A box for each character; with a second row under them for how a letter is read. */
static void
cells(struct page *page, int x, int y, const struct field *f)
{
	int i;

	for (i = 0; i < f->max; i++)
		page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = x + i * CELL, .y = y, .w = CELL, .h = 1000,
		    .size = 25 }, NULL);
}

static void
label(struct page *page, int x, int y, int w, enum pin_kind k)
{
	part_text(page, (struct page_item){ .x = x, .y = y, .w = w, .h = 450, .size = 95, .font = PAGE_GOTHIC }, "%s",
	    pin_format(k)->ja);
	part_text(page, (struct page_item){ .x = x, .y = y + 430, .w = w, .h = 400, .size = 80 }, "%s",
	    pin_format(k)->ja_format);
}

static int
sign_pin(struct page *page, int y)
{
	const struct field *f = field_by_key("sign");
	int i;

	label(page, LEFT + 400, y, WIDE - 800, PIN_SIGN);
	cells(page, LEFT + 400, y + 880, f);
	for (i = 0; i < f->max; i++)
		page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT + 400 + i * CELL, .y = y + 1880,
		    .w = CELL, .h = 500, .size = FINE }, NULL);
	part_text(page, (struct page_item){ .x = LEFT + 400 + 16 * CELL + 150, .y = y + 900, .w = 1500, .h = 1500,
	    .size = 72 }, "下の段には読みがなを書いてください(ゼロ、オーなど)");
	return y + 2600;
}

/* The four-digit ones stand beside each other. */
static void
digit_pins(struct page *page, int y, unsigned pins)
{
	int x = LEFT + 400;
	unsigned k;

	for (k = PIN_AUTH; k < PIN_COUNT; k++) {
		if ((pins & 1u << k) == 0)
			continue;
		label(page, x, y, 5200, (enum pin_kind)k);
		cells(page, x, y + 880, field_by_key(pin_format((enum pin_kind)k)->code));
		x += 5400;
	}
}

static void
pins(const struct letter *l, struct page *page)
{
	const struct inquiry_style *style = l->style;
	const unsigned asked = words_asked_pins(l);
	int y = CUT + 2500;

	part_cut(page, CUT, "キリトリ線　(職員が暗証番号を入力したあと、ここから切り離して裁断します)");
	part_number(l, page, CUT + 550, 1700);
	(void)part_heading(page, CUT + 750, "暗証番号の欄");
	part_text(page, (struct page_item){ .x = LEFT, .y = CUT + 1550, .w = 10500, .h = 800, .size = 90 },
	    "ご本人だけが記入してください。個人番号は書かないでください。");
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT, .y = y, .w = WIDE, .h = 5000, .size = STRONG,
	    .dash = style->sticker }, NULL);
	y += 150;
	if ((asked & 1u << PIN_SIGN) != 0)
		y = sign_pin(page, y);
	digit_pins(page, y, asked);
	part_text(page, (struct page_item){ .x = LEFT, .y = CUT + 7600, .w = WIDE, .h = 450, .size = 88,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE }, "%s", !style->sticker ?
	    "記入したら、この紙を封筒に入れて封をしてください" :
	    style->envelope ? "点線の枠をおおうように目隠しシールを貼るか、この紙を封筒に入れて封をしてください" :
	    "点線の枠をおおうように、目隠しシールを貼ってください");
}

void
letter_reply(const struct letter *l, struct page *page)
{
	int y;

	head(l, page);
	y = reply(l, page, 2900);
	(void)part_attorney(l, page, part_heading(page, y + 250, "委任状"), true);
	pins(l, page);
}
