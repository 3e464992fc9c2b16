/* madoguchictl case event: what later visits and the post bring to a case, and what of it was a mistake. */
#include "cli/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/leaves.h"
#include "cli/call-case.h"
#include "cli/call-terminal.h"
#include "cli/facts-in.h"

struct input {
	struct reception r;
	struct reception_news news;
	struct facts facts, back, gone;
	struct personal personal;
	char why[CASE_WHY_MAX];
};

/* Only what leaves is read; of the card that goes back what lies with it. */
static enum err
settle_read(struct call *c, struct particulars *p, enum case_event event)
{
	size_t i;

	if (event == EVENT_CARD_RETURNED) {
		p->read[LEAVES_CARD] = p->read[LEAVES_LETTER];
		p->read[LEAVES_LETTER].done = false;
	} else if (p->said != SAID_UNASKED)
		return call_fail(c, ERR_USAGE, "--said");
	for (i = 0; i < LEAVES_COUNT && event != EVENT_POST && event != EVENT_CARD_RETURNED; i++)
		if (p->read[i].done)
			return call_fail(c, ERR_USAGE, i == LEAVES_ENVELOPE ? "--envelope" : "--read");
	return ERR_NONE;
}

static enum err
take_way(struct call *c, struct particulars *p)
{
	enum err e = call_text(c, "--way", p->way, sizeof(p->way));

	if (e != ERR_NONE || p->way[0] == '\0' || strcmp(p->way, "mail") == 0 || strcmp(p->way, "hand") == 0)
		return e;
	return call_fail(c, ERR_USAGE, "--way");
}

/* What was read on the thing that leaves. */
static enum err
take_read(struct call *c, const char *option, enum leaves what, struct particulars *p)
{
	const char *value;
	enum err e = call_value(c, option, &value);

	if (e != ERR_NONE || value == NULL)
		return e;
	p->read[what].done = true;
	return call_take(c, option, value, p->read[what].typed, LEAVES_READ_MAX);
}

static enum err
take_said(struct call *c, struct particulars *p)
{
	const char *value;
	enum err e = call_value(c, "--said", &value);

	if (e != ERR_NONE || value == NULL)
		return e;
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return call_fail(c, ERR_USAGE, "--said");
	p->said = *value == 'y' ? SAID_SAME : SAID_OTHERWISE;
	return ERR_NONE;
}

/* --forget KEY, as often as it is given. */
static enum err
take_forget(struct call *c, struct input *in)
{
	const char *key;
	enum err e;

	while ((e = call_value(c, "--forget", &key)) == ERR_NONE && key != NULL) {
		const enum person_field field = person_field_by_code(key);
		const bool own = facts_own_code(key);
		const enum fact f = own ? facts_own(&in->gone, key) : fact_by_key(key);

		if (field < PERSON_FIELD_COUNT && (PERSON_BIT(field) & PERSON_MAY_LACK) != 0) {
			in->personal.gone |= PERSON_BIT(field);
			continue;
		}
		if (f == FACT_COUNT || (!own && facts_is_own(f)))
			return call_fail(c, ERR_FACT, "--forget %s", key);
		if (own) {
			facts_set(&in->gone, f, ANSWER_NO);
			in->news.forget_own = &in->gone;
		} else
			in->news.forget |= (uint64_t)1 << f;
	}
	return e;
}

/* --back HOLDER:LABEL, as often as it is given. */
static enum err
take_back(struct call *c, struct input *in)
{
	char text[FACTS_LABEL_MAX + 32];
	static char why[FACTS_WHY_MAX];
	const char *value;
	enum err e;

	while ((e = call_value(c, "--back", &value)) == ERR_NONE && value != NULL) {
		if ((size_t)snprintf(text, sizeof(text), "doc=%s", value) >= sizeof(text) ||
		    (e = facts_read(&in->back, NULL, text, why)) != ERR_NONE)
			return call_fail(c, e != ERR_NONE ? e : ERR_TOO_LONG, "--back");
	}
	in->news.back = in->back.held;
	in->news.back_count = in->back.held_count;
	return e;
}

/* The version that case show told; without it no version fits. */
static enum err
take_seen(struct call *c, struct particulars *p)
{
	const char *value;
	char *end;
	enum err e = call_value(c, "--seen", &value);

	p->seen = -1;
	if (e != ERR_NONE || value == NULL)
		return e;
	p->seen = strtoll(value, &end, 10);
	return *end == '\0' && p->seen > 0 ? ERR_NONE : call_fail(c, ERR_USAGE, "--seen");
}

static enum err
take_options(struct call *c, struct input *in)
{
	struct particulars *p = &in->news.particulars;
	enum err e;

	in->news.why = in->why;
	if ((e = call_text(c, "--why", in->why, sizeof(in->why))) != ERR_NONE ||
	    (e = call_text(c, "--mail-number", p->mail_number, sizeof(p->mail_number))) != ERR_NONE ||
	    (e = call_text(c, "--place", p->place, sizeof(p->place))) != ERR_NONE ||
	    (e = call_day(c, "--until", &p->until)) != ERR_NONE ||
	    (e = take_read(c, "--read", LEAVES_LETTER, p)) != ERR_NONE ||
	    (e = take_read(c, "--envelope", LEAVES_ENVELOPE, p)) != ERR_NONE ||
	    (e = take_said(c, p)) != ERR_NONE ||
	    (e = take_seen(c, p)) != ERR_NONE || (e = take_way(c, p)) != ERR_NONE ||
	    (e = take_forget(c, in)) != ERR_NONE)
		return e;
	return take_back(c, in);
}

/* A case that may be there, an event that exists, and facts. */
static enum err
take_words(struct call *c, struct input *in, enum case_event *event)
{
	enum err e;

	if ((e = call_words(c, 2, c->argc)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	if ((*event = flow_event_by_code(c->argv[1])) == CASE_EVENT_COUNT)
		return call_fail(c, ERR_USAGE, "%s", c->argv[1]);
	if ((e = settle_read(c, &in->news.particulars, *event)) != ERR_NONE || call_of_terminal(*event))
		return e;
	if ((e = facts_in(c, 2, &in->facts, &in->personal)) != ERR_NONE)
		return e;
	in->news.facts = &in->facts;
	in->news.personal = personal_given(&in->personal) ? &in->personal : NULL;
	return ERR_NONE;
}

/* Of what was read for another case: letter:26-000002-1. */
static enum err
fail(struct call *c, enum err e, const struct input *in)
{
	char why[LEAVES_REASON_MAX];
	const char *other;

	if (e != ERR_PAPER_OTHER)
		return call_case_fail(c, e, &in->r);
	leaves_reason(c->argv[0], &in->news.particulars, e, why);
	other = strchr(why, ',');
	return call_fail(c, e, "%s", other != NULL ? other + 1 : why);
}

static enum err
case_event_run(struct call *c)
{
	struct input *in = calloc(1, sizeof(*in));
	const struct actor actor = call_actor(c);
	enum case_event event;
	enum err e;

	if (in == NULL)
		return ERR_MEMORY;
	if ((e = take_options(c, in)) != ERR_NONE || (e = take_words(c, in, &event)) != ERR_NONE)
		goto out;
	in->r.day = c->context->desk.profile;
	e = call_of_terminal(event) ? call_terminal(c, event, &in->r) :
	    reception_event(c->context->desk.store, &actor, c->argv[0], event, &in->news, &in->r);
	if (e == ERR_NONE)
		call_case_print(c, &in->r.file);
	else
		e = fail(c, e, in);
out:
	reception_free(&in->r);
	free(in);
	return e;
}

const struct command case_event_command = {
	.name = "case event",
	.usage = "[--why TEXT] [--seen VERSION] [--until DATE] [--mail-number N] [--place TEXT] [--way mail|hand]"
	    " [--read NUMBER] [--envelope NUMBER] [--said yes|no]"
	    " [--forget KEY] [--back HOLDER:LABEL] [--json] N EVENT [FACT...] [why=CODE] [pin=K] [-]",
	.text = "来庁や郵便でわかったこと、訂正、取消しを受付に記す",
	.parts = DESK_STORE | DESK_PROFILE,
	.run = case_event_run,
};
