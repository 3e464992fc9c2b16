/* The contents of our certificates, checked with the rules of RFC 5280 that public linters check, and against sources(7) C6. */
#include "issuer/certreq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ca.h"
#include "issuer/othername-private.h"

static EVP_PKEY *holder;
static struct certreq_ca ca[CERT_COUNT];

static int
setup(void **state)
{
	unsigned char serial[CERTREQ_SERIAL];
	unsigned k;

	(void)state;
	holder = ca_key(2048);
	for (k = 0; k < CERT_COUNT; k++) {
		ca[k] = (struct certreq_ca){ .kind = (enum cert_kind)k, .name = CA_NAME, .key = ca_key(2048) };
		if (certreq_serial(serial) != ERR_NONE || certreq_authority(&ca[k], ca_now, serial) != ERR_NONE)
			return 1;
	}
	return 0;
}

static int
teardown(void **state)
{
	unsigned k;

	(void)state;
	for (k = 0; k < CERT_COUNT; k++) {
		X509_free(ca[k].cert);
		EVP_PKEY_free(ca[k].key);
	}
	EVP_PKEY_free(holder);
	return 0;
}

/* Issues, and reads again what was written. */
static X509 *
issue(const struct cert_request *req)
{
	unsigned char serial[CERTREQ_SERIAL];
	struct cert c;
	X509 *x;

	assert_null(certreq_refusal(&ca[req->kind], req));
	assert_int_equal(certreq_serial(serial), ERR_NONE);
	assert_int_equal(certreq_issue(&ca[req->kind], req, serial, 7, &x), ERR_NONE);
	assert_int_equal(certreq_der(x, &c), ERR_NONE);
	X509_free(x);
	return ca_x509(&c);
}

static void
expect_extensions(const X509 *x, const int *nids, const bool *critical, int n)
{
	int i;

	assert_int_equal(X509_get_ext_count(x), n);
	for (i = 0; i < n; i++) {
		X509_EXTENSION *ext = X509_get_ext(x, i);

		assert_int_equal(OBJ_obj2nid(X509_EXTENSION_get_object(ext)), nids[i]);
		assert_int_equal(X509_EXTENSION_get_critical(ext), critical[i]);
	}
}

/* No extended usage, no basic constraints: just these, in this order. */
static void
extensions_and_their_order(void **state)
{
	static const int sign[] = { NID_authority_key_identifier, NID_key_usage, NID_subject_alt_name, NID_issuer_alt_name,
	    NID_crl_distribution_points, NID_certificate_policies, NID_subject_key_identifier };
	static const bool sign_critical[] = { false, true, false, false, false, true, false };
	static const int auth[] = { NID_authority_key_identifier, NID_key_usage, NID_issuer_alt_name,
	    NID_crl_distribution_points, NID_certificate_policies, NID_subject_key_identifier };
	static const bool auth_critical[] = { false, true, false, false, true, false };
	static const int own[] = { NID_key_usage, NID_subject_alt_name, NID_basic_constraints, NID_crl_distribution_points,
	    NID_subject_key_identifier };
	static const bool own_critical[] = { true, false, true, false, false };
	struct cert_request req = ca_request(CERT_SIGN, holder);
	X509 *x = issue(&req);

	(void)state;
	expect_extensions(x, sign, sign_critical, 7);
	assert_int_equal(X509_get_key_usage(x), KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION);
	X509_free(x);
	req = ca_request(CERT_AUTH, holder);
	x = issue(&req);
	expect_extensions(x, auth, auth_critical, 6);
	assert_int_equal(X509_get_key_usage(x), KU_DIGITAL_SIGNATURE);
	X509_free(x);
	expect_extensions(ca[CERT_SIGN].cert, own, own_critical, 5);
	assert_int_equal(X509_get_key_usage(ca[CERT_SIGN].cert), KU_KEY_CERT_SIGN | KU_CRL_SIGN);
	assert_true(X509_check_ca(ca[CERT_SIGN].cert) == 1);
}

static void
expect_other_name(GENERAL_NAMES *names, int i, const char *oid, const char *value)
{
	ASN1_OBJECT *type;
	ASN1_TYPE *any;
	char text[64];

	assert_true(GENERAL_NAME_get0_otherName(sk_GENERAL_NAME_value(names, i), &type, &any));
	assert_true(OBJ_obj2txt(text, sizeof(text), type, 1) > 0);
	assert_string_equal(text, oid);
	assert_int_equal(any->type, V_ASN1_UTF8STRING);
	assert_int_equal(ASN1_STRING_length(any->value.utf8string), strlen(value));
	assert_memory_equal(ASN1_STRING_get0_data(any->value.utf8string), value, strlen(value));
}

static void
expect_person(const struct cert_request *req, const char *const values[OTHERNAME_COUNT])
{
	static const char *const oids[OTHERNAME_COUNT] = { "1.2.392.200149.8.5.5.1", "1.2.392.200149.8.5.5.4",
	    "1.2.392.200149.8.5.5.3", "1.2.392.200149.8.5.5.5", "1.2.392.200149.8.5.5.2", "1.2.392.200149.8.5.5.6" };
	X509 *x = issue(req);
	GENERAL_NAMES *names = X509_get_ext_d2i(x, NID_subject_alt_name, NULL, NULL);
	int i;

	assert_non_null(names);
	assert_int_equal(sk_GENERAL_NAME_num(names), OTHERNAME_COUNT);
	for (i = 0; i < OTHERNAME_COUNT; i++)
		expect_other_name(names, i, oids[i], values[i]);
	GENERAL_NAMES_free(names);
	X509_free(x);
}

static void
six_other_names(void **state)
{
	static const struct jis_pairs agreed = { .pair = { { "𠮷", "よし" }, { "葛\U000e0100", "葛" } }, .count = 2 };
	struct cert_request req = ca_request(CERT_SIGN, holder);

	(void)state;
	expect_person(&req, (const char *[]){ "番号　花子", "419890501", "2", "神奈川県川崎市川崎区宮本町1番地", "00000",
	    "0000000000000000" });
	(void)snprintf(req.person.name, sizeof(req.person.name), " 番号  太郎 ");
	req.person.born = (struct date){ 1989, 1, 7 };
	req.person.sex = SEX_UNKNOWN;
	(void)snprintf(req.person.address, sizeof(req.person.address), "町");
	expect_person(&req, (const char *[]){ "番号　太郎", "319890107", "3", "町", "00000", "0" });
	req.person.born = (struct date){ 2019, 5, 1 };
	req.person.sex = SEX_MALE;
	/* 𠮷 is outside JIS; 葛 with a selector looks other than the JIS character; － and ～ are JIS's by another number. */
	req.agreed = &agreed;
	(void)snprintf(req.person.name, sizeof(req.person.name), "𠮷田　葛󠄀子");
	(void)snprintf(req.person.address, sizeof(req.person.address), "鷗町1－2～3");
	expect_person(&req, (const char *[]){ "よし田　葛子", "520190501", "1", "鷗町1－2～3", "110010", "0000000" });
}

/* 0 where the era isn't known; zeros where the day, the month or all isn't. */
static void
birthdays_known_in_part(void **state)
{
	static const struct { struct date born; const char *written; } rows[] = {
		{ { 1948, 0, 0 }, "319480000" }, { { 1948, 5, 0 }, "319480500" }, { { 1989, 0, 0 }, "019890000" },
		{ { 1989, 0, -3 }, "319890000" }, { { 1989, 1, -4 }, "419890100" }, { { 2019, 0, -5 }, "520190000" },
		{ { 1989, 2, 0 }, "419890200" }, { { 0, -1, 0 }, "000000000" },
	};
	struct cert_request req = ca_request(CERT_SIGN, holder);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		req.person.born = rows[i].born;
		expect_person(&req, (const char *[]){ "番号　花子", rows[i].written, "2",
		    "神奈川県川崎市川崎区宮本町1番地", "00000", "0000000000000000" });
	}
}

static void
long_addresses_fit(void **state)
{
	struct cert_request req = ca_request(CERT_SIGN, holder);
	int i;

	(void)state;
	req.person.address[0] = '\0';
	for (i = 0; i < 200; i++)
		(void)strcat(req.person.address, "鷗");
	X509_free(issue(&req));
	(void)strcat(req.person.address, "鷗");
	assert_non_null(certreq_refusal(&ca[CERT_SIGN], &req));
}

static void
expect_entry(const X509_NAME *name, int i, int nid, int type, const char *value)
{
	const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
	const ASN1_STRING *s = X509_NAME_ENTRY_get_data(entry);

	assert_int_equal(OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)), nid);
	assert_int_equal(ASN1_STRING_type(s), type);
	if (value == NULL)
		return;
	assert_int_equal(ASN1_STRING_length(s), strlen(value));
	assert_memory_equal(ASN1_STRING_get0_data(s), value, strlen(value));
}

static void
names(void **state)
{
	struct cert_request req = ca_request(CERT_SIGN, holder);
	X509 *x = issue(&req);
	const X509_NAME *subject = X509_get_subject_name(x), *issuer = X509_get_issuer_name(x);

	(void)state;
	assert_int_equal(X509_NAME_entry_count(subject), 4);
	expect_entry(subject, 0, NID_countryName, V_ASN1_PRINTABLESTRING, "JP");
	expect_entry(subject, 1, NID_localityName, V_ASN1_UTF8STRING, "Kanagawa-ken");
	expect_entry(subject, 2, NID_localityName, V_ASN1_UTF8STRING, "14131");
	expect_entry(subject, 3, NID_commonName, V_ASN1_UTF8STRING, "2026112010300500007C03");
	assert_int_equal(X509_NAME_cmp(issuer, X509_get_subject_name(ca[CERT_SIGN].cert)), 0);
	expect_entry(issuer, 0, NID_countryName, V_ASN1_PRINTABLESTRING, "JP");
	expect_entry(issuer, 1, NID_organizationName, V_ASN1_UTF8STRING, CA_NAME);
	X509_free(x);
	req = ca_request(CERT_AUTH, holder);
	memcpy(req.city_code, "00000", 6);	/* practice that belongs to no municipality */
	x = issue(&req);
	assert_int_equal(X509_NAME_entry_count(X509_get_subject_name(x)), 2);
	expect_entry(X509_get_subject_name(x), 1, NID_commonName, V_ASN1_UTF8STRING, NULL);
	X509_free(x);
}

/* Japanese in a directory name is UTF-8 too: OpenSSL's own configuration would have made it Latin-1. */
static void
other_names_of_the_issuer(void **state)
{
	struct certreq_ca named = ca[CERT_AUTH];
	struct cert_request req = ca_request(CERT_AUTH, holder);
	unsigned char serial[CERTREQ_SERIAL];
	CRL_DIST_POINTS *points;
	GENERAL_NAMES *names;
	const X509_NAME *dir;
	X509 *x;

	(void)state;
	named.name = "窓口練習用認証局";
	assert_int_equal(certreq_serial(serial), ERR_NONE);
	assert_int_equal(certreq_issue(&named, &req, serial, 1, &x), ERR_NONE);
	names = X509_get_ext_d2i(x, NID_issuer_alt_name, NULL, NULL);
	assert_int_equal(sk_GENERAL_NAME_value(names, 0)->type, GEN_DIRNAME);
	expect_entry(sk_GENERAL_NAME_value(names, 0)->d.directoryName, 1, NID_organizationName, V_ASN1_UTF8STRING, named.name);
	points = X509_get_ext_d2i(x, NID_crl_distribution_points, NULL, NULL);
	assert_int_equal(sk_DIST_POINT_num(points), 1);
	dir = sk_GENERAL_NAME_value(sk_DIST_POINT_value(points, 0)->distpoint->name.fullname, 0)->d.directoryName;
	expect_entry(dir, 3, NID_organizationalUnitName, V_ASN1_UTF8STRING, "CRL Distribution Points");
	expect_entry(dir, 4, NID_organizationalUnitName, V_ASN1_UTF8STRING, "Kanagawa-ken");
	expect_entry(dir, 5, NID_commonName, V_ASN1_UTF8STRING, "14131 CRLDP");
	CRL_DIST_POINTS_free(points);
	GENERAL_NAMES_free(names);
	X509_free(x);
}

static void
identifiers_and_policy(void **state)
{
	struct cert_request req = ca_request(CERT_SIGN, holder);
	X509 *x = issue(&req);
	AUTHORITY_KEYID *key = X509_get_ext_d2i(x, NID_authority_key_identifier, NULL, NULL);
	CERTIFICATEPOLICIES *policies = X509_get_ext_d2i(x, NID_certificate_policies, NULL, NULL);
	char oid[64];

	(void)state;
	assert_int_equal(ASN1_OCTET_STRING_cmp(key->keyid, X509_get0_subject_key_id(ca[CERT_SIGN].cert)), 0);
	assert_int_equal(ASN1_INTEGER_cmp(key->serial, X509_get0_serialNumber(ca[CERT_SIGN].cert)), 0);
	assert_int_equal(X509_NAME_cmp(sk_GENERAL_NAME_value(key->issuer, 0)->d.directoryName,
	    X509_get_subject_name(ca[CERT_SIGN].cert)), 0);
	assert_int_equal(ASN1_STRING_length(X509_get0_subject_key_id(x)), 20);
	assert_int_equal(sk_POLICYINFO_num(policies), 1);
	assert_true(OBJ_obj2txt(oid, sizeof(oid), sk_POLICYINFO_value(policies, 0)->policyid, 1) > 0);
	assert_string_equal(oid, CERTREQ_POLICY_SIGN);
	assert_null(strstr(oid, "200149"));
	CERTIFICATEPOLICIES_free(policies);
	X509_free(x);
	req = ca_request(CERT_AUTH, holder);
	x = issue(&req);
	policies = X509_get_ext_d2i(x, NID_certificate_policies, NULL, NULL);
	assert_true(OBJ_obj2txt(oid, sizeof(oid), sk_POLICYINFO_value(policies, 0)->policyid, 1) > 0);
	assert_string_equal(oid, CERTREQ_POLICY_AUTH);
	CERTIFICATEPOLICIES_free(policies);
	AUTHORITY_KEYID_free(key);
	X509_free(x);
}

static void
expect_time(const ASN1_TIME *t, int type, const char *text)
{
	assert_int_equal(ASN1_STRING_type(t), type);
	assert_int_equal(ASN1_STRING_length(t), strlen(text));
	assert_memory_equal(ASN1_STRING_get0_data(t), text, strlen(text));
}

/* The last day runs to its end in Japan; UTCTime up to 2049, GeneralizedTime from 2050 on. */
static void
term_is_encoded_by_its_year(void **state)
{
	struct cert_request req = ca_request(CERT_AUTH, holder);
	X509 *x = issue(&req);

	(void)state;
	expect_time(X509_get0_notBefore(x), V_ASN1_UTCTIME, "261120013005Z");
	expect_time(X509_get0_notAfter(x), V_ASN1_UTCTIME, "310501145959Z");
	X509_free(x);
	req.at.date.year = 2044;
	req.expires = (struct date){ 2046, 5, 1 };
	x = issue(&req);
	X509_free(x);
	expect_time(X509_get0_notAfter(ca[CERT_SIGN].cert), V_ASN1_UTCTIME, "461120145959Z");
	{
		struct certreq_ca late = { .kind = CERT_AUTH, .name = CA_NAME, .key = ca[CERT_AUTH].key };
		unsigned char serial[CERTREQ_SERIAL];

		assert_int_equal(certreq_serial(serial), ERR_NONE);
		assert_int_equal(certreq_authority(&late, (struct moment){ { 2045, 1, 1 }, 0, 0, 0 }, serial), ERR_NONE);
		expect_time(X509_get0_notAfter(late.cert), V_ASN1_GENERALIZEDTIME, "20650101145959Z");
		req.at.date = (struct date){ 2045, 1, 2 };
		req.expires = (struct date){ 2050, 1, 1 };
		assert_int_equal(certreq_issue(&late, &req, serial, 1, &x), ERR_NONE);
		expect_time(X509_get0_notBefore(x), V_ASN1_UTCTIME, "450102013005Z");
		expect_time(X509_get0_notAfter(x), V_ASN1_GENERALIZEDTIME, "20500101145959Z");
		X509_free(x);
		X509_free(late.cert);
	}
}

/* About one signature in two ends in a zero bit, one in 256 in a zero octet: none may be trimmed. */
static void
serials_and_bit_strings(void **state)
{
	struct cert_request req = ca_request(CERT_AUTH, holder);
	int i;

	(void)state;
	for (i = 0; i < 64; i++) {
		X509 *x = issue(&req);
		const ASN1_INTEGER *serial = X509_get0_serialNumber(x);
		const ASN1_BIT_STRING *sig;
		const X509_ALGOR *alg;

		assert_int_equal(ASN1_STRING_type(serial), V_ASN1_INTEGER);
		assert_int_equal(ASN1_STRING_length(serial), CERTREQ_SERIAL);
		assert_in_range(ASN1_STRING_get0_data(serial)[0], 0x40, 0x7f);
		X509_get0_signature(&sig, &alg, x);
		assert_int_equal(ASN1_STRING_length(sig), 256);
		assert_int_equal(sig->flags & 7, 0);
		assert_int_equal(OBJ_obj2nid(alg->algorithm), NID_sha256WithRSAEncryption);
		assert_int_equal(ASN1_STRING_length(X509_get0_pubkey_bitstr(x)), 270);
		assert_int_equal(X509_verify(x, ca[CERT_AUTH].key), 1);
		X509_free(x);
	}
}

static void
weak_keys_are_refused(void **state)
{
	EVP_PKEY *small = ca_key(1024), *large = ca_key(3072), *ec = EVP_EC_gen("P-256"), *three = NULL;
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
	BIGNUM *e = BN_new();
	size_t i;

	(void)state;
	assert_true(BN_set_word(e, 3) && EVP_PKEY_keygen_init(ctx) == 1 && EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048) == 1 &&
	    EVP_PKEY_CTX_set1_rsa_keygen_pubexp(ctx, e) == 1 && EVP_PKEY_generate(ctx, &three) == 1);
	for (i = 0; i < 4; i++) {
		struct cert_request req = ca_request(CERT_AUTH, (EVP_PKEY *[]){ small, large, ec, three }[i]);

		assert_non_null(certreq_refusal(&ca[CERT_AUTH], &req));
	}
	BN_free(e);
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(small);
	EVP_PKEY_free(large);
	EVP_PKEY_free(ec);
	EVP_PKEY_free(three);
}

/* The next card's curve is taken in one form alone: a compressed point would be the same key under another id. */
static void
p384_is_taken_uncompressed(void **state)
{
	EVP_PKEY *key = EVP_EC_gen("P-384");
	struct cert_request req = ca_request(CERT_AUTH, key);
	unsigned char serial[CERTREQ_SERIAL] = { 0x41, 1 };
	X509 *x = NULL;

	(void)state;
	assert_null(certreq_refusal(&ca[CERT_AUTH], &req));
	assert_int_equal(certreq_issue(&ca[CERT_AUTH], &req, serial, 1, &x), ERR_NONE);
	assert_int_equal(X509_verify(x, ca[CERT_AUTH].key), 1);
	assert_int_equal(EVP_PKEY_eq(X509_get0_pubkey(x), key), 1);
	X509_free(x);
	assert_int_equal(EVP_PKEY_set_utf8_string_param(key, "point-format", "compressed"), 1);
	req = ca_request(CERT_AUTH, key);
	assert_non_null(certreq_refusal(&ca[CERT_AUTH], &req));
	EVP_PKEY_free(key);
}

/* The same key under another id: DER that says the same in other bytes. Here the NULL of the algorithm is left off. */
static void
one_key_has_one_id(void **state)
{
	struct cert_request req = ca_request(CERT_AUTH, holder);
	static const unsigned char null[] = { 0x05, 0x00 };
	size_t at;

	(void)state;
	for (at = 0; memcmp(req.spki + at, null, 2) != 0; at++)
		assert_true(at + 2 < req.spki_len);
	memmove(req.spki + at, req.spki + at + 2, req.spki_len - at - 2);
	req.spki_len -= 2;
	req.spki[3] = (unsigned char)(req.spki[3] - 2);
	req.spki[5] = (unsigned char)(req.spki[5] - 2);
	assert_int_equal(cert_hash(req.spki, req.spki_len, req.id), ERR_NONE);
	assert_non_null(certreq_refusal(&ca[CERT_AUTH], &req));
	req = ca_request(CERT_AUTH, holder);
	req.id[0] ^= 1;
	assert_non_null(certreq_refusal(&ca[CERT_AUTH], &req));
	req = ca_request(CERT_AUTH, holder);
	req.spki_len = 0;
	assert_non_null(certreq_refusal(&ca[CERT_AUTH], &req));
}

static void
other_refusals(void **state)
{
	const struct cert_request good = ca_request(CERT_SIGN, holder);
	struct cert_request bad[14];
	size_t i;

	(void)state;
	for (i = 0; i < 14; i++)
		bad[i] = good;
	bad[0].expires = (struct date){ 2026, 11, 19 };
	bad[1].expires = (struct date){ 2038, 11, 21 };
	bad[2].expires = (struct date){ 2031, 2, 29 };
	bad[3].at.hour = -1;
	bad[4].city_code[0] = '\0';
	memcpy(bad[5].city_code, "48131", 6);
	memcpy(bad[6].city_code, "1413x", 6);
	memcpy(bad[7].counter, "\xff", 2);
	bad[8].person.name[0] = '\0';
	memcpy(bad[9].person.name, "　 ", sizeof("　 "));
	bad[10].person.address[0] = '\0';
	bad[11].person.born.year = 0;
	memcpy(bad[12].person.name, "番\n号", sizeof("番\n号"));
	memcpy(bad[13].city_code, "00131", 6);
	assert_null(certreq_refusal(&ca[CERT_SIGN], &good));
	for (i = 0; i < 14; i++)
		assert_non_null(certreq_refusal(&ca[CERT_SIGN], &bad[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extensions_and_their_order),
		cmocka_unit_test(six_other_names),
		cmocka_unit_test(birthdays_known_in_part),
		cmocka_unit_test(long_addresses_fit),
		cmocka_unit_test(names),
		cmocka_unit_test(other_names_of_the_issuer),
		cmocka_unit_test(identifiers_and_policy),
		cmocka_unit_test(term_is_encoded_by_its_year),
		cmocka_unit_test(serials_and_bit_strings),
		cmocka_unit_test(weak_keys_are_refused),
		cmocka_unit_test(p384_is_taken_uncompressed),
		cmocka_unit_test(one_key_has_one_id),
		cmocka_unit_test(other_refusals),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
