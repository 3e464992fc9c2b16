/* A certificate and its CA: each fault is told, by certificates that GnuTLS wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "card/chain.h"
#include "tests/card/terminal-world.h"

static const struct moment at = { { 2026, 11, 20 }, 11, 0, 0 };

static enum chain_fault
check(const char *cert, const char *ca, enum cert_kind kind)
{
	struct cert c, y;

	world_cert(cert, &c);
	world_cert(ca, &y);
	return chain_check(&c, &y, kind, at);
}

static void
each_fault_is_told(void **state)
{
	static const struct { const char *cert, *ca; enum cert_kind kind; enum chain_fault fault; } rows[] = {
		{ "auth-new", "ca-auth", CERT_AUTH, CHAIN_SOUND },
		{ "sign-new", "ca-sign", CERT_SIGN, CHAIN_SOUND },
		{ "auth-old", "ca-auth", CERT_AUTH, CHAIN_SOUND },
		{ "auth-new", "ca-sign", CERT_AUTH, CHAIN_NAME },
		{ "auth-stranger", "ca-auth", CERT_AUTH, CHAIN_NAME },
		{ "auth-ended", "ca-ended", CERT_AUTH, CHAIN_CA_DATES },
		{ "auth-new", "auth-new", CERT_AUTH, CHAIN_CA_BROKEN },
		{ "auth-new", "ca-auth", CERT_SIGN, CHAIN_OTHER_KIND },
		{ "sign-new", "ca-sign", CERT_AUTH, CHAIN_OTHER_KIND },
		{ "auth-policy", "ca-auth", CERT_AUTH, CHAIN_OTHER_KIND },
		{ "auth-usage", "ca-auth", CERT_AUTH, CHAIN_OTHER_KIND },
		{ "ca-auth", "ca-auth", CERT_AUTH, CHAIN_OTHER_KIND },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (check(rows[i].cert, rows[i].ca, rows[i].kind) != rows[i].fault)
			fail_msg("%s by %s: %s", rows[i].cert, rows[i].ca,
			    chain_code(check(rows[i].cert, rows[i].ca, rows[i].kind)));
}

/* No byte of it can be changed, and none left off or added. */
static void
no_byte_can_be_changed(void **state)
{
	struct cert c, ca, other;
	size_t i;

	(void)state;
	world_cert("auth-new", &c);
	world_cert("ca-auth", &ca);
	for (i = 0; i < c.len; i += 7) {
		other = c;
		other.der[i] ^= 0x01;
		if (chain_check(&other, &ca, CERT_AUTH, at) == CHAIN_SOUND)
			fail_msg("byte %zu may be changed", i);
	}
	for (i = 0; i < ca.len; i += 31) {
		other = ca;
		other.der[i] ^= 0x01;
		if (chain_check(&c, &other, CERT_AUTH, at) == CHAIN_SOUND)
			fail_msg("byte %zu of the CA's may be changed", i);
	}
	other = c;
	other.len--;
	assert_int_equal(chain_check(&other, &ca, CERT_AUTH, at), CHAIN_BROKEN);
	other.len = c.len + 1;
	assert_int_equal(chain_check(&other, &ca, CERT_AUTH, at), CHAIN_BROKEN);
	other.len = 0;
	assert_int_equal(chain_check(&other, &ca, CERT_AUTH, at), CHAIN_BROKEN);
	assert_int_equal(chain_check(&c, &other, CERT_AUTH, at), CHAIN_CA_BROKEN);
}

/* That a card's certificate is valid is more than its date, wherever a card is looked at. */
static void
look_says_whose_it_is(void **state)
{
	static const struct { const char *cert; enum cert_view_state want; } rows[] = {
		{ "auth-new", VIEW_VALID }, { "auth-old", VIEW_EXPIRING }, { "auth-stranger", VIEW_UNTRUSTED },
		{ "auth-policy", VIEW_UNTRUSTED },
	};
	struct world *w = *state;
	struct card_view view;
	size_t i;
	int left;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		world_put(w, CERT_AUTH, rows[i].cert);
		assert_int_equal(desk_show(&w->desk, true, NULL, &view, &left), ERR_NONE);
		assert_int_equal(view.certs[CERT_AUTH].state, rows[i].want);
		assert_true(view.certs[CERT_AUTH].checked);
		assert_int_equal(desk_look(&w->desk, NULL, &view, &left), ERR_NONE);
		assert_int_equal(view.certs[CERT_AUTH].state, rows[i].want);
	}
	other_card_put(&w->card, OTHER_JPKI, 0x0b, NULL, 0);
	assert_int_equal(desk_show(&w->desk, true, NULL, &view, &left), ERR_NONE);
	assert_false(view.certs[CERT_AUTH].checked);
	assert_int_equal(w->sent_count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_is_told),
		cmocka_unit_test(no_byte_can_be_changed),
		cmocka_unit_test_setup_teardown(look_says_whose_it_is, world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
