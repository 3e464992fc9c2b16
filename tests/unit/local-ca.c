/* The embedded CA: the same answer to the same request, valid only when confirmed, all of a visit or nothing of it. */
#include "issuer/local.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "ca.h"
#include "key-pool.h"
#include "scratch.h"

#define KEYS 4

static EVP_PKEY *keys[KEYS];

struct fixture { struct scratch scratch; struct issuer *ca; char folder[160]; };

static int
make_keys(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < KEYS; i++)
		keys[i] = key_pool((unsigned)i);
	return 0;
}

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return 1;
	scratch_new(&f->scratch);
	(void)snprintf(f->folder, sizeof(f->folder), "%s/training/ca", f->scratch.folder);
	*state = f;
	return local_ca_open(f->folder, CA_NAME, ca_now, &f->ca) == ERR_NONE ? 0 : 1;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	issuer_free(&f->ca);
	issuer_free(&f->ca);
	scratch_free(&f->scratch);
	free(f);
	return 0;
}

static const char *
path(struct fixture *f, const char *file)
{
	static char at[200];

	(void)snprintf(at, sizeof(at), "%s/%s", f->folder, file);
	return at;
}

static enum err
reopen(struct fixture *f)
{
	issuer_free(&f->ca);
	return local_ca_open(f->folder, CA_NAME, ca_now, &f->ca);
}

static enum err
request(struct fixture *f, const struct cert_request *req, struct cert *c)
{
	char reason[ISSUER_REASON_MAX];
	enum err e = f->ca->ops->request(f->ca, req, c, reason);

	assert_int_equal(e == ERR_CA_REFUSED, reason[0] != '\0');
	assert_int_equal(e == ERR_NONE, c->len != 0);
	return e;
}

static enum issuer_state
state_of(struct fixture *f, enum cert_kind kind, const struct cert *c)
{
	struct cert_info info;
	enum issuer_state st = ISSUER_DROPPED;

	assert_int_equal(cert_parse(c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->state(f->ca, kind, info.serial, info.serial_len, &st), ERR_NONE);
	return st;
}

/* One pair to confirm; old may be NULL. */
static struct issuer_switch
pair(const struct cert_request *req, const struct cert *old)
{
	struct issuer_switch s = { .kind = req->kind };
	struct cert_info info;

	memcpy(s.id, req->id, sizeof(s.id));
	if (old != NULL && cert_parse(old, &info) == ERR_NONE) {
		memcpy(s.old_serial, info.serial, info.serial_len);
		s.old_serial_len = info.serial_len;
	}
	return s;
}

static enum err
confirm(struct fixture *f, const struct issuer_switch *s, size_t n)
{
	return f->ca->ops->confirm(f->ca, s, n, ca_now);
}

/* A certificate that is valid. */
static struct cert
given(struct fixture *f, const struct cert_request *req)
{
	struct issuer_switch s = pair(req, NULL);
	struct cert c;

	assert_int_equal(request(f, req, &c), ERR_NONE);
	assert_int_equal(confirm(f, &s, 1), ERR_NONE);
	return c;
}

static struct moment
later(int months)
{
	struct moment m = ca_now;

	m.date = date_add_months(m.date, months);
	return m;
}

static X509_CRL *
list(struct fixture *f, enum cert_kind kind, struct moment at)
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
listed(struct fixture *f, enum cert_kind kind, struct moment at, const struct cert *c)
{
	X509_CRL *crl = list(f, kind, at);
	X509 *x = ca_x509(c);
	ASN1_ENUMERATED *why;
	X509_REVOKED *r;
	int reason = -1;

	if (X509_CRL_get0_by_cert(crl, &r, x) == 1) {
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
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, keys[0]), again = req;
	struct cert first, second;

	assert_int_equal(request(f, &req, &first), ERR_NONE);
	again.at = later(1);
	assert_int_equal(request(f, &again, &second), ERR_NONE);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.der, second.der, first.len);
	assert_int_equal(reopen(f), ERR_NONE);
	assert_int_equal(request(f, &req, &second), ERR_NONE);
	assert_memory_equal(first.der, second.der, first.len);
	again.kind = CERT_AUTH;
	assert_int_equal(request(f, &again, &second), ERR_CA_REFUSED);
	again = ca_request(CERT_SIGN, keys[1]);
	memcpy(again.id, req.id, sizeof(req.id));
	assert_int_equal(request(f, &again, &second), ERR_CA_REFUSED);
}

static void
valid_only_when_confirmed(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_AUTH, keys[0]);
	struct issuer_switch s = pair(&req, NULL);
	struct cert c;

	assert_int_equal(confirm(f, &s, 1), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(request(f, &req, &c), ERR_NONE);
	assert_int_equal(state_of(f, CERT_AUTH, &c), ISSUER_PENDING);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), CRL_REASON_CERTIFICATE_HOLD);
	s.kind = CERT_SIGN;
	assert_int_equal(confirm(f, &s, 1), ERR_CA_UNKNOWN_REQUEST);
	s.kind = CERT_AUTH;
	assert_int_equal(confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(state_of(f, CERT_AUTH, &c), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), -1);
}

static void
switch_is_all_or_nothing(void **state)
{
	struct fixture *f = *state;
	struct cert_request old_sign = ca_request(CERT_SIGN, keys[0]), old_auth = ca_request(CERT_AUTH, keys[1]);
	struct cert_request sign = ca_request(CERT_SIGN, keys[2]), auth = ca_request(CERT_AUTH, keys[3]);
	struct cert gone_sign = given(f, &old_sign), gone_auth = given(f, &old_auth), new_sign, new_auth;
	struct issuer_switch s[2] = { pair(&sign, &gone_sign), pair(&auth, &gone_auth) };

	assert_int_equal(request(f, &sign, &new_sign), ERR_NONE);
	assert_int_equal(request(f, &auth, &new_auth), ERR_NONE);
	s[1].old_serial[3] ^= 1;
	assert_int_equal(confirm(f, s, 2), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(state_of(f, CERT_SIGN, &gone_sign), ISSUER_VALID);
	assert_int_equal(state_of(f, CERT_SIGN, &new_sign), ISSUER_PENDING);
	s[1].old_serial[3] ^= 1;
	assert_int_equal(confirm(f, s, 2), ERR_NONE);
	assert_int_equal(confirm(f, s, 2), ERR_NONE);
	assert_int_equal(state_of(f, CERT_SIGN, &gone_sign), ISSUER_REVOKED);
	assert_int_equal(state_of(f, CERT_AUTH, &gone_auth), ISSUER_REVOKED);
	assert_int_equal(state_of(f, CERT_SIGN, &new_sign), ISSUER_VALID);
	assert_int_equal(state_of(f, CERT_AUTH, &new_auth), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &gone_sign), CRL_REASON_SUPERSEDED);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &gone_auth), CRL_REASON_SUPERSEDED);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &new_sign), -1);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &gone_sign), -1);
}

static void
new_is_not_the_old(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, keys[0]);
	struct issuer_switch s;
	struct cert c;

	assert_int_equal(request(f, &req, &c), ERR_NONE);
	s = pair(&req, &c);
	assert_int_equal(confirm(f, &s, 1), ERR_CA_REFUSED);
	assert_int_equal(state_of(f, CERT_SIGN, &c), ISSUER_PENDING);
}

static void
dropped_is_never_valid(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, keys[0]), kept = ca_request(CERT_SIGN, keys[1]);
	struct issuer_switch s = pair(&req, NULL);
	struct cert c, again;

	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_now), ERR_NONE);
	assert_int_equal(request(f, &req, &c), ERR_NONE);
	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_now), ERR_NONE);
	assert_int_equal(f->ca->ops->drop(f->ca, req.id, ca_now), ERR_NONE);
	assert_int_equal(state_of(f, CERT_SIGN, &c), ISSUER_DROPPED);
	assert_int_equal(confirm(f, &s, 1), ERR_CA_REFUSED);
	assert_int_equal(request(f, &req, &again), ERR_CA_REFUSED);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &c), CRL_REASON_CESSATION_OF_OPERATION);
	c = given(f, &kept);
	assert_int_equal(f->ca->ops->drop(f->ca, kept.id, ca_now), ERR_CA_REFUSED);
	assert_int_equal(state_of(f, CERT_SIGN, &c), ISSUER_VALID);
}

static void
revoked_by_serial(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_AUTH, keys[0]);
	struct cert c = given(f, &req);
	struct cert_info info;
	enum issuer_state st;

	assert_int_equal(cert_parse(&c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_SIGN, info.serial, info.serial_len, ca_now), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, 0, ca_now), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, 3, ca_now), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->state(f->ca, CERT_AUTH, info.serial, 3, &st), ERR_CA_UNKNOWN_REQUEST);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len, ca_now), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len, later(1)), ERR_NONE);
	assert_int_equal(state_of(f, CERT_AUTH, &c), ISSUER_REVOKED);
	assert_int_equal(listed(f, CERT_AUTH, ca_now, &c), CRL_REASON_CESSATION_OF_OPERATION);
}

/* What has run out is not revoked; what ran out after it was revoked is shown once more, then left off. */
static void
expired_ones_leave_the_list(void **state)
{
	struct fixture *f = *state;
	struct cert_request old = ca_request(CERT_SIGN, keys[0]), gone = ca_request(CERT_SIGN, keys[1]);
	struct cert_request fresh = ca_request(CERT_SIGN, keys[2]);
	struct issuer_switch s;
	struct cert expired, revoked, c;
	struct cert_info info;

	old.at = later(-60);
	old.expires = (struct date){ 2026, 11, 19 };
	expired = given(f, &old);
	assert_int_equal(request(f, &fresh, &c), ERR_NONE);
	s = pair(&fresh, &expired);
	assert_int_equal(confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(state_of(f, CERT_SIGN, &expired), ISSUER_VALID);
	assert_int_equal(listed(f, CERT_SIGN, ca_now, &expired), -1);

	revoked = given(f, &gone);
	assert_int_equal(cert_parse(&revoked, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_SIGN, info.serial, info.serial_len, ca_now), ERR_NONE);
	assert_int_equal(listed(f, CERT_SIGN, later(1), &revoked), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(listed(f, CERT_SIGN, later(60), &revoked), CRL_REASON_CESSATION_OF_OPERATION);
	assert_int_equal(listed(f, CERT_SIGN, later(61), &revoked), -1);
}

/* On the last day it is still valid, to the end of the day in Japan. */
static void
last_day_counts(void **state)
{
	struct fixture *f = *state;
	struct cert_request old = ca_request(CERT_AUTH, keys[0]);
	struct cert c;
	struct cert_info info;

	old.expires = ca_now.date;
	c = given(f, &old);
	assert_int_equal(cert_parse(&c, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_AUTH, info.serial, info.serial_len,
	    (struct moment){ ca_now.date, 23, 59, 59 }), ERR_NONE);
	assert_int_equal(state_of(f, CERT_AUTH, &c), ISSUER_REVOKED);
}

static void
lists_are_numbered(void **state)
{
	struct fixture *f = *state;
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
	struct fixture *f = *state;
	struct cert_request sign = ca_request(CERT_SIGN, keys[0]), auth = ca_request(CERT_AUTH, keys[1]);
	struct cert c;
	int n = 0;

	assert_int_equal(request(f, &sign, &c), ERR_NONE);
	(void)given(f, &auth);
	assert_int_equal(local_ca_list(f->ca, count, &n), ERR_NONE);
	assert_int_equal(n, 2);
}

static void
refused_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, keys[0]);
	struct cert c;
	int n = 0;

	req.person.name[0] = '\0';
	assert_int_equal(request(f, &req, &c), ERR_CA_REFUSED);
	req.kind = CERT_COUNT;
	assert_int_equal(request(f, &req, &c), ERR_CA_REFUSED);
	assert_int_equal(local_ca_list(f->ca, count, &n), ERR_NONE);
	assert_int_equal(n, 0);
}

static void
two_authorities_that_stay(void **state)
{
	struct fixture *f = *state;
	struct cert sign, auth, again;

	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_SIGN, &sign), ERR_NONE);
	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_AUTH, &auth), ERR_NONE);
	assert_int_not_equal(memcmp(sign.der, auth.der, 400), 0);
	assert_int_equal(reopen(f), ERR_NONE);
	assert_int_equal(f->ca->ops->ca_cert(f->ca, CERT_SIGN, &again), ERR_NONE);
	assert_memory_equal(sign.der, again.der, sign.len);
}

static mode_t
mode_of(const char *file)
{
	struct stat st;

	assert_int_equal(stat(file, &st), 0);
	return st.st_mode & 0777;
}

static void
others_are_kept_out(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mode_of(f->folder), 0700);
	assert_int_equal(mode_of(path(f, "sign-key.der")), 0600);
	assert_int_equal(mode_of(path(f, "auth-key.der")), 0600);
	assert_int_equal(mode_of(path(f, "book.db")), 0600);
	assert_int_equal(chmod(path(f, "sign-key.der"), 0640), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(path(f, "sign-key.der"), 0600), 0);
	assert_int_equal(chmod(f->folder, 0755), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(f->folder, 0710), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(chmod(f->folder, 0700), 0);
	assert_int_equal(reopen(f), ERR_NONE);
}

static void
only_its_own_keys(void **state)
{
	struct fixture *f = *state;
	char other[200];
	int fd;

	(void)snprintf(other, sizeof(other), "%s", path(f, "auth-key.der"));
	assert_int_equal(rename(other, path(f, "sign-key.der")), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(unlink(path(f, "sign-key.der")), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(symlink("/dev/zero", path(f, "sign-key.der")), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
	assert_int_equal(unlink(path(f, "sign-key.der")), 0);
	assert_true((fd = open(path(f, "sign-key.der"), O_WRONLY | O_CREAT | O_EXCL, 0600)) >= 0);
	assert_int_equal(write(fd, "nonsense", 8), 8);
	assert_int_equal(close(fd), 0);
	assert_int_equal(reopen(f), ERR_CA_KEYS);
}

static void
only_its_own_folder(void **state)
{
	struct fixture *f = *state;
	struct issuer *ca;
	char link[200];

	(void)snprintf(link, sizeof(link), "%s/link", f->scratch.folder);
	assert_int_equal(symlink(f->folder, link), 0);
	assert_int_equal(local_ca_open(link, CA_NAME, ca_now, &ca), ERR_CA_KEYS);
	assert_null(ca);
	assert_int_equal(local_ca_open(path(f, "book.db"), CA_NAME, ca_now, &ca), ERR_CA_KEYS);
	issuer_free(&f->ca);
	assert_int_equal(local_ca_open(f->folder, "another", ca_now, &ca), ERR_MODE_MIXED);
	assert_int_equal(local_ca_open(f->folder, "", ca_now, &ca), ERR_TOO_LONG);
	assert_int_equal(reopen(f), ERR_NONE);
}

static void
execute(struct fixture *f, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path(f, "book.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
book_is_not_believed(void **state)
{
	struct fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, keys[0]);
	struct cert c = given(f, &req);
	int n = 0;

	issuer_free(&f->ca);
	execute(f, "UPDATE issued SET state = 9");
	assert_int_equal(reopen(f), ERR_NONE);
	assert_int_equal(request(f, &req, &c), ERR_STORE_CORRUPT);
	assert_int_equal(local_ca_list(f->ca, count, &n), ERR_STORE_CORRUPT);
	issuer_free(&f->ca);
	execute(f, "UPDATE issued SET state = 1, serial = zeroblob(21)");
	assert_int_equal(reopen(f), ERR_NONE);
	assert_int_equal(request(f, &req, &c), ERR_STORE_CORRUPT);
	issuer_free(&f->ca);
	execute(f, "UPDATE authority SET cert = zeroblob(5000)");
	assert_int_not_equal(reopen(f), ERR_NONE);
	execute(f, "PRAGMA user_version = 2");
	assert_int_equal(reopen(f), ERR_STORE_NEWER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_id_same_certificate, setup, teardown),
		cmocka_unit_test_setup_teardown(valid_only_when_confirmed, setup, teardown),
		cmocka_unit_test_setup_teardown(switch_is_all_or_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(new_is_not_the_old, setup, teardown),
		cmocka_unit_test_setup_teardown(dropped_is_never_valid, setup, teardown),
		cmocka_unit_test_setup_teardown(revoked_by_serial, setup, teardown),
		cmocka_unit_test_setup_teardown(expired_ones_leave_the_list, setup, teardown),
		cmocka_unit_test_setup_teardown(last_day_counts, setup, teardown),
		cmocka_unit_test_setup_teardown(lists_are_numbered, setup, teardown),
		cmocka_unit_test_setup_teardown(lists_what_was_issued, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_leaves_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(two_authorities_that_stay, setup, teardown),
		cmocka_unit_test_setup_teardown(others_are_kept_out, setup, teardown),
		cmocka_unit_test_setup_teardown(only_its_own_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(only_its_own_folder, setup, teardown),
		cmocka_unit_test_setup_teardown(book_is_not_believed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, make_keys, NULL);
}
