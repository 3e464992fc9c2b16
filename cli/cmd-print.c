/* madoguchictl print: a paper of a case as PDF. */
#include "cli/call-case.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/jis.h"
#include "forms/print.h"

static void
tell_json(struct call *c, const char *number, enum paper paper, const char *out, const struct print_faults *faults)
{
	struct buf *b = &c->out;
	size_t i;

	json_object(b, NULL);
	json_string(b, "number", number);
	json_string(b, "paper", paper_code(paper));
	json_string(b, "file", out);
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
tell_text(struct call *c, const char *out, const struct print_faults *faults)
{
	size_t i;

	buf_puts(&c->out, out);
	call_line(c);
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

/* Which characters, or which field, for the error line. */
static enum err
fail(struct call *c, enum err e, const struct print_faults *faults)
{
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < faults->count && i < PRINT_FAULTS_MAX; i++) {
		const struct print_fault *f = &faults->list[i];

		buf_printf(&b, f->codes[0] != '\0' ? "%s%s: %s %s" : "%s%s", i > 0 ? ", " : "",
		    tr(print_field_label(f)), f->character, f->codes);
	}
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

static enum err
print_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct printing printing = { .actor = &actor, .libexec = c->setting->libexec, .counter = c->setting->counter };
	struct print_faults faults = { 0 };
	enum paper paper;
	const char *out;
	enum err e;

	printing.geta = call_flag(c, "--geta");
	if ((e = call_value(c, "--out", &out)) != ERR_NONE || (e = call_words(c, 2, 2)) != ERR_NONE)
		return e;
	if (out == NULL || (strcmp(out, "-") == 0 && (c->json || isatty(STDOUT_FILENO))))
		return call_fail(c, ERR_USAGE, "--out");
	if ((e = call_path(c, out)) != ERR_NONE)
		return e;
	if ((paper = paper_by_code(c->argv[1])) == PAPER_COUNT)
		return no_such_paper(c, c->argv[1]);
	if ((e = case_number_check(c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	printing.today = c->context->profile;
	if (strcmp(out, "-") == 0) {
		printing.pdf = &c->out;
		out = NULL;
	}
	if ((e = print_paper(c->context->desk.store, c->argv[0], paper, &printing, out, &faults)) != ERR_NONE)
		return fail(c, e, &faults);
	if (printing.pdf != NULL)
		tell_aside(c, &faults);
	else if (c->json)
		tell_json(c, c->argv[0], paper, out, &faults);
	else
		tell_text(c, out, &faults);
	return ERR_NONE;
}

const struct command print_command = {
	.name = "print",
	.usage = "[--geta] [--json] N KIND --out FILE.pdf",
	.text = "書類の印刷 (PDF)。"
	    "KIND: inquiry receipt next-visit application mail-slip result terminal-slip abroad-use",
	.parts = DESK_STORE | DESK_PROFILE,
	.starts = STARTS_PAGE,
	.run = print_run,
};
