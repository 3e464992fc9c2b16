/* madoguchictl case erase: the personal data of cases that have ended. */
#include "cli/call-case.h"

#include "case/person.h"

static void
say_erased(void *ctx, const char *number)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "erased", number);
		json_object_end(&c->out);
	} else
		buf_puts(&c->out, number);
	call_line(c);
}

static enum err
erase_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct store *s = c->context->desk.store;
	struct date before;
	const char *value;
	enum err e;

	if ((e = call_value(c, "--ended-before", &value)) != ERR_NONE ||
	    (e = call_words(c, value == NULL, value == NULL)) != ERR_NONE)
		return e;
	if (value != NULL) {
		if (date_parse(value, &before) != ERR_NONE)
			return call_fail(c, ERR_DATE, "--ended-before");
		return case_erase_before(s, &actor, before, say_erased, c);
	}
	if ((e = call_case_number(c)) != ERR_NONE)
		return e;
	if ((e = case_erase(s, &actor, c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	say_erased(c, c->argv[0]);
	return ERR_NONE;
}

const struct command case_erase_command = {
	.name = "case erase",
	.usage = "[--json] N | --ended-before DATE",
	.text = "終わった受付の個人の情報を消す(経過と監査記録は残ります)",
	.parts = DESK_STORE,
	.run = erase_run,
};
