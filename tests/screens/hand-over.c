/*
 * Visits whose card work is the authority's terminal's, typed into the real program beside a card that isn't ours:
 * handed over, another visitor meanwhile, taken back by what the card shows; and what the terminal may have done else.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/screens/real-counter.h"

#define NUMBER "26-000001-3"
#define KEYS_MAX 14		/* of a renewal with hand-over, beside PINs and 照合番号B */

static struct real_counter real;
static unsigned keys;		/* pressed so far */

static void
key(const char *bytes)
{
	keys++;
	harness_press(real.c.h, bytes);
}

/* Typed by the applicant, or read off the card's face: not counted. */
static void
type(const char *text)
{
	harness_press(real.c.h, text);
}

static int
setup(void **state)
{
	(void)state;
	keys = 0;
	real_make(&real);
	real_open(&real, "national");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	real_free(&real);
	return 0;
}

/* From home to what is to be done at the terminal, with as few keys as there are. */
static void
hand_over(void)
{
	int n;

	real_put_card(&real);
	key("1");
	/* The order of questions is the rules' affair. */
	for (n = 0; n < 6 && !harness_shows(real.c.h, "照合番号B"); n++)
		key(harness_shows(real.c.h, "ふだんどおり") ? KEY_F4 : "1");
	harness_expect(real.c.h, "照合番号B");
	type(REAL_CHECK_B);
	key(KEY_ENTER);
	harness_expect(real.c.h, "番号　花子");
	key(KEY_ENTER);
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_expect(real.c.h, "統合端末に引き渡します");
	key(KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
}

static void
terminal_renews(void)
{
	real_write(&real, true, "sign-new");
	real_write(&real, false, "auth-new");
}

/* The holder proves to be there by 照合番号B alone, and the terminal's PINs are no affair of ours. */
static void
a_renewal_takes_few_keys(void **state)
{
	(void)state;
	hand_over();
	harness_expect(real.c.h, "番号　花子様(平成2年1月15日生)のカードを統合端末に置く");
	harness_expect(real.c.h, "手続: 電子証明書の更新");
	harness_expect(real.c.h, "本人が入力: いまの署名用電子証明書の暗証番号");
	harness_expect(real.c.h, "利用者証明用電子証明書を発行する: 令和14年1月15日まで");
	key(KEY_F8);
	harness_expect(real.c.h, "印刷しました: " NUMBER "-terminal-slip.pdf");
	real_take_card(&real);
	key(KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件 (F11で受け取る)");
	harness_expect(real.c.h, NUMBER " 更新  11月20日 10:31から  番号　花子");
	terminal_renews();
	real_put_card(&real);
	harness_expect(real.c.h, "1 統合端末からの受取り");
	key(KEY_ENTER);
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "令和14年1月15日(木) まで有効");
	key(KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	harness_refuse(real.c.h, "引渡し中");
	assert_true(keys <= KEYS_MAX);
	print_message("%u keys\n", keys);
	real_expect_verifies(&real, 1);
	assert_int_equal(real.r->card.changes, 0);
	counter_close(&real.c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_renewal_takes_few_keys, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
