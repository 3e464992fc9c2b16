/* The embedded CA: the same answer to the same request, valid only when confirmed, all of a visit or nothing of it. */
#include "issuer/local/local.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "ca-fixture.h"

static struct moment
later(int months)
{
	struct moment m = ca_now;

	m.date = date_add_months(m.date, months);
	return m;
}

static X509_CRL *
list(struct ca_fixture *f, enum cert_kind kind, struct moment at)
{
	unsigned char der[8192];
	const unsigned char *p = der;
	struct cert ca;
	X509_CRL *crl;
	X509 *x;
	size_t len;

	assert_int_equal(local_ca_crl(f->ca, kind, at, der, sizeof(der), &len), ERR_NONE);
	assert_non_null(crl = d2i_X509_CRL(NULL, &p, (long)len));
	assert_ptr_equal(p, der + len);
	assert_int_equal(f->ca->ops->ca_cert(f->ca, kind, &ca), ERR_NONE);
	x = ca_x509(&ca);
	assert_int_equal(X509_CRL_verify(crl, X509_get0_pubkey(x)), 1);
	X509_free(x);
	return crl;
}

/* The reason with which a certificate is listed; -1 where it isn't. */
static int
listed(struct ca_fixture *f, enum cert_kind kind, struct moment at, const struct cert *c)
{
	X509_CRL *crl = list(f, kind, at);
	X509 *x = ca_x509(c);
	ASN1_ENUMERATED *why;
	X509_REVOKED *r;
	int reason = -1;

	if (X509_CRL_get0_by_serial(crl, &r, X509_get0_serialNumber(x)) == 1) {
		assert_non_null(why = X509_REVOKED_get_ext_d2i(r, NID_crl_reason, NULL, NULL));
		reason = (int)ASN1_ENUMERATED_get(why);
		ASN1_ENUMERATED_free(why);
	}
	X509_free(x);
	X509_CRL_free(crl);
	return reason;
}

static void
same_id_same_certificate(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]), again = req;
	struct cert first, second;

	assert_int_equal(ca_ask(f, &req, &first), ERR_NONE);
	again.at = later(1);
	assert_int_equal(ca_ask(f, &again, &second), ERR_NONE);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.der, second.der, first.len);
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(ca_ask(f, &req, &second), ERR_NONE);
	assert_memory_equal(first.der, second.der, first.len);
	again.kind = CERT_AUTH;
	assert_int_equal(ca_ask(f, &again, &second), ERR_CA_REFUSED);
	again = ca_request(CERT_SIGN, ca_keys[1]);
	memcpy(again.id, req.id, sizeof(req.id));
	assert_int_equal(ca_ask(f, &again, &second), ERR_CA_REFUSED);
}

static void
valid_only_when_confirmed(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_AUTH, ca_keys[0]);
	struct issuer_switch s = ca_pair(&req, NULL);
	struct cert c;

	assert_int_equal(ca_confirm(f, &s, 1), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(ca_ask(f, &req, &c), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_AUTH, &c), ISSUER_PENDING);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), CRL_REASON_CERTIFICATE_HOLD);
	s.kind = CERT_SIGN;
	assert_int_equal(ca_confirm(f, &s, 1), ERR_CA_UNKNOWN_REQUEST);
	s.kind = CERT_AUTH;
	assert_int_equal(ca_confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_AUTH, &c), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), -1);
}

static void
switch_is_all_or_nothing(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request old_sign = ca_request(CERT_SIGN, ca_keys[0]), old_auth = ca_request(CERT_AUTH, ca_keys[1]);
	struct cert_request sign = ca_request(CERT_SIGN, ca_keys[2]), auth = ca_request(CERT_AUTH, ca_keys[3]);
	struct cert gone_sign = ca_given(f, &old_sign), gone_auth = ca_given(f, &old_auth), new_sign, new_auth;
	struct issuer_switch s[2] = { ca_pair(&sign, &gone_sign), ca_pair(&auth, &gone_auth) };

	assert_int_equal(ca_ask(f, &sign, &new_sign), ERR_NONE);
	assert_int_equal(ca_ask(f, &auth, &new_auth), ERR_NONE);
	s[1].old_serial[3] ^= 1;
	assert_int_equal(ca_confirm(f, s, 2), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(ca_state(f, CERT_SIGN, &gone_sign), ISSUER_VALID);
	assert_int_equal(ca_state(f, CERT_SIGN, &new_sign), ISSUER_PENDING);
	s[1].old_serial[3] ^= 1;
	assert_int_equal(ca_confirm(f, s, 2), ERR_NONE);
	assert_int_equal(ca_confirm(f, s, 2), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_SIGN, &gone_sign), ISSUER_REVOKED);
	assert_int_equal(ca_state(f, CERT_AUTH, &gone_auth), ISSUER_REVOKED);
	assert_int_equal(ca_state(f, CERT_SIGN, &new_sign), ISSUER_VALID);
	assert_int_equal(ca_state(f, CERT_AUTH, &new_auth), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &gone_sign), CRL_REASON_SUPERSEDED);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &gone_auth), CRL_REASON_SUPERSEDED);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &new_sign), -1);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &gone_sign), -1);
}

static void
new_is_not_the_old(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct issuer_switch s;
	struct cert c;

	assert_int_equal(ca_ask(f, &req, &c), ERR_NONE);
	s = ca_pair(&req, &c);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_CA_REFUSED);
	assert_int_equal(ca_state(f, CERT_SIGN, &c), ISSUER_PENDING);
}

static void
dropped_is_never_valid(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]), kept = ca_request(CERT_SIGN, ca_keys[1]);
	struct issuer_switch s = ca_pair(&req, NULL);
	struct cert c, again;

	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(ca_ask(f, &req, &c), ERR_NONE);
	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_SIGN, &c), ISSUER_DROPPED);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_CA_REFUSED);
	assert_int_equal(ca_ask(f, &req, &again), ERR_CA_REFUSED);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &c), CRL_REASON_CESSATION_OF_OPERATION);
	c = ca_given(f, &kept);
	assert_int_equal(f->ca->ops->drop(f->ca, kept.id, ca_at(ca_now)), ERR_CA_REFUSED);
	assert_int_equal(ca_state(f, CERT_SIGN, &c), ISSUER_VALID);
}

static void
revoked_by_serial(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_AUTH, ca_keys[0]);
	struct cert c = ca_given(f, &req), again;
	struct cert_info info;
	enum issuer_state st;

	assert_int_equal(cert_parse(&c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_SIGN, info.serial, info.serial_len, ca_at(ca_now)), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, 0, ca_at(ca_now)), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, 3, ca_at(ca_now)), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->state(f->ca, CERT_AUTH, info.serial, 3, &st), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len, ca_at(later(1))), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_AUTH, &c), ISSUER_REVOKED);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(ca_ask(f, &req, &again), ERR_CA_REFUSED);
	assert_int_equal(again.len, 0);
}

/* Where the certificate can't be read; nothing else is hit by it, and a key of another kind isn't. */
static void
revoked_by_key(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]), kept = ca_request(CERT_SIGN, ca_keys[1]);
	struct cert c = ca_given(f, &req), other = ca_given(f, &kept);
	unsigned char unknown[CERT_HASH] = { 1 };

	assert_int_equal(f->ca->ops->revoke_key(f->ca, CERT_SIGN, unknown, ca_at(ca_now)), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke_key(f->ca, CERT_AUTH, req.id, ca_at(ca_now)), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(ca_state(f, CERT_SIGN, &c), ISSUER_VALID);
	assert_int_equal(f->ca->ops->revoke_key(f->ca, CERT_SIGN, req.id, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke_key(f->ca, CERT_SIGN, req.id, ca_at(later(1))), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_SIGN, &c), ISSUER_REVOKED);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &c), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(ca_state(f, CERT_SIGN, &other), ISSUER_VALID);
}

/* What has run out is not revoked; what ran out after it was revoked is shown once more, then left off. */
static void
expired_ones_leave_the_list(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request old = ca_request(CERT_SIGN, ca_keys[0]), gone = ca_request(CERT_SIGN, ca_keys[1]);
	struct cert_request fresh = ca_request(CERT_SIGN, ca_keys[2]);
	struct issuer_switch s;
	struct cert expired, revoked, c;
	struct cert_info info;

	old.at = later(-60);
	old.expires = (struct date){ 2026, 11, 19 };
	expired = ca_given(f, &old);
	assert_int_equal(ca_ask(f, &fresh, &c), ERR_NONE);
	s = ca_pair(&fresh, &expired);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_SIGN, &expired), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &expired), -1);

	revoked = ca_given(f, &gone);
	assert_int_equal(cert_parse(&revoked, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_SIGN, info.serial, info.serial_len, ca_at(ca_now)), ERR_NONE);
	assert_int_equal(listed(f, CERT_SIGN, later(1), &revoked), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(listed(f, CERT_SIGN, later(60), &revoked), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(listed(f, CERT_SIGN, later(61), &revoked), -1);
}

/* On the last day it is still valid, to the end of the day in Japan. */
static void
last_day_counts(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request old = ca_request(CERT_AUTH, ca_keys[0]);
	struct cert c;
	struct cert_info info;

	old.expires = ca_now.date;
	c = ca_given(f, &old);
	assert_int_equal(cert_parse(&c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len,
	    ca_at((struct moment){ ca_now.date, 23, 59, 59 })), ERR_NONE);
	assert_int_equal(ca_state(f, CERT_AUTH, &c), ISSUER_REVOKED);
}

static void
lists_are_numbered(void **state)
{
	struct ca_fixture *f = *state;
	unsigned char der[16];
	size_t len;
	int i;

	for (i = 1; i <= 3; i++) {
		X509_CRL *crl = list(f, CERT_SIGN, ca_now);
		ASN1_INTEGER *n = X509_CRL_get_ext_d2i(crl, NID_crl_number, NULL, NULL);
		AUTHORITY_KEYID *key = X509_CRL_get_ext_d2i(crl, NID_authority_key_identifier, NULL, NULL);

		assert_int_equal(X509_CRL_get_version(crl), X509_CRL_VERSION_2);
		assert_non_null(n);
		assert_int_equal(ASN1_INTEGER_get(n), i);
		assert_non_null(key);
		assert_non_null(X509_CRL_get0_nextUpdate(crl));
		AUTHORITY_KEYID_free(key);
		ASN1_INTEGER_free(n);
		X509_CRL_free(crl);
		assert_int_equal(local_ca_crl(f->ca, CERT_SIGN, ca_now, der, sizeof(der), &len), ERR_TOO_LONG);
	}
}

static bool
count(void *ctx, const struct local_ca_row *row)
{
	int *n = ctx;

	assert_int_equal(row->kind, *n == 0 ? CERT_SIGN : CERT_AUTH);
	assert_int_equal(row->state, *n == 0 ? ISSUER_PENDING : ISSUER_VALID);
	assert_int_equal(date_compare(row->expires, (struct date){ 2031, 5, 1 }), 0);
	(*n)++;
	return true;
}

static void
lists_what_was_issued(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request sign = ca_request(CERT_SIGN, ca_keys[0]), auth = ca_request(CERT_AUTH, ca_keys[1]);
	struct cert c;
	int n = 0;

	assert_int_equal(ca_ask(f, &sign, &c), ERR_NONE);
	(void)ca_given(f, &auth);
	assert_int_equal(local_ca_list(f->ca, count, &n), ERR_NONE);
	assert_int_equal(n, 2);
}

static void
refused_leaves_nothing(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct cert c;
	int n = 0;

	req.person.name[0] = '\0';
	assert_int_equal(ca_ask(f, &req, &c), ERR_CA_REFUSED);
	req = ca_request(CERT_AUTH, ca_keys[0]);
	req.at = later(200);	/* the CA itself is there for 240 months */
	req.expires = later(250).date;
	assert_int_equal(ca_ask(f, &req, &c), ERR_CA_REFUSED);
	req.kind = CERT_COUNT;
	assert_int_equal(ca_ask(f, &req, &c), ERR_CA_REFUSED);
	assert_int_equal(local_ca_list(f->ca, count, &n), ERR_NONE);
	assert_int_equal(n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_id_same_certificate, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(valid_only_when_confirmed, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(switch_is_all_or_nothing, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(new_is_not_the_old, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(dropped_is_never_valid, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(revoked_by_serial, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(revoked_by_key, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(expired_ones_leave_the_list, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(last_day_counts, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(lists_are_numbered, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(lists_what_was_issued, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(refused_leaves_nothing, ca_setup, ca_teardown),
	};

	return cmocka_run_group_tests(tests, ca_make_keys, NULL);
}
