/* Before the first PIN or key the card says itself whose it is, and that is the case's person. */
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

/* Who came, and how often. */
static void
facts(struct stage *c, const char *lines)
{
	const struct actor actor = stage_actor(c);

	(void)snprintf(c->file.facts, sizeof(c->file.facts), "%s", lines);
	assert_int_equal(store_begin(c->desk.store), ERR_NONE);
	assert_int_equal(case_settle(c->desk.store, &actor, c->file.number,
	    case_decide_within(c->desk.store, &actor, &c->file)), ERR_NONE);
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
	assert_true(recorded(c, "holder-confirmed", "card: name:otherwise"));
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
		facts(c, "visitor=self\nvisit=1\n");
		person(c, others[i].name, others[i].born);
		assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
		assert_true(recorded(c, "holder-refused", "holder-other"));
		assert_true(recorded(c, "card-work-undone", "holder-other"));
	}
	assert_int_equal(desk_look(&c->desk, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.tries[PIN_AUTH], 0);	/* still locked */
	assert_int_equal(view.tries[PIN_ASSIST], 3);
}

/* A character that can't be compared is looked at by the clerk, on the card's face, and on record. */
static void
an_unread_character_is_the_clerks(void **state)
{
	struct stage *c = *state;
	struct card_word word = { .card = "" };

	person(c, "番号　〓子", c->file.person.born);
	word.holder = (struct person){ .name = "番号　花子", .born = c->file.person.born };
	assert_int_equal(desk_prove(&c->desk, &c->file, &word, false), ERR_HOLDER_UNCONFIRMED);
	assert_true(recorded(c, "holder-otherwise", "holder-unconfirmed"));
	assert_int_equal(desk_prove(&c->desk, &c->file, &word, true), ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_true(recorded(c, "holder-confirmed", "card: name:unread"));
	/* The case knows the card from now on. */
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	(void)snprintf(word.card, sizeof(word.card), "%s", c->file.card);
	assert_true(word.card[0] != '\0');
	assert_int_equal(desk_prove(&c->desk, &c->file, &word, false), ERR_NONE);
}

/* The sex is the fourth attribute; an address may be another since the holder has moved. */
static void
sex_tells_two_apart_and_an_address_does_not(void **state)
{
	struct stage *c = *state;

	c->file.person.sex = SEX_MALE;
	person(c, "番号　花子", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
	c->file.person.sex = SEX_UNKNOWN;
	(void)snprintf(c->file.person.address, sizeof(c->file.person.address), "神奈川県川崎市川崎区見本町九丁目");
	person(c, "番号　花子", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_NONE);
}

/* It is the right card that is bound, not the first that was put there. */
static void
card_of_another_is_not_bound(void **state)
{
	struct stage *c = *state;

	person(c, "見本　太郎", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	assert_string_equal(c->file.card, "");
	person(c, "番号　花子", c->file.person.born);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	assert_string_not_equal(c->file.card, "");
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
	assert_int_equal(stage_perform(c), ERR_B_FORMAT);
	assert_int_equal(c->result.reference, REFERENCE_B);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(secret_set(&c->pins.check_b, "02023120321234", 14), ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_B_FORMAT);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(secret_set(&c->pins.check_b, "02011520329999", 14), ERR_NONE);
	assert_int_equal(stage_perform(c), ERR_B_WRONG);
	assert_int_equal(c->result.reference, REFERENCE_B);
	assert_int_equal(c->result.left, 9);
}

/* Whatever the clerk has confirmed: without the card's own word nothing begins. */
static void
face_is_not_enough(void **state)
{
	struct stage *c = *state;

	secret_wipe(&c->pins.pin[PIN_ASSIST]);
	assert_int_equal(stage_perform(c), ERR_PIN_MISSING);
	assert_int_equal(c->result.reference, REFERENCE_B);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
}

/* The case's card is another: told by its number, and nothing is tried. */
static void
card_of_another_case_keeps_its_tries(void **state)
{
	const struct secret wrong = { "9999", 4 };
	struct stage *c = *state;
	struct card_word word;
	int left = -1;

	c->pins.pin[PIN_ASSIST] = wrong;
	assert_int_equal(desk_person(&c->desk, "0123456789abcdef", false, &c->pins, &word, &left), ERR_CARD_OTHER);
	assert_string_equal(word.card, "");
	assert_int_equal(left, -1);
	assert_int_equal(desk_person(&c->desk, "", false, &c->pins, &word, &left), ERR_PIN_WRONG);
	assert_int_equal(left, 2);
}

/* What was heard earlier in the visit counts, for the card that said it and for no other. */
static void
word_of_the_visit_counts_for_its_card(void **state)
{
	struct stage *c = *state;
	int left;

	assert_int_equal(desk_person(&c->desk, "", false, &c->pins, &c->pins.word, &left), ERR_NONE);
	assert_string_equal(c->pins.word.holder.name, "番号　花子");
	secret_wipe(&c->pins.pin[PIN_ASSIST]);
	c->pins.word.card[0] ^= 1;
	assert_int_equal(stage_perform(c), ERR_PIN_MISSING);
	world_pins(&scene, &c->pins);
	assert_int_equal(desk_person(&c->desk, "", false, &c->pins, &c->pins.word, &left), ERR_NONE);
	secret_wipe(&c->pins.pin[PIN_ASSIST]);
	(void)snprintf(c->pins.word.holder.name, sizeof(c->pins.word.holder.name), "見本　太郎");
	assert_int_equal(stage_perform(c), ERR_HOLDER_OTHER);
	(void)snprintf(c->pins.word.holder.name, sizeof(c->pins.word.holder.name), "番号　花子");
	assert_int_equal(stage_perform(c), ERR_NONE);
}

static void
unknown_person_is_taken_from_the_card(void **state)
{
	struct stage *c = *state;

	facts(c, "visitor=self\nvisit=1\n");
	person(c, "", nobody.born);
	assert_int_equal(stage_perform(c), ERR_NONE);
	assert_int_equal(case_load(c->desk.store, c->file.number, &c->file), ERR_NONE);
	assert_string_equal(c->file.person.name, "番号　花子");
	assert_int_equal(date_compare(c->file.person.born, (struct date){ 1990, 1, 15 }), 0);
	assert_string_equal(c->file.person.postcode, "210-0000");
}

/* Who comes for somebody, or comes again, comes with a card that the case must have named before. */
static void
unknown_person_is_nobody_to_come_for(void **state)
{
	static const char *const who[] = { "visitor=proxy\nvisit=1\n", "visitor=household\nvisit=1\n",
	    "visitor=guardian\nvisit=1\n", "visitor=self\nvisit=2\n", "visit=1\n", "" };
	struct stage *c = *state;
	size_t i;

	person(c, "", (struct date){ 1990, 1, 15 });
	for (i = 0; i < sizeof(who) / sizeof(*who); i++) {
		facts(c, who[i]);
		assert_int_equal(stage_perform(c), ERR_HOLDER_UNKNOWN);
	}
	person(c, "番号　花子", nobody.born);
	assert_int_equal(stage_perform(c), ERR_HOLDER_UNKNOWN);
	assert_int_equal(c->mishap.seen[FAULT_CARD], 0);
}

/* The assist PIN that is to be set anew isn't the one that opens; its last try is nobody's but the holder's. */
static void
assist_pin_is_not_risked(void **state)
{
	const struct secret wrong = { "9999", 4 };
	struct stage *c = *state;
	struct card_word word;
	int left;

	c->pins.pin[PIN_ASSIST] = wrong;
	assert_int_equal(stage_perform(c), ERR_PIN_WRONG);
	assert_int_equal(stage_perform(c), ERR_PIN_WRONG);
	assert_int_equal(stage_perform(c), ERR_PIN_LAST_TRY);
	assert_int_equal(c->result.reference, REFERENCE_ASSIST);
	assert_int_equal(c->result.left, 1);
	assert_int_equal(desk_person(&c->desk, "", false, &c->pins, &word, &left), ERR_PIN_LAST_TRY);
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
		AT_COUNTER(an_unread_character_is_the_clerks),
		AT_COUNTER(card_of_another_is_refused),
		AT_COUNTER(number_b_opens_as_well),
		AT_COUNTER(wrong_number_b_is_told_as_such),
		AT_COUNTER(sex_tells_two_apart_and_an_address_does_not),
		AT_COUNTER(card_of_another_is_not_bound),
		AT_COUNTER(face_is_not_enough),
		AT_COUNTER(card_of_another_case_keeps_its_tries),
		AT_COUNTER(word_of_the_visit_counts_for_its_card),
		AT_COUNTER(unknown_person_is_taken_from_the_card),
		AT_COUNTER(unknown_person_is_nobody_to_come_for),
		AT_COUNTER(assist_pin_is_not_risked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
