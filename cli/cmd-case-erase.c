/* madoguchictl case erase: the personal data of cases that have ended. */
#include "cli/call-case.h"

#include "case/person.h"
#include "upkeep/purge.h"

/* Of each that was erased the files that were made for printing go, too; then it is told. */
struct erasing { struct call *c; enum err e; };

static enum err
erase_files(struct call *c, const char *number)
{
	const struct actor actor = call_actor(c);
	char papers[SETTING_PATH_MAX];
	enum err e = setting_path(c->setting->data, "papers", papers, sizeof(papers));

	return e != ERR_NONE ? e : purge_files_of(c->context->desk.store, &actor, papers, number);
}

static void
say_erased(void *ctx, const char *number)
{
	struct erasing *erasing = ctx;
	struct call *c = erasing->c;
	const enum err e = erase_files(c, number);

	if (e != ERR_NONE)
		erasing->e = call_fail(c, e, "%s", number);
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "erased", number);
		json_object_end(&c->out);
	} else
		buf_puts(&c->out, number);
	call_line(c);
}

static enum err
erase_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	struct erasing erasing = { c, ERR_NONE };
	struct store *s = c->context->desk.store;
	struct date before;
	const char *value;
	enum err e;

	if ((e = call_value(c, "--ended-before", &value)) != ERR_NONE ||
	    (e = call_words(c, value == NULL, value == NULL)) != ERR_NONE)
		return e;
	if (value != NULL) {
		if (date_parse(value, &before) != ERR_NONE)
			return call_fail(c, ERR_DATE, "--ended-before");
		e = case_erase_before(s, &actor, before, say_erased, &erasing);
		return e != ERR_NONE ? e : erasing.e;
	}
	if ((e = call_case_number(c)) != ERR_NONE)
		return e;
	if ((e = case_erase(s, &actor, c->argv[0])) != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	say_erased(&erasing, c->argv[0]);
	return erasing.e;
}

const struct command case_erase_command = {
	.name = "case erase",
	.usage = "[--json] N | --ended-before DATE",
	.text = "終わった受付の個人の情報を消す(経過と監査記録は残ります)",
	.parts = DESK_STORE,
	.run = erase_run,
};
