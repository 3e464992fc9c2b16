/*
 * Work with a card that isn't ours (tests/card/other-card.h), typed into the real program: what every card's public
 * half allows is done here, all four PINs verified and changed; reception begins; and nothing goes to the card that
 * nobody typed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/card/other-wire.h"
#include "tests/screens/counter.h"
#include "tests/screens/other-reader.h"

#define FRIDAY ((time_t)1795138260)	/* 2026-11-20T10:31 in Japan */
#define CHECK_B "02011520321234"	/* of the card's face */
#define STEPS_MAX 20

static struct counter c;
static struct other_reader *r;
static char reader_file[128];
static size_t before;			/* VERIFYs sent when the program began */

static void
put_certs(void)
{
	unsigned char der[2048];

	other_card_put_cert(&r->card, true, der, other_cert(der, "20220120000000Z", "20270114145959Z"));
	other_card_put_cert(&r->card, false, der, other_cert(der, "20220120000000Z", "20270114145959Z"));
}

static void
start(void)
{
	char config[128];

	(void)snprintf(config, sizeof config, "%s", scratch_write(&c.scratch, "madoguchi.ini",
	    "[madoguchi]\nprofile = national\nca = madoguchi\nlock-after = 0\n"));
	counter_open_in(&c, NULL, &(struct counter_terminal){ .other = reader_file, .config = config });
	before = r->card.verifies;
}

/* The screen of the card opens by itself. */
static void
put_card(void)
{
	other_reader_put(r, true);
	harness_until_drawn(c.h, "どの手続ですか");
	harness_idle(c.h);
}

static int
setup(void **state)
{
	(void)state;
	scratch_new_fast(&c.scratch);
	(void)snprintf(reader_file, sizeof reader_file, "%s", scratch_path(&c.scratch, "reader"));
	r = other_reader_new(reader_file);
	r->now = FRIDAY;
	put_certs();
	start();
	put_card();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	other_reader_free(&r);
	counter_free(&c);
	return 0;
}

static void
expect_verifies(size_t n)
{
	assert_int_equal(r->card.verifies - before, n);
}

/* Of the resident register's PIN there are two references, one VERIFY each. */
static void
all_four_pins_are_verified(void **state)
{
	(void)state;
	harness_press(c.h, "7");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_press(c.h, "9999" KEY_ENTER);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "残り 3 回");
	harness_press(c.h, "5678" KEY_ENTER);
	harness_expect(c.h, "違います。残り 2 回");
	harness_expect(c.h, "合っています");
	expect_verifies(5);
	assert_int_equal(r->card.pins[OTHER_AUTH].left, 2);
	assert_int_equal(r->card.pins[OTHER_ASSIST].left, 2);
	assert_int_equal(r->card.changes, 0);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用 2");
	harness_expect(c.h, "券面事項入力補助用 2");
	harness_expect(c.h, "署名用 5");
	counter_close(&c);
}

/* Another card lies there when the last PIN is typed: none is sent to it. */
static void
no_pin_goes_to_another_card(void **state)
{
	(void)state;
	harness_press(c.h, "7");
	harness_press(c.h, "2" KEY_ENTER);
	harness_press(c.h, "12");
	memcpy(r->card.number, "4400000000000025", 17);
	harness_press(c.h, "34" KEY_ENTER);
	harness_expect(c.h, "この受付のカードではありません");
	expect_verifies(0);
	harness_press(c.h, KEY_ENTER);
	counter_close(&c);
}

static void
last_try_needs_a_second_key(void **state)
{
	(void)state;
	other_reader_put(r, false);
	harness_until_drawn(c.h, "カードをリーダーに置いてください");
	r->card.pins[OTHER_AUTH].left = 1;
	put_card();
	harness_press(c.h, "7");
	harness_press(c.h, "2" KEY_ENTER);
	harness_press(c.h, "1234" KEY_ENTER KEY_ENTER KEY_ENTER);
	expect_verifies(0);
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "合っています");
	expect_verifies(1);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用 3");
	counter_close(&c);
}

/* From the card to the first PIN: what the rules ask, and whose card it is. */
static void
to_pins(void)
{
	int n;

	for (n = 0; n < STEPS_MAX && !harness_shows(c.h, "いまの暗証番号を入力してください"); n++) {
		counter_answer(&c, "", "");
		harness_press(c.h, harness_shows(c.h, "照合番号B  ") ? CHECK_B KEY_ENTER :
		    harness_shows(c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_expect(c.h, "いまの暗証番号を入力してください");
}

static void
type_pin(const char *pin)
{
	harness_press(c.h, pin);
	harness_press(c.h, KEY_ENTER);
}

static void
type_new(const char *pin)
{
	type_pin(pin);
	type_pin(pin);
}

static void
all_four_pins_are_changed(void **state)
{
	(void)state;
	harness_expect(c.h, "5 暗証番号の変更");
	harness_press(c.h, "5");
	harness_press(c.h, "1234" KEY_ENTER);
	to_pins();
	type_pin("MADO1234");
	type_pin("1234");
	type_pin("1234");
	type_pin("1234");
	type_new("KAWA7263");
	type_new("7263");
	type_new("7264");
	type_new("7265");
	harness_expect(c.h, "暗証番号の変更が終わりました");
	assert_string_equal(r->card.pins[OTHER_SIGN].value, "KAWA7263");
	assert_string_equal(r->card.pins[OTHER_AUTH].value, "7263");
	assert_string_equal(r->card.pins[OTHER_JUKI_PIN].value, "7264");
	assert_string_equal(r->card.pins[OTHER_JUKI_COMMON].value, "7264");
	assert_string_equal(r->card.pins[OTHER_ASSIST].value, "7265");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "完了 1");
	counter_close(&c);
}

/* A renewal is received, asked about and put on record. */
static void
a_renewal_is_received(void **state)
{
	(void)state;
	harness_expect(c.h, "1 更新 (署名用+利用者証明用)");
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_expect(c.h, "照合番号B");
	harness_press(c.h, CHECK_B KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "審査済");
	harness_expect(c.h, "書込みはまだできません");
	expect_verifies(1);
	assert_int_equal(r->card.changes, 0);
	counter_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_four_pins_are_verified, setup, teardown),
		cmocka_unit_test_setup_teardown(no_pin_goes_to_another_card, setup, teardown),
		cmocka_unit_test_setup_teardown(last_try_needs_a_second_key, setup, teardown),
		cmocka_unit_test_setup_teardown(all_four_pins_are_changed, setup, teardown),
		cmocka_unit_test_setup_teardown(a_renewal_is_received, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
