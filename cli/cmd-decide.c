/* madoguchictl decide: facts in, the decision out; one set of facts, or one a line. */
#include "config.h"

#include "cli/call-profile.h"
#include "cli/facts-in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/rule.h"

#define LINE_MAX_BYTES 65536

struct decide { const struct profile *profile; bool text, assume; struct moment at; };

static enum err
print_text(struct call *c, const struct decision *decision)
{
	struct buf text = { 0 };
	const char *line;
	enum err e;

	decision_text(decision, &text);
	e = buf_check(&text);
	for (line = buf_text(&text); *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
		buf_add(&c->out, line, strcspn(line, "\n"));
		call_line(c);
	}
	buf_free(&text);
	return e;
}

static enum err
decide(struct call *c, const struct decide *d, struct facts *facts, char why[FACTS_WHY_MAX])
{
	struct decision decision;
	enum err e;

	profile_adopt(d->profile, facts);
	if (!date_given(facts->at.date))
		facts->at = d->at;
	if (d->assume)
		facts_assume(facts);
	if ((e = facts_check_born(facts, d->at.date)) != ERR_NONE ||
	    (e = profile_check_facts(d->profile, facts, why)) != ERR_NONE)
		return e;
	if ((e = rule_decide(d->profile, facts, d->at, &decision)) != ERR_NONE)
		return e;
	if (d->text)
		return print_text(c, &decision);
	decision_json(&decision, &c->out);
	call_json_line(c);
	return ERR_NONE;
}

/* Personal facts are taken from standard input, and forgotten: they change no decision. */
static enum err
read_input(struct facts *facts, char *line, char why[FACTS_WHY_MAX])
{
	struct personal personal = { 0 };
	enum err e = ERR_NONE;

	while (e == ERR_NONE && input_line(line, LINE_MAX_BYTES, &e))
		if (line[0] != '\0')
			e = facts_read(facts, &personal, line, why);
	return e;
}

static enum err
decide_one(struct call *c, const struct decide *d, char *line)
{
	char why[FACTS_WHY_MAX] = "";
	struct facts facts = { 0 };
	enum err e = ERR_NONE;
	int i;

	for (i = 0; i < c->argc && e == ERR_NONE; i++)
		e = strcmp(c->argv[i], "-") == 0 ? read_input(&facts, line, why) : facts_read(&facts, NULL, c->argv[i], why);
	if (e == ERR_NONE)
		e = decide(c, d, &facts, why);
	return e != ERR_NONE && why[0] != '\0' ? call_fault(c, e, why) : e;
}

/* A line that can't be read has a line of its own in the output, so that lines still answer lines; the end says 2. */
static void
tell_bad_line(struct call *c, long number, enum err e, const char *why)
{
	json_object(&c->out, NULL);
	json_string(&c->out, "error", err_name(e));
	json_number(&c->out, "line", number);
	json_string(&c->out, "text", why[0] != '\0' ? why : err_what(e, LANG_JA));
	json_object_end(&c->out);
	call_line(c);
}

static enum err
decide_batch(struct call *c, const struct decide *d, char *line)
{
	struct personal *personal = calloc(1, sizeof(*personal));
	char why[FACTS_WHY_MAX];
	enum err e = ERR_NONE, worst = ERR_NONE, one;
	long number;

	if (personal == NULL)
		return ERR_MEMORY;
	for (number = 1; input_line(line, LINE_MAX_BYTES, &e); number++) {
		struct facts facts = { 0 };

		why[0] = '\0';
		if ((one = facts_read_words(&facts, personal, line, why)) == ERR_NONE)
			one = decide(c, d, &facts, why);
		if (one == ERR_NONE)
			continue;
		tell_bad_line(c, number, one, why);
		if (worst == ERR_NONE)
			worst = call_fail(c, one, "%ld: %s", number, why);
	}
	free(personal);
	return e != ERR_NONE ? e : worst;
}

static enum err
decide_run(struct call *c)
{
	struct decide d = { .at = c->clock.now(c->clock.ctx) };
	bool batch = call_flag(c, "--batch");
	struct profile *profile = NULL;
	char *line = NULL;
	enum err e;

	d.text = call_flag(c, "--text");
	d.assume = call_flag(c, "--unknown-is-no");
	if ((e = call_words(c, 0, batch ? 0 : 1000)) != ERR_NONE || (e = call_profile(c, NULL, &profile, NULL)) != ERR_NONE)
		return e;
	d.profile = profile;
	if ((line = malloc(LINE_MAX_BYTES)) == NULL)
		e = ERR_MEMORY;
	else
		e = batch ? decide_batch(c, &d, line) : decide_one(c, &d, line);
	free(line);
	profile_free(&profile);
	return e;
}

const struct command decide_command = {
	.name = "decide",
	.usage = "[--batch] [--text] [--unknown-is-no] FACT...|-",
	.text = "手続ができるか、何が足りないかを答える",
	.account = AS_ONESELF,
	.run = decide_run,
};
