/* madoguchictl residents: the extract of the residents' record, imported, looked up, erased. */
#include "cli/cmd.h"

#include <stdio.h>

#include "cli/facts-in.h"
#include "cli/person-out.h"
#include "people/residents.h"

static void
say_count(struct call *c, const char *key, const char *text, int64_t count)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, key, count);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s: %lld", text, (long long)count);
	call_line(c);
}

static enum err
import_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	static struct faults faults;
	int64_t count;
	FILE *in;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	if ((in = fopen(c->argv[0], "re")) == NULL)
		return call_fail(c, ERR_IO, "%s", c->argv[0]);
	e = residents_import(c->context->desk.store, &actor, in, c->argv[0], &faults, &count);
	(void)fclose(in);
	call_faults(c, &faults);
	if (e != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	say_count(c, "imported", tr("読み込んだ人数"), count);
	return ERR_NONE;
}

static bool
find_row(void *ctx, const struct resident *r)
{
	struct call *c = ctx;

	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "id", r->id);
		person_out_json(&c->out, &r->person);
		json_object_end(&c->out);
	} else {
		buf_printf(&c->out, "%lld", (long long)r->id);
		person_out_line(&c->out, &r->person);
	}
	call_line(c);
	return true;
}

static enum err
look_up(struct call *c, const char *text)
{
	const struct actor actor = call_actor(c);
	int limit = 0;
	enum err e = call_limit(c, &limit);

	if (e != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	return residents_find(c->context->desk.store, &actor, text, limit, find_row, c);
}

static enum err
list_run(struct call *c)
{
	return look_up(c, NULL);
}

static enum err
find_run(struct call *c)
{
	char text[PERSON_NAME_MAX + 1];
	enum err e = line_in(c, text, sizeof(text));

	return e != ERR_NONE ? e : look_up(c, text);
}

static enum err
erase_run(struct call *c)
{
	const struct actor actor = call_actor(c);
	int64_t count;
	enum err e;

	if ((e = call_words(c, 0, 0)) != ERR_NONE ||
	    (e = residents_erase(c->context->desk.store, &actor, &count)) != ERR_NONE)
		return e;
	say_count(c, "erased", tr("消した人数"), count);
	return ERR_NONE;
}

const struct command residents_import_command = {
	.name = "residents import",
	.usage = "[--json] FILE.csv",
	.text = "住民記録の抜粋(CSV)を読み込み、前のものと入れ替える",
	.parts = DESK_STORE,
	.run = import_run,
};

const struct command residents_list_command = {
	.name = "residents list",
	.usage = "[--limit N] [--json]",
	.text = "読み込んだ住民の一覧",
	.parts = DESK_STORE,
	.run = list_run,
};

const struct command residents_find_command = {
	.name = "residents find",
	.usage = "[--limit N] [--json]  (< TEXT)",
	.text = "住民をさがす(標準入力から、氏名かカナの初め、生年月日)",
	.parts = DESK_STORE,
	.run = find_run,
};

const struct command residents_erase_command = {
	.name = "residents erase",
	.usage = "[--json]",
	.text = "読み込んだ住民をすべて消す",
	.parts = DESK_STORE,
	.run = erase_run,
};
