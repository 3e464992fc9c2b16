/* What goes to the post office: the slip for registered letters, and labels for their envelopes. */
#include "forms/sheet-private.h"

#include <stdlib.h>
#include <string.h>

#include "case/inquiry.h"

#define ROWS 24			/* of a slip's sheet */
#define ROW 850
#define ACROSS 2		/* labels of 86.4 by 42.3 mm, twelve on a sheet */
#define DOWN 6
#define LABEL_W 8640
#define LABEL_H 4230
#define LABEL_X 1860
#define LABEL_Y 2160

struct listing {
	const struct sheet_matter *m;
	struct page *page;
	void (*put)(struct listing *, const struct inquiry_row *);
	size_t count, most;
};

/* Letters that wait to be posted, in the order of the list that a counter works through. */
static bool
see_row(void *ctx, const struct inquiry_row *row)
{
	struct listing *l = ctx;

	if (l->count < l->most)
		l->put(l, row);
	l->count++;
	return l->page->err == ERR_NONE;
}

static enum err
list(struct listing *l)
{
	enum err e = inquiry_list(l->m->store, INQUIRY_TO_POST, l->m->day, 0, see_row, l);

	if (e != ERR_NONE)
		return e;
	return l->count == 0 ? ERR_SHEET_EMPTY : l->count > l->most ? ERR_SHEET_FULL : ERR_NONE;
}

static const int widths[] = { 900, 3300, 5600, 4200, 3000 };

static void
head_of_slip(struct listing *l)
{
	static const char *const heads[] = { "", "受付番号", "お届け先の氏名", "引受番号", "摘要" };
	const struct office *o = profile_office(l->m->printing->today);
	int x = LEFT, y = sheet_head(l->m, l->page, l->page->title), i;

	part_text(l->page, (struct page_item){ .x = LEFT, .y = y - 250, .w = WIDE, .h = 500, .size = 95,
	    .field = "office" }, "差出人　%s%s %s %s %s", o->postcode[0] != '\0' ? "〒" : "", o->postcode, o->address,
	    profile_name(l->m->printing->today), o->name);
	for (i = 0; i < 5; x += widths[i++])
		sheet_cell(l->page, x, y + 400, widths[i], 600, "", PAGE_LEFT, "%s", heads[i]);
}

static void
put_in_slip(struct listing *l, const struct inquiry_row *row)
{
	const char *name = row->name[0] != '\0' ? row->name : "";
	int x = LEFT, y;

	if (l->count % ROWS == 0)
		head_of_slip(l);
	y = 4900 + (int)(l->count % ROWS) * ROW;
	sheet_cell(l->page, x, y, widths[0], ROW, "", PAGE_RIGHT, "%zu", l->count + 1);
	x += widths[0];
	sheet_cell(l->page, x, y, widths[1], ROW, "number", PAGE_LEFT, "%s", row->inquiry.number);
	x += widths[1];
	sheet_cell(l->page, x, y, widths[2], ROW, "name", PAGE_LEFT, "%s\u00a0様", name);
	x += widths[2];
	sheet_cell(l->page, x, y, widths[3], ROW, "mail-number", PAGE_LEFT, "%s", "");
	x += widths[3];
	sheet_cell(l->page, x, y, widths[4], ROW, "", PAGE_LEFT, "%s", "");
}

enum err
sheet_post(const struct sheet_matter *m, struct page *page)
{
	struct listing l = { .m = m, .page = page, .put = put_in_slip, .most = ROWS * PAGE_SHEETS_MAX };
	enum err e = list(&l);

	if (e != ERR_NONE)
		return e;
	part_text(page, (struct page_item){ .x = LEFT, .y = 25600, .w = WIDE, .h = 600, .size = 110,
	    .font = PAGE_GOTHIC, .align = PAGE_RIGHT, .field = "count" }, "合計　%zu通", l.count);
	part_text(page, (struct page_item){ .x = LEFT, .y = 26600, .w = WIDE, .h = 500, .size = 95 },
	    "差し出した職員　　　　　　　　　　　　　引受けの日附印");
	return ERR_NONE;
}

/* The number stands on it, so that letter and envelope can be held against each other. */
static void
put_on_label(struct listing *l, const struct inquiry_row *row)
{
	const int at = (int)(l->count % (ACROSS * DOWN));
	const int x = LABEL_X + at % ACROSS * LABEL_W + 500, y = LABEL_Y + at / ACROSS * LABEL_H + 350;
	const int w = LABEL_W - 1000;

	if (at == 0)
		page_add(l->page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	part_text(l->page, (struct page_item){ .x = x, .y = y, .w = w - 3000, .h = 500, .size = 105,
	    .field = "postcode" }, "%s%s", row->postcode[0] != '\0' ? "〒" : "", row->postcode);
	part_text(l->page, (struct page_item){ .x = x + w - 3000, .y = y, .w = 3000, .h = 420, .size = 80,
	    .align = PAGE_RIGHT, .field = "number" }, "%s", row->inquiry.number);
	part_text(l->page, (struct page_item){ .x = x, .y = y + 550, .w = w, .h = 1450,
	    .size = sheet_size(row->address, w, 1450, 105), .field = "address" }, "%s", row->address);
	part_text(l->page, (struct page_item){ .x = x, .y = y + 2100, .w = w, .h = 1100,
	    .size = sheet_size(row->name, w, 1100, 140), .middle = 1, .field = "name" }, "%s\u00a0様", row->name);
}

enum err
sheet_labels(const struct sheet_matter *m, struct page *page)
{
	struct listing l = { .m = m, .page = page, .put = put_on_label, .most = ACROSS * DOWN * PAGE_SHEETS_MAX };

	return list(&l);
}
