/* madoguchictl audit key, audit rotate-key, audit sign: the key that the audit log is signed with. */
#include "cli/cmd.h"

#include <string.h>

#include "audit/keep.h"

#define PEM_MAX 256

static enum err
tell(struct call *c)
{
	char key[AUDIT_KEY_HEX], pem[PEM_MAX];
	enum err e = audit_public_key(c->context->desk.store, key, pem, sizeof(pem));

	if (e != ERR_NONE)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "key", key);
		json_string(&c->out, "pem", pem);
		json_object_end(&c->out);
		call_line(c);
	} else
		call_lines(c, pem);
	return ERR_NONE;
}

static enum err
key_run(struct call *c)
{
	enum err e = call_words(c, 0, 0);

	if (e != ERR_NONE || (e = desk_allow(&c->context->desk, ACT_AUDIT, "")) != ERR_NONE)
		return e;
	return tell(c);
}

static enum err
rotate_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	const bool lost = call_flag(c, "--lost");
	const char *to = NULL;
	enum audit_place place = AUDIT_PLACE_USUAL;
	char key[AUDIT_KEY_HEX];
	enum err e;

	if ((e = call_value(c, "--to", &to)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	if (to != NULL && strcmp(to, "file") != 0 && strcmp(to, "token") != 0)
		return call_fail(c, ERR_USAGE, "--to");
	if (to != NULL)
		place = *to == 'f' ? AUDIT_PLACE_FILE : AUDIT_PLACE_TOKEN;
	if ((e = audit_rotate_key(c->context->desk.store, &actor, lost, place, key)) != ERR_NONE)
		return e;
	return tell(c);
}

static enum err
sign_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	enum err e = call_words(c, 0, 0);

	if (e != ERR_NONE || (e = audit_adopt(c->context->desk.store, &actor)) != ERR_NONE)
		return e;
	return tell(c);
}

const struct command audit_key_command = {
	.name = "audit key",
	.usage = "[--json]",
	.text = "監査記録の署名を確かめる公開鍵",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = key_run,
};

const struct command audit_rotate_key_command = {
	.name = "audit rotate-key",
	.usage = "[--to file|token] [--lost] [--json]",
	.text = "監査記録に署名する鍵を替える",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = rotate_run,
};

const struct command audit_sign_command = {
	.name = "audit sign",
	.usage = "[--json]",
	.text = "よそから持ってきた、署名のない監査記録に署名を始める",
	.parts = DESK_STORE | DESK_INSPECT,
	.run = sign_run,
};
