/* The training card answers as the real one was measured to (sources(7) C2): files, PINs, counters, status words. */
#include "training.h"

#include <openssl/rsa.h>

/* Commands and what they answer, each run in order on one fresh card. */
struct row { const char *send; unsigned want; };

static void
run(struct training *t, const struct row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (say(t, rows[i].send) != rows[i].want)
			fail_msg("%s answered %04X, not %04X", rows[i].send, t->r.sw, rows[i].want);
}

#define RUN(t, rows) run(t, rows, sizeof(rows) / sizeof(*(rows)))

static void
applications_are_found_by_name(void **state)
{
	static const struct row rows[] = {
		{ SELECT_JPKI, 0x9000 }, { SELECT_TEXT, 0x9000 }, { SELECT_JUKI, 0x9000 }, { SELECT_COMMON, 0x9000 },
		{ SELECT_ISD, 0x9000 }, { SELECT_TRAINING, 0x9000 },
		{ "00A4040C04D392F000", 0x9000 },		/* JICSAP: a beginning will do */
		{ "00A4040C0BD392F00026010000000100", 0x6a82 },	/* longer than the name */
		{ "00A4040C05A000000003", 0x6a82 },
		{ "00A4040C", 0x6a82 },
		{ "00A4040406D392F0002601", 0x6a86 },
		{ "00A40000023F00", 0x6a82 },
		{ "00A40000", 0x9000 },				/* inside an application: no effect */
		{ "00A4020C03000A00", 0x6700 },
		{ "00A4010C02000A", 0x6a86 },
		{ SELECT_ISD, 0x9000 },
		{ "00A40000", 0x6a86 },
	};

	RUN(*state, rows);
}

static void
fci_is_given_when_asked_for(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, "00A404000AD392F00026010000000100"), 0x9000);
	assert_int_equal(t->r.len, 14);
	assert_memory_equal(t->r.data, "\x6f\x0c\x84\x0a\xd3\x92\xf0", 7);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(t->r.len, 0);
}

static void
unknown_commands_are_refused(void **state)
{
	static const struct row rows[] = {
		{ SELECT_JPKI, 0x9000 },
		{ "00", 0x6700 }, { "00A404", 0x6700 }, { "00A4020C0200", 0x6700 }, { "00A4020C00", 0x6700 },
		{ "00A4020C0000", 0x6700 }, { "00A4020C000002000A0000FF", 0x6700 },
		{ "00440000", 0x6d00 }, { "80440000", 0x6d00 }, { "B0200080", 0x6e00 }, { "FFCA000000", 0x6e00 },
		{ "01A4020C02000A", 0x6881 }, { "0CA4020C02000A", 0x6882 }, { "08B0000000", 0x69fc },
		{ "8450000008" "0000000000000000", 0x6e00 }, { "80500000080000000000000000", 0x6d00 },
		{ "80320080" "0431323334", 0x6d00 },	/* CHANGE KEY belongs to 住基 and 共通 */
	};

	RUN(*state, rows);
}

static void
binary_files_are_read_in_pieces(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0000000"), 0x6986);
	assert_int_equal(say(t, "00A4020C02000B"), 0x9000);
	assert_int_equal(say(t, "00B0000004"), 0x9000);
	assert_memory_equal(t->r.data, "\x30\x82\x00\x03", 4);
	assert_int_equal(say(t, "00B0000500"), 0x9000);	/* short: two are left */
	assert_int_equal(t->r.len, 2);
	assert_int_equal(say(t, "00B0000600000000"), 0x6700);
	assert_int_equal(say(t, "00B00006000000"), 0x9000);	/* extended Le */
	assert_int_equal(t->r.len, 1);
	assert_int_equal(say(t, "00B0000700"), 0x6b00);
	assert_int_equal(say(t, "00B07FFF00"), 0x6b00);
	assert_int_equal(say(t, "00B08204" "03"), 0x9000);	/* by SFI: the signature CA */
	assert_memory_equal(t->r.data, "abc", 3);
	assert_int_equal(say(t, "00B0000000"), 0x9000);	/* which is the current file now */
	assert_int_equal(say(t, "00B0A20000"), 0x6a86);
	assert_int_equal(say(t, "00B09F0000"), 0x6a82);
	assert_int_equal(say(t, "00B00000"), 0x6700);
	assert_int_equal(say(t, "00A4020C020018"), 0x9000);
	assert_int_equal(say(t, "00B0000000"), 0x6981);	/* a PIN is not read */
	assert_int_equal(say(t, "00A4020C020016"), 0x9000);
	assert_int_equal(say(t, "00B0000000"), 0x6982);
}

static void
token_and_presence_tell_what_is_there(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0860000"), 0x9000);
	assert_int_equal(t->r.len, 160);
	assert_memory_equal(t->r.data, "JPKIAPICCTOKEN2                 ", 32);
	assert_int_equal(say(t, "00B0880000"), 0x9000);
	assert_memory_equal(t->r.data, "\0\0\0", 3);
	assert_int_equal(say(t, "00A4020C02000A"), 0x6a82);	/* no certificate: no file */
	training_install(t, CERT_AUTH, 0);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0880000"), 0x9000);
	assert_memory_equal(t->r.data, "\x00\x8f\x00", 3);
	assert_int_equal(say(t, "00A4020C02000A"), 0x9000);
	assert_int_equal(say(t, "00A4020C020001"), 0x6a82);
}

static void
pin_is_counted_locked_and_reset_by_the_right_one(void **state)
{
	static const struct row rows[] = {
		{ SELECT_JPKI, 0x9000 },
		{ "00200080", 0x6986 },
		{ "00200098", 0x63c3 },					/* by SFI */
		{ "00200080", 0x63c3 },
		{ "0020008004" PIN_9999, 0x63c2 }, { "0020008004" PIN_9999, 0x63c1 }, { "00200080", 0x63c1 },
		{ "0020008004" PIN_1234, 0x9000 }, { "00200080", 0x63c3 },	/* verified: the query still counts */
		{ "0020008011" "3131313131313131313131313131313131", 0x6700 },
		{ "00200180" "04" PIN_1234, 0x6a86 }, { "00200000" "04" PIN_1234, 0x6a86 }, { "002000C0", 0x6a86 },
		{ "0020008004" PIN_9999, 0x63c2 }, { "0020008004" PIN_9999, 0x63c1 }, { "0020008004" PIN_9999, 0x63c0 },
		{ "0020008004" PIN_9999, 0x6984 }, { "0020008004" PIN_1234, 0x6984 },	/* even the right one */
		{ "00200080", 0x63c0 },
		{ "0020009B", 0x63c5 }, { "00200080" "08" SIGN_PIN, 0x9000 },
		{ "00A4020C02000B", 0x9000 }, { "00200080", 0x6981 },
		{ SELECT_TEXT, 0x9000 }, { "00200092", 0x63c0 }, { "0020008004" PIN_1234, 0x6984 },	/* as issued */
	};

	RUN(*state, rows);
}

static void
lower_case_is_another_pin(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009B08" "6d61646f31323334"), 0x63c4);
}

static void
counters_outlive_the_power(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_9999), 0x63c2);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00200098"), 0x63c2);
	assert_int_equal(say(t, "0020009804" PIN_9999), 0x63c1);
	assert_int_equal(say(t, "0020009804" PIN_9999), 0x63c0);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x6984);
}

static void
logins_end_with_power_and_other_applications_only(void **state)
{
	struct training *t = *state;

	training_install(t, CERT_SIGN, 0);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x6982);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x6982);		/* the other PIN doesn't open it */
	assert_int_equal(say(t, "0020009B08" SIGN_PIN), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x9000);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);		/* the same again */
	assert_int_equal(say(t, "00B0810000"), 0x9000);
	virtual_reset(t->card);
	assert_int_equal(say(t, "00B0810000"), 0x6a82);		/* nothing is selected */
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x9000);
	assert_int_equal(say(t, SELECT_TEXT), 0x9000);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x6982);
	assert_int_equal(say(t, "0020009B08" SIGN_PIN), 0x9000);
	assert_int_equal(say(t, "0020009B04" PIN_9999), 0x63c4);	/* a wrong one logs out */
	assert_int_equal(say(t, "00B0810000"), 0x6982);
	assert_int_equal(say(t, "0020009B08" SIGN_PIN), 0x9000);
	virtual_power_on(t->card);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x6982);
}

static void
pins_are_changed_after_verify_only(void **state)
{
	static const struct row rows[] = {
		{ SELECT_JPKI, 0x9000 },
		{ "0024019804" PIN_9999, 0x6982 },
		{ "0020009B08" SIGN_PIN, 0x9000 },
		{ "0024019804" PIN_9999, 0x6982 },		/* another PIN's login isn't enough */
		{ "0020009804" PIN_1234, 0x9000 },
		{ "0024008004" PIN_9999, 0x6a86 },		/* ISO's form with the old one isn't the card's */
		{ "00240180", 0x6700 },
		{ "0024018004" PIN_9999, 0x9000 },
		{ "0020008004" PIN_1234, 0x63c2 }, { "0020008004" PIN_9999, 0x9000 },
		{ SELECT_JUKI, 0x9000 },
		{ "8032009C04" PIN_9999, 0x6982 },
		{ "0020009C04" PIN_1234, 0x9000 },
		{ "0024018004" PIN_9999, 0x6d00 },
		{ "8032018004" PIN_9999, 0x6a86 },
		{ "8032008004" PIN_9999, 0x9000 }, { "0020008004" PIN_9999, 0x9000 },
		{ SELECT_COMMON, 0x9000 },
		{ "0020009C04" PIN_9999, 0x63c2 },		/* the second reference has its own value */
		{ "0020009C04" PIN_1234, 0x9000 }, { "8032008004" PIN_9999, 0x9000 }, { "0020008004" PIN_9999, 0x9000 },
		{ SELECT_TEXT, 0x9000 },
		{ "002000950E" "3630303430313230333331323334", 0x9000 },
		{ "0024018004" PIN_9999, 0x6982 },		/* 照合番号B stands on the card's face */
		{ "0020009104" PIN_1234, 0x9000 }, { "0024018004" PIN_9999, 0x9000 },
	};
	struct training *t = *state;

	RUN(t, rows);
	training_reopen(t);
	assert_int_equal(say(t, SELECT_TEXT), 0x9000);
	assert_int_equal(say(t, "0020009104" PIN_9999), 0x9000);
}

static void
attributes_are_opened_by_pin_or_b(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, SELECT_TEXT), 0x9000);
	assert_int_equal(say(t, "00B0820000"), 0x6982);
	assert_int_equal(say(t, "002000950E" "3630303430313230333331323334"), 0x9000);
	assert_int_equal(say(t, "00B0820000"), 0x9000);
	assert_memory_equal(t->r.data, "\xff\x20\x62\xdf\x21\x08\x00\x0e", 8);
	assert_memory_equal(t->r.data + 14, "\xdf\x22\x0f" "番号　花子" "\xdf\x23\x33" "東京都千代田区", 42);
	assert_memory_equal(t->r.data + 32 + 54, "\xdf\x24\x08" "19850401" "\xdf\x25\x01" "2" "\xff\xff", 17);
	assert_int_equal(t->r.data[11] + 256 * t->r.data[10], 32 + 54);
	assert_int_equal(say(t, "00B0810000"), 0x6982);		/* B doesn't open the number */
	assert_int_equal(say(t, "0020009104" PIN_1234), 0x9000);
	assert_int_equal(say(t, "00B0810000"), 0x9000);
	assert_int_equal(t->r.len, 17);
	assert_int_equal(say(t, "0020009504" PIN_1234), 0x63c9);
}

static void
issuer_data_and_record_tell_the_card(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, "00CA004500"), 0x9000);
	assert_int_equal(t->r.len, 16);
	assert_memory_equal(t->r.data, "9000000000000001", 16);
	assert_int_equal(say(t, "00CA00F000"), 0x9000);
	assert_memory_equal(t->r.data, "13101", 5);
	assert_int_equal(say(t, "00CA00F200"), 0x9000);
	assert_memory_equal(t->r.data, "20330401", 8);
	assert_int_equal(say(t, "00CA5F5100"), 0x9000);
	assert_memory_equal(t->r.data, "\xe0\x00\xff", 3);
	assert_int_equal(say(t, "00CA006600"), 0x6a88);
	assert_int_equal(say(t, "00CA0045"), 0x6700);
	assert_int_equal(say(t, SELECT_COMMON), 0x9000);
	assert_int_equal(say(t, "00CA004500"), 0x6a88);
	assert_int_equal(say(t, "00B2010400"), 0x6986);
	assert_int_equal(say(t, "00B2010C00"), 0x9000);
	assert_int_equal(t->r.len, 30);
	assert_memory_equal(t->r.data, "\x01\x1c" "900000000000000" "13101" "20330401", 30);
	assert_int_equal(say(t, "00B2020400"), 0x6a83);
	assert_int_equal(say(t, "00B2010500"), 0x6a86);
	assert_int_equal(say(t, "00B0000000"), 0x6981);
}

static void
challenges_are_as_long_as_asked(void **state)
{
	struct training *t = *state;

	assert_int_equal(say(t, "0084000008"), 0x9000);
	assert_int_equal(t->r.len, 8);
	assert_int_equal(say(t, "0084000000"), 0x9000);
	assert_int_equal(t->r.len, 256);
	assert_int_equal(say(t, "00840000"), 0x6700);
	assert_int_equal(say(t, "0084010008"), 0x6a86);
	assert_int_equal(say(t, "00840000000101"), 0x6700);
}

static bool
signature_fits(const struct training *t, unsigned pair, bool pss, const char *hash_of)
{
	const unsigned char *pkcs8, *p;
	const struct cert *cert;
	unsigned char hash[32];
	EVP_PKEY_CTX *ctx;
	X509 *x;
	size_t len;
	bool fits;

	training_pair(pair, &pkcs8, &len, &cert);
	p = cert->der;
	x = d2i_X509(NULL, &p, (long)cert->len);
	ctx = EVP_PKEY_CTX_new(X509_get0_pubkey(x), NULL);
	assert_int_equal(EVP_Digest(hash_of, strlen(hash_of), hash, NULL, EVP_sha256(), NULL), 1);
	fits = EVP_PKEY_verify_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_signature_md(ctx, EVP_sha256()) == 1 &&
	    EVP_PKEY_verify(ctx, t->r.data, t->r.len, hash, sizeof(hash)) == 1;
	EVP_PKEY_CTX_free(ctx);
	X509_free(x);
	return fits;
}

#define HASH_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
keys_sign_in_six_ways(void **state)
{
	struct training *t = *state;

	training_install(t, CERT_AUTH, 0);
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "802A000003" "616263" "00"), 0x6a86);	/* P2 names no key */
	assert_int_equal(say(t, "802A009A03" "616263" "00"), 0x6a82);	/* no signature key */
	assert_int_equal(say(t, "802A009703" "616263" "00"), 0x6982);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x9000);
	assert_int_equal(say(t, "802A008003" "616263" "00"), 0x6981);	/* the PIN's file is no key */
	assert_int_equal(say(t, "802A009733" "3031300d060960864801650304020105000420" HASH_ABC "00"), 0x9000);
	assert_int_equal(t->r.len, 256);
	assert_true(signature_fits(t, 0, false, "abc"));
	assert_false(signature_fits(t, 0, false, "abd"));
	assert_int_equal(say(t, "802A029720" HASH_ABC "00"), 0x9000);
	assert_true(signature_fits(t, 0, false, "abc"));
	assert_int_equal(say(t, "802A039703" "616263" "00"), 0x9000);
	assert_true(signature_fits(t, 0, false, "abc"));
	assert_int_equal(say(t, "802A049720" HASH_ABC "00"), 0x9000);
	assert_true(signature_fits(t, 0, true, "abc"));
	assert_int_equal(say(t, "802A058003" "616263" "00"), 0x9000);
	assert_true(signature_fits(t, 0, true, "abc"));
	assert_int_equal(say(t, "802A018003" "616263" "00"), 0x9000);
	assert_int_equal(t->r.len, 256);
	assert_int_equal(say(t, "802A068003" "616263" "00"), 0x6a86);
	assert_int_equal(say(t, "802A028003" "616263" "00"), 0x6985);
	assert_int_equal(say(t, "802A008000"), 0x6700);
	assert_int_equal(say(t, "002A008003" "616263" "00"), 0x6d00);
}

static void
a_damaged_card_powers_up_and_fails(void **state)
{
	struct training *t = *state;
	struct virtual_spec spec = training_spec();
	size_t len;

	virtual_close(&t->card);
	assert_int_equal(unlink(t->path), 0);
	spec.damaged = true;
	training_make(t, &spec);
	assert_memory_equal(virtual_atr(&len), "\x3b\xe0", 2);
	assert_int_equal(say(t, SELECT_JPKI), 0x6f00);
	assert_int_equal(say(t, SELECT_ISD), 0x6f00);
}

static void
pins_can_be_missing_or_locked_from_the_start(void **state)
{
	struct training *t = *state;
	struct virtual_spec spec = training_spec();

	virtual_close(&t->card);
	assert_int_equal(unlink(t->path), 0);
	secret_wipe(&spec.pins[PIN_SIGN]);
	spec.locked[PIN_AUTH] = spec.locked[PIN_JUKI] = true;
	spec.keys = NULL;
	training_make(t, &spec);
	assert_int_equal(say(t, SELECT_TRAINING), 0x6a82);	/* like a real card */
	assert_int_equal(say(t, SELECT_JPKI), 0x9000);
	assert_int_equal(say(t, "0020009B"), 0x6a82);
	assert_int_equal(say(t, "00200098"), 0x63c0);
	assert_int_equal(say(t, "0020009804" PIN_1234), 0x6984);
	assert_int_equal(say(t, SELECT_JUKI), 0x9000);
	assert_int_equal(say(t, "0020009C"), 0x63c0);
	assert_int_equal(say(t, SELECT_COMMON), 0x9000);
	assert_int_equal(say(t, "0020009C"), 0x63c0);
}

#define ON_A_CARD(test) cmocka_unit_test_setup_teardown(test, training_setup, training_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_CARD(applications_are_found_by_name),
		ON_A_CARD(fci_is_given_when_asked_for),
		ON_A_CARD(unknown_commands_are_refused),
		ON_A_CARD(binary_files_are_read_in_pieces),
		ON_A_CARD(token_and_presence_tell_what_is_there),
		ON_A_CARD(pin_is_counted_locked_and_reset_by_the_right_one),
		ON_A_CARD(lower_case_is_another_pin),
		ON_A_CARD(counters_outlive_the_power),
		ON_A_CARD(logins_end_with_power_and_other_applications_only),
		ON_A_CARD(pins_are_changed_after_verify_only),
		ON_A_CARD(attributes_are_opened_by_pin_or_b),
		ON_A_CARD(issuer_data_and_record_tell_the_card),
		ON_A_CARD(challenges_are_as_long_as_asked),
		ON_A_CARD(keys_sign_in_six_ways),
		ON_A_CARD(a_damaged_card_powers_up_and_fails),
		ON_A_CARD(pins_can_be_missing_or_locked_from_the_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
