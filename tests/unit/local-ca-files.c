/* The embedded CA's folder: its keys and its book are its owner's alone, and none of it is believed because it lies there. */
#include "issuer/local/local.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "ca-fixture.h"
#include "issuer/local/keys-private.h"

static void
two_authorities_that_stay(void **state)
{
	struct ca_fixture *f = *state;
	struct cert sign, auth, again;

	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_SIGN, &sign), ERR_NONE);
	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_AUTH, &auth), ERR_NONE);
	assert_int_not_equal(memcmp(sign.der, auth.der, 400), 0);
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_SIGN, &again), ERR_NONE);
	assert_memory_equal(sign.der, again.der, sign.len);
}

static mode_t
mode_of(const char *file)
{
	struct stat st;

	assert_int_equal(stat(file, &st), 0);
	return st.st_mode & 0777;
}

static void
others_are_kept_out(void **state)
{
	struct ca_fixture *f = *state;

	assert_int_equal(mode_of(f->folder), 0700);
	assert_int_equal(mode_of(ca_path(f, "sign-key.der")), 0600);
	assert_int_equal(mode_of(ca_path(f, "auth-key.der")), 0600);
	assert_int_equal(mode_of(ca_path(f, "book.db")), 0600);
	assert_int_equal(chmod(ca_path(f, "sign-key.der"), 0640), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(ca_path(f, "sign-key.der"), 0600), 0);
	assert_int_equal(chmod(f->folder, 0755), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(f->folder, 0710), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(f->folder, 0700), 0);
	assert_int_equal(ca_reopen(f), ERR_NONE);
}

static void
only_its_own_keys(void **state)
{
	struct ca_fixture *f = *state;
	char other[200];
	int fd;

	(void)snprintf(other, sizeof(other), "%s", ca_path(f, "auth-key.der"));
	assert_int_equal(rename(other, ca_path(f, "sign-key.der")), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(unlink(ca_path(f, "sign-key.der")), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(symlink("/dev/zero", ca_path(f, "sign-key.der")), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
	assert_int_equal(unlink(ca_path(f, "sign-key.der")), 0);
	assert_true((fd = open(ca_path(f, "sign-key.der"), O_WRONLY | O_CREAT | O_EXCL, 0600)) >= 0);
	assert_int_equal(write(fd, "nonsense", 8), 8);
	assert_int_equal(close(fd), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_KEYS);
}

static void
only_its_own_folder(void **state)
{
	struct ca_fixture *f = *state;
	struct issuer *ca;
	char link[200];

	(void)snprintf(link, sizeof(link), "%s/link", f->scratch.folder);
	assert_int_equal(symlink(f->folder, link), 0);
	assert_int_equal(local_ca_open(link, CA_NAME, ca_now, &ca), ERR_CA_KEYS);
	assert_null(ca);
	assert_int_equal(local_ca_open(ca_path(f, "book.db"), CA_NAME, ca_now, &ca), ERR_CA_KEYS);
	issuer_free(&f->ca);
	assert_int_equal(local_ca_open(f->folder, "another", ca_now, &ca), ERR_MODE_MIXED);
	assert_int_equal(local_ca_open(f->folder, "", ca_now, &ca), ERR_TOO_LONG);
	assert_int_equal(ca_reopen(f), ERR_NONE);
}

static bool
nobody(void *ctx, const struct local_ca_row *row)
{
	(void)ctx;
	(void)row;
	fail_msg("a row that can't be was handed out");
	return false;
}

static void
execute(struct ca_fixture *f, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(ca_path(f, "book.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
book_is_not_believed(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct cert c = ca_given(f, &req);

	issuer_free(&f->ca);
	execute(f, "UPDATE issued SET state = 9");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(ca_ask(f, &req, &c), ERR_STORE_CORRUPT);
	assert_int_equal(local_ca_list(f->ca, nobody, NULL), ERR_STORE_CORRUPT);
	issuer_free(&f->ca);
	execute(f, "UPDATE issued SET state = 1, serial = zeroblob(21)");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(ca_ask(f, &req, &c), ERR_STORE_CORRUPT);
	issuer_free(&f->ca);
	execute(f, "UPDATE authority SET cert = zeroblob(5000)");
	assert_int_not_equal(ca_reopen(f), ERR_NONE);
	execute(f, "PRAGMA user_version = 99");
	assert_int_equal(ca_reopen(f), ERR_STORE_NEWER);
}

/* A disk with room for half a key. */
static void
half_a_key_is_none(void **state)
{
	const struct rlimit little = { 600, 600 };
	struct ca_fixture *f = *state;
	EVP_PKEY *key = NULL;
	int status, dir;
	pid_t pid;

	assert_int_equal(unlink(ca_path(f, "sign-key.der")), 0);
	if ((pid = fork()) == 0) {
		(void)signal(SIGXFSZ, SIG_IGN);
		(void)setrlimit(RLIMIT_FSIZE, &little);
		_exit(local_folder_open(f->folder, &dir) != ERR_NONE || local_key_make(dir, CERT_SIGN, &key) == ERR_NONE);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_not_equal(access(ca_path(f, "sign-key.der"), F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(two_authorities_that_stay, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(others_are_kept_out, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(only_its_own_keys, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(only_its_own_folder, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(book_is_not_believed, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(half_a_key_is_none, ca_setup, ca_teardown),
	};

	return cmocka_run_group_tests(tests, ca_make_keys, NULL);
}
