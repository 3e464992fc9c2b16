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

/* The fourteen digits, wrong as they are, until so many are left. */
static void
use_up_number_b(int left)
{
	char words[64];
	int i;

	for (i = 9; i >= left; i--) {
		harness_press(c.h, "61012020329999" KEY_ENTER);
		if (i == 0)
			harness_press(c.h, KEY_F5);
		(void)snprintf(words, sizeof words, "照合番号B: 残り %d 回", i);
		harness_expect(c.h, words);
		harness_refuse(c.h, "再設定");
		if (i > 0)
			harness_press(c.h, KEY_ENTER);
	}
}

static void
impossible_face_number_costs_nothing(void **state)
{
	static const char *const impossible[] = { "61023020321101", "61012003211101", "61130120321101", "6101202032110" };
	size_t i;

	(void)state;
	counter_to_holder(&c, "", "");
	for (i = 0; i < sizeof impossible / sizeof impossible[0]; i++) {
		harness_press(c.h, impossible[i]);
		harness_press(c.h, KEY_ENTER);
		harness_expect(c.h, "ありえない番号です。カードには送っていません");
		harness_press(c.h, "\177\177\177\177\177\177\177\177\177\177\177\177\177\177");
	}
	use_up_number_b(9);
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	counter_leave(&c);
}

/* What opens the card's word besides: a slip in it is asked again, not the number on the face. */
static void
slip_in_the_face_pin_is_asked_again(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "9999" KEY_ENTER);
	harness_expect(c.h, "券面事項入力補助用の暗証番号: 残り 2 回");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "[ _ _ _ _ ]");
	harness_expect(c.h, "残り 2 回");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	counter_leave(&c);
}

/* Locked it isn't asked for any more; with the PIN locked too the screen says where the card has to go. */
static void
locked_face_number_is_not_asked_for(void **state)
{
	int n;

	(void)state;
	counter_to_holder(&c, "", "");
	use_up_number_b(0);
	harness_expect(c.h, "照合番号Bがロックされています");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "照合番号Bがロックされています");
	harness_expect(c.h, "F2 を押し");
	harness_refuse(c.h, "カードの表にある");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_refuse(c.h, "番号　花子");
	harness_press(c.h, KEY_F2);
	for (n = 2; n >= 0; n--) {
		harness_press(c.h, "9999" KEY_ENTER);
		if (n == 0)
			harness_press(c.h, KEY_F2);
		harness_expect(c.h, n > 0 ? "暗証番号が違います" : "暗証番号がロックされています");
		harness_press(c.h, KEY_ENTER);
	}
	harness_expect(c.h, "統合端末で行ってください");
	harness_refuse(c.h, "F2 を押し");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_mistyped_old_pin_is_asked_again_alone, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(last_try_of_the_face_number_needs_a_second_key, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(impossible_face_number_costs_nothing, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(slip_in_the_face_pin_is_asked_again, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(locked_face_number_is_not_asked_for, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
