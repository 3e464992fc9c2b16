/* madoguchictl case let-in: a supervisor takes who stood in the queue when the counter shut. */
#include "cli/cmd.h"

#include <stdlib.h>

#include "cli/call-case.h"

static enum err
case_let_in_run(struct call *c)
{
	struct reception *r = calloc(1, sizeof(*r));
	const struct actor actor = call_actor(c);
	char why[CASE_WHY_MAX];
	enum err e;

	if (r == NULL)
		return ERR_MEMORY;
	if ((e = call_text(c, "--why", why, sizeof(why))) != ERR_NONE || (e = call_words(c, 1, 1)) != ERR_NONE ||
	    (e = call_case_number(c)) != ERR_NONE)
		goto out;
	r->day = c->context->desk.profile;
	e = reception_event(c->context->desk.store, &actor, c->argv[0], EVENT_LET_IN,
	    &(struct reception_news){ .why = why }, r);
	if (e == ERR_NONE)
		call_case_print(c, &r->file);
	else
		e = call_case_fail(c, e, r);
out:
	reception_free(r);
	free(r);
	return e;
}

const struct command case_let_in_command = {
	.name = "case let-in",
	.usage = "[--why TEXT] [--json] N",
	.text = "窓口が閉まる前から並んでいた方を受け付ける(責任者)",
	.parts = DESK_STORE | DESK_PROFILE,
	.run = case_let_in_run,
};
