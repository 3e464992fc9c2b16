/* A look at a card spends no try, costs few commands, and says what is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../faults/stage.h"

static const struct scenario scene = { "look", "renew", CERT_BOTH, 0, CERT_BOTH, 1u << PIN_JUKI };

static int
setup(void **state)
{
	return stage_setup(state, &scene);
}

static void
shows_all_in_few_commands(void **state)
{
	struct stage *c = *state;
	struct card_view view;
	int left = -2;

	assert_int_equal(desk_show(&c->desk, false, NULL, &view, &left), ERR_NONE);
	assert_in_range(view.commands, 1, 12);
	assert_string_equal(view.token, "JPKIAPICCTOKEN2");
	assert_int_equal(view.certs[CERT_SIGN].state, VIEW_NEEDS_PIN);
	assert_int_equal(view.certs[CERT_AUTH].state, VIEW_EXPIRING);
	assert_int_equal(date_compare(view.certs[CERT_AUTH].expires, (struct date){ 2027, 1, 15 }), 0);
	assert_int_equal(date_compare(view.expires, (struct date){ 2032, 1, 15 }), 0);
	assert_int_equal(view.tries[PIN_SIGN], 5);
	assert_int_equal(view.tries[PIN_AUTH], 3);
	assert_int_equal(view.tries[REFERENCE_JUKI], 0);
	assert_int_equal(view.tries[PIN_ASSIST], 3);
	assert_int_equal(view.tries[REFERENCE_JUKI_COMMON], VIEW_NO_PIN);
	assert_false(view.can_write);
	assert_int_equal(left, -2);
	assert_int_equal(desk_show(&c->desk, true, NULL, &view, &left), ERR_NONE);
	assert_in_range(view.commands, 1, 24);
	assert_int_equal(view.tries[REFERENCE_JUKI_COMMON], 0);
}

static void
sees_a_training_card(void **state)
{
	struct stage *c = *state;
	struct card_view view;
	int left;

	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_true(view.can_write);
	assert_int_equal(view.tries[REFERENCE_B], 10);
	assert_in_range(view.commands, 1, 26);
}

static void
signature_certificate_behind_its_pin(void **state)
{
	static const struct secret malformed = { "1234", 4 }, wrong = { "WRONG999", 8 };
	struct stage *c = *state;
	struct card_view view;
	int left, tries;

	assert_int_equal(desk_show(&c->desk, false, &c->pins, &view, &left), ERR_NONE);
	assert_int_equal(view.certs[CERT_SIGN].state, VIEW_EXPIRING);
	assert_int_equal(date_compare(view.certs[CERT_SIGN].expires, (struct date){ 2027, 1, 15 }), 0);
	c->pins.pin[PIN_SIGN] = malformed;
	assert_int_equal(desk_show(&c->desk, false, &c->pins, &view, &left), ERR_PIN_FORMAT);
	c->pins.pin[PIN_SIGN] = wrong;
	for (tries = 4; tries > 0; tries--) {
		assert_int_equal(desk_show(&c->desk, false, &c->pins, &view, &left), ERR_PIN_WRONG);
		assert_int_equal(left, tries);
	}
	assert_int_equal(desk_show(&c->desk, false, &c->pins, &view, &left), ERR_PIN_LAST_TRY);
	assert_int_equal(left, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_all_in_few_commands),
		cmocka_unit_test(sees_a_training_card),
		cmocka_unit_test(signature_certificate_behind_its_pin),
	};

	return cmocka_run_group_tests(tests, setup, stage_teardown);
}
