/* madoguchictl audit lookups: what is unusual among the looks at people's records. */
#include "cli/cmd.h"

#include <stdlib.h>

#define OFTEN 5			/* looks of one clerk at one person, in a day */

static const struct { const char *code, *words; } oddities[] = {
	[LOOKUP_SAME_PERSON] = { "same-person", "同じ人を何度も見ました" },
	[LOOKUP_NO_REASON] = { "no-reason", "受付番号も目的もなく見ました" },
	[LOOKUP_OWN_NAME] = { "own-name", "自分と同じ名前の人を見ました" },
};

/* A person is told apart by the first digits of the hash; who it is the log doesn't know. */
static bool
tell(void *ctx, const struct lookup_row *r)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "lookup", oddities[r->oddity].code);
		json_string(&c->out, "day", r->day);
		json_string(&c->out, "clerk", r->clerk);
		json_string(&c->out, "person", r->person[0] != '\0' ? r->person : NULL);
		json_number(&c->out, "times", r->times);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s\t%s\t%lld\t%.8s\t%s", r->day, r->clerk, (long long)r->times,
		    r->person[0] != '\0' ? r->person : "-", tr(oddities[r->oddity].words));
	call_line(c);
	return true;
}

static enum err
lookups_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct date from = { 0, 0, 0 };
	const char *often = NULL;
	long times = OFTEN;
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
