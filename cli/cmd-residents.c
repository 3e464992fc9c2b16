/* madoguchictl residents: the extract of the residents' record, imported, looked up, erased. */
#include "cli/cmd.h"

#include <stdio.h>
#include <string.h>

#include "cli/facts-in.h"
#include "cli/list-in.h"
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

static void
say_imported(struct call *c, int64_t count, const struct columns_rest *rest)
{
	if (rest->out == NULL) {
		say_count(c, "imported", tr("読み込んだ人数"), count);
		return;
	}
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "imported", count);
		json_number(&c->out, "left-out", rest->count);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, "%s: %lld, %s: %lld", tr("読み込んだ人数"), (long long)count,
		    tr("読み込まなかった行"), (long long)rest->count);
	call_line(c);
}

static enum err
import_from(struct call *c, FILE *in, enum charset charset, struct columns_rest *rest)
{
	const struct residents_how how = { .charset = charset, .columns = c->context->setting.columns,
	    .as_written = c->context->setting.as_written, .rest = rest->out != NULL ? rest : NULL };
	const struct actor actor = call_actor(c);
	static struct faults faults;
	int64_t count;
	enum err e = residents_import(c->context->desk.store, &actor, in, c->argv[0], &how, &faults,
	    &count);

	call_faults(c, &faults);
	if (e == ERR_NONE && rest->out != NULL && fflush(rest->out) != 0)
		e = ERR_IO;
	if (e != ERR_NONE)
		return call_fail(c, e, "%s", c->argv[0]);
	say_imported(c, count, rest);
	return ERR_NONE;
}

static enum err
import_run(struct call *c)
{
	static struct columns_rest rest;
	const char *keep = NULL, *encoding = NULL;
	enum charset charset = CHARSET_GUESS;
	FILE *in = NULL;
	enum err e;

	if ((e = call_value(c, "--keep-good", &keep)) != ERR_NONE ||
	    (e = call_value(c, "--charset", &encoding)) != ERR_NONE || (e = call_words(c, 1, 1)) != ERR_NONE)
		return e;
	if (encoding != NULL && (charset = charset_by_name(encoding)) == CHARSET_COUNT)
		return call_fail(c, ERR_USAGE, "--charset");
	if ((e = list_in(c, &in)) == ERR_NONE && (keep == NULL || (e = list_rest(c, keep, &rest.out)) == ERR_NONE))
		e = import_from(c, in, charset, &rest);
	list_rest_close(rest.out, keep, e == ERR_NONE && rest.count > 0);
	if (in != NULL && in != stdin)
		(void)fclose(in);
	return e;
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
	struct lookup why;
	enum err e = call_limit(c, &limit);

	if (e != ERR_NONE || (e = call_why(c, &why)) != ERR_NONE || (e = call_words(c, 0, 0)) != ERR_NONE)
		return e;
	return residents_find(c->context->desk.store, &actor, &why, text, limit, find_row, c);
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
	.usage = "[--keep-good REST.csv] [--charset NAME] [--json] FILE.csv",
	.text = "住民記録の抜粋(CSV)を読み込み、前のものと入れ替える",
	.parts = DESK_STORE,
	.run = import_run,
};

const struct command residents_list_command = {
	.name = "residents list",
	.usage = "[--case N | --purpose CODE] [--limit N] [--json]",
	.text = "読み込んだ住民の一覧",
	.parts = DESK_STORE,
	.run = list_run,
};

const struct command residents_find_command = {
	.name = "residents find",
	.usage = "[--case N | --purpose CODE] [--limit N] [--json]  (< TEXT)",
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
