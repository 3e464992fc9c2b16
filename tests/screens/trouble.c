/* What goes wrong at a counter, typed into the real program: each has a sentence and a way on. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

static void
wrong_pin_is_counted_and_asked_again(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO9999");
	harness_expect(c.h, "暗証番号が違います");
	harness_expect(c.h, "残り 4 回");
	harness_expect(c.h, "pin-wrong");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_expect(c.h, "残り 4 回");
	harness_press(c.h, "MADO1234" KEY_ENTER);
	counter_close_renewed(&c);
}

/* Who gives up a PIN that failed is at the summary again, not before steps that don't run. */
static void
giving_up_leads_back_to_the_summary(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO9999");
	harness_expect(c.h, "暗証番号が違います");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	counter_type_pins(&c, "MADO1234");
	counter_close_renewed(&c);
}

/* 照合番号B that was begun and given up for the PIN is not held against the card afterwards. */
static void
half_a_face_number_is_forgotten(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, "90123" KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_ENTER);
	counter_type_pins(&c, "MADO1234");
	counter_close_renewed(&c);
}

/* Esc at the card's face asks for the birth date instead; nothing typed leads back to the face, and help loses nothing. */
static void
birth_date_can_be_left_to_the_card(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, "61012" KEY_ESC);
	harness_expect(c.h, "本人の生年月日");
	harness_press(c.h, "昭和６１年");
	harness_press(c.h, KEY_F1);
	harness_expect(c.h, "ご本人の生年月日を教えてください");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "昭和６１年");
	harness_press(c.h, "\177\177\177\177\177" KEY_ENTER);
	harness_expect(c.h, "61012_");
	harness_press(c.h, KEY_ESC "S61.1.20" KEY_ENTER);
	harness_expect(c.h, "照合番号B");
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

/* The cursor begins on what is usual: not a ward. Where a ward's guardian has come it isn't asked. */
static void
what_an_answer_implies_is_not_asked(void **state)
{
	int n;

	(void)state;
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	for (n = 0; n < 8 && !counter_asks(&c, "成年被後見人である"); n++)
		harness_press(c.h, counter_asks(&c, "来庁した方") ? "1" : KEY_ENTER);
	harness_expect(c.h, "> 2 いいえ");
	for (n = 0; n < 8 && !counter_asks(&c, "来庁した方"); n++)
		harness_press(c.h, KEY_ESC);
	harness_press(c.h, "3");
	for (n = 0; n < 8 && !harness_shows(c.h, "照合番号B"); n++) {
		assert_false(counter_asks(&c, "成年被後見人である"));
		harness_press(c.h, counter_asks(&c, "法定代理人の種類") ? "2" : KEY_ENTER);
	}
	counter_leave(&c);
}

/* A child's parent: what is refused to a grown-up's isn't said before the card has told the age. */
static void
a_parent_is_not_refused_before_the_card_is_read(void **state)
{
	int n;

	(void)state;
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	for (n = 0; n < 12 && !harness_shows(c.h, "照合番号B"); n++) {
		harness_refuse(c.h, "受付できません");
		harness_press(c.h, counter_asks(&c, "来庁した方") ? "3" : counter_asks(&c, "法定代理人の種類") ? "1" :
		    KEY_ENTER);
	}
	harness_expect(c.h, "照合番号B");
	harness_refuse(c.h, "受付できません");
	counter_leave(&c);
}

/* Only what the card has is offered, Enter takes what has the cursor, and the summary says that it is for good. */
static void
revocation_is_said_to_be_for_good(void **state)
{
	(void)state;
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "no-sign");
	harness_expect(c.h, "どの手続ですか");
	counter_press_until(&c, KEY_DOWN, "> 5 失効");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "1 利用者証明用");
	harness_refuse(c.h, "署名用");
	harness_press(c.h, "1" KEY_ENTER);
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "失効すると元に戻せません");
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

/* Begun anew from the card's screen it is another reception: what was recorded before isn't touched by it. */
static void
another_procedure_is_another_case(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_press_until(&c, KEY_ESC, "どの手続ですか");
	harness_expect(c.h, "受付番号 26-000001-3 は記録に残っています");
	harness_press(c.h, "2");
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_refuse(c.h, "26-000001-3");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "更新が終わりました");
	harness_expect(c.h, "26-000002-1");
	harness_press(c.h, KEY_ENTER);
	counter_close(&c);
}

/* A card that was renewed is too early for it, and is told from when on; for the next clerk to learn it is made anew. */
static void
used_card_is_too_early_and_made_anew(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO1234");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	harness_refuse(c.h, "まもなく切れます");
	harness_expect(c.h, "できません(令和13年10月21日(火)から)");	/* before anything is asked */
	harness_press(c.h, "1");
	harness_expect(c.h, "F3で断りを記録");	/* and not by any key that chooses */
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "どの手続ですか");
	harness_press(c.h, KEY_F3);
	counter_answer(&c, "手続の理由", "3");
	harness_expect(c.h, "受付できません");
	harness_expect(c.h, "(令和13年10月21日(火)から)");
	counter_press_until(&c, KEY_ESC, "どの手続ですか");
	harness_press(c.h, KEY_F9);
	harness_press(c.h, KEY_F9);
	harness_press(c.h, "about" KEY_F5);
	harness_expect(c.h, "まもなく切れます");
	counter_close(&c);
}

/* Four wrong ones, and the fifth is not sent before a second key that was not typed ahead. */
static void
last_try_needs_a_second_key(void **state)
{
	int i;

	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO9999");
	for (i = 0; i < 3; i++) {
		harness_expect(c.h, "暗証番号が違います");
		harness_press(c.h, KEY_ENTER);
		harness_press(c.h, "MADO9999" KEY_ENTER);
	}
	harness_expect(c.h, "残り 1 回");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "まちがえるとロックされます");
	harness_press(c.h, "MADO9999" KEY_ENTER KEY_F2 KEY_F2);
	harness_expect(c.h, "確かなときだけ F2");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "ロック");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用 ロック");
	counter_close(&c);
}

static void
malformed_pin_never_reaches_the_card(void **state)
{
	(void)state;
	counter_to_pins(&c);
	harness_press(c.h, "ABCDEFG" KEY_ENTER);
	harness_expect(c.h, "カードには送っていません");
	harness_expect(c.h, "[ _ _");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードには送っていません");
	harness_press(c.h, "１");
	harness_expect(c.h, "全角の文字");
	harness_expect(c.h, "[ _ _");
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_press(c.h, "12" KEY_ENTER);
	harness_expect(c.h, "カードには送っていません");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	counter_leave(&c);
	counter_open_again(&c, "about-to-expire");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用 5");
	counter_close(&c);
}

/* A PIN typed before its screen was there could have been meant for another field. */
static void
nothing_typed_ahead_enters_a_pin(void **state)
{
	(void)state;
	counter_to_summary(&c);
	harness_press(c.h, KEY_ENTER "MADO1234" KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_expect(c.h, "[ _ _");
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

/* Pulls the card while the steps run; false when they had ended before it. */
static bool
pull_in_the_middle(void)
{
	counter_to_steps(&c, "カードを動かさないでください");
	harness_press(c.h, KEY_F9);
	if (harness_shows(c.h, "できませんでした"))
		return true;
	harness_press(c.h, KEY_ENTER);
	counter_close(&c);
	counter_free(&c);
	counter_open(&c, "about-to-expire");
	return false;
}

static void
pulled_card_is_named_and_taken_up_again(void **state)
{
	(void)state;
	while (!pull_in_the_middle())
		;
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードが置かれていません");
	counter_change_card(&c, "about");
	harness_press(c.h, KEY_ENTER);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_refuse(c.h, "途中の処理: ");
	counter_close(&c);
}

/* Killed in the middle: the next start says so, and one key finishes it or puts it back. */
static void
killed_program_leaves_work_that_can_be_recovered(void **state)
{
	(void)state;
	counter_to_steps(&c, "実行中");	/* a step is told after it was journalled */
	harness_kill(c.h, SIGKILL);
	assert_int_equal(harness_end(&c.h), 128 + SIGKILL);
	counter_open_again(&c, "about-to-expire");
	harness_expect(c.h, "途中の処理: 1件");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "更新");
	harness_expect(c.h, "最後の段階");
	harness_press(c.h, KEY_F2);
	harness_refuse(c.h, "カードが要ります");
	harness_expect(c.h, "ありません");
	harness_press(c.h, KEY_ESC);
	harness_refuse(c.h, "途中の処理: ");
	counter_close(&c);
}

/* Another program holds the store: a word says that something goes on, until it does. */
static void
wait_has_a_word(void **state)
{
	struct store *store;

	(void)state;
	counter_to_summary(&c);
	store = counter_open_store(&c);
	assert_int_equal(store_begin(store), ERR_NONE);
	harness_type(c.h, KEY_ENTER);
	harness_until(c.h, "お待ちください");
	store_rollback(store);
	harness_idle(c.h);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_refuse(c.h, "お待ちください");
	store_close(&store);
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

static void
another_card_is_refused(void **state)
{
	(void)state;
	counter_to_summary(&c);
	harness_press(c.h, KEY_F9);
	harness_expect(c.h, "カードが離れました");
	counter_change_card(&c, "expired");
	harness_expect(c.h, "この受付のカードではありません");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);		/* nor is a PIN asked for */
	harness_expect(c.h, "この受付のカードではありません");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "about");
	harness_expect(c.h, "カードを確かめました");
	harness_press(c.h, KEY_ENTER);
	counter_type_pins(&c, "MADO1234");
	counter_close_renewed(&c);
}

/* Swapped where no screen looks at the card. */
static void
another_card_is_refused_before_its_number_b(void **state)
{
	(void)state;
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "expired");
	counter_answer(&c, "", "");
	harness_expect(c.h, "照合番号B");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "この受付のカードではありません");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "about");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	counter_leave(&c);
}

static void
damaged_card_has_a_sentence(void **state)
{
	(void)state;
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "damaged");
	harness_expect(c.h, "ICチップが壊れています");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

static void
no_card_waits_for_one(void **state)
{
	(void)state;
	harness_press(c.h, KEY_F9);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードをリーダーに置いてください");
	counter_change_card(&c, "about");
	harness_expect(c.h, "どの手続ですか");
	counter_close(&c);
}

static void
small_terminal_waits(void **state)
{
	(void)state;
	harness_resize(c.h, 20, 70);
	harness_expect(c.h, "画面が小さすぎます");
	harness_press(c.h, "1");
	harness_resize(c.h, 24, 80);
	harness_expect(c.h, "カードを置くか Enter");
	harness_resize(c.h, 40, 132);
	harness_expect(c.h, "カードを置くか Enter");
	counter_close(&c);
}

static void
escape_answers_at_once(void **state)
{
	long began;

	(void)state;
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "どの手続ですか");
	began = harness_now();
	harness_press(c.h, KEY_ESC);
	assert_true(harness_now() - began < 100);
	harness_expect(c.h, "カードを置くか Enter");
	counter_close(&c);
}

static void
signal_ends_it_cleanly(void **state)
{
	(void)state;
	harness_kill(c.h, SIGTERM);
	assert_int_equal(harness_end(&c.h), 0);
	counter_open_again(&c, "about-to-expire");
	harness_kill(c.h, SIGHUP);
	assert_int_equal(harness_end(&c.h), 0);
}

/* Broken bytes and a paste with line ends choose nothing. */
static void
broken_bytes_and_paste_are_harmless(void **state)
{
	(void)state;
	harness_press(c.h, "\xff\xe8\x80\xc0");
	harness_press(c.h, "\033[200~\r\r\033[201~");
	harness_expect(c.h, "カードを置くか Enter");
	harness_press(c.h, "1");
	harness_expect(c.h, "どの手続ですか");
	counter_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(wrong_pin_is_counted_and_asked_again, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(giving_up_leads_back_to_the_summary, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(half_a_face_number_is_forgotten, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(birth_date_can_be_left_to_the_card, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(what_an_answer_implies_is_not_asked, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(a_parent_is_not_refused_before_the_card_is_read, counter_setup,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(revocation_is_said_to_be_for_good, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(another_procedure_is_another_case, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(used_card_is_too_early_and_made_anew, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(last_try_needs_a_second_key, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(malformed_pin_never_reaches_the_card, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(nothing_typed_ahead_enters_a_pin, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(pulled_card_is_named_and_taken_up_again, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(killed_program_leaves_work_that_can_be_recovered, counter_setup,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(wait_has_a_word, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(another_card_is_refused, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(another_card_is_refused_before_its_number_b, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(damaged_card_has_a_sentence, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(no_card_waits_for_one, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(small_terminal_waits, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(escape_answers_at_once, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(signal_ends_it_cleanly, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(broken_bytes_and_paste_are_harmless, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
