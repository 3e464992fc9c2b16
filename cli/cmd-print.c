/* madoguchictl print: a paper of a case, as PDF or on a printer. */
#include "cli/call-case.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/jis.h"
#include "base/text-gate.h"
#include "forms/print.h"

/* Where it went: a file, or a job of the spooler. */
struct went { const char *out; const struct print_target *printer; };

static void
json_job(struct buf *b, const struct print_target *t)
{
	const enum err trouble = spool_trouble(&t->job);

	json_string(b, "printer", t->on);
	json_number(b, "job", t->job.id);
	json_string(b, "state", spool_state_code(t->job.state));
	json_string(b, "trouble", trouble != ERR_NONE ? err_name(trouble) : NULL);
}

static void
tell_json(struct call *c, const char *number, enum paper paper, const struct went *went,
    const struct print_faults *faults)
{
	struct buf *b = &c->out;
	size_t i;

	json_object(b, NULL);
	json_string(b, "number", number);
	json_string(b, "paper", paper_code(paper));
	if (went->printer != NULL)
		json_job(b, went->printer);
	else
		json_string(b, "file", went->out);
	json_array(b, "replaced");
	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++) {
		json_object(b, NULL);
		json_string(b, "field", faults->list[i].field);
		json_string(b, "character", faults->list[i].character);
		json_string(b, "codes", faults->list[i].codes);
		json_object_end(b);
	}
	json_array_end(b);
	json_object_end(b);
	call_line(c);
}

static void
add_replaced(struct buf *b, const struct print_fault *f)
{
	if (strcmp(f->character, JIS_GETA) == 0)
		buf_printf(b, tr("%s: 〓のままの字があります。用紙の下の［　］に手で書き入れてください"),
		    tr(print_field_label(f)));
	else
		buf_printf(b, tr("%s: %s (%s) は〓で印刷しました。手で書き入れてください"), tr(print_field_label(f)),
	    f->character, f->codes);
}

static void
text_job(struct call *c, const struct print_target *t)
{
	const enum err trouble = spool_trouble(&t->job);

	buf_printf(&c->out, "%s %d: %s", t->on, t->job.id, tr(spool_state_name(t->job.state)));
	call_line(c);
	if (trouble != ERR_NONE) {
		buf_printf(&c->out, lang_now() == LANG_EN ? "%s. %s." : "%s。%s。", err_what(trouble, lang_now()),
		    err_next(trouble, lang_now()));
		call_line(c);
	}
}

static void
tell_text(struct call *c, const struct went *went, const struct print_faults *faults)
{
	size_t i;

	if (went->printer != NULL)
		text_job(c, went->printer);
	else {
		buf_puts(&c->out, went->out);
		call_line(c);
	}
	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++) {
		add_replaced(&c->out, &faults->list[i]);
		call_line(c);
	}
}

/* The page itself went to standard output. */
static void
tell_aside(struct call *c, const struct print_faults *faults)
{
	struct buf b = { 0 };
	size_t i;

	c->line = c->out.len;	/* it isn't text, to be cleaned */
	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++) {
		add_replaced(&b, &faults->list[i]);
		buf_puts(&b, "\n");
	}
	(void)fputs(buf_text(&b), stderr);
	buf_free(&b);
}

/* Which characters, or which field, or what the spooler was asked for, for the error line. */
static enum err
fail(struct call *c, enum err e, const struct print_faults *faults, const struct print_target *t)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++) {
		const struct print_fault *f = &faults->list[i];

		buf_printf(&b, f->codes[0] != '\0' ? "%s%s: %s %s" : "%s%s", i > 0 ? ", " : "",
		    tr(print_field_label(f)), f->character, f->codes);
	}
	if (e == ERR_SPOOL_AGAIN || e == ERR_SPOOL_GONE)
		buf_printf(&b, "%s %d: %s", t->on, t->job.id, tr(spool_state_name(t->job.state)));
	else if (e == ERR_SPOOL_TRAY)
		buf_printf(&b, "%s: %s", t->tray, t->job.reasons);
	else if (e == ERR_SPOOL_PRINTER || e == ERR_SPOOL_CLOSED || e == ERR_SPOOL_RIGHTS)
		buf_puts(&b, t->printer);
	else if (e == ERR_SPOOL_SERVER)
		buf_puts(&b, t->server);
	if (b.len > 0)
		(void)call_fail(c, e, "%s", b.text);
	buf_free(&b);
	return call_case_fail(c, e, NULL);
}

/* The kinds that there are, behind what was typed instead. */
static enum err
no_such_paper(struct call *c, const char *code)
{
	struct buf b = { 0 };
	unsigned k;

	for (k = 0; k < PAPER_COUNT; k++)
		buf_printf(&b, " %s", paper_code((enum paper)k));
	(void)call_fail(c, ERR_USAGE, "%s: KIND%s", code, buf_text(&b));
	buf_free(&b);
	return ERR_USAGE;
}

/* What a paper is to go to, or what is asked instead. */
struct wish { const char *out, *printer, *tray; bool again, ask, cancel; };

static enum err
read_wish(struct call *c, struct wish *w)
{
	enum err e;

	w->again = call_flag(c, "--again");
	w->ask = call_flag(c, "--job");
	w->cancel = call_flag(c, "--cancel");
	if ((e = call_value(c, "--out", &w->out)) != ERR_NONE ||
	    (e = call_value(c, "--printer", &w->printer)) != ERR_NONE ||
	    (e = call_value(c, "--tray", &w->tray)) != ERR_NONE || (e = call_words(c, 2, 2)) != ERR_NONE)
		return e;
	if (w->printer != NULL && !text_word_sound(w->printer))
		return call_fail(c, ERR_USAGE, "--printer");
	if (w->tray != NULL && !text_word_sound(w->tray))
		return call_fail(c, ERR_USAGE, "--tray");
	if (w->out == NULL)
		return w->ask && w->cancel ? call_fail(c, ERR_USAGE, "--cancel") : ERR_NONE;
	if (w->printer != NULL || w->tray != NULL || w->again || w->ask || w->cancel ||
	    (strcmp(w->out, "-") == 0 && (c->json || isatty(STDOUT_FILENO))))
		return call_fail(c, ERR_USAGE, "--out");
	return call_path(c, w->out);
}

/* The counter's own printer and its tray, unless another is named. */
static void
find_printer(const struct setting *s, const struct wish *w, struct print_target *t)
{
	t->server = s->spooler;
	t->printer = w->printer != NULL ? w->printer : s->printer;
	t->tray = w->tray != NULL ? w->tray : strcmp(t->printer, s->printer) == 0 ? s->tray : "";
	t->again = w->again;
}

static void
tell(struct call *c, enum paper paper, const struct wish *w, const struct print_target *t,
    const struct print_faults *faults)
{
	const struct went went = { .out = w->out, .printer = w->out == NULL ? t : NULL };

	if (w->out != NULL && strcmp(w->out, "-") == 0)
		tell_aside(c, faults);
	else if (c->json)
		tell_json(c, c->argv[0], paper, &went, faults);
	else
		tell_text(c, &went, faults);
}

static enum err
print_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct printing printing = { .actor = &actor, .libexec = c->setting->libexec, .counter = c->setting->counter };
	struct print_faults faults = { .count = 0 };
	struct print_target target = { .again = false };
	struct store *s = c->context->desk.store;
	const char *path = NULL;
	struct wish wish;
	enum paper paper;
	enum err e;

	printing.geta = call_flag(c, "--geta");
	if ((e = read_wish(c, &wish)) != ERR_NONE)
		return e;
	if ((paper = paper_by_code(c->argv[1])) == PAPER_COUNT)
		return no_such_paper(c, c->argv[1]);
	if ((e = case_number_check(c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	printing.today = c->context->profile;
	find_printer(c->setting, &wish, &target);
	if (wish.out == NULL)
		printing.printer = &target;
	else if (strcmp(wish.out, "-") == 0)
		printing.pdf = &c->out;
	else
		path = wish.out;
	if (wish.ask || wish.cancel)
		e = print_job(s, c->argv[0], paper, &printing, wish.cancel);
	else if (wish.out == NULL && target.printer[0] == '\0')
		return call_fail(c, ERR_SPOOL_NONE, "--printer, --out");
	else
		e = print_paper(s, c->argv[0], paper, &printing, path, &faults);
	if (e != ERR_NONE)
		return fail(c, e, &faults, &target);
	tell(c, paper, &wish, &target, &faults);
	return ERR_NONE;
}

const struct command print_command = {
	.name = "print",
	.usage = "[--geta] [--json] N KIND --out FILE.pdf | [--printer NAME] [--tray TRAY]"
	    " [--again | --job | --cancel]",
	.text = "書類の印刷: PDFファイルにするか、プリンターに送る。"
	    "KIND: inquiry receipt next-visit application mail-slip result terminal-slip abroad-use"
	    " attorney pin-note fee-receipt",
	.parts = DESK_STORE | DESK_PROFILE,
	.starts = STARTS_PAGE,
	.run = print_run,
};
