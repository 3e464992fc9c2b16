/*
 * The seam isn't the training card's shadow: a card that imports P-384 pairs and is written in place goes through whole
 * procedures, and is let go at every command; what recovery promises then (core/desk/recover.c) is held against it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "place-counter.h"

/* --- whole procedures --------------------------------------------------------------------------- */

#define P(kind) (1u << PIN_##kind)

static const struct scenario renewal = { "renew", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };
static const struct scenario with_pin = { "renew", "renew", CERT_BOTH, P(SIGN), CERT_BOTH, 0 };
static const struct scenario issuing = { "issue", "issue", CERT_BOTH, 0, 0, 0 };
static const struct scenario sign_alone = { "issue", "issue", CERT_BIT(CERT_SIGN), 0, CERT_BIT(CERT_AUTH), 0 };
static const struct scenario revoking = { "revoke", "revoke", CERT_BIT(CERT_AUTH), 0, CERT_BOTH, 0 };
static const struct scenario juki = { "unlock", "unlock", 0, P(JUKI), CERT_BOTH, 0 };

static void
procedures_end(void **state)
{
	static const struct scenario *const scenes[] = { &renewal, &with_pin, &issuing, &sign_alone };
	unsigned seen[2] = { 0, 0 };
	struct place p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(scenes) / sizeof(*scenes); i++) {
		place_open(&p, scenes[i]);
		assert_int_equal(place_perform(&p), ERR_NONE);
		place_hold(&p, RECOVERY_FINISHED, seen);
		assert_int_equal(p.mishap.asked_powered, 0);
		assert_string_equal(p.card->other.pins[OTHER_SIGN].value,
		    scenes[i] == &with_pin ? "NEW5678A" : "MADO1234");
		place_close(&p);
	}
	assert_int_equal(seen[0] | seen[1], 0);
}

static void
revoked_pair_is_gone(void **state)
{
	struct place p;

	(void)state;
	place_open(&p, &revoking);
	assert_int_equal(place_perform(&p), ERR_NONE);
	assert_int_equal(place_valid(&p), CERT_BIT(CERT_SIGN));
	assert_false(place_pair(&p, CERT_AUTH).cert || place_pair(&p, CERT_AUTH).key);
	place_close(&p);
}

/* Nothing is sent that the driver says it can't do, and no PIN is asked for it; nor to a card that is no driver's. */
static void
unable_is_said_first(void **state)
{
	struct card_view view;
	struct place p;
	int left;

	(void)state;
	place_open(&p, &juki);
	assert_int_equal(desk_look(&p.desk, NULL, &view, &left), ERR_NONE);
	assert_true(view.can_write);
	assert_int_equal(place_perform(&p), ERR_CARD_UNABLE);
	assert_int_equal(p.card->privileged + p.card->other.verifies, 0);
	p.desk.drivers = NULL;		/* the program's own: it knows no such card */
	assert_int_equal(desk_look(&p.desk, NULL, &view, &left), ERR_NONE);
	assert_false(view.can_write);
	assert_int_equal(place_perform(&p), ERR_CARD_NOT_TRAINING);
	assert_int_equal(p.card->privileged + p.card->other.verifies, 0);
	place_close(&p);
}

/* A card that would make its keys in the old ones' place has no driver that the desk takes. */
static void
make_in_place(const struct card *card, struct perso_able *able)
{
	place_driver.able(card, able);
	able->imports = false;
}

static void
keys_made_in_place_are_refused(void **state)
{
	struct perso_ops reckless = place_driver;
	const struct perso_ops *const list[] = { &reckless, NULL };
	struct place p;

	(void)state;
	reckless.able = make_in_place;
	place_open(&p, &renewal);
	p.desk.drivers = list;
	assert_int_equal(place_perform(&p), ERR_CARD_UNABLE);
	assert_int_equal(p.card->privileged, 0);
	place_close(&p);
}

/* --- let go at every command -------------------------------------------------------------------- */

static unsigned
commands(const struct scenario *scene)
{
	struct place p;
	unsigned n;

	place_open(&p, scene);
	assert_int_equal(place_perform(&p), ERR_NONE);
	n = p.mishap.seen[FAULT_CARD];
	place_close(&p);
	return n;
}

static void
let_go_at(const struct scenario *scene, enum fault_kind kind, unsigned nth, unsigned seen[2])
{
	enum recovery ended = RECOVERY_UNDONE;
	struct place p;

	place_open(&p, scene);
	p.mishap = (struct mishap){ .place = FAULT_CARD, .kind = kind, .nth = nth };
	if (kind == FAULT_KILL_AFTER)
		place_perform_apart(&p);
	else if (place_perform(&p) == ERR_NONE)
		ended = RECOVERY_FINISHED;
	p.mishap = (struct mishap){ .place = FAULT_NOWHERE };
	if (place_half_done(&p) > 0)
		assert_int_equal(desk_recover(&p.desk, p.number, true, &ended, &p.result), ERR_NONE);
	place_hold(&p, ended, seen);
	/* Nobody is left with none: the same card work gives the card what is missing. */
	if (ended == RECOVERY_UNDONE) {
		assert_int_equal(place_perform(&p), ERR_NONE);
		assert_int_equal(place_valid(&p), scene->held | scene->certificates);
		place_tries_are_full(&p);
	}
	place_close(&p);
}

static void
let_go_everywhere(const struct scenario *scene, unsigned stride, unsigned seen[2])
{
	const unsigned n = commands(scene);
	unsigned nth;

	let_go_at(scene, FAULT_REMOVED_BEFORE, 1, seen);
	for (nth = 1; nth <= n; nth += stride)
		let_go_at(scene, nth % 2 == 0 ? FAULT_REMOVED_AFTER : FAULT_KILL_AFTER, nth, seen);
	for (nth = n / 2; nth <= n; nth += stride)
		let_go_at(scene, nth % 2 == 0 ? FAULT_KILL_AFTER : FAULT_REMOVED_AFTER, nth, seen);
}

/* Of two pairs one may be new and the other lost or as it was; the history says so, and such moments do come about. */
static void
renewal_let_go(void **state)
{
	unsigned seen[2] = { 0, 0 };

	(void)state;
	let_go_everywhere(&renewal, 1, seen);
	assert_int_equal(seen[0], CERT_BIT(CERT_SIGN));
	assert_int_equal(seen[1], CERT_BOTH);
}

/* Imported aside and switched: as with the training card nothing is half done, whatever happens. */
static void
imported_aside_is_switched_at_once(void **state)
{
	static const struct perso_ops *const list[] = { &aside_driver, NULL };
	unsigned seen[2] = { 0, 0 };
	struct place p;

	(void)state;
	place_drivers = list;
	place_open(&p, &with_pin);
	assert_int_equal(place_perform(&p), ERR_NONE);
	place_hold(&p, RECOVERY_FINISHED, seen);
	assert_false(p.card->aside[CERT_SIGN].there || p.card->aside[CERT_AUTH].there);
	place_close(&p);
	let_go_everywhere(&renewal, 3, seen);
	assert_int_equal(seen[0] | seen[1], 0);
	place_drivers = NULL;
}

/* Whoever had none can lose none. */
static void
issue_let_go(void **state)
{
	unsigned seen[2] = { 0, 0 };

	(void)state;
	let_go_everywhere(&issuing, 1, seen);
	assert_int_equal(seen[0], CERT_BIT(CERT_SIGN));
	assert_int_equal(seen[1], 0);
}

/* What the clerk is told of it. */
static void
half_is_said_in_words(void **state)
{
	struct desk_result result = { .certs_new = CERT_BIT(CERT_SIGN), .certs_lost = CERT_BIT(CERT_AUTH) };
	char words[512];

	(void)state;
	desk_pins_words(&result, words, sizeof(words));
	assert_string_equal(words, "署名用電子証明書は新しいものになっています。"
	    "利用者証明用電子証明書はカードから失われました。同じ手続をやり直してください");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(procedures_end),
		cmocka_unit_test(revoked_pair_is_gone),
		cmocka_unit_test(unable_is_said_first),
		cmocka_unit_test(keys_made_in_place_are_refused),
		cmocka_unit_test(renewal_let_go),
		cmocka_unit_test(issue_let_go),
		cmocka_unit_test(imported_aside_is_switched_at_once),
		cmocka_unit_test(half_is_said_in_words),
	};

	return cmocka_run_group_tests(tests, place_make_ca, place_drop_ca);
}
