/* On a card that isn't ours a known PIN is changed here, all four of them; what would write to it is the terminal's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/card/terminal-world.h"

#define SELF " visitor=self visit=1 resident=yes card=valid card-face=current born=1990-01-15 ward=no booked=yes" \
	" system=up card-expires=2032-01-15 sign-pin=known auth-pin=known sign-expires=2027-01-15" \
	" auth-expires=2027-01-15 doc=applicant:マイナンバーカード" \
	" doc=applicant:運転免許証,expires=2028-01-01,shows=name+birth"

static int
setup(void **state)
{
	struct world *w;

	(void)world_setup(state);
	w = *state;
	w->desk.terminal = 1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK |
	    1u << PROCEDURE_REVOKE;	/* as the settings have it at work */
	return 0;
}

static void
type(struct world *w)
{
	static const char *const old[PIN_COUNT] = { "MADO1234", "1234", "1234", "1234" };
	static const char *const fresh[PIN_COUNT] = { "MADO7263", "7263", "7264", "7265" };
	unsigned k;

	memset(&w->pins, 0, sizeof(w->pins));
	w->pins.holder_confirmed = true;
	for (k = 0; k < PIN_COUNT; k++) {
		assert_int_equal(secret_set(&w->pins.old[k], old[k], strlen(old[k])), ERR_NONE);
		assert_int_equal(secret_set(&w->pins.pin[k], fresh[k], strlen(fresh[k])), ERR_NONE);
	}
}

static void
all_four_are_changed_here(void **state)
{
	struct world *w = *state;
	struct desk_result result;

	world_open_case(w, "procedure=change-pin pins=sign,auth,juki,assist" SELF);
	type(w);
	assert_int_equal(desk_perform(&w->desk, w->number, &w->pins, &result), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
	assert_string_equal(w->card.pins[OTHER_SIGN].value, "MADO7263");
	assert_string_equal(w->card.pins[OTHER_AUTH].value, "7263");
	assert_string_equal(w->card.pins[OTHER_JUKI_PIN].value, "7264");
	assert_string_equal(w->card.pins[OTHER_JUKI_COMMON].value, "7264");
	assert_string_equal(w->card.pins[OTHER_ASSIST].value, "7265");
	assert_int_equal(w->card.changes, 5);
}

static void
what_writes_is_the_terminals(void **state)
{
	static const char *const procedures[] = {
		"procedure=renew reason=expiry" SELF, "procedure=issue reason=moved" SELF,
		"procedure=revoke certificates=sign reason=holder-request" SELF,
		"procedure=unlock pins=juki" SELF,
	};
	struct world *w = *state;
	struct desk_result result;
	size_t i;

	for (i = 0; i < sizeof(procedures) / sizeof(*procedures); i++) {
		world_open_case(w, procedures[i]);
		type(w);
		assert_int_equal(desk_perform(&w->desk, w->number, &w->pins, &result), ERR_AT_TERMINAL);
		assert_int_equal(world_state(w), CASE_APPROVED);
		assert_int_equal(w->card.commands, 0);
		w->at.minute++;
	}
	/* Nor the change of a PIN, where the settings say so. */
	world_open_case(w, "procedure=change-pin pins=auth" SELF);
	w->desk.terminal |= 1u << PROCEDURE_CHANGE_PIN;
	assert_int_equal(desk_perform(&w->desk, w->number, &w->pins, &result), ERR_AT_TERMINAL);
	assert_int_equal(w->card.commands, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_four_are_changed_here, setup, world_teardown),
		cmocka_unit_test_setup_teardown(what_writes_is_the_terminals, setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
