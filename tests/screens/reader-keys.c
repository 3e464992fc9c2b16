/*
 * A reader with keys of its own, at the real program: PINs of four digits are typed there, the screen says so while the
 * reader asks, and none of them is typed into the terminal.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/screens/real-counter.h"

#define STEPS_MAX 20
#define TYPE_IT "リーダーのボタンで、暗証番号を入力してください"
#define TYPE_NEW "リーダーのボタンで、新しい暗証番号を2回入力してください"

static struct real_counter real;

static int
setup(void **state)
{
	(void)state;
	real_make(&real);
	real.r->keys = true;
	real_open(&real, "national");
	real_put_card(&real);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	real_free(&real);
	return 0;
}

/* From the card to where something is shown: what the rules ask, and whose card it is. */
static void
to(const char *text)
{
	int n;

	for (n = 0; n < STEPS_MAX && !harness_shows(real.c.h, text); n++) {
		counter_answer(&real.c, "", "");
		if (harness_shows(real.c.h, text))
			break;
		harness_press(real.c.h, harness_shows(real.c.h, "照合番号B  ") ? REAL_CHECK_B KEY_ENTER :
		    harness_shows(real.c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_expect(real.c.h, text);
}

static void
change_one(void)
{
	harness_press(real.c.h, "5");
	harness_press(real.c.h, "2" KEY_ENTER);
	to("カードリーダーのボタンで入力していただきます");
	harness_expect(real.c.h, "利用者証明用電子証明書の暗証番号");
	harness_type(real.c.h, KEY_ENTER);
	harness_until(real.c.h, TYPE_IT);
}

static void
pin_is_changed_on_the_reader(void **state)
{
	(void)state;
	change_one();
	other_reader_type(real.r, "1234");
	harness_until(real.c.h, TYPE_NEW);
	other_reader_type(real.r, "7263");
	harness_until_drawn(real.c.h, "暗証番号の変更が終わりました");
	harness_idle(real.c.h);
	assert_string_equal(real.r->card.pins[OTHER_AUTH].value, "7263");
	assert_int_equal(real.r->asked, 2);
	real_expect_verifies(&real, 2);		/* 照合番号B, and what was typed there */
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* Its cancel key is no wrong PIN: it is asked again, with all tries left, or typed on the keyboard. */
static void
given_up_is_asked_again(void **state)
{
	(void)state;
	change_one();
	other_reader_say(real.r, 0x6401);
	harness_until_drawn(real.c.h, "リーダーでの入力が取り消されました");
	harness_idle(real.c.h);
	assert_int_equal(real.r->card.pins[OTHER_AUTH].left, 3);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "カードリーダーのボタンで入力していただきます");
	harness_expect(real.c.h, "残り 3 回");
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "1234" KEY_ENTER);
	harness_press(real.c.h, "7264" KEY_ENTER);
	harness_press(real.c.h, "7264" KEY_ENTER);
	harness_expect(real.c.h, "暗証番号の変更が終わりました");
	assert_int_equal(real.r->asked, 1);
	assert_string_equal(real.r->card.pins[OTHER_AUTH].value, "7264");
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* What opens the card's word, too; the screen beneath says so where the large words have no place. */
static void
holder_is_read_by_a_pin_typed_there(void **state)
{
	(void)state;
	harness_press(real.c.h, "5");
	harness_press(real.c.h, "1" KEY_ENTER);
	to("照合番号B  ");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "券面事項入力補助用の暗証番号");
	harness_expect(real.c.h, "カードリーダーのボタンで入力していただきます");
	harness_type(real.c.h, KEY_ENTER);
	harness_until(real.c.h, TYPE_IT);
	other_reader_type(real.r, "1234");
	harness_until_drawn(real.c.h, "番号　花子");
	harness_idle(real.c.h);
	real_expect_verifies(&real, 1);
	to("いまの暗証番号を入力してください");	/* the signature PIN has letters */
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_press(real.c.h, "KAWA7263" KEY_ENTER);
	harness_press(real.c.h, "KAWA7263" KEY_ENTER);
	harness_expect(real.c.h, "暗証番号の変更が終わりました");
	assert_int_equal(real.r->asked, 1);
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* Only to be known to be right: of four the reader asks for two. */
static void
pins_are_verified_on_both(void **state)
{
	(void)state;
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "1234" KEY_ENTER);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "カードリーダーのボタンで入力していただきます");
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "1234" KEY_ENTER);
	harness_type(real.c.h, KEY_ENTER);
	harness_until(real.c.h, TYPE_IT);
	other_reader_type(real.r, "9999");
	while (real.r->asked < 2)
		harness_until(real.c.h, TYPE_IT);
	other_reader_type(real.r, "1234");
	harness_until_drawn(real.c.h, "違います。残り 2 回");
	harness_idle(real.c.h);
	harness_expect(real.c.h, "合っています");
	assert_int_equal(real.r->asked, 2);
	assert_int_equal(real.r->card.pins[OTHER_AUTH].left, 2);
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* A PIN that was set at the authority's terminal, whose tries were full before: the reader asks for it. */
static void
what_the_terminal_set_is_proved(void **state)
{
	int n;

	(void)state;
	harness_press(real.c.h, "4");
	harness_press(real.c.h, "2" KEY_ENTER);
	for (n = 0; n < STEPS_MAX && !harness_shows(real.c.h, "統合端末ですること"); n++) {
		counter_answer(&real.c, "", "");
		harness_press(real.c.h, harness_shows(real.c.h, "照合番号B  ") ? REAL_CHECK_B KEY_ENTER :
		    harness_shows(real.c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "まだ完了していません");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "カードリーダーのボタンで入力していただきます");
	harness_type(real.c.h, KEY_ENTER);
	harness_until(real.c.h, TYPE_IT);
	other_reader_type(real.r, "1234");
	harness_until_drawn(real.c.h, "暗証番号の再設定が終わりました");
	harness_idle(real.c.h);
	assert_int_equal(real.r->asked, 1);
	real_expect_verifies(&real, 2);		/* 照合番号B, and what was typed there */
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pin_is_changed_on_the_reader, setup, teardown),
		cmocka_unit_test_setup_teardown(given_up_is_asked_again, setup, teardown),
		cmocka_unit_test_setup_teardown(holder_is_read_by_a_pin_typed_there, setup, teardown),
		cmocka_unit_test_setup_teardown(pins_are_verified_on_both, setup, teardown),
		cmocka_unit_test_setup_teardown(what_the_terminal_set_is_proved, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
