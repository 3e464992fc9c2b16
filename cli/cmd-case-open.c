/* madoguchictl case open, case event: a visit decided and stored, and what later visits bring. */
#include "cli/cmd.h"

#include <stdlib.h>

#include "cli/call-profile.h"
#include "cli/facts-in.h"
#include "reception.h"

struct input { struct reception r; struct facts facts; struct personal personal; };

static void
print_case(struct call *c, const struct case_file *f)
{
	if (!c->json) {
		buf_printf(&c->out, "%s\t%s", f->number, flow_state_name(f->state, lang_now()));
		call_line(c);
		return;
	}
	json_object(&c->out, NULL);
	json_string(&c->out, "number", f->number);
	json_string(&c->out, "state", flow_state_code(f->state));
	json_string(&c->out, "outcome", f->outcome);
	json_raw(&c->out, "decision", f->decision);
	json_object_end(&c->out);
	call_line(c);
}

/* The reasons in words, for what is refused or wrong. */
static enum err
fail(struct call *c, enum err e, const struct reception *r)
{
	if (e == ERR_FACT)
		return call_fail(c, e, "%s", r->why);
	return e;
}

/* --- case open -------------------------------------------------------------------------------- */

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
	if ((e = call_words(c, 1, c->argc)) != ERR_NONE ||
	    (e = facts_in(c, 0, &in->r.facts, &in->personal)) != ERR_NONE ||
	    (e = call_profile(c, NULL, &profile, NULL)) != ERR_NONE)
		goto out;
	in->r.profile = profile;
	if (assume)
		facts_assume(&in->r.facts);
	if ((e = reception_open(c->kit->desk.store, &actor, &in->r, &in->personal)) == ERR_NONE)
		print_case(c, &in->r.file);
	else
		e = fail(c, e, &in->r);
out:
	reception_free(&in->r);
	profile_free(&profile);
	free(in);
	return e;
}

const struct command case_open_command = {
	.name = "case open",
	.usage = "[--unknown-is-no] [--json] FACT... [-]",
	.text = "判定して受け付ける(氏名などは - で標準入力から)",
	.parts = DESK_STORE,
	.run = case_open_run,
};

/* --- case event ------------------------------------------------------------------------------- */

static enum err
claimed(struct call *c, const char *number)
{
	static struct case_file f;

	if (case_load(c->kit->desk.store, number, &f) == ERR_NONE)
		return call_fail(c, ERR_CASE_CLAIMED, "%s", f.claimed_by);
	return ERR_CASE_CLAIMED;
}

/* A case that is there, an event that exists. */
static enum err
take_words(struct call *c, enum case_event *event)
{
	enum err e = call_words(c, 2, c->argc);

	if (e != ERR_NONE)
		return e;
	if (case_number_check(c->argv[0]) != ERR_NONE)
		return call_fail(c, ERR_CASE_NUMBER, "%s", c->argv[0]);
	*event = flow_event_by_code(c->argv[1]);
	return *event != CASE_EVENT_COUNT ? ERR_NONE : call_fail(c, ERR_USAGE, "%s", c->argv[1]);
}

static enum err
apply(struct call *c, enum case_event event, const char *why, struct input *in)
{
	const struct actor actor = call_actor(c);
	const char *number = c->argv[0];
	const struct reception_news news = { .facts = &in->facts, .why = why };
	enum err e;

	if ((e = facts_in(c, 2, &in->facts, NULL)) != ERR_NONE)
		return e;
	e = reception_event(c->kit->desk.store, &actor, number, event, &news, &in->r);
	if (e == ERR_CASE_CLAIMED)
		return claimed(c, number);
	if (e != ERR_NONE)
		return fail(c, e, &in->r);
	print_case(c, &in->r.file);
	return ERR_NONE;
}

static enum err
case_event_run(struct call *c)
{
	struct input *in;
	const char *why;
	enum case_event event;
	enum err e;

	if ((e = call_value(c, "--why", &why)) != ERR_NONE || (e = take_words(c, &event)) != ERR_NONE)
		return e;
	if ((in = calloc(1, sizeof(*in))) == NULL)
		return ERR_MEMORY;
	e = apply(c, event, why != NULL ? why : "", in);
	reception_free(&in->r);
	free(in);
	return e;
}

const struct command case_event_command = {
	.name = "case event",
	.usage = "[--why TEXT] [--json] N EVENT [FACT...]",
	.text = "来庁や郵便でわかったことを受付に記す",
	.parts = DESK_STORE,
	.run = case_event_run,
};
