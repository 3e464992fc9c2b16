/* Between handing over and taking back: a program killed, another clerk, the next day, a card that is pulled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "case/person.h"
#include "desk/journal.h"
#include "tests/card/terminal-world.h"

static const char renew[] = "procedure=renew reason=expiry visitor=self visit=1 resident=yes card=valid"
    " card-face=current born=1990-01-15 ward=no booked=yes system=up card-expires=2032-01-15"
    " sign-pin=known auth-pin=known sign-expires=2027-01-15 auth-expires=2027-01-15 doc=applicant:マイナンバーカード";

static void
type_b(struct world *w)
{
	memset(&w->pins, 0, sizeof(w->pins));
	assert_int_equal(secret_set(&w->pins.check_b, "02011520321234", 14), ERR_NONE);
}

static void
renewed(struct world *w, const char *sign, const char *auth)
{
	world_put(w, CERT_SIGN, sign);
	world_put(w, CERT_AUTH, auth);
}

static void
hand_over(struct world *w)
{
	world_open_case(w, renew);
	world_hand_over(w);
	type_b(w);
}

/* A program that is killed leaves what the store has: handed over, and what was wanted. */
static void
killed_in_between(void **state)
{
	struct world *w = *state;

	hand_over(w);
	world_restart(w, "sato");
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	renewed(w, "sign-new", "auth-new");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
	world_restart(w, "sato");
	assert_int_equal(world_state(w), CASE_DONE);
}

/* In a process of its own that is killed as it sends its command number at; false: it wasn't, and did it. */
static bool
killed(struct world *w, unsigned at, enum err (*act)(struct world *))
{
	pid_t child;
	int status;

	store_close(&w->desk.store);
	if ((child = fork()) == 0) {
		world_restart(w, "sato");
		w->kill_after = at;
		_exit(act(w) == ERR_NONE ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	world_restart(w, "sato");
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

static enum err
hand_over_there(struct world *w)
{
	reception_free(&w->r);
	memset(&w->r, 0, sizeof(w->r));
	return desk_hand_over(&w->desk, w->number, NULL, &w->r);
}

/* Wherever it was killed: approved or handed over before, handed over or done after, and never half. */
static void
killed_at_every_command(void **state)
{
	struct world *w = *state;
	struct handover_want want;
	unsigned at;

	world_open_case(w, renew);
	for (at = 1; killed(w, at, hand_over_there); at++) {
		assert_int_equal(world_state(w), CASE_APPROVED);
		assert_int_equal(handover_load(w->desk.store, w->number, &want), ERR_CASE_STATE);
	}
	assert_true(at > 10);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	type_b(w);
	renewed(w, "sign-new", "auth-new");
	for (at = 1; killed(w, at, world_take_back); at++) {
		assert_int_equal(world_state(w), CASE_HANDED_OVER);
		assert_int_equal(handover_load(w->desk.store, w->number, &want), ERR_NONE);
		assert_true(want.before_known);
	}
	assert_true(at > 20);
	assert_int_equal(world_state(w), CASE_DONE);
}

/* What is on record: the last days for the result's paper, and serials until the person's data is erased. */
static void
serials_go_with_the_person(void **state)
{
	struct world *w = *state;
	struct actor admin = { .clerk = "sato", .counter = "01", .at = w->at, .roles = ROLES_UNSTATED };
	struct date expires[CERT_COUNT];
	struct handover_certs certs;

	hand_over(w);
	renewed(w, "sign-new", "auth-new");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_int_equal(journal_issued(w->desk.store, w->number, expires), ERR_NONE);
	assert_int_equal(date_compare(expires[CERT_AUTH], (struct date){ 2032, 1, 15 }), 0);
	assert_false(date_given(expires[CERT_SIGN]));	/* nobody read it */
	assert_int_equal(handover_certs(w->desk.store, w->number, &certs), ERR_NONE);
	assert_int_equal(certs.certs[CERT_AUTH].serial_len, 2);
	assert_int_equal(case_erase(w->desk.store, &admin, w->number), ERR_NONE);
	assert_int_equal(handover_certs(w->desk.store, w->number, &certs), ERR_NONE);
	assert_int_equal(certs.certs[CERT_AUTH].serial_len, 0);
	assert_int_equal(journal_issued(w->desk.store, w->number, expires), ERR_NONE);
	assert_false(date_given(expires[CERT_AUTH]));
}

/* Whoever holds the case takes it back; a colleague takes it over first. */
static void
another_clerk_takes_over(void **state)
{
	struct world *w = *state;
	struct actor suzuki = { .clerk = "suzuki", .counter = "01", .roles = ROLES_UNSTATED };
	struct actor sato = { .clerk = "sato", .counter = "01", .roles = ROLES_UNSTATED };
	char holder[33];

	world_open_case(w, renew);
	suzuki.at = sato.at = w->at;
	assert_int_equal(case_claim(w->desk.store, &sato, w->number, false, holder), ERR_NONE);
	world_hand_over(w);
	type_b(w);
	renewed(w, "sign-new", "auth-new");
	world_restart(w, "suzuki");
	assert_int_equal(world_take_back(w), ERR_CASE_CLAIMED);
	assert_int_equal(w->sent_count, 0);
	assert_int_equal(case_claim(w->desk.store, &suzuki, w->number, true, holder), ERR_NONE);
	assert_int_equal(world_state(w), CASE_HANDED_OVER);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
}

/* The days of the rules are those of the day on which the terminal issued, whenever the card is read. */
static void
taken_back_the_next_day(void **state)
{
	struct world *w = *state;

	hand_over(w);
	w->at.date = (struct date){ 2026, 11, 21 };
	renewed(w, "sign-next", "auth-next");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
}

/* A birthday in between: the fifth birthday is another one by then. */
static void
late_work_ends_by_the_rules_of_its_day(void **state)
{
	struct world *w = *state;

	w->at.date = (struct date){ 2027, 1, 14 };
	renewed(w, "", "");
	world_open_case(w, "procedure=issue reason=first visitor=self visit=1 resident=yes card=valid card-face=current"
	    " born=1990-01-15 ward=no booked=yes system=up card-expires=2032-01-15 sign-pin=known auth-pin=known"
	    " sign-expires=none auth-expires=none doc=applicant:マイナンバーカード");
	world_hand_over(w);
	assert_int_equal(date_compare(w->r.decision.expiry[CERT_AUTH], (struct date){ 2031, 1, 15 }), 0);
	type_b(w);
	w->at.date = (struct date){ 2027, 1, 16 };
	renewed(w, "sign-birthday", "auth-birthday");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_int_equal(date_compare(w->taken.want.until[CERT_AUTH], (struct date){ 2032, 1, 15 }), 0);
	assert_true(w->taken.verdict.done);
}

/* On a day on which the rules would refuse, what was computed at the hand-over stays wanted. */
static void
day_without_a_last_day_takes_no_other(void **state)
{
	struct world *w = *state;

	world_open_case(w, "procedure=renew reason=expiry visitor=self visit=1 resident=yes card=valid"
	    " card-face=current born=1990-01-15 ward=no booked=yes system=up card-expires=2026-11-20"
	    " sign-pin=known auth-pin=known sign-expires=2026-11-20 auth-expires=2026-11-20"
	    " doc=applicant:マイナンバーカード");
	world_hand_over(w);
	type_b(w);
	w->at.date = (struct date){ 2026, 11, 21 };
	renewed(w, "sign-next", "auth-next");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_string_equal(world_codes(w), "other-date");
	assert_false(w->taken.verdict.done);
}

/* Wherever the card is pulled: the case stays handed over, or is done, and the next reading says which. */
static void
card_pulled_at_every_command(void **state)
{
	unsigned at, commands;

	(void)state;
	for (at = 1, commands = 1; at <= commands; at++) {
		struct world *w;
		void *s;
		enum err e;

		(void)world_setup(&s);
		w = s;
		hand_over(w);
		renewed(w, "sign-new", "auth-new");
		assert_int_equal(secret_set(&w->pins.pin[PIN_SIGN], "MADO1234", 8), ERR_NONE);
		w->card.commands = 0;
		w->pull_after = at;
		e = world_take_back(w);
		if (!w->pulled) {
			assert_int_equal(e, ERR_NONE);
			commands = 0;
		} else {
			commands = at + 1;
			assert_int_not_equal(e, ERR_NONE);
			assert_int_equal(world_state(w), CASE_HANDED_OVER);
			w->pulled = false;
			w->pull_after = 0;
			assert_int_equal(world_take_back(w), ERR_NONE);
		}
		assert_true(w->taken.verdict.done);
		assert_int_equal(world_state(w), CASE_DONE);
		(void)world_teardown(&s);
	}
	assert_true(at > 20);
}

/* No reader, or no card on it: it is handed over all the same, and nothing is known of before. */
static void
handed_over_without_a_card(void **state)
{
	struct world *w = *state;

	w->pulled = true;
	world_open_case(w, renew);
	world_hand_over(w);
	w->pulled = false;
	type_b(w);
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_false(w->taken.want.before_known);
	assert_string_equal(world_codes(w), "not-renewed");
	renewed(w, "sign-new", "auth-new");
	assert_int_equal(world_take_back(w), ERR_NONE);
	assert_true(w->taken.verdict.done);
}

#define AT_COUNTER(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AT_COUNTER(killed_in_between),
		AT_COUNTER(killed_at_every_command),
		AT_COUNTER(serials_go_with_the_person),
		AT_COUNTER(another_clerk_takes_over),
		AT_COUNTER(taken_back_the_next_day),
		AT_COUNTER(late_work_ends_by_the_rules_of_its_day),
		AT_COUNTER(day_without_a_last_day_takes_no_other),
		cmocka_unit_test(card_pulled_at_every_command),
		AT_COUNTER(handed_over_without_a_card),
	};

	return cmocka_run_group_tests(tests, world_make_certs, world_remove_certs);
}
