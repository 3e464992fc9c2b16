/* Whom a program serves that runs as the office's account, and what of a clerk's environment reaches it. */
#include "config.h"

#include "office/office.h"

#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"

extern char **environ;

/* Enters with these words as the whole environment, ended by NULL. */
static enum err
enter(struct setting *s, const char *const *words)
{
	memset(s, 0, sizeof(*s));
	s->office = OFFICE_INSIDE;
	(void)snprintf(s->home, sizeof(s->home), "/var/lib/office");
	assert_int_equal(clearenv(), 0);
	for (; *words != NULL; words += 2)
		assert_int_equal(setenv(words[0], words[1], 1), 0);
	return office_enter(s);
}

static char own_uid[24], own_name[33];

static int
find_own(void **state)
{
	const struct passwd *pw = getpwuid(getuid());

	(void)snprintf(own_uid, sizeof(own_uid), "%lu", (unsigned long)getuid());
	if (pw != NULL)
		(void)snprintf(own_name, sizeof(own_name), "%s", pw->pw_name);
	return fixture_setup_folder(state);
}

static void
the_clerk_is_whom_sudo_names_else_whom_the_login_names(void **state)
{
	const char *by_sudo[] = { "SUDO_UID", own_uid, "MADOGUCHI_CLERK", "root", "MADOGUCHI_ADDRESS", "192.0.2.1",
	    NULL },
	    *by_login[] = { "MADOGUCHI_CLERK", own_name, "MADOGUCHI_ADDRESS", "2001:db8::1", NULL };
	struct setting s;

	(void)state;
	if (own_name[0] == '\0')
		skip();		/* an account without a name is nobody, as below */
	assert_int_equal(enter(&s, by_sudo), ERR_NONE);
	assert_string_equal(s.clerk, own_name);
	assert_string_equal(s.address, "");
	assert_int_equal(enter(&s, by_login), ERR_NONE);
	assert_string_equal(s.clerk, own_name);
	assert_string_equal(s.address, "2001:db8::1");
}

static void
who_cannot_be_known_is_nobody(void **state)
{
	static const char *const uids[] = { "", " 0", "0x0", "+0", "-1", "4294967295", "4294967294",
	    "99999999999999999999", "root", "0 ", "0\n" };
	const char *words[] = { "SUDO_UID", NULL, "MADOGUCHI_CLERK", "root", NULL }, *none[] = { NULL },
	    *unknown[] = { "MADOGUCHI_CLERK", "no-such-account", NULL };
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(uids) / sizeof(*uids); i++) {
		words[1] = uids[i];
		assert_int_equal(enter(&s, words), ERR_CLERK_UNKNOWN);
		assert_string_equal(s.clerk, "");
	}
	assert_int_equal(enter(&s, none), ERR_CLERK_UNKNOWN);
	assert_int_equal(enter(&s, unknown), ERR_CLERK_UNKNOWN);
}

static void
of_the_environment_the_kind_of_terminal_is_left(void **state)
{
	const char *words[] = { "SUDO_UID", "0", "TERM", "xterm-256color", "NO_COLOR", "1", "LD_PRELOAD", "/tmp/x.so",
	    "HOME", "/tmp", "PATH", "/tmp", "TERMINFO", "/tmp", "MADOGUCHI_DATADIR", "/tmp", "XDG_DATA_HOME", "/tmp",
	    "PCSCLITE_CSOCK_NAME", "/tmp/x", "OPENSSL_CONF", "/tmp/x", "LANGUAGE", "x", NULL };
	struct setting s;
	size_t n = 0;

	(void)state;
	assert_int_equal(enter(&s, words), ERR_NONE);
	assert_string_equal(getenv("TERM"), "xterm-256color");
	assert_string_equal(getenv("NO_COLOR"), "1");
	assert_string_equal(getenv("HOME"), "/var/lib/office");
	assert_string_equal(getenv("PATH"), "/usr/sbin:/usr/bin:/sbin:/bin");
	while (environ[n] != NULL)
		n++;
	assert_int_equal(n, 4);
}

static void
a_terminal_is_a_name_and_no_path(void **state)
{
	static const char *const kinds[] = { "../../tmp/x", "/tmp/x", "x/y", ".x", "a b", "窓",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	const char *words[] = { "SUDO_UID", "0", "TERM", NULL, NULL };
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		words[3] = kinds[i];
		assert_int_equal(enter(&s, words), ERR_NONE);
		assert_null(getenv("TERM"));
	}
}

static void
an_address_has_an_addresss_characters(void **state)
{
	const char *words[] = { "MADOGUCHI_CLERK", "root", "MADOGUCHI_ADDRESS", "192.0.2.1] x", NULL };
	struct setting s;

	(void)state;
	assert_int_equal(enter(&s, words), ERR_NONE);
	assert_string_equal(s.address, "");
}

static void
roots_is_what_nobody_else_can_write_up_to_the_top(void **state)
{
	(void)state;
	assert_true(office_is_roots("/etc/passwd"));
	assert_true(office_is_roots("/etc/no-such-folder/madoguchi.ini"));
	assert_false(office_is_roots("etc/passwd"));
	assert_false(office_is_roots("/tmp/madoguchi.ini"));
	assert_false(office_is_roots(scratch.folder));
}

static void
the_offices_account_is_known_and_not_root(void **state)
{
	struct setting s = { .office = OFFICE_NONE };

	(void)state;
	assert_int_equal(office_find(&s, "root"), ERR_OFFICE_ACCOUNT);
	assert_int_equal(office_find(&s, "no-such-account"), ERR_OFFICE_ACCOUNT);
	assert_int_equal(s.office, OFFICE_NONE);
	assert_int_equal(office_find(&s, "daemon"), ERR_NONE);
	assert_int_equal(s.office, OFFICE_OUTSIDE);
	assert_string_equal(s.account, "daemon");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_clerk_is_whom_sudo_names_else_whom_the_login_names),
		cmocka_unit_test(who_cannot_be_known_is_nobody),
		cmocka_unit_test(of_the_environment_the_kind_of_terminal_is_left),
		cmocka_unit_test(a_terminal_is_a_name_and_no_path),
		cmocka_unit_test(an_address_has_an_addresss_characters),
		cmocka_unit_test(roots_is_what_nobody_else_can_write_up_to_the_top),
		cmocka_unit_test(the_offices_account_is_known_and_not_root),
	};

	return cmocka_run_group_tests(tests, find_own, fixture_teardown);
}
