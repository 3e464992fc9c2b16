/* Tries are the applicant's: a slip costs one of the PIN that was mistyped, the last one waits for its own word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../faults/stage.h"
#include "card/reference.h"

#define ALL_PINS ((1u << PIN_COUNT) - 1)

static const struct scenario change = { "change", "change-pin", 0, ALL_PINS, CERT_BOTH, 0 };
static const struct scenario renew = { "renew", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };
static const struct scenario renew_new_pin = { "renew", "renew", CERT_BOTH, 1u << PIN_SIGN, CERT_BOTH, 0 };
static const struct scenario unlock = { "unlock", "unlock", 0, 1u << PIN_AUTH, CERT_BOTH, 1u << PIN_AUTH };
static const struct scenario unlock_juki = { "unlock", "unlock", 0, 1u << PIN_JUKI, CERT_BOTH, 1u << PIN_JUKI };
static const struct secret check_b = { "02011520321234", 14 }, wrong_b = { "02011520329999", 14 };
static const struct secret slips[PIN_COUNT] = { { "SLIP9999", 8 }, { "9999", 4 }, { "9998", 4 }, { "9997", 4 } };
static const int all[REFERENCE_COUNT] = { 5, 3, 3, 3, 3, 10 };

/* --- the card, as another driver would see it --------------------------------------------------- */

static void
open_card(struct stage *s, struct card *card)
{
	assert_int_equal(card_open(card, s->world.wire, CARD_USE_WORK), ERR_NONE);
}

static int
left_of(struct stage *s, enum reference which)
{
	struct card card;
	int left = -1;

	open_card(s, &card);
	assert_int_equal(reference_tries(&card, which, &left), ERR_NONE);
	card_close(&card);
	return left;
}

/* Every counter is full but this one, which is as said. */
static void
assert_left(struct stage *s, enum reference which, int left)
{
	unsigned r;

	for (r = 0; r < REFERENCE_COUNT; r++)
		assert_int_equal(left_of(s, (enum reference)r), r == which ? left : all[r]);
}

/* Somebody has mistyped it before, until so many are left. */
static void
use_up(struct stage *s, enum reference which, int left)
{
	struct card card;
	int told;

	open_card(s, &card);
	while (reference_tries(&card, which, &told) == ERR_NONE && told > left)
		(void)reference_verify(&card, which, which == REFERENCE_B ? &wrong_b : &slips[reference_pin(which)], ~0u, &told);
	card_close(&card);
}

static bool
opens(struct stage *s, enum reference which, const struct secret *value)
{
	struct card card;
	int left;
	enum err e;

	open_card(s, &card);
	e = reference_verify(&card, which, value, 0, &left);
	card_close(&card);
	return e == ERR_NONE;
}

/* One of the resident register's two gets another value than its twin has. */
static void
set_alone(struct stage *s, enum reference which, const char *value)
{
	const struct secret now = { "2345", 4 };
	struct secret fresh;
	struct card card;
	int left;

	assert_int_equal(secret_set(&fresh, value, strlen(value)), ERR_NONE);
	open_card(s, &card);
	assert_int_equal(reference_verify(&card, which, &now, 0, &left), ERR_NONE);
	assert_int_equal(reference_change(&card, which, &fresh), ERR_NONE);
	card_close(&card);
}

static void
assert_told(const struct stage *s, enum reference which, bool old, int left)
{
	assert_int_equal(s->result.reference, which);
	assert_int_equal(s->result.old, old);
	assert_int_equal(s->result.left, left);
}

/* --- a slip ------------------------------------------------------------------------------------- */

static int
setup_change(void **state)
{
	return stage_setup(state, &change);
}

static void
a_slip_in_an_old_pin_costs_one_try_and_changes_nothing(void **state)
{
	struct stage *s = *state;
	struct desk_pins right = s->pins;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		const enum reference which = k == PIN_JUKI ? REFERENCE_JUKI_COMMON : (enum reference)k;

		s->pins = right;
		s->pins.old[k] = slips[k];
		assert_int_equal(stage_perform(s), ERR_PIN_WRONG);
		assert_told(s, which, true, all[which] - 1);
		assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
		assert_left(s, which, all[which] - 1);
		for (unsigned r = 0; r < REFERENCE_B; r++)
			assert_true(opens(s, (enum reference)r, &right.old[reference_pin((enum reference)r)]));
	}
	/* Asked again, that one only. */
	s->pins = right;
	s->pins.old[PIN_AUTH] = slips[PIN_AUTH];
	assert_int_equal(stage_perform(s), ERR_PIN_WRONG);
	s->pins.old[PIN_AUTH] = right.old[PIN_AUTH];
	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_left(s, REFERENCE_B, all[REFERENCE_B]);
	for (k = 0; k < REFERENCE_B; k++)
		assert_true(opens(s, (enum reference)k, &right.pin[reference_pin((enum reference)k)]));
}

static void
a_missing_old_pin_is_named_and_nothing_begins(void **state)
{
	struct stage *s = *state;
	const struct desk_pins right = s->pins;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++) {
		s->pins = right;
		secret_wipe(&s->pins.old[k]);
		assert_int_equal(stage_perform(s), ERR_PIN_MISSING);
		assert_told(s, (enum reference)k, true, 0);
		s->pins = right;
		secret_wipe(&s->pins.pin[k]);
		assert_int_equal(stage_perform(s), ERR_PIN_MISSING);
		assert_told(s, (enum reference)k, false, 0);
	}
	assert_int_equal(s->mishap.seen[FAULT_CARD], 0);
}

/* --- the PIN that a step of its own verifies ---------------------------------------------------- */

/* The card takes the new signature PIN, and refuses it where the old certificate is read behind it. */
struct refusing { struct wire base; struct wire *inner; };

static enum err
refusing_power_on(struct wire *w)
{
	struct wire *inner = ((struct refusing *)w)->inner;

	return inner->ops->power_on(inner);
}

static enum err
refusing_transmit(struct wire *w, const unsigned char *command, size_t n, unsigned char *answer, size_t cap, size_t *len)
{
	static const unsigned char verify[] = { 0x00, 0x20, 0x00, 0x9b }, wrong[] = { 0x63, 0xc4 };
	struct wire *inner = ((struct refusing *)w)->inner;

	if (n <= sizeof(verify) || memcmp(command, verify, sizeof(verify)) != 0)
		return inner->ops->transmit(inner, command, n, answer, cap, len);
	memcpy(answer, wrong, sizeof(wrong));
	*len = sizeof(wrong);
	return ERR_NONE;
}

static void
refusing_power_off(struct wire *w)
{
	struct wire *inner = ((struct refusing *)w)->inner;

	inner->ops->power_off(inner);
}

static void
refusing_state(struct wire *w, struct wire_state *state)
{
	struct wire *inner = ((struct refusing *)w)->inner;

	inner->ops->state(inner, state);
}

static const struct wire_ops refusing_ops = { .name = "refusing", .power_on = refusing_power_on,
    .transmit = refusing_transmit, .power_off = refusing_power_off, .state = refusing_state };

static void
a_new_pin_that_the_card_refuses_is_named(void **state)
{
	struct stage *s = *state;
	struct refusing wire = { .base = { .ops = &refusing_ops }, .inner = s->desk.wire };

	s->desk.wire = &wire.base;
	assert_int_equal(stage_perform(s), ERR_PIN_WRONG);
	assert_told(s, REFERENCE_SIGN, false, 4);
	s->desk.wire = wire.inner;
}

static int
setup_renew_with_new_pin(void **state)
{
	return stage_setup(state, &renew_new_pin);
}

/* --- the last try ------------------------------------------------------------------------------- */

/* Right as the PINs are: with one try left nothing is sent before that reference's own last try was confirmed. */
static void
assert_last_try_asks(struct stage *s, enum reference which, bool old)
{
	use_up(s, which, 1);
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
	assert_told(s, which, old, 1);
	s->pins.last_tries = ~REFERENCE_BIT(which);
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
	assert_told(s, which, old, 1);
	assert_left(s, which, 1);
	assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
	s->pins.last_tries = REFERENCE_BIT(which);
	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_left(s, REFERENCE_B, all[REFERENCE_B]);
}

static void
last_try_of_each_old_pin_asks(void **state)
{
	unsigned r;

	for (r = 0; r < REFERENCE_B; r++) {
		assert_int_equal(stage_setup(state, &change), 0);
		assert_last_try_asks(*state, (enum reference)r, true);
		assert_int_equal(stage_teardown(state), 0);
	}
}

static void
last_try_of_a_known_pin_asks(void **state)
{
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		assert_int_equal(stage_setup(state, &renew), 0);
		assert_last_try_asks(*state, (enum reference)k, false);
		assert_int_equal(stage_teardown(state), 0);
	}
}

static void
last_try_of_what_opens_the_attributes_asks(void **state)
{
	static const enum reference openers[] = { REFERENCE_B, REFERENCE_ASSIST };
	struct card_word word;
	struct stage *s;
	size_t i;
	int left = -1;

	for (i = 0; i < sizeof(openers) / sizeof(*openers); i++) {
		const bool by_b = openers[i] == REFERENCE_B;

		assert_int_equal(stage_setup(state, &unlock), 0);
		s = *state;
		if (by_b)
			s->pins.check_b = check_b;
		use_up(s, openers[i], 1);
		assert_int_equal(desk_person(&s->desk, "", by_b, &s->pins, &word, &left), ERR_PIN_LAST_TRY);
		assert_int_equal(left, 1);
		assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
		assert_told(s, openers[i], false, 1);
		assert_int_equal(left_of(s, openers[i]), 1);
		assert_int_equal(left_of(s, REFERENCE_AUTH), 0);	/* locked as before: nothing was reset */
		s->pins.last_tries = REFERENCE_BIT(openers[i]);
		assert_int_equal(desk_person(&s->desk, "", by_b, &s->pins, &word, &left), ERR_NONE);
		assert_int_equal(stage_perform(s), ERR_NONE);
		assert_int_equal(stage_teardown(state), 0);
	}
}

/* A counter at zero is never asked again, whatever was confirmed. */
static void
locked_is_told_unsent(void **state)
{
	struct stage *s;
	unsigned r;

	for (r = 0; r < REFERENCE_B; r++) {
		assert_int_equal(stage_setup(state, &change), 0);
		s = *state;
		use_up(s, (enum reference)r, 0);
		s->pins.last_tries = ~0u;
		assert_int_equal(stage_perform(s), ERR_PIN_LOCKED);
		assert_told(s, (enum reference)r, true, 0);
		assert_left(s, (enum reference)r, 0);
		assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
		assert_int_equal(stage_teardown(state), 0);
	}
}

/* --- the resident register's two references ------------------------------------------------------- */

static void
both_references_are_shown(void **state)
{
	struct stage *s = *state;
	struct card_view view;
	unsigned last;
	int left;

	use_up(s, REFERENCE_JUKI_COMMON, 1);
	use_up(s, REFERENCE_JUKI, 2);
	assert_int_equal(desk_show(&s->desk, true, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.tries[REFERENCE_JUKI], 2);
	assert_int_equal(view.tries[REFERENCE_JUKI_COMMON], 1);
	assert_int_equal(desk_view_tries(&view, PIN_JUKI, &last), 1);
	assert_int_equal(last, REFERENCE_BIT(REFERENCE_JUKI_COMMON));
	assert_int_equal(desk_view_tries(&view, PIN_SIGN, &last), 5);
	assert_int_equal(last, 0);
}

/* Nobody changes either; a repeat tells the same, and stops before it locks. */
static void
references_that_differ_are_told_and_left_alone(void **state)
{
	static const struct { enum reference alone; enum err first; enum reference stops; } rows[] = {
		{ REFERENCE_JUKI, ERR_PIN_DIFFERS, REFERENCE_JUKI },
		{ REFERENCE_JUKI_COMMON, ERR_PIN_WRONG, REFERENCE_JUKI_COMMON },
	};
	const struct secret old = { "2345", 4 }, other = { "4321", 4 };
	char words[512];
	struct stage *s;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(stage_setup(state, &change), 0);
		s = *state;
		set_alone(s, rows[i].alone, "4321");
		assert_int_equal(stage_perform(s), rows[i].first);
		assert_told(s, rows[i].stops, true, 2);
		assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
		desk_failed_words(rows[i].first, &s->result, words, sizeof(words));
		assert_string_equal(words, rows[i].first == ERR_PIN_DIFFERS ? "入力された番号は、住民基本台帳用の暗証番号(カード共通)には"
		    "合い、住民基本台帳用の暗証番号には合いません: 残り 2 回" : "いまの住民基本台帳用の暗証番号(カード共通): 残り 2 回");
		assert_int_equal(stage_perform(s), rows[i].first);
		assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
		assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
		assert_left(s, rows[i].stops, 1);
		assert_true(opens(s, REFERENCE_JUKI + REFERENCE_JUKI_COMMON - rows[i].alone, &old));
		s->pins.last_tries = ~0u;
		assert_int_equal(left_of(s, rows[i].alone), 1);
		s->pins.old[PIN_JUKI] = other;		/* the value that only the other one has */
		assert_int_equal(stage_perform(s), rows[1 - i].first);
		assert_int_equal(stage_teardown(state), 0);
	}
}

/* A slip is tried at neither where one of them must not be tried: the other keeps its counter. */
static void
neither_is_tried_where_one_may_not_be(void **state)
{
	struct stage *s = *state;

	s->pins.old[PIN_JUKI] = slips[PIN_JUKI];
	use_up(s, REFERENCE_JUKI, 1);
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
	assert_told(s, REFERENCE_JUKI, true, 1);
	assert_left(s, REFERENCE_JUKI, 1);
	use_up(s, REFERENCE_JUKI, 0);
	assert_int_equal(stage_perform(s), ERR_PIN_LOCKED);
	assert_told(s, REFERENCE_JUKI, true, 0);
	assert_left(s, REFERENCE_JUKI, 0);
}

static void
setting_anew_makes_them_the_same(void **state)
{
	const struct secret fresh = { "6789", 4 };
	struct stage *s = *state;

	s->pins.pin[PIN_JUKI] = fresh;
	assert_int_equal(left_of(s, REFERENCE_JUKI_COMMON), 0);
	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_true(opens(s, REFERENCE_JUKI, &fresh));
	assert_true(opens(s, REFERENCE_JUKI_COMMON, &fresh));
}

static int
setup_juki(void **state)
{
	return stage_setup(state, &unlock_juki);
}

/* The card was pulled between the two: which of them is the new one is known, and said. */
static void
a_card_pulled_between_the_two_is_told_exactly(void **state)
{
	const struct secret old = { "2345", 4 };
	struct stage *s = *state;
	unsigned n, split = 0;
	char words[512];

	for (n = 1; split == 0 && n < 200; n++) {
		if (s->result.pins_set != 0 || s->result.pins_in_doubt != 0) {	/* it isn't as it was any more */
			assert_int_equal(stage_teardown(state), 0);
			assert_int_equal(stage_setup(state, &change), 0);
			s = *state;
		}
		s->mishap = (struct mishap){ .place = FAULT_CARD, .kind = FAULT_REMOVED_BEFORE, .nth = n };
		assert_int_equal(stage_perform(s), ERR_CARD_REMOVED);
		split = s->result.pins_split;
	}
	assert_int_equal(split, 1u << PIN_JUKI);
	assert_int_equal(s->result.pins_in_doubt, 1u << PIN_JUKI);
	assert_true(opens(s, REFERENCE_JUKI, &s->pins.pin[PIN_JUKI]));
	assert_true(opens(s, REFERENCE_JUKI_COMMON, &old));
	desk_pins_words(&s->result, words, sizeof(words));
	assert_non_null(strstr(words, "住民基本台帳用の暗証番号は2か所のうち1か所だけ新しくなっています。設定し直してください"));
}

#define CHANGE(test) cmocka_unit_test_setup_teardown(test, setup_change, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CHANGE(a_slip_in_an_old_pin_costs_one_try_and_changes_nothing),
		CHANGE(a_missing_old_pin_is_named_and_nothing_begins),
		cmocka_unit_test_setup_teardown(a_new_pin_that_the_card_refuses_is_named, setup_renew_with_new_pin,
		    stage_teardown),
		cmocka_unit_test(last_try_of_each_old_pin_asks),
		cmocka_unit_test(last_try_of_a_known_pin_asks),
		cmocka_unit_test(last_try_of_what_opens_the_attributes_asks),
		cmocka_unit_test(locked_is_told_unsent),
		CHANGE(both_references_are_shown),
		CHANGE(neither_is_tried_where_one_may_not_be),
		cmocka_unit_test(references_that_differ_are_told_and_left_alone),
		cmocka_unit_test_setup_teardown(setting_anew_makes_them_the_same, setup_juki, stage_teardown),
		CHANGE(a_card_pulled_between_the_two_is_told_exactly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
