/* The two fonts of papers, IPAex Mincho and Gothic, and no other: what is installed beside them isn't looked at. */
#ifndef MADOGUCHI_FORMS_PDF_FONTS_H
#define MADOGUCHI_FORMS_PDF_FONTS_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

struct fonts {
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	PangoFont *face[2];	/* by enum page_font */
};

/* false: a font isn't there. Closed by the caller in either case. */
bool fonts_open(struct fonts *);
void fonts_close(struct fonts *);

/* A description that the caller frees; size in points. */
PangoFontDescription *fonts_describe(int font, double size);

#endif
