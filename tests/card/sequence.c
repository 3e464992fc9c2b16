/* Each card's sequence counter is remembered, durably, before a word is believed; what is played back is refused. */
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
#include "card/card.h"
#include "card/virtual/virtual.h"
#include "desk/run-private.h"

static const struct scenario scene = { "unlock", "unlock", 0, 1u << PIN_AUTH, CERT_BOTH, 1u << PIN_AUTH };

static int
setup(void **state)
{
	return stage_setup(state, &scene);
}

static bool
take_number(void *ctx, const struct store_value *v, size_t n)
{
	(void)n;
	*(int64_t *)ctx = store_as_int(&v[0]);
	return true;
}

/* -1: no card is remembered. */
static int64_t
remembered(struct stage *s)
{
	int64_t sequence = -1;

	assert_int_equal(store_run(s->desk.store, "SELECT sequence FROM card_counter", NULL, 0, take_number,
	    &sequence), ERR_NONE);
	return sequence;
}

/* What the card's counter stands at, found out on a copy; the question itself moves the copy on by one. */
static int64_t
on_card(struct stage *s)
{
	const unsigned char host[8] = { 0 };
	const struct apdu ask = { .cla = 0x80, .ins = 0x50, .data = host, .lc = sizeof(host), .le = 256 };
	char from[WORLD_PATH], copy[WORLD_PATH];
	struct wire *wire = virtual_wire_new();
	struct reply r;
	struct card card;

	(void)snprintf(from, sizeof(from), "%s/card", s->base);
	(void)snprintf(copy, sizeof(copy), "%s/card-asked", s->base);
	world_copy_file(from, copy);
	assert_int_equal(virtual_wire_put(wire, copy), ERR_NONE);
	assert_int_equal(card_open(&card, wire, CARD_USE_WORK), ERR_NONE);
	assert_int_equal(card_select_ap(&card, AP_TRAINING), ERR_NONE);
	assert_int_equal(card_send(&card, &ask, &r), ERR_NONE);
	assert_int_equal(r.len, 32);
	card_close(&card);
	wire_free(&wire);
	assert_int_equal(unlink(copy), 0);
	return (r.data[29] << 16 | r.data[30] << 8 | r.data[31]) - 1;
}

static void
another_case(struct stage *s)
{
	const struct actor actor = stage_actor(s);

	assert_int_equal(case_open(s->desk.store, &actor, &s->file, CASE_APPROVED), ERR_NONE);
}

static void
memory_only_grows(void **state)
{
	static const struct { unsigned char card; uint32_t sequence; enum err want; } rows[] = {
		{ 1, 5, ERR_NONE }, { 1, 5, ERR_CARD_REPLAY }, { 1, 4, ERR_CARD_REPLAY }, { 1, 6, ERR_NONE }, { 2, 1, ERR_NONE },
		{ 2, 0, ERR_CARD_REPLAY }, { 1, 0xffffff, ERR_NONE }, { 1, 7, ERR_CARD_REPLAY }, { 3, 0, ERR_NONE },
	};
	struct stage *s = *state;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct perso_replay m = desk_replay(s->desk.store);

		assert_int_equal(m.advance(m.ctx, &rows[i].card, 1, rows[i].sequence), rows[i].want);
		stage_reopen(s);
	}
}

static void
each_opening_is_remembered(void **state)
{
	struct stage *s = *state;

	assert_int_equal(remembered(s), -1);
	assert_int_equal(stage_perform(s), ERR_NONE);
	assert_true(remembered(s) > 0);
	assert_int_equal(remembered(s), on_card(s));
}

/* A copy of the card as it was before: its counters were all seen already. */
static void
copy_of_the_card_is_refused(void **state)
{
	struct stage *s = *state;
	char card[WORLD_PATH], copy[WORLD_PATH];
	struct card_view view;
	int left;

	(void)snprintf(card, sizeof(card), "%s/card", s->base);
	(void)snprintf(copy, sizeof(copy), "%s/card-copy", s->base);
	world_copy_file(card, copy);
	assert_int_equal(stage_perform(s), ERR_NONE);
	world_close(&s->world);
	assert_int_equal(rename(copy, card), 0);
	world_open(&s->world, s->base, s->file.number);
	world_desk(&s->world, &s->wire, &s->issuer, &s->mishap, &s->desk);
	another_case(s);
	assert_int_equal(stage_perform(s), ERR_CARD_REPLAY);
	assert_int_equal(desk_look(&s->desk, NULL, &view, &left), ERR_NONE);
	assert_int_equal(view.tries[PIN_AUTH], 0);	/* still locked: nothing was written */
	assert_int_equal(case_load(s->desk.store, s->file.number, &s->file), ERR_NONE);
	assert_int_equal(s->file.state, CASE_APPROVED);
}

/* Another visit, killed at its nth command or write; false when it had no nth. */
static bool
killed_at(struct stage *s, enum fault_place place, enum fault_kind kind, unsigned nth)
{
	int status;
	pid_t pid;

	another_case(s);
	if ((pid = fork()) == 0) {
		s->mishap = (struct mishap){ .place = place, .kind = kind, .nth = nth };
		stage_reopen(s);
		fault_vfs_set(&s->mishap);
		(void)stage_perform(s);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	stage_reopen(s);
	return WIFSIGNALED(status);
}

/*
 * Whenever the power goes, what the card was believed is remembered: the memory is never above the card, and below it only
 * where the card's last answer was believed by nobody. Then the next visit goes through.
 */
static void
a_kill_loses_no_counter(void **state)
{
	static const struct { enum fault_place place; enum fault_kind kind; } ways[] = {
		{ FAULT_CARD, FAULT_KILL_BEFORE }, { FAULT_CARD, FAULT_KILL_AFTER },
		{ FAULT_STORE, FAULT_KILL_BEFORE }, { FAULT_STORE, FAULT_KILL_AFTER },
	};
	struct stage *s = *state;
	enum recovery ended;
	unsigned nth, kills = 0, behind = 0;
	size_t i;

	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		for (nth = 1; killed_at(s, ways[i].place, ways[i].kind, nth); nth++, kills++) {
			const int64_t memory = remembered(s), card = on_card(s);

			assert_true(memory <= card);
			assert_true(memory >= card - 1);
			behind += memory < card;
			if (desk_recover(&s->desk, s->file.number, false, &ended, &s->result) == ERR_NONE &&
			    ended == RECOVERY_FINISHED)
				continue;
			assert_int_equal(stage_perform(s), ERR_NONE);
			assert_int_equal(remembered(s), on_card(s));
		}
	assert_true(kills > 40);
	assert_true(behind > 0);	/* killed between the card's answer and the disk, too */
}

#define STAGE(test) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STAGE(memory_only_grows),
		STAGE(each_opening_is_remembered),
		STAGE(copy_of_the_card_is_refused),
		STAGE(a_kill_loses_no_counter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
