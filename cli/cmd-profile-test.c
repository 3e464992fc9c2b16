/* madoguchictl profile test: a municipality's own decision table, each row that is answered otherwise by its line. */
#include "cli/call-profile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "rule/table.h"

struct tested {
	struct call *call;
	const char *path;
	struct table table;
	const struct profile *profile;
	uint64_t hit[DECISION_RULES_MAX / 64];
	size_t rows, wrong;
	bool bad;				/* a row that can't be read */
};

/* "kawasaki.table" beside "kawasaki.ini". */
static enum err
path_beside(struct call *c, const char *profile, char *out, size_t size)
{
	const size_t len = strlen(profile);
	const size_t stem = len > 4 && strcmp(profile + len - 4, ".ini") == 0 ? len - 4 : len;

	return (size_t)snprintf(out, size, "%.*s.table", (int)stem, profile) < size ? ERR_NONE :
	    call_fail(c, ERR_TOO_LONG, "%s", profile);
}

static void
begin_line(struct tested *t)
{
	buf_printf(&t->call->out, "%s:%d: ", t->path, t->table.line);
}

static void
json_begin(struct tested *t)
{
	json_object(&t->call->out, NULL);
	json_number(&t->call->out, "line", t->table.line);
}

/* A fault of the table itself: in Japanese, as those of a profile. */
static void
tell_fault(struct tested *t, const char *why)
{
	t->bad = true;
	if (t->call->json) {
		json_begin(t);
		json_string(&t->call->out, "fault", why);
		json_object_end(&t->call->out);
	} else {
		begin_line(t);
		buf_puts(&t->call->out, why);
	}
	call_line(t->call);
}

static void
tell_miss(void *ctx, const struct table_miss *m)
{
	static const char *const kinds[] = {
		[TABLE_DIFFERS] = "differs", [TABLE_UNKNOWN] = "unknown", [TABLE_SAYS_TOO_LITTLE] = "says-too-little",
	};
	struct tested *t = ctx;

	if (m->kind != TABLE_DIFFERS)
		t->bad = true;
	if (t->call->json) {
		json_begin(t);
		json_string(&t->call->out, "kind", kinds[m->kind]);
		json_string(&t->call->out, "wanted", m->want);
		json_string(&t->call->out, "got", m->got);
		json_object_end(&t->call->out);
		call_line(t->call);
		return;
	}
	begin_line(t);
	if (m->kind == TABLE_UNKNOWN)
		buf_printf(&t->call->out, tr("%s というものは書けません"), m->want);
	else if (m->kind == TABLE_SAYS_TOO_LITTLE)
		buf_printf(&t->call->out, tr("この行には %s= も必要です"), m->want);
	else
		buf_printf(&t->call->out, tr("表では %s、答えは %s"), m->want, m->got[0] != '\0' ? m->got : tr("なし"));
	call_line(t->call);
}

static enum err
try_row(struct tested *t, const struct table_row *row)
{
	char why[FACTS_WHY_MAX] = "";
	struct decision d;
	struct facts facts;
	struct buf b = { 0 };
	enum err e;
	size_t i;

	t->rows++;
	if (t->table.profile[0] != '\0' && strcmp(t->table.profile, profile_code(t->profile)) != 0) {
		(void)snprintf(why, sizeof(why), tr("この表は %s のものです"), t->table.profile);
		tell_fault(t, why);
		return ERR_NONE;
	}
	if (table_facts(row, t->profile, &facts, why) != ERR_NONE) {
		tell_fault(t, why);
		return ERR_NONE;
	}
	if ((e = rule_decide(t->profile, &facts, facts.at, &d)) != ERR_NONE)
		return e;
	for (i = 0; i < DECISION_RULES_MAX / 64; i++)
		t->hit[i] |= d.hit[i];
	if (table_compare(&row->expect, &d, tell_miss, t) == 0)
		return ERR_NONE;
	t->wrong++;
	table_explain(&d, &b);
	if (!t->call->json && b.len > 0) {
		buf_printf(&t->call->out, "    %s", buf_text(&b));
		call_line(t->call);
	}
	e = buf_check(&b);
	buf_free(&b);
	return e;
}

/* The rules of the file's own that no row has used, and the sum. */
static void
tell_end(struct tested *t)
{
	struct call *c = t->call;
	size_t i, unused = 0;

	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "rows", (int64_t)t->rows);
		json_number(&c->out, "wrong", (int64_t)t->wrong);
		json_array(&c->out, "unused");
	}
	for (i = 0; i < profile_rules(t->profile); i++) {
		if ((t->hit[i / 64] >> (i % 64) & 1) != 0 || !profile_rule_own(t->profile, i))
			continue;
		unused++;
		if (c->json)
			json_string(&c->out, NULL, profile_rule_name(t->profile, i));
		else {
			buf_printf(&c->out, tr("[%s] を使う行がありません"), profile_rule_name(t->profile, i));
			call_line(c);
		}
	}
	if (c->json) {
		json_array_end(&c->out);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, tr("%zu 行のうち %zu 行が答えと違います。使われない規則 %zu"), t->rows,
		    t->wrong, unused);
	call_line(c);
}

static enum err
run_table(struct tested *t)
{
	struct table_row row;
	enum err e = ERR_NONE;

	if (!table_open(&t->table, t->path))
		return call_fail(t->call, ERR_IO, "%s: %s", t->path, strerror(errno));
	while (e == ERR_NONE && table_next(&t->table, &row)) {
		e = try_row(t, &row);
		table_row_clear(&row);
	}
	if (e == ERR_NONE && t->table.fault[0] != '\0')
		tell_fault(t, t->table.fault);
	if (e == ERR_NONE)
		tell_end(t);
	table_close(&t->table);
	if (e != ERR_NONE)
		return e;
	if (t->bad || t->rows == 0)
		return call_fail(t->call, ERR_TABLE, "%s", t->path);
	return t->wrong > 0 ? call_fail(t->call, ERR_TABLE_DIFFERS, "%s: %zu/%zu", t->path, t->wrong,
	    t->rows) : ERR_NONE;
}

static enum err
test_run(struct call *c)
{
	struct tested t = { .call = c };
	char beside[SETTING_PATH_MAX];
	struct profile *p = NULL;
	enum err e;

	if ((e = call_words(c, 1, 2)) != ERR_NONE || (e = call_profile(c, c->argv[0], &p, NULL)) != ERR_NONE)
		return e;
	t.profile = p;
	t.path = c->argc > 1 ? c->argv[1] : beside;
	if (c->argc == 1)
		e = path_beside(c, c->argv[0], beside, sizeof(beside));
	if (e == ERR_NONE)
		e = run_table(&t);
	profile_free(&p);
	return e;
}

const struct command profile_test_command = {
	.name = "profile test",
	.usage = "[--json] FILE [TABLE]",
	.text = "自治体の決定表のとおりに答えるかを、行ごとに確かめる",
	.account = AS_ONESELF,
	.run = test_run,
};
