/* A book that is lost, or an older one that is put back: nothing that was revoked becomes valid, and lists go on. */
#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <cmocka.h>

#include "ca-fixture.h"

/* The list's number and when it was signed; how many it revokes. */
struct seen { int64_t number; char at[32]; int revoked; };

static enum err
list(struct ca_fixture *f, struct moment at, struct seen *seen)
{
	static unsigned char der[65536];
	const unsigned char *p = der;
	ASN1_INTEGER *n;
	X509_CRL *crl;
	size_t len;
	enum err e = local_ca_crl(f->ca, CERT_SIGN, at, der, sizeof(der), &len);

	if (e != ERR_NONE)
		return e;
	assert_non_null(crl = d2i_X509_CRL(NULL, &p, (long)len));
	assert_non_null(n = X509_CRL_get_ext_d2i(crl, NID_crl_number, NULL, NULL));
	assert_int_equal(ASN1_INTEGER_get_int64(&seen->number, n), 1);
	(void)snprintf(seen->at, sizeof(seen->at), "%.30s",
	    (const char *)ASN1_STRING_get0_data(X509_CRL_get0_lastUpdate(crl)));
	seen->revoked = sk_X509_REVOKED_num(X509_CRL_get_REVOKED(crl));
	ASN1_INTEGER_free(n);
	X509_CRL_free(crl);
	return ERR_NONE;
}

/* As a file system's backup does while nobody works. */
static void
copy(struct ca_fixture *f, const char *from, const char *to)
{
	static char bytes[1 << 20];
	char path[200];
	ssize_t n;
	int in, out;

	issuer_free(&f->ca);	/* closes the book: its log is taken over */
	(void)snprintf(path, sizeof(path), "%s", ca_path(f, from));
	assert_true((in = open(path, O_RDONLY)) >= 0);
	assert_true((n = read(in, bytes, sizeof(bytes))) > 0 && n < (ssize_t)sizeof(bytes));
	assert_true((out = open(ca_path(f, to), O_WRONLY | O_CREAT | O_TRUNC, 0600)) >= 0);
	assert_int_equal(write(out, bytes, (size_t)n), n);
	(void)close(in);
	(void)close(out);
}

static void
revoke_now(struct ca_fixture *f, const struct cert *cert)
{
	struct cert_info info;

	assert_int_equal(cert_parse(cert, &info), ERR_NONE);
	assert_int_equal(f->ca->ops->revoke(f->ca, CERT_SIGN, info.serial, info.serial_len, ca_at(ca_now)), ERR_NONE);
}

static void
a_lost_book_is_no_new_one(void **state)
{
	struct ca_fixture *f = *state;

	assert_int_equal(ca_reopen(f), ERR_NONE);
	issuer_free(&f->ca);
	assert_int_equal(unlink(ca_path(f, "book.db")), 0);
	assert_int_equal(ca_reopen(f), ERR_CA_BOOK);
	assert_int_equal(ca_reopen(f), ERR_CA_BOOK);
}

static void
an_older_book_revokes_no_less(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct cert cert = ca_given(f, &req);
	struct seen seen;

	copy(f, "book.db", "older.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	revoke_now(f, &cert);
	assert_int_equal(list(f, ca_now, &seen), ERR_NONE);
	assert_int_equal(seen.revoked, 1);
	copy(f, "older.db", "book.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(list(f, ca_now, &seen), ERR_CA_BOOK);
}

/* What has been issued since it was made isn't in it, so it can't say whether that is revoked. */
static void
an_older_book_knows_all_that_was_revoked(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct cert cert;
	struct seen seen;

	copy(f, "book.db", "older.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	cert = ca_given(f, &req);
	revoke_now(f, &cert);
	assert_int_equal(list(f, ca_now, &seen), ERR_NONE);
	copy(f, "older.db", "book.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(list(f, ca_now, &seen), ERR_CA_BOOK);
}

/* One that differs in nothing but the lists that were signed since does: numbers and times go on from those. */
static void
numbers_and_times_of_lists_only_grow(void **state)
{
	struct ca_fixture *f = *state;
	struct moment later = ca_now;
	struct seen first, last, now;

	copy(f, "book.db", "older.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	later.date = date_add_days(later.date, 3);
	assert_int_equal(list(f, ca_now, &first), ERR_NONE);
	assert_int_equal(list(f, later, &last), ERR_NONE);
	assert_true(last.number > first.number);
	copy(f, "older.db", "book.db");
	assert_int_equal(ca_reopen(f), ERR_NONE);
	assert_int_equal(list(f, ca_now, &now), ERR_NONE);
	assert_true(now.number > last.number);
	assert_string_equal(now.at, last.at);
}

/* On hold until the card has it: it leaves the list then, and that is no fault of the book. */
static void
a_hold_ends(void **state)
{
	struct ca_fixture *f = *state;
	struct cert_request req = ca_request(CERT_SIGN, ca_keys[0]);
	struct issuer_switch s;
	struct cert cert;
	struct seen seen;

	assert_int_equal(ca_ask(f, &req, &cert), ERR_NONE);
	assert_int_equal(list(f, ca_now, &seen), ERR_NONE);
	assert_int_equal(seen.revoked, 1);
	s = ca_pair(&req, NULL);
	assert_int_equal(ca_confirm(f, &s, 1), ERR_NONE);
	assert_int_equal(list(f, ca_now, &seen), ERR_NONE);
	assert_true(seen.revoked <= 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_lost_book_is_no_new_one, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(an_older_book_revokes_no_less, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(an_older_book_knows_all_that_was_revoked, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(numbers_and_times_of_lists_only_grow, ca_setup, ca_teardown),
		cmocka_unit_test_setup_teardown(a_hold_ends, ca_setup, ca_teardown),
	};

	return cmocka_run_group_tests(tests, ca_make_keys, NULL);
}
