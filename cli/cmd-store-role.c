/* madoguchictl store init, rights, wipe: a store in PostgreSQL, by its owner; what the clerks' role may do. */
#include "cli/cmd.h"

/* Who may is the database's to say: its owner's connection is given by --store, and is none that clerks have. */
static enum err
init_run(struct call *c)
{
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	e = store_init(c->setting->store, c->setting->mode, c->argv[0]);
	return e == ERR_DATA || e == ERR_STORE_CORRUPT ? call_fail(c, ERR_STORE_RIGHTS, "%s", c->argv[0]) : e;
}

static enum err
wipe_run(struct call *c)
{
	const enum err e = call_words(c, 0, 0);

	return e != ERR_NONE ? e : store_wipe_as_owner(c->setting->store, c->setting->mode);
}

static void
tell(void *ctx, const struct store_right *r)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_bool(&c->out, "missing", r->missing);
		json_string(&c->out, "right", r->right);
		json_string(&c->out, "on", r->object);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s\t%s\t%s", r->missing ? tr("足りない") : tr("多すぎる"), r->right, r->object);
	call_line(c);
}

static enum err
rights_run(struct call *c)
{
	const enum err e = call_words(c, 0, 0);

	return e != ERR_NONE ? e : store_rights(c->setting->store, tell, c);
}

const struct command store_init_command = {
	.name = "store init",
	.usage = "ROLE",
	.text = "PostgreSQL の記録を持ち主として用意し、職員の役割に権限を与える",
	.account = AS_ONESELF,
	.run = init_run,
};

const struct command store_rights_command = {
	.name = "store rights",
	.usage = "[--json]",
	.text = "PostgreSQL の役割の権限に足りないもの、多すぎるものを調べる",
	.run = rights_run,
};

const struct command store_wipe_command = {
	.name = "store wipe",
	.usage = "",
	.text = "PostgreSQL の記録を持ち主として書き直し、消したものの跡を残さない",
	.account = AS_ONESELF,
	.run = wipe_run,
};
