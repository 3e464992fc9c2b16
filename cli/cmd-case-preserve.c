/* madoguchictl case preserve: a case that is needed for longer than its time. */
#include "cli/call-case.h"

#include "case/ended.h"

static enum err
preserve_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	const bool end = call_flag(c, "--end");
	struct buf reasons = { 0 };
	char why[64] = "";
	enum err e;
	size_t i;

	if ((e = call_words(c, end ? 1 : 2, end ? 1 : 2)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	if (!end && (e = call_take(c, "REASON", c->argv[1], why, sizeof(why))) != ERR_NONE)
		return e;
	e = case_preserve(c->context->desk.store, &actor, c->argv[0], end ? NULL : why);
	if (e == ERR_USAGE) {
		for (i = 0; case_preserve_reasons[i] != NULL; i++)
			buf_printf(&reasons, " %s", case_preserve_reasons[i]);
		(void)call_fail(c, e, "%s: REASON%s", why, buf_text(&reasons));
		buf_free(&reasons);
	} else if (e != ERR_NONE)
		(void)call_fail(c, e, "%s", c->argv[0]);
	return e;
}

const struct command case_preserve_command = {
	.name = "case preserve",
	.usage = "N REASON | --end N",
	.text = "終わった受付を、保存期間が過ぎても残す。REASON: audit suit appeal disclosure",
	.parts = DESK_STORE,
	.run = preserve_run,
};
