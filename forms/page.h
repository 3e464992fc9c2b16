/*
 * A printed page as data: A4 sheets with texts, lines, boxes and QR codes, positions in hundredths of a millimetre. It
 * is passed to madoguchi-page(8) as text and contains no code; bounds are checked on both sides.
 */
#ifndef MADOGUCHI_FORMS_PAGE_H
#define MADOGUCHI_FORMS_PAGE_H

#include "base/buf.h"
#include "base/date.h"

#define PAGE_WIDTH 21000
#define PAGE_HEIGHT 29700
#define PAGE_SHEETS_MAX 4
#define PAGE_ITEMS_MAX 1000
#define PAGE_TEXT_MAX 4000	/* bytes of one text */
#define PAGE_FIELD_MAX 32	/* a field's name, with its NUL */
#define PAGE_QR_MAX 64
#define PAGE_BYTES_MAX (512 * 1024)

/* Exit status of madoguchi-page. On standard error it writes "glyph FIELD U+XXXX…" or "fit FIELD", one a line. */
enum page_exit { PAGE_DONE, PAGE_FAILED, PAGE_MALFORMED, PAGE_GLYPHS, PAGE_NO_FIT, PAGE_NO_FONT };

enum page_kind { PAGE_SHEET, PAGE_TEXT, PAGE_LINE, PAGE_BOX, PAGE_QR, PAGE_KIND_COUNT };
enum page_font { PAGE_MINCHO, PAGE_GOTHIC };
enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_RIGHT };

/*
 * Unused members are 0. A text is broken into lines of width w and shrunk, to half size at most, until it fits height
 * h; h 0: no limit. below: y is the gap to the text before it; such texts are shrunk together if they would run into
 * what is below them.
 */
struct page_item {
	enum page_kind kind;
	int x, y, w, h;		/* of a line: to x + w, y + h; of a QR code: w by w */
	int size;		/* tenths of a point; of lines and boxes: stroke width, 1/100 mm */
	int font, align;
	int hang;		/* indent of lines after the first, at full size */
	int below, middle;	/* booleans; middle: centred vertically in h */
	int dash;		/* boolean */
	int grey;		/* fill of a box: 0 none to 100 black */
	char field[PAGE_FIELD_MAX];	/* its name in reports: a-z and - */
	char *text;		/* owned */
};

struct page {
	struct moment made;	/* written into the PDF; nothing else in it depends on the time */
	char title[64];		/* the kind of paper; no personal data */
	bool geta;		/* print characters missing in the font as U+3013 */
	struct page_item *items;
	size_t count, room;
	enum err err;		/* of page_add; reported by page_write */
};

/* Adds a copy of the item. text may be NULL. */
void page_add(struct page *, struct page_item, const char *text);
void page_free(struct page *);

/* Writes the page as text. ERR_TOO_LONG, ERR_DATA: an item is out of bounds. */
enum err page_write(const struct page *, struct buf *);

/* Parses the output of page_write; ERR_DATA for anything else. Zero the page before; free it in any case. */
enum err page_read(const char *bytes, size_t len, struct page *);

/* Whether an item is within bounds. */
bool page_item_sound(const struct page_item *);

#endif
