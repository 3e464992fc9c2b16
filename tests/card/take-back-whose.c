/* Whose card comes back from the authority's terminal, and what reading it can't show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/card/terminal-world.h"

#define SELF "visitor=self visit=1 resident=yes card=valid card-face=current born=1990-01-15 ward=no booked=yes" \
	" system=up card-expires=2032-01-15 doc=applicant:マイナンバーカード" \
	" doc=applicant:運転免許証,expires=2028-01-01,shows=name+birth "
#define OLD "sign-expires=2027-01-15 auth-expires=2027-01-15 "
#define KNOWN "sign-pin=known auth-pin=known "
static const char renew[] = "procedure=renew reason=expiry " KNOWN OLD SELF;
static const char renew_sign[] = "procedure=renew reason=expiry certificates=sign " KNOWN OLD SELF;
static const char unlock[] = "procedure=unlock certificates=sign sign-pin=locked auth-pin=known " OLD SELF;

static void
type(struct world *w, bool sign)
{
	memset(&w->pins, 0, sizeof(w->pins));
	w->sent_count = 0;
	assert_int_equal(secret_set(&w->pins.check_b, "02011520321234", 14), ERR_NONE);
	if (sign)
		assert_int_equal(secret_set(&w->pins.pin[PIN_SIGN], "MADO1234", 8), ERR_NONE);
}

static void
both(struct world *w)
{
	world_put(w, CERT_SIGN, "sign-new");
	world_put(w, CERT_AUTH, "auth-new");
}

static void
hand_over(struct world *w, const char *words)
{
	world_open_case(w, words);
	world_hand_over(w);
	type(w, false);
}

/* Where no card was read before, nothing is said of one without its holder's word, and nothing is sent to it. */
static void
holder_is_proved_first(void **state)
{
	struct world *w = *state;

	w->pulled = true;
	hand_over(w, renew);
	w->pulled = false;
	both(w);
	memset(&w->pins, 0, sizeof(w->pins));
	assert_int_equal(world_take_back(w), ERR_PIN_MISSING);
	assert_int_equal(w->taken.failed.reference, REFERENCE_B);
	assert_int_equal(desk_take_back(&w->desk, w->number, NULL, &w->taken), ERR_PIN_MISSING);
	assert_int_equal(w->sent_count, 0);
	assert_int_equal(secret_set(&w->pins.check_b, "0201152032123", 13), ERR_NONE);
	assert_int_equal(world_take_back(w), ERR_B_FORMAT);
	assert_int_equal(w->sent_count, 0);
	assert_int_equal(secret_set(&w->pins.check_b, "02011520321235", 14), ERR_NONE);
	assert_int_equal(world_take_back(w), ERR_B_WRONG);
	assert_int_equal(w->taken.failed.left, 9);
	assert_int_equal(w->sent_count, 1);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
}

/* A number that was read at the hand-over tells another card; whose it is only the card's word does. */
static void
card_of_the_hand_over_is_nobodys_yet(void **state)
{
	struct world *w = *state;

	hand_over(w, renew);
	memset(&w->pins, 0, sizeof(w->pins));
	memcpy(w->card.number, "4400000000000018", 17);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "other-card");
	memcpy(w->card.number, "4400000000000017", 17);
	both(w);
	assert_int_equal(world_take_back(w), ERR_PIN_MISSING);
	assert_int_equal(w->taken.failed.reference, REFERENCE_B);
	assert_int_equal(w->sent_count, 0);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	type(w, true);
	other_card_put_person(&w->card, "番号　花代", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "other-holder");
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	other_card_put_person(&w->card, "番号　花子", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
	assert_true(w->taken.holder_proved);
}

/* A bound card needs no word again; another number is another card, whoever's it is. */
static void
number_tells_the_card(void **state)
{
	struct world *w = *state;

	hand_over(w, renew);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "not-renewed");
	memset(&w->pins, 0, sizeof(w->pins));
	w->sent_count = 0;
	both(w);
	memcpy(w->card.number, "4400000000000018", 17);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "other-card");
	assert_int_equal(w->taken.verdict.count, 1);
	memcpy(w->card.number, "4400000000000017", 17);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
	assert_int_equal(w->sent_count, 0);
}

/* A card without a number is known by a key that goes with the renewal: then its holder's word decides. */
static void
renewal_takes_the_key_of_a_card_without_a_number(void **state)
{
	struct world *w = *state;

	w->card.number[0] = '\0';
	hand_over(w, renew);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "not-renewed");
	both(w);
	world_put(w, CERT_AUTH, "auth-new-key");
	memset(&w->pins, 0, sizeof(w->pins));
	assert_int_equal(world_take_back(w), ERR_PIN_MISSING);
	type(w, false);
	other_card_put_person(&w->card, "番号　花代", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "other-holder");
	other_card_put_person(&w->card, "番号　花子", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
}

/* The card that happened to lie there at the hand-over says nothing of the applicant's. */
static void
card_of_before_was_another(void **state)
{
	struct world *w = *state;

	memcpy(w->card.number, "4400000000000099", 17);
	world_put(w, CERT_AUTH, "");
	world_open_case(w, renew_sign);
	world_hand_over(w);
	memcpy(w->card.number, "4400000000000017", 17);
	world_put(w, CERT_AUTH, "auth-old");
	world_put(w, CERT_SIGN, "sign-aligned");
	type(w, true);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "");
	assert_true(w->taken.verdict.done);
	assert_false(w->taken.want.before_known);
}

/* The word heard in the visit binds the card as it is handed over. */
static void
word_heard_binds_the_card(void **state)
{
	struct card_word word = { .card = "" };
	struct world *w = *state;
	int left;

	world_open_case(w, renew);
	type(w, false);
	assert_int_equal(desk_person(&w->desk, "", true, &w->pins, &word, &left), ERR_NONE);
	reception_free(&w->r);
	memset(&w->r, 0, sizeof(w->r));
	assert_int_equal(desk_hand_over(&w->desk, w->number, &word, &w->r), ERR_NONE);
	assert_string_equal(w->r.file.card, word.card);
	both(w);
	assert_int_equal(desk_take_back(&w->desk, w->number, NULL, &w->taken), ERR_NONE);
	assert_true(w->taken.verdict.done);
	world_open_case(w, renew);
	(void)snprintf(word.holder.name, sizeof(word.holder.name), "番号　花代");
	reception_free(&w->r);
	memset(&w->r, 0, sizeof(w->r));
	assert_int_equal(desk_hand_over(&w->desk, w->number, &word, &w->r), ERR_HOLDER_OTHER);
	assert_int_equal(world_state(w), CASE_APPROVED);
}

/* --- what a reading can't show --------------------------------------------------------------------- */

static void
full_tries_prove_nothing(void **state)
{
	struct world *w = *state;

	hand_over(w, unlock);		/* its tries were full all the time */
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "");
	assert_false(w->taken.verdict.done);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	type(w, true);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
	assert_int_equal(w->sent_count, 1);	/* the card is bound by now */
}

static void
wrong_pin_is_told_and_tried_once(void **state)
{
	struct world *w = *state;

	hand_over(w, unlock);
	type(w, true);
	assert_int_equal(secret_set(&w->pins.pin[PIN_SIGN], "MADO9999", 8), ERR_NONE);
	assert_int_equal(world_take_back(w), ERR_PIN_WRONG);
	assert_int_equal(w->taken.failed.reference, REFERENCE_SIGN);
	assert_int_equal(w->taken.failed.left, 4);
	assert_int_equal(w->sent_count, 2);
	w->card.pins[OTHER_SIGN].left = 1;
	assert_int_equal(world_take_back(w), ERR_PIN_LAST_TRY);
	assert_int_equal(w->sent_count, 2);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
}

static void
card_without_ca_certificates_says_so(void **state)
{
	struct world *w = *state;

	other_card_put(&w->card, OTHER_JPKI, 0x0b, NULL, 0);
	hand_over(w, renew);
	world_put(w, CERT_AUTH, "auth-stranger");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
	assert_int_equal(w->taken.unchecked, CERT_BIT(CERT_AUTH));
}

#define AT_COUNTER(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AT_COUNTER(holder_is_proved_first),
		AT_COUNTER(card_of_the_hand_over_is_nobodys_yet),
		AT_COUNTER(number_tells_the_card),
		AT_COUNTER(renewal_takes_the_key_of_a_card_without_a_number),
		AT_COUNTER(card_of_before_was_another),
		AT_COUNTER(word_heard_binds_the_card),
		AT_COUNTER(full_tries_prove_nothing),
		AT_COUNTER(wrong_pin_is_told_and_tried_once),
		AT_COUNTER(card_without_ca_certificates_says_so),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
