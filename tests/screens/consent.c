/* A name with characters that certificates lack, typed through: the holder is asked once, and may choose. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "case/consent.h"
#include "tests/screens/counter.h"

#define SELECTOR "\xf3\xa0\x84\x80"	/* U+E0100 */
#define PRIVATE "\xee\x80\x80"		/* U+E000 */
#define LACKING "葛" SELECTOR

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* What is on record, as text. */
static void
expect_kept(const char *pairs)
{
	char text[JIS_PAIRS_TEXT];
	struct case_consent consent;
	struct case_file f;
	struct store *s = counter_open_store(&c);

	assert_int_equal(case_load(s, "26-000001-3", &f), ERR_NONE);
	assert_int_equal(case_consent(s, &f, &consent), ERR_NONE);
	assert_true(consent.agreed);
	jis_pairs_write(&consent.pairs, text);
	assert_string_equal(text, pairs);
	store_close(&s);
}

/* Of the residents' record: an address that was only told is never certified. */
static void
to_consent(void)
{
	static const char csv[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0013,東京都" LACKING PRIVATE "\n";

	counter_import(&c, csv);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, KEY_F4);
	harness_type(c.h, "ばんごう");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "本人の照合");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "来た人に今の住所を言ってもらい、左と同じなら F2");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
}

static void
asked_once_before_the_pins(void **state)
{
	(void)state;
	to_consent();
	harness_expect(c.h, "葛" SELECTOR "  (U+845B U+E0100)");
	harness_expect(c.h, "〓  (U+E000)");
	harness_press(c.h, KEY_F1);
	harness_expect(c.h, "葛" SELECTOR "  U+845B U+E0100");
	harness_expect(c.h, "〓  U+E000");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_DOWN);
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "本人が選んだ代わりの文字");
	harness_press(c.h, "番号花" LACKING "子" KEY_ENTER);	/* itself lacking, and too long */
	harness_refuse(c.h, "電子証明書に入れられない文字があります");
	harness_press(c.h, "\025");
	harness_press(c.h, "［外］" KEY_ENTER);
	harness_refuse(c.h, "電子証明書に入れられない文字があります");
	harness_press(c.h, "\025");
	harness_press(c.h, "外" KEY_ENTER);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
	harness_expect(c.h, "東京都葛外");		/* as it will stand there */
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	expect_kept("葛" SELECTOR "=葛 " PRIVATE "=外");
	counter_press_until(&c, KEY_ESC, "カードに書く前の確認");
	harness_expect(c.h, "東京都葛外");
	harness_expect(c.h, "代わりの文字(同意あり):");
	harness_press(c.h, KEY_ENTER);		/* not again */
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* Nobody agreed: nothing is done, and the case waits. */
static void
without_it_nothing_is_done(void **state)
{
	(void)state;
	to_consent();
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
	counter_leave(&c);
}

/* The practice card for it: former name and marks as the card has them, asked about, and written as agreed. */
static void
the_practice_card_is_renewed(void **state)
{
	(void)state;
	counter_open(&c, "former-name");
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "目の前の人");
	harness_expect(c.h, "渡\u9089\U000e0103　葵");
	harness_expect(c.h, "旧氏          髙﨑");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
	harness_expect(c.h, "\u9089\U000e0103  (U+9089 U+E0103)");
	harness_expect(c.h, "髙  (U+9AD9)");
	harness_expect(c.h, "﨑  (U+FA11)");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	expect_kept("\u9089\U000e0103=邉 髙=高 﨑=崎");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_expect(c.h, "渡\u9089\U000e0103　葵");
	counter_close_renewed(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asked_once_before_the_pins, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(without_it_nothing_is_done, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(the_practice_card_is_renewed, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
