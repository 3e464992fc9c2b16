/*
 * What small profiles answer differently, with the smallest example of each difference: compared.table. A text is the
 * one profile's sections, a line "&", and the other's.
 */
#include "config.h"

#include "rule/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "golden.h"

static const struct date today = { 2026, 11, 20 };

static struct profile *
read_sections(const char *text, size_t len)
{
	static struct faults faults;
	struct buf whole = { 0 };
	struct profile *p = NULL;

	faults.count = 0;
	buf_printf(&whole, "[municipality]\nname = 例市\nsource = 例市\n%.*s", (int)len, text);
	if (profile_read_text(buf_text(&whole), &p, &faults) != ERR_NONE)
		fail_msg("%s:%d %s", text, faults.list[0].line, faults.list[0].message);
	buf_free(&whole);
	return p;
}

static void
say_rule(const struct diff_rule *r, struct buf *out)
{
	buf_printf(out, "%s:%d", r->name[0] != '\0' ? r->name : "none", r->line);
}

/* The facts stand in one line, and the two answers behind them. */
static void
say_group(const struct diff_group *g, struct buf *out)
{
	struct buf facts = { 0 };
	const char *line, *end;

	buf_printf(out, "> %s ", diff_way_code(g->way));
	say_rule(&g->from, out);
	buf_puts(out, " -> ");
	say_rule(&g->to, out);
	buf_printf(out, " and %zu: %.0f of %u\n>  ", g->others, g->count, g->facts);
	facts_write(&g->example, &facts);
	for (line = buf_text(&facts); *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		buf_printf(out, " %.*s", (int)(end - line), line);
	}
	buf_puts(out, "\n>   ");
	decision_short(&g->before, out);
	buf_puts(out, "\n>   ");
	decision_short(&g->after, out);
	buf_puts(out, "\n");
	buf_free(&facts);
}

static void
compare(char sign, const char *text, struct buf *out)
{
	const char *other = strncmp(text, "&\n", 2) == 0 ? text : strstr(text, "\n&\n") + 1;
	struct profile *p = read_sections(text, (size_t)(other - text));
	struct profile *q = read_sections(other + 2, strlen(other + 2));
	struct profile_diff d;
	size_t i;

	(void)sign;
	buf_puts(out, text);
	assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
	buf_printf(out, "> %zu of %.0f%s\n", d.situations, d.space, d.cut ? ", cut" : "");
	for (i = 0; i < d.group_count; i++)
		say_group(&d.groups[i], out);
	for (i = 0; i < d.change_count; i++) {
		const struct diff_change *c = &d.changes[i];

		buf_printf(out, "> [%s] %s: %s -> %s\n", c->section, c->key != NULL ? c->key : "behind",
		    c->before != NULL ? c->before : "-", c->after != NULL ? c->after : "-");
	}
	profile_diff_free(&d);
	profile_free(&p);
	profile_free(&q);
}

static void
each_difference_is_shown_by_this(void **state)
{
	(void)state;
	golden_check("compared", compare);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(each_difference_is_shown_by_this) };

	golden_begin(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
