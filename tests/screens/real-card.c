/*
 * Work with a card that isn't ours (tests/card/other-card.h), typed into the real program: what every card's public
 * half allows is done here, all four PINs verified and changed, and nothing goes to the card that nobody typed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/real-counter.h"

#define STEPS_MAX 20

static struct real_counter real;

static int
setup(void **state)
{
	(void)state;
	real_make(&real);
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

/* Of the resident register's PIN there are two references, one VERIFY each. */
static void
all_four_pins_are_verified(void **state)
{
	(void)state;
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "1234" KEY_ENTER);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_press(real.c.h, "9999" KEY_ENTER);
	harness_press(real.c.h, "1234" KEY_ENTER);
	harness_expect(real.c.h, "残り 3 回");
	harness_press(real.c.h, "5678" KEY_ENTER);
	harness_expect(real.c.h, "違います。残り 2 回");
	harness_expect(real.c.h, "合っています");
	real_expect_verifies(&real, 5);
	assert_int_equal(real.r->card.pins[OTHER_AUTH].left, 2);
	assert_int_equal(real.r->card.pins[OTHER_ASSIST].left, 2);
	assert_int_equal(real.r->card.changes, 0);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "利用者証明用 2");
	harness_expect(real.c.h, "券面事項入力補助用 2");
	harness_expect(real.c.h, "署名用 5");
	counter_close(&real.c);
}

/*
 * The signature PIN tells until when its certificate is, which may not be the other one's: what can be renewed hangs on
 * it, until the card leaves.
 */
static void
the_signature_pin_tells_its_last_day(void **state)
{
	static const char sign_alone[] = "更新 (署名用だけ)                 できません";

	(void)state;
	real_take_card(&real);
	real_write(&real, false, "auth-new");
	real_put_card(&real);
	harness_expect(real.c.h, sign_alone);
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "1" KEY_ENTER);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "署名用電子証明書の有効期限          令和9年1月15日");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "署名用電子証明書            まもなく切れます  令和9年1月15日");
	harness_refuse(real.c.h, sign_alone);
	harness_expect(real.c.h, "更新 (利用者証明用だけ)           できません");
	real_expect_verifies(&real, 1);
	real_take_card(&real);
	real_put_card(&real);
	harness_expect(real.c.h, "署名用電子証明書            あります");
	harness_expect(real.c.h, sign_alone);
	counter_close(&real.c);
}

/* Another card lies there when the last PIN is typed: none is sent to it. */
static void
no_pin_goes_to_another_card(void **state)
{
	(void)state;
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "2" KEY_ENTER);
	harness_press(real.c.h, "12");
	memcpy(real.r->card.number, "4400000000000025", 17);
	harness_press(real.c.h, "34" KEY_ENTER);
	harness_expect(real.c.h, "この受付のカードではありません");
	real_expect_verifies(&real, 0);
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

static void
last_try_needs_a_second_key(void **state)
{
	(void)state;
	real_take_card(&real);
	real.r->card.pins[OTHER_AUTH].left = 1;
	real_put_card(&real);
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "2" KEY_ENTER);
	harness_press(real.c.h, "1234" KEY_ENTER KEY_ENTER KEY_ENTER);
	real_expect_verifies(&real, 0);
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "合っています");
	real_expect_verifies(&real, 1);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "利用者証明用 3");
	counter_close(&real.c);
}

/* From the card to the first PIN: what the rules ask, and whose card it is. */
static void
to_pins(void)
{
	int n;

	for (n = 0; n < STEPS_MAX && !harness_shows(real.c.h, "いまの暗証番号を入力してください"); n++) {
		counter_answer(&real.c, "", "");
		harness_press(real.c.h, harness_shows(real.c.h, "照合番号B  ") ? REAL_CHECK_B KEY_ENTER :
		    harness_shows(real.c.h, "不足") ? "運転免許" KEY_ENTER : KEY_ENTER);
	}
	harness_expect(real.c.h, "いまの暗証番号を入力してください");
}

static void
type_pin(const char *pin)
{
	harness_press(real.c.h, pin);
	harness_press(real.c.h, KEY_ENTER);
}

static void
type_new(const char *pin)
{
	type_pin(pin);
	type_pin(pin);
}

/* From the card to the result. */
static void
change_all(void)
{
	harness_expect(real.c.h, "5 暗証番号の変更");
	harness_press(real.c.h, "5");
	harness_press(real.c.h, "1234" KEY_ENTER);
	to_pins();
	type_pin("MADO1234");
	type_pin("1234");
	type_pin("1234");
	type_pin("1234");
	type_new("KAWA7263");
	type_new("7263");
	type_new("7264");
	type_new("7265");
	harness_expect(real.c.h, "番号　花子 様");		/* whose, beside the four */
	harness_expect(real.c.h, "暗証番号の変更が終わりました");
}

static void
all_four_pins_are_changed(void **state)
{
	(void)state;
	change_all();
	assert_string_equal(real.r->card.pins[OTHER_SIGN].value, "KAWA7263");
	assert_string_equal(real.r->card.pins[OTHER_AUTH].value, "7263");
	assert_string_equal(real.r->card.pins[OTHER_JUKI_PIN].value, "7264");
	assert_string_equal(real.r->card.pins[OTHER_JUKI_COMMON].value, "7264");
	assert_string_equal(real.r->card.pins[OTHER_ASSIST].value, "7265");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	counter_close(&real.c);
}

/* --- behind a real daemon, on tests/system/other-card -------------------------------------------- */

static int
number_of(const char *name)
{
	const char *v = getenv(name);

	assert_non_null(v);
	return (int)strtol(v, NULL, 10);
}

/* How many commands with a PIN the card has seen. */
static unsigned
secrets(void)
{
	char word[64] = "";

	assert_int_equal(write(number_of("CARD_IN"), "secrets\n", 8), 8);
	assert_true(read(number_of("CARD_OUT"), word, sizeof word - 1) > 0);
	return (unsigned)strtoul(word, NULL, 10);
}

static void
over_a_daemon(void **state)
{
	struct counter_terminal t = { .over_pcsc = true, .work = true };
	char config[128];
	unsigned before;

	(void)state;
	scratch_new_fast(&real.c.scratch);
	(void)snprintf(config, sizeof config, "%s", scratch_write(&real.c.scratch, "madoguchi.ini",
	    "[madoguchi]\nprofile = national\nca = madoguchi\nlock-after = 0\n"));
	t.config = config;
	counter_open_over_pcsc(&real.c, &t);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "どの手続ですか");
	before = secrets();
	change_all();
	assert_int_equal(secrets() - before, 1 + 5 + 2 * 5);	/* 照合番号B, what they are, and each again and anew */
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "1234" KEY_ENTER);
	type_pin("KAWA7263");
	type_pin("7263");
	type_pin("7264");
	before = secrets();
	type_pin("7265");
	harness_refuse(real.c.h, "違います");
	assert_int_equal(secrets() - before, 5);
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "7");
	harness_press(real.c.h, "2" KEY_ENTER);
	type_pin("1234");
	harness_expect(real.c.h, "違います。残り 2 回");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "利用者証明用 2");
	counter_close(&real.c);
	counter_free(&real.c);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest daemon[] = { cmocka_unit_test(over_a_daemon) };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_four_pins_are_verified, setup, teardown),
		cmocka_unit_test_setup_teardown(the_signature_pin_tells_its_last_day, setup, teardown),
		cmocka_unit_test_setup_teardown(no_pin_goes_to_another_card, setup, teardown),
		cmocka_unit_test_setup_teardown(last_try_needs_a_second_key, setup, teardown),
		cmocka_unit_test_setup_teardown(all_four_pins_are_changed, setup, teardown),
	};

	if (argc > 1 && strcmp(argv[1], "pcsc") == 0)
		return cmocka_run_group_tests(daemon, NULL, NULL);
	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
