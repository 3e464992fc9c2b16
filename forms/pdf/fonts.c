/* Opens the fonts by their files, in a configuration of our own. */
#include "forms/pdf/fonts.h"

#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "forms/page.h"

static const struct { const char *family, *file; } files[] = {
	[PAGE_MINCHO] = { "IPAexMincho", FONT_MINCHO },
	[PAGE_GOTHIC] = { "IPAexGothic", FONT_GOTHIC },
};

const char *const fonts_files[] = { FONT_MINCHO, FONT_GOTHIC, FONT_MJ, NULL };
const char fonts_mj[] = "IPAmjMincho";

static PangoFontDescription *
describe(const char *family, double size)
{
	PangoFontDescription *d = pango_font_description_new();

	pango_font_description_set_family_static(d, family);
	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	return d;
}

PangoFontDescription *
fonts_describe(int font, double size)
{
	return describe(files[font].family, size);
}

/* NULL where the family that is found isn't the one that was asked for. */
static PangoFont *
load(struct fonts *f, const char *family)
{
	PangoFontDescription *d = describe(family, 10), *found;
	PangoFont *face = pango_context_load_font(f->context, d);

	pango_font_description_free(d);
	if (face == NULL)
		return NULL;
	found = pango_font_describe(face);
	if (strcmp(pango_font_description_get_family(found), family) != 0)
		g_clear_object(&face);
	pango_font_description_free(found);
	return face;
}

bool
fonts_open(struct fonts *f)
{
	cairo_font_options_t *options;
	int font;

	*f = (struct fonts){ .config = FcConfigCreate() };
	/* As the current one: so pango's own thread doesn't read the system's. */
	if (f->config == NULL || !FcConfigSetCurrent(f->config))
		return false;
	for (font = PAGE_MINCHO; font <= PAGE_GOTHIC; font++)
		if (!FcConfigAppFontAddFile(f->config, (const FcChar8 *)files[font].file))
			return false;
	(void)FcConfigAppFontAddFile(f->config, (const FcChar8 *)FONT_MJ);
	f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	if (f->map == NULL)
		return false;
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(f->map), f->config);
	f->context = pango_font_map_create_context(f->map);
	pango_cairo_context_set_resolution(f->context, 72);
	/* Measured as paper is, not rounded to the dots of some screen. */
	options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(f->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(f->context, FALSE);
	pango_context_set_language(f->context, pango_language_from_string("ja"));
	for (font = PAGE_MINCHO; font <= PAGE_GOTHIC; font++)
		f->face[font] = load(f, files[font].family);
	f->mj = load(f, fonts_mj);
	return f->face[PAGE_MINCHO] != NULL && f->face[PAGE_GOTHIC] != NULL;
}

void
fonts_close(struct fonts *f)
{
	int font;

	for (font = PAGE_MINCHO; font <= PAGE_GOTHIC; font++)
		g_clear_object(&f->face[font]);
	g_clear_object(&f->mj);
	g_clear_object(&f->context);
	g_clear_object(&f->map);
	if (f->config != NULL)
		FcConfigDestroy(f->config);
	*f = (struct fonts){ 0 };
}
