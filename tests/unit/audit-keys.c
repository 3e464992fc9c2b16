/* The keys of a kept audit log: gone, another, rotated, lost; its anchors, forged and foreign; its clock. */
#include "config.h"

#include "kept.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "audit/anchor-private.h"
#include "fixture.h"

/* --- keys -------------------------------------------------------------------------------------- */

static void
a_key_that_is_gone_or_another_stops_work(void **state)
{
	struct kept_seen seen;
	char public_hex[KEY_HEX], aside[176];

	(void)state;
	kept_add(1, 3);
	(void)snprintf(aside, sizeof(aside), "%s.aside", kept_key);
	assert_int_equal(rename(kept_key, aside), 0);
	{
		const struct actor a = kept_clerk(600);

		assert_int_equal(store_begin(store), ERR_NONE);
		assert_int_equal(audit_write(store, &a, "case-noted", "26-000001-3", "received"), ERR_NONE);
		assert_int_equal(store_commit(store), ERR_AUDIT_KEY);
	}
	assert_int_equal(kept_reopen(), ERR_AUDIT_KEY);
	assert_int_equal(store_begin(store), ERR_AUDIT_KEY);
	assert_int_equal(key_make(kept_key, NULL, false, public_hex), ERR_NONE);
	assert_int_equal(key_take(kept_key), ERR_NONE);
	assert_int_equal(kept_reopen(), ERR_AUDIT_KEY);
	assert_int_equal(kept_prove(false, NULL, &seen), ERR_AUDIT_KEY);
	assert_int_equal(seen.line[AUDIT_OTHER_KEY], 1);
	assert_int_equal(rename(aside, kept_key), 0);
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(false, NULL, &seen), ERR_NONE);
	assert_int_equal(chmod(kept_key, 0604), 0);
	assert_int_equal(kept_reopen(), ERR_AUDIT_KEY);
}

/* Whoever signs everything anew with a key of his own has a log that is whole by its own word. */
static void
another_key_is_told_by_whoever_has_the_offices(void **state)
{
	char office[KEY_HEX], pem[256];
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	assert_int_equal(audit_public_key(store, office, pem, sizeof(pem)), ERR_NONE);
	store_close(&store);
	assert_int_equal(unlink(scratch_path(&scratch, "s.db")), 0);
	(void)snprintf(kept.key, sizeof(kept.key), "%s/forged.key", scratch.folder);
	kept.anchors[0] = '\0';
	assert_int_equal(kept_reopen(), ERR_NONE);
	kept_add(1, 2);
	assert_int_equal(kept_prove(false, NULL, &seen), ERR_NONE);
	assert_int_equal(kept_prove(false, office, &seen), ERR_AUDIT_KEY);
	store_close(&store);
	kept_open_only();
	assert_int_equal(kept_prove(false, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_OWN_WORD], 1);
	memcpy(kept.key, kept_key, sizeof(kept_key));
	assert_int_equal(kept_reopen(), ERR_AUDIT_KEY);
}

static void
a_rotated_key_is_vouched_for_by_the_one_before(void **state)
{
	const struct actor admin = kept_clerk(3600);
	char first[KEY_HEX], second[KEY_HEX], third[KEY_HEX], pem[256];
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	assert_int_equal(audit_public_key(store, first, pem, sizeof(pem)), ERR_NONE);
	assert_int_equal(audit_rotate_key(store, &admin, false, AUDIT_PLACE_USUAL, second), ERR_NONE);
	kept_add(61, 2);
	assert_int_equal(audit_rotate_key(store, &(struct actor){ "sato", "", kept_clerk(7200).at, ROLES_UNSTATED },
	    false, AUDIT_PLACE_USUAL, third),
	    ERR_NONE);
	assert_int_equal(kept_reopen(), ERR_NONE);	/* the head is that of the rotation itself */
	kept_add(121, 2);
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(true, first, &seen), ERR_NONE);
	assert_int_equal(kept_prove(true, second, &seen), ERR_NONE);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_FORGED], 0);
	/* The line that brings in a key is signed by the one before: not by one who only has the new. */
	store_close(&store);
	kept_sql("UPDATE audit_signature SET signature = CAST(zeroblob(64) || substr(signature, 65) AS BLOB)"
	    " WHERE line = 4");
	kept_open_only();
	assert_int_equal(kept_prove(false, first, &seen), ERR_AUDIT_BROKEN);
	assert_int_equal(kept_prove(false, third, &seen), ERR_NONE);
}

static void
a_lost_key_is_replaced_and_said_so(void **state)
{
	const struct actor admin = kept_clerk(3600), counter = { "sato", "", kept_clerk(3600).at,
	    ROLE_BIT(ROLE_COUNTER) };
	char first[KEY_HEX], second[KEY_HEX], pem[256];
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	assert_int_equal(audit_public_key(store, first, pem, sizeof(pem)), ERR_NONE);
	assert_int_equal(audit_rotate_key(store, &counter, false, AUDIT_PLACE_USUAL, second), ERR_ROLE);
	assert_int_equal(unlink(kept_key), 0);
	assert_int_equal(kept_reopen(), ERR_AUDIT_KEY);
	assert_int_equal(audit_rotate_key(store, &admin, false, AUDIT_PLACE_USUAL, second), ERR_AUDIT_KEY);
	assert_int_equal(audit_rotate_key(store, &admin, true, AUDIT_PLACE_USUAL, second), ERR_NONE);
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_KEY_REPLACED], 1);
	assert_int_equal(kept_prove(true, first, &seen), ERR_AUDIT_KEY);
}

/* --- anchors ----------------------------------------------------------------------------------- */

static void
anchors_of_another_store_and_forged_ones_are_told_apart(void **state)
{
	static const char other[] =
	    "Nov 20 12:00:00 desk madoguchi[77]: madoguchi-audit 1 00112233445566778899aabbccddeeff 5"
	    " 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff 2026-11-20T12:00:00"
	    " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n";
	char text[ANCHOR_MAX];
	struct head_said said;
	unsigned char signature[KEY_SIGNATURE];
	struct kept_seen seen;
	FILE *f;

	(void)state;
	kept_add(1, 3);
	f = fopen(kept_anchors, "r");
	assert_non_null(fgets(text, sizeof(text), f));
	(void)fclose(f);
	assert_true(anchor_take(text, &said, signature));
	said.line = 99;
	(void)anchor_text(&said, signature, text);
	f = fopen(kept_anchors, "a");
	(void)fputs(other, f);
	(void)fputs("sshd[5]: session opened\n", f);
	(void)fputs(text, f);
	(void)fclose(f);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.to[AUDIT_FOREIGN], 1);
	assert_int_equal(seen.to[AUDIT_FORGED], 1);
	assert_int_equal(kept_reopen(), ERR_NONE);	/* a forged one stops nobody */
}

static void
what_cannot_be_anchored_is_not_committed(void **state)
{
	const struct actor a = kept_clerk(600);
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	assert_int_equal(unlink(kept_anchors), 0);
	assert_int_equal(symlink("/dev/null", kept_anchors), 0);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &a, "case-noted", "26-000001-3", "received"), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_AUDIT_ANCHOR);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit"), 3);
	assert_int_equal(unlink(kept_anchors), 0);
	kept_add(11, 1);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
}

/* The commit stands, nothing follows until it is told: as where the disk of the anchors is full. */
static void
what_was_committed_is_anchored_before_anything_else(void **state)
{
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	(void)snprintf(kept.socket, sizeof(kept.socket), "%s/log", scratch.folder);
	assert_int_equal(kept_reopen(), ERR_NONE);
	kept_add(3, 1);	/* nobody listens */
	assert_int_equal(store_begin(store), ERR_AUDIT_ANCHOR);
	kept.socket[0] = '\0';
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_NOT_ANCHORED], 0);
}

/* Killed between commit and anchor: no fault, and the next who opens the store makes up for it. */
static void
a_killed_process_leaves_no_fault(void **state)
{
	struct kept_seen seen;

	(void)state;
	kept_add(1, 2);
	kept.anchors[0] = '\0';
	assert_int_equal(kept_reopen(), ERR_NONE);
	kept_add(3, 1);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.line[AUDIT_NOT_ANCHORED], 4);
	memcpy(kept.anchors, kept_anchors, sizeof(kept_anchors));
	assert_int_equal(kept_reopen(), ERR_NONE);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
	assert_int_equal(seen.times[AUDIT_NOT_ANCHORED], 0);
}

/* --- the clock --------------------------------------------------------------------------------- */

static void
a_clock_put_back_tells_it(void **state)
{
	struct kept_seen seen;

	(void)state;
	kept_add(10, 1);
	kept_add(9, 1);	/* within the slack */
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'clock-put-back'"), 0);
	kept_add(1, 1);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'clock-put-back'"
	    " AND reason = 'seconds:480'"), 1);
	assert_int_equal(kept_prove(true, NULL, &seen), ERR_NONE);
}

/* A log that takes no more: who tells it something waits. */
static void
open_full_log(const char *path, int out[2])
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };

	(void)snprintf(at.sun_path, sizeof(at.sun_path), "%.100s", path);
	assert_true((out[0] = socket(AF_UNIX, SOCK_DGRAM, 0)) >= 0 && (out[1] = socket(AF_UNIX, SOCK_DGRAM, 0)) >= 0);
	assert_int_equal(bind(out[0], (struct sockaddr *)&at, sizeof(at)), 0);
	while (sendto(out[1], "x", 1, MSG_DONTWAIT, (struct sockaddr *)&at, sizeof(at)) == 1)
		;
}

/* Who comes between the first commit and the key's getting its name gives it that; the first finds it done. */
static void
a_first_key_may_be_put_in_its_place_by_a_colleague(void **state)
{
	const struct actor a = kept_clerk(0);
	struct audit_keeping how = { .key = "" };
	struct store *s = NULL;
	char path[200];
	int log[2] = { -1, -1 }, status;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/first.db", scratch.folder);
	(void)snprintf(how.key, sizeof(how.key), "%s/first.key", scratch.folder);
	(void)snprintf(how.socket, sizeof(how.socket), "%s/log", scratch.folder);
	open_full_log(how.socket, log);
	assert_int_equal(store_open(path, MODE_WORK, &s), ERR_NONE);
	store_close(&s);
	if (fork() == 0)
		_exit(store_open(path, MODE_WORK, &s) == ERR_NONE ? (int)audit_keep(s, &a, &how) : 1);
	assert_int_equal(store_open(path, MODE_WORK, &s), ERR_NONE);
	while (fixture_number(s, "SELECT count(*) FROM audit") == 0)
		(void)poll(NULL, 0, 10);
	how.socket[0] = '\0';
	assert_int_equal(audit_keep(s, &a, &how), ERR_NONE);
	(void)close(log[0]);
	(void)close(log[1]);
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	store_close(&s);
}

/* A program that doesn't sign, as one of before, adds nothing. */
static void
whoever_does_not_sign_writes_nothing(void **state)
{
	const struct actor a = kept_clerk(60);

	(void)state;
	store_close(&store);
	kept_open_only();
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(audit_write(store, &a, "case-noted", "26-000001-3", "received"), ERR_AUDIT_WRITE);
	store_rollback(store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_key_that_is_gone_or_another_stops_work, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(another_key_is_told_by_whoever_has_the_offices, kept_setup,
		    kept_teardown),
		cmocka_unit_test_setup_teardown(a_rotated_key_is_vouched_for_by_the_one_before, kept_setup,
		    kept_teardown),
		cmocka_unit_test_setup_teardown(a_lost_key_is_replaced_and_said_so, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(anchors_of_another_store_and_forged_ones_are_told_apart, kept_setup,
		    kept_teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_anchored_is_not_committed, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(what_was_committed_is_anchored_before_anything_else, kept_setup,
		    kept_teardown),
		cmocka_unit_test_setup_teardown(a_killed_process_leaves_no_fault, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(a_clock_put_back_tells_it, kept_setup, kept_teardown),
		cmocka_unit_test_setup_teardown(a_first_key_may_be_put_in_its_place_by_a_colleague, kept_setup,
		    kept_teardown),
		cmocka_unit_test_setup_teardown(whoever_does_not_sign_writes_nothing, kept_setup, kept_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
