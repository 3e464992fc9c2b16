/*
 * A PostgreSQL, named by the environment (PGHOST …), that is frozen, swallowed by the network or killed in the middle:
 * the clerk is told, and nothing is done twice. Nobody waits for a time to pass but the program itself, 2 s here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/keep.h"
#include "audit/verify.h"
#include "tests/system/pgsql-schema.h"
#include "tests/unit/any-store.h"
#include "tests/unit/fixture.h"

static const struct actor sato = { .clerk = "sato", .counter = "3番窓口", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };
static char uri[256], through[512];	/* the same store, at once and through the network */

/* --- a network --------------------------------------------------------------------------------- */

/* Connections up to this number lose what comes from the server, or what goes there, too. */
static struct net { int lose_answers, lose_all, count; char folder[128]; } *net;

static int
unix_socket(const char *folder, bool listening)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	const int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	(void)snprintf(at.sun_path, sizeof(at.sun_path), "%.80s/.s.PGSQL.5432", folder);
	if (fd < 0 || (listening ? bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 || listen(fd, 8) != 0 :
	    connect(fd, (struct sockaddr *)&at, sizeof(at)) != 0))
		_exit(3);
	return fd;
}

static bool
pass(int from, int to, bool lost)
{
	char bytes[8192];
	const ssize_t n = read(from, bytes, sizeof(bytes));

	return n > 0 && (lost || write(to, bytes, (size_t)n) == n);
}

/* An end that is gone is told to nobody either: the cable is cut. */
static void
carry(int client, int number)
{
	const int server = unix_socket(getenv("PGHOST"), false);
	struct pollfd p[] = { { client, POLLIN, 0 }, { server, POLLIN, 0 } };

	while (poll(p, 2, -1) > 0) {
		const bool all = number <= net->lose_all, answers = all || number <= net->lose_answers;

		if (p[0].revents != 0 && !pass(client, server, all)) {
			if (!all)
				break;
			p[0].fd = -1;
		}
		if (p[1].revents != 0 && !pass(server, client, answers))
			break;
	}
	_exit(0);
}

static void
run_network(void)
{
	const int listener = unix_socket(net->folder, true);
	int fd, number;

	(void)signal(SIGCHLD, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	net->count = 0;
	while ((fd = accept(listener, NULL, NULL)) >= 0) {
		number = ++net->count;
		if (fork() == 0) {
			(void)close(listener);
			carry(fd, number);
		}
		(void)close(fd);
	}
	_exit(4);
}

/* --- a store of its own for each test ---------------------------------------------------------- */

static int
setup(void **state)
{
	(void)state;
	scratch_new(&scratch);
	pgsql_schema_new(uri, sizeof(uri) - 32);
	(void)snprintf(through, sizeof(through), "%s connect_timeout=2 host=%s", uri, net->folder);
	(void)strcat(uri, " connect_timeout=2");
	net->lose_answers = net->lose_all = 0;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	scratch_free(&scratch);
	return 0;
}

/* What happens between the last that is written and its commit. */
static struct { struct store_guard kept; int64_t freeze; int *lose; } at_commit;

static enum err
before_commit(struct store *s, void *ctx)
{
	const enum err e = at_commit.kept.before(s, ctx);

	if (at_commit.freeze > 0)
		assert_int_equal(kill((pid_t)at_commit.freeze, SIGSTOP), 0);
	if (at_commit.lose != NULL)
		*at_commit.lose = net->count;
	at_commit.freeze = 0;
	at_commit.lose = NULL;
	return e;
}

static struct store *
open_kept(const char *where)
{
	struct audit_keeping keeping = { .key = "" };
	struct store *s = NULL;

	(void)snprintf(keeping.key, sizeof(keeping.key), "%s", scratch_path(&scratch, "audit.key"));
	assert_int_equal(store_open(where, MODE_TRAINING, &s), ERR_NONE);
	assert_int_equal(audit_keep(s, &sato, &keeping), ERR_NONE);
	at_commit.kept = *store_guard(s);
	store_set_guard(s, &(struct store_guard){ at_commit.kept.begun, before_commit, at_commit.kept.proved,
	    at_commit.kept.after, at_commit.kept.freed, at_commit.kept.ctx });
	return s;
}

static void
begin_work(struct store *s, int year)
{
	const struct store_value value = store_int(year);

	assert_int_equal(store_begin(s), ERR_NONE);
	assert_int_equal(store_run(s, "INSERT INTO numbers VALUES (?1, 1)", &value, 1, NULL, NULL), ERR_NONE);
	assert_int_equal(audit_write(s, &sato, "store-backed-up", "", ""), ERR_NONE);
}

static void
expect_done(struct store *s, int64_t times)
{
	int64_t lines, broken;

	assert_int_equal(fixture_number(s, "SELECT count(*) FROM numbers"), times);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM audit WHERE event = 'store-backed-up'"), times);
	assert_int_equal(audit_verify(s, &lines, &broken), ERR_NONE);
}

static void
wait_until_gone(struct store *s, int64_t pid)
{
	const struct store_value value = store_int(pid);
	int64_t n = 1;

	while (n > 0) {
		assert_int_equal(store_get_int(s, "SELECT count(*) FROM pg_stat_activity WHERE pid = ?1", &value, 1,
		    &n), ERR_NONE);
		(void)poll(NULL, 0, n > 0 ? 20 : 0);
	}
}

/* --- silence ----------------------------------------------------------------------------------- */

static void
a_frozen_server_is_told(void **state)
{
	struct store *s = open_kept(uri), *other = open_kept(uri);
	char *much = calloc(1, 1u << 20);
	int64_t pid;

	(void)state;
	begin_work(s, 2026);
	pid = fixture_number(s, "SELECT pg_backend_pid()");
	assert_int_equal(kill((pid_t)pid, SIGSTOP), 0);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2027, 1)"), ERR_STORE_SILENT);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2028, 1)"), ERR_STORE_SILENT);
	store_rollback(s);
	assert_int_equal(store_begin(other), ERR_STORE_LOCKED);	/* what it holds, it holds */
	assert_int_equal(kill((pid_t)pid, SIGCONT), 0);
	wait_until_gone(other, pid);
	expect_done(s, 0);

	/* Nor does it hang where there is more to send than fits on the way. */
	pid = fixture_number(s, "SELECT pg_backend_pid()");
	assert_int_equal(kill((pid_t)pid, SIGSTOP), 0);
	memset(much, 'a', (1u << 20) - 1);
	assert_int_equal(store_run(s, "INSERT INTO meta VALUES ('much', ?1)",
	    (struct store_value[]){ store_text(much) }, 1, NULL, NULL), ERR_STORE_SILENT);
	assert_int_equal(kill((pid_t)pid, SIGCONT), 0);
	wait_until_gone(other, pid);
	assert_int_equal(fixture_number(s, "SELECT count(*) FROM meta WHERE name = 'much'"), 0);
	begin_work(s, 2026);
	assert_int_equal(store_commit(s), ERR_NONE);
	expect_done(other, 1);
	free(much);
	store_close(&other);
	store_close(&s);
}

/* Whether it is done can't be known until it thaws; then it is done once or not at all, as a whole. */
static void
frozen_at_its_commit_nobody_knows(void **state)
{
	struct store *s = open_kept(uri), *other = open_kept(uri);
	int64_t pid, done;

	(void)state;
	begin_work(s, 2026);
	pid = at_commit.freeze = fixture_number(s, "SELECT pg_backend_pid()");
	assert_int_equal(store_commit(s), ERR_STORE_UNSURE);
	assert_false(store_in_transaction(s));
	assert_int_equal(kill((pid_t)pid, SIGCONT), 0);
	wait_until_gone(other, pid);
	done = fixture_number(other, "SELECT count(*) FROM numbers");
	expect_done(s, done);
	begin_work(s, 2027);
	assert_int_equal(store_commit(s), ERR_NONE);
	expect_done(other, done + 1);
	store_close(&other);
	store_close(&s);
}

static void
a_commit_whose_answer_is_lost_is_known(void **state)
{
	struct store *s = open_kept(through);

	(void)state;
	begin_work(s, 2026);
	at_commit.lose = &net->lose_answers;
	assert_int_equal(store_commit(s), ERR_NONE);
	expect_done(s, 1);
	store_close(&s);
}

static void
a_commit_that_never_came_is_known(void **state)
{
	struct store *s = open_kept(through), *other = open_kept(uri);

	(void)state;
	begin_work(s, 2026);
	at_commit.lose = &net->lose_all;
	assert_int_equal(store_commit(s), ERR_STORE_SILENT);
	expect_done(s, 0);
	begin_work(s, 2026);
	pgsql_schema_tool(uri, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
	    " WHERE application_name = 'madoguchi'");
	assert_int_equal(store_commit(s), ERR_STORE_SILENT);
	begin_work(s, 2026);
	assert_int_equal(store_commit(s), ERR_NONE);
	expect_done(s, 1);
	store_close(&other);
	store_close(&s);
}

/* A machine that is switched off in the middle of its work keeps nobody from theirs for longer than the limit. */
static void
who_stands_still_is_put_out(void **state)
{
	struct store *s = open_kept(through), *other = open_kept(uri);
	enum err e;

	(void)state;
	begin_work(s, 2026);
	net->lose_all = net->count;
	while ((e = store_begin(other)) == ERR_STORE_LOCKED)
		;
	assert_int_equal(e, ERR_NONE);
	store_rollback(other);
	assert_int_equal(any_store_do(s, "INSERT INTO numbers VALUES (2027, 1)"), ERR_STORE_SILENT);
	store_rollback(s);
	expect_done(other, 0);
	store_close(&other);
	store_close(&s);
}

static void
a_server_that_takes_too_long_is_told(void **state)
{
	struct store *s = open_kept(uri);

	(void)state;
	assert_int_equal(any_store_do(s, "SELECT count(pg_sleep(1000))"), ERR_STORE_SILENT);
	begin_work(s, 2026);
	assert_int_equal(any_store_do(s, "SELECT count(pg_sleep(1000))"), ERR_STORE_SILENT);
	assert_int_equal(store_commit(s), ERR_IO);
	expect_done(s, 0);
	store_close(&s);
}

static void
a_server_that_never_answers_is_told(void **state)
{
	struct store *s;

	(void)state;
	net->lose_all = 1 << 30;
	assert_int_equal(store_open(through, MODE_TRAINING, &s), ERR_STORE_SILENT);
	assert_null(s);
}

static bool
print_setting(void *ctx, const struct store_value *v, size_t n)
{
	(void)ctx;
	(void)n;
	printf("%s\n", store_as_text(&v[0]));
	return false;
}

/* "session URI": what the session asks of the server, in milliseconds and seconds. */
static int
print_session(const char *where)
{
	struct store *s;
	enum err e = store_open(where, MODE_TRAINING, &s);

	if (e == ERR_NONE)
		e = store_run(s, "SELECT string_agg(setting, ' ' ORDER BY w.n) FROM pg_settings p JOIN (VALUES"
		    " ('statement_timeout', 1), ('idle_in_transaction_session_timeout', 2), ('lock_timeout', 3),"
		    " ('tcp_keepalives_idle', 4), ('tcp_keepalives_interval', 5), ('tcp_keepalives_count', 6),"
		    " ('tcp_user_timeout', 7), ('client_connection_check_interval', 8)) w (name, n) ON w.name = p.name",
		    NULL, 0, print_setting, NULL);
	store_close(&s);
	return (int)e;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_frozen_server_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(frozen_at_its_commit_nobody_knows, setup, teardown),
		cmocka_unit_test_setup_teardown(a_commit_whose_answer_is_lost_is_known, setup, teardown),
		cmocka_unit_test_setup_teardown(a_commit_that_never_came_is_known, setup, teardown),
		cmocka_unit_test_setup_teardown(who_stands_still_is_put_out, setup, teardown),
		cmocka_unit_test_setup_teardown(a_server_that_takes_too_long_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_server_that_never_answers_is_told, setup, teardown),
	};
	char folder[] = "/tmp/madoguchi-net-XXXXXX", path[64];
	pid_t pid;
	int failed;

	if (argc == 3 && strcmp(argv[1], "session") == 0)
		return print_session(argv[2]);
	net = mmap(NULL, sizeof(*net), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (net == MAP_FAILED || mkdtemp(folder) == NULL)
		return 1;
	(void)snprintf(net->folder, sizeof(net->folder), "%s", folder);
	(void)snprintf(path, sizeof(path), "%s/.s.PGSQL.5432", folder);
	if ((pid = fork()) < 0)
		return 1;
	if (pid == 0)
		run_network();
	while (access(path, F_OK) != 0)
		(void)poll(NULL, 0, 20);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	(void)unlink(path);
	(void)rmdir(folder);
	return failed;
}
