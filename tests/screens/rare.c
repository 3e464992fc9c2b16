/* What isn't about certificates, typed into the real program: a disclosure, and a card switched to one without PINs. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/screens/real-counter.h"

#define NUMBER "26-000001-3"

static struct real_counter real;

static int
setup(void **state)
{
	(void)state;
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

static void
answer_all(const char *until)
{
	int n;

	for (n = 0; n < 8 && !harness_shows(real.c.h, until); n++)
		harness_press(real.c.h, harness_shows(real.c.h, "ふだんどおり") ? KEY_F4 : "1");
	harness_expect(real.c.h, until);
}

/* No card has a part in a disclosure: what was asked for is recorded, and its case ends with the answer in writing. */
static void
a_disclosure_is_answered_in_writing(void **state)
{
	(void)state;
	real_put_card(&real);
	real_choose(&real, "認証業務情報の開示請求");
	answer_all("照合番号B");
	harness_press(real.c.h, REAL_CHECK_B);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "番号　花子");
	harness_press(real.c.h, KEY_ENTER);
	harness_refuse(real.c.h, "カードに書く前の確認");
	harness_expect(real.c.h, "受付番号 " NUMBER " で記録しました");
	harness_refuse(real.c.h, "カードの処理に進む");
	real_choose(&real, "書面で回答した");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "記録しました: 書面で回答");
	harness_expect(real.c.h, "完了");
	assert_int_equal(real.r->card.changes, 0);
	counter_close(&real.c);
}

/* The terminal's alone: what it has to do is told with the mark on the card, and the signature certificate goes. */
static void
a_card_is_switched_to_one_without_pins(void **state)
{
	(void)state;
	real_put_card(&real);
	real_choose(&real, "顔認証カードへの切替え");
	answer_all("照合番号B");
	harness_press(real.c.h, REAL_CHECK_B);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "番号　花子");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末に引き渡します");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "手続: 顔認証カードへの切替え");
	harness_expect(real.c.h, "署名用電子証明書を失効する");
	harness_refuse(real.c.h, "利用者証明用電子証明書を失効する");
	harness_expect(real.c.h, "カードの追記欄に「顔認証」と記載する");
	harness_refuse(real.c.h, "暗証番号を入力");
	counter_close(&real.c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_disclosure_is_answered_in_writing, setup, teardown),
		cmocka_unit_test_setup_teardown(a_card_is_switched_to_one_without_pins, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
