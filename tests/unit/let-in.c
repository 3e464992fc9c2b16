/* Who stood in the queue when the counter shut: let in by a supervisor who had no part in it, on record, that day. */
#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define LATE { { 2026, 11, 20 }, 16, 45, 5 }
#define NEXT { { 2026, 11, 24 }, 16, 45, 5 }

static const struct actor sato = { .clerk = "sato", .counter = "mado", .at = LATE, .roles = ROLE_BIT(ROLE_COUNTER) };
static const struct actor suzuki = { .clerk = "suzuki", .counter = "mado", .at = LATE,
    .roles = ROLE_BIT(ROLE_COUNTER) };
static const struct actor tanaka = { .clerk = "tanaka", .counter = "mado", .at = LATE,
    .roles = ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR) };
static const struct actor tomorrow = { .clerk = "tanaka", .counter = "mado", .at = NEXT,
    .roles = ROLE_BIT(ROLE_SUPERVISOR) };

static const char text[] =
    "[municipality]\nname = 試験市\nsource = 試験\n"
    "[counter mado]\nlabel = 窓口\nhours = weekday 9:00-16:30 lunch 12:00-13:00\nsource = 試験\n"
    "[counter all-day]\nlabel = 終日\nsource = 試験\n"
    "[refuse x-young]\nwhen = age < 15\ntext = 若い方\nsource = 試験\n"
    "[refuse x-evening]\nwhen = time >= 16:40\ntext = 夕方\nsource = 試験\n"
    "[rule all]\noutcome = proceed\nwhen = visitor = self\ntext = 手続\nsource = 試験\n"
    "[rule letter]\noutcome = inquiry\nvisits = 2\nwhen = visitor = proxy and visit = 1\ntext = 照会\nsource = 試験\n"
    "[rule reply]\noutcome = proceed\nvisits = 2\nwhen = visitor = proxy and visit = 2\nneeds = reply\n"
    "text = 回答\nsource = 試験\n"
    "[need reply]\nmet = reply = posted\ntext = 回答書\nsource = 試験\n";

static struct profile *profile;
static struct reception r;

static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	assert_int_equal(profile_read_text(text, &profile, NULL), ERR_NONE);
	return 0;
}

static int
teardown(void **state)
{
	reception_free(&r);
	profile_free(&profile);
	return fixture_teardown(state);
}

static struct case_file
receive(const struct actor *a, const char *facts, enum case_state want)
{
	char why[FACTS_WHY_MAX];
	struct case_file f;

	reception_free(&r);
	r.profile = profile;
	assert_int_equal(facts_read_lines(&r.facts, NULL, facts, why), ERR_NONE);
	assert_int_equal(reception_open(store, a, &r, NULL), ERR_NONE);
	assert_int_equal(r.file.state, want);
	f = r.file;
	return f;
}

static enum err
event(const struct actor *a, const struct case_file *f, enum case_event e, const char *facts)
{
	struct facts said = { .known = 0 };
	char why[FACTS_WHY_MAX];

	reception_free(&r);
	assert_int_equal(facts_read_lines(&said, NULL, facts, why), ERR_NONE);
	return reception_event(store, a, f->number, e, &(struct reception_news){ .facts = &said, .why = "" }, &r);
}

#define TURNED_AWAY "counter=mado\nprocedure=unlock\nvisitor=self\nvisit=1\nborn=1990-02-03\n"

static void
a_supervisor_lets_in(void **state)
{
	struct case_file f = receive(&sato, TURNED_AWAY, CASE_REFUSED);

	(void)state;
	assert_non_null(strstr(f.decision, "counter-closed"));
	assert_int_equal(event(&suzuki, &f, EVENT_LET_IN, ""), ERR_ROLE);
	assert_int_equal(event(&tanaka, &f, EVENT_NOTE, ""), ERR_NONE);
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, ""), ERR_NONE);
	assert_int_equal(r.file.state, CASE_RECEIVED);
	assert_string_equal(r.file.outcome, "proceed");
	assert_non_null(strstr(r.file.facts, "queued=2026-11-20T16:29"));
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM case_history WHERE event = 'let-in'"
	    " AND clerk = 'tanaka' AND why = '16:29'"), 1);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'case-let-in'"), 1);
	/* what comes then is decided as of that moment, also by conditions with a time */
	assert_int_equal(event(&sato, &f, EVENT_CORRECT, "ward=no\n"), ERR_NONE);
	assert_string_equal(r.file.outcome, "proceed");
	assert_int_equal(event(&sato, &f, EVENT_APPROVE, ""), ERR_NONE);
	assert_int_equal(r.file.state, CASE_APPROVED);
}

static void
nobody_lets_in_their_own(void **state)
{
	struct case_file f = receive(&tanaka, TURNED_AWAY, CASE_REFUSED);

	(void)state;
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, ""), ERR_SAME_CLERK);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_int_equal(f.state, CASE_REFUSED);
	assert_null(strstr(f.facts, "queued"));
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'refused' AND clerk = 'tanaka'"
	    " AND reason = 'same-clerk'"), 1);
}

static void
nobody_types_it(void **state)
{
	struct case_file f = receive(&sato, TURNED_AWAY, CASE_REFUSED);
	char why[FACTS_WHY_MAX];

	(void)state;
	reception_free(&r);
	r.profile = profile;
	assert_int_equal(facts_read_lines(&r.facts, NULL, TURNED_AWAY "queued=2026-11-20T16:29\n", why), ERR_NONE);
	assert_int_equal(reception_open(store, &tanaka, &r, NULL), ERR_FACT);
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, ""), ERR_NONE);
	assert_int_equal(event(&sato, &f, EVENT_CORRECT, "queued=2026-11-20T16:00\n"), ERR_FACT);
	assert_int_equal(event(&sato, &f, EVENT_CORRECT, "queued=2026-11-20T16:29\nward=no\n"), ERR_NONE);
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, "queued=2026-11-20T16:00\n"), ERR_FACT);
	/* nor by the door that brings no facts */
	assert_int_equal(case_event(store, &tanaka, f.number, EVENT_LET_IN, ""), ERR_CASE_STATE);
}

/* By the next day the refused is over, and what was let in goes by the clock again. */
static void
it_holds_for_the_day(void **state)
{
	struct case_file over = receive(&sato, TURNED_AWAY, CASE_REFUSED);
	struct case_file f = receive(&sato, TURNED_AWAY, CASE_REFUSED);
	struct actor later = sato;

	(void)state;
	assert_int_equal(case_may(&over, &tomorrow, EVENT_LET_IN), ERR_CASE_STATE);
	assert_int_equal(event(&tomorrow, &over, EVENT_LET_IN, ""), ERR_CASE_STATE);
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, ""), ERR_NONE);
	later.at = tomorrow.at;
	assert_int_equal(event(&later, &f, EVENT_CORRECT, "counter=mado\nward=no\n"), ERR_NONE);
	assert_string_equal(r.file.outcome, "refused");
}

static void
only_the_hours_are_forgiven(void **state)
{
	static const struct moment noon = { { 2026, 11, 20 }, 12, 20, 0 }, early = { { 2026, 11, 20 }, 8, 20, 0 },
	    open = { { 2026, 11, 20 }, 16, 29, 0 }, day_off = { { 2026, 11, 21 }, 10, 0, 0 };
	struct case_file young = receive(&sato, "counter=mado\nprocedure=unlock\nvisitor=self\nvisit=1\n"
	    "born=2015-02-03\n", CASE_REFUSED), f;
	struct actor a = sato, b = tanaka;

	(void)state;
	assert_int_equal(event(&tanaka, &young, EVENT_LET_IN, ""), ERR_CASE_STATE);
	a.at = b.at = early;
	f = receive(&a, TURNED_AWAY, CASE_REFUSED);
	assert_int_equal(event(&b, &f, EVENT_LET_IN, ""), ERR_NOT_QUEUED);
	b.at = noon;	/* shut again, but nobody had been taken when they were refused */
	assert_int_equal(event(&b, &f, EVENT_LET_IN, ""), ERR_NOT_QUEUED);
	a.at = b.at = day_off;
	f = receive(&a, TURNED_AWAY, CASE_REFUSED);
	assert_int_equal(event(&b, &f, EVENT_LET_IN, ""), ERR_NOT_QUEUED);
	a.at = b.at = noon;
	f = receive(&a, TURNED_AWAY, CASE_REFUSED);
	b.at = open;
	assert_int_equal(event(&b, &f, EVENT_LET_IN, ""), ERR_NOT_QUEUED);
	b.at = noon;
	assert_int_equal(event(&b, &f, EVENT_LET_IN, ""), ERR_NONE);
	assert_non_null(strstr(r.file.facts, "queued=2026-11-20T11:59"));
}

/* A reply that comes late: the case goes back to where it was, its letter with it. */
static void
a_second_visit_keeps_its_letter(void **state)
{
	struct case_file f = receive(&sato, "procedure=unlock\nvisitor=proxy\nvisit=1\nat=2026-11-20\n"
	    "born=1990-02-03\n", CASE_INQUIRY_ORDERED);

	(void)state;
	assert_int_equal(event(&sato, &f, EVENT_POST, ""), ERR_NONE);
	assert_int_equal(event(&sato, &f, EVENT_REFUSE, "counter=mado\nvisit=2\n"), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT is_open FROM inquiry"), 0);
	assert_int_equal(event(&tanaka, &f, EVENT_LET_IN, ""), ERR_NONE);
	assert_int_equal(r.file.state, CASE_POSTED);
	assert_int_equal(fixture_number(store, "SELECT is_open FROM inquiry"), 1);
	assert_int_equal(event(&sato, &f, EVENT_REPLY_RECEIVED, "counter=mado\nvisit=2\n"), ERR_NONE);
	assert_string_equal(r.file.outcome, "proceed");
	assert_non_null(strstr(r.file.facts, "queued=2026-11-20T16:29"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_supervisor_lets_in, setup, teardown),
		cmocka_unit_test_setup_teardown(nobody_lets_in_their_own, setup, teardown),
		cmocka_unit_test_setup_teardown(nobody_types_it, setup, teardown),
		cmocka_unit_test_setup_teardown(it_holds_for_the_day, setup, teardown),
		cmocka_unit_test_setup_teardown(only_the_hours_are_forgiven, setup, teardown),
		cmocka_unit_test_setup_teardown(a_second_visit_keeps_its_letter, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
