/*
 * The PC/SC wire against a library of our own: readers and cards come and go, calls hang, others hold the reader. No test
 * sleeps: each waits for a state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <reader.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "pcsc-wait.h"

#define DAY_MS (24 * 60 * 60 * 1000u)

/* --- coming and going --------------------------------------------------------------------------- */

static void
readers_and_cards_come_and_go(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	w = wire_new();
	(void)wait_for(w, (struct wanted){ ERR_READER_NONE, false, "", 0 });
	wire_free(&w);

	lib_plug("A 00 00", false);
	w = wire_new();
	assert_int_equal(w->ops->power_on(w), ERR_CARD_NONE);
	lib_put(0, true, 1);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A 00 00", 0 });
	lib_put(0, true, 2);		/* another card, faster than anyone looked */
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A 00 00", s.changes + 1 });
	lib_put(0, false, 1);
	s = wait_for(w, (struct wanted){ ERR_NONE, false, "A 00 00", s.changes + 1 });
	lib_plug("B 00 00", true);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "B 00 00", s.changes + 1 });
	lib_unplug_all();
	s = wait_for(w, (struct wanted){ ERR_READER_GONE, false, "B 00 00", s.changes + 1 });
	assert_int_equal(w->ops->power_on(w), ERR_READER_GONE);
	lib_plug("B 00 00", true);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, NULL, s.changes + 1 });
	wire_free(&w);
}

static void
service_that_stops_and_starts_is_noticed(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	lib_set(&lib.up, false);
	s = wait_for(w, (struct wanted){ ERR_PCSC_DOWN, false, "A", s.changes + 1 });
	assert_int_equal(w->ops->power_on(w), ERR_PCSC_DOWN);
	lib_set(&lib.up, true);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });
	wire_free(&w);
}

static void
reader_is_chosen_by_name(void **state)
{
	struct pcsc_reader readers[PCSC_READERS_MAX];
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("Alpha 00 00", true);
	lib_plug("Beta\x1b 00 00", true);
	assert_int_equal(pcsc_wire_new("Beta", &w), ERR_NONE);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "Beta? 00 00", 0 });
	assert_int_equal(pcsc_wire_readers(w, readers, PCSC_READERS_MAX), 2);
	assert_string_equal(readers[1].name, "Beta? 00 00");
	assert_true(readers[1].card);
	assert_int_equal(pcsc_wire_readers(w, readers, 1), 1);
	assert_int_equal(pcsc_wire_choose(w, "Alpha"), ERR_NONE);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "Alpha 00 00", 0 });
	w->ops->state(w, &s);
	assert_int_equal(s.readers, 2);
	assert_int_equal(pcsc_wire_choose(w, "Gamma"), ERR_NONE);
	(void)wait_for(w, (struct wanted){ ERR_READER_GONE, false, NULL, 0 });
	w->ops->state(w, &s);
	assert_int_equal(s.readers, 2);
	wire_free(&w);
}

/* --- sessions ----------------------------------------------------------------------------------- */

static void
session_begins_and_ends_without_power(void **state)
{
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	assert_int_equal(send_one(w), ERR_CARD_REMOVED);	/* no session yet */
	assert_int_equal(lib_count(&lib.commands), 0);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);	/* waits for the first look by itself */
	assert_int_equal(lib_count(&lib.cold), 1);
	assert_false(w->extended);
	assert_int_equal(send_one(w), ERR_NONE);
	w->ops->power_off(w);
	w->ops->power_off(w);
	assert_int_equal(lib_count(&lib.unpowered), 1);
	assert_int_equal(send_one(w), ERR_CARD_REMOVED);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	wire_free(&w);
	assert_int_equal(lib_count(&lib.unpowered), 2);		/* freeing ends the session too */
}

static void
extended_only_where_the_reader_says_so(void **state)
{
	static const struct { unsigned max; bool t0, want; } rows[] = {
		{ 0, false, false }, { 261, false, false }, { 65536, false, true }, { 65536, true, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct wire *w;

		lib_reset();
		lib.max_apdu = rows[i].max;
		lib.t0 = rows[i].t0;
		lib_plug("A", true);
		w = wire_new();
		assert_int_equal(w->ops->power_on(w), ERR_NONE);
		assert_int_equal(w->extended, rows[i].want);
		wire_free(&w);
	}
}

static void
reader_that_refuses_to_be_ours_alone_is_shared(void **state)
{
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	lib.busy_transaction = true;
	w = wire_new();
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(lib_count(&lib.shared_connects), 1);
	assert_int_equal(lib_count(&lib.transactions), 1);
	assert_int_equal(send_one(w), ERR_NONE);
	wire_free(&w);
}

static void
reader_of_another_program_is_busy(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	lib.busy_exclusive = lib.busy_shared = true;
	w = wire_new();
	s = wait_for(w, (struct wanted){ ERR_READER_BUSY, true, "A", 0 });
	assert_int_equal(w->ops->power_on(w), ERR_READER_BUSY);
	lib_set(&lib.busy_shared, false);
	lib_set(&lib.busy_exclusive, false);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes });
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	wire_free(&w);
}

static void
transaction_of_another_program_is_busy_too(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	lib.busy_transaction = lib.hang = true;
	w = wire_new();
	wire_is_late(w);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	assert_int_equal(w->ops->power_on(w), ERR_READER_BUSY);
	assert_int_equal(w->ops->power_on(w), ERR_READER_BUSY);
	lib_set(&lib.hang, false);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });	/* told to look again */
	wire_free(&w);
}

/* A daemon may keep the connection itself waiting while another program's transaction lasts. */
static void
connection_kept_waiting_by_another_is_busy_too(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	lib.in_use = lib.hang_connect = true;
	w = wire_new();
	wire_is_late(w);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	assert_int_equal(w->ops->power_on(w), ERR_READER_BUSY);
	lib_set(&lib.hang_connect, false);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });
	lib_set(&lib.in_use, false);
	wire_free(&w);

	lib_reset();		/* nobody else is there: then it is the card */
	lib_plug("A", true);
	lib.hang_connect = true;
	w = wire_new();
	wire_is_late(w);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	assert_int_equal(w->ops->power_on(w), ERR_CARD_SILENT);
	lib_set(&lib.hang_connect, false);
	wire_free(&w);
}

/* --- what breaks -------------------------------------------------------------------------------- */

static void
silent_card_gives_the_caller_his_answer(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	wire_is_late(w);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	lib_set(&lib.hang, true);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);		/* at once: the first one still hangs */
	assert_int_equal(lib_count(&lib.commands), 1);
	w->ops->power_off(w);
	assert_int_equal(w->ops->power_on(w), ERR_CARD_SILENT);
	lib_set(&lib.hang, false);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });
	assert_int_equal(lib_count(&lib.unpowered), 1);		/* the late answer ended its session */
	assert_int_equal(send_one(w), ERR_CARD_REMOVED);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(send_one(w), ERR_NONE);
	wire_free(&w);
}

static void
session_is_over(struct wire *w)
{
	struct pcsc *p = (struct pcsc *)(void *)w;

	(void)pthread_mutex_lock(&p->lock);
	p->session_end = pcsc_deadline(0);
	(void)pthread_mutex_unlock(&p->lock);
}

/* Each command in time, all of them too long: the session's own limit. */
static void
session_that_takes_too_long_ends(void **state)
{
	struct wire_state s;
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	wire_limit(w, DAY_MS);
	wire_is_late(w);
	s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
	w->session_ms = DAY_MS / 2;
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	lib_set(&lib.hang, true);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);
	assert_memory_equal(&lib.limit, &((struct pcsc *)(void *)w)->session_end, sizeof lib.limit);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);
	lib_set(&lib.hang, false);
	(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(send_one(w), ERR_NONE);
	session_is_over(w);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);		/* a card that answers at once runs out of it as well */
	w->session_ms = 0;
	w->ops->power_off(w);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	assert_int_equal(send_one(w), ERR_NONE);
	wire_free(&w);
}

/* To find primes takes a card longer than any other command. */
static void
card_that_makes_keys_has_more_time(void **state)
{
	static const struct { unsigned char ins; bool more; } rows[] = { { 0x45, false }, { 0x46, true }, { 0x47, true } };
	struct wire_state s;
	struct wire *w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		lib_reset();
		lib_plug("A", true);
		w = wire_new();
		((struct pcsc *)(void *)w)->generate_ms = DAY_MS;
		wire_is_late(w);
		s = wait_for(w, (struct wanted){ ERR_NONE, true, "A", 0 });
		assert_int_equal(w->ops->power_on(w), ERR_NONE);
		lib_set(&lib.hang, true);
		assert_int_equal(send_ins(w, rows[i].ins), ERR_CARD_SILENT);
		assert_int_equal(lib.limit.tv_sec > pcsc_deadline(DAY_MS / 2).tv_sec, rows[i].more);
		lib_set(&lib.hang, false);
		(void)wait_for(w, (struct wanted){ ERR_NONE, true, "A", s.changes + 1 });
		wire_free(&w);
	}
}

static void
hanging_card_does_not_keep_the_program(void **state)
{
	struct wire *w;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	wire_is_late(w);
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	lib_set(&lib.hang, true);
	assert_int_equal(send_one(w), ERR_CARD_SILENT);
	wire_free(&w);			/* comes back although the call hangs */
	assert_null(w);
	lib_set(&lib.hang, false);
	(void)pthread_mutex_lock(&lib.lock);
	while (lib.unpowered == 0)	/* the thread that was left behind tidies up */
		(void)pthread_cond_wait(&lib.changed, &lib.lock);
	(void)pthread_mutex_unlock(&lib.lock);
}

static void
codes_are_failures(void **state)
{
	static const struct { LONG code; enum err want; } rows[] = {
		{ SCARD_E_NOT_TRANSACTED, ERR_CARD_REMOVED }, { SCARD_W_REMOVED_CARD, ERR_CARD_REMOVED },
		{ SCARD_W_RESET_CARD, ERR_CARD_REMOVED }, { SCARD_E_READER_UNAVAILABLE, ERR_READER_GONE },
		{ SCARD_E_NO_SERVICE, ERR_PCSC_DOWN }, { SCARD_F_COMM_ERROR, ERR_PCSC_DOWN },
		{ SCARD_W_SECURITY_VIOLATION, ERR_PCSC_DENIED }, { SCARD_E_NO_ACCESS, ERR_PCSC_DENIED },
		{ SCARD_E_INSUFFICIENT_BUFFER, ERR_CARD_ANSWER }, { SCARD_W_UNRESPONSIVE_CARD, ERR_CARD_SILENT },
	};
	struct wire *w;
	size_t i;

	(void)state;
	lib_reset();
	lib_plug("A", true);
	w = wire_new();
	assert_int_equal(w->ops->power_on(w), ERR_NONE);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		lib.transmit = rows[i].code;
		assert_int_equal(send_one(w), rows[i].want);
	}
	lib.transmit = SCARD_S_SUCCESS;
	lib_set(&lib.no_answer, true);
	assert_int_equal(send_one(w), ERR_CARD_REMOVED);	/* pulled between the command and its answer */
	wire_free(&w);
}

/* --- words -------------------------------------------------------------------------------------- */

static void
lists_and_properties_are_bounded(void **state)
{
	static const char cut[] = { 'A', '\0', 'B', 'B' };
	static const unsigned char features[] = { 0x06, 4, 0, 0, 0, 1, 0x12, 4, 0x42, 0, 0x0d, 0x48 };
	static const unsigned char lying[] = { PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 200, 0, 0, 1 };
	static const unsigned char second[] = { 1, 2, 0, 0, PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, 0, 0, 1, 0 };
	char names[PCSC_READERS_MAX][MAX_READERNAME], many[20 * 2 + 1], longer[MAX_READERNAME + 4];
	size_t i;

	(void)state;
	assert_int_equal(pcsc_names(cut, sizeof(cut), names), 1);
	assert_int_equal(pcsc_names("", 1, names), 0);
	assert_int_equal(pcsc_names("", 0, names), 0);
	for (i = 0; i < sizeof(many); i++)
		many[i] = i % 2 == 0 && i + 1 < sizeof(many) ? 'R' : '\0';
	assert_int_equal(pcsc_names(many, sizeof(many), names), PCSC_READERS_MAX);
	memset(longer, 'L', sizeof(longer));
	memcpy(longer + MAX_READERNAME, "\0X\0", 4);
	assert_int_equal(pcsc_names(longer, sizeof(longer), names), 1);
	assert_string_equal(names[0], "X");
	assert_int_equal(pcsc_feature(features, sizeof(features), 0x12), 0x42000d48);
	assert_int_equal(pcsc_feature(features, sizeof(features) - 1, 0x12), 0);
	assert_false(pcsc_extended(lying, sizeof(lying)));
	assert_true(pcsc_extended(second, sizeof(second)));
	assert_false(pcsc_extended(second, 4));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readers_and_cards_come_and_go),
		cmocka_unit_test(service_that_stops_and_starts_is_noticed),
		cmocka_unit_test(reader_is_chosen_by_name),
		cmocka_unit_test(session_begins_and_ends_without_power),
		cmocka_unit_test(extended_only_where_the_reader_says_so),
		cmocka_unit_test(reader_that_refuses_to_be_ours_alone_is_shared),
		cmocka_unit_test(reader_of_another_program_is_busy),
		cmocka_unit_test(transaction_of_another_program_is_busy_too),
		cmocka_unit_test(connection_kept_waiting_by_another_is_busy_too),
		cmocka_unit_test(silent_card_gives_the_caller_his_answer),
		cmocka_unit_test(session_that_takes_too_long_ends),
		cmocka_unit_test(card_that_makes_keys_has_more_time),
		cmocka_unit_test(hanging_card_does_not_keep_the_program),
		cmocka_unit_test(codes_are_failures),
		cmocka_unit_test(lists_and_properties_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
