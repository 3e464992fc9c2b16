/*
 * Whole lives of cases whose card work is the authority's terminal's: a proxy's, over two visits, by the rules of each
 * of the five municipalities; other procedures; and what may come between handing over and taking back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/store.h"
#include "tests/screens/proxy-visits.h"
#include "tests/screens/real-counter.h"

#define DAYS(n) ((time_t)(n) * 24 * 60 * 60)

static struct real_counter real;
static struct proxy_case proxy = { &real.c, REAL_CHECK_B, "H2.1.15" KEY_ENTER, "R14.1.15" KEY_ENTER,
    "R9.1.15" KEY_ENTER, NULL };

static int
setup(void **state)
{
	(void)state;
	real_make(&real);
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
terminal_renews(void)
{
	real_write(&real, true, "sign-new");
	real_write(&real, false, "auth-new");
}

/* --- a proxy, over two visits -------------------------------------------------------------------- */

static void
first_visit(const char *profile, bool by_card)
{
	real.r->now = REAL_FRIDAY - DAYS(14);
	real_open(&real, profile);
	if (by_card) {
		other_reader_put(real.r, true);
		harness_until_drawn(real.c.h, "どの手続ですか");
		harness_press(real.c.h, KEY_ESC);
	}
	(void)proxy_first_visit(&proxy, by_card);
	counter_close(&real.c);
	other_reader_put(real.r, false);
}

/* The card is proved to be the case's person's before it is handed over; staff type the PINs at the terminal. */
static void
second_visit(const char *profile)
{
	real.r->now = REAL_FRIDAY;
	real_open(&real, profile);
	proxy_second_visit(&proxy);
	other_reader_put(real.r, true);
	harness_idle(real.c.h);
	harness_press(real.c.h, KEY_ENTER);
	if (!harness_shows(real.c.h, "カードの表にある照合番号B"))
		harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "受付の人のカードです");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
	harness_expect(real.c.h, "職員が紙から入力");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
}

static void
end(void)
{
	real_put_card(&real);
	harness_press(real.c.h, "1");
	real_finish(&real);
	harness_expect(real.c.h, "更新が終わりました");
	harness_expect(real.c.h, "令和14年1月15日(木) まで有効");
	harness_expect(real.c.h, "状態: 完了");
	harness_press(real.c.h, KEY_F8);
	harness_press(real.c.h, "3");
	harness_expect(real.c.h, "-result.pdf");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "シュレッダーにかけましたか");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	assert_int_equal(real.r->card.changes, 0);
	counter_close(&real.c);
}

/* Where nobody has seen the card the address is as it was told. */
static void
live(const char *profile, const char *address, bool by_card)
{
	other_card_put_person(&real.r->card, "番号　花子", address, "19900115", "2");
	proxy.lives = by_card ? address : "霞が関";
	first_visit(profile, by_card);
	second_visit(profile);
	terminal_renews();
	end();
}

static void
kawaguchi(void **state)
{
	(void)state;
	live("kawaguchi", "埼玉県川口市青木2丁目1番1号", true);
}

static void
kawasaki(void **state)
{
	(void)state;
	live("kawasaki", "神奈川県川崎市川崎区宮本町1番地", true);
}

static void
odawara_by_telephone(void **state)
{
	(void)state;
	live("odawara", "神奈川県小田原市荻窪300番地", false);
}

static void
tachikawa(void **state)
{
	(void)state;
	live("tachikawa", "東京都立川市泉町1156番地の9", true);
}

static void
setagaya(void **state)
{
	(void)state;
	live("setagaya", "東京都世田谷区世田谷4丁目21番27号", true);
}

/* --- between handing over and taking back -------------------------------------------------------- */

static void
hand_over(void)
{
	real_open(&real, "national");
	real_to_terminal(&real, "1");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
}

static void
done(const char *words)
{
	harness_expect(real.c.h, words);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "完了 1");
	harness_refuse(real.c.h, "引渡し中");
	assert_int_equal(real.r->card.changes, 0);
	counter_close(&real.c);
}

static void
the_program_is_killed(void **state)
{
	(void)state;
	hand_over();
	harness_kill(real.c.h, SIGKILL);
	assert_int_equal(harness_end(&real.c.h), 128 + SIGKILL);
	other_reader_put(real.r, false);
	terminal_renews();
	real_open(&real, "national");
	harness_expect(real.c.h, "統合端末へ引渡し中 1件");
	real_come_back(&real);
	real_finish(&real);
	done("更新が終わりました");
}

/* What was issued on that day is held against what the rules say for that day. */
static void
the_next_day_another_clerk_takes_it_back(void **state)
{
	(void)state;
	hand_over();
	counter_close(&real.c);
	(void)snprintf(real.r->clerk, sizeof real.r->clerk, "tanaka");
	real.r->now = REAL_FRIDAY + DAYS(1);
	real_write(&real, true, "sign-next");
	real_write(&real, false, "auth-next");
	real_open(&real, "national");
	harness_expect(real.c.h, "tanaka");
	real_come_back(&real);
	real_finish(&real);
	done("更新が終わりました");
}

/* Wherever it is pulled the case stays open, and the card put on again is read from the beginning. */
static void
the_card_is_pulled(void **state)
{
	static const unsigned after[] = { 1, 3, 5, 8, 12 };
	size_t i;

	(void)state;
	hand_over();
	terminal_renews();
	for (i = 0; i < sizeof after / sizeof after[0]; i++) {
		real_put_card(&real);
		real.r->pull_after = after[i];
		harness_press(real.c.h, KEY_ENTER);
		harness_until(real.c.h, "できませんでした");
		harness_press(real.c.h, KEY_ENTER);
		harness_expect(real.c.h, "状態: 統合端末へ引渡し中");
		harness_press(real.c.h, KEY_ESC);
		harness_press(real.c.h, KEY_ESC);
	}
	harness_press(real.c.h, KEY_F11);
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "署名用のほかは頼んだとおりです");
	harness_idle(real.c.h);
	real_finish(&real);
	done("更新が終わりました");
}

/* A card without a number is told by its key, which went with its certificate: the holder's word decides. */
static void
a_card_without_a_number(void **state)
{
	(void)state;
	real.r->card.number[0] = '\0';
	hand_over();
	real_write(&real, true, "sign-new");
	real_write(&real, false, "auth-new-key");
	real_put_card(&real);
	harness_refuse(real.c.h, "受取り");
	harness_press(real.c.h, KEY_ESC);
	harness_press(real.c.h, KEY_F11);
	harness_expect(real.c.h, "カードの表にある照合番号B");
	harness_press(real.c.h, KEY_ESC);
	harness_expect(real.c.h, "統合端末から戻ったカード");
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, "02011520329999" KEY_ENTER);
	harness_expect(real.c.h, "照合番号B: 残り 9 回");
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, KEY_ESC);
	real.r->card.pins[OTHER_B].left = 1;
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "照合番号B: 残り 1 回");
	harness_press(real.c.h, KEY_ESC);
	harness_expect(real.c.h, "カードの表にある照合番号B");
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	real_expect_verifies(&real, 2);
	harness_press(real.c.h, KEY_ENTER);
	real_expect_verifies(&real, 3);
	real_finish(&real);
	done("更新が終わりました");
}

/* By the record her twin is as like the card's word as she is: the clerk decides, before anything is held done. */
static void
a_card_that_may_be_the_twins(void **state)
{
	static const char csv[] = "氏名,フリガナ,性別,生年月日,住所\n"
	    "番号　花子,バンゴウ　ハナコ,女,平成2年1月15日,東京都千代田区霞が関2-1-2\n"
	    "番号　花子,バンゴウ　ハナエ,女,平成2年1月15日,東京都千代田区霞が関2-1-2\n";
	const char *build = getenv("top_builddir");
	char command[1024], uri[256];
	struct store *s;

	(void)state;
	real.r->card.number[0] = '\0';
	hand_over();
	(void)snprintf(command, sizeof command, "HOME=%s %s/madoguchictl residents import %s >/dev/null",
	    real.c.scratch.folder, build != NULL ? build : ".", scratch_write(&real.c.scratch, "residents.csv", csv));
	assert_int_equal(system(command), 0);
	(void)snprintf(uri, sizeof uri, "sqlite:%s/.local/share/madoguchi/store.db", real.c.scratch.folder);
	assert_int_equal(store_open(uri, MODE_WORK, &s), ERR_NONE);
	assert_int_equal(store_run(s, "UPDATE person SET source = 'record', kana = 'バンゴウ ハナコ',"
	    " address = '東京都千代田区霞が関2-1-2'", NULL, 0, NULL, NULL), ERR_NONE);
	store_close(&s);
	real_write(&real, true, "sign-new");
	real_write(&real, false, "auth-new-key");
	real_put_card(&real);
	harness_press(real.c.h, KEY_ESC);
	harness_press(real.c.h, KEY_F11);
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "もう一人: 番号　花子 バンゴウ ハナエ");
	harness_press(real.c.h, KEY_ENTER);
	real_finish(&real);
	done("更新が終わりました");
}

/* --- the other procedures ------------------------------------------------------------------------ */

static void
a_locked_pin_is_set_anew(void **state)
{
	(void)state;
	real.r->card.pins[OTHER_AUTH].left = 0;
	real_open(&real, "national");
	real_to_terminal(&real, "1");
	harness_expect(real.c.h, "手続: 暗証番号の再設定");
	harness_expect(real.c.h, "本人が決めて入力: 新しい利用者証明用電子証明書の暗証番号");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "暗証番号がロックされたままです");
	real_take_card(&real);
	real.r->card.pins[OTHER_AUTH].left = 3;
	other_reader_put(real.r, true);
	harness_until_drawn(real.c.h, "暗証番号の再設定が終わりました");
	harness_idle(real.c.h);
	harness_expect(real.c.h, "利用者証明用電子証明書の暗証番号を設定しました");
	done("暗証番号の再設定が終わりました");
}

static void
both_are_revoked(void **state)
{
	(void)state;
	real_open(&real, "national");
	real_to_terminal(&real, "6" KEY_ENTER);
	harness_expect(real.c.h, "署名用電子証明書を失効する");
	real_write(&real, true, "");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "失効したはずの証明書がカードに残っています");
	real_write(&real, false, "");
	harness_press(real.c.h, KEY_ENTER);
	done("失効が終わりました");
}

static void
type_print(const char *sign)
{
	harness_press(real.c.h, KEY_F11);
	harness_expect(real.c.h, "カードなしの手続です");
	harness_refuse(real.c.h, "リーダーに置いてください");
	harness_press(real.c.h, KEY_F3);
	harness_press(real.c.h, "R8.11.20" KEY_ENTER);
	harness_press(real.c.h, sign);
	harness_press(real.c.h, KEY_F2);
}

/* Its holder has lost it: no step needs it, nothing that nobody knows is asked, and the card of another is left alone. */
static void
one_is_revoked_without_its_card(void **state)
{
	int n;

	(void)state;
	real_open(&real, "national");
	harness_press(real.c.h, "1" KEY_F2);
	harness_press(real.c.h, "9" KEY_ENTER);
	harness_expect(real.c.h, "マイナンバーカードの状態");
	harness_press(real.c.h, "3");
	for (n = 0; n < 6 && !harness_shows(real.c.h, "不足があります"); n++)
		harness_press(real.c.h, "1");
	harness_refuse(real.c.h, "マイナンバーカード(顔写真");
	harness_press(real.c.h, "運転免許" KEY_ENTER);
	harness_refuse(real.c.h, "有効期限");
	for (n = 0; n < 2; n++) {		/* typed again, to be sure */
		harness_press(real.c.h, "番号　花子" KEY_ENTER KEY_ENTER);
		harness_press(real.c.h, "H2.1.15" KEY_ENTER "2" KEY_ENTER);
		harness_press(real.c.h, KEY_ENTER "東京都千代田区霞が関1丁目1番1号" KEY_F2);
	}
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "カードなし: 番号　花子様(平成2年1月15日生)を統合端末でさがす");
	harness_expect(real.c.h, "署名用電子証明書を失効する");
	harness_expect(real.c.h, "印字を窓口に持ち帰る");
	harness_refuse(real.c.h, "暗証番号");
	harness_refuse(real.c.h, "リーダー");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "カードなしの手続です");
	memcpy(real.r->card.number, "4400000000000033", 17);
	other_reader_put(real.r, true);
	harness_idle(real.c.h);
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "カードなしの手続です");
	real_take_card(&real);
	harness_press(real.c.h, KEY_ESC);
	type_print("3E9");
	harness_expect(real.c.h, "一人目の入力を記録しました");
	harness_refuse(real.c.h, "カード                                    頼んだとおり");
	counter_close(&real.c);
	(void)snprintf(real.r->clerk, sizeof real.r->clerk, "tanaka");
	real_open(&real, "national");
	type_print("03 e9");
	done("失効が終わりました");
	real_expect_verifies(&real, 0);
}

static void
both_are_issued(void **state)
{
	(void)state;
	real_write(&real, true, "");
	real_write(&real, false, "");
	real_open(&real, "national");
	real_to_terminal(&real, "1");
	harness_expect(real.c.h, "手続: 電子証明書の発行");
	real_write(&real, true, "sign-short");
	real_write(&real, false, "auth-short");
	harness_press(real.c.h, KEY_F2);
	real_finish(&real);
	done("発行が終わりました");
}

/* The terminal writes the certificate, so the holder is asked before: once, also where the terminal says no. */
static void
the_holder_agrees_before(void **state)
{
	(void)state;
	real_open(&real, "national");
	real_name(&real, "番号　﨑子");
	real_put_card(&real);
	harness_press(real.c.h, "1");
	counter_answer(&real.c, "", "");
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "番号　﨑子");
	harness_press(real.c.h, KEY_ENTER);
	counter_answer(&real.c, "", "");
	harness_expect(real.c.h, "統合端末に引き渡します");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "電子証明書に入れられない文字があります");
	harness_press(real.c.h, KEY_ESC);
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "﨑  (U+FA11)");
	harness_press(real.c.h, KEY_F3);
	harness_press(real.c.h, "さき" KEY_ENTER);
	harness_expect(real.c.h, "電子証明書に入れられない文字があります");
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "統合端末ですること");
	harness_expect(real.c.h, "証明書の代わりの文字: 﨑(U+FA11)=さき");
	harness_press(real.c.h, KEY_F2);
	harness_expect(real.c.h, "前の証明書のままです");
	harness_press(real.c.h, KEY_F4);
	harness_press(real.c.h, "7");
	harness_expect(real.c.h, "状態: 審査済");
	harness_press(real.c.h, "1");
	harness_expect(real.c.h, "カードに書く前の確認");
	harness_press(real.c.h, KEY_ENTER);
	harness_press(real.c.h, REAL_CHECK_B KEY_ENTER);
	harness_expect(real.c.h, "受付の人のカードです");
	harness_refuse(real.c.h, "片方だけ");		/* no kana on either */
	harness_press(real.c.h, KEY_ENTER);
	harness_expect(real.c.h, "証明書の代わりの文字: 﨑(U+FA11)=さき");
	counter_close(&real.c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_program_is_killed, setup, teardown),
		cmocka_unit_test_setup_teardown(the_next_day_another_clerk_takes_it_back, setup, teardown),
		cmocka_unit_test_setup_teardown(the_card_is_pulled, setup, teardown),
		cmocka_unit_test_setup_teardown(a_card_without_a_number, setup, teardown),
		cmocka_unit_test_setup_teardown(a_card_that_may_be_the_twins, setup, teardown),
		cmocka_unit_test_setup_teardown(a_locked_pin_is_set_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(both_are_revoked, setup, teardown),
		cmocka_unit_test_setup_teardown(one_is_revoked_without_its_card, setup, teardown),
		cmocka_unit_test_setup_teardown(the_holder_agrees_before, setup, teardown),
		cmocka_unit_test_setup_teardown(both_are_issued, setup, teardown),
		cmocka_unit_test_setup_teardown(kawaguchi, setup, teardown),
		cmocka_unit_test_setup_teardown(kawasaki, setup, teardown),
		cmocka_unit_test_setup_teardown(odawara_by_telephone, setup, teardown),
		cmocka_unit_test_setup_teardown(tachikawa, setup, teardown),
		cmocka_unit_test_setup_teardown(setagaya, setup, teardown),
	};

	return cmocka_run_group_tests(tests, real_make_certs, real_remove_certs);
}
