/* Before a PIN is set without its old one the clerk has confirmed whose card it is, and the card says nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../faults/stage.h"

static const struct scenario scene = { "unlock", "unlock", 0, 1u << PIN_AUTH, CERT_BOTH, 1u << PIN_AUTH };
static const struct person nobody;

static int
setup(void **state)
{
	return stage_setup(state, &scene);
}

/* The case's person becomes another. */
static void
person(struct stage *c, const char *name, struct date born)
{
	const struct actor actor = stage_actor(c);

	(void)snprintf(c->file.person.name, sizeof(c->file.person.name), "%s", name);
	c->file.person.born = born;
	assert_int_equal(case_set_person(c->desk.store, &actor, c->file.number, &c->file.person), ERR_NONE);
}

struct wanted { const char *event, *why; bool found; };

static bool
see_event(void *ctx, const struct case_history *h)
{
	struct wanted *w = ctx;

	w->found |= strcmp(h->event, w->event) == 0 && strcmp(h->why, w->why) == 0;
	return true;
}

static bool
recorded(struct stage *c, const char *event, const char *why)
{
	struct wanted w = { event, why, false };

	assert_int_equal(case_history(c->desk.store, c->file.number, see_event, &w), ERR_NONE);
	return w.found;
}

static bool
see_refusal(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	*(int64_t *)ctx = store_as_int(&v[0]);
	return true;
}

static void
nothing_begins_unconfirmed(void **state)
{
	struct stage *c = *state;
	int64_t refused = 0;

	c->pins.holder_confirmed = false;
	assert_int_equal(stage_perform(c), ERR_HOLDER_UNCONFIRMED);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(store_run(c->desk.store, "SELECT count(*) FROM audit WHERE event = 'refused' AND reason ="
	    " 'holder-unconfirmed'", NULL, 0, see_refusal, &refused), ERR_NONE);
	assert_int_equal(refused, 1);
	c->pins.holder_confirmed = true;
	assert_int_equal(stage_perform(c), ERR_NONE);
}

static void
card_and_case_agree(void **state)
{
	struct stage *c = *state;

	person(c, "番号花子", c->file.person.born);	/* blanks are no difference */
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(recorded(c, "holder-confirmed", "card"));
}

static void
card_of_another_is_refused(void **state)
{
	static const struct { const char *name; struct date born; } others[] = {
		{ "番号　花代", { 1990, 1, 15 } }, { "番号　花子", { 1990, 1, 16 } }, { "番号　花", { 1990, 1, 15 } },
		{ "番号　花子子", { 1990, 1, 15 } }, { "", { 1991, 1, 15 } },
	};
	struct stage *c = *state;
	struct card_view view;
	size_t i;
	int left;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		person(c, others[i].name, others[i].born);
		assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
		assert_true(recorded(c, "card-work-undone", "holder-other"));
	}
	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.tries[PIN_AUTH], 0);	/* still locked */
	assert_int_equal(view.tries[PIN_ASSIST], 3);
}

static void
number_b_opens_as_well(void **state)
{
	struct stage *c = *state;

	secret_wipe(&c->pins.pin[PIN_ASSIST]);
	assert_int_equal(secret_set(&c->pins.check_b, "02011520321234", 14), ERR_NONE);
	person(c, "見本　太郎", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
	person(c, "番号　花子", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(recorded(c, "holder-confirmed", "card"));
}

static void
wrong_number_b_is_told_as_such(void **state)
{
	struct stage *c = *state;

	assert_int_equal(secret_set(&c->pins.check_b, "0201152032123", 13), ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_PIN_FORMAT);
	assert_int_equal(c->result.reference, REFERENCE_B);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(secret_set(&c->pins.check_b, "02011520329999", 14), ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_PIN_WRONG);
	assert_int_equal(c->result.reference, REFERENCE_B);
	assert_int_equal(c->result.left, 9);
}

/* A card that can't be read is confirmed by its face; but only where the case says who it is to be. */
static void
face_is_enough_for_a_known_person(void **state)
{
	struct stage *c = *state;

	secret_wipe(&c->pins.pin[PIN_ASSIST]);
	person(c, "", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_PIN_MISSING);
	person(c, "番号　花子", nobody.born);
	assert_int_equal(stage_perform(c), ERR_PIN_MISSING);
	person(c, "番号　花子", (struct date){ 1990, 1, 15 });
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(recorded(c, "holder-confirmed", "face"));
}

static void
unknown_person_is_taken_from_the_card(void **state)
{
	struct stage *c = *state;

	person(c, "", nobody.born);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	assert_string_equal(c->file.person.name, "番号　花子");
	assert_int_equal(date_compare(c->file.person.born, (struct date){ 1990, 1, 15 }), 0);
	assert_string_equal(c->file.person.postcode, "210-0000");
}

/* The assist PIN that is to be set anew isn't the one that opens; its last try is nobody's but the holder's. */
static void
assist_pin_is_not_risked(void **state)
{
	const struct secret wrong = { "9999", 4 };
	struct stage *c = *state;
	struct person p;
	int left;

	c->pins.pin[PIN_ASSIST] = wrong;
	assert_int_equal(stage_perform(c), ERR_PIN_WRONG);
	assert_int_equal(stage_perform(c), ERR_PIN_WRONG);
	assert_int_equal(stage_perform(c), ERR_PIN_LAST_TRY);
	assert_int_equal(c->result.reference, REFERENCE_ASSIST);
	assert_int_equal(c->result.left, 1);
	assert_int_equal(desk_person(&c->desk, false, &c->pins, &p, &left), ERR_PIN_LAST_TRY);
	assert_int_equal(left, 1);
	world_pins(&scene, &c->pins);
	c->pins.last_tries = REFERENCE_BIT(REFERENCE_ASSIST);
	assert_int_equal(stage_perform(c), ERR_NONE);
}

#define AT_COUNTER(test) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AT_COUNTER(nothing_begins_unconfirmed),
		AT_COUNTER(card_and_case_agree),
		AT_COUNTER(card_of_another_is_refused),
		AT_COUNTER(number_b_opens_as_well),
		AT_COUNTER(wrong_number_b_is_told_as_such),
		AT_COUNTER(face_is_enough_for_a_known_person),
		AT_COUNTER(unknown_person_is_taken_from_the_card),
		AT_COUNTER(assist_pin_is_not_risked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
