/*
 * Visits whose card work is the authority's terminal's, typed into the real program beside a card that isn't ours:
 * handed over, another visitor meanwhile, taken back by what the card shows. What the terminal may have done else:
 * otherwise.c
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "store/store.h"
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
hand_over_by(const char *choice)
{
	int n;

	real_put_card(&real);
	key(choice);
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
hand_over(void)
{
	hand_over_by("1");
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
	harness_expect(real.c.h, "ファイルにしました: " NUMBER "-terminal-slip.pdf");
	real_take_card(&real);
	key(KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件 (F11で受け取る)");
	harness_expect(real.c.h, NUMBER " 更新  11月20日 10:31から  番号　花子");
	terminal_renews();
	real_put_card(&real);
	harness_expect(real.c.h, "1 統合端末からの受取り");
	key(KEY_ENTER);
	harness_expect(real.c.h, "署名用のほかは頼んだとおりです");
	key(KEY_ENTER);
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "暗証番号を入れずに完了したので、読んでいません");
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

/* Home, with the case at the terminal and the card off the reader. */
static void
leave_to_terminal(void)
{
	hand_over();
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
}

/* Home again, and the next visitor is received while the case is at the terminal. */
static void
another_visitor_comes_meanwhile(void **state)
{
	(void)state;
	leave_to_terminal();
	memcpy(real.r->card.number, "4400000000000033", 17);
	real_put_card(&real);
	harness_refuse(real.c.h, "受取り");
	harness_press(real.c.h, "5");
	harness_expect(real.c.h, "どの暗証番号ですか");
	harness_press(real.c.h, KEY_ESC);
	real_take_card(&real);
	harness_press(real.c.h, KEY_ESC);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
	/* The wrong card for the case. */
	harness_press(real.c.h, KEY_F11);
	harness_expect(real.c.h, "カードをリーダーに置いてください");
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "別のカードです");
	harness_expect(real.c.h, "完了していません");
	real_expect_verifies(&real, 1);
	harness_press(real.c.h, KEY_ESC);
	counter_close(&real.c);
}

static void
unbind(void)
{
	struct store *s;
	char uri[192];

	(void)snprintf(uri, sizeof uri, "sqlite:%s/.local/share/madoguchi/store.db", real.c.scratch.folder);
	assert_int_equal(store_open(uri, MODE_WORK, &s), ERR_NONE);
	assert_int_equal(store_run(s, "UPDATE cases SET card = ''", NULL, 0, NULL, NULL), ERR_NONE);
	store_close(&s);
}

/* Handed over at a terminal by a colleague who read the card, but not its word: its holder is proved on return. */
static void
a_card_that_was_only_read_proves_its_holder(void **state)
{
	(void)state;
	leave_to_terminal();
	unbind();
	terminal_renews();
	real_come_back(&real);
	harness_expect(real.c.h, "照合番号B");
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	real_finish(&real);
	harness_expect(real.c.h, "更新が終わりました");
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* Two visits of one card, and one that wasn't handed over: each is told, and leads on. */
static void
all_that_is_open_of_a_card_is_told(void **state)
{
	int n;

	(void)state;
	leave_to_terminal();
	hand_over_by("2");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 2件");
	real_put_card(&real);
	harness_expect(real.c.h, "終わっていない受付が 2件あります");
	harness_expect(real.c.h, "> 1 統合端末からの受取り                " NUMBER " 更新");
	harness_expect(real.c.h, "  2 統合端末からの受取り                26-000002-1 更新");
	harness_press(real.c.h, "2");
	harness_expect(real.c.h, "前の証明書のままです");
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "7");
	harness_expect(real.c.h, "状態: 審査済");
	harness_press(real.c.h, KEY_ESC);
	harness_press(real.c.h, KEY_ESC);
	real_take_card(&real);
	real_put_card(&real);
	harness_expect(real.c.h, "終わっていない受付が 2件あります");
	for (n = 0; n < 20 && !harness_on(real.c.h, "受付の続き"); n++)
		harness_press(real.c.h, KEY_DOWN);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "26-000002-1");
	harness_expect(real.c.h, "状態: 審査済");
	counter_close(&real.c);
}

/* The signature certificate alone: nothing that can be read without a PIN proves it. */
static void
a_pin_proves_what_cannot_be_read(void **state)
{
	(void)state;
	real_put_card(&real);
	harness_press(real.c.h, "3");
	counter_answer(&real.c, "", "");
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_press(real.c.h, KEY_ENTER);
	counter_answer(&real.c, "", "");
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
	harness_refuse(real.c.h, "利用者証明用電子証明書を発行する");
	real_write(&real, true, "sign-aligned");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "まだ完了していません");
	harness_expect(real.c.h, "読み取っていません");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "署名用電子証明書の暗証番号");
	harness_refuse(real.c.h, "花子");
	harness_press(real.c.h, "MADO9999" KEY_ENTER);
	harness_expect(real.c.h, "署名用電子証明書の暗証番号: 残り 4 回");
	harness_press(real.c.h, KEY_ESC);
	harness_expect(real.c.h, "読み取っていません");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "残り 4 回");
	harness_press(real.c.h, "MADO9998" KEY_ENTER);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "残り 3 回");
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "更新が終わりました");
	real_expect_verifies(&real, 4);
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* The terminal made the other one alone: a PIN shows it before the case is done. */
static void
the_signature_certificate_is_not_taken_for_new(void **state)
{
	(void)state;
	leave_to_terminal();
	real_write(&real, false, "auth-new");
	real_come_back(&real);
	harness_expect(real.c.h, "署名用のほかは頼んだとおりです");
	harness_expect(real.c.h, "状態: 統合端末へ引渡し中");
	harness_press(real.c.h, KEY_F2);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "完了していません");
	harness_expect(real.c.h, "もう一方の証明書だけが新しくなっています");
	real_take_card(&real);
	real_write(&real, true, "sign-new");
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "署名用のほかは頼んだとおりです");
	harness_idle(real.c.h);
	harness_press(real.c.h, KEY_F2);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "更新が終わりました");
	harness_refuse(real.c.h, "読んでいません");
	real_expect_verifies(&real, 3);
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* What was offered goes with the card. */
static void
nothing_is_finished_without_its_card(void **state)
{
	(void)state;
	leave_to_terminal();
	terminal_renews();
	real_come_back(&real);
	harness_expect(real.c.h, "署名用のほかは頼んだとおりです");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "状態: 統合端末へ引渡し中");
	real_write(&real, true, "");
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "もう一方の証明書だけが新しくなっています");
	harness_idle(real.c.h);
	harness_press(real.c.h, KEY_ESC);
	counter_close(&real.c);
}

/* Until the card leaves: Enter reads it again, and nobody types the PIN again. */
static void
what_a_pin_has_proved_stays(void **state)
{
	static const char proved[] = "署名用電子証明書                          頼んだとおり";

	(void)state;
	leave_to_terminal();
	real_write(&real, true, "sign-new");
	real_come_back(&real);
	harness_expect(real.c.h, "署名用電子証明書                          読み取っていません");
	harness_press(real.c.h, KEY_F2);
	harness_press(real.c.h, "MADO9999" KEY_ENTER);
	harness_expect(real.c.h, "残り 4 回");
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, proved);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, proved);
	harness_expect(real.c.h, "もう一方の証明書だけが新しくなっています");
	real_expect_verifies(&real, 3);
	real_write(&real, false, "auth-new");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "署名用電子証明書");
	harness_refuse(real.c.h, "読んでいません");
	harness_press(real.c.h, KEY_ENTER);
	counter_close(&real.c);
}

/* Put on again, it is a card of which nothing is proved. */
static void
what_a_pin_has_proved_goes_with_the_card(void **state)
{
	(void)state;
	leave_to_terminal();
	real_write(&real, true, "sign-new");
	real_come_back(&real);
	harness_press(real.c.h, KEY_F2);
	harness_press(real.c.h, "MADO1234" KEY_ENTER);
	harness_expect(real.c.h, "署名用電子証明書                          頼んだとおり");
	real_take_card(&real);
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "署名用電子証明書                          読み取っていません");
	harness_press(real.c.h, KEY_ESC);
	counter_close(&real.c);
}

/* A key a reason; which PIN where there are two. */
static void
what_it_refused_is_a_key(void **state)
{
	(void)state;
	leave_to_terminal();
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "1");
	harness_expect(real.c.h, "どの暗証番号ですか");
	harness_press(real.c.h, KEY_ESC);
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "7");
	harness_expect(real.c.h, "記録しました");
	harness_expect(real.c.h, NUMBER);
	harness_expect(real.c.h, "統合端末で不可");
	harness_expect(real.c.h, "状態: 審査済");
	harness_press(real.c.h, "1");
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
	harness_press(real.c.h, KEY_F2);
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "1");
	harness_press(real.c.h, "2");
	harness_expect(real.c.h, "状態: 不足");	/* another PIN is set only once the holder has shown who it is */
	counter_close(&real.c);
}

/* None of the reasons that nothing was done is true: the case is received again, and asks about the card anew. */
static void
something_else_was_done_there(void **state)
{
	(void)state;
	leave_to_terminal();
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "9");
	harness_expect(real.c.h, "記録しました");
	harness_expect(real.c.h, "状態: 受付");
	counter_close(&real.c);
}

/* The card goes on saying what it said: the clerk is asked what the terminal has shown. */
static void
what_it_called_revoked_is_not_read_as_valid(void **state)
{
	(void)state;
	leave_to_terminal();
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "4");
	harness_expect(real.c.h, "状態: 受付");
	other_reader_put(real.r, true);
	harness_idle(real.c.h);
	harness_press(real.c.h, "1");
	harness_expect(real.c.h, "電子証明書の有効期限");
	harness_press(real.c.h, KEY_F3);
	harness_expect(real.c.h, "電子証明書の有効期限");
	harness_press(real.c.h, KEY_F3);
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_expect(real.c.h, "利用者証明用電子証明書      令和13年1月15日(水) まで");
	counter_leave(&real.c);
}

static void
type_print(const char *sign)
{
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, KEY_F3);
	harness_press(real.c.h, "R8.11.20" KEY_ENTER);
	harness_press(real.c.h, sign);
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "R14.1.15" KEY_ENTER);
	harness_press(real.c.h, "07d1" KEY_ENTER);
	harness_press(real.c.h, "2032-01-15" KEY_F2);
}

static void
begin_as(const char *clerk)
{
	counter_close(&real.c);
	(void)snprintf(real.r->clerk, sizeof real.r->clerk, "%s", clerk);
	real_open(&real, "national");
	harness_expect(real.c.h, clerk);
}

/* No reader at this desk: two clerks type the same. */
static void
two_clerks_type_the_print(void **state)
{
	(void)state;
	leave_to_terminal();
	begin_as("sato");
	type_print("07 D1");
	harness_expect(real.c.h, "一人目の入力を記録しました");
	harness_press(real.c.h, KEY_ESC);
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, KEY_F3);		/* told before anything is typed again */
	harness_expect(real.c.h, "印字は、もう一人の職員が確かめます");
	harness_refuse(real.c.h, "処理した日");
	harness_press(real.c.h, KEY_ESC);
	begin_as("tanaka");
	harness_press(real.c.h, KEY_F11);
	harness_expect(real.c.h, "一人目: sato が入力しました");
	harness_press(real.c.h, KEY_ESC);
	type_print("7d1");
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "令和14年1月15日(木) まで有効");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	real_expect_verifies(&real, 0);
	counter_close(&real.c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_renewal_takes_few_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(another_visitor_comes_meanwhile, setup, teardown),
		cmocka_unit_test_setup_teardown(a_card_that_was_only_read_proves_its_holder, setup, teardown),
		cmocka_unit_test_setup_teardown(all_that_is_open_of_a_card_is_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_pin_proves_what_cannot_be_read, setup, teardown),
		cmocka_unit_test_setup_teardown(the_signature_certificate_is_not_taken_for_new, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_is_finished_without_its_card, setup, teardown),
		cmocka_unit_test_setup_teardown(what_a_pin_has_proved_stays, setup, teardown),
		cmocka_unit_test_setup_teardown(what_a_pin_has_proved_goes_with_the_card, setup, teardown),
		cmocka_unit_test_setup_teardown(what_it_refused_is_a_key, setup, teardown),
		cmocka_unit_test_setup_teardown(something_else_was_done_there, setup, teardown),
		cmocka_unit_test_setup_teardown(what_it_called_revoked_is_not_read_as_valid, setup, teardown),
		cmocka_unit_test_setup_teardown(two_clerks_type_the_print, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
