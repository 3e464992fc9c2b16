/* madoguchictl recover: what a crash or a pulled card left half done, and its end. */
#include "cli/call-case.h"

static void
json_doubt(struct buf *b, unsigned pins)
{
	unsigned k;

	json_array(b, "pins-in-doubt");
	for (k = 0; k < PIN_COUNT; k++) {
		if ((pins & 1u << k) != 0)
			json_string(b, NULL, pin_format((enum pin_kind)k)->code);
	}
	json_array_end(b);
}

static bool
list_row(void *ctx, const struct half_done *h)
{
	struct call *c = ctx;
	char at[24];

	moment_format(h->since, at, sizeof(at));
	if (!c->json) {
		buf_printf(&c->out, "%s\t%s\t%s\t%s\t%s\t%s", h->number, h->procedure, h->step, at, h->clerk,
		    h->live ? tr("動いています") : h->card_needed ? tr("カードが要ります") : "");
		call_line(c);
		return true;
	}
	json_object(&c->out, NULL);
	json_string(&c->out, "number", h->number);
	json_string(&c->out, "procedure", h->procedure);
	json_string(&c->out, "step", h->step);
	json_string(&c->out, "since", at);
	json_string(&c->out, "clerk", h->clerk);
	json_bool(&c->out, "live", h->live);
	json_bool(&c->out, "card-needed", h->card_needed);
	json_doubt(&c->out, h->pins_in_doubt);
	json_object_end(&c->out);
	call_line(c);
	return true;
}

static const struct { const char *code, *ja; } outcomes[] = {
	[RECOVERY_FINISHED] = { "finished", "手続は完了しました" },
	[RECOVERY_UNDONE] = { "undone", "手続を始める前に戻しました" },
};

static enum err
recover(struct call *c, const char *number)
{
	static struct desk_result result;
	struct wire_state state;
	enum recovery outcome;
	enum err e;

	(void)call_reader(c, &state);	/* what can be undone without a card is undone without a reader too */
	if ((e = desk_recover(&c->kit->desk, number, state.card, &outcome, &result)) == ERR_CASE_CLAIMED)
		return call_case_fail(c, e, NULL);
	if (e != ERR_NONE)
		return call_fail(c, e, "%s", number);
	if (outcome == RECOVERY_CARD_NEEDED)
		return call_fail(c, state.fault != ERR_NONE ? state.fault : ERR_CARD_NONE, "%s", number);
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "number", number);
		json_string(&c->out, "outcome", outcomes[outcome].code);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s %s", number, tr(outcomes[outcome].ja));
	call_line(c);
	return ERR_NONE;
}

static enum err
recover_run(struct call *c)
{
	bool list = call_flag(c, "--list");
	enum err e;

	if ((e = call_words(c, list ? 0 : 1, list ? 0 : 1)) != ERR_NONE)
		return e;
	if (list)
		return desk_half_done(&c->kit->desk, list_row, c);
	if ((e = case_number_check(c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	return recover(c, c->argv[0]);
}

const struct command recover_command = {
	.name = "recover",
	.usage = "--list [--json] | N [--json]",
	.text = "途中の処理の一覧と、その続き",
	.parts = DESK_WHOLE,
	.run = recover_run,
};
