/* madoguchictl clerk: who the program takes you for, and what you may do. */
#include "cli/cmd.h"

static void
show_json(struct call *c)
{
	unsigned k;

	json_object(&c->out, NULL);
	json_string(&c->out, "clerk", c->setting->clerk);
	json_array(&c->out, "roles");
	for (k = 0; k < ROLE_COUNT; k++) {
		if ((c->setting->roles & ROLE_BIT(k)) != 0)
			json_string(&c->out, NULL, clerk_role_code((enum role)k));
	}
	json_array_end(&c->out);
	json_array(&c->out, "may");
	for (k = 0; k < ACT_COUNT; k++) {
		if (clerk_may(c->setting->roles, (enum act)k))
			json_string(&c->out, NULL, clerk_act_code((enum act)k));
	}
	json_array_end(&c->out);
	json_object_end(&c->out);
}

static void
show_text(struct call *c)
{
	unsigned k;

	buf_puts(&c->out, c->setting->clerk);
	for (k = 0; k < ROLE_COUNT; k++) {
		if ((c->setting->roles & ROLE_BIT(k)) != 0)
			buf_printf(&c->out, "  %s", clerk_role_name((enum role)k, lang_now()));
	}
	if (c->setting->roles == 0)
		buf_printf(&c->out, "  %s", tr("権限がありません"));
}

static enum err
clerk_run(struct call *c)
{
	enum err e = call_words(c, 0, 0);

	if (e != ERR_NONE)
		return e;
	if (c->json)
		show_json(c);
	else
		show_text(c);
	call_line(c);
	return ERR_NONE;
}

const struct command clerk_command = {
	.name = "clerk",
	.usage = "[--json]",
	.text = "自分の権限",
	.account = AS_ANYBODY,
	.run = clerk_run,
};
