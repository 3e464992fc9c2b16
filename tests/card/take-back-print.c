/* A desk without a reader: two clerks read the terminal's print, and what they type is judged as a card would be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/card/terminal-world.h"

static const char renew[] = "procedure=renew reason=expiry visitor=self visit=1 resident=yes card=valid"
    " card-face=current born=1990-01-15 ward=no booked=yes system=up card-expires=2032-01-15"
    " sign-pin=known auth-pin=known sign-expires=2027-01-15 auth-expires=2027-01-15 doc=applicant:マイナンバーカード";

static void
hand_over(struct world *w)
{
	world_open_case(w, renew);
	world_hand_over(w);
}

static struct handover_print
print(const char *sign, const char *auth, struct date until)
{
	const char *const typed[CERT_COUNT] = { [CERT_SIGN] = sign, [CERT_AUTH] = auth };
	struct handover_print p = { .day = { 2026, 11, 20 } };
	struct handover_certs *c = &p.said;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		assert_int_equal(desk_print_serial(typed[k], c->certs[k].serial, &c->certs[k].serial_len), ERR_NONE);
		c->certs[k].until = until;
	}
	return p;
}

static const struct date until = { 2032, 1, 15 };

static enum err
type_print(struct world *w, const char *clerk, const struct handover_print *p, bool *second)
{
	world_restart(w, clerk);
	return desk_take_back_print(&w->desk, w->number, p, &w->taken, second);
}

static void
serials_are_read_as_typed(void **state)
{
	static const struct { const char *typed; size_t len; unsigned char first, last; } rows[] = {
		{ "7D1", 2, 0x07, 0xd1 }, { "07:d1", 2, 0x07, 0xd1 }, { "00 00 07 D1", 2, 0x07, 0xd1 },
		{ "1", 1, 0x01, 0x01 },
		{ "ffffffffffffffffffffffffffffffffffffffff", 20, 0xff, 0xff },
	};
	static const char *const wrong[] = { "", "0", "::", "7g", "7D1-", "7Ｄ",
	    "1ffffffffffffffffffffffffffffffffffffffff" };
	unsigned char out[CERT_SERIAL_MAX];
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(desk_print_serial(rows[i].typed, out, &len), ERR_NONE);
		assert_int_equal(len, rows[i].len);
		assert_int_equal(out[0], rows[i].first);
		assert_int_equal(out[len - 1], rows[i].last);
	}
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(desk_print_serial(wrong[i], out, &len), ERR_PRINT_SERIAL);
}

static void
two_clerks_read_the_print(void **state)
{
	const struct handover_print p = print("7D1", "07 D2", until);
	struct handover_certs kept;
	struct world *w = *state;
	char by[33];
	bool second;

	w->pulled = true;
	hand_over(w);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_false(second);
	assert_true(w->taken.verdict.done);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	assert_int_equal(desk_print_by(&w->desk, w->number, by), ERR_NONE);
	assert_string_equal(by, "sato");
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_PRINT_CLERK);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	assert_int_equal(type_print(w, "suzuki", &p, &second), ERR_NONE);
	assert_true(second);
	assert_int_equal(world_state(w), CASE_DONE);
	assert_int_equal(handover_certs(w->desk.store, w->number, &kept), ERR_NONE);
	assert_int_equal(kept.certs[CERT_AUTH].serial_len, 2);
	assert_memory_equal(kept.certs[CERT_AUTH].serial, "\x07\xd2", 2);
	assert_int_equal(date_compare(kept.certs[CERT_SIGN].until, until), 0);
}

/* Two that differ are both void: nobody knows who has misread. */
static void
entries_that_differ_are_void(void **state)
{
	const struct handover_print p = print("7D1", "7D2", until), q = print("7D1", "7D3", until);
	struct world *w = *state;
	char by[33];
	bool second;

	hand_over(w);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_int_equal(type_print(w, "suzuki", &q, &second), ERR_PRINT_DIFFERS);
	assert_int_equal(desk_print_by(&w->desk, w->number, by), ERR_NONE);
	assert_string_equal(by, "");
	assert_int_equal(type_print(w, "suzuki", &q, &second), ERR_NONE);
	assert_false(second);
	assert_int_equal(type_print(w, "sato", &q, &second), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
}

/* What the print says is held against what was wanted as the card would be. */
static void
print_is_judged_too(void **state)
{
	struct handover_print p = print("7D1", "7D2", (struct date){ 2031, 1, 15 });
	struct world *w = *state;
	bool second;

	hand_over(w);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_string_equal(world_codes(w), "other-date other-date");
	p = print("7D1", "3E9", until);			/* 1001, the old one's */
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_string_equal(world_codes(w), "one-certificate");
	p.said.certs[CERT_SIGN].serial_len = 0;
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_FIELD_EMPTY);
	p = print("7D1", "7D2", until);
	p.day = (struct date){ 2026, 11, 19 };
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_PRINT_DAY);
	p.day = (struct date){ 2026, 11, 21 };
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_PRINT_DAY);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
}

#define AT_COUNTER(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

/* The reader has shown that nothing was done: two clerks can't make it done by typing. */
static void
print_overrules_no_reader(void **state)
{
	const struct handover_print p = print("7D1", "7D2", until);
	struct world *w = *state;
	bool second;

	hand_over(w);
	assert_int_equal(secret_set(&w->pins.check_b, "02011520321234", 14), ERR_NONE);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_false(w->taken.verdict.done);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_PRINT_AGAINST_CARD);
	assert_int_equal(type_print(w, "suzuki", &p, &second), ERR_PRINT_AGAINST_CARD);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
}

/* A print with a difference is none of a reader's: the next one may be right. */
static void
print_may_follow_a_print(void **state)
{
	const struct handover_print wrong = print("7D1", "7D2", (struct date){ 2032, 1, 14 });
	const struct handover_print p = print("7D1", "7D2", until);
	struct world *w = *state;
	bool second;

	w->pulled = true;
	hand_over(w);
	assert_int_equal(type_print(w, "sato", &wrong, &second), ERR_NONE);
	assert_false(w->taken.verdict.done);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_int_equal(type_print(w, "suzuki", &p, &second), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
}

static const char revocation[] = "procedure=revoke reason=holder-request visitor=self visit=1 resident=yes booked=yes"
    " system=up born=1990-01-15 ward=no card-face=current card-expires=2032-01-15 sign-expires=2027-01-15"
    " auth-expires=2027-01-15 doc=applicant:運転免許証,expires=2028-01-01,shows=name+birth card=";

/* The card is lost, and another one lies on the reader: none is read, and the print proves it. */
static void
print_proves_what_no_card_can(void **state)
{
	struct handover_print p = print("3E9", "3EA", (struct date){ 0, 0, 0 });
	struct world *w = *state;
	char words[1024];
	bool second;

	(void)snprintf(words, sizeof(words), "%snone", revocation);
	world_open_case(w, words);
	world_hand_over(w);
	assert_int_equal(handover_load(w->desk.store, w->number, &w->taken.want), ERR_NONE);
	assert_false(w->taken.want.before_known);
	assert_int_equal(world_take_back(w), ERR_PRINT_ONLY);
	assert_int_equal(w->sent_count, 0);
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_int_equal(type_print(w, "suzuki", &p, &second), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
}

/* A revoked certificate may stay on its card: what the card can't show the print may. */
static void
print_proves_a_revocation_that_the_card_does_not_show(void **state)
{
	const struct handover_print p = print("3E9", "3E9", (struct date){ 0, 0, 0 });
	struct world *w = *state;
	char words[1024];
	bool second;

	(void)snprintf(words, sizeof(words), "%svalid sign-pin=known auth-pin=known doc=applicant:マイナンバーカード", revocation);
	world_open_case(w, words);
	world_hand_over(w);
	memset(&w->pins, 0, sizeof(w->pins));
	assert_int_equal(secret_set(&w->pins.check_b, "02011520321234", 14), ERR_NONE);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "still-there still-there");
	assert_int_equal(type_print(w, "sato", &p, &second), ERR_NONE);
	assert_true(w->taken.verdict.done);
	assert_int_equal(type_print(w, "suzuki", &p, &second), ERR_NONE);
	assert_int_equal(world_state(w), CASE_DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(serials_are_read_as_typed),
		AT_COUNTER(two_clerks_read_the_print),
		AT_COUNTER(entries_that_differ_are_void),
		AT_COUNTER(print_is_judged_too),
		AT_COUNTER(print_overrules_no_reader),
		AT_COUNTER(print_may_follow_a_print),
		AT_COUNTER(print_proves_what_no_card_can),
		AT_COUNTER(print_proves_a_revocation_that_the_card_does_not_show),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
