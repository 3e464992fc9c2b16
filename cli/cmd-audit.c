/* madoguchictl audit list, audit verify: what the audit log says, and whether it is as it was written. */
#include "audit/verify.h"
#include "cli/cmd.h"

#include <stdio.h>
#include <string.h>

/* --- audit verify ------------------------------------------------------------------------------- */

/* What was found, with the lines it is about; of anchors of no use, how many. */
static void
tell(void *ctx, const struct audit_finding *f)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "found", audit_found_code(f->found));
		json_bool(&c->out, "fault", f->found < AUDIT_NOTES);
		if (f->line > 0) {
			json_number(&c->out, "line", f->line);
			json_number(&c->out, "to", f->to);
		} else if (f->to > 0)
			json_number(&c->out, "count", f->to);
		json_object_end(&c->out);
		call_line(c);
		return;
	}
	if (f->line > 0 && f->to > f->line)
		buf_printf(&c->out, tr("%lld 行目から %lld 行目: "), (long long)f->line, (long long)f->to);
	else if (f->line > 0)
		buf_printf(&c->out, tr("%lld 行目: "), (long long)f->line);
	else if (f->to > 0)
		buf_printf(&c->out, tr("%lld 件: "), (long long)f->to);
	buf_puts(&c->out, tr(audit_found_words(f->found)));
	call_line(c);
}

static void
tell_proof(struct call *c, const struct audit_proof *p, bool whole, bool anchored)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_bool(&c->out, "whole", whole);
		json_number(&c->out, "lines", p->lines);
		if (p->broken_at > 0)
			json_number(&c->out, "broken-at", p->broken_at);
		else
			json_null(&c->out, "broken-at");
		json_number(&c->out, "signed-from", p->signed_from);
		json_number(&c->out, "signed-to", p->signed_to);
		if (anchored)
			json_number(&c->out, "anchored-to", p->anchored_to);
		else
			json_null(&c->out, "anchored-to");
		json_object_end(&c->out);
		call_line(c);
	} else if (whole) {
		buf_printf(&c->out, tr("監査記録 %lld 行、つながっています"), (long long)p->lines);
		call_line(c);
	}
}

static enum err
prove(struct call *c, const char *key, FILE *anchors)
{
	const struct audit_trust trust = { key, anchors };
	struct audit_proof proof;
	enum err e = audit_prove(c->context->desk.store, &trust, tell, c, &proof);

	if (e != ERR_NONE && e != ERR_AUDIT_BROKEN && e != ERR_AUDIT_KEY)
		return e;
	tell_proof(c, &proof, e == ERR_NONE, anchors != NULL);
	return e == ERR_NONE ? e : call_fail(c, e, tr("%lld 行目"), (long long)proof.broken_at);
}

/* Those that are named; else the settings' own, where they can be read. */
static enum err
open_anchors(struct call *c, const char *file, FILE **out)
{
	const char *own = c->setting->audit_anchors;
	enum err e;

	*out = NULL;
	if (file == NULL) {
		*out = *own != '\0' ? fopen(own, "re") : NULL;
		return ERR_NONE;
	}
	if ((e = call_path(c, file)) != ERR_NONE)
		return e;
	*out = strcmp(file, "-") == 0 ? stdin : fopen(file, "re");
	return *out != NULL ? ERR_NONE : call_fail(c, ERR_IO, "%s", file);
}

static enum err
audit_verify_run(struct call *c)
{
	const char *file = NULL, *pem = NULL;
	char key[AUDIT_KEY_HEX];
	FILE *anchors = NULL;
	enum err e;

	if ((e = call_value(c, "--anchors", &file)) != ERR_NONE || (e = call_value(c, "--key", &pem)) != ERR_NONE ||
	    (e = call_words(c, 0, 0)) != ERR_NONE || (e = desk_allow(&c->context->desk, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	if (pem != NULL && (e = call_path(c, pem)) != ERR_NONE)
		return e;
	if (pem != NULL && (e = audit_read_key(strcmp(pem, "-") == 0 ? "/dev/stdin" : pem, key)) != ERR_NONE)
		return call_fail(c, e, "%s", pem);
	if ((e = open_anchors(c, file, &anchors)) != ERR_NONE)
		return e;
	e = prove(c, pem != NULL ? key : NULL, anchors);
	if (anchors != NULL && anchors != stdin)
		(void)fclose(anchors);
	return e;
}

const struct command audit_verify_command = {
	.name = "audit verify",
	.usage = "[--anchors FILE|-] [--key PUBLIC.pem] [--json]",
	.text = "監査記録のつながりと署名を確かめる",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = audit_verify_run,
};

/* --- audit list --------------------------------------------------------------------------------- */

static bool
list_row(void *ctx, const struct audit_line *l)
{
	struct call *c = ctx;
	char at[24];

	moment_format(l->at, at, sizeof(at));
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "line", l->line);
		json_string(&c->out, "at", at);
		json_string(&c->out, "clerk", l->clerk);
		json_string(&c->out, "counter", l->counter);
		json_string(&c->out, "event", l->event);
		json_string(&c->out, "case", l->subject[0] != '\0' ? l->subject : NULL);
		json_string(&c->out, "reason", l->reason);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%lld\t%s\t%s\t%s\t%s\t%s\t%s", (long long)l->line, at, l->clerk, l->counter,
		    l->event, l->subject, l->reason);
	call_line(c);
	return true;
}

static enum err
audit_list_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct audit_filter f = { .limit = 0 };
	enum err e;

	if ((e = call_value(c, "--case", &f.number)) != ERR_NONE || (e = call_value(c, "--clerk",
	    &f.clerk)) != ERR_NONE ||
	    (e = call_value(c, "--event", &f.event)) != ERR_NONE || (e = call_day(c, "--from", &f.from)) != ERR_NONE ||
	    (e = call_day(c, "--to", &f.to)) != ERR_NONE || (e = call_limit(c, &f.limit)) != ERR_NONE ||
	    (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (f.number != NULL && case_number_check(f.number) != ERR_NONE)
		return call_fail(c, ERR_CASE_NUMBER, "%s", f.number);
	return audit_list(c->context->desk.store, &actor, &f, list_row, c);
}

const struct command audit_list_command = {
	.name = "audit list",
	.usage = "[--case N] [--clerk NAME] [--event EVENT] [--from DATE] [--to DATE] [--limit N] [--json]",
	.text = "監査記録(新しい順)",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = audit_list_run,
};
