/* Roles: what each may do, and which file may say who has them. */
#include "office/clerk.h"

#include <grp.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"
#include "office/setting-private.h"

static char fault[SETTING_FAULT_MAX];

/* Columns: look report audit, open move take-over, second let-in cancel gone, card print practise, ca residents
   store, preserve purge. */
static const char *keys[SETTING_KEYS_MAX + 1];		/* of a configuration file */

static const struct { enum role role; const char *may; } wanted[] = {
	{ ROLE_COUNTER, "yy. yyy .... yyy ... .." },
	{ ROLE_SUPERVISOR, "yyy yyy yyyy yyy ... y." },
	{ ROLE_AUDITOR, "yyy ... .... ... ... .." },
	{ ROLE_ADMINISTRATOR, "yyy ... ...y ..y yyy yy" },
};

static void
the_table_is_as_the_manual_says(void **state)
{
	char got[64], *p;
	unsigned act;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		for (act = 0, p = got; act < ACT_COUNT; act++) {
			if (wanted[i].may[p - got] == ' ')
				*p++ = ' ';
			*p++ = clerk_may(ROLE_BIT(wanted[i].role), (enum act)act) ? 'y' : '.';
		}
		*p = '\0';
		assert_string_equal(got, wanted[i].may);
	}
}

/* Another role beside it gives an auditor nothing; no role gives nothing at all. */
static void
auditors_and_strangers_act_on_nothing(void **state)
{
	unsigned act, others;

	(void)state;
	for (act = 0; act < ACT_COUNT; act++) {
		assert_false(clerk_may(0, (enum act)act));
		for (others = 0; others < ROLE_BIT(ROLE_COUNT); others++)
			assert_int_equal(clerk_may(others | ROLE_BIT(ROLE_AUDITOR), (enum act)act), act <= ACT_AUDIT);
	}
	assert_false(clerk_may(~0u, ACT_COUNT));
}

/* A file of the scratch folder as scratch.path. */
static void
put_file(const char *name, const char *text)
{
	assert_int_equal(chmod(scratch_write(&scratch, name, text), 0644), 0);
}

/* What the account gets from own as the file in use and machine as the machine's; NULL: there is none. */
static enum err
find(enum mode mode, const char *account, const char *own, const char *machine, unsigned *roles)
{
	struct setting s = { .mode = mode };
	struct ini ini = { 0 };
	enum err e;

	(void)unlink(scratch_path(&scratch, "machine.ini"));
	(void)snprintf(s.clerk, sizeof(s.clerk), "%s", account);
	if (machine != NULL)
		put_file("machine.ini", machine);
	if (own != NULL) {
		put_file("own.ini", own);
		(void)snprintf(s.config, sizeof(s.config), "%s", scratch.path);
		assert_int_equal(setting_read_file(s.config, keys, &ini, fault), ERR_NONE);
	}
	e = setting_find_roles(&s, keys, own != NULL ? &ini : NULL, scratch_path(&scratch, "machine.ini"), fault);
	ini_free(&ini);
	*roles = s.roles;
	return e;
}

static void
lists_name_accounts_groups_and_everybody(void **state)
{
	const char *own = "[clerks]\ncounter = sato, suzuki\nsupervisor = suzuki tanaka\nauditor=kansa\n";
	const struct passwd *pw = getpwuid(getuid());
	const struct group *group = pw != NULL ? getgrgid(pw->pw_gid) : NULL;
	char account[64], text[256];
	unsigned roles;

	(void)state;
	assert_int_equal(find(MODE_TRAINING, "sato", own, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(find(MODE_TRAINING, "suzuki", own, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR));
	assert_int_equal(find(MODE_TRAINING, "kansa", own, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_AUDITOR));
	assert_int_equal(find(MODE_TRAINING, "sat", own, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, 0);
	assert_int_equal(find(MODE_TRAINING, "anybody", "[clerks]\ncounter = *\n", NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(find(MODE_TRAINING, "sato", "[clerks]\n", NULL, &roles), ERR_NONE);
	assert_int_equal(roles, 0);
	assert_int_equal(find(MODE_TRAINING, "sato", "[clerks]\ncounter = sat, satou\n", NULL, &roles), ERR_NONE);
	assert_int_equal(roles, 0);
	assert_int_equal(find(MODE_TRAINING, "sato", "[clerks]\ncounter = @no-such-group-here\n", NULL, &roles), ERR_NONE);
	assert_int_equal(roles, 0);
	if (pw == NULL || group == NULL)
		skip();		/* an account that only the number names */
	(void)snprintf(account, sizeof(account), "%s", pw->pw_name);
	(void)snprintf(text, sizeof(text), "[clerks]\ncounter = nobody-else, @%s\n", group->gr_name);
	assert_int_equal(find(MODE_TRAINING, account, text, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER));
}

static void
unstated_roles_are_a_small_offices(void **state)
{
	unsigned roles;

	(void)state;
	assert_int_equal(find(MODE_WORK, "sato", NULL, NULL, &roles), ERR_NONE);
	assert_int_equal(roles, ROLES_UNSTATED);
	assert_int_equal(find(MODE_WORK, "sato", "[madoguchi]\nlang = ja\n", "[madoguchi]\nlang = ja\n", &roles), ERR_NONE);
	assert_int_equal(roles, ROLES_UNSTATED);
}

static void
a_file_of_ones_own_takes_no_role_from_the_machine(void **state)
{
	const char *rich = "[clerks]\nadministrator = *\n";
	const struct passwd *pw = getpwuid(getuid());
	char machine[256];
	unsigned roles;

	(void)state;
	if (pw == NULL)
		skip();
	/* Whoever runs this owns the file, and so has to be its administrator. */
	(void)snprintf(machine, sizeof(machine), "[clerks]\ncounter = sato\nadministrator = %s\n", pw->pw_name);
	assert_int_equal(find(MODE_WORK, "sato", rich, machine, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(find(MODE_WORK, "sato", "[madoguchi]\nlang = ja\n", machine, &roles), ERR_NONE);
	assert_int_equal(roles, ROLE_BIT(ROLE_COUNTER));
	assert_int_equal(find(MODE_WORK, "sato", rich, "[clerks]\nnothing = sato\n", &roles), ERR_CONFIG);
	assert_non_null(strstr(fault, "machine.ini:2"));
}

static void
a_file_that_others_may_write_grants_nothing(void **state)
{
	const struct { mode_t mode; enum err want; } rows[] = {
		{ 0644, ERR_NONE }, { 0600, ERR_NONE }, { 0664, ERR_ROLES_FILE }, { 0646, ERR_ROLES_FILE },
	};
	struct setting s = { .mode = MODE_WORK, .clerk = "sato" };
	struct ini ini;
	size_t i;

	(void)state;
	put_file("own.ini", "[clerks]\nadministrator = *\n");
	(void)snprintf(s.config, sizeof(s.config), "%s", scratch.path);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(chmod(s.config, rows[i].mode), 0);
		assert_int_equal(setting_read_file(s.config, keys, &ini, fault), ERR_NONE);
		assert_int_equal(setting_find_roles(&s, keys, &ini, "/no/such/machine.ini", fault), rows[i].want);
		if (rows[i].want != ERR_NONE)
			assert_non_null(strstr(fault, "own.ini: [clerks]"));
		ini_free(&ini);
	}
}

/* The owner comes from the file's own stat: told here instead, so that no test needs another account. */
static void
a_file_of_somebody_else_needs_an_administrator(void **state)
{
	struct setting s = { .mode = MODE_WORK, .clerk = "sato" };
	const struct passwd *pw;
	struct ini ini;
	char text[128];
	uid_t uid = 1;

	(void)state;
	if ((pw = getpwuid(uid)) == NULL)
		skip();
	(void)snprintf(text, sizeof(text), "[clerks]\ncounter = *\nadministrator = %s\n", pw->pw_name);
	put_file("own.ini", text);
	(void)snprintf(s.config, sizeof(s.config), "%s", scratch.path);
	assert_int_equal(setting_read_file(s.config, keys, &ini, fault), ERR_NONE);
	ini.owner = uid;
	assert_int_equal(setting_find_roles(&s, keys, &ini, "/no/such/machine.ini", fault), ERR_NONE);
	assert_int_equal(s.roles, ROLE_BIT(ROLE_COUNTER));
	ini.owner = 2;
	assert_int_equal(setting_find_roles(&s, keys, &ini, "/no/such/machine.ini", fault), ERR_ROLES_FILE);
	assert_int_equal(s.roles, ROLES_UNSTATED);
	s.mode = MODE_TRAINING;
	assert_int_equal(setting_find_roles(&s, keys, &ini, "/no/such/machine.ini", fault), ERR_NONE);
	ini_free(&ini);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_as_the_manual_says),
		cmocka_unit_test(auditors_and_strangers_act_on_nothing),
		cmocka_unit_test_setup_teardown(lists_name_accounts_groups_and_everybody, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(unstated_roles_are_a_small_offices, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_file_of_ones_own_takes_no_role_from_the_machine, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_file_that_others_may_write_grants_nothing, fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_file_of_somebody_else_needs_an_administrator, fixture_setup_folder, fixture_teardown),
	};

	setting_keys(keys);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
