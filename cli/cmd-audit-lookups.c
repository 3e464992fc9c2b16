/* madoguchictl audit lookups: what is unusual among the looks at people's records. */
#include "cli/cmd.h"

#include <stdlib.h>

/* A person is told apart by the first digits of the hash; who it is the log doesn't know. */
static bool
tell(void *ctx, const struct lookup_row *r)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "lookup", lookup_oddity_code(r->oddity));
		json_string(&c->out, "day", r->day);
		json_string(&c->out, "clerk", r->clerk);
		json_string(&c->out, "person", r->person[0] != '\0' ? r->person : NULL);
		json_number(&c->out, "times", r->times);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s\t%s\t%lld\t%.8s\t%s", r->day, r->clerk, (long long)r->times,
		    r->person[0] != '\0' ? r->person : "-", tr(lookup_oddity_words(r->oddity)));
	call_line(c);
	return true;
}

static enum err
lookups_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct date from = { 0, 0, 0 };
	const char *often = NULL;
	long times = LOOKUP_OFTEN;
	char *end;
	enum err e;

	if ((e = call_day(c, "--from", &from)) != ERR_NONE || (e = call_value(c, "--often", &often)) != ERR_NONE ||
	    (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (often != NULL && ((times = strtol(often, &end, 10)) < 2 || *end != '\0' || times > 1000000))
		return call_fail(c, ERR_USAGE, "--often");
	return lookup_list(c->context->desk.store, &actor, times, from, tell, c);
}

const struct command audit_lookups_command = {
	.name = "audit lookups",
	.usage = "[--from DATE] [--often N] [--json]",
	.text = "人の記録の見方で、ふつうでないもの",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = lookups_run,
};
