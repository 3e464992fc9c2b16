/* madoguchictl case consent: what stands in certificates for characters that they lack, and the holder's consent. */
#include "cli/call-case.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "case/consent.h"
#include "cli/facts-in.h"

#define LINE_MAX 256

/* "U+845B U+E0101" as characters, which not everybody can type; what is none is taken as it was typed. */
static enum err
read_from(struct call *c, char *typed, char out[JIS_FROM_MAX])
{
	char text[LINE_MAX] = "", *p = typed, *end;
	size_t at = 0, n;
	unsigned long code;

	for (; strncmp(p, "U+", 2) == 0 && at + 5 < sizeof(text); p = *end == ' ' ? end + 1 : end) {
		code = strtoul(p + 2, &end, 16);
		if (end == p + 2 || code > 0x10ffff || (n = text_encode((uint32_t)code, text + at)) == 0)
			return call_fail(c, ERR_SUBSTITUTE, "%s", typed);
		at += n;
		text[at] = '\0';
	}
	if (at > 0 && *p != '\0')
		return call_fail(c, ERR_SUBSTITUTE, "%s", typed);
	return call_take(c, "-", at > 0 ? text : typed, out, JIS_FROM_MAX);
}

/* "髙=高": one more that was chosen. */
static enum err
read_line(struct call *c, char *line, struct jis_pairs *chosen)
{
	struct jis_pair *p = &chosen->pair[chosen->count];
	char *to = strchr(line, '=');
	enum err e;

	if (to == NULL || chosen->count == JIS_PAIRS_MAX)
		return call_fail(c, ERR_SUBSTITUTE, "%s", line);
	*to++ = '\0';
	if ((e = read_from(c, line, p->from)) != ERR_NONE ||
	    (e = call_take(c, "-", to, p->to, sizeof(p->to))) != ERR_NONE)
		return e;
	chosen->count++;
	return ERR_NONE;
}

static enum err
read_chosen(struct call *c, struct jis_pairs *chosen)
{
	char line[LINE_MAX];
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
