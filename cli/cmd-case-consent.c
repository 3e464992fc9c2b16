/* madoguchictl case consent: what stands in certificates for characters that they lack, and the holder's consent. */
#include "cli/call-case.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/consent.h"
#include "cli/chosen-in.h"
#include "cli/facts-in.h"

static enum err
read_line(struct call *c, const char *line, struct jis_pairs *chosen)
{
	char text[CHOSEN_LINE_MAX];
	enum err e;

	if ((e = call_take(c, "-", line, text, sizeof(text))) != ERR_NONE)
		return e;
	return (e = chosen_take_line(text, chosen)) != ERR_NONE ? call_fail(c, e, "%s", line) : ERR_NONE;
}

static enum err
read_chosen(struct call *c, struct jis_pairs *chosen)
{
	char line[CHOSEN_LINE_MAX];
	enum err e;

	while (input_line(line, sizeof(line), &e))
		if (line[0] != '\0' && (e = read_line(c, line, chosen)) != ERR_NONE)
			return e;
	return e;
}

static void
show_json(struct call *c, const struct case_file *f, const struct case_consent *consent)
{
	char codes[TEXT_CODES_MAX], at[24];
	size_t i;

	json_object(&c->out, NULL);
	json_string(&c->out, "number", f->number);
	json_bool(&c->out, "needed", consent->pairs.count > 0 && case_names_holder(f));
	json_bool(&c->out, "agreed", consent->agreed);
	json_array(&c->out, "characters");
	for (i = 0; i < consent->pairs.count; i++) {
		json_object(&c->out, NULL);
		json_string(&c->out, "character", consent->pairs.pair[i].from);
		text_codes(consent->pairs.pair[i].from, codes);
		json_string(&c->out, "codes", codes);
		json_string(&c->out, "substitute", consent->pairs.pair[i].to);
		json_object_end(&c->out);
	}
	json_array_end(&c->out);
	if (consent->agreed) {
		moment_format(consent->at, at, sizeof(at));
		json_string(&c->out, "clerk", consent->clerk);
		json_string(&c->out, "at", at);
	}
	json_object_end(&c->out);
	call_line(c);
}

static void
show_text(struct call *c, const struct case_consent *consent)
{
	char codes[TEXT_CODES_MAX];
	size_t i;

	for (i = 0; i < consent->pairs.count; i++) {
		text_codes(consent->pairs.pair[i].from, codes);
		buf_printf(&c->out, "%s\t%s\t%s\t%s", consent->pairs.pair[i].from, codes, consent->pairs.pair[i].to,
		    consent->agreed ? tr("同意あり") : tr("同意はまだ"));
		call_line(c);
	}
}

static enum err
consent(struct call *c, struct case_file *f, bool agree, struct jis_pairs *chosen)
{
	const struct actor actor = call_actor(c);
	struct store *s = c->context->desk.store;
	struct case_consent now;
	enum err e;

	if (agree && (e = case_agree(s, &actor, c->argv[0], chosen)) != ERR_NONE)
		return call_case_fail(c, e, NULL);
	if ((e = case_load(s, c->argv[0], f)) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	if ((e = case_consent(s, f, &now)) != ERR_NONE)
		return e;
	if (c->json)
		show_json(c, f, &now);
	else
		show_text(c, &now);
	return ERR_NONE;
}

static enum err
case_consent_run(struct call *c)
{
	struct jis_pairs chosen = { .count = 0 };
	const bool agree = call_flag(c, "--agree");
	struct case_file *f;
	enum err e;

	if ((e = call_words(c, 1, agree ? 2 : 1)) != ERR_NONE || (e = call_case_number(c)) != ERR_NONE)
		return e;
	if (c->argc > 1 && strcmp(c->argv[1], "-") != 0)
		return ERR_USAGE;
	if (c->argc > 1 && (e = read_chosen(c, &chosen)) != ERR_NONE)
		return e;
	if ((f = malloc(sizeof(*f))) == NULL)
		return ERR_MEMORY;
	e = consent(c, f, agree, &chosen);
	free(f);
	return e;
}

const struct command case_consent_command = {
	.name = "case consent",
	.usage = "[--agree] [--json] N [-]",
	.text = "証明書に入れられない文字の代わりの文字と、本人の同意",
	.parts = DESK_STORE,
	.run = case_consent_run,
};
