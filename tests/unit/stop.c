/* Stop days of the national system: what their file may say, and that each profile says them before it asks. */
#include "rule/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "rule/stop-private.h"

#include "scratch.h"

static struct scratch scratch;
static struct faults faults;
static char profiles[512];

#define STOP "[stop a]\ndays = 3rd-sat+1\ntext = x\nsource = y\n"

static const struct { const char *text; int line; const char *word; } refused[] = {
	{ "[stop a]\ntext = x\nsource = y\n", 1, "「a」に days がありません" },
	{ "[stop a]\ndays = 2026-12-05\nsource = y\n", 1, "「a」に text がありません" },
	{ "[stop a]\ndays = 2026-12-05\ntext = x\n", 1, "「a」に source がありません" },
	{ "[stop a]\ndays = 2026-13-05\ntext = x\nsource = y\n", 2, "「2026-13-05」という days は読み取れません" },
	{ "[stop a]\ndays = 3rd-day\ntext = x\nsource = y\n", 2, "「3rd-day」という days は読み取れません" },
	{ "[stop a]\ntext = x\nsource = y\n[stop b]\ndays = 3rd-sat+1\ntext = x\nsource = y\n", 1,
	    "「a」に days がありません" },
	{ STOP "procedures = issue, dance\n", 5, "「dance」という手続はありません" },
	{ STOP "from = 2026-02-30\n", 5, "「2026-02-30」という日はありません。2026-04-01 のように書きます" },
	{ STOP STOP, 5, "2回" },
	{ STOP "hours = 8:30-17:00\n", 5, "hours" },
	{ "[counter a]\nlabel = x\n", 1, "counter" },
};

static void
a_bad_file_is_refused_with_its_line(void **state)
{
	struct profile *p = NULL;
	size_t i;

	(void)state;
	(void)scratch_write(&scratch, "child.ini", "[municipality]\nname = 例市\nsource = 例\ninherit = national\n");
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		const char *path = scratch_write(&scratch, PROFILE_STOPS, refused[i].text);

		faults.count = 0;
		assert_int_equal(profile_check_stops(path, &faults), ERR_PROFILE);
		if (faults.count == 0 || faults.list[0].line != refused[i].line ||
		    strstr(faults.list[0].message, refused[i].word) == NULL)
			fail_msg("%s: %d: %s", refused[i].text, faults.list[0].line, faults.list[0].message);
		faults.count = 0;
		assert_int_equal(profile_open(profiles, scratch_path(&scratch, "child.ini"), &p, &faults), ERR_PROFILE);
		assert_null(p);
		assert_non_null(strstr(faults.list[0].file, PROFILE_STOPS));
	}
	(void)unlink(scratch_path(&scratch, PROFILE_STOPS));
}

/* As many as there is room for, and one more. */
static void
one_stop_too_many_is_refused(void **state)
{
	struct buf text = { 0 };
	int i;

	(void)state;
	for (i = 1; i <= 33; i++) {
		buf_printf(&text, "[stop s%d]\ndays = 3rd-sat+1\ntext = x\nsource = y\n", i);
		faults.count = 0;
		assert_int_equal(profile_check_stops(scratch_write(&scratch, PROFILE_STOPS, buf_text(&text)), &faults),
		    i <= 32 ? ERR_NONE : ERR_PROFILE);
	}
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].line, 129);
	assert_string_equal(faults.list[0].message, "「s33」で停止日の節が多すぎます");
	(void)unlink(scratch_path(&scratch, PROFILE_STOPS));
	buf_free(&text);
}

static void
without_a_file_it_is_known_to_be_missing(void **state)
{
	struct profile *p = NULL;
	char far[600] = "";

	(void)state;
	(void)unlink(scratch_path(&scratch, PROFILE_STOPS));
	(void)scratch_write(&scratch, "alone.ini", "[municipality]\nname = 例市\nsource = 例\n");
	assert_int_equal(profile_open(scratch.folder, "alone", &p, &faults), ERR_NONE);
	assert_true(profile_lacks_stops(p));
	profile_free(&p);
	faults.count = 0;
	assert_int_equal(profile_check_stops(scratch_path(&scratch, PROFILE_STOPS), &faults), ERR_PROFILE);
	assert_int_equal(faults.count, 1);
	memset(far, 'a', sizeof(far) - 1);
	assert_int_equal(profile_open(far, scratch_path(&scratch, "alone.ini"), &p, &faults), ERR_TOO_LONG);
	/* Beside the profile, else where profiles are installed. */
	assert_int_equal(profile_open(profiles, scratch_path(&scratch, "alone.ini"), &p, &faults), ERR_NONE);
	assert_false(profile_lacks_stops(p));
	profile_free(&p);
}

static const char *
first_reason(const struct profile *p, const char *text, struct date day, struct decision *d)
{
	struct facts f = { .known = 0 };
	char why[FACTS_WHY_MAX];

	assert_int_equal(facts_read_words(&f, NULL, text, why), ERR_NONE);
	assert_int_equal(rule_decide(p, &f, (struct moment){ .date = day, .hour = -1 }, d), ERR_NONE);
	return d->reason_count > 0 ? d->reasons[0].code : "";
}

/* 22 November 2026 follows the third Saturday; it is one for every municipality. */
static void
every_profile_says_it_before_anything_is_asked(void **state)
{
	static const char *const names[] = { "national", "kawaguchi", "kawasaki", "odawara", "setagaya", "tachikawa" };
	static const char *const stopped[] = { "issue", "renew", "unlock", "change-pin", "revoke", "without-pins",
	    "with-pins" };
	const struct date stop = { 2026, 11, 22 }, before = { 2026, 11, 15 };
	struct decision d;
	struct profile *p;
	char text[64];
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_int_equal(profile_open(profiles, names[i], &p, &faults), ERR_NONE);
		for (k = 0; k < sizeof(stopped) / sizeof(*stopped); k++) {
			(void)snprintf(text, sizeof(text), "procedure=%s", stopped[k]);
			assert_string_equal(first_reason(p, text, stop, &d), "system-stopped");
			assert_int_equal(d.outcome, OUTCOME_REFUSED);
			assert_int_equal(d.ask_count, 0);
			assert_true(d.reasons[0].text[0] != '\0' && d.reasons[0].source[0] != '\0');
			assert_string_not_equal(first_reason(p, text, before, &d), "system-stopped");
		}
		/* What is only taken down waits for no system. */
		(void)first_reason(p, "procedure=report-key", stop, &d);
		assert_int_equal(d.outcome, OUTCOME_ASK);
		(void)first_reason(p, "procedure=disclosure", stop, &d);
		assert_int_equal(d.outcome, OUTCOME_ASK);
		profile_free(&p);
	}
}

/* procedures, from and until narrow it; a case that is resumed with other rules follows the day's. */
static void
it_holds_for_what_it_says_and_by_the_day(void **state)
{
	const struct date day = { 2026, 12, 5 };
	struct profile *old = NULL, *now = NULL;
	struct facts f = { .known = 0 };
	struct stop_days days;
	struct decision d;

	(void)state;
	(void)scratch_write(&scratch, "child.ini", "[municipality]\nname = 例市\nsource = 例\ninherit = national\n");
	(void)scratch_write(&scratch, PROFILE_STOPS, "[stop a]\ndays = 2026-12-05\nprocedures = renew, issue\n"
	    "text = x\nsource = y\nfrom = 2026-12-01\nuntil = 2026-12-31\n"
	    "[stop b]\ndays = daily\nuntil = 2026-11-30\ntext = x\n"
	    "source = y\n"
	    "[stop c]\ndays = daily\nfrom = 2027-02-01\nuntil = 2027-02-01\ntext = x\nsource = y\n");
	assert_int_equal(profile_open(profiles, scratch_path(&scratch, "child.ini"), &now, &faults), ERR_NONE);
	assert_string_equal(first_reason(now, "procedure=renew", day, &d), "system-stopped");
	(void)first_reason(now, "procedure=unlock", day, &d);
	assert_int_equal(d.outcome, OUTCOME_ASK);
	(void)first_reason(now, "procedure=renew", (struct date){ 2026, 12, 6 }, &d);
	assert_int_equal(d.outcome, OUTCOME_ASK);
	assert_string_equal(first_reason(now, "procedure=unlock", (struct date){ 2026, 11, 30 }, &d), "system-stopped");
	assert_string_equal(first_reason(now, "procedure=unlock", (struct date){ 2027, 2, 1 }, &d), "system-stopped");
	(void)first_reason(now, "procedure=unlock", (struct date){ 2027, 1, 31 }, &d);
	assert_int_equal(d.outcome, OUTCOME_ASK);
	(void)first_reason(now, "procedure=unlock", (struct date){ 2027, 2, 2 }, &d);
	assert_int_equal(d.outcome, OUTCOME_ASK);
	assert_int_equal(profile_read_text(profile_text(now), &old, &faults), ERR_NONE);
	facts_set(&f, FACT_PROCEDURE, PROCEDURE_RENEW);
	assert_int_equal(rule_decide_begun(old, (struct date){ 2026, 11, 20 }, now, &f,
	    (struct moment){ .date = day, .hour = -1 }, &d), ERR_NONE);
	assert_string_equal(d.reasons[0].code, "system-stopped");
	profile_free(&old);
	profile_free(&now);
	(void)scratch_write(&scratch, PROFILE_STOPS, "[stop a]\ndays = 2026-12-05\ntext = x\nsource = y\n"
	    "[stop b]\ndays = 2026-12-12\ntext = x\nsource = y\n");
	assert_int_equal(stop_read_file(scratch_path(&scratch, PROFILE_STOPS), &days, &faults), ERR_NONE);
	assert_true(stop_any(&days, day));
	assert_true(stop_any(&days, (struct date){ 2026, 12, 12 }));
	assert_false(stop_any(&days, (struct date){ 2026, 12, 6 }));
	stop_free(&days);
}

static int
set_up(void **state)
{
	(void)state;
	scratch_new(&scratch);
	(void)snprintf(profiles, sizeof(profiles), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	scratch_free(&scratch);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bad_file_is_refused_with_its_line),
		cmocka_unit_test(one_stop_too_many_is_refused),
		cmocka_unit_test(without_a_file_it_is_known_to_be_missing),
		cmocka_unit_test(every_profile_says_it_before_anything_is_asked),
		cmocka_unit_test(it_holds_for_what_it_says_and_by_the_day),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
