/*
 * What decision tables say of their rows: tables.table. Each text is a table, read against one small profile; of a row
 * that is answered otherwise the difference stands below, of one that can't be read the reason, then all settings.
 */
#include "config.h"

#include "rule/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "golden.h"

static const char rules[] = "[municipality]\nname = 例市\nsource = 例市\n"
    DEPARTS
    "[documents A]\nlicence = 運転免許証\n[documents B]\nhealth = 資格確認書\n"
    "[refuse under-15]\ncertificate = sign\nwhen = age < 15\ntext = 例\nsource = 例市\n"
    "[refuse proxy-not-allowed]\nwhen = visitor = proxy\ntext = 例\nsource = 例市\n"
    "[refuse other]\ncode = x-other\nwhen = visitor = proxy\ntext = 例\nsource = 例市\n"
    "[need identity]\nwho = applicant\ndocuments = A | B+B\ntext = 例\nsource = 例市\n"
    "[need pledge]\nmet = pledge = yes\ntext = 例\nsource = 例市\n"
    "[rule letter]\noutcome = inquiry\nvisits = 2\nwhen = visitor = household\ntext = 例\nsource = 例市\n"
    "[rule self]\noutcome = proceed\nneeds = identity, pledge\notherwise = consult\ntext = 例\nsource = 例市\n"
    "[tell next-visit]\ntext = 例\nsource = 例市\n[tell phone-certificates]\ntext = 例\nsource = 例市\n"
    "[fee dear]\nyen = 300\nwhen = procedure = issue\ntext = 例\nsource = 例市\n"
    "[inquiry]\nlife = 30 days\n";

static void
tell(void *out, const struct table_miss *miss)
{
	static const char *const kinds[] = { [TABLE_DIFFERS] = "differs", [TABLE_UNKNOWN] = "unknown",
	    [TABLE_SAYS_TOO_LITTLE] = "says too little" };

	buf_printf(out, "> %s: %s | %s\n", kinds[miss->kind], miss->want, miss->got);
}

static void
look_at_row(const struct profile *p, const struct table_row *row, struct buf *out)
{
	struct buf explained = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;
	struct facts f;
	size_t missed;

	if (table_facts(row, p, &f, why) != ERR_NONE) {
		buf_printf(out, "> %s\n", why);
		return;
	}
	assert_int_equal(rule_decide(p, &f, f.at, &d), ERR_NONE);
	missed = table_compare(&row->expect, &d, tell, out);
	assert_int_equal(table_compare(&row->expect, &d, NULL, NULL), missed);
	table_explain(&d, &explained);
	buf_printf(out, "> %zu missed; %s\n", missed, buf_text(&explained));
	buf_free(&explained);
}

static void
read_it(char sign, const char *text, struct buf *out)
{
	struct profile *p = NULL;
	struct table_row row;
	struct table t;
	size_t i;

	(void)sign;
	buf_puts(out, text);
	assert_int_equal(profile_read_text(rules, &p, NULL), ERR_NONE);
	assert_true(table_open(&t, scratch_write(&scratch, "t.table", text)));
	while (table_next(&t, &row)) {
		buf_printf(out, "> %d%s:\n", t.line, row.open ? " open" : "");
		look_at_row(p, &row, out);
		table_row_clear(&row);
	}
	if (t.fault[0] != '\0')
		buf_printf(out, "> %d: %s\n", t.line, t.fault);
	if (t.profile[0] != '\0')
		buf_printf(out, "> profile %s\n", t.profile);
	for (i = 0; i < t.claim_count; i++)
		buf_printf(out, "> claim %s\n", t.claims[i]);
	table_close(&t);
	profile_free(&p);
}

static void
tables_say_this(void **state)
{
	(void)state;
	golden_check("tables", read_it);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tables_say_this, fixture_setup_folder, fixture_teardown),
	};

	golden_begin(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
