/* Looks at records: which of them the auditor is told of. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "audit/keep.h"
#include "audit/lookup.h"
#include "base/fold.h"
#include "scratch.h"

static const struct actor clerk = { "sato", "hall", { { 2026, 11, 25 }, 8, 30, 0 }, ROLES_UNSTATED };
static struct scratch scratch;
static struct store *store;
static char said[512];

static int
setup(void **state)
{
	struct audit_keeping how = { .key = "" };

	(void)state;
	scratch_new(&scratch);
	(void)snprintf(how.key, sizeof(how.key), "%s/audit.key", scratch.folder);
	fold_name("番号　花子", FOLD_SOUND, how.own, sizeof(how.own));
	return store_open(scratch_path(&scratch, "s.db"), MODE_WORK, &store) != ERR_NONE ||
	    audit_keep(store, &clerk, &how) != ERR_NONE;
}

static int
teardown(void **state)
{
	(void)state;
	store_close(&store);
	scratch_free(&scratch);
	return 0;
}

static bool
note(void *ctx, const struct lookup_row *r)
{
	const size_t len = strlen(said);

	(void)ctx;
	(void)snprintf(said + len, sizeof(said) - len, "%d %s %d\n", (int)r->oddity, r->clerk, (int)r->times);
	return true;
}

static void
look_at(const char *name, struct date born)
{
	const struct lookup why = { .purpose = LOOKUP_VISITOR };
	struct person p = { .born = born };
	char whose[LOOKUP_WHOSE];

	(void)snprintf(p.name, sizeof(p.name), "%s", name);
	lookup_whose(&p, whose);
	assert_int_equal(audit_look(store, &clerk, "record-shown", &why, whose), ERR_NONE);
}

static void
own_name_is_told(void **state)
{
	char expected[64];

	(void)state;
	look_at("番号 花子", (struct date){ 1986, 1, 20 });
	look_at("番号　花子", (struct date){ 0 });
	look_at("番号 花子子", (struct date){ 1986, 1, 20 });
	look_at("番号", (struct date){ 1986, 1, 20 });
	said[0] = '\0';
	assert_int_equal(lookup_list(store, &clerk, 5, (struct date){ 0 }, note, NULL), ERR_NONE);
	(void)snprintf(expected, sizeof(expected), "%d sato 2\n", LOOKUP_OWN_NAME);
	assert_string_equal(said, expected);
	said[0] = '\0';
	assert_int_equal(lookup_list(store, &clerk, 5, (struct date){ 2026, 11, 26 }, note, NULL), ERR_NONE);
	assert_string_equal(said, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(own_name_is_told, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
