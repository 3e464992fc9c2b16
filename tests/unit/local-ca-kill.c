/*
 * The embedded CA's folder survives whatever happens while it is made or written: killed at every call that touches the
 * disk, a full disk, four programs at once, a book that is held.
 */
#include "issuer/local/local.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "../faults/vfs-full.h"
#include "ca.h"
#include "key-pool.h"
#include "scratch.h"

static long die_at = -1, calls;	/* which call on the disk is the last one; -1: none */

static bool waits = true;

/* These stand before the C library's own: the engine and SQLite call them. */
int fsync(int);
int fdatasync(int);
int renameat(int, const char *, int, const char *);
int nanosleep(const struct timespec *, struct timespec *);

static void
count_call(void)
{
	if (++calls == die_at)
		(void)kill(getpid(), SIGKILL);
}

int
fsync(int fd)
{
	count_call();
	return (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	count_call();
	return (int)syscall(SYS_fdatasync, fd);
}

int
renameat(int from, const char *old, int to, const char *new)
{
	int rc;

	count_call();
	rc = (int)syscall(SYS_renameat2, from, old, to, new, 0);
	count_call();
	return rc;
}

/* Where nobody waits, who wants a lock has waited in vain at once. */
int
nanosleep(const struct timespec *want, struct timespec *left)
{
	return waits ? (int)syscall(SYS_nanosleep, want, left) : 0;
}

static int
setup(void **state)
{
	struct scratch *s = calloc(1, sizeof(*s));
	unsigned i;

	for (i = 0; i < KEY_POOL; i++)
		(void)key_pool(i);	/* before there are children */
	if (s == NULL)
		return 1;
	scratch_new(s);
	*state = s;
	return 0;
}

static int
teardown(void **state)
{
	scratch_free(*state);
	free(*state);
	return 0;
}

/* Opens, issues one certificate and confirms it. */
static enum err
work(const char *folder)
{
	struct cert_request req = ca_request(CERT_AUTH, key_pool(3));
	struct issuer_switch s = { .kind = CERT_AUTH };
	char reason[ISSUER_REASON_MAX];
	struct issuer *ca;
	struct cert c;
	enum err e;

	memcpy(s.id, req.id, sizeof(s.id));
	if ((e = local_ca_open(folder, CA_NAME, ca_now, &ca)) != ERR_NONE)
		return e;
	if ((e = ca->ops->request(ca, &req, &c, reason)) == ERR_NONE)
		e = ca->ops->confirm(ca, &s, 1, ca_at(ca_now));
	issuer_free(&ca);
	return e;
}

/* Works in a child that dies at its nth call; true when it didn't get that far and ended by itself. */
static bool
work_and_die(const char *folder, long n)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		die_at = n;
		calls = 0;
		_exit(work(folder) == ERR_NONE ? 0 : 1);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status)) {
		assert_int_equal(WTERMSIG(status), SIGKILL);
		return false;
	}
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

static bool
count_rows(void *ctx, const struct local_ca_row *row)
{
	assert_int_equal(row->state, ISSUER_VALID);
	++*(int *)ctx;
	return true;
}

/* After any death the next start finds or makes what is needed, and there is one certificate, not two. */
static void
killed_at_every_call(void **state)
{
	struct scratch *s = *state;
	bool done = false;
	long n;

	for (n = 1; !done; n++) {
		struct issuer *ca;
		char folder[200];
		int rows = 0;

		(void)snprintf(folder, sizeof(folder), "%s/%ld", s->folder, n);
		done = work_and_die(folder, n);
		assert_int_equal(work(folder), ERR_NONE);
		assert_int_equal(local_ca_open(folder, CA_NAME, ca_now, &ca), ERR_NONE);
		assert_int_equal(local_ca_list(ca, count_rows, &rows), ERR_NONE);
		assert_int_equal(rows, 1);
		issuer_free(&ca);
	}
	assert_in_range(n, 10, 100);
}

static void
four_at_once(void **state)
{
	struct scratch *s = *state;
	const char *folder = scratch_path(s, "ca");
	pid_t pids[4];
	int i, status;

	for (i = 0; i < 4; i++) {
		if ((pids[i] = fork()) == 0) {
			key_pool_next((unsigned)i);	/* who makes the keys alone would make others */
			_exit(work(folder) == ERR_NONE ? 0 : 1);
		}
		assert_true(pids[i] > 0);
	}
	for (i = 0; i < 4; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
}

static void
held_by_another(void **state)
{
	struct scratch *s = *state;
	char folder[200], path[220];
	sqlite3 *db;

	(void)snprintf(folder, sizeof(folder), "%s/ca", s->folder);
	(void)snprintf(path, sizeof(path), "%s/book.db", folder);
	assert_int_equal(work(folder), ERR_NONE);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	waits = false;
	assert_int_equal(work(folder), ERR_STORE_LOCKED);
	waits = true;
	assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_int_equal(work(folder), ERR_NONE);
}

/* However much still fits, it says that the disk is full, and all is well when there is room again. */
static void
full_disk(void **state)
{
	struct scratch *s = *state;
	enum err e = ERR_DISK_FULL;
	long room;

	vfs_full_register();
	assert_int_equal(sqlite3_vfs_register(sqlite3_vfs_find("full"), 1), SQLITE_OK);
	for (room = 0; e != ERR_NONE; room += 4096) {
		char folder[200];

		(void)snprintf(folder, sizeof(folder), "%s/%ld", s->folder, room);
		vfs_full_set_room(room);
		e = work(folder);
		vfs_full_set_room(-1);
		assert_true(e == ERR_NONE || e == ERR_DISK_FULL);
		assert_int_equal(work(folder), ERR_NONE);
	}
	assert_true(room > 8 * 4096);
	assert_int_equal(sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1), SQLITE_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(killed_at_every_call, setup, teardown),
		cmocka_unit_test_setup_teardown(four_at_once, setup, teardown),
		cmocka_unit_test_setup_teardown(held_by_another, setup, teardown),
		cmocka_unit_test_setup_teardown(full_disk, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
