/* madoguchictl audit verify: walks the whole chain of the audit log. */
#include "cli/cmd.h"


static enum err
audit_verify_run(struct call *c)
{
	int64_t lines = 0, broken = 0;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE || (e = desk_allow(&c->kit->desk, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	e = audit_verify(c->kit->desk.store, &lines, &broken);
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
