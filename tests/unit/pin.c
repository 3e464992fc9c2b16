/* A malformed PIN is refused before any card could count it. */
#include "base/pin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	enum pin_kind kind;
	const char *typed;
	enum err want;
	const char *sent;
} rows[] = {
	{ PIN_AUTH, "1234", ERR_NONE, "1234" },
	{ PIN_AUTH, "", ERR_PIN_FORMAT, NULL },
	{ PIN_AUTH, "123", ERR_PIN_FORMAT, NULL },
	{ PIN_AUTH, "12345", ERR_PIN_FORMAT, NULL },
	{ PIN_AUTH, "12a4", ERR_PIN_FORMAT, NULL },
	{ PIN_AUTH, "12 4", ERR_PIN_FORMAT, NULL },
	{ PIN_AUTH, "１２３４", ERR_PIN_FULL_WIDTH, NULL },
	{ PIN_JUKI, "0000", ERR_NONE, "0000" },
	{ PIN_ASSIST, "9999", ERR_NONE, "9999" },
	{ PIN_SIGN, "ABC123", ERR_NONE, "ABC123" },
	{ PIN_SIGN, "abc123", ERR_NONE, "ABC123" },
	{ PIN_SIGN, "ABCDEFGHIJKLMN12", ERR_NONE, "ABCDEFGHIJKLMN12" },
	{ PIN_SIGN, "ABCDEFGHIJKLMN123", ERR_PIN_FORMAT, NULL },
	{ PIN_SIGN, "ABC12", ERR_PIN_FORMAT, NULL },
	{ PIN_SIGN, "ABCDEF", ERR_PIN_FORMAT, NULL },
	{ PIN_SIGN, "123456", ERR_PIN_FORMAT, NULL },
	{ PIN_SIGN, "ABC-123", ERR_PIN_FORMAT, NULL },
	{ PIN_SIGN, "ＡBC123", ERR_PIN_FULL_WIDTH, NULL },
};

static void
format_is_checked(void **state)
{
	struct secret s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(secret_set(&s, rows[i].typed, strlen(rows[i].typed)), ERR_NONE);
		assert_int_equal(pin_check(rows[i].kind, &s), rows[i].want);
		if (rows[i].sent != NULL) {
			assert_int_equal(s.len, strlen(rows[i].sent));
			assert_memory_equal(s.bytes, rows[i].sent, s.len);
		}
		secret_wipe(&s);
	}
}

static const struct { struct secret typed; enum err want; } numbers_b[] = {
	{ { "05011520351234", 14 }, ERR_NONE }, { { "0501152035123", 13 }, ERR_B_FORMAT },
	{ { "050115203512345", 15 }, ERR_B_FORMAT }, { { "0501152035123A", 14 }, ERR_B_FORMAT },
	{ { "", 0 }, ERR_B_FORMAT },
	/* A slip that makes a day of none, or a year in which no card ends, never costs a try. */
	{ { "05011620351234", 14 }, ERR_NONE }, { { "05022920351234", 14 }, ERR_NONE },
	{ { "05023020351234", 14 }, ERR_B_FORMAT }, { { "05043120351234", 14 }, ERR_B_FORMAT },
	{ { "05131520351234", 14 }, ERR_B_FORMAT }, { { "15011320351234", 14 }, ERR_NONE },
	{ { "05011520151234", 14 }, ERR_B_FORMAT }, { { "05011521001234", 14 }, ERR_B_FORMAT },
	{ { "05011502351234", 14 }, ERR_B_FORMAT }, { { "05011553201234", 14 }, ERR_B_FORMAT },
	/* Born on a day that nobody knows. */
	{ { "23000020351234", 14 }, ERR_NONE }, { { "23050020351234", 14 }, ERR_NONE },
	{ { "00000020351234", 14 }, ERR_NONE }, { { "23000120351234", 14 }, ERR_B_FORMAT },
	{ { "23130020351234", 14 }, ERR_B_FORMAT },
	{ { "\xef\xbc\x90", 3 }, ERR_PIN_FULL_WIDTH },
};

static void
number_b_is_one_that_a_card_can_have(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(numbers_b) / sizeof(*numbers_b); i++)
		assert_int_equal(pin_check_b(&numbers_b[i].typed), numbers_b[i].want);
}

/* Born on 20 May 1980, 昭和55年. */
static const struct { enum pin_kind kind; const char *pin; enum pin_weakness want, undated; } easy[] = {
	{ PIN_AUTH, "1234", PIN_WEAK_DIGITS, PIN_WEAK_DIGITS },
	{ PIN_JUKI, "0000", PIN_WEAK_DIGITS, PIN_WEAK_DIGITS },
	{ PIN_ASSIST, "9999", PIN_WEAK_DIGITS, PIN_WEAK_DIGITS },
	{ PIN_AUTH, "1980", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_AUTH, "0520", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_AUTH, "8005", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_AUTH, "5505", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_AUTH, "0521", PIN_NOT_WEAK, PIN_NOT_WEAK },
	{ PIN_AUTH, "1243", PIN_NOT_WEAK, PIN_NOT_WEAK },
	{ PIN_AUTH, "5560", PIN_NOT_WEAK, PIN_NOT_WEAK },
	{ PIN_SIGN, "MADO1234", PIN_WEAK_DIGITS, PIN_WEAK_DIGITS },
	{ PIN_SIGN, "MADO1243", PIN_NOT_WEAK, PIN_NOT_WEAK },
	{ PIN_SIGN, "HANAKO800520", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_SIGN, "H19800520", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_SIGN, "550520HANA", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_SIGN, "HANAS55", PIN_WEAK_BIRTH, PIN_NOT_WEAK },
	{ PIN_SIGN, "HANA55", PIN_NOT_WEAK, PIN_NOT_WEAK },
	{ PIN_SIGN, "", PIN_NOT_WEAK, PIN_NOT_WEAK },
};

static void
easy_ones_are_known(void **state)
{
	const struct date born = { 1980, 5, 20 }, none = { 0, 0, 0 }, no_day = { 1980, 2, 31 };
	struct secret s = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(easy) / sizeof(*easy); i++) {
		assert_int_equal(secret_set(&s, easy[i].pin, strlen(easy[i].pin)), ERR_NONE);
		assert_int_equal(pin_weak(easy[i].kind, &s, born), easy[i].want);
		assert_int_equal(pin_weak(easy[i].kind, &s, none), easy[i].undated);
		assert_int_equal(pin_weak(easy[i].kind, &s, no_day), easy[i].undated);
	}
	secret_wipe(&s);
}

static void
codes_find_their_pin(void **state)
{
	(void)state;
	assert_int_equal(pin_by_code("sign"), PIN_SIGN);
	assert_int_equal(pin_by_code("assist"), PIN_ASSIST);
	assert_int_equal(pin_by_code("pin"), PIN_COUNT);
}

static void
as_many_bytes_as_there_is_room_for(void **state)
{
	static const char bytes[SECRET_MAX + 1];
	struct secret s = { 0 };
	size_t i;

	(void)state;
	assert_int_equal(secret_set(&s, bytes, SECRET_MAX), ERR_NONE);
	assert_int_equal(s.len, SECRET_MAX);
	assert_int_equal(secret_set(&s, bytes, SECRET_MAX + 1), ERR_TOO_LONG);
	assert_int_equal(s.len, 0);
	for (i = 0; i < SECRET_MAX; i++)
		assert_true(secret_push(&s, '0'));
	assert_false(secret_push(&s, '0'));
	assert_int_equal(s.len, SECRET_MAX);
}

static void
wiped_is_zero(void **state)
{
	struct secret s = { 0 }, zero = { 0 };

	(void)state;
	assert_int_equal(secret_set(&s, "1234", 4), ERR_NONE);
	assert_true(secret_pop(&s));
	assert_int_equal(s.bytes[3], 0);
	secret_wipe(&s);
	assert_memory_equal(&s, &zero, sizeof(s));
	assert_false(secret_pop(&s));
}

static void
a_beginning_is_not_the_whole(void **state)
{
	struct secret one, two;
	size_t i;

	(void)state;
	memset(&one, 0, sizeof(one));
	memset(&two, 0, sizeof(two));
	assert_int_equal(secret_set(&one, "12", 2), ERR_NONE);
	assert_int_equal(secret_set(&two, "1234", 4), ERR_NONE);
	assert_false(secret_equal(&one, &two));
	for (i = 0; i < SECRET_MAX; i++)
		assert_int_equal(secret_push(&one, '1'), i + 2 < SECRET_MAX);
	assert_int_equal(one.len, SECRET_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(format_is_checked),
		cmocka_unit_test(number_b_is_one_that_a_card_can_have),
		cmocka_unit_test(easy_ones_are_known),
		cmocka_unit_test(codes_find_their_pin),
		cmocka_unit_test(as_many_bytes_as_there_is_room_for),
		cmocka_unit_test(wiped_is_zero),
		cmocka_unit_test(a_beginning_is_not_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
