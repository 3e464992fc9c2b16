/* madoguchictl case kana: the フリガナ of a case's holder, typed later: no card holds it, but cases are searched by it. */
#include "cli/call-case.h"

#include "case/person.h"
#include "cli/facts-in.h"

static enum err
case_kana_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	char kana[PERSON_NAME_MAX + 1];
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	if ((e = line_in(c, kana, sizeof(kana))) != ERR_NONE)
		return call_fail(c, e, "%s", "-");
	e = case_set_kana(c->context->desk.store, &actor, c->argv[0], kana);
	return e != ERR_NONE ? call_case_fail(c, e, NULL) : ERR_NONE;
}

const struct command case_kana_command = {
	.name = "case kana",
	.usage = "N",
	.text = "受付の本人のフリガナを、標準入力から記録する",
	.parts = DESK_STORE,
	.run = case_kana_run,
};
