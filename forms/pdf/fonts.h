/* The fonts of papers, IPAex Mincho and Gothic, and IPAmj for what they lack. Other installed fonts are never used. */
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
	PangoFont *mj;		/* the shapes of registers; NULL: not installed */
};

/* All files that are opened; ends with NULL. */
extern const char *const fonts_files[];

/* What the family of mj is called. */
extern const char fonts_mj[];

/* False if a font other than mj is missing. Call fonts_close in either case. */
bool fonts_open(struct fonts *);
void fonts_close(struct fonts *);

/* A font description, which the caller frees; size in points. */
PangoFontDescription *fonts_describe(int font, double size);

#endif
