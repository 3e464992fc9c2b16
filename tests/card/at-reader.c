/* Visits in which a PIN is typed on the reader's own keys: nothing of it passes through the desk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "pad-wire.h"
#include "place-counter.h"

#define P(kind) (1u << PIN_##kind)

static const struct scenario change = { "change", "change-pin", 0, P(AUTH), CERT_BOTH, 0 };
static const struct scenario change_assist = { "change", "change-pin", 0, P(ASSIST), CERT_BOTH, 0 };
static const struct scenario renewal = { "renew", "renew", CERT_BIT(CERT_AUTH), 0, CERT_BOTH, 0 };
static const struct scenario unlock = { "unlock", "unlock", 0, P(AUTH), CERT_BOTH, 0 };

/* The visit's values are of the keyboard but for those that the reader asks for. */
static void
open_at(struct place *p, struct pad *pad, const struct scenario *scene, unsigned at_reader)
{
	unsigned k;

	place_open(p, scene);
	pad_make(pad, &p->wire.base, "1234");
	p->desk.wire = &pad->wire;
	p->pins.at_reader = at_reader;
	for (k = 0; k < PIN_COUNT; k++)
		if (at_reader & 1u << k)
			secret_wipe(&p->pins.pin[k]);
}

static void
changed_without_passing_through(void **state)
{
	static const struct {
		const struct scenario *scene;
		unsigned pin;
		enum other_pin on_card;
		unsigned asked;
	} rows[] = {
		{ &change, P(AUTH), OTHER_AUTH, 2 },
		{ &change_assist, P(ASSIST), OTHER_ASSIST, 2 },	/* which opens the card's word, too */
	};
	struct place p;
	struct pad pad;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		open_at(&p, &pad, rows[i].scene, rows[i].pin);
		pad.fresh = "5678";
		assert_int_equal(place_perform(&p), ERR_NONE);
		assert_string_equal(p.card->other.pins[rows[i].on_card].value, "5678");
		assert_int_equal(pad.asked, rows[i].asked);
		assert_int_equal(pad.last, WIRE_MODIFY);
		assert_int_equal(pad.plain, 0);
		place_close(&p);
	}
}

static void
verified_for_a_certificate(void **state)
{
	struct card_view view;
	struct place p;
	struct pad pad;
	int left;

	(void)state;
	open_at(&p, &pad, &renewal, P(AUTH));
	assert_int_equal(desk_look(&p.desk, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.types, WIRE_TYPES(WIRE_VERIFY) | WIRE_TYPES(WIRE_MODIFY));
	assert_int_equal(place_perform(&p), ERR_NONE);
	assert_int_equal(pad.asked, 1);
	assert_int_equal(pad.plain, 0);
	pad.wire.keyboard_only = true;
	assert_int_equal(desk_look(&p.desk, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.types, 0);
	place_close(&p);
}

/* As before, each is undone, and the visit goes on when it is typed. */
static void
given_up_or_late_leaves_all_as_it_was(void **state)
{
	static const struct { uint16_t sw; enum err want; } rows[] = {
		{ 0x6400, ERR_PIN_LATE }, { 0x6401, ERR_PIN_GIVEN_UP },
	};
	struct place p;
	struct pad pad;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		open_at(&p, &pad, &change, P(AUTH));
		pad.digits = NULL;
		pad.own = rows[i].sw;
		assert_int_equal(place_perform(&p), rows[i].want);
		assert_int_equal(p.result.reference, REFERENCE_AUTH);
		assert_int_equal(p.result.pins_set | p.result.pins_in_doubt, 0);
		assert_int_equal(place_half_done(&p), 0);
		place_tries_are_full(&p);
		pad.digits = "1234";
		pad.fresh = "5678";
		assert_int_equal(place_perform(&p), ERR_NONE);
		place_close(&p);
	}
}

static void
last_try_is_asked_about_here_too(void **state)
{
	struct place p;
	struct pad pad;

	(void)state;
	open_at(&p, &pad, &renewal, P(AUTH));
	p.card->other.pins[OTHER_AUTH].left = 1;
	assert_int_equal(place_perform(&p), ERR_PIN_LAST_TRY);
	assert_int_equal(pad.asked, 0);
	p.pins.last_tries = REFERENCE_BIT(REFERENCE_AUTH);
	assert_int_equal(place_perform(&p), ERR_NONE);
	place_close(&p);
}

/* A PIN set without its old value goes through the driver: nobody can type it elsewhere. Nor has a letter a key. */
static void
what_the_reader_cannot_ask_is_missing(void **state)
{
	struct place p;
	struct pad pad;

	(void)state;
	open_at(&p, &pad, &unlock, P(AUTH));
	assert_int_equal(place_perform(&p), ERR_PIN_MISSING);
	place_close(&p);
	open_at(&p, &pad, &renewal, P(AUTH) | P(SIGN) | P(JUKI));
	assert_int_equal(place_perform(&p), ERR_NONE);
	assert_int_equal(pad.asked, 1);
	place_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changed_without_passing_through),
		cmocka_unit_test(verified_for_a_certificate),
		cmocka_unit_test(given_up_or_late_leaves_all_as_it_was),
		cmocka_unit_test(last_try_is_asked_about_here_too),
		cmocka_unit_test(what_the_reader_cannot_ask_is_missing),
	};

	return cmocka_run_group_tests(tests, place_make_ca, place_drop_ca);
}
