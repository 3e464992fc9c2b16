/* Tries, typed into the real program: a slip is named and asked again alone, and no last one is spent by Enter. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* From home to the first PIN of a change of two, 利用者証明用 and 住民基本台帳用. */
static void
to_change(void)
{
	int n;

	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "5 暗証番号の変更");
	harness_press(c.h, "5");
	harness_expect(c.h, "2 利用者証明用");
	harness_press(c.h, "23" KEY_ENTER);
	for (n = 0; n < 12 && !harness_shows(c.h, "[ _ _ _ _ ]"); n++) {
		counter_answer(&c, "", "");
		harness_press(c.h, harness_shows(c.h, "照合番号B  ") ? COUNTER_CHECK_B KEY_ENTER :
		    harness_shows(c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_expect(c.h, "いまの暗証番号を入力してください");
}

static void
type_new(const char *pin)
{
	char keys[16];

	(void)snprintf(keys, sizeof keys, "%s" KEY_ENTER, pin);
	harness_press(c.h, keys);
	harness_press(c.h, keys);
}

static void
a_mistyped_old_pin_is_asked_again_alone(void **state)
{
	(void)state;
	to_change();
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, "9999" KEY_ENTER);
	harness_expect(c.h, "住民基本台帳用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	type_new("7263");
	type_new("7264");
	harness_expect(c.h, "暗証番号が違います");
	harness_expect(c.h, "いまの利用者証明用電子証明書の暗証番号: 残り 2 回");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_expect(c.h, "いまの暗証番号を入力してください");
	harness_expect(c.h, "残り 2 回");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "暗証番号の変更が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用 3");
	harness_expect(c.h, "住民基本台帳用 3");
	harness_expect(c.h, "署名用 5");
	harness_refuse(c.h, "カード共通");
	counter_close(&c);
}

/* Nine wrong numbers; the tenth is not sent by Enter, and what was typed stays for the key that sends it. */
static void
last_try_of_the_face_number_needs_a_second_key(void **state)
{
	int i;

	(void)state;
	counter_to_holder(&c, "", "");
	for (i = 9; i > 0; i--) {
		char left[64];

		harness_press(c.h, "61012020319999" KEY_ENTER);
		(void)snprintf(left, sizeof left, "照合番号B: 残り %d 回", i);
		harness_expect(c.h, left);
		harness_press(c.h, KEY_ENTER);
	}
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "照合番号Bの残りは1回で、まだ送っていません");
	harness_refuse(c.h, "番号　花子");
	harness_press(c.h, "\1771");		/* typed anew it is asked anew */
	harness_refuse(c.h, "まだ送っていません");
	harness_press(c.h, KEY_F5);
	harness_refuse(c.h, "番号　花子");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "まだ送っていません");
	harness_press(c.h, KEY_F5);
	harness_expect(c.h, "番号　花子");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_mistyped_old_pin_is_asked_again_alone, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(last_try_of_the_face_number_needs_a_second_key, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
