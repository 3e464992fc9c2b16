/* Two clerks at once, and processes killed in the middle: a case stands before or after an event, never between. */
#include "audit/verify.h"
#include "case/reception.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"

#define KILLS 200	/* of each kind */

static const struct actor sato = { .clerk = "sato", .counter = "", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };

static struct store *
open_store(void)
{
	struct store *s;

	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &s), ERR_NONE);
	return s;
}

static int
setup(void **state)
{
	(void)state;
	scratch_new_fast(&scratch);
	return 0;
}

static struct case_file
open_case(struct store *s)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .person = { .name = "番号 花子" } };

	assert_int_equal(case_open(s, &sato, &f, CASE_RECEIVED), ERR_NONE);
	return f;
}

/* A child waits for the gate to close, so that all begin together, claims, and tells by its exit status. */
static void
claim_in_child(int gate[2], const char *number, int who)
{
	char clerk[16], holder[33], byte;
	struct actor a = sato;
	struct store *s;
	enum err e;

	if (fork() != 0)
		return;
	close(gate[1]);
	(void)snprintf(clerk, sizeof(clerk), "clerk%d", who);
	a.clerk = clerk;
	if (store_open(scratch.path, MODE_TRAINING, &s) != ERR_NONE || read(gate[0], &byte, 1) != 0)
		_exit(2);
	e = case_claim(s, &a, number, false, holder);
	store_close(&s);
	if (e == ERR_CASE_CLAIMED && strncmp(holder, "clerk", 5) == 0 && strcmp(holder, clerk) != 0)
		_exit(1);
	_exit(e == ERR_NONE ? 0 : 2);
}

static void
one_of_several_clerks_gets_it(void **state)
{
	struct store *s = open_store();
	struct case_file f = open_case(s);
	int64_t lines, broken;
	int gate[2], i, status, got = 0, told = 0;

	(void)state;
	store_close(&s);
	assert_int_equal(pipe(gate), 0);
	for (i = 0; i < 4; i++)
		claim_in_child(gate, f.number, i);
	close(gate[0]);
	close(gate[1]);
	for (i = 0; i < 4; i++) {
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		got += WEXITSTATUS(status) == 0;
		told += WEXITSTATUS(status) == 1;
	}
	assert_int_equal(got, 1);
	assert_int_equal(told, 3);
	s = open_store();
	assert_int_equal(audit_verify(s, &lines, &broken), ERR_NONE);
	assert_int_equal(lines, 1 + 1 + 3);
	store_close(&s);
}

/* A life with a letter that comes back, a mistake, a reply, a kept card; round and round. */
static const enum case_event way[] = {
	EVENT_INQUIRE, EVENT_POST, EVENT_RETURNED_UNDELIVERED, EVENT_CANCEL, EVENT_RETURNED_UNDELIVERED, EVENT_INQUIRE,
	EVENT_POST, EVENT_REPLY_RECEIVED, EVENT_KEEP, EVENT_APPROVE, EVENT_SHRED, EVENT_CORRECT,
};

static enum err
event_by_case(struct store *s, const char *number, unsigned n)
{
	return case_event(s, &sato, number, way[n % (sizeof(way) / sizeof(*way))], "");
}

/* The same as visits: facts, documents and decisions move along. */
static const char first_visit[] = "procedure=issue reason=moved visitor=proxy visit=1 resident=yes card=valid card-face=current"
    " born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
    " card-expires=2032-01-20 system=up doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth";
static const struct { enum case_event event; const char *facts; } visits[] = {
	{ EVENT_POST, "" }, { EVENT_RETURNED_UNDELIVERED, "" }, { EVENT_INQUIRE, "" }, { EVENT_POST, "" },
	{ EVENT_REPLY_RECEIVED, "visit=2 reply-complete=yes power-of-attorney=yes concealed=envelope"
	    " doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth" },
	{ EVENT_APPROVE, "" }, { EVENT_FOUND_INCOMPLETE, "reply-complete=no" }, { EVENT_INQUIRE, "visit=1" },
};

static enum err
event_by_reception(struct store *s, const char *number, unsigned n)
{
	static struct reception r;
	struct facts newer = { .known = 0 };
	char why[FACTS_WHY_MAX];
	enum err e;

	n %= sizeof(visits) / sizeof(*visits);
	if ((e = facts_read_words(&newer, NULL, visits[n].facts, why)) == ERR_NONE)
		e = reception_event(s, &sato, number, visits[n].event, &(struct reception_news){ .facts = &newer }, &r);
	reception_free(&r);
	return e;
}

static struct case_file
open_visit(struct store *s)
{
	static struct reception r;
	char dir[1024], why[FACTS_WHY_MAX];
	struct profile *p;
	struct case_file f;

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	assert_int_equal(profile_open(dir, "national", &p, NULL), ERR_NONE);
	r.profile = p;
	assert_int_equal(facts_read_words(&r.facts, NULL, first_visit, why), ERR_NONE);
	facts_assume(&r.facts);
	assert_int_equal(reception_open(s, &sato, &r, NULL), ERR_NONE);
	f = r.file;
	reception_free(&r);
	profile_free(&p);
	return f;
}

/* The two ways in which a case is moved. */
static const struct life {
	const char *name;
	struct case_file (*open)(struct store *);
	enum err (*event)(struct store *, const char *number, unsigned n);
} lives[] = {
	{ "case", open_case, event_by_case },
	{ "reception", open_visit, event_by_reception },
};

/* Moves the case, telling each event through the pipe, until it is killed. */
static void
run_events(const struct life *life, const char *number, int out)
{
	struct store *s;
	unsigned char i;

	if (store_open(scratch.path, MODE_TRAINING, &s) != ERR_NONE)
		_exit(1);
	for (i = 0; life->event(s, number, i) == ERR_NONE; i++) {
		if (write(out, &i, 1) != 1)
			_exit(1);
	}
	_exit(1);
}

static bool
see_two(void *ctx, const struct store_value *v, size_t n)
{
	int64_t *two = ctx;

	(void)n;
	two[0] = store_as_int(&v[0]);
	two[1] = store_as_int(&v[1]);
	return true;
}

/* What must be true of the case's last letter, its kept card and its sheet in the state that it is in. */
static const char agreement[] = "SELECT coalesce(CASE c.state WHEN 'received' THEN coalesce(i.is_open, 0) = 0"
    " WHEN 'inquiry-ordered' THEN i.is_open = 1 AND i.posted_at = ''"
    " WHEN 'posted' THEN i.is_open = 1 AND i.posted_at <> '' AND i.returned_at = ''"
    " WHEN 'returned' THEN i.is_open = 1 AND i.returned_at <> ''"
    " WHEN 'reply-received' THEN i.is_open = 0 AND i.answered_at <> '' AND c.sheet = 1"
    " WHEN 'incomplete' THEN i.is_open = 1 AND i.answered_at <> ''"
    " WHEN 'kept' THEN i.is_open = 0 AND k.returned_at = '' AND c.sheet = 1 WHEN 'approved' THEN i.is_open = 0 END, 0),"
    " (SELECT count(*) FROM inquiry WHERE number = ?1) ="
    " (SELECT count(*) FROM case_history WHERE number = ?1 AND state = 'inquiry-ordered'"
    " AND event IN ('inquiry-ordered', 'opened'))"
    " FROM cases c LEFT JOIN kept k ON k.number = c.number LEFT JOIN inquiry i ON i.number = c.number"
    " AND i.letter = (SELECT max(letter) FROM inquiry WHERE number = ?1) WHERE c.number = ?1";

/* State, history, audit, decision, letter and kept card tell the same. */
static void
check_agreement(struct store *s, const char *number)
{
	const struct store_value values[] = { store_text(number) };
	int64_t two[2] = { -1, -2 };

	assert_int_equal(store_run(s, "SELECT (SELECT count(*) FROM case_history), (SELECT count(*) FROM audit)", NULL, 0, see_two,
	    two), ERR_NONE);
	assert_int_equal(two[0], two[1]);
	assert_int_equal(store_run(s, "SELECT state = (SELECT state FROM case_history WHERE number = ?1 ORDER BY id DESC LIMIT 1),"
	    " state = (SELECT reason FROM audit ORDER BY line DESC LIMIT 1) FROM cases WHERE number = ?1", values, 1, see_two, two),
	    ERR_NONE);
	assert_int_equal(two[0], 1);
	assert_int_equal(two[1], 1);
	assert_int_equal(store_run(s, "SELECT outcome = coalesce((SELECT why FROM case_history WHERE number = ?1"
	    " AND event = 'decided' ORDER BY id DESC LIMIT 1), outcome), instr(decision, outcome) > 0 FROM cases WHERE number = ?1",
	    values, 1, see_two, two), ERR_NONE);
	assert_int_equal(two[0], 1);
	assert_int_equal(two[1], 1);
	assert_int_equal(store_run(s, agreement, values, 1, see_two, two), ERR_NONE);
	assert_int_equal(two[0], 1);
	assert_int_equal(two[1], 1);
}

static void
check_file(struct store *s)
{
	int64_t lines, broken, two[2];

	assert_int_equal(audit_verify(s, &lines, &broken), ERR_NONE);
	assert_int_equal(store_run(s, "SELECT integrity_check = 'ok', 1 FROM pragma_integrity_check", NULL, 0, see_two, two), ERR_NONE);
	assert_int_equal(two[0], 1);
}

/* Decisions and what was shown go with their event. */
static bool
count_event(void *ctx, const struct case_history *h)
{
	*(int *)ctx += flow_event_by_code(h->event) != CASE_EVENT_COUNT;
	return true;
}

/* Starts a child that moves the case, kills it in the middle of what follows so many events, and counts those it told of. */
static int
kill_one(const struct life *life, const char *number, int events, long nanoseconds)
{
	int out[2], status, told = 0;
	unsigned char byte;
	pid_t pid;

	assert_int_equal(pipe(out), 0);
	if ((pid = fork()) == 0)
		run_events(life, number, out[1]);
	close(out[1]);
	while (told < events && read(out[0], &byte, 1) == 1)
		told++;
	(void)nanosleep(&(struct timespec){ .tv_nsec = nanoseconds }, NULL);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	while (read(out[0], &byte, 1) == 1)
		told++;
	close(out[0]);
	return told;
}

static void
kill_many(const struct life *life)
{
	struct store *s = open_store();
	int i, told, kept, events = 0, untold = 0, between[CASE_STATE_COUNT] = { 0 };
	struct case_file f;
	unsigned k, states = 0;

	for (i = 0; i < KILLS; i++) {
		f = life->open(s);
		store_close(&s);
		told = kill_one(life, f.number, 1 + i % 12, (i * 37 % 100) * 5000L);	/* up to 0.5 ms: another place each time */
		s = open_store();
		check_agreement(s, f.number);
		if (i % 20 == 0)
			check_file(s);
		kept = 0;
		assert_int_equal(case_history(s, f.number, count_event, &kept), ERR_NONE);
		assert_true(kept == told || kept == told + 1);	/* done, but killed before it could tell */
		untold += kept - told;
		events += kept;
		assert_int_equal(case_load(s, f.number, &f), ERR_NONE);
		between[f.state]++;
	}
	check_file(s);
	for (k = 0; k < CASE_STATE_COUNT; k++)
		states += between[k] > 0;
	assert_true(states >= 5);	/* they were killed all along the way */
	print_message("%s: %d events, %d kills in %u states, %d after the commit and before its word\n", life->name, events, KILLS,
	    states, untold);
	store_close(&s);
}

static void
killed_in_the_middle(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lives) / sizeof(*lives); i++)
		kill_many(&lives[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_of_several_clerks_gets_it, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(killed_in_the_middle, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
