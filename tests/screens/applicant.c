/* The applicant's moment: what the PIN screen shows, what it sends to the terminal, and how it is left. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screens/counter.h"

static struct counter c;

static int
open_pins(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	counter_to_pins(&c);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
	return 0;
}

/* Nothing that says whose case it is, which, where, or who serves. */
static void
refuse_case_data(void)
{
	static const char *const data[] = { "花子", "26-", "更新", "完了", "全国", "令和", "霞が関", "手数料" };
	size_t i;

	for (i = 0; i < sizeof data / sizeof data[0]; i++)
		harness_refuse(c.h, data[i]);
}

static void
says_which_and_nothing_else(void **state)
{
	(void)state;
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_expect(c.h, "英大文字と数字をまぜて6文字から16文字");
	harness_expect(c.h, "残り 5 回");
	refuse_case_data();
	harness_press(c.h, KEY_F1);
	harness_expect(c.h, "この画面ですること");
	refuse_case_data();
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_expect(c.h, "数字4桁");
	harness_expect(c.h, "残り 3 回");
	refuse_case_data();
}

/* Letters that are in no escape sequence and no word there: none of them goes out, in any form. */
static void
only_stars_are_sent(void **state)
{
	const char *all, *typed = "QvWyq1";
	size_t len, i, n, before;

	(void)state;
	(void)harness_all(c.h, &before);
	for (i = 0; typed[i] != '\0'; i++)
		harness_press(c.h, (char[]){ typed[i], '\0' });
	harness_expect(c.h, "[ * * * * * * _ ");
	harness_press(c.h, "\177\177\177");
	harness_press(c.h, "\014");
	harness_expect(c.h, "[ * * * _ ");
	all = harness_all(c.h, &len);
	for (i = before; i < len; i++) {
		for (n = 0; n < 4; n++)
			assert_int_not_equal(toupper((unsigned char)all[i]), toupper((unsigned char)typed[n]));
	}
}

/* What was typed behind the last PIN was meant for nothing that is there now. */
static void
nothing_typed_ahead_leaves_it(void **state)
{
	(void)state;
	harness_press(c.h, "MADO1234" KEY_ENTER "1234" KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_expect(c.h, "[ _ _ _ _ ]");
	harness_press(c.h, "1234" KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "更新が終わりました");
}

/* Card, size and time come and go; the screen is closed by a key. What was typed goes with the card. */
static void
only_a_key_closes_it(void **state)
{
	(void)state;
	harness_press(c.h, "MADO");
	harness_resize(c.h, 40, 132);
	harness_expect(c.h, "[ * * * * _ ");
	harness_press(c.h, KEY_F9 KEY_F10 KEY_F2 KEY_F4 KEY_F5 KEY_UP "\t");
	harness_expect(c.h, "[ * * * * _ ");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "[ _ _");
}

static void
paste_is_no_pin(void **state)
{
	(void)state;
	harness_press(c.h, "\033[200~MADO1234\r\033[201~");
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_expect(c.h, "[ _ _");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_which_and_nothing_else, open_pins, end),
		cmocka_unit_test_setup_teardown(only_stars_are_sent, open_pins, end),
		cmocka_unit_test_setup_teardown(nothing_typed_ahead_leaves_it, open_pins, end),
		cmocka_unit_test_setup_teardown(only_a_key_closes_it, open_pins, end),
		cmocka_unit_test_setup_teardown(paste_is_no_pin, open_pins, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
