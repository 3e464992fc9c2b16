/* What no visit does and no recovery: each guard of the desk at its edge. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "../faults/stage.h"
#include "any-counter.h"
#include "card/jpki.h"
#include "card/reference.h"
#include "desk/run-private.h"

#define P(kind) (1u << PIN_##kind)

static const struct scenario renewal = { "renew", "renew", CERT_BOTH, 0, CERT_BOTH, 0 };
static const struct scenario revocation = { "revoke", "revoke", CERT_BOTH, 0, CERT_BOTH, 0 };
static const struct scenario change_auth = { "change", "change-pin", 0, P(AUTH), CERT_BOTH, 0 };
static const struct scenario change_juki = { "change", "change-pin", 0, P(JUKI), CERT_BOTH, 0 };

static int
setup_renewal(void **state)
{
	return stage_setup(state, &renewal);
}

static int
setup_revocation(void **state)
{
	return stage_setup(state, &revocation);
}

static int
setup_auth(void **state)
{
	return stage_setup(state, &change_auth);
}

static int
setup_juki(void **state)
{
	return stage_setup(state, &change_juki);
}

static bool
take_number(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	*(int64_t *)ctx = store_as_int(&v[0]);
	return true;
}

static int64_t
count(struct stage *s, const char *sql)
{
	int64_t n = -1;

	assert_int_equal(store_run(s->desk.store, sql, NULL, 0, take_number, &n), ERR_NONE);
	return n;
}

static void
run(struct stage *s, const char *sql)
{
	assert_int_equal(store_run(s->desk.store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

/* --- a visit ----------------------------------------------------------------------------------- */

static void
ca_is_asked_with_the_card_off(void **state)
{
	struct stage *s = *state;

	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_int_equal(s->mishap.seen[FAULT_CA], 3);		/* two requests, one confirmation */
	assert_int_equal(s->mishap.asked_powered, 0);
	assert_false(s->mishap.powered);
}

static void
each_step_is_in_the_audit(void **state)
{
	struct stage *s = *state;

	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_true(count(s, "SELECT count(*) FROM steps") > 10);
	assert_int_equal(count(s, "SELECT count(*) FROM steps t WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE"
	    " a.event = 'step-begun' AND a.reason = t.code)"), 0);
}

/* Without its line in the audit no step begins, and the one before isn't done. */
static void
no_step_begins_unaudited(void **state)
{
	struct stage *s = *state;
	const struct actor actor = stage_actor(s);
	int64_t id;

	assert_int_equal(store_begin(s->desk.store), ERR_NONE);
	assert_int_equal(journal_open(s->desk.store, &actor, &s->file, &id), ERR_NONE);
	assert_int_equal(store_commit(s->desk.store), ERR_NONE);
	assert_int_equal(journal_step(s->desk.store, &actor, id, s->file.number, NULL, NULL, 0, "look"), ERR_NONE);
	run(s, "DELETE FROM audit_head");
	assert_int_equal(journal_step(s->desk.store, &actor, id, s->file.number, "look", NULL, 0, "old"),
	    ERR_AUDIT_WRITE);
	assert_int_equal(count(s, "SELECT count(*) FROM steps WHERE code = 'look' AND done IS NULL"), 1);
	assert_int_equal(count(s, "SELECT count(*) FROM steps"), 1);
}

static void
only_the_certificate_that_was_asked_for_is_written(void **state)
{
	static const enum fault_kind others[] = { FAULT_OTHER_DAY, FAULT_OTHER_KEY, FAULT_FORGED };
	struct stage *s = *state;
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		s->mishap = (struct mishap){ .place = FAULT_CA, .kind = others[i], .nth = 2 };
		assert_int_equal(stage_perform(s), ERR_CA_ANSWER);
		assert_int_equal(count(s, "SELECT count(*) FROM steps WHERE code LIKE 'write:%'"), 0);
	}
}

/* The card tells which pair is active: another certificate than the one that was written isn't taken for it. */
static void
what_was_written_is_read_back(void **state)
{
	struct stage *s = *state;
	struct run *r = run_new(&s->desk, &s->pins, &s->result);
	unsigned k;

	assert_int_equal(stage_perform(s), ERR_NONE);
	r->file = s->file;
	r->proved = true;
	for (k = 0; k < CERT_COUNT; k++)
		r->certs[k].cert = s->result.certs[k].cert;
	assert_int_equal(step_read_back(r, 0), ERR_CARD_READ_BACK);	/* no key is that of a request */
	run_power_off(r);
	run_free(r);
}

/* Whatever a list of steps begins with: no key and no PIN goes to a card that hasn't said whose it is. */
static void
nothing_goes_to_an_unproved_card(void **state)
{
	struct stage *s = *state;
	struct run *r = run_new(&s->desk, &s->pins, &s->result);

	r->file = s->file;
	assert_int_equal(run_channel(r), ERR_HOLDER_UNCONFIRMED);
	assert_int_equal(run_verify(r, REFERENCE_AUTH, false), ERR_HOLDER_UNCONFIRMED);
	assert_int_equal(run_verify(r, REFERENCE_ASSIST, false), ERR_HOLDER_UNCONFIRMED);
	r->proved = true;		/* nor at work a key that everybody knows */
	s->desk.mode = MODE_WORK;
	assert_int_equal(run_channel(r), ERR_KEYS_PUBLISHED);
	s->desk.keys = NULL;
	assert_int_equal(run_channel(r), ERR_CHANNEL_KEYS);
	s->desk.mode = MODE_TRAINING;
	assert_int_equal(stage_perform(s), ERR_CHANNEL_KEYS);
	assert_int_equal(count(s, "SELECT count(*) FROM steps WHERE code <> 'look'"), 0);
	run_power_off(r);
	run_free(r);
}

static void
who_may_not_work_does_not(void **state)
{
	struct stage *s = *state;
	enum recovery ended;
	struct card_view view;
	int left;

	s->desk.roles = ROLE_BIT(ROLE_ADMINISTRATOR);
	assert_int_equal(stage_perform(s), ERR_ROLE);
	assert_int_equal(desk_look(&s->desk, &s->pins, &view, &left), ERR_ROLE);
	assert_int_equal(s->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_ROLE);
	assert_int_equal(count(s, "SELECT count(*) FROM audit WHERE event = 'refused' AND reason = 'role:card-work'"),
	    3);
	assert_int_equal(desk_look(&s->desk, NULL, &view, &left), ERR_NONE);
	assert_false(s->mishap.powered);
}

/* --- PINs -------------------------------------------------------------------------------------- */

static void
old_pin_is_asked_for_first(void **state)
{
	const struct secret malformed = { "12a4", 4 };
	struct stage *s = *state;

	secret_wipe(&s->pins.old[PIN_AUTH]);
	assert_int_equal(stage_perform(s), ERR_PIN_MISSING);
	assert_int_equal(s->result.reference, REFERENCE_AUTH);
	s->pins.old[PIN_AUTH] = malformed;
	assert_int_equal(stage_perform(s), ERR_PIN_FORMAT);
	assert_int_equal(s->mishap.seen[FAULT_CARD], 0);
	assert_int_equal(count(s, "SELECT count(*) FROM procedures"), 0);
}

/* Wrong PINs until so many tries are left; of juki's two references the one that all of the card shares. */
static void
spend(struct stage *s, bool common, int until)
{
	const struct secret wrong = { "0000", 4 };
	struct card card;
	int left;

	assert_int_equal(card_open(&card, s->desk.wire, CARD_USE_WORK), ERR_NONE);
	do
		(void)reference_verify(&card, common ? REFERENCE_JUKI_COMMON : REFERENCE_AUTH, &wrong, ~0u, &left);
	while (left > until);
	card_close(&card);
}

static void
last_try_is_nobodys_but_the_holders(void **state)
{
	struct stage *s = *state;

	spend(s, false, 1);
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
	assert_int_equal(s->result.left, 1);
	s->pins.last_tries = REFERENCE_BIT(REFERENCE_AUTH);
	assert_int_equal(stage_perform(s), ERR_NONE);
}

static void
locked_pin_is_not_sent(void **state)
{
	struct stage *s = *state;
	unsigned asked;

	spend(s, false, 1);
	s->mishap.seen[FAULT_CARD] = 0;
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);	/* it ends with the question for the tries */
	asked = s->mishap.seen[FAULT_CARD];
	spend(s, false, 0);
	s->pins.last_tries = REFERENCE_BIT(REFERENCE_AUTH);
	s->mishap.seen[FAULT_CARD] = 0;
	assert_int_equal(stage_perform(s), ERR_PIN_LOCKED);
	assert_int_equal(s->mishap.seen[FAULT_CARD], asked);
	assert_int_equal(s->result.left, 0);
	assert_false(s->result.pins_in_doubt & P(AUTH));
}

static void
last_try_of_the_common_pin_is_nobodys_but_the_holders(void **state)
{
	struct stage *s = *state;

	spend(s, true, 1);
	assert_int_equal(stage_perform(s), ERR_PIN_LAST_TRY);
	assert_int_equal(s->result.left, 1);
	assert_int_equal(s->result.reference, REFERENCE_JUKI_COMMON);
	assert_int_equal(s->result.pins_in_doubt | s->result.pins_set, 0);	/* neither of the two is new */
}

/* --- recovery ---------------------------------------------------------------------------------- */

/* A visit that is killed before its last command but so many, or before its last word to the CA but so many. */
static void
kill_before(struct stage *s, enum fault_place place, unsigned from_end)
{
	const struct actor actor = stage_actor(s);
	unsigned n;
	pid_t pid;

	assert_int_equal(stage_perform(s), ERR_NONE);
	n = s->mishap.seen[place];
	assert_int_equal(case_open(s->desk.store, &actor, &s->file, CASE_APPROVED), ERR_NONE);
	s->mishap = (struct mishap){ .place = place, .kind = FAULT_KILL_BEFORE, .nth = n - from_end };
	if ((pid = fork()) == 0) {
		stage_reopen(s);
		(void)stage_perform(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	s->mishap = (struct mishap){ .place = FAULT_NOWHERE };
	stage_reopen(s);
}

/* The switch; then each pair's status. */
static void
kill_at_the_switch(struct stage *s)
{
	kill_before(s, FAULT_CARD, 2);
}

static void
expect_recovery(struct stage *s, bool with_card, enum recovery want, unsigned words_to_the_ca)
{
	enum recovery ended;

	s->mishap.seen[FAULT_CA] = 0;
	assert_int_equal(desk_recover(&s->desk, s->file.number, with_card, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, want);
	assert_int_equal(s->mishap.seen[FAULT_CA], words_to_the_ca);
}

static void
touch_pairs(struct stage *s, enum err (*touch)(struct perso *, unsigned), unsigned mask)
{
	const struct perso_with with = { &world_keys, any_counter };
	struct perso *perso = NULL;
	struct card card;

	assert_int_equal(card_open(&card, s->desk.wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(perso_open(&training_driver, &card, &with, &perso), ERR_NONE);
	assert_int_equal(touch(perso, mask), ERR_NONE);
	perso_close(&perso);
	card_close(&card);
}

static void
pairs_switch_together_or_not_at_all(void **state)
{
	struct stage *s = *state;

	kill_at_the_switch(s);
	touch_pairs(s, perso_drop, CERT_BIT(CERT_AUTH));
	expect_recovery(s, false, RECOVERY_CARD_NEEDED, 0);
	expect_recovery(s, true, RECOVERY_UNDONE, 2);
}

static enum err
nothing_pending(struct perso *p, unsigned mask)
{
	struct perso_status st;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		assert_int_equal(perso_status(p, (enum cert_kind)k, &st), ERR_NONE);
		assert_true((mask & CERT_BIT(k)) != 0 && !st.pending_key && !st.pending_cert);
	}
	return ERR_NONE;
}

/* Before the switch all is undone: at the CA, which drops both requests, and on the card. */
static void
what_is_undone_leaves_nothing(void **state)
{
	struct stage *s = *state;

	kill_before(s, FAULT_CARD, 3);
	expect_recovery(s, true, RECOVERY_UNDONE, 2);
	touch_pairs(s, nothing_pending, CERT_BOTH);
}

/* What the CA was about to be told stands: it is told now, and the card isn't needed for that. */
static void
confirmation_is_made_up_for(void **state)
{
	struct stage *s = *state;

	kill_before(s, FAULT_CA, 0);
	expect_recovery(s, false, RECOVERY_FINISHED, 1);
}

/* The program lives on, but another terminal may take up what it couldn't end. */
static void
who_stops_lets_go(void **state)
{
	struct stage *s = *state;

	s->mishap = (struct mishap){ .place = FAULT_CA, .kind = FAULT_SILENT_BEFORE, .nth = 3 };
	assert_int_equal(stage_perform(s), ERR_CA_DOWN);
	assert_int_equal(count(s, "SELECT count(*) FROM procedures WHERE ended IS NULL AND pid = 0"), 1);
}

/* A revocation stands as well, but only the card can let its pairs go. */
static void
revocation_is_made_up_for(void **state)
{
	struct stage *s = *state;
	pid_t pid;

	s->mishap = (struct mishap){ .place = FAULT_CA, .kind = FAULT_KILL_BEFORE, .nth = 1 };
	if ((pid = fork()) == 0) {
		stage_reopen(s);
		(void)stage_perform(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	s->mishap = (struct mishap){ .place = FAULT_NOWHERE };
	stage_reopen(s);
	expect_recovery(s, false, RECOVERY_CARD_NEEDED, 2);
	expect_recovery(s, true, RECOVERY_FINISHED, 2);
}

/* Such a card is none that our commands can make: nothing is confirmed, revoked or dropped. */
static void
half_a_switch_is_left_to_people(void **state)
{
	struct stage *s = *state;
	enum recovery ended;

	kill_at_the_switch(s);
	touch_pairs(s, perso_activate, CERT_BIT(CERT_AUTH));
	s->mishap.seen[FAULT_CA] = 0;
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_CARD_READ_BACK);
	assert_int_equal(ended, RECOVERY_CARD_NEEDED);
	assert_int_equal(s->mishap.seen[FAULT_CA], 0);
}

static void
serials_of_a_spoiled_journal_are_refused(void **state)
{
	static const char *const spoiled[] = {
		"UPDATE steps SET data = X'0105AABB' WHERE code = 'old'",
		"UPDATE steps SET data = X'0015" "000000000000000000000000000000000000000000" "' WHERE code = 'old'",
	};
	struct stage *s = *state;
	enum recovery ended;
	size_t i;

	kill_at_the_switch(s);
	for (i = 0; i < sizeof(spoiled) / sizeof(*spoiled); i++) {
		run(s, spoiled[i]);
		assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_STORE_CORRUPT);
	}
}

/* --- the window -------------------------------------------------------------------------------- */

static struct moment day;

static struct moment
now(void *ctx)
{
	(void)ctx;
	return day;
}

static void
window_opens_and_shuts(void **state)
{
	static const struct { struct date today; enum cert_view_state state; } rows[] = {
		{ { 2026, 10, 15 }, VIEW_VALID }, { { 2026, 10, 16 }, VIEW_EXPIRING },
		{ { 2027, 1, 15 }, VIEW_EXPIRING }, { { 2027, 1, 16 }, VIEW_EXPIRED },
	};
	struct stage *s = *state;
	struct card_view view;
	size_t i;
	int left;

	s->desk.clock.now = now;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		day = (struct moment){ .date = rows[i].today, .hour = 10 };
		assert_int_equal(desk_look(&s->desk, NULL, &view, &left), ERR_NONE);
		assert_int_equal(view.certs[CERT_AUTH].state, rows[i].state);
	}
}

#define STAGE(test, setup) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGE(ca_is_asked_with_the_card_off, setup_renewal),
		STAGE(each_step_is_in_the_audit, setup_renewal),
		STAGE(no_step_begins_unaudited, setup_renewal),
		STAGE(only_the_certificate_that_was_asked_for_is_written, setup_renewal),
		STAGE(what_was_written_is_read_back, setup_renewal),
		STAGE(nothing_goes_to_an_unproved_card, setup_renewal),
		STAGE(who_may_not_work_does_not, setup_renewal),
		STAGE(old_pin_is_asked_for_first, setup_auth),
		STAGE(last_try_is_nobodys_but_the_holders, setup_auth),
		STAGE(locked_pin_is_not_sent, setup_auth),
		STAGE(last_try_of_the_common_pin_is_nobodys_but_the_holders, setup_juki),
		STAGE(pairs_switch_together_or_not_at_all, setup_renewal),
		STAGE(what_is_undone_leaves_nothing, setup_renewal),
		STAGE(confirmation_is_made_up_for, setup_renewal),
		STAGE(who_stops_lets_go, setup_renewal),
		STAGE(revocation_is_made_up_for, setup_revocation),
		STAGE(half_a_switch_is_left_to_people, setup_renewal),
		STAGE(serials_of_a_spoiled_journal_are_refused, setup_renewal),
		STAGE(window_opens_and_shuts, setup_renewal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
