/* 設定暗証番号記載票: the holder's own note of the four PINs, printed with blanks; no PIN is ever in it. */
#include "forms/letter-private.h"

#include "base/pin.h"

#define CELL 850
#define BLOCK 4050

/* Source: sources(7), PINS; what J-LIS tells of each. */
static const char *const uses[PIN_COUNT] = {
	[PIN_SIGN] = "インターネットで申請や届出をするとき(e-Taxなど)の電子署名に使います。",
	[PIN_AUTH] = "マイナポータルへのログインや、コンビニエンスストアで証明書を取るときなどに使います。",
	[PIN_JUKI] = "引越しなどの手続で、窓口がカードに書き込むときに使います。",
	[PIN_ASSIST] = "カードに記録された氏名、住所、生年月日、性別を読み取るときに使います。",
};

static void
cells(struct page *page, int y, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT + 400 + (int)i * CELL, .y = y, .w = CELL,
		    .h = 1000, .size = 25 }, NULL);
}

static void
block(const struct letter *l, struct page *page, int y, enum pin_kind k)
{
	const struct pin_format *f = pin_format(k);
	const struct date *until = k == PIN_SIGN ? &l->expires[CERT_SIGN] :
	    k == PIN_AUTH ? &l->expires[CERT_AUTH] : NULL;
	struct buf b = { 0 };

	y = part_heading(page, y, f->ja);
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = WIDE, .h = 480, .size = 95, .field = "use" }, "%s",
	    uses[k]);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 520, .w = WIDE, .h = 480, .size = 95 },
	    "%s。続けて%d回まちがえるとロックされ、窓口での再設定が必要になります。", f->ja_format, f->tries);
	cells(page, y + 1150, f->max);
	if (until != NULL && date_given(*until)) {
		words_day(*until, false, &b);
		part_text(page, (struct page_item){ .x = RIGHT - 8000, .y = y + 2250, .w = 8000, .h = 480, .size = 95,
		    .align = PAGE_RIGHT, .field = "until" }, "電子証明書は %s まで有効です",
		    buf_text(&b));
	}
	part_end(page, &b);
}

void
letter_pin_note(const struct letter *l, struct page *page)
{
	int y = part_head(l, page, page->title);
	unsigned k;

	part_row(page, &y, 1000, "氏名", "name", l->file->person.name);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 200, .w = WIDE, .h = 1100, .size = 105 },
	    "設定した暗証番号を、ご自分で書き留めるための紙です。窓口では預かりません。カードとは別のところに、"
	    "ほかの人に見られないように保管してください。");
	y += 1500;
	for (k = 0; k < PIN_COUNT; k++, y += BLOCK)
		block(l, page, y, (enum pin_kind)k);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 100, .w = WIDE, .h = 1000, .size = 95 },
	    "4桁の暗証番号は、同じ番号にできます。生年月日など、ほかの人が思い付く番号は使わないでください。");
	part_office(l, page, 26500);
}
