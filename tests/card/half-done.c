/* What a visit that broke off leaves: PINs that are new or in doubt are named, work that still lives isn't touched. */
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
#include "audit/verify.h"
#include "card/virtual/virtual.h"

#define P(kind) (1u << PIN_##kind)

static const struct scenario two = { "unlock", "unlock", 0, P(SIGN) | P(AUTH), CERT_BOTH, P(AUTH) };
static const struct scenario juki = { "unlock", "unlock", 0, P(JUKI), CERT_BOTH, 0 };
static const struct scenario change = { "change", "change-pin", 0, P(AUTH), CERT_BOTH, 0 };
static const struct scenario renewal = { "renew", "renew", CERT_BOTH, P(SIGN), CERT_BOTH, P(SIGN) };

static int
setup_two(void **state)
{
	return stage_setup(state, &two);
}

static int
setup_juki(void **state)
{
	return stage_setup(state, &juki);
}

static int
setup_change(void **state)
{
	return stage_setup(state, &change);
}

static int
setup_renewal(void **state)
{
	return stage_setup(state, &renewal);
}

/* How many commands a visit takes; another case for the same person follows. */
static unsigned
commands(struct stage *s)
{
	const struct actor actor = stage_actor(s);
	unsigned n;

	s->mishap = (struct mishap){ .place = FAULT_NOWHERE };
	assert_int_equal(stage_perform(s), ERR_NONE);
	n = s->mishap.seen[FAULT_CARD];
	assert_int_equal(case_open(s->desk.store, &actor, &s->file, CASE_APPROVED), ERR_NONE);
	return n;
}

static void
break_at(struct stage *s, enum fault_place place, enum fault_kind kind, unsigned nth)
{
	s->mishap = (struct mishap){ .place = place, .kind = kind, .nth = nth };
}

struct wanted { const char *event, *why; unsigned n; };

static bool
see_remark(void *ctx, const struct case_history *h)
{
	struct wanted *w = ctx;

	w->n += strcmp(h->event, w->event) == 0 && strcmp(h->why, w->why) == 0;
	return true;
}

/* How often the case's history says so. */
static unsigned
remarks(struct stage *s, const char *event, const char *pin)
{
	struct wanted w = { event, pin, 0 };

	assert_int_equal(case_history(s->desk.store, s->file.number, see_remark, &w), ERR_NONE);
	return w.n;
}

static unsigned
doubts(struct stage *s, const char *pin)
{
	return remarks(s, "pin-in-doubt", pin);
}

static bool
take_row(void *ctx, const struct half_done *h)
{
	*(struct half_done *)ctx = *h;
	return false;
}

static void
lost_answer_leaves_a_pin_in_doubt(void **state)
{
	struct stage *s = *state;
	const unsigned n = commands(s);
	char words[512];

	break_at(s, FAULT_CARD, FAULT_REMOVED_AFTER, n);
	assert_int_equal(stage_perform(s), ERR_CARD_REMOVED);
	assert_int_equal(s->result.pins_set, P(SIGN));
	assert_int_equal(s->result.pins_in_doubt, P(AUTH));
	assert_int_equal(doubts(s, "auth"), 1);
	assert_int_equal(doubts(s, "sign"), 0);
	assert_int_equal(remarks(s, "pin-set", "sign"), 1);
	desk_pins_words(&s->result, words, sizeof(words));
	assert_string_equal(words, "署名用電子証明書の暗証番号は新しいものになっています。"
	    "利用者証明用電子証明書の暗証番号は新旧どちらか分かりません。設定し直してください");
	desk_pins_words(&s->result, words, 20);		/* cut, not overrun */
	assert_int_equal(strlen(words), 19);
	break_at(s, FAULT_NOWHERE, FAULT_REMOVED_AFTER, 0);
	assert_int_equal(stage_perform(s), ERR_NONE);	/* set again */
	assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
}

static void
what_was_not_sent_is_not_in_doubt(void **state)
{
	struct stage *s = *state;

	break_at(s, FAULT_CARD, FAULT_REMOVED_AFTER, 1);
	assert_int_equal(stage_perform(s), ERR_CARD_REMOVED);
	assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
	assert_int_equal(doubts(s, "auth"), 0);
}

static void
half_of_juki_is_in_doubt(void **state)
{
	struct stage *s = *state;
	const unsigned n = commands(s);

	break_at(s, FAULT_CARD, FAULT_REMOVED_BEFORE, n);
	assert_int_equal(stage_perform(s), ERR_CARD_REMOVED);
	assert_int_equal(s->result.pins_set, 0);
	assert_int_equal(s->result.pins_in_doubt, P(JUKI));
}

static void
wrong_old_pin_leaves_no_doubt(void **state)
{
	const struct secret wrong = { "9999", 4 };
	struct stage *s = *state;
	const struct secret right = s->pins.old[PIN_AUTH];

	s->pins.old[PIN_AUTH] = wrong;
	assert_int_equal(stage_perform(s), ERR_PIN_WRONG);
	assert_int_equal(s->result.pins_set | s->result.pins_in_doubt, 0);
	s->pins.old[PIN_AUTH] = right;
	break_at(s, FAULT_CARD, FAULT_WRONG_STATUS, 100);
	assert_int_equal(stage_perform(s), ERR_NONE);
}

static void
new_pin_stays_though_the_rest_is_undone(void **state)
{
	struct stage *s = *state;

	break_at(s, FAULT_CA, FAULT_REFUSED, 1);
	assert_int_equal(stage_perform(s), ERR_CA_REFUSED);
	assert_int_equal(s->result.pins_set, P(SIGN));
	assert_int_equal(s->result.pins_in_doubt, 0);
}

/* Recovery in practice, too, takes no card that hasn't answered the training identifier: not even to read it. */
static void
recovery_in_practice_takes_no_real_card(void **state)
{
	static const struct cert ca[CERT_COUNT] = { { "\x30\x03" "abc", 5 }, { "\x30\x03" "xyz", 5 } };
	const struct virtual_spec real = { .number = "9900000000000017", .city_code = "14131", .expires = { 2032, 1, 15 },
	    .check_b = "02011520321234" };
	struct stage *s = *state;
	char path[WORLD_PATH];
	enum recovery ended;

	break_at(s, FAULT_CARD, FAULT_REMOVED_BEFORE, commands(s));
	assert_int_equal(stage_perform(s), ERR_CARD_REMOVED);
	s->mishap = (struct mishap){ .place = FAULT_NOWHERE };
	(void)snprintf(path, sizeof(path), "%s/real", s->base);
	assert_int_equal(virtual_make(path, &real, ca), ERR_NONE);
	assert_int_equal(virtual_wire_put(s->world.wire, path), ERR_NONE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_CARD_NOT_PRACTICE);
	assert_in_range(s->mishap.seen[FAULT_CARD], 1, 4);	/* opened, asked, and let go */
	(void)snprintf(path, sizeof(path), "%s/card", s->base);
	assert_int_equal(virtual_wire_put(s->world.wire, path), ERR_NONE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_FINISHED);
}

/* A process of its own that stops at the nth command of the card and says so; it waits there to be killed. */
struct stopping { struct wire wire, *inner; unsigned left; int up; };

static enum err
stop_on(struct wire *w)
{
	struct wire *inner = ((struct stopping *)w)->inner;

	return inner->ops->power_on(inner);
}

static void
stop_off(struct wire *w)
{
	struct wire *inner = ((struct stopping *)w)->inner;

	inner->ops->power_off(inner);
}

static enum err
stop_transmit(struct wire *w, const unsigned char *command, size_t n, unsigned char *answer, size_t cap, size_t *len)
{
	struct stopping *s = (struct stopping *)w;
	enum err e = s->inner->ops->transmit(s->inner, command, n, answer, cap, len);

	if (--s->left == 0) {
		(void)!write(s->up, "", 1);
		for (;;)
			(void)pause();
	}
	return e;
}

static pid_t
stop_at(struct stage *s, unsigned nth)
{
	static const struct wire_ops ops = { .name = "stopping", .power_on = stop_on, .transmit = stop_transmit,
	    .power_off = stop_off };
	struct stopping wire = { .wire = { .ops = &ops }, .left = nth };
	int up[2];
	char byte;
	pid_t pid;

	assert_int_equal(pipe(up), 0);
	world_close(&s->world);
	if ((pid = fork()) == 0) {
		world_open(&s->world, s->base, s->file.number);
		world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
		wire.inner = s->world.wire;
		wire.up = up[1];
		s->desk.wire = &wire.wire;
		(void)stage_perform(s);
		_exit(1);
	}
	assert_int_equal(read(up[0], &byte, 1), 1);
	(void)close(up[0]);
	(void)close(up[1]);
	return pid;
}

static void
living_work_is_not_touched(void **state)
{
	struct stage *s = *state;
	const unsigned n = commands(s);
	struct half_done row = { .live = false };
	enum recovery ended;
	pid_t pid = stop_at(s, n);
	char copy[WORLD_PATH], card[WORLD_PATH];

	/* The other holds the card: what is asked here must not need one. */
	(void)snprintf(card, sizeof(card), "%s/card", s->base);
	(void)snprintf(copy, sizeof(copy), "%s/card-held", s->base);
	assert_int_equal(rename(card, copy), 0);
	world_copy_file(copy, card);
	world_open(&s->world, s->base, s->file.number);
	world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_string_equal(row.name, s->file.person.name);
	assert_string_not_equal(row.name, "");
	assert_true(row.live);
	assert_int_equal(row.pins_in_doubt, 0);		/* it will tell itself */
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_CASE_LIVE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_CASE_LIVE);
	assert_int_equal(stage_perform(s), ERR_HALF_DONE);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_false(row.live);
	assert_int_equal(row.pins_in_doubt, P(AUTH));
	assert_null(row.card_for);
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_UNDONE);
	assert_int_equal(s->result.pins_set, P(SIGN));
	assert_int_equal(s->result.pins_in_doubt, P(AUTH));
	assert_int_equal(doubts(s, "auth"), 1);
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_NOT_HALF_DONE);
}

static void
run(struct stage *s, const char *sql)
{
	assert_int_equal(store_run(s->desk.store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

/* Nobody here can know whether it lives: somebody who may has to say that its terminal, by name, is gone. */
static void
work_of_another_host_is_declared_gone(void **state)
{
	struct stage *s = *state;
	struct half_done row = { .live = false };
	const unsigned everybody = s->desk.roles;
	enum recovery ended;
	char self[65] = "", said[CASE_WHY_MAX];
	int64_t lines, broken;
	pid_t pid = stop_at(s, 2);

	world_open(&s->world, s->base, s->file.number);
	world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
	(void)gethostname(self, sizeof(self) - 1);
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, self), ERR_CASE_LIVE);	/* it lives, as anybody can see */
	run(s, "UPDATE procedures SET host = 'bench-2', begun = '2026-11-20T10:05:00'");
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_true(row.live && row.elsewhere);
	assert_string_equal(row.host, "bench-2");
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_CASE_LIVE);

	s->desk.roles = ROLE_BIT(ROLE_COUNTER);
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, "bench-2"), ERR_ROLE);
	s->desk.roles = ROLE_BIT(ROLE_SUPERVISOR);
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, "bench-1"), ERR_CASE_LIVE);
	assert_int_equal(desk_declare_dead(&s->desk, "26-000009-6", "bench-2"), ERR_CASE_UNKNOWN);
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_CASE_LIVE);
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, "bench-2"), ERR_NONE);
	(void)snprintf(said, sizeof(said), "bench-2 %s 2026-11-20T10:05:00", row.clerk);
	assert_int_equal(remarks(s, "terminal-gone", said), 1);
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, "bench-2"), ERR_NONE);	/* nobody runs it */
	assert_int_equal(remarks(s, "terminal-gone", said), 1);

	s->desk.roles = everybody;
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_false(row.live || row.elsewhere);
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_UNDONE);
	assert_int_equal(audit_verify(s->desk.store, &lines, &broken), ERR_NONE);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* The terminal that was declared gone wasn't: it begins no further step, undoes nothing and ends nothing. */
struct losing { struct wire wire, *inner; struct stage *stage; unsigned left; };

static enum err
lose_on(struct wire *w)
{
	struct wire *inner = ((struct losing *)w)->inner;

	return inner->ops->power_on(inner);
}

static void
lose_off(struct wire *w)
{
	struct wire *inner = ((struct losing *)w)->inner;

	inner->ops->power_off(inner);
}

static enum err
lose_transmit(struct wire *w, const unsigned char *command, size_t n, unsigned char *answer, size_t cap, size_t *len)
{
	struct losing *l = (struct losing *)w;

	if (--l->left == 0)
		run(l->stage, "UPDATE procedures SET host = 'bench-2' WHERE ended IS NULL");
	return l->inner->ops->transmit(l->inner, command, n, answer, cap, len);
}

static void
whoever_lost_the_work_goes_no_further(void **state)
{
	static const struct wire_ops ops = { .name = "losing", .power_on = lose_on, .transmit = lose_transmit,
	    .power_off = lose_off };
	struct stage *s = *state;
	const unsigned n = commands(s);
	struct losing wire = { .wire = { .ops = &ops }, .inner = s->desk.wire, .stage = s, .left = n / 2 };
	struct half_done row = { .live = false };
	struct case_file file;
	enum recovery ended;

	s->desk.wire = &wire.wire;
	assert_int_equal(stage_perform(s), ERR_CASE_TAKEN);
	s->desk.wire = wire.inner;
	assert_int_equal(case_load(s->desk.store, s->file.number, &file), ERR_NONE);
	assert_int_equal(file.state, CASE_CARD_WORK);
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_true(row.live && row.elsewhere);		/* it isn't let go of either: it is another's */
	assert_int_equal(desk_declare_dead(&s->desk, s->file.number, "bench-2"), ERR_NONE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_UNDONE);
}

/* Killed at the switch: without the card nothing is undone, and what the card is needed for has words. */
static void
card_is_needed_for_something(void **state)
{
	struct stage *s = *state;
	const unsigned n = commands(s);
	struct half_done row = { .live = true };
	enum recovery ended;
	pid_t pid;

	if ((pid = fork()) == 0) {
		break_at(s, FAULT_CARD, FAULT_KILL_BEFORE, n - 2);	/* the switch; then each pair's status */
		stage_reopen(s);
		(void)stage_perform(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	stage_reopen(s);
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_string_equal(row.step, "新しい証明書への切替え");
	assert_string_equal(row.card_for, "カードは、新しい証明書に切り替わったかを読むために要ります");
	assert_int_equal(desk_recover(&s->desk, s->file.number, false, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_CARD_NEEDED);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_FINISHED);
}

/* Killed while a certificate was written: somebody else's card isn't taken for the one that it was begun on. */
static void
another_card_undoes_nothing(void **state)
{
	static const struct cert ca[CERT_COUNT] = { { "\x30\x03" "abc", 5 }, { "\x30\x03" "xyz", 5 } };
	const struct virtual_spec other = { .number = "9900000000000033", .city_code = "14131",
	    .expires = { 2032, 1, 15 }, .check_b = "02011520321234", .keys = &world_keys };
	struct stage *s = *state;
	const unsigned n = commands(s);
	struct half_done row = { .live = true };
	char path[WORLD_PATH];
	enum recovery ended;
	pid_t pid;

	if ((pid = fork()) == 0) {
		break_at(s, FAULT_CARD, FAULT_KILL_BEFORE, n - 6);	/* before the switch */
		stage_reopen(s);
		(void)stage_perform(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	stage_reopen(s);
	(void)snprintf(path, sizeof(path), "%s/other", s->base);
	assert_int_equal(virtual_make(path, &other, ca), ERR_NONE);
	assert_int_equal(virtual_wire_put(s->world.wire, path), ERR_NONE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_CARD_OTHER);
	assert_int_equal(desk_half_done(&s->desk, take_row, &row), ERR_NONE);
	assert_false(row.live);
	(void)snprintf(path, sizeof(path), "%s/card", s->base);
	assert_int_equal(virtual_wire_put(s->world.wire, path), ERR_NONE);
	assert_int_equal(desk_recover(&s->desk, s->file.number, true, &ended, &s->result), ERR_NONE);
	assert_int_equal(ended, RECOVERY_UNDONE);
}

#define STAGE(test, setup) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGE(lost_answer_leaves_a_pin_in_doubt, setup_two),
		STAGE(what_was_not_sent_is_not_in_doubt, setup_two),
		STAGE(half_of_juki_is_in_doubt, setup_juki),
		STAGE(wrong_old_pin_leaves_no_doubt, setup_change),
		STAGE(new_pin_stays_though_the_rest_is_undone, setup_renewal),
		STAGE(recovery_in_practice_takes_no_real_card, setup_renewal),
		STAGE(living_work_is_not_touched, setup_two),
		STAGE(work_of_another_host_is_declared_gone, setup_renewal),
		STAGE(whoever_lost_the_work_goes_no_further, setup_renewal),
		STAGE(card_is_needed_for_something, setup_renewal),
		STAGE(another_card_undoes_nothing, setup_renewal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
