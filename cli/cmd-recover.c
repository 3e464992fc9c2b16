/* madoguchictl recover: what a crash or a pulled card left half done, and its end. */
#include "cli/call-case.h"

#include <stdio.h>
#include <string.h>

static void
json_pins(struct buf *b, const char *key, unsigned pins)
{
	unsigned k;

	json_array(b, key);
	for (k = 0; k < PIN_COUNT; k++) {
		if ((pins & 1u << k) != 0)
			json_string(b, NULL, pin_format((enum pin_kind)k)->code);
	}
	json_array_end(b);
}

static bool
list_row(void *ctx, const struct half_done *h)
{
	const struct desk_result doubt = { .pins_in_doubt = h->pins_in_doubt };
	struct call *c = ctx;
	char at[24], words[512];

	moment_format(h->since, at, sizeof(at));
	if (!c->json) {
		if (h->elsewhere)
			(void)snprintf(words, sizeof(words), tr("%s で動いています"), h->host);
		else
			desk_pins_words(&doubt, words, sizeof(words));
		buf_printf(&c->out, "%s\t%s\t%s\t%s\t%s\t%s\t%s", h->number, h->name, h->procedure, h->step, at,
		    h->clerk, h->elsewhere ? words : h->live ? tr("動いています") :
		    h->card_for != NULL ? tr(h->card_for) : words);
		call_line(c);
		return true;
	}
	json_object(&c->out, NULL);
	json_string(&c->out, "number", h->number);
	json_string(&c->out, "name", h->name);
	json_string(&c->out, "procedure", h->procedure);
	json_string(&c->out, "step", h->step);
	json_string(&c->out, "since", at);
	json_string(&c->out, "clerk", h->clerk);
	json_string(&c->out, "host", h->host);
	json_bool(&c->out, "live", h->live);
	json_bool(&c->out, "elsewhere", h->elsewhere);
	json_bool(&c->out, "card-needed", h->card_for != NULL);
	json_pins(&c->out, "pins-in-doubt", h->pins_in_doubt);
	json_object_end(&c->out);
	call_line(c);
	return true;
}

static const struct { const char *code, *ja; } outcomes[] = {
	[RECOVERY_FINISHED] = { "finished", "手続は完了しました" },
	[RECOVERY_UNDONE] = { "undone", "手続を始める前に戻しました" },
};

struct wanted { const char *number, *card_for; };

static bool
see_need(void *ctx, const struct half_done *h)
{
	struct wanted *w = ctx;

	if (strcmp(h->number, w->number) == 0 && h->card_for != NULL)
		w->card_for = h->card_for;
	return true;
}

/* What the card is needed for, beside where it should be. */
static enum err
ask_for_card(struct call *c, const char *number, enum err fault)
{
	struct wanted w = { number, "" };

	(void)desk_half_done(&c->context->desk, see_need, &w);
	return call_fail(c, fault != ERR_NONE ? fault : ERR_CARD_NONE, "%s: %s", number, tr(w.card_for));
}

static void
text_outcome(struct call *c, const char *number, enum recovery outcome, const struct desk_result *r)
{
	char words[512];

	buf_printf(&c->out, "%s %s", number, tr(outcomes[outcome].ja));
	call_line(c);
	desk_pins_words(r, words, sizeof(words));
	if (words[0] != '\0') {
		buf_puts(&c->out, words);
		call_line(c);
	}
}

static enum err
recover(struct call *c, const char *number)
{
	static struct desk_result result;
	struct wire_state state;
	enum recovery outcome;
	enum err e;

	(void)call_reader(c, &state);	/* what can be undone without a card is undone without a reader too */
	if ((e = desk_recover(&c->context->desk, number, state.card, &outcome, &result)) == ERR_CASE_CLAIMED)
		return call_case_fail(c, e, NULL);
	if (e != ERR_NONE)
		return call_fail(c, e, "%s", number);
	if (outcome == RECOVERY_CARD_NEEDED)
		return ask_for_card(c, number, state.fault);
	if (!c->json) {
		text_outcome(c, number, outcome, &result);
		return ERR_NONE;
	}
	json_object(&c->out, NULL);
	json_string(&c->out, "number", number);
	json_string(&c->out, "outcome", outcomes[outcome].code);
	json_pins(&c->out, "pins-set", result.pins_set);
	json_pins(&c->out, "pins-in-doubt", result.pins_in_doubt);
	json_object_end(&c->out);
	call_line(c);
	return ERR_NONE;
}

/* No card is needed to say so, and who may say so need not be who may recover. */
static enum err
declare_gone(struct call *c, const char *number, const char *host)
{
	enum err e = desk_declare_dead(&c->context->desk, number, host);

	return e != ERR_NONE ? call_fail(c, e, "%s", number) : ERR_NONE;
}

static enum err
recover_run(struct call *c)
{
	bool list = call_flag(c, "--list");
	const char *gone;
	enum err e;

	if ((e = call_value(c, "--gone", &gone)) != ERR_NONE || (e = call_words(c, list ? 0 : 1, list ? 0 : 1)) != ERR_NONE)
		return e;
	if (list)
		return gone != NULL ? ERR_USAGE : desk_half_done(&c->context->desk, list_row, c);
	if ((e = case_number_check(c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	return gone != NULL ? declare_gone(c, c->argv[0], gone) : recover(c, c->argv[0]);
}

const struct command recover_command = {
	.name = "recover",
	.usage = "--list [--json] | N [--json] | --gone HOST N",
	.text = "途中の処理の一覧と、その続き",
	.parts = DESK_WHOLE,
	.run = recover_run,
};
