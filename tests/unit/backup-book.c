/*
 * The CA's book goes with the backups of the store: one that is restored brings back what was lost, and takes nothing
 * away that was issued or revoked since; whenever a restore is killed, the store is the one or the other, and the book
 * has lost nothing. KILL_EACH=1 kills at every call on the disk, else at each fourth.
 */
#include "config.h"

#include "upkeep/backup.h"

#include <openssl/x509v3.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "ca.h"
#include "stores.h"


enum { KEYS = 4 };
static EVP_PKEY *keys[KEYS];
static struct issuer *ca;
static struct cert certs[KEYS];
static struct backup_ca book;
static char folder[160];

/* --- dying ------------------------------------------------------------------------------------- */

static long die_at = -1, calls;

/* These stand before the C library's own: the engine and SQLite call them. */
int fsync(int);
int fdatasync(int);
int rename(const char *, const char *);
int link(const char *, const char *);
int unlink(const char *);

static long
counted(long number, long a, long b, long c, long d)
{
	long rc;

	if (++calls == die_at)
		(void)kill(getpid(), SIGKILL);
	rc = syscall(number, a, b, c, d);
	if (++calls == die_at)
		(void)kill(getpid(), SIGKILL);
	return rc;
}

int
fsync(int fd)
{
	return (int)counted(SYS_fsync, fd, 0, 0, 0);
}

int
fdatasync(int fd)
{
	return (int)counted(SYS_fdatasync, fd, 0, 0, 0);
}

int
rename(const char *from, const char *to)
{
	return (int)counted(SYS_rename, (long)from, (long)to, 0, 0);
}

int
link(const char *from, const char *to)
{
	return (int)counted(SYS_link, (long)from, (long)to, 0, 0);
}

int
unlink(const char *path)
{
	return (int)counted(SYS_unlink, (long)path, 0, 0, 0);
}

/* --- an office --------------------------------------------------------------------------------- */

static void
open_ca(void)
{
	assert_int_equal(local_ca_open(folder, CA_NAME, ca_now, &ca), ERR_NONE);
}

static void
issue(int i)
{
	struct cert_request req = ca_request(CERT_AUTH, keys[i]);
	struct issuer_switch s = { .kind = CERT_AUTH };
	char reason[ISSUER_REASON_MAX];

	assert_int_equal(ca->ops->request(ca, &req, &certs[i], reason), ERR_NONE);
	memcpy(s.id, req.id, sizeof(s.id));
	assert_int_equal(ca->ops->confirm(ca, &s, 1, ca_at(ca_now)), ERR_NONE);
}

static struct cert_info
info_of(int i)
{
	struct cert_info info;

	assert_int_equal(cert_parse(&certs[i], &info), ERR_NONE);
	return info;
}

static void
revoke_cert(int i)
{
	const struct cert_info info = info_of(i);

	assert_int_equal(ca->ops->revoke(ca, CERT_AUTH, info.serial, info.serial_len, ca_at(ca_now)), ERR_NONE);
}

/* ISSUER_VALID, or what became of it; -1 where the book doesn't know it. */
static int
state(int i)
{
	const struct cert_info info = info_of(i);
	enum issuer_state st;

	return ca->ops->state(ca, CERT_AUTH, info.serial, info.serial_len, &st) == ERR_NONE ? (int)st : -1;
}

/* The number of a list that is signed now; *revoked: how many it revokes. */
static int64_t
list(int *revoked)
{
	static unsigned char der[65536];
	const unsigned char *p = der;
	int64_t number;
	ASN1_INTEGER *n;
	X509_CRL *crl;
	size_t len;

	assert_int_equal(local_ca_crl(ca, CERT_AUTH, ca_now, der, sizeof(der), &len), ERR_NONE);
	assert_non_null(crl = d2i_X509_CRL(NULL, &p, (long)len));
	assert_non_null(n = X509_CRL_get_ext_d2i(crl, NID_crl_number, NULL, NULL));
	assert_int_equal(ASN1_INTEGER_get_int64(&number, n), 1);
	*revoked = X509_CRL_get_REVOKED(crl) == NULL ? 0 : sk_X509_REVOKED_num(X509_CRL_get_REVOKED(crl));
	ASN1_INTEGER_free(n);
	X509_CRL_free(crl);
	return number;
}

static enum err
backup(const char *name)
{
	struct store *s = stores_open("s.db");
	enum err e = store_backup(s, &stores_clerk, &book, stores_path(name));

	store_close(&s);
	return e;
}

static enum err
restore(const char *name)
{
	char aside[BACKUP_PATH_MAX];

	return store_restore(stores_path("s.db"), MODE_TRAINING, &stores_clerk, NULL, &book, stores_path(name), true,
	    aside);
}

/* b.db has two certificates, one revoked, and two cases; since then another was issued and one more revoked. */
static int
setup(void **unused)
{
	int i;

	scratch_new_fast(&scratch);
	(void)unused;
	for (i = 0; i < KEYS; i++)
		assert_non_null(keys[i] = EVP_EC_gen("P-384"));
	(void)snprintf(folder, sizeof(folder), "%s/ca", scratch.folder);
	book = (struct backup_ca){ .folder = folder, .name = CA_NAME };
	open_ca();
	issue(0);
	issue(1);
	revoke_cert(0);
	stores_make("s.db", 2);
	assert_int_equal(backup("b.db"), ERR_NONE);
	stores_make("s.db", 1);
	issue(2);
	revoke_cert(1);
	return 0;
}

static int
teardown(void **unused)
{
	int i;

	(void)unused;
	issuer_free(&ca);
	for (i = 0; i < KEYS; i++)
		EVP_PKEY_free(keys[i]);
	scratch_free(&scratch);
	return 0;
}

static void
assert_all_there(void)
{
	open_ca();
	assert_int_equal(state(0), ISSUER_REVOKED);
	assert_int_equal(state(1), ISSUER_REVOKED);
	assert_int_equal(state(2), ISSUER_VALID);
	issuer_free(&ca);
}

static int64_t
cases(void)
{
	struct store *s = stores_open("s.db");
	int64_t n = fixture_number(s, "SELECT count(*) FROM cases");

	store_close(&s);
	return n;
}

/* --- tests ------------------------------------------------------------------------------------- */

static void
what_came_since_stays(void **unused)
{
	struct store *s;

	(void)unused;
	issuer_free(&ca);
	assert_int_equal(restore("b.db"), ERR_NONE);
	assert_true(book.merged.any);
	assert_int_equal(book.merged.kept_issued, 1);
	assert_int_equal(book.merged.kept_ended, 1);
	assert_int_equal(book.merged.brought_issued + book.merged.brought_ended, 0);
	assert_all_there();
	assert_int_equal(cases(), 2);
	s = stores_open("s.db");
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM sqlite_schema WHERE name = 'ca_issued'"), 0);
	store_close(&s);
}

/* What only the last list tells, after the book was lost, is revoked for good; numbers go on. */
static void
a_lost_book_comes_back(void **unused)
{
	int revoked;
	int64_t number;

	(void)unused;
	revoke_cert(2);
	number = list(&revoked);
	assert_int_equal(revoked, 3);
	issuer_free(&ca);
	assert_int_equal(unlink(scratch_path(&scratch, "ca/book.db")), 0);
	assert_int_equal(local_ca_open(folder, CA_NAME, ca_now, &ca), ERR_CA_BOOK);
	assert_int_equal(restore("b.db"), ERR_NONE);
	assert_int_equal(book.merged.kept_issued, 0);
	assert_int_equal(book.merged.brought_issued, 2);
	assert_int_equal(book.merged.brought_ended, 2);
	open_ca();
	assert_int_equal(state(0), ISSUER_REVOKED);
	assert_int_equal(state(1), ISSUER_REVOKED);
	assert_int_equal(state(2), -1);
	assert_true(list(&revoked) > number);
	assert_int_equal(revoked, 3);
	issue(3);
	assert_int_equal(state(3), ISSUER_VALID);
}

/* With a newer backup after an older one the row of what only lists told is there again, and revoked. */
static void
rows_that_lists_told_of_come_back(void **unused)
{
	int revoked;

	(void)unused;
	assert_int_equal(backup("c.db"), ERR_NONE);
	revoke_cert(2);
	(void)list(&revoked);
	issuer_free(&ca);
	assert_int_equal(unlink(scratch_path(&scratch, "ca/book.db")), 0);
	assert_int_equal(restore("b.db"), ERR_NONE);
	stores_clerk_later();
	assert_int_equal(restore("c.db"), ERR_NONE);
	open_ca();
	assert_int_equal(state(2), ISSUER_REVOKED);
	(void)list(&revoked);
	assert_int_equal(revoked, 3);
}

/* A whole folder that is lost gets its book; the keys come from where they are kept, and nowhere else. */
static void
keys_are_no_part_of_it(void **unused)
{
	static unsigned char bytes[1 << 20], key[2048];
	size_t n, len;
	FILE *f;

	(void)unused;
	issuer_free(&ca);
	assert_non_null(f = fopen(scratch_path(&scratch, "ca/auth-key.der"), "rb"));
	len = fread(key, 1, sizeof(key), f);
	(void)fclose(f);
	assert_non_null(f = fopen(scratch_path(&scratch, "b.db"), "rb"));
	n = fread(bytes, 1, sizeof(bytes), f);
	(void)fclose(f);
	assert_in_range(n, 1, sizeof(bytes) - 1);
	assert_null(memmem(bytes, n, key + len - 64, 64));
	assert_int_equal(rename(folder, stores_path("away")), 0);
	assert_int_equal(restore("b.db"), ERR_NONE);
	assert_int_equal(local_ca_open(folder, CA_NAME, ca_now, &ca), ERR_CA_KEYS);
	assert_int_equal(rename(stores_path("away/sign-key.der"), stores_path("ca/sign-key.der")), 0);
	assert_int_equal(rename(stores_path("away/auth-key.der"), stores_path("ca/auth-key.der")), 0);
	open_ca();
	assert_int_equal(state(0), ISSUER_REVOKED);
	assert_int_equal(state(1), ISSUER_VALID);
}

static void
another_authority_is_refused(void **unused)
{
	(void)unused;
	issuer_free(&ca);
	assert_int_equal(rename(folder, stores_path("away")), 0);
	open_ca();
	issuer_free(&ca);
	assert_int_equal(restore("b.db"), ERR_CA_OTHER);
	assert_int_equal(cases(), 3);
	assert_int_equal(unlink(scratch_path(&scratch, "ca/book.db")), 0);
	assert_int_equal(restore("b.db"), ERR_CA_OTHER);
	assert_int_equal(access(scratch_path(&scratch, "ca/book.db"), F_OK), -1);
	assert_int_equal(stores_files_like(".part"), 0);
}

/* One that is refused for the store's sake brings nothing into the book either. */
static void
refused_is_refused_whole(void **unused)
{
	char aside[BACKUP_PATH_MAX];

	(void)unused;
	issuer_free(&ca);
	assert_int_equal(unlink(scratch_path(&scratch, "ca/book.db")), 0);
	assert_int_equal(store_restore(stores_path("s.db"), MODE_TRAINING, &stores_clerk, NULL, &book,
	    stores_path("b.db"), false, aside), ERR_STORE_AHEAD);
	assert_int_equal(access(scratch_path(&scratch, "ca/book.db"), F_OK), -1);
}

static bool
killed(long n, const char *name)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		calls = 0;
		die_at = n;
		_exit(restore(name) == ERR_NONE ? 0 : 1);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), SIGKILL);
		return true;
	}
	assert_int_equal(WEXITSTATUS(status), 0);
	return false;
}

static void
nothing_is_lost_when_killed(void **unused)
{
	const long step = getenv("KILL_EACH") != NULL ? 1 : 4;
	bool dies = true;
	long n;

	(void)unused;
	issuer_free(&ca);
	for (n = 1; dies; n += step) {
		const int64_t before = cases();
		int64_t now;

		dies = killed(n, "b.db");
		now = cases();
		assert_true(now == 2 || now == before);
		assert_all_there();
		stores_make("s.db", 1);
		stores_clerk_later();
	}
	assert_true(n > 40);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_came_since_stays, setup, teardown),
		cmocka_unit_test_setup_teardown(a_lost_book_comes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(rows_that_lists_told_of_come_back, setup, teardown),
		cmocka_unit_test_setup_teardown(keys_are_no_part_of_it, setup, teardown),
		cmocka_unit_test_setup_teardown(another_authority_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_is_refused_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_is_lost_when_killed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
