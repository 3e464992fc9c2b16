/* Screens when there is no memory: the start says so, and a screen that can't be opened leaves what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk/context.h"
#include "tests/screens/shot.h"
#include "tests/unit/fixture.h"
#include "tests/unit/short-memory.h"
#include "tui/screen/screens.h"
#include "tui/term/term.h"

static struct setting setting;

static struct moment
stands(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 10, 31, 0 };
}

/* Store, profile and reader; a CA's keys take memory that isn't ours. */
static enum err
open_desk(void)
{
	struct desk_context *context;
	enum err e = desk_open(&setting, (struct clock){ .now = stands }, DESK_WHOLE & ~(unsigned)DESK_ISSUER, &context);

	assert_true(e == ERR_NONE || e == ERR_MEMORY);
	assert_true((e == ERR_NONE) == (context != NULL));
	desk_close(&context);
	return e;
}

static void
a_desk_is_opened_whole_or_not(void **state)
{
	/* Without a log it works all the same. */
	static const struct shortage start = { .name = "a desk is opened", .work = open_desk, .in_own_words = true };
	char program[] = "program", practice[] = "--training", *argv[] = { program, practice, NULL };
	char fault[SETTING_FAULT_MAX];
	int argc = 2;

	(void)state;
	setenv("XDG_DATA_HOME", scratch_path(&scratch, "data"), 1);
	setenv("XDG_STATE_HOME", scratch_path(&scratch, "state"), 1);
	assert_int_equal(setting_read(&setting, &argc, argv, fault), ERR_NONE);
	assert_true(memory_try_each(&start) > 0);
}

/* Home keeps something: where there is no place for it nothing is drawn, and the program ends with a sentence. */
static void
the_first_screen_says_so(void **state)
{
	static struct app app;

	(void)state;
	memset(&app, 0, sizeof app);
	app.screens = all_screens;
	app.clock.now = stands;
	memory_short(1, true);
	assert_int_equal(app_run(&app, &home_screen), ERR_MEMORY);
	assert_true(memory_enough());
	assert_int_equal(app.depth, 0);
}

static void
any_other_leaves_what_stands_there(void **state)
{
	const struct screen *const *s;
	unsigned kept = 0;

	(void)state;
	for (s = all_screens; *s != NULL; s++) {
		if ((*s)->state_size == 0)
			continue;
		shot_open(24, 80, "sato");
		memory_short(1, true);
		app_open(&shot_app, *s);
		app_replace(&shot_app, *s);
		assert_true(memory_enough());
		assert_int_equal(shot_app.depth, 1);
		assert_ptr_equal(app_top(&shot_app), &home_screen);
		app_draw(&shot_app);
		app_end(&shot_app);
		kept++;
	}
	assert_true(kept > 10);
}

static int
setup(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") == NULL || term_start_nowhere(24, 80) != ERR_NONE || !shot_open_profile();
}

static int
teardown(void **state)
{
	(void)state;
	profile_free(&shot_profile);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_desk_is_opened_whole_or_not, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test(the_first_screen_says_so),
		cmocka_unit_test(any_other_leaves_what_stands_there),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
