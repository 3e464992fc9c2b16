/* What lies at the office: it is in the ledger from its coming to its going, and a count tells what differs. */
#include "case/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "audit/verify.h"
#include "fixture.h"

static struct actor sato = { .clerk = "sato", .counter = "1", .roles = ROLES_UNSTATED },
    ito = { .clerk = "ito", .counter = "2", .roles = ROLES_UNSTATED };

static int
setup(void **state)
{
	sato.at = ito.at = (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
	return fixture_setup_store(state);
}

/* The number of a new case. */
static const char *
open_case(enum case_state first, bool sheet)
{
	static char numbers[8][CASE_NUMBER_MAX];
	static unsigned at;
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .decision = "{}", .sheet = sheet,
	    .particulars = { .system = "down", .place = "safe 2" } };

	assert_int_equal(case_open(store, &sato, &f, first), ERR_NONE);
	at = (at + 1) % 8;
	(void)snprintf(numbers[at], sizeof(numbers[at]), "%s", f.number);
	return numbers[at];
}

static void
event(const char *number, enum case_event event, const struct particulars *p)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &ito, number, case_event_with(store, &ito, number, event, "", p)),
	    ERR_NONE);
}

struct seen { char text[512]; };

static bool
see(void *ctx, const struct ledger_item *item)
{
	struct seen *s = ctx;
	const size_t n = strlen(s->text);

	(void)snprintf(s->text + n, sizeof(s->text) - n, "%s %s %02d:%02d %s;", item->number, item->clerk,
	    item->since.hour, item->since.minute, item->place);
	return true;
}

static void
expect(enum ledger_kind kind, const char *want)
{
	struct seen s = { "" };

	assert_int_equal(ledger_list(store, kind, sato.at.date, see, &s), ERR_NONE);
	assert_string_equal(s.text, want);
}

static void
things_come_and_go(void **state)
{
	const struct particulars by_hand = { .way = "hand" };
	const char *kept = open_case(CASE_KEPT, true), *letter = open_case(CASE_INQUIRY_ORDERED, false);

	(void)state;
	assert_string_equal(kept, "26-000001-3");
	expect(LEDGER_CARD, "26-000001-3 sato 10:30 safe 2;");
	expect(LEDGER_SHEET, "26-000001-3 sato 10:30 ;");
	expect(LEDGER_TO_POST, "26-000002-1 sato 10:30 ;");
	expect(LEDGER_RETURNED, "");
	ito.at.hour = 15;
	event(letter, EVENT_POST, NULL);
	expect(LEDGER_TO_POST, "");
	event(letter, EVENT_RETURNED_UNDELIVERED, NULL);
	expect(LEDGER_RETURNED, "26-000002-1 ito 15:30 ;");
	event(letter, EVENT_INQUIRE, NULL);
	expect(LEDGER_RETURNED, "");
	expect(LEDGER_TO_POST, "26-000002-1 ito 15:30 ;");
	event(kept, EVENT_WITHDRAW, NULL);
	expect(LEDGER_CARD, "26-000001-3 sato 10:30 safe 2;");	/* until its holder has it */
	event(kept, EVENT_CARD_RETURNED, &by_hand);
	expect(LEDGER_CARD, "");
	event(kept, EVENT_SHRED, NULL);
	expect(LEDGER_SHEET, "");
}

/* An approved case of yesterday is on the list until it is done; one of today, or of a kept card, isn't. */
static void
cases_left_are_listed(void **state)
{
	const char *left = open_case(CASE_APPROVED, false);

	(void)state;
	expect(LEDGER_LEFT, "");
	sato.at.date.day = ito.at.date.day = 21;
	(void)open_case(CASE_APPROVED, false);
	(void)open_case(CASE_KEPT, false);
	expect(LEDGER_LEFT, "26-000001-3 sato 10:30 ;");
	event(left, EVENT_WITHDRAW, NULL);
	expect(LEDGER_LEFT, "");
}

static void
count(const struct actor *a, enum ledger_kind kind, const char *numbers, enum err want, size_t missing, size_t surplus,
    bool second)
{
	struct ledger_numbers found = { 0 };
	struct ledger_result r;
	char copy[256], *rest = copy, *word;

	(void)snprintf(copy, sizeof(copy), "%s", numbers);
	while ((word = strsep(&rest, " ")) != NULL)
		if (*word != '\0')
			assert_int_equal(ledger_add(&found, word), ERR_NONE);
	assert_int_equal(ledger_count(store, a, kind, &found, &r), want);
	assert_int_equal(r.missing.count, missing);
	assert_int_equal(r.surplus.count, surplus);
	assert_int_equal(r.second, second);
	ledger_result_free(&r);
	ledger_free(&found);
}

static void
expect_last(enum ledger_kind kind, const char *clerk, const char *second, size_t found)
{
	struct ledger_counted last;

	assert_int_equal(ledger_last(store, kind, &last), ERR_NONE);
	assert_string_equal(last.clerk, clerk);
	assert_string_equal(last.second, second);
	assert_int_equal(last.found, found);
	assert_true(date_given(last.seconded.date) == (second[0] != '\0'));
}

static void
two_people_count(void **state)
{
	int64_t lines, broken;

	(void)state;
	(void)open_case(CASE_KEPT, false);
	(void)open_case(CASE_KEPT, false);
	expect_last(LEDGER_CARD, "", "", 0);
	count(&sato, LEDGER_CARD, "26-000002-1 26-000001-3 26-000002-1", ERR_NONE, 0, 0, false);
	expect_last(LEDGER_CARD, "sato", "", 2);
	count(&sato, LEDGER_CARD, "26-000001-3 26-000002-1", ERR_NONE, 0, 0, false);	/* alone for the second time */
	expect_last(LEDGER_CARD, "sato", "", 2);
	count(&ito, LEDGER_SHEET, "", ERR_NONE, 0, 0, false);		/* another kind is another count */
	expect_last(LEDGER_SHEET, "ito", "", 0);
	count(&ito, LEDGER_CARD, "26-000001-3 26-000002-1", ERR_NONE, 0, 0, true);
	expect_last(LEDGER_CARD, "sato", "ito", 2);
	count(&ito, LEDGER_CARD, "26-000001-3 26-000002-1", ERR_NONE, 0, 0, false);	/* it was signed already */
	count(&sato, LEDGER_CARD, "26-000001-3", ERR_LEDGER_DIFFERS, 1, 0, false);
	count(&ito, LEDGER_CARD, "26-000001-3 26-000003-9", ERR_LEDGER_DIFFERS, 1, 1, false);	/* not the same */
	count(&sato, LEDGER_CARD, "26-000001-3 26-000003-9", ERR_LEDGER_DIFFERS, 1, 1, true);
	assert_int_equal(audit_verify(store, &lines, &broken), ERR_NONE);
}

/* A day later, or with another card kept since, a count isn't the second of that one. */
static void
what_changed_is_counted_anew(void **state)
{
	(void)state;
	(void)open_case(CASE_KEPT, false);
	count(&sato, LEDGER_CARD, "26-000001-3", ERR_NONE, 0, 0, false);
	sato.at.date.day = ito.at.date.day = 21;
	count(&ito, LEDGER_CARD, "26-000001-3", ERR_NONE, 0, 0, false);
	(void)open_case(CASE_KEPT, false);
	count(&sato, LEDGER_CARD, "26-000001-3", ERR_LEDGER_DIFFERS, 1, 0, false);
	ito.at.date.day = 22;
	count(&ito, LEDGER_CARD, "26-000001-3", ERR_LEDGER_DIFFERS, 1, 0, false);
}

static void
numbers_are_checked(void **state)
{
	struct ledger_numbers n = { 0 };

	(void)state;
	assert_int_equal(ledger_add(&n, "26-000001-4"), ERR_CASE_NUMBER);
	assert_int_equal(ledger_add(&n, ""), ERR_CASE_NUMBER);
	assert_int_equal(n.count, 0);
	ledger_free(&n);
	assert_true(ledger_by_code("card") == LEDGER_CARD && ledger_by_code("left") == LEDGER_LEFT);
	assert_true(ledger_by_code("moon") == LEDGER_COUNT);
}

static void
auditors_count_nothing(void **state)
{
	struct actor auditor = sato;
	struct ledger_numbers none = { 0 };
	struct ledger_result r;

	(void)state;
	auditor.roles = ROLE_BIT(ROLE_AUDITOR);
	assert_int_equal(ledger_count(store, &auditor, LEDGER_CARD, &none, &r), ERR_ROLE);
	ledger_result_free(&r);
	expect_last(LEDGER_CARD, "", "", 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(things_come_and_go, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(cases_left_are_listed, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(two_people_count, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_changed_is_counted_anew, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(auditors_count_nothing, setup, fixture_teardown),
		cmocka_unit_test(numbers_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
