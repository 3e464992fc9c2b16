/*
 * A page as text, for the pipe. A line each:
 *
 *	madoguchi-page 1
 *	made 2026-11-25T21:00:00
 *	title 照会書
 *	geta
 *	text x=2000 y=1500 w=8000 size=110 field=name |番号　花子
 *	end
 *
 * A word, its numbers that aren't 0 in the order of the table, its field, and behind a bar the text.
 */
#include "forms/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define HEAD "madoguchi-page 1"

static const char *const kinds[PAGE_KIND_COUNT] = {
	[PAGE_SHEET] = "sheet", [PAGE_TEXT] = "text", [PAGE_LINE] = "line", [PAGE_BOX] = "box", [PAGE_QR] = "qr",
};

static const struct { const char *name; size_t offset; } numbers[] = {
	{ "x=", offsetof(struct page_item, x) },
	{ "y=", offsetof(struct page_item, y) },
	{ "w=", offsetof(struct page_item, w) },
	{ "h=", offsetof(struct page_item, h) },
	{ "size=", offsetof(struct page_item, size) },
	{ "font=", offsetof(struct page_item, font) },
	{ "align=", offsetof(struct page_item, align) },
	{ "hang=", offsetof(struct page_item, hang) },
	{ "below=", offsetof(struct page_item, below) },
	{ "middle=", offsetof(struct page_item, middle) },
	{ "dash=", offsetof(struct page_item, dash) },
	{ "grey=", offsetof(struct page_item, grey) },
};

#define NUMBERS (sizeof(numbers) / sizeof(*numbers))

static void
write_item(const struct page_item *t, struct buf *b)
{
	size_t i;
	int n;

	buf_puts(b, kinds[t->kind]);
	for (i = 0; i < NUMBERS; i++) {
		memcpy(&n, (const char *)t + numbers[i].offset, sizeof(n));
		if (n != 0)
			buf_printf(b, " %s%d", numbers[i].name, n);
	}
	if (t->field[0] != '\0')
		buf_printf(b, " field=%s", t->field);
	buf_printf(b, " |%s\n", t->text);
}

enum err
page_write(const struct page *p, struct buf *b)
{
	char made[24];
	size_t i;

	if (p->err != ERR_NONE)
		return p->err;
	moment_format(p->made, made, sizeof(made));
	buf_printf(b, HEAD "\nmade %s\ntitle %s\n%s", made, p->title, p->geta ? "geta\n" : "");
	for (i = 0; i < p->count; i++) {
		if (!page_item_sound(&p->items[i]))
			return ERR_DATA;
		write_item(&p->items[i], b);
	}
	buf_puts(b, "end\n");
	if (buf_check(b) != ERR_NONE)
		return ERR_MEMORY;
	return b->len <= PAGE_BYTES_MAX ? ERR_NONE : ERR_TOO_LONG;
}

/* The rest of *p behind word; false and unmoved where it doesn't begin so. */
static bool
take(char **p, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*p, word, len) != 0)
		return false;
	*p += len;
	return true;
}

/* Digits up to a blank. */
static bool
take_number(char **p, int *n)
{
	int digits;

	*n = 0;
	for (digits = 0; digits < 6 && **p >= '0' && **p <= '9'; digits++)
		*n = *n * 10 + *(*p)++ - '0';
	return digits > 0 && **p == ' ';
}

static bool
take_field(char **p, char field[PAGE_FIELD_MAX])
{
	size_t len = strcspn(*p, " ");

	if (len == 0 || len >= PAGE_FIELD_MAX || (*p)[len] != ' ')
		return false;
	memcpy(field, *p, len);
	*p += len;
	return true;
}

static bool
read_item(char *line, struct page_item *t)
{
	size_t i;
	int n;

	*t = (struct page_item){ 0 };
	for (i = 0; i < PAGE_KIND_COUNT && !take(&line, kinds[i]); i++)
		;
	if (i == PAGE_KIND_COUNT || *line != ' ')
		return false;
	t->kind = (enum page_kind)i;
	line++;
	for (i = 0; i < NUMBERS; i++) {
		if (!take(&line, numbers[i].name))
			continue;
		if (!take_number(&line, &n))
			return false;
		memcpy((char *)t + numbers[i].offset, &n, sizeof(n));
		line++;
	}
	if (take(&line, "field=")) {
		if (!take_field(&line, t->field))
			return false;
		line++;
	}
	if (!take(&line, "|"))
		return false;
	t->text = line;
	return page_item_sound(t);
}

/* The next line without its end, cut off in place; NULL: none. */
static char *
next_line(char **p)
{
	char *line = *p, *end = strchr(line, '\n');

	if (end == NULL)
		return NULL;
	*end = '\0';
	*p = end + 1;
	return line;
}

static bool
read_head(char **p, struct page *page)
{
	char *line = next_line(p);

	if (line == NULL || strcmp(line, HEAD) != 0 || (line = next_line(p)) == NULL || !take(&line, "made ") ||
	    moment_parse(line, &page->made) != ERR_NONE || page->made.hour < 0 || (line = next_line(p)) == NULL ||
	    !take(&line, "title ") || strlen(line) >= sizeof(page->title) || !text_valid(line, strlen(line)))
		return false;
	memcpy(page->title, line, strlen(line) + 1);
	page->geta = take(p, "geta\n");
	return true;
}

static enum err
read_items(char **p, struct page *page)
{
	struct page_item item;
	size_t sheets = 0;
	char *line;

	while ((line = next_line(p)) != NULL && strcmp(line, "end") != 0) {
		if (!read_item(line, &item))
			return ERR_DATA;
		sheets += item.kind == PAGE_SHEET;
		if (sheets == 0 || sheets > PAGE_SHEETS_MAX)
			return ERR_DATA;
		page_add(page, item, item.text);
		if (page->err != ERR_NONE)
			return page->err == ERR_MEMORY ? ERR_MEMORY : ERR_DATA;
	}
	return line != NULL && **p == '\0' && sheets > 0 ? ERR_NONE : ERR_DATA;
}

enum err
page_read(const char *bytes, size_t len, struct page *page)
{
	char *copy, *p;
	enum err e = ERR_DATA;

	*page = (struct page){ 0 };
	if (len > PAGE_BYTES_MAX || memchr(bytes, '\0', len) != NULL)
		return ERR_DATA;
	if ((copy = malloc(len + 1)) == NULL)
		return ERR_MEMORY;
	memcpy(copy, bytes, len);
	copy[len] = '\0';
	p = copy;
	if (read_head(&p, page))
		e = read_items(&p, page);
	free(copy);
	return e;
}
