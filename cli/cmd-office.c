/* madoguchictl office: sets an office up on this machine, and says what of it isn't as it is to be. */
#include "cli/cmd.h"

#include "office/setup.h"

static const char *const states[SETUP_STATES] = {
	[SETUP_SOUND] = "sound", [SETUP_MISSING] = "missing", [SETUP_DIFFERS] = "differs", [SETUP_UNSAFE] = "unsafe",
	[SETUP_LACKING] = "lacking", [SETUP_KEEPS] = "keeps", [SETUP_UNUSED] = "unused",
};

static void
tell(void *ctx, const struct setup_found *f)
{
	struct call *c = ctx;
	const enum lang lang = lang_now();

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "part", f->code);
		json_string(&c->out, "path", f->path);
		json_string(&c->out, "state", states[f->state]);
		json_bool(&c->out, "made", f->made);
		json_object_end(&c->out);
	} else {
		buf_printf(&c->out, "%s\t%s%s", setup_words(f->code, lang), setup_state_words(f->state, lang),
		    f->made ? tr("(いま作りました)") : "");
		if (f->path != NULL)
			buf_printf(&c->out, "\t%s", f->path);
	}
	call_line(c);
}

static enum err
office_run(struct call *c, bool make)
{
	struct setup setup = { .share = c->setting->share, .libexec = c->setting->libexec };
	enum err e;

	if ((e = call_value(c, "--account", &setup.account)) != ERR_NONE ||
	    (e = call_value(c, "--clerks", &setup.group)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (c->setting->mode == MODE_TRAINING)
		return call_fail(c, ERR_MODE_MIXED, "--training");
	if (setup.account == NULL)
		setup.account = c->setting->account[0] != '\0' ? c->setting->account : SETUP_ACCOUNT_USUAL;
	if (setup.group == NULL)
		setup.group = SETUP_GROUP_USUAL;
	return setup_office(&setup, make, tell, c);
}

static enum err
init_run(struct call *c)
{
	return office_run(c, true);
}

static enum err
check_run(struct call *c)
{
	return office_run(c, false);
}

const struct command office_init_command = {
	.name = "office init",
	.usage = "[--account NAME] [--clerks GROUP] [--json]",
	.text = "この端末に事務所を用意する(root)",
	.account = AS_ONESELF,
	.starts = STARTS_TOOLS,
	.run = init_run,
};

const struct command office_check_command = {
	.name = "office check",
	.usage = "[--account NAME] [--clerks GROUP] [--json]",
	.text = "事務所の用意に足りないものを調べる(root)",
	.account = AS_ONESELF,
	.starts = STARTS_TOOLS,
	.run = check_run,
};
