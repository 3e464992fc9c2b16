/*
 * What becomes of a file and what it inherits, line by line: inherit.table; and what profile check says of it:
 * mistakes-heir.table. A text is the base's sections, a line "&", and what its heir says behind "inherit = base".
 */
#include "config.h"

#include "rule/profile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "golden.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\n"

static struct faults faults;

/* Each line behind the names of who it is; where it can't be read, what is said of it. */
static void
say_resolved(const struct profile *p, struct buf *out)
{
	const char *line = strstr(profile_text(p), "\nsource = 例市\n") + strlen("\nsource = 例市\n"), *end;

	assert_int_equal(profile_text(p)[0], '[');
	for (; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		if (end > line)
			buf_printf(out, "> %.*s\n", (int)(end - line), line);
	}
}

static void
say_checked(const struct profile *p, struct buf *out)
{
	const enum err e = profile_check(p, (struct date){ 2026, 11, 20 }, &faults);

	(void)out;
	assert_int_equal(e, fixture_wrong(&faults) > 0 ? ERR_PROFILE : ERR_NONE);
}

static void
open_and(void (*say)(const struct profile *, struct buf *), const char *text, struct buf *out)
{
	const char *own = strncmp(text, "&\n", 2) == 0 ? text : strstr(text, "\n&\n") + 1;
	struct buf base = { 0 }, heir = { 0 };
	struct profile *p = NULL;
	size_t i;

	buf_printf(&base, HEAD "age = birthday\n%.*s", (int)(own - text), text);
	buf_printf(&heir, HEAD "inherit = base\n%s", own + 2);
	(void)scratch_write(&scratch, "base.ini", buf_text(&base));
	(void)scratch_write(&scratch, "own.ini", buf_text(&heir));
	buf_puts(out, text);
	faults.count = 0;
	/* the base stands beside its heir, and nowhere else */
	if (profile_open("/nowhere", scratch_path(&scratch, "own.ini"), &p, &faults) == ERR_NONE)
		say(p, out);
	for (i = 0; i < fault_kept(&faults); i++) {
		const struct fault *f = &faults.list[i];
		const bool in_own = f->line > 0 && strstr(f->file, "own.ini") != NULL;

		buf_printf(out, "> %s:%d %s\n", strrchr(f->file, '/') + 1, f->line - (in_own ? 4 : 0), f->message);
	}
	profile_free(&p);
	buf_free(&base);
	buf_free(&heir);
}

static void
resolve(char sign, const char *text, struct buf *out)
{
	(void)sign;
	open_and(say_resolved, text, out);
}

static void
look_over(char sign, const char *text, struct buf *out)
{
	(void)sign;
	open_and(say_checked, text, out);
}

static void
an_heir_becomes_this(void **state)
{
	(void)state;
	golden_check("inherit", resolve);
	golden_check("mistakes-heir", look_over);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_heir_becomes_this, fixture_setup_folder, fixture_teardown),
	};

	golden_begin(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
