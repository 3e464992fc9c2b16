/*
 * A paper as pure data: sheets of A4 with texts, lines, boxes and QR codes at places in hundredths of a millimetre. It
 * goes to madoguchi-page(8) as text, and nothing in it is code: what is out of bounds is refused there as here.
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

/* The exit status of madoguchi-page. Its standard error has "glyph FIELD U+XXXX…" or "fit FIELD", a line each. */
enum page_exit { PAGE_DONE, PAGE_FAILED, PAGE_MALFORMED, PAGE_GLYPHS, PAGE_NO_FIT, PAGE_NO_FONT };

enum page_kind { PAGE_SHEET, PAGE_TEXT, PAGE_LINE, PAGE_BOX, PAGE_QR, PAGE_KIND_COUNT };
enum page_font { PAGE_MINCHO, PAGE_GOTHIC };
enum page_align { PAGE_LEFT, PAGE_CENTRE, PAGE_RIGHT };

/*
 * What an item doesn't use is 0. A text is broken into lines of width w and made smaller until it takes no more than
 * the height h, down to half its size; h 0: as high as it becomes. below: y is the gap under the text before it. Such
 * texts are all made smaller together, where they would run into what stands under them.
 */
struct page_item {
	enum page_kind kind;
	int x, y, w, h;		/* of a line: to x + w, y + h; of a QR code: w by w */
	int size;		/* tenths of a point; of lines and boxes: their width in hundredths of a millimetre */
	int font, align;
	int hang;		/* how far lines behind the first are set in, at the full size */
	int below, middle;	/* yes or no; middle: in the middle of h */
	int dash;		/* yes or no */
	int grey;		/* of a box's ground: 0 none to 100 black */
	char field[PAGE_FIELD_MAX];	/* names it in reports: a-z and - */
	char *text;		/* owned */
};

struct page {
	struct moment made;	/* stands in the file, whose bytes depend on nothing else that changes */
	char title[64];		/* the kind of paper; no personal data */
	bool geta;		/* a character that the font lacks is printed as U+3013 */
	struct page_item *items;
	size_t count, room;
	enum err err;		/* of an addition: asked for once, by page_write */
};

/* Adds a copy. text may be NULL. */
void page_add(struct page *, struct page_item, const char *text);
void page_free(struct page *);

/* ERR_TOO_LONG, ERR_DATA: out of bounds. */
enum err page_write(const struct page *, struct buf *);

/* Reads what page_write wrote; ERR_DATA for anything else. The page is zeroed before; the caller frees it always. */
enum err page_read(const char *bytes, size_t len, struct page *);

/* Whether everything in an item is in bounds. */
bool page_item_sound(const struct page_item *);

#endif
