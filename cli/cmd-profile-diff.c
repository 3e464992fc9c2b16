/* madoguchictl profile diff: what two profiles answer differently, looser first; or which open cases they do. */
#include "cli/call-profile.h"

#include <stdlib.h>
#include "case/other-rules.h"
#include "rule/diff.h"

#define SHOWN_MAX 60			/* groups, and lines that changed; --all shows all */

/* Titles of the groups. */
static const char *const titles[DIFF_WAYS] = {
	[DIFF_LOOSER] = "緩くなること", [DIFF_MIXED] = "緩くも厳しくもなること", [DIFF_STRICTER] = "厳しくなること",
};

/* The facts on one line. */
static void
write_facts(const struct facts *facts, struct buf *out)
{
	struct buf lines = { 0 };
	const char *p;

	facts_write(facts, &lines);
	for (p = buf_text(&lines); *p != '\0'; p++)
		if (*p != '\n' || p[1] != '\0')
			buf_add(out, *p == '\n' ? " " : p, 1);
	if (buf_check(&lines) != ERR_NONE)
		out->failed = true;
	buf_free(&lines);
}

static void
write_rule(struct call *c, const struct diff_rule *r)
{
	if (r->name[0] == '\0')
		buf_puts(&c->out, "-");
	else
		buf_printf(&c->out, r->line > 0 ? "[%s] %s:%d" : "[%s]", r->name, r->file, r->line);
}

static void
print_group(struct call *c, size_t number, const struct diff_group *g)
{
	buf_printf(&c->out, "%zu. ", number);
	write_rule(c, &g->from);
	buf_puts(&c->out, " -> ");
	write_rule(c, &g->to);
	if (g->others > 0)
		buf_printf(&c->out, tr(" ほか %zu"), g->others);
	call_line(c);
	buf_printf(&c->out, tr("   %.0f 通り(%u 項目)"), g->count, g->facts);
	buf_puts(&c->out, ": ");
	write_facts(&g->example, &c->out);
	call_line(c);
	buf_puts(&c->out, "   A: ");
	decision_short(&g->before, &c->out);
	call_line(c);
	buf_puts(&c->out, "   B: ");
	decision_short(&g->after, &c->out);
	call_line(c);
}

static void
json_rule(struct call *c, const char *key, const struct diff_rule *r)
{
	json_object(&c->out, key);
	json_string(&c->out, "rule", r->name);
	json_string(&c->out, "file", r->file);
	json_number(&c->out, "line", r->line);
	json_object_end(&c->out);
}

static void
json_short(struct call *c, const char *key, const struct decision *d)
{
	struct buf b = { 0 };

	decision_short(d, &b);
	json_string(&c->out, key, buf_text(&b));
	buf_free(&b);
}

static void
json_group(struct call *c, const struct diff_group *g)
{
	struct buf facts = { 0 };

	write_facts(&g->example, &facts);
	json_object(&c->out, NULL);
	json_string(&c->out, "way", diff_way_code(g->way));
	json_rule(c, "from", &g->from);
	json_rule(c, "to", &g->to);
	json_number(&c->out, "others", (int64_t)g->others);
	json_number(&c->out, "count", (int64_t)g->count);
	json_string(&c->out, "facts", buf_text(&facts));
	json_short(c, "before", &g->before);
	json_short(c, "after", &g->after);
	json_object_end(&c->out);
	call_line(c);
	buf_free(&facts);
}

static void
print_groups(struct call *c, const struct profile_diff *d, bool all)
{
	enum diff_way way = DIFF_WAYS;
	size_t i;

	for (i = 0; i < d->group_count; i++) {
		const struct diff_group *g = &d->groups[i];

		if (c->json) {
			json_group(c, g);
			continue;
		}
		if (i == SHOWN_MAX && !all) {
			buf_printf(&c->out, tr("ほかに %zu 組。--all ですべて示します"), d->group_count - i);
			call_line(c);
			return;
		}
		if (g->way != way) {
			buf_printf(&c->out, "## %s", tr(titles[g->way]));
			call_line(c);
		}
		way = g->way;
		print_group(c, i + 1, g);
	}
}

/* A place among its kind, or a key's two values. */
static void
print_change(struct call *c, const struct diff_change *k)
{
	const bool place = k->key == NULL;

	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "section", k->section);
		json_string(&c->out, "key", place ? NULL : k->key);
		json_string(&c->out, place ? "was-after" : "before", k->before);
		json_string(&c->out, place ? "is-after" : "after", k->after);
		json_object_end(&c->out);
	} else if (place)
		buf_printf(&c->out, tr("[%s] の順序: 「%s」のあと -> 「%s」のあと"), k->section, k->before, k->after);
	else
		buf_printf(&c->out, "[%s] %s: %s -> %s", k->section, k->key, k->before != NULL ? k->before : "-",
		    k->after != NULL ? k->after : "-");
	call_line(c);
}

static void
print_changes(struct call *c, const struct profile_diff *d, bool all)
{
	size_t i;

	if (d->change_count > 0 && !c->json) {
		buf_printf(&c->out, "## %s", tr("記述の違い(文言・時間・手数料・郵便・書類・条件)"));
		call_line(c);
	}
	for (i = 0; i < d->change_count && (all || c->json || i < SHOWN_MAX); i++)
		print_change(c, &d->changes[i]);
	if (i < d->change_count) {
		buf_printf(&c->out, tr("ほかに %zu 行。--all ですべて示します"), d->change_count - i);
		call_line(c);
	}
}

static void
print_end(struct call *c, const struct profile_diff *d)
{
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "groups", (int64_t)d->group_count);
		json_number(&c->out, "changes", (int64_t)d->change_count);
		json_number(&c->out, "situations", (int64_t)d->situations);
		json_bool(&c->out, "cut", d->cut);
		json_object_end(&c->out);
	} else {
		buf_printf(&c->out,
		    tr("答えの違い %zu 組、記述の違い %zu 行。%zu の場面で、それぞれ %.3g 通りの事情を比べました"),
		    d->group_count, d->change_count, d->situations, d->space);
		if (d->cut) {
			call_line(c);
			buf_puts(&c->out, tr("場面か組が多すぎるため、ここまでで打ち切りました"));
		}
	}
	call_line(c);
}

/* --- --cases --- */

struct cases { struct call *call; size_t now, anew; };

static void
print_case(void *ctx, const struct other_rules_case *k)
{
	struct cases *s = ctx;
	struct call *c = s->call;

	*(k->from_now ? &s->now : &s->anew) += 1;
	if (c->json) {
		json_object(&c->out, NULL);
		json_string(&c->out, "number", k->number);
		json_string(&c->out, "state", flow_state_code(k->state));
		json_bool(&c->out, "from-now", k->from_now);
		json_short(c, "before", k->before);
		json_short(c, "after", k->after);
		json_object_end(&c->out);
		call_line(c);
		return;
	}
	buf_printf(&c->out, "%s\t%s\t%s", k->number, flow_state_name(k->state, lang_now()),
	    k->from_now ? tr("答えが変わる") : tr("始めたときの規則のまま"));
	call_line(c);
	buf_puts(&c->out, "   A: ");
	decision_short(k->before, &c->out);
	call_line(c);
	buf_puts(&c->out, "   B: ");
	decision_short(k->after, &c->out);
	call_line(c);
}

static enum err
print_cases(struct call *c, const struct profile *a, const struct profile *b)
{
	const struct actor actor = call_actor(c);
	struct cases s = { .call = c };
	size_t open;
	enum err e;

	if ((e = desk_open(c->setting, c->clock, DESK_STORE, &c->context)) != ERR_NONE)
		return call_fail(c, e, "%s", desk_open_where(c->setting, e));
	if ((e = other_rules_cases(c->context->desk.store, &actor, a, b, print_case, &s, &open)) != ERR_NONE)
		return e;
	if (c->json) {
		json_object(&c->out, NULL);
		json_number(&c->out, "open", (int64_t)open);
		json_number(&c->out, "from-now", (int64_t)s.now);
		json_number(&c->out, "if-begun-anew", (int64_t)s.anew);
		json_object_end(&c->out);
	} else
		buf_printf(&c->out,
		    tr("途中の受付 %zu 件のうち、答えが変わるもの %zu 件、始めたときの規則のままのもの %zu 件"),
		    open, s.now, s.anew);
	call_line(c);
	return ERR_NONE;
}

static enum err
print_diff(struct call *c, const struct profile *a, const struct profile *b, bool all)
{
	struct profile_diff d;
	enum err e;

	if ((e = profile_diff(a, b, c->clock.now(c->clock.ctx).date, &d)) != ERR_NONE)
		return e;
	print_groups(c, &d, all);
	print_changes(c, &d, all);
	print_end(c, &d);
	profile_diff_free(&d);
	return ERR_NONE;
}

static enum err
diff_run(struct call *c)
{
	const bool cases = call_flag(c, "--cases"), all = call_flag(c, "--all");
	struct profile *a = NULL, *b = NULL;
	enum err e;

	if ((e = call_words(c, 2, 2)) == ERR_NONE && (e = call_profile(c, c->argv[0], &a, NULL)) == ERR_NONE &&
	    (e = call_profile(c, c->argv[1], &b, NULL)) == ERR_NONE)
		e = cases ? print_cases(c, a, b) : print_diff(c, a, b, all);
	profile_free(&a);
	profile_free(&b);
	return e;
}

const struct command profile_diff_command = {
	.name = "profile diff",
	.usage = "[--cases | --all] [--json] A B",
	.text = "2つの規則で答えが違う場合を、緩くなるものから示す",
	.account = AS_ANYBODY,
	.run = diff_run,
};
