/* 申請書: what was asked for, by whom; the counter's own marks at its foot. */
#include "forms/letter-private.h"

#include <string.h>

static void
row_of(const struct letter *l, struct page *page, int *y, enum fact f)
{
	const struct field field = { .key = fact_info(f)->key };
	struct buf b = { 0 };

	words_value(l, &field, &b);
	if (b.len > 0)
		part_row(page, y, 650, fact_info(f)->ja, field.key, b.text);
	part_end(page, &b);
}

/* Kinds of documents as they were shown; never their numbers. */
static void
shown(const struct letter *l, struct buf *b)
{
	size_t i;

	for (i = 0; i < l->facts->held_count; i++) {
		const struct held *h = &l->facts->held[i];
		const int n = profile_find_document(l->profile, h->label);

		buf_printf(b, "%s%s %s", b->len > 0 ? "、" : "", holder_name(h->holder),
		    n >= 0 ? profile_document(l->profile, (size_t)n).name : h->label);
	}
}

/* 受付, 審査, 交付: a stamp each. */
static void
stamps(struct page *page, int y)
{
	static const char *const names[] = { "受付", "審査", "交付" };
	const int w = 2400, x = RIGHT - 3 * w;
	int i;

	for (i = 0; i < 3; i++) {
		page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = x + i * w, .y = y, .w = w, .h = 500,
		    .size = FINE, .grey = 7 }, NULL);
		page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = x + i * w, .y = y + 500, .w = w, .h = 1500,
		    .size = FINE }, NULL);
		part_text(page, (struct page_item){ .x = x + i * w + 100, .y = y + 30, .w = w - 200, .h = 440,
		    .size = 90, .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .middle = 1 }, "%s", names[i]);
	}
}

static void
counter_part(const struct letter *l, struct page *page, int y)
{
	struct buf b = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = LEFT, .y = y, .w = WIDE, .size = FINE, .dash = 1 },
	    NULL);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 100, .w = 6000, .h = 450, .size = 90,
	    .font = PAGE_GOTHIC }, "職員記入欄");
	y += 650;
	shown(l, &b);
	part_row(page, &y, 1100, "確認した書類", "documents", buf_text(&b));
	part_again(page, &b);
	if (l->decision->fee_known)
		buf_printf(&b, l->decision->yen == 0 ? "無料" : "%d円", l->decision->yen);
	part_row(page, &y, 700, "手数料", "fee", buf_text(&b));
	stamps(page, y + 200);
	part_end(page, &b);
}

/* Where the counter's own part begins; the heights of what stands between it and the applicant. */
#define COUNTER_PART 24100
#define SIGNATURE 1000
#define REPRESENTATIVE 4900

static bool
in_person(const struct letter *l)
{
	return facts_known(l->facts, FACT_VISITOR) && l->facts->value[FACT_VISITOR] == VISITOR_SELF;
}

/*
 * Names that most don't have, in one row: beneath a representative's there is no room for more. Of who applies because
 * of a former name its place stands there to be filled in.
 */
static void
other_names(const struct letter *l, struct page *page, int *y)
{
	const bool former = facts_known(l->facts, FACT_REASON) &&
	    l->facts->value[FACT_REASON] == fact_word(FACT_REASON, "former-name");
	const int left = COUNTER_PART - SIGNATURE - *y - (in_person(l) ? 0 : REPRESENTATIVE);
	const int room = left > 1100 ? 1100 : left < 500 ? 500 : left;
	struct buf names = { 0 }, value = { 0 };
	size_t i;

	for (i = 0; i < form_fields(FORM_OTHER_NAMES); i++) {
		const struct field *f = form_field(FORM_OTHER_NAMES, i);

		part_again(page, &value);
		words_value(l, f, &value);
		if (value.len == 0 && former && strncmp(f->key, "former-", strlen("former-")) == 0)
			buf_puts(&value, "　　　　　　　　");
		if (value.len > 0)
			buf_printf(&names, "%s%s: %s", names.len > 0 ? "　" : "", f->label, value.text);
	}
	if (names.len > 0)
		part_row(page, y, room, form_title(FORM_OTHER_NAMES), "other-names", names.text);
	part_end(page, &value);
	part_end(page, &names);
}

void
letter_application(const struct letter *l, struct page *page)
{
	struct buf b = { 0 };
	int y;

	words_procedure(l, &b);
	buf_puts(&b, l->facts->value[FACT_PROCEDURE] == PROCEDURE_REPORT_KEY ||
	    l->facts->value[FACT_PROCEDURE] == PROCEDURE_DISCLOSURE ? "書" : " 申請書");
	y = part_head(l, page, buf_text(&b));
	part_again(page, &b);
	words_addressee(l, &b);
	part_text(page, (struct page_item){ .x = LEFT, .y = y, .w = 12000, .h = 600, .size = 115,
	    .field = "municipality" }, "(あて先) %s", buf_text(&b));
	part_end(page, &b);
	y += 750;
	part_what(l, page, &y);
	row_of(l, page, &y, FACT_REASON);
	row_of(l, page, &y, FACT_VISITOR);
	y = part_heading(page, y + 250, form_title(FORM_APPLICATION));
	part_form(l, page, &y, FORM_APPLICATION, true);
	other_names(l, page, &y);
	if (!in_person(l)) {
		y = part_heading(page, y + 200, words_visitor(l));
		part_form(l, page, &y, FORM_PROXY, true);
	}
	part_row(page, &y, SIGNATURE, "来庁した方の署名", "signature", "");
	part_text(page, (struct page_item){ .x = RIGHT - 5200, .y = y - SIGNATURE + 500, .w = 5000, .h = 450,
	    .size = 72, .align = PAGE_RIGHT }, "(書けないときは記名押印　　　　印)");
	counter_part(l, page, COUNTER_PART);
}
