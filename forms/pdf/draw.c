/* Draws a page with cairo, at the positions that the page states. */
#include "forms/pdf/draw.h"

#include <cairo-pdf.h>
#include <qrencode.h>
#include <stdio.h>
#include <string.h>

/* Read aloud in the page's order; lines and boxes aren't tagged and aren't read. Source: ISO 32000-1, 14.8.4. */
#define TAG_ALL "Document"
#define TAG_TEXT "P"
#define TAG_QR "Figure"

#define QUIET 4		/* modules of white around a QR code (ISO/IEC 18004, 6.3.8) */

static cairo_status_t
write_out(void *out, const unsigned char *bytes, unsigned len)
{
	buf_add(out, (const char *)bytes, len);
	return buf_check(out) == ERR_NONE ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void
set_width(cairo_t *cr, const struct page_item *t)
{
	double w = layout_points(t->size);
	const double dash[] = { 4 * w + 1.5, 3 * w + 1 };

	cairo_set_line_width(cr, w);
	cairo_set_dash(cr, dash, t->dash ? 2 : 0, 0);
}

static void
draw_line(cairo_t *cr, const struct page_item *t, const struct placed *p)
{
	set_width(cr, t);
	cairo_move_to(cr, layout_points(p->x), layout_points(p->y));
	cairo_line_to(cr, layout_points(p->x + t->w), layout_points(p->y + t->h));
	cairo_stroke(cr);
}

static void
draw_box(cairo_t *cr, const struct page_item *t, const struct placed *p)
{
	cairo_rectangle(cr, layout_points(p->x), layout_points(p->y), layout_points(t->w), layout_points(t->h));
	if (t->grey > 0) {
		double shade = 1 - t->grey / 100.0;

		cairo_set_source_rgb(cr, shade, shade, shade);
		cairo_fill_preserve(cr);
		cairo_set_source_rgb(cr, 0, 0, 0);
	}
	if (t->size > 0) {
		set_width(cr, t);
		cairo_stroke(cr);
	}
	cairo_new_path(cr);
}

static void
draw_text(cairo_t *cr, const struct page_item *t, const struct placed *p)
{
	cairo_tag_begin(cr, TAG_TEXT, NULL);
	cairo_move_to(cr, layout_points(t->x), layout_points(p->layout_y));
	pango_cairo_show_layout(cr, p->layout);
	cairo_tag_end(cr, TAG_TEXT);
}

/* Dark modules of a row that touch are one rectangle: no hair lines between them. */
static bool
draw_qr(cairo_t *cr, const struct page_item *t, const struct placed *p)
{
	QRcode *qr = QRcode_encodeString8bit(t->text, 0, QR_ECLEVEL_M);
	double module;
	int x, y, from;

	if (qr == NULL)
		return false;
	module = layout_points(t->w) / (qr->width + 2 * QUIET);
	for (y = 0; y < qr->width; y++) {
		for (x = 0; x < qr->width; x++) {
			for (from = x; x < qr->width && (qr->data[y * qr->width + x] & 1) != 0; x++)
				;
			if (x > from)
				cairo_rectangle(cr, layout_points(p->x) + (from + QUIET) * module,
				    layout_points(p->y) + (y + QUIET) * module, (x - from) * module, module);
		}
	}
	cairo_tag_begin(cr, TAG_QR, NULL);
	cairo_fill(cr);
	cairo_tag_end(cr, TAG_QR);
	QRcode_free(qr);
	return true;
}

static bool
draw_items(cairo_t *cr, const struct page *page, const struct placed *placed)
{
	bool good = true;
	size_t i;

	for (i = 0; i < page->count && good; i++) {
		const struct page_item *t = &page->items[i];

		if (t->kind == PAGE_SHEET && i > 0)
			cairo_show_page(cr);
		else if (t->kind == PAGE_LINE)
			draw_line(cr, t, &placed[i]);
		else if (t->kind == PAGE_BOX)
			draw_box(cr, t, &placed[i]);
		else if (t->kind == PAGE_TEXT)
			draw_text(cr, t, &placed[i]);
		else if (t->kind == PAGE_QR)
			good = draw_qr(cr, t, &placed[i]);
	}
	cairo_show_page(cr);
	return good && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
}

bool
draw_pdf(const struct page *page, const struct placed *placed, struct buf *out)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_out, out, layout_points(PAGE_WIDTH),
	    layout_points(PAGE_HEIGHT));
	char made[24], date[32];
	cairo_t *cr = cairo_create(surface);
	bool good;

	moment_format(page->made, made, sizeof(made));
	(void)snprintf(date, sizeof(date), "%s+09:00", made);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, page->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "madoguchi");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
	cairo_tag_begin(cr, TAG_ALL, NULL);
	good = draw_items(cr, page, placed);
	cairo_tag_end(cr, TAG_ALL);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	good = good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && buf_check(out) == ERR_NONE;
	cairo_surface_destroy(surface);
	return good;
}
