/* PINs typed on the reader's own keys, on a wire that records what it was asked: what is sent, and what came of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "card/reference.h"
#include "tests/card/other-wire.h"
#include "tests/card/pad-wire.h"

struct desk_top { struct other_card card; struct pad pad; struct card open; int left; };

static void
put_on(struct desk_top *t)
{
	memset(t, 0, sizeof(*t));
	other_card_make(&t->card);
	pad_make(&t->pad, other_wire_new(&t->card, false), "1234");
	assert_int_equal(card_open(&t->open, &t->pad.wire, CARD_USE_WORK), ERR_NONE);
}

static void
take_off(struct desk_top *t)
{
	card_close(&t->open);
	wire_free(&t->pad.inner);
	assert_int_equal(t->pad.plain, 0);	/* no PIN came from us */
}

static void
typed_pin_is_verified_and_changed(void **state)
{
	static const enum reference rows[] = { REFERENCE_AUTH, REFERENCE_ASSIST };
	static const enum other_pin pins[] = { OTHER_AUTH, OTHER_ASSIST };
	struct desk_top t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		put_on(&t);
		assert_int_equal(reference_change_typed(&t.open, rows[i]), ERR_CARD_NEEDS_PIN);
		assert_int_equal(t.pad.asked, 0);
		assert_int_equal(reference_verify_typed(&t.open, rows[i], 0, &t.left), ERR_NONE);
		assert_int_equal(t.pad.last, WIRE_VERIFY);
		assert_true(t.open.verified[rows[i]]);
		t.pad.digits = "5678";
		assert_int_equal(reference_change_typed(&t.open, rows[i]), ERR_NONE);
		assert_int_equal(t.pad.last, WIRE_MODIFY);
		assert_string_equal(t.card.pins[pins[i]].value, "5678");
		assert_int_equal(t.pad.asked, 2);
		take_off(&t);
	}
}

static void
wrong_one_costs_a_try_and_the_last_is_asked_about(void **state)
{
	struct desk_top t;

	(void)state;
	put_on(&t);
	t.pad.digits = "9999";
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_PIN_WRONG);
	assert_int_equal(t.left, 2);
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_PIN_WRONG);
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_PIN_LAST_TRY);
	assert_int_equal(t.pad.asked, 2);
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, REFERENCE_BIT(REFERENCE_AUTH), &t.left),
	    ERR_PIN_LOCKED);
	assert_int_equal(t.left, 0);
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, ~0u, &t.left), ERR_PIN_LOCKED);
	assert_int_equal(t.pad.asked, 3);
	take_off(&t);
}

/* The reader's own words are no word of the card's: nothing was verified, and no try is gone. */
static void
readers_words_cost_nothing(void **state)
{
	static const struct { uint16_t sw; enum err want; } rows[] = {
		{ 0x6400, ERR_PIN_LATE }, { 0x6401, ERR_PIN_GIVEN_UP }, { 0x6402, ERR_PIN_MISMATCH },
		{ 0x6403, ERR_PIN_FORMAT }, { 0x6f00, ERR_CARD_DAMAGED },
	};
	struct desk_top t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		put_on(&t);
		t.pad.digits = NULL;
		t.pad.own = rows[i].sw;
		assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), rows[i].want);
		assert_false(t.open.verified[REFERENCE_AUTH]);
		assert_int_equal(t.card.pins[OTHER_AUTH].left, 3);
		assert_int_equal(t.left, 3);
		t.pad.digits = "1234";
		assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_NONE);
		t.pad.digits = NULL;
		assert_int_equal(reference_change_typed(&t.open, REFERENCE_AUTH), rows[i].want);
		assert_string_equal(t.card.pins[OTHER_AUTH].value, "1234");
		take_off(&t);
	}
}

/* Letters have no keys there, and what two references hold would be asked for twice. */
static void
only_where_it_makes_sense(void **state)
{
	static const enum reference rows[] = { REFERENCE_SIGN, REFERENCE_JUKI, REFERENCE_JUKI_COMMON, REFERENCE_B };
	struct desk_top t;
	unsigned before;
	size_t i;

	(void)state;
	put_on(&t);
	before = t.card.commands;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(reference_verify_typed(&t.open, rows[i], ~0u, &t.left), ERR_CARD_UNABLE);
		assert_int_equal(reference_change_typed(&t.open, rows[i]), ERR_CARD_UNABLE);
	}
	t.pad.wire.keyboard_only = true;
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_CARD_UNABLE);
	assert_int_equal(t.card.commands, before);
	assert_int_equal(t.pad.asked, 0);
	take_off(&t);
}

/* For practice the question goes to no card that hasn't shown that it is one. */
static void
practice_asks_no_real_card(void **state)
{
	struct desk_top t;

	(void)state;
	put_on(&t);
	t.open.use = CARD_USE_PRACTICE;
	assert_int_equal(reference_verify_typed(&t.open, REFERENCE_AUTH, 0, &t.left), ERR_CARD_NOT_PRACTICE);
	t.open.verified[REFERENCE_AUTH] = true;
	assert_int_equal(reference_change_typed(&t.open, REFERENCE_AUTH), ERR_CARD_NOT_PRACTICE);
	assert_int_equal(t.pad.asked, 0);
	take_off(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_pin_is_verified_and_changed),
		cmocka_unit_test(wrong_one_costs_a_try_and_the_last_is_asked_about),
		cmocka_unit_test(readers_words_cost_nothing),
		cmocka_unit_test(only_where_it_makes_sense),
		cmocka_unit_test(practice_asks_no_real_card),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
