/* madoguchictl sheet: a day's sheets, as PDF or on a printer. */
#include "cli/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/text-gate.h"
#include "case/ticket.h"
#include "forms/sheet.h"

static enum err
no_such_sheet(struct call *c, const char *code)
{
	struct buf b = { 0 };
	unsigned k;

	for (k = 0; k < SHEET_COUNT; k++)
		buf_printf(&b, " %s", sheet_code((enum sheet)k));
	(void)call_fail(c, ERR_USAGE, "%s: KIND%s", code, buf_text(&b));
	buf_free(&b);
	return ERR_USAGE;
}

static void
tell(struct call *c, enum sheet sheet, struct date day, const char *out, const struct print_target *t)
{
	const enum err trouble = out == NULL ? spool_trouble(&t->job) : ERR_NONE;
	struct buf *b = &c->out;

	if (c->json) {
		json_object(b, NULL);
		json_string(b, "sheet", sheet_code(sheet));
		json_date(b, "day", day);
		if (out != NULL)
			json_string(b, "file", out);
		else {
			json_string(b, "printer", t->on);
			json_number(b, "job", t->job.id);
			json_string(b, "state", spool_state_code(t->job.state));
			json_string(b, "trouble", trouble != ERR_NONE ? err_name(trouble) : NULL);
		}
		json_object_end(b);
	} else if (out != NULL)
		buf_puts(b, out);
	else
		buf_printf(b, "%s %d: %s", t->on, t->job.id, tr(spool_state_name(t->job.state)));
	call_line(c);
	if (trouble != ERR_NONE && !c->json) {
		buf_printf(b, lang_now() == LANG_EN ? "%s. %s." : "%s。%s。", err_what(trouble, lang_now()),
		    err_next(trouble, lang_now()));
		call_line(c);
	}
}

static enum err
read_words(struct call *c, const char **out, struct print_target *t)
{
	const struct setting *s = c->setting;
	const char *printer, *tray;
	enum err e;

	if ((e = call_value(c, "--out", out)) != ERR_NONE || (e = call_value(c, "--printer", &printer)) != ERR_NONE ||
	    (e = call_value(c, "--tray", &tray)) != ERR_NONE || (e = call_words(c, 1, 2)) != ERR_NONE)
		return e;
	if ((printer != NULL && !text_word_sound(printer)) || (tray != NULL && !text_word_sound(tray)) ||
	    (*out != NULL && (printer != NULL || tray != NULL)))
		return call_fail(c, ERR_USAGE, "--printer, --tray");
	if (*out != NULL && (e = call_path(c, *out)) != ERR_NONE)
		return e;
	*t = (struct print_target){ .server = s->spooler, .printer = printer != NULL ? printer : s->printer,
	    .tray = tray != NULL ? tray : printer == NULL ? s->tray : "" };
	if (*out == NULL && t->printer[0] == '\0')
		return call_fail(c, ERR_SPOOL_NONE, "--printer, --out");
	return ERR_NONE;
}

/* The day, or of a number which. */
static enum err
read_second(struct call *c, enum sheet sheet, struct date *day, int *ticket)
{
	char *end;
	enum err e = ERR_NONE;

	*ticket = 0;
	if (sheet == SHEET_TICKET) {
		const long n = c->argc > 1 ? strtol(c->argv[1], &end, 10) : 0;

		*ticket = n >= 1 && n <= TICKET_MAX && *end == '\0' ? (int)n : 0;
		e = *ticket == 0 ? ERR_TICKET_NONE : ERR_NONE;
	} else if (c->argc > 1)
		e = date_parse(c->argv[1], day);
	return e != ERR_NONE ? call_fail(c, e, "%s", c->argc > 1 ? c->argv[1] : "N") : e;
}

static enum err
sheet_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct printing printing = { .actor = &actor, .libexec = c->setting->libexec, .counter = c->setting->counter,
	    .today = c->context->profile };
	struct print_faults faults;
	struct print_target target;
	struct date day = actor.at.date;
	const char *out;
	enum sheet sheet;
	int ticket;
	enum err e = read_words(c, &out, &target);

	if (e != ERR_NONE)
		return e;
	if ((sheet = sheet_by_code(c->argv[0])) == SHEET_COUNT)
		return no_such_sheet(c, c->argv[0]);
	if ((e = read_second(c, sheet, &day, &ticket)) != ERR_NONE)
		return e;
	printing.printer = out == NULL ? &target : NULL;
	e = print_sheet(c->context->desk.store, sheet, day, ticket, &printing, out, &faults);
	if (e != ERR_NONE && faults.count > 0)
		return call_fail(c, e, "%s", tr(print_field_label(&faults.list[0])));
	if (e != ERR_NONE)
		return e;
	tell(c, sheet, day, out, &target);
	return ERR_NONE;
}

const struct command sheet_command = {
	.name = "sheet",
	.usage = "[--json] KIND [DAY | N] --out FILE.pdf | [--printer NAME] [--tray TRAY]",
	.text = "一日の一覧の印刷。KIND: day post labels ticket",
	.parts = DESK_STORE | DESK_PROFILE,
	.starts = STARTS_PAGE,
	.run = sheet_run,
};
