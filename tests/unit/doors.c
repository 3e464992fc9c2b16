/* A case that a colleague holds: no door goes around that, neither card work nor recovery, papers, people or letters. */
#include "desk/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "desk/journal.h"
#include "fixture.h"
#include "case/reception.h"

static struct desk desk;
static char number[CASE_NUMBER_MAX];
static const struct actor sato = { .clerk = "sato", .counter = "", .at = { { 2026, 11, 20 }, 12, 0, 0 },
    .roles = ROLES_UNSTATED };
static const struct actor suzuki = { .clerk = "suzuki", .counter = "", .at = { { 2026, 11, 20 }, 12, 0, 0 },
    .roles = ROLES_UNSTATED };

static struct moment
now(void *ctx)
{
	(void)ctx;
	return sato.at;
}

static int
setup(void **state)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .facts = "visitor=proxy\n",
	    .profile_hash = "00", .person = { .name = "番号 花子", .born = { 1990, 1, 15 } } };
	char holder[33];

	(void)fixture_setup_store(state);
	assert_int_equal(case_keep_profile(store, "00", "[municipality]\nname = x\nsource = x\n"), ERR_NONE);
	assert_int_equal(case_open(store, &sato, &f, CASE_APPROVED), ERR_NONE);
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	memcpy(number, f.number, sizeof(number));
	desk = (struct desk){ .store = store, .mode = MODE_TRAINING, .clock = { .now = now }, .clerk = "suzuki", .counter = "",
	    .roles = ROLES_UNSTATED };
	return 0;
}

static void
expect_told(int64_t times)
{
	assert_int_equal(fixture_count_audit("refused", "case-claimed"), times);
}

static void
card_work_waits(void **state)
{
	static struct desk_result result;
	static struct desk_pins pins;

	(void)state;
	assert_int_equal(secret_set(&pins.pin[PIN_SIGN], "MADO1234", 8), ERR_NONE);
	assert_int_equal(secret_set(&pins.pin[PIN_AUTH], "1234", 4), ERR_NONE);
	assert_int_equal(secret_set(&pins.pin[PIN_ASSIST], "1234", 4), ERR_NONE);
	assert_int_equal(desk_perform(&desk, number, &pins, &result), ERR_CASE_CLAIMED);
	expect_told(1);
	assert_int_equal(case_bind_card(store, &suzuki, number, "31323334"), ERR_CASE_CLAIMED);
	expect_told(2);
}

static void
half_done_work_waits(void **state)
{
	static struct desk_result result;
	struct case_file f;
	enum recovery ended;
	int64_t id;

	(void)state;
	assert_int_equal(case_load(store, number, &f), ERR_NONE);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(journal_open(store, &sato, &f, &id), ERR_NONE);
	assert_int_equal(case_event_within(store, &sato, number, EVENT_BEGIN_CARD_WORK, ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	assert_int_equal(desk_recover(&desk, number, false, &ended, &result), ERR_CASE_CLAIMED);
	expect_told(1);
	assert_int_equal(case_event(store, &suzuki, number, EVENT_TAKE_OVER, ""), ERR_NONE);
	assert_int_equal(desk_recover(&desk, number, false, &ended, &result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_UNDONE);
	assert_int_equal(case_load(store, number, &f), ERR_NONE);
	assert_int_equal(f.state, CASE_APPROVED);
}

static void
people_papers_and_events_wait(void **state)
{
	static const struct person person = { .name = "番号 花子" };
	static const struct personal personal = { .proxy_name = "番号 太郎" };
	static struct reception r;
	const struct reception_news news = { .personal = &personal, .why = "" };
	unsigned e;
	int64_t told = 0;

	(void)state;
	assert_int_equal(case_set_person(store, &suzuki, number, &person), ERR_CASE_CLAIMED);
	expect_told(++told);
	assert_int_equal(case_check_claim(store, &suzuki, number), ERR_CASE_CLAIMED);
	expect_told(++told);
	assert_int_equal(case_check_claim(store, &sato, number), ERR_NONE);
	assert_int_equal(case_check_claim(store, &sato, "26-000009-6"), ERR_CASE_UNKNOWN);
	for (e = 0; e < CASE_EVENT_COUNT; e++) {
		if (e == EVENT_TAKE_OVER || e == EVENT_NOTE || e == EVENT_SECOND || e == EVENT_LET_IN ||
		    flow_of_desk((enum case_event)e))
			continue;
		assert_int_equal(case_event(store, &suzuki, number, (enum case_event)e, ""), ERR_CASE_CLAIMED);
		expect_told(++told);
		assert_int_equal(reception_event(store, &suzuki, number, (enum case_event)e, &news, &r), ERR_CASE_CLAIMED);
		expect_told(++told);
		reception_free(&r);
	}
	assert_int_equal(case_release(store, &suzuki, number), ERR_CASE_CLAIMED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(card_work_waits, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(half_done_work_waits, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(people_papers_and_events_wait, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
