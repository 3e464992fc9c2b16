/* madoguchictl case open: a visit decided and stored. */
#include "cli/cmd.h"

#include <stdlib.h>

#include "case/ticket.h"
#include "cli/call-case.h"
#include "cli/call-profile.h"
#include "cli/facts-in.h"

struct input { struct reception r; struct facts facts; struct personal personal; };

/* Of which booking, and of which number of the day, the visitor is. */
static enum err
read_arrival(struct call *c, struct particulars *p)
{
	const char *booking = NULL, *ticket = NULL;
	char *end;
	enum err e;

	if ((e = call_value(c, "--booking", &booking)) != ERR_NONE ||
	    (e = call_value(c, "--ticket", &ticket)) != ERR_NONE)
		return e;
	if (booking != NULL && ((p->booking = strtoll(booking, &end, 10)) <= 0 || *end != '\0'))
		return call_fail(c, ERR_BOOKING, "%s", booking);
	if (ticket != NULL) {
		const long n = strtol(ticket, &end, 10);

		if (*end != '\0' || n < 1 || n > TICKET_MAX)
			return call_fail(c, ERR_TICKET_NONE, "%s", ticket);
		p->ticket = (int)n;
	}
	return ERR_NONE;
}

static enum err
case_open_run(struct call *c)
{
	struct input *in = calloc(1, sizeof(*in));
	const bool assume = call_flag(c, "--unknown-is-no");
	const struct actor actor = call_actor(c);
	struct profile *profile = NULL;
	enum err e;

	if (in == NULL)
		return ERR_MEMORY;
	if ((e = call_day(c, "--until", &in->r.file.particulars.until)) != ERR_NONE ||
	    (e = read_arrival(c, &in->r.file.particulars)) != ERR_NONE ||
	    (e = call_words(c, 1, c->argc)) != ERR_NONE ||
	    (e = facts_in(c, 0, &in->r.facts, &in->personal)) != ERR_NONE ||
	    (e = call_profile(c, NULL, &profile, NULL)) != ERR_NONE)
		goto out;
	in->r.profile = profile;
	profile_adopt(profile, &in->r.facts);
	if (assume)
		facts_assume(&in->r.facts);
	if ((e = reception_open(c->context->desk.store, &actor, &in->r, &in->personal)) == ERR_NONE)
		call_case_print(c, &in->r.file);
	else
		e = call_case_fail(c, e, &in->r);
out:
	reception_free(&in->r);
	profile_free(&profile);
	free(in);
	return e;
}

const struct command case_open_command = {
	.name = "case open",
	.usage = "[--unknown-is-no] [--until DATE] [--booking ID] [--ticket N] [--json] FACT... [-]",
	.text = "判定して受け付ける(氏名などは - で標準入力から)",
	.parts = DESK_STORE,
	.run = case_open_run,
};
