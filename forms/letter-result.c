/* 手続の結果のお知らせ: until when the certificates are good, what their holder should know; or why not. */
#include "forms/letter-private.h"

static int
certificates(const struct letter *l, struct page *page, int y)
{
	struct buf b = { 0 };
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (!date_given(l->expires[k]))
			continue;
		part_again(page, &b);
		words_day(l->expires[k], true, &b);
		buf_puts(&b, " まで");
		part_row_large(page, &y, 1200, cert_name((enum cert_kind)k, LANG_JA),
		    k == CERT_SIGN ? "sign" : "auth", b.text);
	}
	part_again(page, &b);
	words_pins(l->file->pins, &b);
	if (b.len > 0)
		part_row(page, &y, 850, "新しくした暗証番号", "pins", b.text);
	part_end(page, &b);
	return y;
}

static int
done(const struct letter *l, struct page *page, int y)
{
	struct buf b = { 0 };

	words_day(l->file->changed.date, true, &b);
	part_row(page, &y, 850, "手続をした日", "day", buf_text(&b));
	y = certificates(l, page, y);
	if (l->decision->fee_known) {
		part_again(page, &b);
		buf_printf(&b, l->decision->yen == 0 ? "無料" : "%d円", l->decision->yen);
		part_row(page, &y, 850, "手数料", "fee", buf_text(&b));
	}
	part_end(page, &b);
	return y;
}

/* Sentences under each other. The first is at its own place, since nothing stands before it that it could follow. */
static void
sentence(struct page *page, int *y, const char *text)
{
	part_text(page, (struct page_item){ .x = LEFT, .y = *y > 0 ? *y : 250, .w = WIDE, .size = 120, .hang = 430,
	    .below = *y == 0, .field = "tell" }, "・%s。", text);
	*y = 0;
}

static void
tell(struct page *page, int *y, const struct telling *t)
{
	struct buf b = { 0 };

	telling_words(t, &b);
	sentence(page, y, buf_text(&b));
	part_end(page, &b);
}

void
letter_result(const struct letter *l, struct page *page)
{
	const bool refused = l->file->state == CASE_REFUSED;
	const struct decision *d = l->decision;
	struct buf b = { 0 };
	size_t i;
	int y = part_head(l, page, refused ? "受付できないことのお知らせ" : paper_name(PAPER_RESULT));

	part_row(page, &y, 1100, "氏名", "name", l->file->person.name);
	words_procedure(l, &b);
	part_row(page, &y, 850, "手続", "procedure", buf_text(&b));
	part_end(page, &b);
	if (!refused)
		y = done(l, page, y);
	y = part_heading(page, y + 600, refused ? "理由" : "お知らせ") + 100;
	if (refused)
		for (i = 0; i < d->reason_count; i++)
			sentence(page, &y, d->reasons[i].text);
	for (i = 0; i < d->tell_count; i++)
		tell(page, &y, &d->tell[i]);
	part_office(l, page, 26000);
}
