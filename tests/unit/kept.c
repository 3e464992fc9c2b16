/* A store whose audit log is kept, for the tests of what may become of it. */
#include "config.h"

#include "kept.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

struct audit_keeping kept;
char kept_key[160], kept_anchors[160];

static const struct moment noon = { { 2026, 11, 20 }, 12, 0, 0 };

struct actor
kept_clerk(int seconds)
{
	return (struct actor){ .clerk = "sato", .counter = "3", .at = moment_from_unix(moment_to_unix(noon) + seconds),
	    .roles = ROLES_UNSTATED };
}

enum err
kept_reopen(void)
{
	const struct actor a = kept_clerk(0);

	store_close(&store);
	assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_WORK, &store), ERR_NONE);
	return audit_keep(store, &a, &kept);
}

int
kept_setup(void **state)
{
	(void)state;
	scratch_new_fast(&scratch);
	memset(&kept, 0, sizeof(kept));
	(void)snprintf(kept.key, sizeof(kept.key), "%s/audit.key", scratch.folder);
	(void)snprintf(kept.anchors, sizeof(kept.anchors), "%s/anchors", scratch.folder);
	(void)snprintf(kept_key, sizeof(kept_key), "%s/audit.key", scratch.folder);
	(void)snprintf(kept_anchors, sizeof(kept_anchors), "%s/anchors", scratch.folder);
	assert_int_equal(kept_reopen(), ERR_NONE);
	return 0;
}

int
kept_teardown(void **state)
{
	(void)state;
	store_close(&store);
	scratch_free(&scratch);
	return 0;
}

/* n transactions of one line each, a minute apart. */
void
kept_add(int from, int n)
{
	int i;

	for (i = from; i < from + n; i++) {
		const struct actor a = kept_clerk(60 * i);

		assert_int_equal(store_begin(store), ERR_NONE);
		assert_int_equal(audit_write(store, &a, "pin-check", "", "received"), ERR_NONE);
		assert_int_equal(store_commit(store), ERR_NONE);
	}
}

void
kept_open_only(void)
{
	if (store == NULL)
		assert_int_equal(store_open(scratch_path(&scratch, "s.db"), MODE_WORK, &store), ERR_NONE);
}

void
kept_sql(const char *statements)
{
	sqlite3 *db;
	char *why = NULL;

	assert_int_equal(sqlite3_open(scratch_path(&scratch, "s.db"), &db), SQLITE_OK);
	if (sqlite3_exec(db, "DROP TRIGGER IF EXISTS audit_is_not_changed; DROP TRIGGER IF EXISTS audit_is_not_erased;"
	    "DROP TRIGGER IF EXISTS audit_is_followed;"
	    "DROP TRIGGER IF EXISTS audit_signature_is_not_changed;"
	    "DROP TRIGGER IF EXISTS audit_signature_is_not_erased",
	    NULL, NULL, &why) != SQLITE_OK || sqlite3_exec(db, statements, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void
note(void *ctx, const struct audit_finding *f)
{
	struct kept_seen *s = ctx;

	print_message("  %s %lld-%lld\n", audit_found_code(f->found), (long long)f->line, (long long)f->to);
	if (s->times[f->found]++ == 0) {
		s->line[f->found] = f->line;
		s->to[f->found] = f->to;
	}
}

enum err
kept_prove(bool anchored, const char *key, struct kept_seen *s)
{
	FILE *in = anchored ? fopen(kept_anchors, "r") : NULL;
	struct audit_trust trust = { key, in };
	struct audit_proof proof;
	enum err e;

	memset(s, 0, sizeof(*s));
	e = audit_prove(store, &trust, note, s, &proof);
	if (in != NULL)
		(void)fclose(in);
	return e;
}
