/* The table of sheets, and their way to a file or a printer. */
#include "config.h"

#include "forms/sheet-private.h"

#include <stdio.h>
#include <string.h>

#include "forms/print-child-private.h"

static const struct {
	const char *code, *name;
	enum act act;
	enum err (*build)(const struct sheet_matter *, struct page *);
} sheets[SHEET_COUNT] = {
	[SHEET_DAY] = { "day", "日計表", ACT_REPORT, sheet_day },
	[SHEET_POST] = { "post", "書留郵便物差出票", ACT_PRINT, sheet_post },
	[SHEET_LABELS] = { "labels", "宛名ラベル", ACT_PRINT, sheet_labels },
	[SHEET_TICKET] = { "ticket", "番号札", ACT_OPEN, sheet_ticket },
};

const char *
sheet_code(enum sheet s)
{
	return sheets[s].code;
}

const char *
sheet_name(enum sheet s)
{
	return sheets[s].name;
}

enum sheet
sheet_by_code(const char *code)
{
	unsigned s;

	for (s = 0; s < SHEET_COUNT && strcmp(sheets[s].code, code) != 0; s++)
		;
	return (enum sheet)s;
}

static enum err
record(struct store *s, enum sheet sheet, const struct actor *a)
{
	enum err e = store_begin(s);

	if (e != ERR_NONE)
		return e;
	if ((e = audit_write(s, a, "sheet-printed", "", sheet_code(sheet))) == ERR_NONE)
		return store_commit(s);
	store_rollback(s);
	return e;
}

static enum err
ask_spooler(const struct printing *p, enum sheet sheet, enum spool_act act, const struct buf *pdf)
{
	struct print_target *t = p->printer;
	struct spool_request r = { .act = act, .job = t->job.id };
	char at[24];

	moment_format(p->actor->at, at, sizeof(at));
	if (snprintf(r.server, sizeof(r.server), "%s", t->server) >= (int)sizeof(r.server) ||
	    snprintf(r.printer, sizeof(r.printer), "%s", t->printer) >= (int)sizeof(r.printer) ||
	    snprintf(r.tray, sizeof(r.tray), "%s", t->tray != NULL ? t->tray : "") >= (int)sizeof(r.tray))
		return ERR_TOO_LONG;
	(void)snprintf(t->on, sizeof(t->on), "%s", r.printer);
	(void)snprintf(r.name, sizeof(r.name), "%s %s", sheet_code(sheet), at);
	return spool_do(p->libexec, &r, pdf, &t->job);
}

/* As a case's paper: held until it is on record. */
static enum err
to_printer(struct store *s, enum sheet sheet, const struct printing *p, const struct buf *pdf)
{
	enum err e = ask_spooler(p, sheet, SPOOL_SEND, pdf);

	if (e != ERR_NONE)
		return e;
	if ((e = record(s, sheet, p->actor)) != ERR_NONE) {
		(void)ask_spooler(p, sheet, SPOOL_CANCEL, NULL);
		return e;
	}
	return ask_spooler(p, sheet, SPOOL_RELEASE, NULL);
}

static enum err
to_file(struct store *s, enum sheet sheet, const struct printing *p, const char *path, const struct buf *pdf)
{
	struct print_file out = { .path = "" };
	enum err e = print_file_write(&out, path, pdf);

	if (e == ERR_NONE && (e = record(s, sheet, p->actor)) == ERR_NONE)
		e = print_file_place(&out);
	print_file_drop(&out);
	return e;
}

enum err
print_sheet(struct store *s, enum sheet sheet, struct date day, int ticket, const struct printing *p,
    const char *out_path, struct print_faults *faults)
{
	const struct sheet_matter m = { .store = s, .day = day, .ticket = ticket, .printing = p };
	struct page page = { .geta = true, .made = p->actor->at };
	struct buf pdf = { 0 };
	enum err e;

	memset(faults, 0, sizeof(*faults));
	if ((e = audit_allow(s, p->actor, sheets[sheet].act, "")) != ERR_NONE)
		return e;
	(void)snprintf(page.title, sizeof(page.title), "%s", sheet_name(sheet));
	if ((e = sheets[sheet].build(&m, &page)) == ERR_NONE && (e = page.err) == ERR_NONE)
		e = print_page(&page, p->libexec, &pdf, faults);
	if (e == ERR_NONE)
		e = p->printer != NULL ? to_printer(s, sheet, p, &pdf) : to_file(s, sheet, p, out_path, &pdf);
	page_free(&page);
	buf_free(&pdf);
	return e;
}
