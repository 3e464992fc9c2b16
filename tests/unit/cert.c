/* A certificate from outside is one whole DER certificate with a sane serial and term, or it is refused. */
#include "base/cert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ca.h"

static EVP_PKEY *key;

static int
setup(void **state)
{
	(void)state;
	key = ca_key(2048);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	EVP_PKEY_free(key);
	return 0;
}

/* A certificate by its serial's octets and its term. */
static struct cert
make(const unsigned char *serial, size_t len, bool negative, const char *from, const char *to)
{
	struct cert c = { .len = 0 };
	unsigned char *p = c.der;
	X509 *x = X509_new();
	ASN1_INTEGER *n = X509_get_serialNumber(x);

	assert_true(ASN1_STRING_set(n, serial, (int)len));
	n->type = negative ? V_ASN1_NEG_INTEGER : V_ASN1_INTEGER;
	assert_true(X509_set_version(x, X509_VERSION_3));
	assert_true(ASN1_TIME_set_string(X509_getm_notBefore(x), from));
	assert_true(ASN1_TIME_set_string(X509_getm_notAfter(x), to));
	assert_true(X509_set_pubkey(x, key));
	assert_true(X509_sign(x, key, EVP_sha256()) > 0);
	c.len = (size_t)i2d_X509(x, &p);
	X509_free(x);
	return c;
}

static struct cert
good(void)
{
	return make((const unsigned char *)"\x01\x02\x03", 3, false, "261120013005Z", "310501145959Z");
}

static void
reads_what_it_says(void **state)
{
	struct cert c = good();
	struct cert_info info;
	unsigned char *spki = NULL, hash[CERT_HASH];
	int len = i2d_PUBKEY(key, &spki);

	(void)state;
	assert_int_equal(cert_parse(&c, &info), ERR_NONE);
	assert_int_equal(info.serial_len, 3);
	assert_memory_equal(info.serial, "\x01\x02\x03", 3);
	assert_int_equal(date_compare(info.not_before.date, (struct date){ 2026, 11, 20 }), 0);
	assert_int_equal(info.not_before.hour, 10);
	assert_int_equal(date_compare(info.not_after.date, (struct date){ 2031, 5, 1 }), 0);
	assert_int_equal(info.not_after.hour * 10000 + info.not_after.minute * 100 + info.not_after.second, 235959);
	assert_int_equal(cert_hash(spki, (size_t)len, hash), ERR_NONE);
	assert_memory_equal(info.spki_hash, hash, CERT_HASH);
	OPENSSL_free(spki);
}

static void
nothing_behind_it(void **state)
{
	struct cert c = good();
	struct cert_info info;

	(void)state;
	c.der[c.len++] = 0;
	assert_int_equal(cert_parse(&c, &info), ERR_DATA);
	assert_int_equal(info.serial_len, 0);
}

static void
nothing_missing(void **state)
{
	const struct cert whole = good();
	struct cert_info info;
	struct cert c = whole;
	size_t i;

	(void)state;
	for (i = 0; i < whole.len; i++) {
		c.len = i;
		assert_int_equal(cert_parse(&c, &info), ERR_DATA);
	}
	c.len = CERT_DER_MAX + 1;
	assert_int_equal(cert_parse(&c, &info), ERR_DATA);
}

/* The same bytes in BER: an outer length that is indefinite, or written longer than need be. */
static void
only_der(void **state)
{
	const struct cert whole = good();
	struct cert c;
	struct cert_info info;

	(void)state;
	c.der[0] = 0x30;
	c.der[1] = 0x80;
	memcpy(c.der + 2, whole.der + 4, whole.len - 4);
	memset(c.der + whole.len - 2, 0, 2);
	c.len = whole.len;
	assert_int_equal(cert_parse(&c, &info), ERR_DATA);
	memcpy(c.der, (const unsigned char[]){ 0x30, 0x83, 0, whole.der[2], whole.der[3] }, 5);
	memcpy(c.der + 5, whole.der + 4, whole.len - 4);
	c.len = whole.len + 1;
	assert_int_equal(cert_parse(&c, &info), ERR_DATA);
}

static void
serials(void **state)
{
	static const unsigned char ones[21] = { 0x7f, 1, 2, 3 }, high[20] = { 0x80, 1 };
	static const struct { const unsigned char *serial; size_t len; bool negative; enum err want; } rows[] = {
		{ ones, 1, false, ERR_NONE },
		{ ones, 20, false, ERR_NONE },
		{ ones, 21, false, ERR_DATA },
		{ high, 20, false, ERR_DATA },		/* 21 octets encoded */
		{ ones, 4, true, ERR_DATA },
		{ (const unsigned char *)"", 1, false, ERR_DATA },
	};
	struct cert_info info;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cert c = make(rows[i].serial, rows[i].len, rows[i].negative, "261120013005Z", "310501145959Z");

		assert_int_equal(cert_parse(&c, &info), rows[i].want);
	}
}

static void
terms(void **state)
{
	static const struct { const char *from, *to; enum err want; } rows[] = {
		{ "20261120013005Z", "20520501145959Z", ERR_NONE },
		{ "310501145959Z", "261120013005Z", ERR_DATA },
		{ "18000101000000Z", "20520501145959Z", ERR_DATA },
		{ "20261120013005Z", "99991231235959Z", ERR_DATA },
	};
	struct cert_info info;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cert c = make((const unsigned char *)"\x05", 1, false, rows[i].from, rows[i].to);

		assert_int_equal(cert_parse(&c, &info), rows[i].want);
	}
}

static void
words(void **state)
{
	char hex[9];

	(void)state;
	assert_int_equal(cert_by_code("sign"), CERT_SIGN);
	assert_int_equal(cert_by_code("auth"), CERT_AUTH);
	assert_int_equal(cert_by_code("both"), CERT_COUNT);
	assert_string_equal(cert_code(CERT_SIGN), "sign");
	assert_string_equal(cert_name(CERT_SIGN, LANG_JA), "署名用電子証明書");
	assert_string_equal(cert_name(CERT_AUTH, LANG_JA), "利用者証明用電子証明書");
	cert_hex((const unsigned char *)"\x00\xab\xff", 3, hex, sizeof(hex));
	assert_string_equal(hex, "00abff");
	cert_hex((const unsigned char *)"\x00\xab\xff", 3, hex, 5);
	assert_string_equal(hex, "00ab");
}

/* One bit that flips on the way from the CA, anywhere, and the certificate is not the CA's any more. */
static void
signature_covers_every_bit(void **state)
{
	struct cert c = good(), spoiled;
	size_t i;

	(void)state;
	assert_int_equal(cert_signed_by(&c, &c), ERR_NONE);
	for (i = 0; i < c.len; i++) {
		spoiled = c;
		spoiled.der[i] ^= 1;
		assert_int_equal(cert_signed_by(&spoiled, &c), ERR_DATA);
	}
	spoiled = c;
	spoiled.len--;
	assert_int_equal(cert_signed_by(&spoiled, &c), ERR_DATA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_says),
		cmocka_unit_test(nothing_behind_it),
		cmocka_unit_test(nothing_missing),
		cmocka_unit_test(only_der),
		cmocka_unit_test(serials),
		cmocka_unit_test(terms),
		cmocka_unit_test(signature_covers_every_bit),
		cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
