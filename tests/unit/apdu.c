/* Commands come out in the four cases of ISO 7816-4, and nothing that doesn't fit is sent. */
#include "card/apdu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const unsigned char data[256];

static const struct { struct apdu a; size_t len; unsigned char end[4]; size_t end_len; } rows[] = {
	{ { .ins = 0x20, .p2 = 0x80 }, 4, { 0x00, 0x20, 0x00, 0x80 }, 4 },
	{ { .ins = 0xb0, .le = 1 }, 5, { 0x01 }, 1 },
	{ { .ins = 0xb0, .le = 256 }, 5, { 0x00 }, 1 },
	{ { .ins = 0xb0, .le = 257 }, 7, { 0x00, 0x01, 0x01 }, 3 },
	{ { .ins = 0xb0, .le = APDU_ANSWER_MAX }, 7, { 0x00, 0x10, 0x00 }, 3 },
	{ { .ins = 0xa4, .data = data, .lc = 2 }, 7, { 0x02, 0x00, 0x00 }, 3 },
	{ { .ins = 0xa4, .data = data, .lc = 255, .le = 256 }, APDU_COMMAND_MAX, { 0x00 }, 1 },
};

static const struct apdu refused[] = {
	{ .data = data, .lc = 256 },
	{ .data = NULL, .lc = 1 },
	{ .le = APDU_ANSWER_MAX + 1 },
	{ .data = data, .lc = 1, .le = 257 },
};

static void
cases_are_encoded(void **state)
{
	unsigned char out[APDU_COMMAND_MAX];
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(apdu_encode(&rows[i].a, out, sizeof(out), &len), ERR_NONE);
		assert_int_equal(len, rows[i].len);
		assert_memory_equal(out + len - rows[i].end_len, rows[i].end, rows[i].end_len);
		assert_int_equal(apdu_encode(&rows[i].a, out, rows[i].len - 1, &len), ERR_TOO_LONG);
	}
}

static void
out_of_bounds_is_refused(void **state)
{
	unsigned char out[2 * APDU_COMMAND_MAX];
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		assert_int_equal(apdu_encode(&refused[i], out, sizeof(out), &len), ERR_TOO_LONG);
}

static void
answers_are_bounded(void **state)
{
	static unsigned char in[APDU_ANSWER_MAX + 3];
	struct reply r;

	(void)state;
	assert_int_equal(apdu_decode(in, 0, &r), ERR_CARD_ANSWER);
	assert_int_equal(apdu_decode(in, 1, &r), ERR_CARD_ANSWER);
	assert_int_equal(apdu_decode(in, sizeof(in), &r), ERR_CARD_ANSWER);
	in[0] = 0x63;
	in[1] = 0xc2;
	assert_int_equal(apdu_decode(in, 2, &r), ERR_NONE);
	assert_int_equal(r.len, 0);
	assert_int_equal(r.sw, 0x63c2);
	assert_int_equal(apdu_decode(in, APDU_ANSWER_MAX + 2, &r), ERR_NONE);
	assert_int_equal(r.len, APDU_ANSWER_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_are_encoded),
		cmocka_unit_test(out_of_bounds_is_refused),
		cmocka_unit_test(answers_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
