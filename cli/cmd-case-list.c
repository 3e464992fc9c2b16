/* madoguchictl case list: cases by state, day, number, name, kana or birth date, the newest first. */
#include "cli/cmd.h"

#include <string.h>

#include "base/fold.h"
#include "cli/facts-in.h"

static void
json_row(struct call *c, const struct case_file *f)
{
	char at[24];

	json_object(&c->out, NULL);
	json_string(&c->out, "number", f->number);
	json_string(&c->out, "state", flow_state_code(f->state));
	json_string(&c->out, "procedure", f->procedure);
	moment_format(f->opened, at, sizeof(at));
	json_string(&c->out, "opened", at);
	moment_format(f->changed, at, sizeof(at));
	json_string(&c->out, "changed", at);
	json_bool(&c->out, "awaits-second-approval", case_awaits_second(f));
	json_string(&c->out, "claimed-by", f->claimed_by[0] != '\0' ? f->claimed_by : NULL);
	json_string(&c->out, "name", f->person.name[0] != '\0' ? f->person.name : NULL);
	json_object_end(&c->out);
	call_line(c);
}

static bool
list_row(void *ctx, const struct case_file *f)
{
	struct call *c = ctx;
	char day[16];

	if (c->json) {
		json_row(c, f);
		return true;
	}
	date_format_iso(f->opened.date, day, sizeof(day));
	buf_printf(&c->out, "%s\t%s\t%s\t%s%s\t%s\t%s", f->number, day, f->procedure,
	    flow_state_name(f->state, lang_now()), case_awaits_second(f) ? tr("(もう一人の承認待ち)") : "", f->claimed_by,
	    f->person.name);
	call_line(c);
	return true;
}

static enum err
take_state(struct call *c, struct case_filter *f)
{
	const char *value;
	enum err e = call_value(c, "--state", &value);

	f->any_state = value == NULL;
	f->awaits_second = call_flag(c, "--to-second");
	if (e != ERR_NONE || value == NULL)
		return e;
	f->state = flow_state_by_code(value);
	return f->state != CASE_STATE_COUNT ? ERR_NONE : call_fail(c, ERR_USAGE, "--state");
}

static enum err
case_list_run(struct call *c)
{
	static char text[PERSON_NAME_MAX + 1];
	struct case_filter f = { .today = call_actor(c).at.date };
	const struct actor actor = call_actor(c);
	char whose[PERSON_NAME_MAX + 1];
	struct lookup why;
	enum err e;

	if ((e = call_why(c, &why)) != ERR_NONE || (e = take_state(c, &f)) != ERR_NONE ||
	    (e = call_day(c, "--from", &f.from)) != ERR_NONE ||
	    (e = call_day(c, "--to", &f.to)) != ERR_NONE || (e = call_limit(c, &f.limit)) != ERR_NONE ||
	    (e = call_words(c, 0, 1)) != ERR_NONE)
		return e;
	f.text = c->argc > 0 ? c->argv[0] : NULL;
	if (f.text != NULL && strcmp(f.text, "-") == 0) {
		if ((e = line_in(c, text, sizeof(text))) != ERR_NONE)
			return e;
		f.text = text;
	}
	if (f.text != NULL) {
		fold_name(f.text, FOLD_SOUND, whose, sizeof(whose));
		if ((e = audit_look(c->context->desk.store, &actor, "cases-searched", &why, whose)) != ERR_NONE)
			return e;
	}
	return case_list(c->context->desk.store, &f, list_row, c);
}

const struct command case_list_command = {
	.name = "case list",
	.usage = "[--case N | --purpose CODE] [--state STATE | --to-second] [--from DATE] [--to DATE] [--limit N]"
	    " [--json] [TEXT | -]",
	.text = "受付の一覧(番号、氏名、カナ、生年月日の初めでさがす。- で標準入力から)",
	.parts = DESK_STORE,
	.run = case_list_run,
};
