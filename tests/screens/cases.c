/* What may happen to a case on the screens: letters that come back, PINs that don't fit, kept cards, corrections. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

static void
post(void)
{
	harness_press(c.h, "1");
	harness_press(c.h, NUMBER KEY_ENTER "12345678901" KEY_ENTER);
	harness_expect(c.h, "状態: 照会中");
}

/* What is missing is there after all. */
static void
tick_off(void)
{
	int n;

	for (n = 0; n < 20 && harness_shows(c.h, "> 未"); n++)
		harness_press(c.h, "1");
}

static void
come_again(void)
{
	harness_press(c.h, "1");
	harness_expect(c.h, "開く前に確かめてください");
	harness_press(c.h, "1234");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	tick_off();
	harness_expect(c.h, "カードに書く前の確認");
}

/* Line 3 answers within six keys, the card on the reader being the first thing that happens. */
static void
verdict_within_five_keys(void **state)
{
	static const char *const self[] = { "1", "1", KEY_F4, NULL };
	static const char *const proxy[] = { "1", "5", KEY_F4, "1", NULL };
	static const struct { const char *const *keys; const char *verdict; } cases[] = {
		{ self, " 完了できます" }, { proxy, " 不足があります" },
	};
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		harness_press(c.h, KEY_F9);
		counter_change_card(&c, "about");
		harness_expect(c.h, "どの手続ですか");
		for (n = 0; cases[i].keys[n] != NULL; n++) {
			harness_refuse(c.h, cases[i].verdict);
			harness_press(c.h, cases[i].keys[n]);
		}
		harness_expect(c.h, cases[i].verdict);
		assert_true(n <= 5);
		for (n = 0; n < 12 && !harness_shows(c.h, "カードを置くか Enter"); n++)
			harness_press(c.h, KEY_ESC);
	}
	counter_close(&c);
}

static void
letter_that_comes_back_goes_out_again(void **state)
{
	(void)state;
	counter_order_letter(&c);
	post();
	harness_expect(c.h, "2 照会書が返戻された");
	harness_press(c.h, "2");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "返戻");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "返戻 1");
	harness_press(c.h, KEY_F6);
	harness_press(c.h, "banngou" KEY_ENTER);
	harness_press(c.h, KEY_ENTER);		/* for a visitor */
	harness_press(c.h, "\177\177\177\177\177\177\177番号" KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "照会書をもう一度送る");
	harness_press(c.h, "1");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "照会書発送待ち");
	counter_close(&c);
}

/* Another case's letter is told before it leaves; what was typed stays, and the right one goes out. */
static void
wrong_letter_stays_here(void **state)
{
	(void)state;
	counter_order_letter(&c);
	harness_press(c.h, "1");
	harness_press(c.h, "26-000002-1" KEY_ENTER "12345678901" KEY_ENTER);
	harness_expect(c.h, "読んだ番号は、ほかの受付のものです");
	harness_expect(c.h, "読んだ番号は 26-000002-1、この受付は 26-000001-3 です");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "26-000002-1");
	harness_expect(c.h, "12345678901");
	harness_press(c.h, KEY_UP "\025" "26-000001-4" KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "この受付の番号だと分かるものがありません");
	harness_press(c.h, KEY_ENTER KEY_UP "\025" "１" KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "状態: 照会中");
	harness_expect(c.h, "番号を照合  照会書");
	harness_press(c.h, KEY_ESC KEY_ESC "9");
	harness_expect(c.h, "断った  26-000002-1 読んだ番号は、");
	counter_close(&c);
}

/* The card refuses the PIN of the reply: typed once more if it was a slip, else the rules say what comes next. */
static void
pin_that_does_not_fit_goes_by_the_rules(void **state)
{
	(void)state;
	counter_order_letter(&c);
	post();
	come_again();
	counter_prove(&c);
	counter_type_pins(&c, "MADO9999");
	harness_expect(c.h, "打ち間違いのときは");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_press(c.h, "MADO9999");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "残り 3 回");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "暗証番号が合わないことを記録しました");
	harness_expect(c.h, NUMBER);
	harness_refuse(c.h, "カードの処理に進む");
	harness_expect(c.h, "番号　太郎 (友人)");
	assert_false(harness_wrote(c.h, "ADO9999"));
	counter_close(&c);
}

/* The reply may be brought by somebody else: who it is, and what they show, is asked anew. */
static void
another_person_brings_the_reply(void **state)
{
	(void)state;
	counter_order_letter(&c);
	post();
	harness_press(c.h, "1");
	harness_press(c.h, "1234");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "来た方をあとで伺います");
	harness_press(c.h, KEY_ENTER);
	assert_true(counter_asks(&c, "来庁した方"));
	harness_press(c.h, "4");
	counter_answer(&c, "", "");
	tick_off();
	harness_expect(c.h, "代理人氏名");
	harness_press(c.h, "番号　次郎" KEY_ENTER KEY_ENTER "弟" KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	counter_prove(&c);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "シュレッダー");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, NUMBER KEY_ENTER);
	harness_expect(c.h, "番号　次郎 (弟)");
	harness_expect(c.h, "氏名と生年月日を聞いた");
	counter_close(&c);
}

/* The line of the question ends in the answer. */
static void
expect_answer(const char *question, const char *answer)
{
	char row[2048];
	int y;

	for (y = 4; y < 22; y++) {
		harness_row(c.h, y, row, sizeof row);
		if (strstr(row, question) != NULL)
			break;
	}
	assert_true(y < 22 && strlen(row) > strlen(answer));
	assert_string_equal(row + strlen(row) - strlen(answer), answer);
}

static void
correction_is_on_record(void **state)
{
	int n;

	(void)state;
	counter_order_letter(&c);
	harness_expect(c.h, "聞き取ったことを訂正する");
	harness_press(c.h, "2");
	harness_expect(c.h, "成年被後見人である");
	harness_press(c.h, KEY_F1);
	harness_refuse(c.h, "申し訳ありません");	/* nothing was decided here */
	harness_press(c.h, KEY_ESC);
	for (n = 0; n < 30 && !harness_shows(c.h, "> 成年被後見人である"); n++)
		harness_press(c.h, KEY_DOWN);
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "記録しました: 訂正");
	harness_expect(c.h, "訂正  成年被後見人である");	/* an account's long name leaves no room for more */
	harness_press(c.h, KEY_F4);
	expect_answer("成年被後見人である", "はい");
	for (n = 0; n < 30 && !harness_shows(c.h, "> 成年被後見人である"); n++)
		harness_press(c.h, KEY_DOWN);
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "2");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "記録しました: 訂正");
	harness_press(c.h, KEY_F4);
	expect_answer("成年被後見人である", "いいえ");
	/* A date as it is typed in the form. */
	for (n = 0; n < 30 && !harness_shows(c.h, "> カードの有効期限"); n++)
		harness_press(c.h, KEY_DOWN);
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "r130120");
	harness_expect(c.h, "令和13年1月20日(月)");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "記録しました: 訂正");
	harness_press(c.h, KEY_F4);
	expect_answer("カードの有効期限", "令和13年1月20日(月)");
	counter_close(&c);
}

static void
last_event_is_taken_back(void **state)
{
	(void)state;
	counter_order_letter(&c);
	post();
	harness_expect(c.h, "最後の記録を取り消す");
	harness_press(c.h, "6");
	harness_expect(c.h, "取り消す記録: 照会書を発送 (照会中)");
	harness_expect(c.h, "取り消すと「照会書発送待ち」に戻ります");
	harness_press(c.h, "まだ出していなかった" KEY_ENTER);
	harness_expect(c.h, "照会書発送待ち");
	harness_expect(c.h, "まだ出していなかった");
	harness_press(c.h, KEY_F5);
	harness_press(c.h, "明日の朝に出す" KEY_ENTER);
	harness_expect(c.h, "明日の朝に出す");
	counter_close(&c);
}

/* The national system is slow: card and sealed PINs are kept, worked later, and go back. */
static void
kept_card_is_worked_and_returned(void **state)
{
	const struct counter_terminal kawaguchi = { .profile = "kawaguchi" }, later = { .profile = "kawaguchi",
	    .at = "2026-11-24T09:31" };

	(void)state;
	counter_close(&c);
	counter_open_in(&c, "about-to-expire", &kawaguchi);
	harness_press(c.h, "8");
	harness_expect(c.h, "認証局: 混み合っています");
	harness_press(c.h, "1");
	harness_press(c.h, "1");
	counter_answer(&c, "カードと暗証番号を預かることへの同意", "1");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER KEY_ENTER);
	counter_answer(&c, "カードと暗証番号を預かることへの同意", "1");
	harness_expect(c.h, "預かり");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "お預かりします");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "状態: 預かり");
	counter_close(&c);
	counter_open_in(&c, "about-to-expire", &later);
	harness_press(c.h, KEY_F5);
	harness_press(c.h, "\033[Z");
	harness_press(c.h, "\033[Z");
	harness_expect(c.h, "* 預かり: 処理待ち 1");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	counter_prove(&c);
	harness_expect(c.h, "紙に書かれているとおり");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "シュレッダー");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, NUMBER KEY_ENTER);
	harness_expect(c.h, "カードを窓口で返した");
	harness_press(c.h, "1");
	harness_expect(c.h, "カードの本人: 番号　花子");
	/* Whoever came says another birth date: the card stays, and the form as it was. */
	harness_press(c.h, "1" KEY_ENTER "2" KEY_ENTER);
	harness_expect(c.h, "受け取りに来た方の言う氏名か生年月日が");
	harness_press(c.h, KEY_ENTER "1" KEY_ENTER);
	harness_expect(c.h, "記録しました: カードを返却");
	harness_expect(c.h, "氏名と生年月日を聞いた");
	counter_close(&c);
}

static void
two_weeks_pass_in_practice(void **state)
{
	(void)state;
	counter_order_letter(&c);
	post();
	harness_press(c.h, KEY_F9);
	harness_press(c.h, KEY_F9);
	harness_expect(c.h, "リーダーに置くカード");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "令和8年12月4日(金)");
	counter_change_card(&c, "about");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "bangou" KEY_ENTER);
	harness_press(c.h, "\177\177\177\177\177\177２６－０００００１－３" KEY_ENTER);
	harness_expect(c.h, "状態: 照会中");
	come_again();
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

static void
audit_log_is_read_and_checked(void **state)
{
	(void)state;
	counter_order_letter(&c);
	harness_press(c.h, KEY_ESC);
	harness_refuse(c.h, NUMBER);	/* nobody's case is open */
	harness_press(c.h, "9");
	harness_expect(c.h, "受付  照会書発送待ち");
	harness_press(c.h, KEY_F5);
	harness_expect(c.h, "書き換えはありません。控え(アンカー)の設定はありません");
	harness_press(c.h, "nobody" KEY_ENTER);
	harness_expect(c.h, "ありません");
	counter_close(&c);
}

/* The card's word beside the record's; what the record says is taken, with the kana and the postcode. */
static void
holder_is_compared_with_the_record(void **state)
{
	(void)state;
	counter_import_residents(&c);
	counter_proxy_comes(&c);
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "霞が関二丁目1-2");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "書き方が違う");
	harness_expect(c.h, "バンゴウ ハナコ");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "本人の確認");
	harness_expect(c.h, "霞が関二丁目1-2");
	counter_leave(&c);
}

/* Esc leads from the papers to the reply as it was looked at, and from there to the case. */
static void
reply_is_looked_at_once(void **state)
{
	int n;

	(void)state;
	counter_order_letter(&c);
	post();
	harness_press(c.h, "1");
	harness_press(c.h, "134");
	harness_press(c.h, KEY_ENTER);
	harness_refuse(c.h, "開く前に確かめてください");
	for (n = 0; n < 8 && !harness_shows(c.h, "開く前に確かめてください"); n++)
		harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "封筒に封入封緘");
	harness_press(c.h, KEY_ENTER);
	harness_refuse(c.h, "開く前に確かめてください");
	for (n = 0; n < 8 && !harness_shows(c.h, "状態: 照会中"); n++)
		harness_press(c.h, KEY_ESC);
	harness_press(c.h, "1");
	harness_expect(c.h, "開く前に確かめてください");
	harness_refuse(c.h, "封筒に封入封緘");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

/* Where the rules ask for somebody else's approval line 3 says so, and whoever may give it finds the case by one key. */
static void
second_approval_is_waited_for(void **state)
{
	static const char rules[] = "[municipality]\nname = 試験市\ninherit = national\n"
	    "source = 試験市「案内」\n[action two]\ndo = second-approval\nwhen = procedure = renew\non = proceed\n"
	    "source = 試験市「案内」\n";
	struct counter_terminal t = { .profile = scratch_write(&c.scratch, "two.ini", rules) };

	(void)state;
	counter_open_in(&c, "about-to-expire", &t);
	counter_to_summary(&c);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "状態: 審査済  もう一人の承認待ち");
	harness_refuse(c.h, "カードの処理に進む");
	harness_press(c.h, KEY_ESC KEY_F6 "\t");
	harness_expect(c.h, "状態: もう一人の承認待ち");
	harness_expect(c.h, NUMBER);
	harness_press(c.h, "\t");
	harness_refuse(c.h, NUMBER);
	harness_press(c.h, "\033[Z");
	harness_expect(c.h, NUMBER);
	counter_close(&c);
}

/* Fields that most don't need come by a key; of two that go together one is refused. */
static void
former_name_is_typed_with_its_kana(void **state)
{
	(void)state;
	counter_order_letter(&c);
	harness_press(c.h, "3");
	harness_expect(c.h, "氏名や住所を直してください");
	harness_refuse(c.h, "英字氏名");
	harness_press(c.h, KEY_F5);
	harness_expect(c.h, "英字氏名");
	harness_press(c.h, "［佐藤］" KEY_ENTER);
	harness_expect(c.h, "旧氏に括弧があります");
	harness_press(c.h, KEY_UP "\025佐藤" KEY_F2);
	harness_expect(c.h, "旧氏と旧氏カナの片方だけがあります");
	harness_press(c.h, "さとう" KEY_F2);
	harness_expect(c.h, "旧氏 佐藤  旧氏カナ サトウ");
	/* It was another's: emptied, one and then both, it is gone, and the history says that. */
	harness_press(c.h, "4");
	harness_press(c.h, KEY_UP KEY_UP KEY_UP KEY_UP "\025" KEY_F2);
	harness_expect(c.h, "旧氏と旧氏カナの片方だけがあります");
	harness_press(c.h, KEY_DOWN "\025" KEY_F2);
	harness_refuse(c.h, "旧氏 佐藤");
	harness_expect(c.h, "旧氏(なしに) 旧");
	counter_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(verdict_within_five_keys, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(letter_that_comes_back_goes_out_again, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(wrong_letter_stays_here, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(pin_that_does_not_fit_goes_by_the_rules, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(another_person_brings_the_reply, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(correction_is_on_record, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(last_event_is_taken_back, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(kept_card_is_worked_and_returned, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(two_weeks_pass_in_practice, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(audit_log_is_read_and_checked, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(holder_is_compared_with_the_record, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(reply_is_looked_at_once, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(second_approval_is_waited_for, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(former_name_is_typed_with_its_kana, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
