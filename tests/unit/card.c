/* Opening, selecting and reading a card that tells the truth, lies, or says nothing. */
#include "card/card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/scripted-wire.h"

#define NUMBER "00ca004500"
#define EXPIRES "00ca00f200"
#define SELECT_JPKI "00a4040c0ad392f000260100000001"
#define SELECT_TEXT "00a4040c0ad3921000310001010408"
#define SELECT_ISD "00a4040c07a0000001510000"
#define NUMBER_ANSWER "313233343536373839303132333435369000"
#define EXPIRES_ANSWER "32303335303333319000"

static const struct scripted_row opening[] = {
	{ NUMBER, NUMBER_ANSWER, 0 }, { EXPIRES, EXPIRES_ANSWER, 0 }, { SELECT_JPKI, "9000", 0 }, { NULL, NULL, 0 },
};

/* An opened card on a wire; the test plays its own script from here. */
static struct wire *
opened(struct card *card)
{
	struct wire *w = scripted_wire_new(opening);

	assert_int_equal(card_open(card, w, CARD_USE_WORK), ERR_NONE);
	scripted_wire_assert_done(w);
	assert_int_equal(card->selected, AP_JPKI);
	return w;
}

static void
closed(struct card *card, struct wire *w)
{
	scripted_wire_assert_done(w);
	card_close(card);
	card_close(card);
	assert_false(scripted_wire_powered(w));
	wire_free(&w);
	assert_null(w);
	wire_free(&w);
}

static void
number_and_last_day_come_with_opening(void **state)
{
	unsigned char number[CARD_NUMBER_MAX];
	struct card card;
	struct wire *w = opened(&card);
	struct date d;
	size_t len;

	(void)state;
	assert_int_equal(card_number(&card, number, &len), ERR_NONE);
	assert_int_equal(len, 16);
	assert_memory_equal(number, "1234567890123456", 16);
	assert_int_equal(card_expires(&card, &d), ERR_NONE);
	assert_int_equal(d.year * 10000 + d.month * 100 + d.day, 20350331);
	assert_int_equal(card.commands, 3);
	closed(&card, w);
}

static const struct { struct scripted_row rows[8]; enum err want; } openings[] = {
	{ { { NUMBER, "6f00", 0 }, { SELECT_JPKI, "9000", 0 } }, ERR_NONE },		/* the throw-away */
	{ { { NUMBER, "6a88", 0 }, { SELECT_JPKI, "6a82", 0 } }, ERR_CARD_FOREIGN },
	{ { { NUMBER, "6d00", 0 }, { SELECT_JPKI, "6e00", 0 } }, ERR_CARD_FOREIGN },
	/* asked once more, and once more after the power was cut, before it is damaged */
	{ { { NUMBER, "6f00", 0 }, { SELECT_JPKI, "6f00", 0 }, { SELECT_JPKI, "6f00", 0 }, { NUMBER, "6f00", 0 },
	    { SELECT_JPKI, "6f00", 0 }, { SELECT_JPKI, "6f00", 0 } }, ERR_CARD_DAMAGED },
	{ { { NUMBER, "6f00", 0 }, { SELECT_JPKI, "6f00", 0 }, { SELECT_JPKI, "9000", 0 } }, ERR_NONE },
	{ { { NUMBER, "", 0 }, { SELECT_JPKI, "90", 0 }, { NUMBER, "", 0 }, { SELECT_JPKI, "90", 0 } }, ERR_CARD_DAMAGED },
	{ { { NUMBER, "", 0 }, { SELECT_JPKI, "90", 0 }, { NUMBER, "6a88", 0 }, { SELECT_JPKI, "9000", 0 } }, ERR_NONE },
	{ { { NUMBER, NULL, ERR_CARD_REMOVED } }, ERR_CARD_REMOVED },
	{ { { NUMBER, "6f00", 0 }, { SELECT_JPKI, NULL, ERR_CARD_SILENT } }, ERR_CARD_SILENT },
	/* too long */
	{ { { NUMBER, "31323334353637383930313233343536379000", 0 }, { SELECT_JPKI, "9000", 0 } }, ERR_NONE },
	{ { { NUMBER, NUMBER_ANSWER, 0 }, { EXPIRES, "32303335313333319000", 0 }, { SELECT_JPKI, "9000", 0 } },
	    ERR_NONE },
};

static void
opening_names_what_is_wrong(void **state)
{
	struct card card;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(openings) / sizeof(*openings); i++) {
		struct wire *w = scripted_wire_new(openings[i].rows);

		assert_int_equal(card_open(&card, w, CARD_USE_WORK), openings[i].want);
		assert_int_equal(scripted_wire_powered(w), openings[i].want == ERR_NONE);
		closed(&card, w);
	}
}

static void
number_is_asked_again_when_opening_gave_none(void **state)
{
	static const struct scripted_row open[] = {
		{ NUMBER, "6f00", 0 }, { SELECT_JPKI, "9000", 0 }, { NULL, NULL, 0 },
	};
	static const struct scripted_row asked[] = {
		{ SELECT_ISD, "9000", 0 }, { NUMBER, "4510313233343536373839303132333435369000", 0 },
		{ EXPIRES, "f20832303335303333319000", 0 }, { NULL, NULL, 0 },
	};
	static const struct scripted_row wrong[] = {
		{ SELECT_ISD, "9000", 0 }, { EXPIRES, "323033353133339000", 0 },
		{ EXPIRES, "32303335313333319000", 0 },
		{ NUMBER, "9000", 0 }, { NULL, NULL, 0 },
	};
	unsigned char number[CARD_NUMBER_MAX];
	struct wire *w = scripted_wire_new(open);
	struct card card;
	struct date d;
	size_t len;

	(void)state;
	assert_int_equal(card_open(&card, w, CARD_USE_WORK), ERR_NONE);
	scripted_wire_play(w, asked);
	assert_int_equal(card_number(&card, number, &len), ERR_NONE);
	assert_memory_equal(number, "1234567890123456", 16);
	assert_int_equal(card_expires(&card, &d), ERR_NONE);
	card_close(&card);
	scripted_wire_play(w, open);
	assert_int_equal(card_open(&card, w, CARD_USE_WORK), ERR_NONE);
	scripted_wire_play(w, wrong);
	assert_int_equal(card_expires(&card, &d), ERR_CARD_ANSWER);	/* seven digits */
	assert_int_equal(card_expires(&card, &d), ERR_CARD_ANSWER);	/* month 13 */
	assert_int_equal(card_number(&card, number, &len), ERR_CARD_ANSWER);
	closed(&card, w);
}

static void
another_application_ends_logins(void **state)
{
	static const struct scripted_row rows[] = {
		{ SELECT_TEXT, "9000", 0 }, { SELECT_JPKI, "6a82", 0 }, { NULL, NULL, 0 },
	};
	struct card card;
	struct wire *w = opened(&card);

	(void)state;
	scripted_wire_play(w, rows);
	card.verified[PIN_SIGN] = true;
	assert_int_equal(card_select_ap(&card, AP_JPKI), ERR_NONE);	/* it is selected: nothing is sent */
	assert_true(card.verified[PIN_SIGN]);
	assert_int_equal(card_select_ap(&card, AP_TEXT), ERR_NONE);
	assert_false(card.verified[PIN_SIGN]);
	assert_int_equal(card_select_ap(&card, AP_JPKI), ERR_CARD_NO_FILE);
	assert_int_equal(card.selected, AP_NONE);
	closed(&card, w);
}

static void
broken_wire_ends_logins(void **state)
{
	static const struct scripted_row rows[] = { { "00a4020c020018", NULL, ERR_CARD_REMOVED }, { NULL, NULL, 0 } };
	struct card card;
	struct wire *w = opened(&card);

	(void)state;
	scripted_wire_play(w, rows);
	card.verified[PIN_AUTH] = true;
	assert_int_equal(card_select_ef(&card, 0x18), ERR_CARD_REMOVED);
	assert_false(card.verified[PIN_AUTH]);
	assert_int_equal(card.selected, AP_NONE);
	closed(&card, w);
}

/* "00" n times and 9000, into out. */
static const char *
filler(char *out, size_t n)
{
	memset(out, '0', 2 * n);
	memcpy(out + 2 * n, "9000", 5);
	return out;
}

static void
reading_is_done_in_pieces(void **state)
{
	static char whole[2 * 256 + 5], some[2 * 40 + 5], rest[2 * 4 + 5];
	const struct scripted_row rows[] = {
		/* a short read is allowed */
		{ "00b0000000", filler(whole, 256), 0 }, { "00b001002c", filler(some, 40), 0 },
		{ "00b0012804", filler(rest, 4), 0 }, { NULL, NULL, 0 },
	};
	unsigned char out[300];
	struct card card;
	struct wire *w = opened(&card);

	(void)state;
	scripted_wire_play(w, rows);
	assert_int_equal(card_read(&card, 0, out, sizeof(out)), ERR_NONE);
	closed(&card, w);
}

static void
extended_length_is_used_where_the_reader_passes_it(void **state)
{
	static char whole[2 * 300 + 5];
	const struct scripted_row rows[] = { { "00b0000000012c", filler(whole, 300), 0 }, { NULL, NULL, 0 } };
	unsigned char out[300];
	struct card card;
	struct wire *w = opened(&card);

	(void)state;
	w->extended = true;
	scripted_wire_play(w, rows);
	assert_int_equal(card_read(&card, 0, out, sizeof(out)), ERR_NONE);
	closed(&card, w);
}

static const struct { const char *answer; enum err want; } reads[] = {
	{ "0102030405069000", ERR_CARD_ANSWER },	/* more than was asked for */
	{ "9000", ERR_CARD_ANSWER },			/* nothing, for ever */
	{ "6b00", ERR_CARD_STATUS }, { "6982", ERR_CARD_NEEDS_PIN }, { "6a82", ERR_CARD_NO_FILE },
	{ "01", ERR_CARD_ANSWER },
	{ "", ERR_CARD_ANSWER }, { "010203046282", ERR_NONE },
};

static void
reading_refuses_what_does_not_fit(void **state)
{
	unsigned char out[4];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(reads) / sizeof(*reads); i++) {
		const struct scripted_row rows[] = { { "00b0000004", reads[i].answer, 0 }, { NULL, NULL, 0 } };
		struct card card;
		struct wire *w = opened(&card);

		scripted_wire_play(w, rows);
		assert_int_equal(card_read(&card, 0, out, sizeof(out)), reads[i].want);
		/* no such offset: not sent */
		assert_int_equal(card_read(&card, 0x8000, out, sizeof(out)), ERR_CARD_ANSWER);
		closed(&card, w);
	}
}

static const struct { uint16_t sw; enum err want; } words[] = {
	{ 0x9000, ERR_NONE }, { 0x63c0, ERR_PIN_LOCKED }, { 0x63c3, ERR_PIN_WRONG }, { 0x6300, ERR_PIN_WRONG },
	{ 0x6983, ERR_PIN_LOCKED }, { 0x6984, ERR_PIN_LOCKED }, { 0x6982, ERR_CARD_NEEDS_PIN },
	{ 0x6a82, ERR_CARD_NO_FILE },
	{ 0x6f00, ERR_CARD_DAMAGED }, { 0x6d00, ERR_CARD_STATUS }, { 0x6281, ERR_CARD_STATUS },
	{ 0x0000, ERR_CARD_STATUS },
	{ 0x9001, ERR_CARD_STATUS },
};

static void
status_words_have_their_failures(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		assert_int_equal(card_status(words[i].sw), words[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_and_last_day_come_with_opening),
		cmocka_unit_test(opening_names_what_is_wrong),
		cmocka_unit_test(number_is_asked_again_when_opening_gave_none),
		cmocka_unit_test(another_application_ends_logins),
		cmocka_unit_test(broken_wire_ends_logins),
		cmocka_unit_test(reading_is_done_in_pieces),
		cmocka_unit_test(extended_length_is_used_where_the_reader_passes_it),
		cmocka_unit_test(reading_refuses_what_does_not_fit),
		cmocka_unit_test(status_words_have_their_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
