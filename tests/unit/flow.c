/* Every state with every event: what the table allows, and that all else is refused. */
#include "case/flow.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "audit/event.h"

/*
 * Letters of states in the order of the enum, < for the state before; a dot is a refusal. Columns: inquire post returned
 * reply, incomplete approve, begin done undone, hand-over take-back not-as-wanted terminal-refused, answer,
 * refuse withdraw expire keep, second, let-in, correct cancel take-over note shred, card-returned.
 */
static const char letters[] = "ROPTYIAWHDFXEK<";
static const struct { char from; const char *to; } wanted[] = {
	{ 'R', "O... IA ... .... . FX.K . R R.RR. ." },
	{ 'O', ".P.. .A ... .... . FX.. . . R<OOO O" },
	{ 'P', "O.TY .A ... .... . FXE. . P P<PPP P" },
	{ 'T', "O... .A ... .... . FXE. . . T<TTT T" },
	{ 'Y', "O... IA ... .... . FXEK . Y Y<YYY Y" },
	{ 'I', "O..Y .A ... .... . FXEK . I I<III I" },
	{ 'A', "O... I. W.. H... D FX.K A . R<AAA ." },
	{ 'W', ".... .. .DA .... . .... . . ..WW. ." },
	{ 'H', ".... .. ... .DHA . .... . . ..HHH ." },
	{ 'D', ".... .. ... .... . .... . . ...DD D" },
	{ 'F', ".... .. ... .... . .... . < .<.FF F" },
	{ 'X', ".... .. ... .... . .... . . .<.XX X" },
	{ 'E', ".... .. ... .... . .... . . .<.EE E" },
	{ 'K', "O... IA ... .... . FX.. . K K<KK. ." },
};

static char
answer(unsigned from, unsigned event)
{
	enum case_state next;

	return flow_next((enum case_state)from, (enum case_event)event, &next) ? letters[next] : '.';
}

static void
every_pair_is_as_written(void **state)
{
	unsigned from, event, refused = 0;
	const char *cell;

	(void)state;
	assert_int_equal(sizeof(letters) - 1, CASE_STATE_COUNT + 1);
	for (from = 0; from < CASE_STATE_COUNT; from++) {
		assert_int_equal(wanted[from].from, letters[from]);
		cell = wanted[from].to;
		for (event = 0; event < CASE_EVENT_COUNT; event++) {
			cell += *cell == ' ';
			assert_int_equal(answer(from, event), *cell);
			refused += *cell++ == '.';
		}
		assert_int_equal(*cell, '\0');
	}
	assert_true(refused > CASE_STATE_COUNT * CASE_EVENT_COUNT / 2);
}

static void
strange_numbers_are_refused(void **state)
{
	(void)state;
	assert_int_equal(answer(CASE_STATE_COUNT, EVENT_NOTE), '.');
	assert_int_equal(answer(CASE_RECEIVED, CASE_EVENT_COUNT), '.');
	assert_string_equal(flow_state_code(CASE_STATE_COUNT), "");
	assert_string_equal(flow_state_name(CASE_STATE_COUNT, LANG_JA), "");
	assert_string_equal(flow_event_code(CASE_EVENT_COUNT), "");
}

/* The audit log takes no event that isn't in its table: one without words would stop its case. */
static void
every_event_is_in_the_table_of_events(void **state)
{
	char code[48];
	unsigned event;

	(void)state;
	for (event = 0; event < CASE_EVENT_COUNT; event++) {
		(void)snprintf(code, sizeof(code), "case-%s", flow_event_code((enum case_event)event));
		assert_true(event_known(code));
		assert_string_not_equal(event_name(code, LANG_JA), code);
		assert_ptr_equal(event_name(code, LANG_EN), event_name_of_case(code + 5, LANG_EN));
	}
	assert_true(event_known("case-printed:letter"));
	assert_false(event_known("case-"));
	assert_false(event_known(""));
	assert_string_equal(event_name("case-of-tomorrow", LANG_JA), "case-of-tomorrow");
}

static void
codes_lead_back(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < CASE_STATE_COUNT; i++) {
		assert_int_equal(flow_state_by_code(flow_state_code((enum case_state)i)), i);
		assert_true(strlen(flow_state_name((enum case_state)i, LANG_JA)) > 0);
		assert_true(strlen(flow_state_name((enum case_state)i, LANG_EN)) > 0);
	}
	for (i = 0; i < CASE_EVENT_COUNT; i++)
		assert_int_equal(flow_event_by_code(flow_event_code((enum case_event)i)), i);
	assert_int_equal(flow_state_by_code("nothing"), CASE_STATE_COUNT);
	assert_int_equal(flow_event_by_code(""), CASE_EVENT_COUNT);
}

static void
four_states_are_ends(void **state)
{
	unsigned i;

	(void)state;
	for (i = 0; i < CASE_STATE_COUNT; i++)
		assert_int_equal(flow_ended((enum case_state)i), i == CASE_DONE || i == CASE_REFUSED || i == CASE_WITHDRAWN ||
		    i == CASE_EXPIRED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair_is_as_written),
		cmocka_unit_test(strange_numbers_are_refused),
		cmocka_unit_test(every_event_is_in_the_table_of_events),
		cmocka_unit_test(codes_lead_back),
		cmocka_unit_test(four_states_are_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
