/* The JPKI application: what is sent, what is refused unsent, what an answer may be. */
#include "card/jpki.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/scripted-wire.h"

#define SELECT_TEXT "00a4040c0ad3921000310001010408"
#define END { NULL, NULL, 0 }

/* --- small files ------------------------------------------------------------------------------ */

static const struct { const char *answer; enum err want; const char *label; } tokens[] = {
	{ "4a504b494150494343544f4b454e3220202020202020202020202020202020209000", ERR_NONE, "JPKIAPICCTOKEN2" },
	{ "4a1b5b314affe381822020202020202020202020202020202020202020202020209000", ERR_CARD_ANSWER, "" },
	{ "4a1b5b314affe3818220202020202020202020202020202020202020202020419000", ERR_NONE,
	    "J?[1J????                      A" },
	{ "4a504b499000", ERR_CARD_ANSWER, "" }, { "9000", ERR_CARD_ANSWER, "" }, { "6a82", ERR_CARD_NO_FILE, "" },
	{ "90", ERR_CARD_ANSWER, "" },
};

static void
token_is_cleaned(void **state)
{
	char label[33];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		const struct scripted_row rows[] = { { "00b0860020", tokens[i].answer, 0 }, END };
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, rows);

		assert_int_equal(jpki_token(&card, label), tokens[i].want);
		assert_string_equal(label, tokens[i].label);
		scripted_wire_close_card(&card, w);
	}
}

static const struct { const char *answer; enum err want; unsigned mask; } presents[] = {
	{ "8f8f009000", ERR_NONE, CERT_BOTH }, { "008f009000", ERR_NONE, CERT_BIT(CERT_AUTH) },
	{ "8f00009000", ERR_NONE, CERT_BIT(CERT_SIGN) }, { "0101009000", ERR_NONE, 0 },
	{ "8f8f9000", ERR_CARD_ANSWER, 0 },
	{ "8f8f00009000", ERR_CARD_ANSWER, 0 }, { "6a82", ERR_CARD_NO_FILE, 0 },
};

static void
present_is_three_bytes(void **state)
{
	unsigned mask;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(presents) / sizeof(*presents); i++) {
		const struct scripted_row rows[] = { { "00b0880003", presents[i].answer, 0 }, END };
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, rows);

		assert_int_equal(jpki_present(&card, &mask), presents[i].want);
		assert_int_equal(mask, presents[i].mask);
		scripted_wire_close_card(&card, w);
	}
}

/* --- certificates ----------------------------------------------------------------------------- */

/* A head and filler of n bytes in all, then a status word. */
static const char *
piece(char *out, const char *head, size_t n, const char *sw)
{
	memset(out, '5', 2 * n);
	memcpy(out, head, strlen(head));
	memcpy(out + 2 * n, sw, 5);
	return out;
}

static void
certificate_is_read_as_long_as_it_is(void **state)
{
	static char first[517], second[517], third[517];
	const struct scripted_row rows[] = {
		{ "00a4020c02000a", "9000", 0 }, { "00b0000000", piece(first, "30820222", 256, "9000"), 0 },
		{ "00b0010000", piece(second, "", 256, "9000"), 0 },
		{ "00b0020026", piece(third, "", 38, "9000"), 0 }, END,
	};
	struct cert cert;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	assert_int_equal(jpki_read_cert(&card, CERT_AUTH, &cert), ERR_NONE);
	assert_int_equal(cert.len, 0x226);
	scripted_wire_close_card(&card, w);
}

static void
certificate_is_one_command_where_lengths_may_be_extended(void **state)
{
	static char whole[2 * 0x226 + 5];
	const struct scripted_row rows[] = {
		{ "00a4020c02000a", "9000", 0 }, { "00b00000001000", piece(whole, "30820222", 0x226, "9000"), 0 },
		END,
	};
	struct cert cert;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	w->extended = true;
	assert_int_equal(jpki_read_cert(&card, CERT_AUTH, &cert), ERR_NONE);
	assert_int_equal(cert.len, 0x226);
	scripted_wire_close_card(&card, w);
}

static const struct { const char *head; size_t n; const char *sw; enum err want; } lies[] = {
	{ "30821000", 256, "9000", ERR_CARD_ANSWER },	/* one byte more than CERT_DER_MAX in all */
	{ "3083ffffff", 256, "9000", ERR_CARD_ANSWER },
	{ "3080", 256, "9000", ERR_CARD_ANSWER }, { "3082", 2, "9000", ERR_CARD_ANSWER },
	{ "31820100", 256, "9000", ERR_CARD_ANSWER },
	{ "ff20", 256, "9000", ERR_CARD_ANSWER }, { "ffff", 256, "9000", ERR_CARD_NO_FILE },
	{ "0000", 4, "9000", ERR_CARD_NO_FILE },
	{ "", 0, "9000", ERR_CARD_NO_FILE }, { "", 0, "6982", ERR_CARD_NEEDS_PIN },
	{ "", 0, "6f00", ERR_CARD_DAMAGED },
	{ "30820001", 256, "9000", ERR_NONE },		/* filler behind it is left alone */
};

static void
certificate_lengths_that_lie_are_refused(void **state)
{
	static char answer[517];
	struct cert cert;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		const struct scripted_row rows[] = {
			{ "00a4020c02000a", "9000", 0 },
			{ "00b0000000", piece(answer, lies[i].head, lies[i].n, lies[i].sw), 0 },
			{ lies[i].want == ERR_CARD_DAMAGED ? "00b0000000" : NULL, "6f00", 0 }, END,	/* asked once more */
		};
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, rows);

		assert_int_equal(jpki_read_cert(&card, CERT_AUTH, &cert), lies[i].want);
		assert_int_equal(cert.len, lies[i].want == ERR_NONE ? 5 : 0);
		scripted_wire_close_card(&card, w);
	}
}

static void
missing_certificate_is_no_file(void **state)
{
	static const struct scripted_row rows[] = { { "00a4020c02000a", "6a82", 0 }, END };
	struct cert cert;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	assert_int_equal(jpki_read_cert(&card, CERT_AUTH, &cert), ERR_CARD_NO_FILE);
	scripted_wire_close_card(&card, w);
}

static void
sign_certificate_and_keys_wait_for_their_pins(void **state)
{
	static const struct scripted_row rows[] = {
		{ "00a4020c020001", "6982", 0 }, { SELECT_TEXT, "9000", 0 }, END,
	};
	unsigned char out[256];
	struct cert cert;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	assert_int_equal(jpki_read_cert(&card, CERT_SIGN, &cert), ERR_CARD_NEEDS_PIN);	/* nothing was sent */
	assert_int_equal(jpki_sign(&card, CERT_SIGN, (const unsigned char *)"x", 1, out), ERR_CARD_NEEDS_PIN);
	assert_int_equal(jpki_sign(&card, CERT_AUTH, (const unsigned char *)"x", 1, out), ERR_CARD_NEEDS_PIN);
	card.verified[REFERENCE_SIGN] = true;
	assert_int_equal(jpki_read_cert(&card, CERT_SIGN, &cert), ERR_CARD_NEEDS_PIN);	/* the card says so */
	assert_int_equal(card_select_ap(&card, AP_TEXT), ERR_NONE);
	assert_int_equal(jpki_read_cert(&card, CERT_SIGN, &cert), ERR_CARD_NEEDS_PIN);	/* the login is gone */
	scripted_wire_close_card(&card, w);
}

static void
signature_is_256_bytes(void **state)
{
	static char good[517], bad[517];
	const struct scripted_row rows[] = {
		{ "802a009702abcd00", piece(good, "", 256, "9000"), 0 },
		{ "802a009702abcd00", piece(bad, "", 255, "9000"), 0 }, { "802a009702abcd00", "6982", 0 }, END,
	};
	static const unsigned char info[246] = { 0xab, 0xcd };
	unsigned char out[256];
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);

	(void)state;
	card.verified[REFERENCE_AUTH] = true;
	assert_int_equal(jpki_sign(&card, CERT_AUTH, info, 2, out), ERR_NONE);
	assert_int_equal(jpki_sign(&card, CERT_AUTH, info, 2, out), ERR_CARD_ANSWER);
	assert_int_equal(jpki_sign(&card, CERT_AUTH, info, 2, out), ERR_CARD_NEEDS_PIN);
	assert_int_equal(jpki_sign(&card, CERT_AUTH, info, 0, out), ERR_TOO_LONG);
	assert_int_equal(jpki_sign(&card, CERT_AUTH, info, 246, out), ERR_TOO_LONG);
	scripted_wire_close_card(&card, w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(token_is_cleaned),
		cmocka_unit_test(present_is_three_bytes),
		cmocka_unit_test(certificate_is_read_as_long_as_it_is),
		cmocka_unit_test(certificate_is_one_command_where_lengths_may_be_extended),
		cmocka_unit_test(certificate_lengths_that_lie_are_refused),
		cmocka_unit_test(missing_certificate_is_no_file),
		cmocka_unit_test(sign_certificate_and_keys_wait_for_their_pins),
		cmocka_unit_test(signature_is_256_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
