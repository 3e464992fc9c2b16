/*
 * What the authority's terminal did to a card, found by reading it: a card that isn't ours, certificates by GnuTLS, and
 * every byte of a PIN that reached the card compared with what was typed.
 */
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
static const char unlock_auth[] = "procedure=unlock certificates=auth sign-pin=known auth-pin=locked " OLD SELF;
static const char revoke_sign[] = "procedure=revoke certificates=sign reason=holder-request " KNOWN OLD SELF;
static const char issue[] = "procedure=issue reason=first sign-expires=none auth-expires=none " KNOWN SELF;
static const char number_b[] = "02011520321234", pin_sign[] = "MADO1234";

/* What may be typed in a row, beside number B, which proves the holder. */
enum { NOTHING = 0, SIGN = 1u << PIN_SIGN };

struct row {
	const char *name, *words;
	void (*before)(struct world *), (*terminal)(struct world *);
	unsigned typed;
	const char *codes;		/* of the differences; NULL: as wanted */
};

static void
nothing(struct world *w)
{
	(void)w;
}

static void
both(struct world *w)
{
	world_put(w, CERT_SIGN, "sign-new");
	world_put(w, CERT_AUTH, "auth-new");
}

static void
auth_alone(struct world *w)
{
	world_put(w, CERT_AUTH, "auth-new");
}

static void
sign_alone(struct world *w)
{
	world_put(w, CERT_SIGN, "sign-new");
}

static void
shorter(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-short");
}

static void
earlier(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-early");
}

static void
later(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-late");
}

static void
by_stranger(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-stranger");
}

static void
by_ended(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-ended");
	world_put_ca(w, CERT_AUTH, "ca-ended");
}

static void
other_policy(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-policy");
}

static void
other_usage(struct world *w)
{
	both(w);
	world_put(w, CERT_AUTH, "auth-usage");
}

static void
taken_off(struct world *w)
{
	world_put(w, CERT_SIGN, "");
	world_put(w, CERT_AUTH, "");
}

static void
cut(struct world *w)
{
	unsigned char half[300] = { 0x30, 0x82, 0x04, 0x00 };

	both(w);
	other_card_put_cert(&w->card, false, half, sizeof(half));
}

static void
another_holder(struct world *w)
{
	both(w);
	other_card_put_person(&w->card, "番号　花代", "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
}

static void
sign_off(struct world *w)
{
	world_put(w, CERT_SIGN, "");
}

static void
auth_off(struct world *w)
{
	world_put(w, CERT_AUTH, "");
}

static void
sign_locked(struct world *w)
{
	w->card.pins[OTHER_SIGN].left = 0;
}

static void
sign_back(struct world *w)
{
	w->card.pins[OTHER_SIGN].left = 5;
}

static void
sign_some_back(struct world *w)
{
	w->card.pins[OTHER_SIGN].left = 2;
}

/* One that is renewed alone ends with the other. */
static void
aligned(struct world *w)
{
	world_put(w, CERT_SIGN, "sign-aligned");
}

static void
aligned_and_auth(struct world *w)
{
	aligned(w);
	auth_alone(w);
}

static void
auth_locked(struct world *w)
{
	w->card.pins[OTHER_AUTH].left = 0;
}

static void
sign_back_and_auth(struct world *w)
{
	sign_back(w);
	auth_alone(w);
}

/* The first ones last until the fifth birthday. */
static void
first_auth(struct world *w)
{
	world_put(w, CERT_AUTH, "auth-short");
}

static void
first_ones(struct world *w)
{
	first_auth(w);
	world_put(w, CERT_SIGN, "sign-short");
}

static const struct row rows[] = {
	{ "renewed", renew, nothing, both, NOTHING, NULL },
	{ "renewed, both read", renew, nothing, both, SIGN, NULL },
	{ "nothing was done", renew, nothing, nothing, NOTHING, "not-renewed" },
	{ "nothing was done, both read", renew, nothing, nothing, SIGN, "not-renewed not-renewed" },
	{ "only the authentication certificate", renew, nothing, auth_alone, SIGN, "one-certificate" },
	{ "only the signature certificate", renew, nothing, sign_alone, SIGN, "one-certificate" },
	{ "another last day", renew, nothing, shorter, NOTHING, "other-date" },
	{ "issued before the hand-over", renew, nothing, earlier, NOTHING, "issued-earlier" },
	{ "not valid yet", renew, nothing, later, NOTHING, "issued-later" },
	{ "by a stranger of the same name", renew, nothing, by_stranger, NOTHING, "other-issuer" },
	{ "by a CA that has ended", renew, nothing, by_ended, NOTHING, "other-issuer" },
	{ "of the other policy", renew, nothing, other_policy, NOTHING, "other-purpose" },
	{ "of the other key usage", renew, nothing, other_usage, NOTHING, "other-purpose" },
	{ "both taken off", renew, nothing, taken_off, NOTHING, "certificate-missing certificate-missing" },
	{ "cut in the middle", renew, nothing, cut, NOTHING, "certificate-broken" },
	{ "another card's holder", renew, nothing, another_holder, NOTHING, "other-holder" },
	{ "one renewed, which ends with the other", renew_sign, nothing, aligned, SIGN, NULL },
	{ "the one that was to stay renewed", renew_sign, nothing, aligned_and_auth, SIGN, "not-asked-for" },
	{ "the one that was to stay taken off", renew_sign, nothing, auth_off, SIGN, "not-renewed certificate-gone" },
	{ "reset", unlock, sign_locked, sign_back, NOTHING, NULL },
	{ "not reset", unlock, sign_locked, nothing, NOTHING, "pin-locked" },
	{ "reset by half", unlock, sign_locked, sign_some_back, NOTHING, "pin-not-reset" },
	{ "reset, and a certificate beside", unlock, sign_locked, sign_back_and_auth, NOTHING, "not-asked-for" },
	{ "the other PIN reset", unlock_auth, auth_locked, sign_back, NOTHING, "pin-locked" },
	{ "revoked", revoke_sign, nothing, sign_off, NOTHING, NULL },
	{ "not revoked", revoke_sign, nothing, nothing, NOTHING, "still-there" },
	{ "the other one revoked", revoke_sign, nothing, auth_off, NOTHING, "still-there certificate-gone" },
	{ "issued", issue, taken_off, first_ones, NOTHING, NULL },
	{ "not issued", issue, taken_off, nothing, NOTHING, "certificate-missing certificate-missing" },
	{ "only one issued", issue, taken_off, first_auth, NOTHING, "one-certificate" },
};

/* What a certificate says of its holder, in the field that isn't the case's. */
static const struct { const char *name; enum person_field field; enum person_verdict verdict; bool done; } said[] = {
	{ "sign-said-same", PERSON_NAME, PERSON_SAME, true },
	{ "sign-said-same", PERSON_ADDRESS, PERSON_OTHERWISE, true },
	{ "sign-said-spelt", PERSON_NAME, PERSON_OTHERWISE, true },
	{ "sign-said-name", PERSON_NAME, PERSON_DIFFERENT, false },
	{ "sign-said-geta", PERSON_NAME, PERSON_DIFFERENT, false },
	{ "sign-said-address", PERSON_ADDRESS, PERSON_DIFFERENT, false },
	{ "sign-said-born", PERSON_BORN, PERSON_DIFFERENT, false },
	{ "sign-said-sex", PERSON_SEX, PERSON_DIFFERENT, false },
	{ "sign-said-former", PERSON_FORMER, PERSON_DIFFERENT, false },
};

static void
type(struct world *w, unsigned typed)
{
	memset(&w->pins, 0, sizeof(w->pins));
	w->sent_count = 0;
	assert_int_equal(secret_set(&w->pins.check_b, number_b, strlen(number_b)), ERR_NONE);
	if ((typed & SIGN) != 0)
		assert_int_equal(secret_set(&w->pins.pin[PIN_SIGN], pin_sign, strlen(pin_sign)), ERR_NONE);
}

/* Every VERIFY had what was typed, once each, and nothing that changes a card was sent. */
static void
assert_typed(const struct world *w, unsigned typed)
{
	const size_t by_pin = (typed & SIGN) != 0 && w->taken.seen.card == HANDOVER_SAME_CARD;

	assert_int_equal(w->sent_count, 1 + by_pin);
	assert_string_equal(w->sent[0].bytes, number_b);
	if (by_pin)
		assert_string_equal(w->sent[1].bytes, pin_sign);
	assert_int_equal(w->changes, 0);
}

static void
each_difference_is_found_and_named(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		struct world *w;
		void *s;

		(void)world_setup(&s);
		w = s;
		row->before(w);
		world_open_case(w, row->words);
		world_hand_over(w);
		assert_int_equal(w->sent_count, 0);
		row->terminal(w);
		type(w, row->typed);
		if (world_take_back(w) != ERR_NONE ||
		    strcmp(world_codes(w), row->codes != NULL ? row->codes : "") != 0 ||
		    w->taken.verdict.done != (row->codes == NULL))
			fail_msg("%s: %d, %s", row->name, w->taken.verdict.done, world_codes(w));
		assert_typed(w, row->typed);
		assert_int_equal(world_state(w), row->codes == NULL ? CASE_DONE : CASE_HANDED_OVER);
		(void)world_teardown(&s);
	}
}

/* The terminal certifies whom it has: name, address, birth date, sex and substitutes are held against the case. */
static void
the_certificate_is_the_cases_persons(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(said) / sizeof(*said); i++) {
		struct world *w;
		void *s;

		(void)world_setup(&s);
		w = s;
		world_open_case(w, renew);
		world_hand_over(w);
		auth_alone(w);
		world_put(w, CERT_SIGN, said[i].name);
		type(w, SIGN);
		assert_int_equal(world_take_back(w), ERR_NONE);
		if (w->taken.verdict.done != said[i].done || w->taken.proof.said.verdict[said[i].field] !=
		    said[i].verdict || strcmp(world_codes(w), said[i].done ? "" : "says-otherwise") != 0)
			fail_msg("%s: %s %s", said[i].name, world_codes(w),
			    person_verdict_code(w->taken.proof.said.verdict[said[i].field]));
		assert_int_equal(world_state(w), said[i].done ? CASE_DONE : CASE_HANDED_OVER);
		/* What was read once isn't forgotten while the card lies there. */
		if (!said[i].done) {
			type(w, 0);
			assert_int_equal(desk_take_back(&w->desk, w->number, &w->pins, &w->taken), ERR_NONE);
			assert_string_equal(world_codes(w), "says-otherwise");
		}
		(void)world_teardown(&s);
	}
}

/* Where only the signature certificate is unread the caller may ask for its PIN first, or leave it at that. */
static void
it_waits_for_the_holder(void **state)
{
	struct world *w = *state;

	world_open_case(w, renew);
	world_hand_over(w);
	w->taken.hold = true;
	auth_alone(w);
	type(w, 0);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done && w->taken.held);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	type(w, SIGN);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_false(w->taken.verdict.done || w->taken.held);
	assert_string_equal(world_codes(w), "one-certificate");
	assert_int_equal(desk_take_back_held(&w->desk, w->number, &w->taken), ERR_CASE_STATE);
	memset(&w->taken.proof, 0, sizeof(w->taken.proof));
	both(w);
	type(w, 0);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.held);
	assert_int_equal(desk_take_back_held(&w->desk, w->number, &w->taken), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
	assert_false(w->taken.held);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_difference_is_found_and_named),
		cmocka_unit_test(the_certificate_is_the_cases_persons),
		cmocka_unit_test_setup_teardown(it_waits_for_the_holder, world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
