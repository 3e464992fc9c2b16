/*
 * madoguchi-page: a page on standard input, its PDF on standard output, what is wrong with it on standard error. The
 * only program that loads pango and cairo; it opens no file but its fonts and needs nothing of its surroundings.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/confine.h"
#include "forms/page.h"
#include "forms/pdf/draw.h"
#include "forms/pdf/fonts.h"
#include "forms/pdf/footnote.h"
#include "forms/pdf/glyphs.h"
#include "forms/pdf/layout.h"

#define SECONDS_MAX 20	/* of work: a page takes a tenth of one */

/* Standard error is for the report alone. */
static void
drop_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer ctx)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)ctx;
}

static enum page_exit
read_all(struct buf *in)
{
	char piece[8192];
	ssize_t n;

	while ((n = read(STDIN_FILENO, piece, sizeof(piece))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return PAGE_FAILED;
		buf_add(in, piece, (size_t)n);
		if (in->len > PAGE_BYTES_MAX)
			return PAGE_MALFORMED;
	}
	return buf_check(in) == ERR_NONE ? PAGE_DONE : PAGE_FAILED;
}

static enum page_exit
write_all(const struct buf *out)
{
	size_t at;
	ssize_t n;

	for (at = 0; at < out->len; at += n > 0 ? (size_t)n : 0) {
		n = write(STDOUT_FILENO, out->text + at, out->len - at);
		if (n < 0 && errno != EINTR)
			return PAGE_FAILED;
	}
	return PAGE_DONE;
}

static enum page_exit
make_pdf(struct fonts *fonts, struct page *page, struct buf *out)
{
	PangoAttrList *attributes[PAGE_ITEMS_MAX];
	struct placed *placed = NULL;
	enum page_exit status = PAGE_DONE;
	bool whole = true;
	size_t i;

	footnotes_add(fonts, page);
	for (i = 0; i < page->count; i++) {
		attributes[i] = pango_attr_list_new();
		if (page->items[i].kind == PAGE_TEXT && !glyphs_check(fonts, &page->items[i], attributes[i], stderr))
			whole = false;
	}
	if (!whole && !page->geta)
		status = PAGE_GLYPHS;
	else if ((placed = layout_page(fonts, page, attributes, stderr)) == NULL)
		status = PAGE_NO_FIT;
	else if (!draw_pdf(page, placed, out))
		status = PAGE_FAILED;
	layout_free(&placed, page->count);
	for (i = 0; i < page->count; i++)
		pango_attr_list_unref(attributes[i]);
	return status;
}

int
main(void)
{
	const struct rlimit no_core = { 0, 0 }, work = { SECONDS_MAX, SECONDS_MAX };
	struct buf in = { 0 }, out = { 0 };
	struct page page = { 0 };
	struct fonts fonts = { 0 };
	enum page_exit status;

	(void)setrlimit(RLIMIT_CORE, &no_core);
	(void)setrlimit(RLIMIT_CPU, &work);
	(void)clearenv();
	closefrom(STDERR_FILENO + 1);
	(void)confine_parser(fonts_files);
	g_log_set_default_handler(drop_log, NULL);
	if ((status = read_all(&in)) != PAGE_DONE)
		goto out;
	if (page_read(buf_text(&in), in.len, &page) != ERR_NONE)
		status = PAGE_MALFORMED;
	else if (!fonts_open(&fonts))
		status = PAGE_NO_FONT;
	else
		status = make_pdf(&fonts, &page, &out);
	if (status == PAGE_DONE)
		status = write_all(&out);
out:
	fonts_close(&fonts);
	page_free(&page);
	buf_free(&in);
	buf_free(&out);
	_exit((int)status);	/* pango and fontconfig keep memory to the end, which a leak checker would tell */
}
