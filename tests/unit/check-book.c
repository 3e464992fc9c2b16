/*
 * The CA's book held against the journals of the cases: whatever differs between them is found, from either side, and
 * nothing is told where all is as the work left it.
 */
#include "config.h"

#include "upkeep/check.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "case/person.h"
#include "ca.h"
#include "desk/journal.h"
#include "fixture.h"

static const struct actor sato = { "sato", "3", { { 2026, 11, 20 }, 10, 30, 5 }, ROLES_UNSTATED };

/* Issued in 1, replaced in 2; undone in 3; issued in 4, revoked in 5; issued in 6, which was erased; open in 7. */
enum { CASES = 7 };
static struct case_file files[CASES];
static int64_t ids[CASES];
static struct cert certs[CASES];
static EVP_PKEY *keys[CASES];
static struct issuer *ca;
static char folder[200];

static const char *
path(const char *of)
{
	static char out[256];

	(void)snprintf(out, sizeof(out), "%s/%s", folder, of);
	return out;
}

static void
step(int i, const char *code, const void *data, size_t len)
{
	static char last[32];

	assert_int_equal(journal_step(store, &sato, ids[i], files[i].number, NULL, NULL, 0, code), ERR_NONE);
	(void)snprintf(last, sizeof(last), "end-%s", code);
	assert_int_equal(journal_step(store, &sato, ids[i], files[i].number, code, data, len, last), ERR_NONE);
}

static struct issuer_cause
cause(int i)
{
	struct issuer_cause c = { .at = sato.at };

	assert_int_equal(audit_subject(store, files[i].number, c.subject), ERR_NONE);
	return c;
}

static void
begin(int i, const char *procedure)
{
	files[i] = (struct case_file){ .certificates = CERT_BIT(CERT_AUTH), .facts = "procedure=issue\n" };
	(void)snprintf(files[i].procedure, sizeof(files[i].procedure), "%s", procedure);
	assert_int_equal(case_open(store, &sato, &files[i], CASE_APPROVED), ERR_NONE);
	assert_int_equal(journal_open(store, &sato, &files[i], &ids[i]), ERR_NONE);
}

static void
end(int i, const char *outcome)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(store_end(store, journal_close(store, &sato, ids[i], outcome)), ERR_NONE);
}

/* One certificate asked for, as the desk's steps do it. */
static void
request(int i)
{
	struct cert_request req = ca_request(CERT_AUTH, keys[i]);
	char reason[ISSUER_REASON_MAX];

	step(i, "generate:auth", req.spki, req.spki_len);
	memcpy(req.subject, cause(i).subject, sizeof(req.subject));
	if (ca->ops->request(ca, &req, &certs[i], reason) != ERR_NONE)
		fail_msg("%s", reason);
	step(i, "request:auth", certs[i].der, certs[i].len);
}

/* A database that nobody has open. */
static void
copy(const char *from, const char *to)
{
	static char bytes[1 << 20];
	FILE *f = fopen(scratch_path(&scratch, from), "rb");
	size_t n;

	assert_non_null(f);
	assert_in_range(n = fread(bytes, 1, sizeof(bytes), f), 1, sizeof(bytes) - 1);
	(void)fclose(f);
	assert_non_null(f = fopen(scratch_path(&scratch, to), "wb"));
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* With the case whose certificate it replaces, or -1. */
static void
confirm(int i, int old)
{
	struct issuer_switch s = { .kind = CERT_AUTH };
	struct cert_info info;
	const struct issuer_cause c = cause(i);

	assert_int_equal(cert_parse(&certs[i], &info), ERR_NONE);
	memcpy(s.id, info.spki_hash, CERT_HASH);
	if (old >= 0) {
		assert_int_equal(cert_parse(&certs[old], &info), ERR_NONE);
		memcpy(s.old_serial, info.serial, info.serial_len);
		s.old_serial_len = info.serial_len;
	}
	assert_int_equal(ca->ops->confirm(ca, &s, 1, &c), ERR_NONE);
}

static void
issue(int i)
{
	begin(i, "issue");
	request(i);
	confirm(i, -1);
	end(i, "done");
}

static void
renew(int i, int old)
{
	unsigned char data[2 + CERT_SERIAL_MAX] = { CERT_AUTH };
	struct cert_info info;

	begin(i, "renew");
	assert_int_equal(cert_parse(&certs[old], &info), ERR_NONE);
	data[1] = (unsigned char)info.serial_len;
	memcpy(data + 2, info.serial, info.serial_len);
	step(i, "old", data, 2 + info.serial_len);
	request(i);
	confirm(i, old);
	end(i, "done");
}

static void
undo(int i)
{
	struct cert_info info;
	const struct issuer_cause c = (begin(i, "issue"), request(i), cause(i));

	assert_int_equal(cert_parse(&certs[i], &info), ERR_NONE);
	assert_int_equal(ca->ops->drop(ca, info.spki_hash, &c), ERR_NONE);
	end(i, "undone");
}

static void
revoke_card(int i, int old)
{
	unsigned char data[1 + CERT_HASH] = { CERT_AUTH };
	struct cert_info info;
	const struct issuer_cause c = (begin(i, "revoke"), cause(i));

	assert_int_equal(cert_parse(&certs[old], &info), ERR_NONE);
	memcpy(data + 1, info.spki_hash, CERT_HASH);
	step(i, "held", data, sizeof(data));
	assert_int_equal(ca->ops->revoke_key(ca, CERT_AUTH, info.spki_hash, &c), ERR_NONE);
	end(i, "done");
}

/* All of it as the work left it. */
static int
make(void **state)
{
	int i;

	for (i = 0; i < CASES; i++)
		assert_non_null(keys[i] = EVP_EC_gen("P-384"));
	(void)fixture_setup_store(state);
	(void)snprintf(folder, sizeof(folder), "%s/ca", scratch.folder);
	assert_int_equal(local_ca_open(folder, CA_NAME, ca_now, &ca), ERR_NONE);
	issue(0);
	renew(1, 0);
	undo(2);
	issue(3);
	revoke_card(4, 3);
	issue(5);
	assert_int_equal(store_run(store, "UPDATE steps SET data = NULL WHERE procedure = ?1",
	    (struct store_value[]){ store_int(ids[5]) }, 1, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "INSERT INTO case_history (number, at, clerk, counter, event, state, why)"
	    " VALUES (?1, '2026-11-20T10:30:05', 'sato', '3', 'erased', 'done', '')",
	    (struct store_value[]){ store_text(files[5].number) }, 1, NULL, NULL), ERR_NONE);
	begin(6, "issue");
	request(6);
	issuer_free(&ca);
	store_close(&store);
	copy("s.db", "s.kept");
	copy("ca/book.db", "book.kept");
	for (i = 0; i < CASES; i++)
		EVP_PKEY_free(keys[i]);
	return 0;
}

/* As it was made, whatever the test before has altered. */
static int
setup(void **state)
{
	(void)state;
	store_close(&store);
	copy("s.kept", "s.db");
	copy("book.kept", "ca/book.db");
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_TRAINING, &store), ERR_NONE);
	return 0;
}

static void
sql(const char *file, const char *statements)
{
	char *why = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(file, &db), SQLITE_OK);
	if (sqlite3_exec(db, statements, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", statements, why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

struct found { unsigned checks; char numbers[8][CASE_NUMBER_MAX], serial[41]; size_t n; };

static void
find(void *ctx, const struct check_fault *f)
{
	struct found *found = ctx;

	found->checks |= 1u << f->check;
	if (found->n < 8)
		memcpy(found->numbers[found->n++], f->number, CASE_NUMBER_MAX);
	memcpy(found->serial, f->serial, sizeof(found->serial));
	assert_non_null(check_words(f->check));
	assert_true(f->check < CHECK_BOOK_FILE || check_todo(f->check) != NULL);
}

static enum err
check(struct found *found, struct check_sums *sums)
{
	memset(found, 0, sizeof(*found));
	return store_check_book(store, folder, CA_NAME, find, found, sums);
}

#define C(name) (1u << CHECK_BOOK_##name)
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define OF_CASE(table, what, number) "UPDATE " table " SET " what " WHERE subject LIKE '26-00000" #number "-%'"
#define STEPS_OF(number) " WHERE procedure = (SELECT id FROM procedures WHERE case_number LIKE '26-00000" #number "-%')"

/* by: all that find it. of: the number's last digit before its check digit, as told first; 0: none is told. */
static const struct { const char *what; bool book; const char *statements; unsigned by; char of; } altered[] = {
	{ "a certificate taken out of the book", true, "DELETE FROM issued WHERE subject LIKE '26-000002-%'",
	    C(LACKS), '2' },
	{ "one that can't be", true, "INSERT INTO issued SELECT 99, kind, 1, 0, since, expires,"
	    " zeroblob(33), zeroblob(16), cert, '26-000009-6@', '' FROM issued WHERE number = 1", C(FILE), 0 },
	{ "one that nobody asked for", true, "INSERT INTO issued SELECT 99, kind, 1, 0, since, expires,"
	    " zeroblob(32), x'01020304', cert, '26-000001-3@', '' FROM issued WHERE number = 1", C(ROW) | C(ALONE), 0 },
	{ "a row's serial", true, OF_CASE("issued", "serial = x'01020304'", 2), C(ROW), 0 },
	{ "a row's certificate", true,
	    OF_CASE("issued", "cert = (SELECT cert FROM issued WHERE number = 1)", 2),
	    C(ROW) | C(OTHER), 0 },
	{ "a row's last day", true, OF_CASE("issued", "expires = expires + 86400", 2), C(ROW), 0 },
	{ "a row's kind", true, OF_CASE("issued", "kind = 0", 2), C(ROW) | C(OTHER), 0 },
	{ "whose a row is", true, OF_CASE("issued", "subject = '26-000004-7@'", 2), C(ALONE) | C(WHOSE), '4' },
	{ "whose a row is, of no case", true, OF_CASE("issued", "subject = '26-000099-7@'", 2),
	    C(ALONE) | C(WHOSE), 0 },
	{ "un-revoked, by a renewal", true, OF_CASE("issued", "state = 1", 1), C(VALID), '2' },
	{ "un-revoked, by a revocation", true, OF_CASE("issued", "state = 1", 4), C(VALID), '5' },
	{ "revoked by nobody", true, OF_CASE("issued", "state = 2", 2), C(REVOKED), 0 },
	{ "revoked by a case that revoked another", true,
	    OF_CASE("issued", "state = 2, ended_by = '26-000005-4@'", 2),
	    C(REVOKED), '5' },
	{ "never made valid", true, OF_CASE("issued", "state = 0", 2), C(STATE), '2' },
	{ "dropped, and on the card", true, OF_CASE("issued", "state = 3", 2), C(STATE), '2' },
	{ "valid, and on no card", true, OF_CASE("issued", "state = 1", 3), C(STATE), '3' },
	{ "a certificate taken out of a journal, and its key", false, "DELETE FROM steps" STEPS_OF(2) " AND code IN"
	    " ('generate:auth', 'request:auth')", C(ALONE), '2' },
	{ "a certificate in a second journal", false, "UPDATE steps SET data = (SELECT s.data FROM steps s" STEPS_OF(2)
	    " AND s.code = 'request:auth')" STEPS_OF(4) " AND code = 'request:auth'", C(TWICE) | C(WHOSE), 0 },
	{ "a procedure under another case", false, "UPDATE procedures SET case_number = (SELECT number FROM cases WHERE"
	    " number LIKE '26-000004-%') WHERE case_number LIKE '26-000002-%'", C(ALONE) | C(WHOSE) | C(REVOKED), 0 },
	{ "an outcome", false, "UPDATE procedures SET outcome = 'done' WHERE case_number LIKE '26-000003-%'",
	    C(STATE), '3' },
	{ "another outcome", false, "UPDATE procedures SET outcome = 'undone' WHERE case_number LIKE '26-000002-%'",
	    C(STATE), '2' },
	{ "what a renewal replaced", false, "DELETE FROM steps" STEPS_OF(2) " AND code = 'old'", C(REVOKED), '2' },
	{ "what a revocation was of", false, "DELETE FROM steps" STEPS_OF(5) " AND code = 'held'", C(REVOKED), '5' },
	{ "what a revocation was of, another's", false, "UPDATE steps SET data = x'01" ZEROS "'" STEPS_OF(5)
	    " AND code = 'held'", C(REVOKED) | C(LACKS), '5' },
	{ "a journal that nobody wrote so", false, "UPDATE steps SET data = x'0102'" STEPS_OF(5) " AND code = 'held'",
	    1u << CHECK_FILE, '5' },
	{ "a book that is none", true, "DROP TABLE issued", C(FILE), 0 },
};

static void
nothing_is_told_of_sound_work(void **state)
{
	struct check_sums sums;
	struct found found;

	(void)state;
	assert_int_equal(check(&found, &sums), ERR_NONE);
	assert_int_equal(found.n, 0);
	assert_int_equal(sums.certificates, 6);
	assert_int_equal(sums.elsewhere, 0);
}

static void
each_difference_is_found(void **state)
{
	struct check_sums sums;
	struct found found;
	size_t i, k, named;
	enum err e;

	for (i = 0; i < sizeof(altered) / sizeof(*altered); i++) {
		(void)setup(state);
		sql(altered[i].book ? path("book.db") : scratch_path(&scratch, "s.db"), altered[i].statements);
		e = check(&found, &sums);
		if (e != ERR_STORE_CORRUPT || found.checks != altered[i].by)
			fail_msg("%s: error %d, found by %x, not %x", altered[i].what, e, found.checks, altered[i].by);
		for (named = k = 0; k < found.n; k++)
			named += found.numbers[k][8] == altered[i].of;
		if (altered[i].of != 0 && named == 0)
			fail_msg("%s: the case isn't named", altered[i].what);
	}
}

/* A book that is lost is the CA's own fault, and the certificates of no CA at all are told one by one. */
static void
without_a_book(void **state)
{
	struct check_sums sums;
	struct found found;

	(void)state;
	assert_int_equal(unlink(path("book.db")), 0);
	assert_int_equal(check(&found, &sums), ERR_CA_BOOK);
	assert_int_equal(access(path("book.db"), F_OK), -1);
	assert_int_equal(rename(folder, scratch_path(&scratch, "away")), 0);
	assert_int_equal(check(&found, &sums), ERR_STORE_CORRUPT);
	assert_int_equal(found.checks, C(LACKS));
	assert_int_equal(access(folder, F_OK), -1);
}

/* What an earlier version issued names no case, and what another store's cases had is theirs. */
static void
of_nobody_that_is_known(void **state)
{
	struct check_sums sums;
	struct found found;

	(void)state;
	sql(path("book.db"), "UPDATE issued SET subject = replace(subject, '@', '@0f0f')"
	    " WHERE subject LIKE '26-000006-%'");
	assert_int_equal(check(&found, &sums), ERR_NONE);
	assert_int_equal(sums.elsewhere, 1);
	sql(path("book.db"), "ALTER TABLE issued DROP COLUMN subject; ALTER TABLE issued DROP COLUMN ended_by;"
	    " DROP TABLE listed;"
	    " PRAGMA user_version = 1");
	assert_int_equal(check(&found, &sums), ERR_NONE);
	assert_int_equal(sums.certificates, 6);
	assert_int_equal(sums.elsewhere, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nothing_is_told_of_sound_work, setup),
		cmocka_unit_test(each_difference_is_found),
		cmocka_unit_test_setup(of_nobody_that_is_known, setup),
		cmocka_unit_test_setup(without_a_book, setup),
	};

	return cmocka_run_group_tests(tests, make, fixture_teardown);
}
