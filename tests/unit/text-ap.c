/* The four attributes: opened by either number, taken only when whole, cleaned, and EF 0001 never touched. */
#include "card/text-ap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/scripted-wire.h"

#define SELECT_TEXT "00a4040c0ad3921000310001010408"
#define VERIFY "002000910431323334"
#define VERIFY_B "002000950e3035303131353230333531323334"
#define END { NULL, NULL, 0 }

static const struct secret pin = { "1234", 4 }, none = { "", 0 }, b = { "05011520351234", 14 };

struct attribute { const char *tag; const char *value; };

/* EF 0002 in hexadecimal, with filler and a status word behind it. */
static void
make_file(const struct attribute *a, char *out, size_t size)
{
	char body[2048] = "", *p = body;
	size_t i;

	for (; a->tag != NULL; a++) {
		p += snprintf(p, 16, "%s%02zx", a->tag, strlen(a->value));
		for (i = 0; a->value[i] != '\0'; i++)
			p += snprintf(p, 3, "%02x", (unsigned char)a->value[i]);
	}
	(void)snprintf(out, size, "ff2082%04zx%sffffff9000", strlen(body) / 2, body);
}

static enum err
read_file(const struct attribute *a, struct person *p)
{
	static char answer[4096];
	const struct scripted_row rows[] = {
		{ SELECT_TEXT, "9000", 0 }, { VERIFY, "9000", 0 }, { "00a4020c020002", "9000", 0 },
		{ "00b0000000", answer, 0 }, END,
	};
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);
	int left;
	enum err e;

	make_file(a, answer, sizeof(answer));
	e = text_ap_read(&card, false, &pin, p, &left);
	scripted_wire_close_card(&card, w);
	return e;
}

static void
attributes_are_taken(void **state)
{
	static const struct attribute whole[] = {
		{ "df21", "12345678" }, { "df22", "番号　花子" },
		{ "df23", "架空県架空市一丁目\033[31m\xe2\x80\xae𠮷葛\xf3\xa0\x84\x80" }, { "df24", "19900205" },
		{ "df25", "2" }, { NULL, NULL },
	};
	struct person p;

	(void)state;
	assert_int_equal(read_file(whole, &p), ERR_NONE);
	assert_string_equal(p.name, "番号　花子");
	assert_string_equal(p.address, "架空県架空市一丁目?[31m?𠮷葛\xf3\xa0\x84\x80");
	assert_int_equal(p.born.year * 10000 + p.born.month * 100 + p.born.day, 19900205);
	assert_int_equal(p.sex, SEX_FEMALE);
	assert_string_equal(p.kana, "");
}

static void
unknown_birthday_is_no_date(void **state)
{
	static const struct attribute unknown[] = {
		{ "df22", "番号　花子" }, { "df23", "架空市" }, { "df24", "19900000" }, { "df25", "9" },
		{ NULL, NULL },
	};
	struct person p;

	(void)state;
	assert_int_equal(read_file(unknown, &p), ERR_NONE);
	assert_false(date_given(p.born));
	assert_int_equal(p.sex, SEX_UNKNOWN);
}

static const struct attribute broken[][5] = {
	{ { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "2" } },				/* no name */
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "1990020" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "1990020x" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "" } },
	/* a cut character */
	{ { "df22", "\xe7\x95" }, { "df23", "架空市" }, { "df24", "19900205" }, { "df25", "2" } },
	{ { "df22", "番号" }, { "df23", "\xff" }, { "df24", "19900205" }, { "df25", "2" } },
};

static void
broken_files_give_nothing(void **state)
{
	struct person p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		memset(&p, 0x5a, sizeof(p));
		assert_int_equal(read_file(broken[i], &p), ERR_CARD_ANSWER);
		assert_int_equal(p.name[0], 0x5a);
	}
}

static const char *const lying[] = { "ff20820800df229000", "ff2083ffffff9000", "ff2003df2205419000", "ff219000",
    "ff209000" };

static void
lengths_that_lie_are_refused(void **state)
{
	struct person p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lying) / sizeof(*lying); i++) {
		const struct scripted_row rows[] = {
			{ SELECT_TEXT, "9000", 0 }, { VERIFY, "9000", 0 }, { "00a4020c020002", "9000", 0 },
			{ "00b0000000", lying[i], 0 }, END,
		};
		struct card card;
		struct wire *w = scripted_wire_open_card(&card, rows);
		int left;

		assert_int_equal(text_ap_read(&card, false, &pin, &p, &left), ERR_CARD_ANSWER);
		scripted_wire_close_card(&card, w);
	}
}

static void
number_b_opens_too(void **state)
{
	static const struct scripted_row rows[] = {
		{ SELECT_TEXT, "9000", 0 }, { VERIFY_B, "63c9", 0 }, { VERIFY_B, "6984", 0 },
		{ "00200095", "63c0", 0 },
		{ "00200095", "9000", 0 }, END,
	};
	struct person p;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, rows);
	int left = -7;

	(void)state;
	assert_int_equal(text_ap_read(&card, true, &b, &p, &left), ERR_PIN_WRONG);
	assert_int_equal(left, 9);
	assert_int_equal(text_ap_read(&card, true, &b, &p, &left), ERR_PIN_LOCKED);
	assert_int_equal(left, 0);
	assert_int_equal(text_ap_tries_b(&card, &left), ERR_NONE);
	assert_int_equal(left, 0);
	assert_int_equal(text_ap_tries_b(&card, &left), ERR_NONE);
	assert_int_equal(left, 10);
	scripted_wire_close_card(&card, w);
}

static const struct { struct secret typed; enum err want; } numbers[] = {
	{ { "05011520351234", 14 }, ERR_NONE }, { { "0501152035123", 13 }, ERR_PIN_FORMAT },
	{ { "050115203512345", 15 }, ERR_PIN_FORMAT }, { { "0501152035123A", 14 }, ERR_PIN_FORMAT },
	{ { "", 0 }, ERR_PIN_FORMAT },
	{ { "\xef\xbc\x90", 3 }, ERR_PIN_FULL_WIDTH },
};

static void
malformed_numbers_never_leave(void **state)
{
	static const struct scripted_row nothing[] = { END };
	struct person p;
	struct card card;
	struct wire *w = scripted_wire_open_card(&card, nothing);
	int left = -7;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		assert_int_equal(text_ap_check_b(&numbers[i].typed), numbers[i].want);
		if (numbers[i].want != ERR_NONE)
			assert_int_equal(text_ap_read(&card, true, &numbers[i].typed, &p, &left), numbers[i].want);
	}
	assert_int_equal(text_ap_read(&card, false, &none, &p, &left), ERR_PIN_FORMAT);
	assert_int_equal(left, -7);
	scripted_wire_close_card(&card, w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_are_taken),
		cmocka_unit_test(unknown_birthday_is_no_date),
		cmocka_unit_test(broken_files_give_nothing),
		cmocka_unit_test(lengths_that_lie_are_refused),
		cmocka_unit_test(number_b_opens_too),
		cmocka_unit_test(malformed_numbers_never_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
