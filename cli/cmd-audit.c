/* madoguchictl audit list, audit verify: what the audit log says, and whether its chain is whole. */
#include "cli/cmd.h"

/* --- audit verify ------------------------------------------------------------------------------- */

static enum err
audit_verify_run(struct call *c)
{
	int64_t lines = 0, broken = 0;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE || (e = desk_allow(&c->context->desk, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	e = audit_verify(c->context->desk.store, &lines, &broken);
	if (e != ERR_NONE && e != ERR_AUDIT_BROKEN)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_bool(&c->out, "whole", e == ERR_NONE);
		json_number(&c->out, "lines", lines);
		if (broken > 0)
			json_number(&c->out, "broken-at", broken);
		else
			json_null(&c->out, "broken-at");
		json_object_end(&c->out);
		call_line(c);
	} else if (e == ERR_NONE) {
		buf_printf(&c->out, tr("監査記録 %lld 行、つながっています"), (long long)lines);
		call_line(c);
	}
	return e == ERR_NONE ? e : call_fail(c, e, tr("%lld 行目"), (long long)broken);
}

const struct command audit_verify_command = {
	.name = "audit verify",
	.usage = "[--json]",
	.text = "監査記録のつながりを確かめる",
	.parts = DESK_STORE,
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

	if ((e = call_value(c, "--case", &f.number)) != ERR_NONE || (e = call_value(c, "--clerk", &f.clerk)) != ERR_NONE ||
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
	.parts = DESK_STORE,
	.run = audit_list_run,
};
