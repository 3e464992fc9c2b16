/* Practice and work apart: whose keys and whose place a desk has, and where a practice card may be put. */
#include "desk/context.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static struct moment
noon(void *ctx)
{
	(void)ctx;
	return (struct moment){ { 2026, 11, 20 }, 12, 0, 0 };
}

static int
setup(void **state)
{
	(void)fixture_setup_folder(state);
	setenv("XDG_DATA_HOME", scratch_path(&scratch, "data"), 1);
	setenv("XDG_STATE_HOME", scratch_path(&scratch, "state"), 1);
	return 0;
}

/* Every part but the issuer: that would make the keys of a CA. */
static enum err
open_desk(enum mode mode, const char *keys, struct desk_context **out)
{
	static struct setting setting;
	char program[] = "program", practice[] = "--training", *argv[] = { program, practice, NULL };
	char fault[SETTING_FAULT_MAX];
	int argc = mode == MODE_TRAINING ? 2 : 1;

	argv[argc] = NULL;
	setting = (struct setting){ .mode = MODE_WORK };
	assert_int_equal(setting_read(&setting, &argc, argv, fault), ERR_NONE);
	setting.wire = SETTING_WIRE_PROCESS;
	setting.roles = ROLES_UNSTATED;
	(void)strcpy(setting.profile, "kawaguchi");
	(void)strcpy(setting.card_keys, keys);
	return desk_open(&setting, (struct clock){ .now = noon }, DESK_WHOLE & ~(unsigned)DESK_ISSUER, out);
}

static void
work_has_the_keys_of_its_file(void **state)
{
	struct desk_context *context;
	char keys[160];

	(void)state;
	assert_int_equal(open_desk(MODE_WORK, "", &context), ERR_NONE);
	assert_null(context->desk.keys);
	assert_string_equal(context->desk.city_code, "112038");	/* its profile's */
	desk_close(&context);
	(void)snprintf(keys, sizeof(keys), "%s", scratch_write(&scratch, "keys",
	    "enc = 0d9af2b1c4d57e68a1b2c3d4e5f60718\n"
	    "mac = 5f1147aa3c2b19d8e7f60a1b2c3d4e5f\ndek = c32e8091a2b3c4d5e6f708192a3b4c5d\n"));
	assert_int_equal(chmod(keys, 0600), 0);
	assert_int_equal(open_desk(MODE_WORK, keys, &context), ERR_NONE);
	assert_non_null(context->desk.keys);
	assert_int_equal(context->desk.keys->enc[0], 0x0d);
	desk_close(&context);
	assert_int_equal(open_desk(MODE_TRAINING, keys, &context), ERR_MODE_MIXED);
	assert_null(context);
}

static void
practice_has_the_published_keys_and_its_own_place(void **state)
{
	struct desk_context *context;

	(void)state;
	assert_int_equal(open_desk(MODE_TRAINING, "", &context), ERR_NONE);
	assert_non_null(context->desk.keys);
	assert_true(sm_keys_published(context->desk.keys));
	assert_string_equal(context->desk.city_code, "13101");
	desk_close(&context);
}

static void
no_practice_card_is_put_where_there_is_work(void **state)
{
	struct desk_context *context;

	(void)state;
	assert_int_equal(open_desk(MODE_WORK, "", &context), ERR_NONE);
	assert_int_equal(desk_put_practice_card(context, "expired", NULL, 0), ERR_NOT_TRAINING);
	desk_close(&context);
	assert_int_equal(open_desk(MODE_TRAINING, "", &context), ERR_NONE);
	context->setting.wire = SETTING_WIRE_PCSC;
	assert_int_equal(desk_put_practice_card(context, "expired", NULL, 0), ERR_NOT_TRAINING);
	context->setting.wire = SETTING_WIRE_PROCESS;
	assert_int_equal(desk_put_practice_card(context, "nobody", NULL, 0), ERR_PRACTICE_CARD);
	desk_close(&context);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(work_has_the_keys_of_its_file, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(practice_has_the_published_keys_and_its_own_place, setup,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(no_practice_card_is_put_where_there_is_work, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
