/* What a restore leaves as it was: numbers that were given, who may open the store, and a refusal's trace. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "case/case.h"
#include "stores.h"

static enum err
restore(bool older)
{
	char aside[BACKUP_PATH_MAX];

	return store_restore(stores_path("s.db"), MODE_TRAINING, &stores_clerk, NULL, NULL, stores_path("b.db"), older,
	    aside);
}

/* What was given since the backup isn't given again. */
static void
no_number_is_given_twice(void **state)
{
	struct case_file f = { .procedure = "renew", .person = { .name = "番号 花子", .kana = "バンゴウ ハナコ" } };
	struct store *s;

	(void)state;
	stores_make("s.db", 3);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	stores_make("s.db", 2);
	assert_int_equal(restore(true), ERR_NONE);
	s = stores_open("s.db");
	assert_int_equal(case_open(s, &stores_clerk, &f, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(strncmp(f.number, "26-000006-", 10), 0);
	store_close(&s);
}

/* Who may open the store may do so afterwards, and nobody else. */
static void
the_mode_stays(void **state)
{
	struct stat st;

	(void)state;
	stores_make("s.db", 1);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(chmod(stores_path("s.db"), 0660), 0);
	assert_int_equal(restore(false), ERR_NONE);
	assert_int_equal(stat(stores_path("s.db"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
}

static void
who_may_not_is_on_record(void **state)
{
	const struct actor counter = { "sato", "hall", stores_clerk.at, ROLE_BIT(ROLE_COUNTER) };
	char aside[BACKUP_PATH_MAX];
	struct store *s;
	int64_t n;

	(void)state;
	stores_make("s.db", 1);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_equal(store_restore(stores_path("s.db"), MODE_TRAINING, &counter, NULL, NULL, stores_path("b.db"),
	    true, aside), ERR_ROLE);
	s = stores_open("s.db");
	n = fixture_number(s, "SELECT count(*) FROM audit WHERE event = 'refused' AND clerk = 'sato'"
	    " AND reason = 'role:store'");
	store_close(&s);
	assert_int_equal(n, 1);
}

/* In a folder where others write too, nobody can have made what the copy is written into. */
static void
a_copy_is_made_in_a_folder_of_its_own(void **state)
{
	char name[64];

	(void)state;
	stores_make("s.db", 1);
	(void)snprintf(name, sizeof(name), "b.db.part-%ld", (long)getpid());
	assert_int_equal(symlink(stores_path("stolen"), stores_path(name)), 0);
	assert_int_equal(stores_backup("s.db", "b.db"), ERR_NONE);
	assert_int_not_equal(access(stores_path("stolen"), F_OK), 0);
	assert_int_equal(unlink(stores_path(name)), 0);
	assert_int_equal(stores_files_like("part"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_number_is_given_twice, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_mode_stays, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(who_may_not_is_on_record, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_copy_is_made_in_a_folder_of_its_own, fixture_setup_folder,
		    fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
