/* madoguchictl case claim, case release: who works on a case. */
#include "cli/call-case.h"

static enum err
told(struct call *c, const char *number, const char *holder)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "number", number);
		json_string(&c->out, "claimed-by", holder[0] != '\0' ? holder : NULL);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s\t%s", number, holder);
	call_line(c);
	return ERR_NONE;
}

static enum err
case_claim_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	char holder[33];
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	e = case_claim(c->context->desk.store, &actor, c->argv[0], false, holder);
	if (e == ERR_CASE_CLAIMED)
		return call_fail(c, e, "%s", holder);
	return e != ERR_NONE ? e : told(c, c->argv[0], actor.clerk);
}

const struct command case_claim_command = {
	.name = "case claim",
	.usage = "[--json] N",
	.text = "受付を受け持つ(ほかの職員から引き継ぐのは case event N taken-over)",
	.parts = DESK_STORE,
	.run = case_claim_run,
};

static enum err
case_release_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	e = case_release(c->context->desk.store, &actor, c->argv[0]);
	return e != ERR_NONE ? call_case_fail(c, e, NULL) : told(c, c->argv[0], "");
}

const struct command case_release_command = {
	.name = "case release",
	.usage = "[--json] N",
	.text = "受付の受持ちを終える",
	.parts = DESK_STORE,
	.run = case_release_run,
};
