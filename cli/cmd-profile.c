/* madoguchictl profile: checks a municipality's file, shows it resolved, compares two. */
#include "cli/call-profile.h"

#include <stdlib.h>

#include "rule/profile-diff.h"

static enum err
check_one(struct call *c, const char *name)
{
	struct faults *faults = calloc(1, sizeof(*faults));
	struct profile *p = NULL;
	enum err e;

	if (faults == NULL)
		return ERR_MEMORY;
	if ((e = call_profile(c, name, &p, faults)) == ERR_NONE)
		e = profile_check(p, faults);
	call_faults(c, faults);
	c->told = c->told || faults->count > 0;
	profile_free(&p);
	free(faults);
	return e;
}

static enum err
check_run(struct call *c)
{
	enum err e = call_words(c, 1, 1000), one;
	int i;

	if (e != ERR_NONE)
		return e;
	for (i = 0; i < c->argc; i++)
		if ((one = check_one(c, c->argv[i])) != ERR_NONE)
			e = one;
	return e;
}

static enum err
show_run(struct call *c)
{
	struct profile *p = NULL;
	enum err e;

	if ((e = call_words(c, 1, 1)) != ERR_NONE || (e = call_profile(c, c->argv[0], &p, NULL)) != ERR_NONE)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "profile", profile_code(p));
		json_string(&c->out, "name", profile_name(p));
		json_string(&c->out, "hash", profile_hash(p));
		json_string(&c->out, "text", profile_text(p));
		json_object_end(&c->out);
		call_line(c);
	} else
		call_lines(c, profile_text(p));
	profile_free(&p);
	return ERR_NONE;
}

/* --- diff --- */

struct diff { struct call *call; size_t rows; };

/* The facts on one line. */
static void
write_facts(const struct facts *facts, struct buf *line)
{
	char *p;

	facts_write(facts, line);
	for (p = line->text; p != NULL && *p != '\0'; p++)
		if (*p == '\n')
			*p = p[1] != '\0' ? ' ' : '\0';
}

static void
write_answer(struct buf *out, const struct decision *d)
{
	char code[32];
	size_t i;

	buf_printf(out, "  %s: %s", profile_code(d->profile), outcome_code(d->outcome));
	for (i = 0; i < d->missing_count; i++)
		buf_printf(out, " %s%s%s(%s)", d->missing[i].who != NULL ? d->missing[i].who : "",
		    d->missing[i].who != NULL ? ":" : "", d->missing[i].code, d->missing[i].need);
	for (i = 0; i < d->action_count; i++) {
		action_code(&d->actions[i], code);
		buf_printf(out, " %s", code);
	}
	if (d->fee_known)
		buf_printf(out, " %d yen", d->yen);
}

static bool
diff_row(void *ctx, const struct facts *facts, const struct decision *a, const struct decision *b)
{
	struct diff *d = ctx;
	struct buf line = { 0 };

	d->rows++;
	write_facts(facts, &line);
	if (d->call->json) {
		json_object(&d->call->out, NULL);
		json_string(&d->call->out, "facts", buf_text(&line));
		json_string(&d->call->out, profile_code(a->profile), outcome_code(a->outcome));
		json_string(&d->call->out, profile_code(b->profile), outcome_code(b->outcome));
		json_object_end(&d->call->out);
	} else {
		buf_printf(&d->call->out, "%s\n", buf_text(&line));
		write_answer(&d->call->out, a);
		buf_puts(&d->call->out, "\n");
		write_answer(&d->call->out, b);
	}
	call_line(d->call);
	buf_free(&line);
	return buf_check(&d->call->out) == ERR_NONE;
}

static enum err
diff_run(struct call *c)
{
	struct profile *a = NULL, *b = NULL;
	struct diff d = { .call = c };
	enum err e;

	if ((e = call_words(c, 2, 2)) != ERR_NONE || (e = call_profile(c, c->argv[0], &a, NULL)) != ERR_NONE ||
	    (e = call_profile(c, c->argv[1], &b, NULL)) != ERR_NONE)
		goto out;
	if ((e = profile_diff(a, b, diff_row, &d)) != ERR_NONE)
		goto out;
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "grid", (int64_t)profile_diff_size());
		json_number(&c->out, "different", (int64_t)d.rows);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out, tr("%zu 通りのうち %zu 通りで答えが違います"), profile_diff_size(), d.rows);
	call_line(c);
out:
	profile_free(&a);
	profile_free(&b);
	return e;
}

const struct command profile_check_command = {
	.name = "profile check",
	.usage = "FILE...",
	.text = "自治体の規則ファイルの誤りを、行ごとに示す",
	.run = check_run,
};

const struct command profile_show_command = {
	.name = "profile show",
	.usage = "[--json] NAME",
	.text = "引き継いだものも含めて、規則をすべて示す",
	.run = show_run,
};

const struct command profile_diff_command = {
	.name = "profile diff",
	.usage = "[--json] A B",
	.text = "2つの規則で答えが違う場合を示す",
	.run = diff_run,
};
