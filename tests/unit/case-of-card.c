/* What a card brings into a case, where it knows more than the record, or writes another address. */
#include "case/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "people/compare.h"

static const struct actor clerk = { "sato", "", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

/* No 〓 of the record goes where the card has the character: of no name that a certificate has. */
static void
a_card_reads_more(void **state)
{
	static const struct { const char *record, *card; bool more; } rows[] = {
		{ "〓﨑", "髙﨑", true }, { "〓﨑", "〓﨑", false }, { "髙﨑", "髙﨑", false }, { "", "", false },
		{ "髙﨑", "〓﨑", false },
	};
	struct person record = { .name = "渡邉　葵", .born = { 1988, 1, 20 }, .source = PERSON_RECORD }, card = record;
	char *const fields[][2] = { { record.former, card.former }, { record.alias, card.alias } };
	enum person_verdict v[PERSON_FIELD_COUNT];
	size_t f, i;

	(void)state;
	for (f = 0; f < 2; f++)
		for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
			memset(fields[1 - f][0], 0, PERSON_NAME_MAX + 1);
			memset(fields[1 - f][1], 0, PERSON_NAME_MAX + 1);
			(void)snprintf(fields[f][0], PERSON_NAME_MAX + 1, "%s", rows[i].record);
			(void)snprintf(fields[f][1], PERSON_NAME_MAX + 1, "%s", rows[i].card);
			person_compare(&record, &card, v);
			assert_int_equal(case_reads_more(&record, &card, v), rows[i].more);
			assert_int_equal(case_takes_more(&record, &card), rows[i].more);
		}
}

/* A card has no postcode: that of an address that gives way goes with it, that of the same address stays. */
static void
a_postcode_is_of_its_address(void **state)
{
	static const struct { const char *told; bool stays; } rows[] = {
		{ "東京都千代田区霞が関2-1-2", true }, { "東京都立川市泉町1156-9", false },
	};
	struct person told = { .name = "番号　花子", .born = { 1990, 2, 3 }, .postcode = "100-0013",
	    .source = PERSON_TOLD },
	    card = { .name = "番号　花子", .born = { 1990, 2, 3 }, .address = "東京都千代田区霞が関二丁目１番２号",
	    .source = PERSON_CARD };
	struct case_person c;
	struct case_file f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)snprintf(told.address, sizeof(told.address), "%s", rows[i].told);
		f = (struct case_file){ .procedure = "renew", .decision = "{}", .person = told };
		assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
		assert_int_equal(case_take_person(store, &clerk, f.number, &card, 0, true, &c), ERR_NONE);
		assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
		assert_string_equal(f.person.address, card.address);
		assert_string_equal(f.person.postcode, rows[i].stays ? "100-0013" : "");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_card_reads_more),
		cmocka_unit_test_setup_teardown(a_postcode_is_of_its_address, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
