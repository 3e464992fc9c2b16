/* Pieces that papers share. */
#include "forms/letter-private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
part_text(struct page *page, struct page_item item, const char *fmt, ...)
{
	char text[PAGE_TEXT_MAX + 1];
	va_list ap;

	va_start(ap, fmt);
	if (vsnprintf(text, sizeof(text), fmt, ap) >= (int)sizeof(text))
		page->err = ERR_TOO_LONG;
	va_end(ap);
	item.kind = PAGE_TEXT;
	page_add(page, item, text);
}

void
part_again(struct page *page, struct buf *b)
{
	if (page->err == ERR_NONE)
		page->err = buf_check(b);
	buf_clear(b);
}

void
part_end(struct page *page, struct buf *b)
{
	part_again(page, b);
	buf_free(b);
}

void
part_number(const struct letter *l, struct page *page, int y, int size)
{
	const int x = RIGHT - size - 4600, quiet = size * 4 / 29;	/* the white around it goes into the margin */

	page_add(page, (struct page_item){ .kind = PAGE_QR, .x = RIGHT - size + quiet, .y = y - quiet / 2, .w = size,
	    .field = "number" },
	    l->file->number);
	part_text(page, (struct page_item){ .x = x, .y = y + size / 2 - 700, .w = 4400, .h = 480, .size = 85,
	    .font = PAGE_GOTHIC, .align = PAGE_RIGHT }, "受付番号");
	part_text(page, (struct page_item){ .x = x, .y = y + size / 2 - 200, .w = 4400, .h = 700, .size = 140,
	    .font = PAGE_GOTHIC, .align = PAGE_RIGHT, .field = "number" }, "%s", l->file->number);
}

int
part_head(const struct letter *l, struct page *page, const char *title)
{
	struct buf day = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	part_number(l, page, 1200, 2200);
	words_day(l->now.date, true, &day);
	part_text(page, (struct page_item){ .x = LEFT, .y = 1500, .w = 9000, .h = 600, .size = 105, .field = "date" },
	    "%s", buf_text(&day));
	part_text(page, (struct page_item){ .x = LEFT, .y = 2150, .w = 9000, .h = 650, .size = 115,
	    .field = "municipality" }, "%s", profile_name(l->profile));
	part_text(page, (struct page_item){ .x = LEFT, .y = 4200, .w = WIDE, .h = 1100, .size = 200,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE, .field = "title" }, "%s", title);
	part_end(page, &day);
	return 5800;
}

void
part_address(const struct letter *l, struct page *page, int y)
{
	const struct person *p = &l->file->person;

	if (p->postcode[0] != '\0')
		part_text(page, (struct page_item){ .x = 2400, .y = y, .w = 8000, .h = 550, .size = 110,
		    .field = "postcode" }, "〒%s", p->postcode);
	part_text(page, (struct page_item){ .x = 2400, .y = y + 650, .w = 8000, .h = 1700, .size = 110,
	    .field = "address" }, "%s", p->address);
	part_text(page, (struct page_item){ .x = 2400, .y = y + 2500, .w = 8000, .h = 1300, .size = 145, .middle = 1,
	    .field = "name" }, "%s\u00a0様", p->name);
}

void
part_issuer(const struct letter *l, struct page *page, int x, int y, int width, enum page_align align)
{
	const struct office *o = profile_office(l->profile);
	struct page_item item = { .x = x, .y = y, .w = width, .h = 650, .size = 115, .align = (int)align,
	    .field = "issuer" };
	struct buf title = { 0 };

	words_addressee(l, &title);
	if (o->mayor[0] == '\0')
		part_text(page, item, "%s%s%s", profile_name(l->profile), o->seal[0] != '\0' ? "　　" : "", o->seal);
	else
		part_text(page, item, "%s　%s%s%s", buf_text(&title), o->mayor, o->seal[0] != '\0' ? "　　" : "",
		    o->seal);
	part_end(page, &title);
}

void
part_seal(struct page *page, int y)
{
	part_text(page, (struct page_item){ .x = RIGHT - 1100, .y = y, .w = 800, .h = 700, .size = 110, .middle = 1,
	    .align = PAGE_RIGHT }, "(印)");
}

static void
row(struct page *page, int *y, int height, const char *label, struct page_item value, const char *text)
{
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT, .y = *y, .w = LABEL_WIDE, .h = height,
	    .size = FINE, .grey = 7 }, NULL);
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT + LABEL_WIDE, .y = *y, .w = WIDE - LABEL_WIDE,
	    .h = height, .size = FINE }, NULL);
	part_text(page, (struct page_item){ .x = LEFT + 250, .y = *y + 60, .w = LABEL_WIDE - 400, .h = height - 120,
	    .size = 100, .font = PAGE_GOTHIC, .middle = 1 }, "%s", label);
	value.x = LEFT + LABEL_WIDE + 250;
	value.y = *y + 60;
	value.w = WIDE - LABEL_WIDE - 450;
	value.h = height - 120;
	value.middle = 1;
	part_text(page, value, "%s", text);
	*y += height;
}

void
part_row(struct page *page, int *y, int height, const char *label, const char *field, const char *value)
{
	struct page_item item = { .size = 115 };

	(void)snprintf(item.field, sizeof(item.field), "%s", field != NULL ? field : "");
	row(page, y, height, label, item, value);
}

void
part_row_large(struct page *page, int *y, int height, const char *label, const char *field, const char *value)
{
	struct page_item item = { .size = 160, .font = PAGE_GOTHIC };

	(void)snprintf(item.field, sizeof(item.field), "%s", field);
	row(page, y, height, label, item, value);
}

void
part_what(const struct letter *l, struct page *page, int *y)
{
	struct buf b = { 0 };

	words_procedure(l, &b);
	part_row(page, y, 750, "手続", "procedure", buf_text(&b));
	part_again(page, &b);
	if (words_of_certificates(l))
		words_certificates(l->file->certificates, &b);
	if (b.len > 0)
		part_row(page, y, 750, "電子証明書", "certificates", b.text);
	part_again(page, &b);
	words_pins(words_new_pins(l), &b);
	if (b.len > 0)
		part_row(page, y, 750, "新しくする暗証番号", "pins", b.text);
	part_end(page, &b);
}

/* Room for what is long; what is written by hand needs more than print does. */
static int
row_height(const struct field *f, bool written)
{
	if (f->max >= 200)
		return written ? 1300 : 1500;
	if (f->max >= 100 && f->type != FIELD_KANA)
		return written ? 1100 : 1300;
	return written ? 750 : 900;
}

void
part_form(const struct letter *l, struct page *page, int *y, enum form form, bool written)
{
	struct buf value = { 0 };
	size_t i;

	for (i = 0; i < form_fields(form); i++) {
		const struct field *f = form_field(form, i);

		if (f->type == FIELD_PIN)
			continue;
		part_again(page, &value);
		if (written)
			words_value(l, f, &value);
		else if (f->type == FIELD_DATE)
			buf_printf(&value, "%s　　　年　　　月　　　日",
			    f->key != NULL ? "大正・昭和・平成・令和　" : "令和");
		part_row(page, y, row_height(f, written), f->label, f->key, value.len > 0 ? value.text : "");
	}
	part_end(page, &value);
}

int
part_heading(struct page *page, int y, const char *text)
{
	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT, .y = y + 30, .w = 130, .h = 560, .grey = 70 },
	    NULL);
	part_text(page, (struct page_item){ .x = LEFT + 350, .y = y, .w = WIDE - 5000, .h = 640, .size = 125,
	    .font = PAGE_GOTHIC, .middle = 1 }, "%s", text);
	return y + 800;
}

void
part_cut(struct page *page, int y, const char *text)
{
	page_add(page, (struct page_item){ .kind = PAGE_LINE, .x = 0, .y = y, .w = PAGE_WIDTH, .size = 20,
	    .dash = 1 }, NULL);
	part_text(page, (struct page_item){ .x = LEFT, .y = y + 60, .w = WIDE, .h = 420, .size = 80,
	    .font = PAGE_GOTHIC, .align = PAGE_CENTRE }, "%s", text);
}

bool
part_next_visit(const struct letter *l, struct page *page, bool second, bool of_reply, struct next_visit *next)
{
	enum err e = rule_next_visit(l->profile, l->facts, second, l->now.date, of_reply, next);

	if (e == ERR_NONE && next->count == 0)
		e = ERR_LETTER_LIST;
	if (page->err == ERR_NONE)
		page->err = e;
	return e == ERR_NONE;
}

/* Where and when it is open: this counter, else the office, whose hours stand beside its telephone, else all. */
static void
where_and_when(const struct letter *l, struct buf *out)
{
	const int n = l->counter[0] != '\0' ? profile_find_counter(l->today, l->counter) : -1;
	struct buf hours = { 0 };

	if (n >= 0)
		profile_counter_hours(l->today, (size_t)n, &hours);
	if (hours.len == 0 && profile_office(l->today)->hours[0] == '\0')
		profile_hours(l->today, &hours);
	if (hours.len == 0 && profile_office(l->today)->hours[0] == '\0')
		buf_printf(&hours, "%sお問い合わせ先でお確かめください", n >= 0 ? "受付時間は" : "");
	if (n >= 0)
		buf_printf(out, "受付窓口　　　%s　%s", profile_counter_label(l->today, (size_t)n), buf_text(&hours));
	else if (hours.len > 0)
		buf_printf(out, "受付時間　　　%s", hours.text);
	out->failed = out->failed || hours.failed;
	buf_free(&hours);
}

void
part_office(const struct letter *l, struct page *page, int y)
{
	const struct office *o = profile_office(l->today);
	struct page_item item = { .x = LEFT + 300, .y = y + 200, .w = WIDE - 600, .size = 110, .hang = 2716 };
	struct buf where = { 0 };

	page_add(page, (struct page_item){ .kind = PAGE_BOX, .x = LEFT, .y = y, .w = WIDE, .h = 2750, .size = FINE },
	    NULL);
	where_and_when(l, &where);
	if (where.len > 0) {
		part_text(page, item, "%s", where.text);
		item.y = 90;
		item.below = 1;
	}
	part_end(page, &where);
	part_text(page, item, "お問い合わせ　%s %s%s%s%s%s%s", profile_name(l->today), o->name,
	    o->address[0] != '\0' ? "　" : "", o->postcode[0] != '\0' ? "〒" : "", o->postcode,
	    o->postcode[0] != '\0' ? " " : "", o->address);
	item.y = 90;
	item.below = 1;
	item.font = PAGE_GOTHIC;
	if (o->telephone[0] != '\0' || o->hours[0] != '\0')
		part_text(page, item, "電話　　　　　%s　%s", o->telephone, o->hours);
}
