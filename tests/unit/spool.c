/*
 * What is said between the programs and madoguchi-print, and what becomes of a paper when the spooler answers otherwise:
 * a program of ours stands in for it, and says what it was asked.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "fixture.h"
#include "forms/print-job-private.h"

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

static void
a_request_is_read_as_it_was_written(void **state)
{
	const struct spool_request r = { .act = SPOOL_RELEASE, .server = "/run/cups/cups.sock", .printer = "市民課-1",
	    .tray = "tray-2", .name = "26-000001-3 inquiry 1", .job = 12 };
	struct spool_request back;
	struct buf b = { 0 };
	size_t pdf, i;

	(void)state;
	spool_request_write(&r, &b);
	assert_int_equal(spool_request_read(b.text, b.len, &back, &pdf), ERR_NONE);
	assert_int_equal(pdf, b.len);
	assert_memory_equal(&back, &r, sizeof(r));
	for (i = 0; i < b.len; i++)		/* cut anywhere */
		assert_int_equal(spool_request_read(b.text, i, &back, &pdf), ERR_DATA);
	buf_free(&b);
}

static void
what_is_no_request_is_refused(void **state)
{
	static const char *const rows[][2] = {
		{ "act send", "act burn" }, { "server /s", "server s" }, { "printer p", "printer p/q" },
		{ "printer p", "printer " }, { "printer p", "printer p\nprinter q" }, { "tray ", "tray a b" },
		{ "name n", "name " }, { "job 0", "job -1" }, { "job 0", "job 99999999999" }, { "job 0", "job 1x" },
		{ "print 1", "print 2" }, { "act send", "act send\\0" },
	};
	static const char good[] = "madoguchi-print 1\nact send\nserver /s\nprinter p\ntray \nname n\njob 0\n\n%PDF-";
	struct spool_request r;
	char bad[256];
	size_t pdf, i;

	(void)state;
	assert_int_equal(spool_request_read(good, sizeof(good) - 1, &r, &pdf), ERR_NONE);
	assert_string_equal(good + pdf, "%PDF-");
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *at = strstr(good, rows[i][0]);

		(void)snprintf(bad, sizeof(bad), "%.*s%s%s", (int)(at - good), good, rows[i][1],
		    at + strlen(rows[i][0]));
		if (spool_request_read(bad, strlen(bad), &r, &pdf) != ERR_DATA)
			fail_msg("taken: %s", rows[i][1]);
	}
}

static void
what_keeps_paper_is_told(void **state)
{
	static const struct { enum spool_state state; bool stopped; const char *reasons; enum err e; } rows[] = {
		{ SPOOL_PRINTING, false, "", ERR_NONE },
		{ SPOOL_WAITING, false, "media-low-warning toner-low", ERR_NONE },
		{ SPOOL_PRINTING, false, "media-empty", ERR_SPOOL_PAPER },
		{ SPOOL_PRINTING, false, "media-low media-needed-error", ERR_SPOOL_PAPER },
		{ SPOOL_WAITING, true, "paused", ERR_SPOOL_HALTED },
		{ SPOOL_WAITING, true, "media-jam-error paused", ERR_SPOOL_JAM },	/* what can be mended is told */
		{ SPOOL_STOPPED, false, "", ERR_SPOOL_HALTED },
		{ SPOOL_PRINTING, false, "cover-open-report", ERR_SPOOL_COVER },
		{ SPOOL_PRINTING, false, "marker-supply-empty-warning", ERR_SPOOL_TONER },
		{ SPOOL_PRINTING, false, "offline-report", ERR_SPOOL_AWAY },
		{ SPOOL_PRINTING, false, "fuser-over-temp-error", ERR_SPOOL_PRINTER_FAULT },
		{ SPOOL_PRINTING, false, "fuser-over-temp-warning", ERR_NONE },
		{ SPOOL_PRINTING, false, "xmedia-empty media-emptyx", ERR_NONE },
		{ SPOOL_PRINTED, true, "media-empty", ERR_NONE },
		{ SPOOL_HELD, false, "", ERR_SPOOL_HELD }, { SPOOL_GONE, false, "", ERR_SPOOL_GONE },
		{ SPOOL_CANCELLED, false, "", ERR_SPOOL_CANCELLED }, { SPOOL_ABORTED, false, "", ERR_SPOOL_ABORTED },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct spool_job j = { .state = rows[i].state, .printer_stopped = rows[i].stopped };

		(void)snprintf(j.reasons, sizeof(j.reasons), "%s", rows[i].reasons);
		if (spool_trouble(&j) != rows[i].e)
			fail_msg("not so: %s %s", spool_state_code(j.state), j.reasons);
	}
}

/* Has the stand-in answer by what it is asked; it writes down each act and job. */
static void
answer(const char *send, const char *release, const char *ask, const char *cancel)
{
	char script[2048];
	const char *path;

	(void)snprintf(script, sizeof(script),
	    "#!/bin/sh\nfolder='%s'\nwhile read -r word value && [ -n \"$word\" ]; do\n"
	    "\tcase $word in act) act=$value ;; name) name=$value ;; job) job=$value ;; esac\ndone\n"
	    "echo \"$act $job $name\" >>$folder/asked\ncase $act in\n"
	    "send) %s ;;\nrelease) %s ;;\nask) %s ;;\ncancel) %s ;;\nesac\n"
	    "exit 3\n", scratch.folder, send, release, ask, cancel);
	path = scratch_write(&scratch, "madoguchi-print", script);
	assert_int_equal(chmod(path, 0700), 0);
	(void)remove(scratch_path(&scratch, "asked"));
}

#define SAYS(state) "printf 'job 7\\nstate " state "\\nprinter open\\nreasons \\n'; exit 0"

static void
asked_is(const char *want)
{
	FILE *f = fopen(scratch_path(&scratch, "asked"), "r");
	char text[1024] = "", line[128];

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		(void)snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s", line);
	if (f != NULL)
		(void)fclose(f);
	assert_string_equal(text, want);
}

static struct case_file
open_case(void)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BIT(CERT_SIGN), .facts = "procedure=renew\n",
	    .decision = "{\"outcome\":\"proceed\"}", .outcome = "proceed",
	    .person = { .name = "番号　花子", .born = { 1990, 2, 3 } } };

	assert_int_equal(case_open(store, &clerk, &f, CASE_APPROVED), ERR_NONE);
	return f;
}

static void
put_on_record(const struct case_file *f, const char *event, const char *why)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &clerk, f->number, case_remark(store, &clerk, f, event, why)), ERR_NONE);
}

/* A paper as print.c prints it: prepared, sent, on record, let go. */
static enum err
print(const struct case_file *f, struct print_target *t)
{
	const struct printing p = { .actor = &clerk, .libexec = scratch.folder, .printer = t };
	const struct buf pdf = { (char[]){ "%PDF-" }, 5, 6, false };
	struct print_sent sent;
	char why[64];
	enum err e;

	t->server = "/s";
	t->printer = "ricoh";
	if ((e = print_job_prepare(store, f->number, PAPER_APPLICATION, &p, &sent)) != ERR_NONE ||
	    (e = print_job_send(&sent, &p, &pdf)) != ERR_NONE)
		return e;
	(void)snprintf(why, sizeof(why), "%s %d", t->printer, t->job.id);
	put_on_record(f, "printed:application", why);
	return print_job_let_go(store, f, PAPER_APPLICATION, &sent, &p);
}

static enum err
ask(const struct case_file *f, struct print_target *t, bool cancel)
{
	const struct printing p = { .actor = &clerk, .libexec = scratch.folder, .printer = t };

	t->server = "/s";
	return print_job(store, f->number, PAPER_APPLICATION, &p, cancel);
}

static void
one_copy_is_sent_and_another_only_when_asked_for(void **state)
{
	const struct case_file f = open_case();
	struct print_target t = { .again = false };

	(void)state;
	assert_int_equal(ask(&f, &t, false), ERR_SPOOL_NO_JOB);
	put_on_record(&f, "printed:application", "");		/* a file */
	put_on_record(&f, "printed:inquiry", "ricoh 3");	/* another paper */
	assert_int_equal(ask(&f, &t, true), ERR_SPOOL_NO_JOB);
	answer(SAYS("held"), SAYS("printing"), SAYS("printed"), SAYS("cancelled"));
	assert_int_equal(print(&f, &t), ERR_NONE);
	assert_int_equal(t.job.state, SPOOL_PRINTING);
	assert_string_equal(t.on, "ricoh");
	assert_int_equal(print(&f, &t), ERR_SPOOL_AGAIN);
	assert_int_equal(t.job.id, 7);
	t.again = true;
	assert_int_equal(print(&f, &t), ERR_NONE);
	asked_is("send 0 26-000001-3 application 2\nrelease 7 26-000001-3 application 2\n"
	    "ask 7 26-000001-3 application 2\nask 7 26-000001-3 application 2\n"
	    "send 0 26-000001-3 application 3\nrelease 7 26-000001-3 application 3\n");
}

/* It is on record and held: asking lets it go; printing anew takes it back before. */
static void
a_job_that_was_never_let_go_comes_out_once(void **state)
{
	const struct case_file f = open_case();
	struct print_target t = { .again = false };

	(void)state;
	answer(SAYS("held"), "exit 3", SAYS("held"), SAYS("cancelled"));
	assert_int_equal(print(&f, &t), ERR_NONE);
	assert_int_equal(t.job.state, SPOOL_HELD);
	assert_int_equal(spool_trouble(&t.job), ERR_SPOOL_HELD);
	answer(SAYS("held"), SAYS("printed"), SAYS("held"), SAYS("cancelled"));
	assert_int_equal(ask(&f, &t, false), ERR_NONE);
	assert_int_equal(t.job.state, SPOOL_PRINTED);
	asked_is("ask 7 26-000001-3 application 1\nrelease 7 26-000001-3 application 1\n");
	answer(SAYS("held"), SAYS("printed"), SAYS("held"), SAYS("cancelled"));
	assert_int_equal(print(&f, &t), ERR_NONE);
	asked_is("ask 7 26-000001-3 application 1\ncancel 7 26-000001-3 application 1\n"
	    "send 0 26-000001-3 application 2\nrelease 7 26-000001-3 application 2\n");
}

/* What the spooler lost between is on record as lost, and is printed again without another word. */
static void
a_lost_job_is_on_record(void **state)
{
	const struct case_file f = open_case();
	struct print_target t = { .again = false };

	(void)state;
	answer(SAYS("held"), SAYS("gone"), SAYS("gone"), SAYS("gone"));
	assert_int_equal(print(&f, &t), ERR_SPOOL_GONE);
	assert_int_equal(fixture_count_audit("case-print-lost:application", "approved"), 1);
	assert_int_equal(ask(&f, &t, false), ERR_NONE);
	assert_int_equal(t.job.state, SPOOL_GONE);
	answer(SAYS("held"), SAYS("printed"), SAYS("printed"), SAYS("cancelled"));
	assert_int_equal(print(&f, &t), ERR_NONE);
	asked_is("send 0 26-000001-3 application 2\nrelease 7 26-000001-3 application 2\n");
}

static void
a_job_is_taken_back_while_it_can_be(void **state)
{
	const struct case_file f = open_case();
	struct print_target t = { .again = false };

	(void)state;
	answer(SAYS("held"), SAYS("waiting"), SAYS("waiting"), SAYS("printed"));
	assert_int_equal(print(&f, &t), ERR_NONE);
	assert_int_equal(ask(&f, &t, true), ERR_NONE);
	assert_int_equal(t.job.state, SPOOL_PRINTED);		/* it was too late */
	assert_int_equal(fixture_count_audit("case-print-cancelled:application", "approved"), 0);
	answer(SAYS("held"), SAYS("waiting"), SAYS("waiting"), SAYS("cancelled"));
	assert_int_equal(ask(&f, &t, true), ERR_NONE);
	assert_int_equal(fixture_count_audit("case-print-cancelled:application", "approved"), 1);
	assert_int_equal(ask(&f, &t, true), ERR_NONE);		/* is what it was */
	assert_int_equal(t.job.state, SPOOL_CANCELLED);
	assert_int_equal(fixture_count_audit("case-print-cancelled:application", "approved"), 1);
	assert_int_equal(print(&f, &t), ERR_NONE);
}

static void
a_helper_that_does_not_work_is_told(void **state)
{
	static const struct { const char *says; enum err e; } rows[] = {
		{ "exit 0", ERR_SPOOL_PROGRAM }, { "kill -9 $$", ERR_SPOOL_PROGRAM }, { "exit 77", ERR_SPOOL_PROGRAM },
		{ "echo noise; exit 0", ERR_SPOOL_PROGRAM },
		{ "printf 'job 7\\nstate mad\\nprinter open\\nreasons \\n'; exit 0", ERR_SPOOL_PROGRAM },
		{ "printf 'job 7\\nstate held\\nprinter open\\nreasons \\033[2J\\n'; exit 0", ERR_SPOOL_PROGRAM },
		{ "printf 'job 0\\nstate gone\\nprinter open\\nreasons tray-1 tray-3\\n'; exit 5", ERR_SPOOL_TRAY },
		{ "printf 'job 0\\nstate gone\\nprinter open\\nreasons \\n'; exit 3", ERR_SPOOL_SERVER },
	};
	const struct case_file f = open_case();
	struct print_target t = { .again = false };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		answer(rows[i].says, "", "", "");
		if (print(&f, &t) != rows[i].e)
			fail_msg("not so: %s", rows[i].says);
	}
	assert_int_equal(fixture_count_audit("case-printed:application", "approved"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_read_as_it_was_written),
		cmocka_unit_test(what_is_no_request_is_refused),
		cmocka_unit_test(what_keeps_paper_is_told),
		cmocka_unit_test_setup_teardown(one_copy_is_sent_and_another_only_when_asked_for, fixture_setup_store,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(a_job_that_was_never_let_go_comes_out_once, fixture_setup_store,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(a_lost_job_is_on_record, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_job_is_taken_back_while_it_can_be, fixture_setup_store,
		    fixture_teardown),
		cmocka_unit_test_setup_teardown(a_helper_that_does_not_work_is_told, fixture_setup_store,
		    fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
