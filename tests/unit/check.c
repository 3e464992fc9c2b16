/*
 * What somebody who can write the store's file, and has no key, may alter in cases: each is found, by the log and
 * without anchors, whatever else is left as it was.
 */
#include "config.h"

#include "upkeep/check.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/evp.h>

#include "audit/keep.h"
#include "base/buf.h"
#include "base/cert.h"
#include "case/handover.h"
#include "case/person.h"
#include "case/reception.h"
#include "fixture.h"

#define AT { { 2026, 11, 20 }, 10, 30, 5 }

static const struct actor sato = { "sato", "3", AT, ROLES_UNSTATED }, tanaka = { "tanaka", "3", AT, ROLES_UNSTATED };
static const char rules[] = "[municipality]\nname = 試験市\nsource = 試験\n"
    "[rule all]\noutcome = proceed\nwhen = visitor in self, proxy\ntext = 手続\nsource = 試験\n"
    "[action eyes]\ndo = second-approval\nwhen = visitor = proxy\nsource = 試験の要領\n";

/*
 * one as it came, one seconded, one erased, one of which only a note is made, one that waits for a letter, one at the
 * authority's terminal
 */
#define FILES 6
static struct case_file files[FILES];

static void
receive(struct case_file *f, const char *visitor)
{
	static struct reception r;
	struct profile *profile;
	char facts[128], why[FACTS_WHY_MAX];

	assert_int_equal(profile_read_text(rules, &profile, NULL), ERR_NONE);
	r = (struct reception){ .profile = profile };
	r.file.person = (struct person){ .name = "番号 花子", .kana = "バンゴウ ハナコ" };
	r.file.proxy = (struct case_proxy){ .name = "番号 太郎" };
	(void)snprintf(facts, sizeof(facts), "procedure=unlock\nvisitor=%s\nvisit=1\n", visitor);
	assert_int_equal(facts_read_lines(&r.facts, NULL, facts, why), ERR_NONE);
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	*f = r.file;
	reception_free(&r);
	profile_free(&profile);
}

static void
second(const struct case_file *f)
{
	struct particulars p = { .seen = 0 };
	struct case_file now;

	assert_int_equal(case_load(store, f->number, &now), ERR_NONE);
	p.seen = now.version;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &tanaka, f->number,
	    case_event_with(store, &tanaka, f->number, EVENT_SECOND, "", &p)), ERR_NONE);
}

/* It was there once before, and that print was typed by one. */
static void
hand_over(const struct case_file *f)
{
	struct handover_want w = { .day = sato.at.date, .fresh = CERT_BOTH, .before_known = true, .card = "beef" };
	struct handover_print p = { .day = sato.at.date };
	struct actor later = sato;

	w.before[CERT_AUTH].present = true;
	w.before[CERT_AUTH].serial[0] = 7;
	w.before[CERT_AUTH].serial_len = 1;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(handover_put(store, &sato, f->number, &w), ERR_NONE);
	assert_int_equal(handover_end(store, &sato, f->number, "congested", "", NULL), ERR_NONE);
	later.at.minute++;
	assert_int_equal(handover_put(store, &later, f->number, &w), ERR_NONE);
	assert_int_equal(handover_type(store, &later, f->number, &p), ERR_NONE);
	assert_int_equal(case_settle(store, &later, f->number,
	    case_event_within(store, &later, f->number, EVENT_HAND_OVER, "")), ERR_NONE);
}

static int
setup(void **state)
{
	struct audit_keeping kept = { .key = "" };
	size_t i;

	(void)fixture_setup_store(state);
	(void)snprintf(kept.key, sizeof(kept.key), "%s/audit.key", scratch.folder);
	assert_int_equal(audit_keep(store, &sato, &kept), ERR_NONE);
	for (i = 0; i < FILES; i++)
		receive(&files[i], i == 1 ? "proxy" : "self");
	second(&files[1]);
	assert_int_equal(case_event(store, &sato, files[2].number, EVENT_WITHDRAW, "考え直した"), ERR_NONE);
	assert_int_equal(case_erase(store, &sato, files[2].number), ERR_NONE);
	assert_int_equal(case_event(store, &sato, files[3].number, EVENT_NOTE, "電話があった"), ERR_NONE);
	assert_int_equal(case_event(store, &sato, files[4].number, EVENT_INQUIRE, ""), ERR_NONE);
	hand_over(&files[5]);
	return 0;
}

static int
teardown(void **state)
{
	store_close(&store);
	return fixture_teardown(state);
}

static void
sql(const char *statements)
{
	char *why = NULL;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(scratch_path(&scratch, "s.db"), &db), SQLITE_OK);
	if (sqlite3_exec(db, statements, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
count_fault(void *ctx, const struct check_fault *f)
{
	++((int *)ctx)[f->check];
}

#define C(check) (1u << CHECK_##check)

/* by: all the checks that find it, and no other does. */
static const struct { const char *what, *statements; unsigned by; } altered[] = {
	{ "nothing", "SELECT 1", 0 },
	{ "a state", "UPDATE cases SET state = 'done' WHERE id = 1", C(STATE) | C(CONTENT) },
	{ "card work that nobody does", "UPDATE cases SET state = 'card-work' WHERE id = 1; UPDATE case_history"
	    " SET state = 'card-work' WHERE number LIKE '26-000001%'", C(CARD_WORK) | C(RECORD) | C(CONTENT) },
	{ "a procedure that nobody began",
	    "INSERT INTO procedures (case_number, kind, host, boot, pid, start, clerk, begun)"
	    " SELECT number, 'renew', '', '', 0, 0, '', '' FROM cases WHERE id = 1", C(CARD_WORK) },
	{ "a case deleted, whole",
	    "DELETE FROM person WHERE number LIKE '26-000001%'; DELETE FROM proxy WHERE number LIKE"
	    " '26-000001%'; DELETE FROM case_history WHERE number LIKE '26-000001%'; DELETE FROM cases WHERE id = 1",
	    C(CASE) | C(RECORD) },
	{ "a case put in", "INSERT INTO cases (number, state, procedure, certificates, pins, facts, decision, outcome,"
	    " opened_at, changed_at) SELECT '26-000009-6', state, procedure, certificates, pins, facts, decision,"
	    " outcome, opened_at, changed_at FROM cases WHERE id = 1; INSERT INTO case_history (number, at, clerk,"
	    " counter, event, state, why) SELECT '26-000009-6', at, clerk, counter, event, state, why"
	    " FROM case_history WHERE number LIKE '26-000001%'", C(RECORD) },
	{ "an event's clerk", "UPDATE case_history SET clerk = 'suzuki' WHERE number LIKE '26-000001%'", C(RECORD) },
	{ "an event's moment", "UPDATE case_history SET at = '2026-11-19T10:30:05' WHERE id = 1", C(RECORD) },
	{ "an event's counter", "UPDATE case_history SET counter = '4' WHERE id = 1", C(RECORD) },
	{ "an event", "UPDATE case_history SET event = 'noted' WHERE id = 1", C(RECORD) },
	{ "an event's state", "UPDATE case_history SET state = 'done' WHERE id = 1", C(RECORD) | C(STATE) },
	{ "an event's words", "UPDATE case_history SET why = '窓口に来た' WHERE event = 'noted'", C(WHY) },
	{ "an event deleted", "DELETE FROM case_history WHERE event = 'noted'", C(RECORD) },
	{ "an event twice", "INSERT INTO case_history (number, at, clerk, counter, event, state, why)"
	    " SELECT number, at, clerk, counter, event, state, why FROM case_history WHERE id = 1", C(RECORD) },
	{ "who seconded", "UPDATE cases SET seconded_by = 'suzuki' WHERE seconded_by = 'tanaka'",
	    C(SECOND) | C(CONTENT) },
	{ "a second approval nobody gave", "UPDATE cases SET seconded_by = 'tanaka' WHERE id = 1",
	    C(SECOND) | C(CONTENT) },
	{ "a name", "UPDATE person SET name = '番号 桃子' WHERE number LIKE '26-000001%'", C(CONTENT) },
	{ "an address", "UPDATE person SET address = '東京都千代田区' WHERE number LIKE '26-000001%'", C(CONTENT) },
	{ "a person deleted", "DELETE FROM person WHERE number LIKE '26-000001%'", C(CONTENT) },
	{ "a person exchanged with another's",
	    "UPDATE person SET number = '26-000003-9' WHERE number LIKE '26-000001%'",
	    C(CONTENT) },
	{ "a visitor", "UPDATE proxy SET name = '番号 次郎' WHERE number LIKE '26-000001%'", C(CONTENT) },
	{ "a letter's posting", "UPDATE inquiry SET posted_at = '2026-11-20T16:00:00', mail_number = '12345678901'"
	    " WHERE number LIKE '26-000005%'", C(CONTENT) },
	{ "a letter's last day", "UPDATE inquiry SET reply_until = '2027-12-31' WHERE number LIKE '26-000005%'",
	    C(CONTENT) },
	{ "a letter deleted", "DELETE FROM inquiry WHERE number LIKE '26-000005%'", C(CONTENT) },
	{ "another letter", "INSERT INTO inquiry (number, letter, channel, ordered_at) SELECT number, 2, channel,"
	    " ordered_at FROM inquiry WHERE number LIKE '26-000005%'", C(CONTENT) },
	{ "a kept card that nobody handed in", "INSERT INTO kept (number, since, system) SELECT number, opened_at,"
	    " 'down' FROM cases WHERE id = 1", C(CONTENT) },
	{ "what was handed over", "UPDATE handover SET pins = 15 WHERE ended_at = ''", C(CONTENT) },
	{ "the card before", "UPDATE handover SET card = 'f00d' WHERE ended_at <> ''", C(CONTENT) },
	{ "a serial before", "UPDATE handover SET auth_before = x'08' WHERE ended_at = ''", C(CONTENT) },
	{ "a serial that was issued", "UPDATE handover SET sign_serial = x'09' WHERE ended_at <> ''", C(CONTENT) },
	{ "what the terminal said", "UPDATE handover SET outcome = 'done' WHERE ended_at <> ''", C(CONTENT) },
	{ "who typed its print", "UPDATE handover SET typed_by = 'tanaka' WHERE ended_at = ''", C(CONTENT) },
	{ "a hand-over deleted", "DELETE FROM handover WHERE ended_at <> ''", C(CONTENT) },
	{ "all of them deleted", "DELETE FROM handover", C(CONTENT) },
	{ "a hand-over that was none", "INSERT INTO handover (number, at, clerk, fresh, gone, pins, sign_until,"
	    " auth_until, before_known, tries, ended_at, outcome, shown_by) SELECT number, opened_at, 'sato', 3, 0, 0,"
	    " '', '', 0, '', opened_at, 'done', 'print' FROM cases WHERE id = 1", C(CONTENT) },
	{ "facts", "UPDATE cases SET facts = replace(facts, 'self', 'guardian') WHERE id = 1", C(CONTENT) },
	{ "a decision", "UPDATE cases SET decision = replace(decision, 'proceed', 'refuse') WHERE id = 1", C(CONTENT) },
	{ "a fee", "UPDATE cases SET fee = fee + 1 WHERE id = 1", C(CONTENT) },
	{ "a card", "UPDATE cases SET card = 'abc' WHERE id = 1", C(CONTENT) },
	{ "a salt", "UPDATE cases SET salt = zeroblob(16) WHERE id = 1", C(CONTENT) | C(WHY) },
	{ "a salt taken away", "UPDATE cases SET salt = NULL WHERE id = 1", C(CONTENT) | C(WHY) },
	{ "the rules of then", "UPDATE profiles SET text = replace(text, 'proxy', 'self')", C(PROFILE) },
	{ "a person put back into an erased case",
	    "INSERT INTO person (number, name, kana, address, postcode, born, sex)"
	    " SELECT '26-000003-9', name, kana, address, postcode, born, sex FROM person"
	    " WHERE number LIKE '26-000001%'",
	    C(CONTENT) },
};

static void
each_alteration_is_found(void **state)
{
	struct check_sums sums;
	size_t i, k;

	for (i = 0; i < sizeof(altered) / sizeof(*altered); i++) {
		int found[CHECK_COUNT] = { 0 };
		unsigned by = 0;

		(void)teardown(state);
		(void)setup(state);
		sql(altered[i].statements);
		assert_int_equal(store_check(store, count_fault, found, &sums),
		    altered[i].by == 0 ? ERR_NONE : ERR_STORE_CORRUPT);
		for (k = 0; k < CHECK_COUNT; k++)
			by |= found[k] > 0 ? 1u << k : 0;
		if (by != altered[i].by)
			fail_msg("%s: found by %x, not %x", altered[i].what, by, altered[i].by);
	}
}

static void
what_the_file_itself_lacks_is_found(void **state)
{
	int found[CHECK_COUNT] = { 0 };
	struct check_sums sums;

	(void)state;
	sql("PRAGMA foreign_keys = OFF; DELETE FROM cases WHERE id = 1");
	assert_int_equal(store_check(store, count_fault, found, &sums), ERR_STORE_CORRUPT);
	assert_true(found[CHECK_FILE] > 0 && found[CHECK_CASE] > 0);
}

/* With case and log altered alike the log tells it: nobody can sign what was made up. */
static void
altered_in_case_and_log_alike(void **state)
{
	int found[CHECK_COUNT] = { 0 };
	struct check_sums sums;

	(void)state;
	sql("DROP TRIGGER audit_is_not_changed; UPDATE case_history SET clerk = 'suzuki' WHERE event = 'noted';"
	    "UPDATE audit SET clerk = 'suzuki' WHERE event = 'case-noted'");
	assert_int_equal(store_check(store, count_fault, found, &sums), ERR_AUDIT_BROKEN);
	assert_int_equal(found[CHECK_RECORD], 0);
	assert_int_equal(found[CHECK_CHAIN], 1);
	assert_true(sums.broken_at > 0);
}

/* Cases of before there were digests are told as what they are; the next event gives them one. */
static void
older_cases_are_told(void **state)
{
	int found[CHECK_COUNT] = { 0 };
	struct check_sums sums;

	(void)state;
	store_close(&store);
	assert_int_equal(unlink(scratch_path(&scratch, "s.db")), 0);
	assert_int_equal(store_open(scratch.path, MODE_TRAINING, &store), ERR_NONE);
	receive(&files[0], "self");
	receive(&files[1], "self");
	sql("DROP TRIGGER audit_is_not_changed; UPDATE audit SET digest = ''; UPDATE cases SET salt = NULL");
	(void)store_check(store, count_fault, found, &sums);
	assert_int_equal(sums.older, 2);
	assert_int_equal(found[CHECK_CONTENT] + found[CHECK_WHY], 0);
	assert_int_equal(case_event(store, &sato, files[0].number, EVENT_NOTE, "電話"), ERR_NONE);
	(void)store_check(store, count_fault, found, &sums);
	assert_int_equal(sums.older, 1);
	assert_int_equal(found[CHECK_CONTENT] + found[CHECK_WHY], 0);
}

/*
 * A line's digest as it was made before this and that was in it, by the bytes of madoguchi-audit(5): once, then a row
 * for each letter.
 */
static void
older_digest(const char *number, bool letters, char out[33])
{
	static const char *const selects[] = {
		"SELECT c.salt, c.number, c.state, c.procedure, c.certificates, c.pins, c.facts, c.decision, c.outcome,"
		" c.profile, c.card, c.claimed_by, c.opened_at, c.changed_at, c.visited_at, c.sheet, c.second_needed,"
		" c.worked_by, c.seconded_by, c.fee, c.letter, p.name, p.kana, p.address, p.postcode, p.born, p.sex,"
		" p.source, p.former, p.former_kana, p.alias, p.latin, x.name, x.address, x.relation, n.name, n.pairs,"
		" n.clerk, n.at FROM cases c LEFT JOIN person p USING (number) LEFT JOIN proxy x USING (number)"
		" LEFT JOIN consent n USING (number) WHERE c.number = ?1",
		"SELECT NULL, k.since, k.system, k.place, k.worked_at, k.returned_at, k.way, k.mail_number FROM cases c"
		" LEFT JOIN kept k USING (number) WHERE c.number = ?1",
		"SELECT NULL, i.letter, i.channel, i.ordered_at, i.reply_until, i.posted_at, i.mail_number,"
		" i.returned_at, i.answered_at, i.is_open FROM cases c LEFT JOIN inquiry i USING (number)"
		" WHERE c.number = ?1 ORDER BY i.letter",
	};
	unsigned char salt[16], mac[EVP_MAX_MD_SIZE];
	struct buf b = { 0 };
	sqlite3_stmt *st;
	size_t k, len = 0;
	sqlite3 *db;
	int i, n;

	assert_int_equal(sqlite3_open(scratch_path(&scratch, "s.db"), &db), SQLITE_OK);
	for (k = 0; k < (letters ? 3 : 1); k++) {
		assert_int_equal(sqlite3_prepare_v2(db, selects[k], -1, &st, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_bind_text(st, 1, number, -1, SQLITE_STATIC), SQLITE_OK);
		while (sqlite3_step(st) == SQLITE_ROW) {
			if (k == 0)
				memcpy(salt, sqlite3_column_blob(st, 0), sizeof(salt));
			for (i = 1, n = sqlite3_column_count(st); i < n; i++) {
				if (sqlite3_column_type(st, i) == SQLITE_NULL)
					buf_puts(&b, "-,");
				else if (sqlite3_column_type(st, i) == SQLITE_INTEGER)
					buf_printf(&b, "%lld,", (long long)sqlite3_column_int64(st, i));
				else
					buf_printf(&b, "%d:%s,", sqlite3_column_bytes(st, i),
					    (const char *)sqlite3_column_text(st, i));
			}
		}
		assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	assert_non_null(EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, salt, sizeof(salt),
	    (const unsigned char *)buf_text(&b), b.len, mac, sizeof(mac), &len));
	cert_hex(mac, 16, out, 33);
	buf_free(&b);
}

/* Of lines from before there were letters, and from before there were hand-overs, in it: right until the next event. */
static void
older_digests_go_on_being_right(void **state)
{
	char digest[33], text[256];
	struct check_sums sums;
	size_t i;
	int k;

	for (k = 0; k < 2; k++) {
		int found[CHECK_COUNT] = { 0 };

		(void)teardown(state);
		(void)setup(state);
		sql("DROP TRIGGER audit_is_not_changed");
		for (i = 3; i < FILES; i++) {
			older_digest(files[i].number, k == 1, digest);
			(void)snprintf(text, sizeof(text), "UPDATE audit SET digest = '%s' || substr(digest, 33) WHERE"
			    " line = (SELECT max(line) FROM audit WHERE subject = '%s')", digest, files[i].number);
			sql(text);
		}
		(void)store_check(store, count_fault, found, &sums);
		assert_int_equal(found[CHECK_CONTENT] + found[CHECK_WHY], 0);
		sql("UPDATE cases SET fee = fee + 1");
		(void)store_check(store, count_fault, found, &sums);
		assert_int_equal(found[CHECK_CONTENT], FILES);
	}
}

/* The digests tell nothing of a person, and nothing can be tried against them once the person is erased. */
static void
an_erased_person_cannot_be_guessed(void **state)
{
	(void)state;
	assert_int_equal(fixture_number(store, "SELECT count(DISTINCT salt) FROM cases"), FILES);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM (SELECT digest FROM audit WHERE digest <> ''"
	    " GROUP BY digest HAVING count(*) > 1)"), 0);
	sql("CREATE TABLE was AS SELECT number, salt FROM cases");
	assert_int_equal(case_event(store, &sato, files[0].number, EVENT_WITHDRAW, ""), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM cases c JOIN was USING (number, salt)"), FILES);
	assert_int_equal(case_erase(store, &sato, files[0].number), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM cases c JOIN was USING (number, salt)"),
	    FILES - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_alteration_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_file_itself_lacks_is_found, setup, teardown),
		cmocka_unit_test_setup_teardown(altered_in_case_and_log_alike, setup, teardown),
		cmocka_unit_test_setup_teardown(older_cases_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(older_digests_go_on_being_right, setup, teardown),
		cmocka_unit_test_setup_teardown(an_erased_person_cannot_be_guessed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
