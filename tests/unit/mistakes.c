/*
 * What a municipality's file may have wrong, and the sentences that reading it and profile check say of it, word for
 * word: tests/unit/mistakes-*.table. What is meant stands there too, with nothing said. See golden.h.
 */
#include "config.h"

#include "rule/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "golden.h"

/* What stands before each text: "= it inherits the national rules", "- it stands alone". */
static const struct { char sign; int lines; const char *text; } heads[] = {
	{ '=', 4, "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n" },
	{ '-', 4, "[municipality]\nname = 例市\nsource = 例市\n" DEPARTS },
	{ '!', 0, "" },
};

#define SAYS "text = 例\nsource = 例市\n"

static struct faults faults;

/* What is said of the text, a line each: where in it, or in which other file, and the sentence. */
static void
look_at(char sign, const char *text, struct buf *out)
{
	struct buf whole = { 0 };
	struct profile *p = NULL;
	char dir[512];
	size_t i, head;
	enum err e;

	for (head = 0; heads[head].sign != sign; head++)
		;
	buf_printf(&whole, "%s%s", heads[head].text, text);
	(void)scratch_write(&scratch, "own.ini", buf_text(&whole));
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	faults.count = 0;
	if ((e = profile_open(dir, scratch_path(&scratch, "own.ini"), &p, &faults)) == ERR_NONE)
		e = profile_check(p, (struct date){ 2026, 11, 20 }, &faults);
	assert_int_equal(e, fixture_wrong(&faults) > 0 ? ERR_PROFILE : ERR_NONE);
	buf_puts(out, text);
	for (i = 0; i < fault_kept(&faults); i++) {
		const struct fault *f = &faults.list[i];
		const char *file = strrchr(f->file, '/') != NULL ? strrchr(f->file, '/') + 1 : f->file;
		const bool own = strcmp(file, "own.ini") == 0;

		buf_printf(out, "> %s%s%d %s\n", own ? "" : file, own ? "" : ":",
		    own && f->line > 0 ? f->line - heads[head].lines : f->line, f->message);
	}
	profile_free(&p);
	buf_free(&whole);
}

static void
each_mistake_is_told_in_these_words(void **state)
{
	(void)state;
	golden_check("mistakes-read", look_at);
	golden_check("mistakes-check", look_at);
}

/* What a base has for its heirs, who needn't use all of it, is a fault in none of them; of one's own each is. */
static void
what_is_inherited_may_be_unused(void **state)
{
	static const char departs[] = DEPARTS,
	    rules[] = "[rule a]\nwhen = visitor = self\noutcome = proceed\n" SAYS "[rule b]\noutcome = consult\n" SAYS,
	    unused[] = "[fact x-own]\ntext = 例\nstage = card\nsource = 例市\n"
	    "[fact x-too]\ntext = 二\nstage = card\nsource = 例市\n[define]\nown = visitor = self\n"
	    "[need own]\ncode = pledge\nmet = pledge = yes\n" SAYS
	    "[reason x-own]\ntext = 例\nenglish = own\nsource = 例市\n"
	    "[letter own]\nform = 照会書\nsource = 例市\n";
	static const struct { const char *base, *own; size_t faults; } rows[] = {
		{ unused, "", 0 }, { "", unused, 6 },
		{ unused, "[fact x-mine]\ntext = 三\nstage = card\nsource = 例市\n", 1 },
	};
	char text[2048];
	struct profile *p;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(text, sizeof(text), "[municipality]\nname = 基\nsource = 基\n%s%s%s", departs, rules,
		    rows[i].base);
		(void)scratch_write(&scratch, "base.ini", text);
		(void)snprintf(text, sizeof(text), "[municipality]\nname = 例市\nsource = 例市\ninherit = base\n%s%s",
		    departs, rows[i].own);
		(void)scratch_write(&scratch, "own.ini", text);
		for (k = 0; k < 2; k++) {
			const size_t wrong = k == 0 ? 0 : rows[i].faults;

			faults.count = 0;
			if (profile_open(scratch.folder, k == 0 ? "base" : "own", &p, &faults) != ERR_NONE)
				fail_msg("%s", faults.list[0].message);
			assert_int_equal(profile_check(p, (struct date){ 2026, 11, 20 }, &faults),
			    wrong == 0 ? ERR_NONE : ERR_PROFILE);
			if (fixture_wrong(&faults) != wrong)
				fail_msg("%zu %zu: %zu, %s", i, k, faults.count, faults.list[0].message);
			profile_free(&p);
		}
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_mistake_is_told_in_these_words, fixture_setup_folder,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(what_is_inherited_may_be_unused, fixture_setup_folder,
		    fixture_teardown),
	};

	golden_begin(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
