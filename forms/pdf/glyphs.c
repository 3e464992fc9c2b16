/* Looks at a text character by character, before pango can take one from elsewhere or leave one out. */
#include "forms/pdf/glyphs.h"

#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static bool
is_variation(uint32_t c)
{
	return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

static bool
is_mark(uint32_t c)
{
	hb_unicode_general_category_t category = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);

	return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
	    category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
	    category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

static void
put(struct buf *b, uint32_t c)
{
	char bytes[4];

	buf_add(b, bytes, text_encode(c, bytes));
}

/* One character with what follows it, of which there are n, into b. */
static bool
put_cluster(hb_font_t *font, const uint32_t *c, size_t n, struct buf *b)
{
	hb_codepoint_t glyph, composed = c[0];
	bool variant = n == 2 && is_variation(c[1]);

	/* What draws nothing by design (joiners, marks of direction) would vanish: it counts as lacking. */
	if (hb_unicode_general_category(hb_unicode_funcs_get_default(), c[0]) == HB_UNICODE_GENERAL_CATEGORY_FORMAT)
		return false;
	if (n > 2 || (n == 2 && !variant &&
	    !hb_unicode_compose(hb_unicode_funcs_get_default(), c[0], c[1], &composed)))
		return false;
	if (!hb_font_get_nominal_glyph(font, composed, &glyph) || glyph == 0)
		return false;
	if (variant && !hb_font_get_variation_glyph(font, c[0], c[1], &glyph))
		return false;
	put(b, composed);
	if (variant)
		put(b, c[1]);
	return true;
}

/* " U+845B U+E0101" */
static void
write_codes(const uint32_t *c, size_t n, struct buf *b)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, " U+%04X", (unsigned)c[i]);
}

/* "glyph name U+845B U+E0101" */
static void
tell(const char *field, const uint32_t *c, size_t n, FILE *report)
{
	struct buf b = { 0 };

	write_codes(c, n, &b);
	fprintf(report, "glyph %s%s\n", field[0] != '\0' ? field : "-", buf_text(&b));
	buf_free(&b);
}

#define CLUSTER_MAX 8	/* a character and what combines with it; what goes on begins another */

/* The next characters that belong together; how many bytes they take. */
static size_t
take_cluster(const char *s, size_t len, uint32_t c[CLUSTER_MAX], size_t *n)
{
	size_t at = text_decode(s, len, &c[0]), step;

	for (*n = 1; at < len && *n < CLUSTER_MAX; at += step, (*n)++) {
		step = text_decode(s + at, len - at, &c[*n]);
		if (!is_variation(c[*n]) && !is_mark(c[*n]))
			break;
	}
	return at;
}

/* From mj, where that is installed and has it. */
static bool
put_mj(const struct fonts *fonts, const uint32_t *c, size_t n, struct buf *b, PangoAttrList *attributes)
{
	const size_t from = b->len;
	PangoAttribute *family;

	if (fonts->mj == NULL || !put_cluster(pango_font_get_hb_font(fonts->mj), c, n, b))
		return false;
	family = pango_attr_family_new(fonts_mj);
	family->start_index = (guint)from;
	family->end_index = (guint)b->len;
	pango_attr_list_insert(attributes, family);
	return true;
}

bool
glyphs_check(const struct fonts *fonts, struct page_item *t, PangoAttrList *attributes, FILE *report)
{
	hb_font_t *font = pango_font_get_hb_font(fonts->face[t->font]);
	struct buf b = { 0 };
	size_t len = strlen(t->text), at, n;
	uint32_t c[CLUSTER_MAX];
	bool whole = true;

	for (at = 0; at < len;) {
		at += take_cluster(t->text + at, len - at, c, &n);
		if (put_cluster(font, c, n, &b) || put_mj(fonts, c, n, &b, attributes)) {
			if (c[0] == TEXT_GETA && t->field[0] != '\0')
				tell(t->field, c, n, report);
			continue;
		}
		whole = false;
		tell(t->field, c, n, report);
		put(&b, TEXT_GETA);
	}
	if (buf_check(&b) != ERR_NONE)
		abort();	/* no memory for one line: nothing can be printed */
	if (b.text != NULL) {
		free(t->text);
		t->text = b.text;
	}
	return whole;
}

/* The character there, if it is one that is drawn and isn't blank. */
static void
put_beside(hb_font_t *font, const char *s, struct buf *b)
{
	uint32_t c;

	if (*s != '\0' && text_decode(s, strlen(s), &c) > 0 && c != ' ' && c != 0x3000)
		(void)put_cluster(font, &c, 1, b);
}

/* A 〓 that was there before, with its neighbours, by which the hand finds it: " 〓橋". */
static void
write_place(const struct fonts *fonts, const char *text, size_t from, size_t to, struct buf *b)
{
	hb_font_t *font = pango_font_get_hb_font(fonts->face[PAGE_MINCHO]);
	size_t before = from;

	while (before > 0 && ((unsigned char)text[--before] & 0xc0) == 0x80)
		;
	buf_puts(b, " ");
	if (from > 0)
		put_beside(font, text + before, b);
	put(b, TEXT_GETA);
	put_beside(font, text + to, b);
}

void
glyphs_missing(const struct fonts *fonts, const struct page_item *t, struct buf *codes, size_t most)
{
	PangoAttrList *unused = pango_attr_list_new();
	struct buf b = { 0 }, code = { 0 };
	size_t len = strlen(t->text), from, at, n;
	uint32_t c[CLUSTER_MAX];
	bool drawn;

	for (at = 0; at < len && codes->len <= most;) {
		from = at;
		at += take_cluster(t->text + at, len - at, c, &n);
		drawn = put_cluster(pango_font_get_hb_font(fonts->face[t->font]), c, n, &b) ||
		    put_mj(fonts, c, n, &b, unused);
		if (drawn && (c[0] != TEXT_GETA || t->field[0] == '\0'))
			continue;
		buf_free(&code);
		if (drawn)
			write_place(fonts, t->text, from, at, &code);
		else
			write_codes(c, n, &code);
		buf_puts(&code, "［　　　］");
		if (strstr(buf_text(codes), buf_text(&code)) == NULL)
			buf_printf(codes, "%s%s", codes->len > 0 ? "、" : "", buf_text(&code));
	}
	buf_free(&b);
	buf_free(&code);
	pango_attr_list_unref(unused);
}
