/* TLV: lengths that lie are refused, whatever form they take. */
#include "card/tlv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct { unsigned char in[8]; size_t len; enum err want; unsigned tag; size_t value; } rows[] = {
	{ { 0x30, 0x02, 1, 2 }, 4, ERR_NONE, 0x30, 2 },
	{ { 0x30, 0x00 }, 2, ERR_NONE, 0x30, 0 },
	{ { 0xdf, 0x21, 0x01, 9 }, 4, ERR_NONE, 0xdf21, 1 },
	{ { 0x7f, 0x81, 0x01, 0x00 }, 4, ERR_NONE, 0x7f8101, 0 },
	{ { 0x30, 0x81, 0x01, 9 }, 4, ERR_NONE, 0x30, 1 },
	{ { 0x30, 0x83, 0, 0, 1, 9 }, 6, ERR_NONE, 0x30, 1 },
	{ { 0x30, 0x03, 1, 2 }, 4, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30, 0x82, 0x01, 0x00, 1 }, 5, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30, 0x83, 0xff, 0xff, 0xff, 1 }, 6, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30, 0x80, 0, 0 }, 4, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30, 0x84, 0, 0, 0, 1, 9 }, 7, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30, 0x82, 0x01 }, 3, ERR_CARD_ANSWER, 0, 0 },
	{ { 0x30 }, 1, ERR_CARD_ANSWER, 0, 0 },
	{ { 0xdf }, 1, ERR_CARD_ANSWER, 0, 0 },
	{ { 0xdf, 0x81, 0x81, 0x01, 0 }, 5, ERR_CARD_ANSWER, 0, 0 },
	{ { 0 }, 0, ERR_CARD_ANSWER, 0, 0 },
};

static void
lengths_are_held_against_what_is_left(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tlv_reader r = { rows[i].in, rows[i].len };
		struct tlv t;

		assert_int_equal(tlv_next(&r, &t), rows[i].want);
		if (rows[i].want != ERR_NONE)
			continue;
		assert_int_equal(t.tag, rows[i].tag);
		assert_int_equal(t.len, rows[i].value);
		assert_int_equal(r.left, 0);
	}
}

static void
find_walks_one_level(void **state)
{
	static const unsigned char in[] = { 0x30, 0x03, 0xdf, 0x22, 0x00, 0xdf, 0x22, 0x01, 0x41, 0x90, 0x05, 0x00 };
	struct tlv t;

	(void)state;
	assert_int_equal(tlv_find(in, sizeof(in), 0xdf22, &t), ERR_NONE);
	assert_int_equal(t.len, 1);
	assert_int_equal(t.value[0], 0x41);
	assert_int_equal(tlv_find(in, sizeof(in), 0xdf23, &t), ERR_CARD_ANSWER);
	assert_int_equal(tlv_find(in, sizeof(in), 0x90, &t), ERR_CARD_ANSWER);
}

static void
head_tells_a_length_it_does_not_believe(void **state)
{
	static const unsigned char in[] = { 0x30, 0x82, 0x05, 0x36, 0x30 };
	size_t head, value;
	unsigned tag;

	(void)state;
	assert_int_equal(tlv_head(in, sizeof(in), &tag, &head, &value), ERR_NONE);
	assert_int_equal(tag, 0x30);
	assert_int_equal(head, 4);
	assert_int_equal(value, 0x536);
	assert_int_equal(tlv_head(in, 3, &tag, &head, &value), ERR_CARD_ANSWER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths_are_held_against_what_is_left),
		cmocka_unit_test(find_walks_one_level),
		cmocka_unit_test(head_tells_a_length_it_does_not_believe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
