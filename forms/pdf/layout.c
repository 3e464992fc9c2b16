/* Measures texts by pango: each into its box, those that follow each other down the sheet, none over another. */
#include "forms/pdf/layout.h"

#include <stdlib.h>

#define MARGIN 500		/* nothing is printed nearer to the edge */
#define SMALLEST 50		/* percent of its size, for a text in a box */
#define SMALLEST_BELOW 76	/* and for those that follow each other */
#define STEP 4
#define LINE_SPACING 1.28f

double
layout_points(int hundredths)
{
	return hundredths * 72.0 / 2540.0;
}

static int
hundredths(int pango_units)
{
	return (int)(pango_units * 2540.0 / 72.0 / PANGO_SCALE + 0.5);
}

static int
units(int n)
{
	return (int)(layout_points(n) * PANGO_SCALE);
}

static void
set_size(PangoLayout *layout, const struct page_item *t, int percent)
{
	PangoFontDescription *d = fonts_describe(t->font, t->size * percent / 1000.0);

	pango_layout_set_font_description(layout, d);
	pango_layout_set_indent(layout, -units(t->hang * percent / 100));
	pango_font_description_free(d);
}

static PangoLayout *
make(struct fonts *fonts, const struct page_item *t, PangoAttrList *attributes)
{
	static const PangoAlignment aligns[] = {
		[PAGE_LEFT] = PANGO_ALIGN_LEFT, [PAGE_CENTRE] = PANGO_ALIGN_CENTER, [PAGE_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	PangoLayout *layout = pango_layout_new(fonts->context);

	pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_layout_set_text(layout, t->text, -1);
	pango_layout_set_width(layout, units(t->w));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, aligns[t->align]);
	pango_layout_set_line_spacing(layout, LINE_SPACING);
	pango_layout_set_auto_dir(layout, FALSE);
	return layout;
}

/* Measures a text at its place, made smaller until it fits its height; false: it doesn't. */
static bool
place_text(const struct page_item *t, int percent, struct placed *p)
{
	PangoRectangle r;

	for (;; percent -= STEP) {
		set_size(p->layout, t, percent);
		pango_layout_get_extents(p->layout, NULL, &r);
		p->w = hundredths(r.width);
		p->h = hundredths(r.height);
		if ((t->h == 0 || p->h <= t->h) && p->w <= t->w + 5)
			break;
		if (t->h == 0 || percent - STEP < SMALLEST)
			return false;
	}
	p->x = t->x + hundredths(r.x);
	p->layout_y = p->y + (t->middle && t->h > p->h ? (t->h - p->h) / 2 : 0);
	p->y = p->layout_y + hundredths(r.y);
	return true;
}

static bool
apart(const struct placed *a, const struct placed *b)
{
	return a->sheet != b->sheet || a->x + a->w <= b->x || b->x + b->w <= a->x || a->y + a->h <= b->y ||
	    b->y + b->h <= a->y;
}

static bool
takes_room(const struct page_item *t)
{
	return (t->kind == PAGE_TEXT && t->text[0] != '\0') || t->kind == PAGE_QR;
}

static bool
on_sheet(const struct placed *p)
{
	return p->x >= MARGIN && p->y >= MARGIN && p->x + p->w <= PAGE_WIDTH - MARGIN &&
	    p->y + p->h <= PAGE_HEIGHT - MARGIN;
}

/* The first item that runs into another or off the sheet; count: none. */
static size_t
find_clash(const struct page *page, const struct placed *placed)
{
	size_t i, k;

	for (i = 0; i < page->count; i++) {
		if (!takes_room(&page->items[i]))
			continue;
		if (!on_sheet(&placed[i]))
			break;
		for (k = 0; k < i; k++)
			if (takes_room(&page->items[k]) && !apart(&placed[i], &placed[k]))
				return i;
	}
	return i;
}

/* Places everything with the texts that follow each other at this size; the first that doesn't fit, count: all do. */
static size_t
place(const struct page *page, struct placed *placed, int percent)
{
	const struct placed *before = NULL;
	size_t i;
	int sheet = -1;

	for (i = 0; i < page->count; i++) {
		const struct page_item *t = &page->items[i];
		struct placed *p = &placed[i];

		if (t->kind == PAGE_SHEET) {
			sheet++;
			before = NULL;
		}
		p->sheet = sheet;
		p->x = t->x;
		p->y = t->below && before != NULL ? before->y + before->h + t->y * percent / 100 : t->y;
		p->w = t->w;
		p->h = t->kind == PAGE_QR ? t->w : t->h;
		if (t->kind != PAGE_TEXT)
			continue;
		if (!place_text(t, t->below ? percent : 100, p))
			return i;
		before = p;
	}
	return find_clash(page, placed);
}

struct placed *
layout_page(struct fonts *fonts, const struct page *page, PangoAttrList *const attributes[], FILE *report)
{
	struct placed *placed = calloc(page->count, sizeof(*placed));
	size_t i, fault;
	int percent;

	if (placed == NULL)
		return NULL;
	for (i = 0; i < page->count; i++)
		if (page->items[i].kind == PAGE_TEXT)
			placed[i].layout = make(fonts, &page->items[i], attributes[i]);
	for (percent = 100; (fault = place(page, placed, percent)) != page->count; percent -= STEP)
		if (percent - STEP < SMALLEST_BELOW)
			break;
	if (fault == page->count)
		return placed;
	fprintf(report, "fit %s\n", page->items[fault].field[0] != '\0' ? page->items[fault].field : "-");
	layout_free(&placed, page->count);
	return NULL;
}

void
layout_free(struct placed **placed, size_t count)
{
	size_t i;

	for (i = 0; *placed != NULL && i < count; i++)
		if ((*placed)[i].layout != NULL)
			g_object_unref((*placed)[i].layout);
	free(*placed);
	*placed = NULL;
}
