/*
 * Who can write the store's file, and has a database tool and this program's source, but no key: each attack is tried
 * on a signed log, with the chain recomputed where that helps, and verified with and without the anchors outside.
 */
#include "config.h"

#include "kept.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "audit/anchor-private.h"
#include "upkeep/backup.h"
#include "fixture.h"

static char copy_path[160];

/* --- the chain, recomputed as whoever knows its making can --------------------------------------- */

struct recomputing { sqlite3_stmt *put; unsigned char hash[CHAIN_HASH]; int64_t lines; };

static void
recompute(void)
{
	struct recomputing r = { .lines = 0 };
	sqlite3_stmt *get;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(scratch_path(&scratch, "s.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db,
	    "SELECT line, at, clerk, counter, event, subject, reason, digest FROM audit"
	    " ORDER BY line", -1, &get, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "UPDATE audit SET hash = ?2 WHERE line = ?1", -1, &r.put, NULL),
	    SQLITE_OK);
	while (sqlite3_step(get) == SQLITE_ROW) {
		const struct chain_line l = { sqlite3_column_int64(get, 0), (const char *)sqlite3_column_text(get, 1),
		    (const char *)sqlite3_column_text(get, 2), (const char *)sqlite3_column_text(get, 3),
		    (const char *)sqlite3_column_text(get, 4), (const char *)sqlite3_column_text(get, 5),
		    (const char *)sqlite3_column_text(get, 6), (const char *)sqlite3_column_text(get, 7) };

		assert_int_equal(chain_hash(r.hash, &l, r.hash), ERR_NONE);
		r.lines = l.number;
		sqlite3_bind_int64(r.put, 1, l.number);
		sqlite3_bind_blob(r.put, 2, r.hash, CHAIN_HASH, SQLITE_TRANSIENT);
		assert_int_equal(sqlite3_step(r.put), SQLITE_DONE);
		sqlite3_reset(r.put);
	}
	sqlite3_finalize(get);
	sqlite3_finalize(r.put);
	assert_int_equal(sqlite3_prepare_v2(db, "UPDATE audit_head SET lines = ?1, hash = ?2", -1, &r.put, NULL),
	    SQLITE_OK);
	sqlite3_bind_int64(r.put, 1, r.lines);
	sqlite3_bind_blob(r.put, 2, r.hash, CHAIN_HASH, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(r.put), SQLITE_DONE);
	sqlite3_finalize(r.put);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
save(const char *from, const char *to)
{
	char bytes[1 << 20];
	FILE *f = fopen(from, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(bytes, 1, sizeof(bytes), f);
	assert_true(n < sizeof(bytes));
	(void)fclose(f);
	scratch_save(to, bytes, n);
}

/* Closing takes the log of changes over into the file. */
static void
keep_copy(void)
{
	(void)snprintf(copy_path, sizeof(copy_path), "%s/older.db", scratch.folder);
	store_close(&store);
	save(scratch_path(&scratch, "s.db"), copy_path);
	assert_int_equal(kept_reopen(), ERR_NONE);
}

static void
put_copy_back(void)
{
	store_close(&store);
	save(copy_path, scratch_path(&scratch, "s.db"));
}

/* --- attacks on the file ----------------------------------------------------------------------- */

#define NOTHING AUDIT_FOUND_COUNT

/*
 * alone, anchored: what is found without the anchors and with them. first: of the lines found, at whichever is asked
 * last. opened: what the next program says that opens the store, with the anchors and without.
 */
static const struct attack {
	const char *what, *sql;
	bool recomputed;
	enum audit_found alone, anchored;
	int64_t first;
	enum err opened, opened_alone;
} attacks[] = {
	{ "a line altered", "UPDATE audit SET clerk = 'suzuki' WHERE line = 5", false, AUDIT_ALTERED, AUDIT_ALTERED, 5,
	    ERR_NONE, ERR_NONE },
	{ "the last line altered", "UPDATE audit SET clerk = 'suzuki' WHERE line = 11", false, AUDIT_ALTERED,
	    AUDIT_ALTERED,
	    11, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "a line altered, the chain recomputed", "UPDATE audit SET clerk = 'suzuki' WHERE line = 5", true,
	    AUDIT_REWRITTEN,
	    AUDIT_REWRITTEN, 5, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "a line dated years before its neighbours, recomputed",
	    "UPDATE audit SET at = '2020-01-06T10:30:00' WHERE line = 7",
	    true, AUDIT_DATED, AUDIT_DATED, 7, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "a line removed, the others moved up, recomputed", "DELETE FROM audit WHERE line = 5;"
	    "UPDATE audit SET line = line - 1 WHERE line > 5", true, AUDIT_REWRITTEN, AUDIT_REWRITTEN, 5,
	    ERR_AUDIT_BROKEN,
	    ERR_AUDIT_BROKEN },
	{ "a line put in, recomputed", "UPDATE audit SET line = line + 100 WHERE line > 5;"
	    "UPDATE audit SET line = line - 99 WHERE line > 100;"
	    "INSERT INTO audit (line, at, clerk, counter, event, subject, reason, hash)"
	    " SELECT 6, at, clerk, counter, event, subject, reason, hash FROM audit WHERE line = 5", true,
	    AUDIT_REWRITTEN, AUDIT_REWRITTEN, 6, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "a line removed", "DELETE FROM audit WHERE line = 5", false, AUDIT_MISSING, AUDIT_MISSING, 5, ERR_NONE,
	    ERR_NONE },
	{ "the end cut by two statements", "DELETE FROM audit WHERE line > 8; UPDATE audit_head SET lines = 8,"
	    " hash = (SELECT hash FROM audit WHERE line = 8)", false, AUDIT_CUT, AUDIT_CUT, 9, ERR_AUDIT_BROKEN,
	    ERR_AUDIT_BROKEN },
	/* Nothing in the store tells this one from the store as it was at line 8: it takes the anchors. */
	{ "the end cut with its signatures",
	    "DELETE FROM audit WHERE line > 8; DELETE FROM audit_signature WHERE line > 8;"
	    "UPDATE audit_head SET lines = 8, hash = (SELECT hash FROM audit WHERE line = 8)", false, NOTHING,
	    AUDIT_BEHIND, 9,
	    ERR_AUDIT_BROKEN, ERR_NONE },
	{ "signatures taken off", "DELETE FROM audit_signature", false, AUDIT_NOT_SIGNED, AUDIT_NOT_SIGNED, 1,
	    ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "a signature altered", "UPDATE audit_signature SET signature = zeroblob(64) WHERE line = 11", false,
	    AUDIT_REWRITTEN,
	    AUDIT_REWRITTEN, 11, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
	{ "all that was signed taken off, as of a store from before", "DELETE FROM audit_signature;"
	    "DELETE FROM audit WHERE line = 1; UPDATE audit SET line = line - 1;"
	    "UPDATE audit_head SET signer = '', store = ''",
	    true, AUDIT_NOT_SIGNED, AUDIT_NOT_SIGNED, 1, ERR_AUDIT_UNSIGNED, ERR_AUDIT_UNSIGNED },
	{ "the head given another key",
	    "UPDATE audit_head SET signer = replace(signer, substr(signer, 1, 8), '00000000')",
	    false, AUDIT_OTHER_KEY, AUDIT_OTHER_KEY, 1, ERR_AUDIT_KEY, ERR_AUDIT_KEY },
	{ "a line added, recomputed", "INSERT INTO audit (line, at, clerk, counter, event, subject, reason, hash)"
	    " SELECT 12, at, clerk, counter, event, subject, reason, hash FROM audit WHERE line = 11", true,
	    AUDIT_NOT_SIGNED,
	    AUDIT_NOT_SIGNED, 12, ERR_AUDIT_BROKEN, ERR_AUDIT_BROKEN },
};

static void
each_attack_on_the_file_is_found(void **state)
{
	struct kept_seen seen;
	size_t i;

	for (i = 0; i < sizeof(attacks) / sizeof(*attacks); i++) {
		const struct attack *a = &attacks[i];

		(void)kept_teardown(state);
		(void)kept_setup(state);
		kept_add(1, 10);
		assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
		store_close(&store);
		kept_sql(a->sql);
		if (a->recomputed)
			recompute();
		print_message("%s\n", a->what);
		assert_int_equal(kept_reopen(), a->opened);
		if (a->opened != ERR_NONE)
			assert_int_equal(store_begin(store), a->opened);	/* work has stopped */
		assert_int_equal(kept_prove(true, NULL, &seen), a->anchored == AUDIT_OTHER_KEY ? ERR_AUDIT_KEY :
		    ERR_AUDIT_BROKEN);
		assert_int_equal(seen.times[a->anchored], 1);
		assert_int_equal(seen.line[a->anchored], a->first);
		kept.anchors[0] = '\0';
		assert_int_equal(kept_reopen(), a->opened_alone);
		if (a->alone == NOTHING)
			assert_int_equal(kept_prove(false, NULL, &seen), ERR_NONE);
		else {
			assert_int_not_equal(kept_prove(false, NULL, &seen), ERR_NONE);
			assert_true(seen.times[a->alone] > 0);
			assert_int_equal(seen.line[a->alone], a->first);
		}
	}
}

/* A screen that was open all day doesn't sign what was rewritten under its hands. */
static void
what_was_rewritten_meanwhile_is_not_signed(void **state)
{
	(void)state;
	kept_add(1, 5);
	kept_sql("UPDATE audit SET clerk = 'suzuki' WHERE line = 3");
	recompute();
	assert_int_equal(store_begin(store), ERR_AUDIT_BROKEN);
	assert_false(store_in_transaction(store));
}

static void
an_older_copy_takes_anchors_to_be_found(void **state)
{
	struct kept_seen seen;

	(void)state;
	kept_add(1, 5);
	keep_copy();
	kept_add(6, 5);
	put_copy_back();
	assert_int_equal(kept_reopen(), ERR_AUDIT_BROKEN);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_AUDIT_BROKEN);
	assert_int_equal(seen.line[AUDIT_BEHIND], 7);
	assert_int_equal(seen.to[AUDIT_BEHIND], 11);
	/* Where anchors go to the system's log alone, work goes on; the log is held against them by and by. */
	kept.anchors[0] = '\0';
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(false, NULL, &seen), ERR_NONE);
	(void)snprintf(kept.anchors, sizeof(kept.anchors), "%s/later", scratch.folder);
	assert_int_equal(kept_reopen(), ERR_NONE);
	kept_add(20, 2);
	store_close(&store);
	{
		char line[ANCHOR_MAX];
		FILE *in = fopen(kept.anchors, "r"), *out = fopen(kept_anchors, "a");

		while (fgets(line, sizeof(line), in) != NULL)
			(void)fputs(line, out);
		(void)fclose(in);
		(void)fclose(out);
	}
	kept_open_only();
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_AUDIT_BROKEN);
	assert_int_equal(seen.times[AUDIT_FORKED], 1);
	assert_int_equal(seen.line[AUDIT_FORKED], 7);
	assert_int_equal(seen.to[AUDIT_FORKED], 11);
}

/* A backup that was put back leaves anchors that are ahead; what explains them explains no other copy. */
static void
a_backup_that_is_restored_is_on_record(void **state)
{
	char backup[160], place[160], aside[BACKUP_PATH_MAX];
	const struct actor a = kept_clerk(60 * 30);
	struct kept_seen seen;

	(void)state;
	(void)snprintf(backup, sizeof(backup), "%s/backup.db", scratch.folder);
	(void)snprintf(place, sizeof(place), "%s/s.db", scratch.folder);
	kept_add(1, 5);
	assert_int_equal(store_backup(store, &a, NULL, backup), ERR_NONE);
	kept_add(31, 5);
	store_close(&store);
	assert_int_equal(store_restore(place, MODE_WORK, &a, &kept, NULL, backup, true, aside), ERR_NONE);
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.line[AUDIT_RESTORED], 8);
	kept_add(40, 2);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_RESTORED], 1);
	keep_copy();
	kept_add(50, 3);
	put_copy_back();
	assert_int_equal(kept_reopen(), ERR_AUDIT_BROKEN);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_AUDIT_BROKEN);
	assert_int_equal(seen.line[AUDIT_BEHIND], 11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_attack_on_the_file_is_found, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(what_was_rewritten_meanwhile_is_not_signed, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(a_backup_that_is_restored_is_on_record, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(an_older_copy_takes_anchors_to_be_found, kept_setup, kept_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
