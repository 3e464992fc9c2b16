/* Has madoguchi-page draw a page. */
#include "config.h"

#include "forms/print-child-private.h"

#include <string.h>

#include "forms/child.h"

/* What its end means. Silence and noise are one thing: it doesn't work. */
static enum err
judge(int status, const struct buf *pdf, const struct buf *report, struct print_faults *faults)
{
	if (print_report(report, faults) != ERR_NONE)
		return ERR_PAPER_PRINTER;
	switch (status) {
	case PAGE_DONE:
		return pdf->len > 5 && memcmp(pdf->text, "%PDF-", 5) == 0 ? buf_check(pdf) : ERR_PAPER_PRINTER;
	case PAGE_GLYPHS:
		return ERR_PAPER_GLYPHS;
	case PAGE_NO_FIT:
		return ERR_PAPER_FIT;
	case PAGE_NO_FONT:
		return ERR_PAPER_FONT;
	default:
		return ERR_PAPER_PRINTER;
	}
}

enum err
print_child(const char *program, const struct buf *page, int seconds, struct buf *pdf, struct print_faults *faults)
{
	struct buf report = { 0 };
	enum err e = ERR_PAPER_PRINTER;
	int status;

	if (child_run(program, page, seconds, pdf, &report, &status))
		e = judge(status, pdf, &report, faults);
	buf_free(&report);
	return e;
}
