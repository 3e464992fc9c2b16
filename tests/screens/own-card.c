/* Which card is a case's own: what another one tells, or is refused for, doesn't stay with it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>

#include "store/store.h"
#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* The other practice card, of another person, from home. */
static void
expired_to_pins(void)
{
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "見本　太郎");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
}

/* A stored case, gone on with while another person's card lies there: only its own card tells the summary anything. */
static void
another_card_tells_nothing_of_a_stored_case(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO1234");
	counter_close_renewed(&c);
	counter_open_again(&c, "expired");
	expired_to_pins();
	harness_kill(c.h, SIGKILL);
	assert_int_equal(harness_end(&c.h), 128 + SIGKILL);
	counter_open_again(&c, "about-to-expire");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "26-000002-1" KEY_ENTER);
	harness_expect(c.h, "カードの処理に進む");
	harness_press(c.h, "1");
	harness_expect(c.h, "この受付のカードではありません");
	harness_expect(c.h, "受付の人: 見本　太郎");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_expect(c.h, "様               別のカード");
	harness_refuse(c.h, "受付できません");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "この受付のカードではありません");
	harness_refuse(c.h, "カードを確かめました");
	harness_press(c.h, KEY_ENTER);
	harness_refuse(c.h, "カードを確かめました");
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "expired");
	harness_expect(c.h, "完了できます");
	harness_refuse(c.h, "別のカード");
	counter_leave(&c);
}

/* The case's own card was renewed meanwhile: it is too early for it again, and Enter leads nowhere. */
static void
summary_that_refuses_takes_no_enter(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_press_until(&c, KEY_ESC, "どの手続ですか");
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_ENTER);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "26-000001-3" KEY_ENTER);
	harness_press(c.h, "1");
	harness_expect(c.h, "受付できません");
	harness_expect(c.h, "いまは進めません");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	counter_leave(&c);
}

/* Said to be the same it is by its number only. */
static void
only_the_same_card_is_called_confirmed(void **state)
{
	(void)state;
	harness_press(c.h, KEY_ENTER);
	counter_press_until(&c, KEY_DOWN, "> 7 暗証番号が合うかの確認");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "2" KEY_ENTER);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "合っています");
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "expired");
	harness_refuse(c.h, "カードを確かめました");
	harness_expect(c.h, "カードを読みました");
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "expired");
	harness_expect(c.h, "カードを確かめました");
	counter_close(&c);
}

static void
type_person(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		harness_press(c.h, "番号　花子" KEY_ENTER "ばんごう　はなこ" KEY_ENTER);
		harness_press(c.h, "S61.1.20" KEY_ENTER "2" KEY_ENTER);
		harness_press(c.h, "１００００１３" KEY_ENTER "東京都千代田区霞が関二丁目１番２号" KEY_ENTER);
	}
}

/* The wrong card lay there from the beginning, and the person was typed: it is refused where the case is on record. */
static void
wrong_card_to_refusal(void)
{
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "expired");
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_expect(c.h, "照合番号B");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "照合番号Bが入力されていません");
	harness_press(c.h, KEY_F3);
	type_person();
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "別の人のカードです");
	harness_expect(c.h, "受付の人のカードを置いてください");
}

/* The case is the right card's all the same. */
static void
refused_card_is_not_bound_to_the_case(void **state)
{
	(void)state;
	wrong_card_to_refusal();
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	harness_refuse(c.h, "完了できます");
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "about");
	harness_expect(c.h, "完了できます");
	counter_prove(&c);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "26-000001-3" KEY_ENTER);
	harness_expect(c.h, "訂正  カードの有効期限");
	counter_close(&c);
}

/* What it told isn't on record any longer when the program begins anew: the case is checked again, by its own card. */
static void
refused_card_leaves_nothing_on_record(void **state)
{
	(void)state;
	wrong_card_to_refusal();
	harness_kill(c.h, SIGKILL);
	assert_int_equal(harness_end(&c.h), 128 + SIGKILL);
	counter_open_again(&c, "about-to-expire");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "26-000001-3" KEY_ENTER);
	harness_expect(c.h, "訂正  カードの有効期限");
	harness_refuse(c.h, "カードの処理に進む");
	harness_press(c.h, KEY_F4);
	harness_refuse(c.h, "マイナンバーカードの状態");
	harness_refuse(c.h, "カードの有効期限");
	harness_refuse(c.h, "電子証明書の有効期限");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_expect(c.h, "完了できます");
	counter_prove(&c);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	counter_close(&c);
}

/* Somebody else's approval, as that clerk's own account would give it. */
static void
approve_as_another(void)
{
	struct store *store;
	char uri[256];

	(void)snprintf(uri, sizeof uri, "sqlite:%s/.local/share/madoguchi/training/store.db", c.scratch.folder);
	assert_int_equal(store_open(uri, MODE_TRAINING, &store), ERR_NONE);
	assert_int_equal(store_run(store, "UPDATE cases SET seconded_by = 'baba'", NULL, 0, NULL, NULL), ERR_NONE);
	store_close(&store);
}

static void
open_four_eyes(const char *card)
{
	static const char rules[] = "[municipality]\nname = 試験市\ninherit = national\n"
	    "source = 試験市「案内」\n[action two]\ndo = second-approval\nwhen = procedure = renew\non = proceed\n"
	    "source = 試験市「案内」\n";
	char path[256];

	(void)snprintf(path, sizeof path, "%s", scratch_write(&c.scratch, "two.ini", rules));
	counter_open_in(&c, card, &(struct counter_terminal){ .profile = path });
}

static void
go_to_card(void)
{
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "26-000001-3" KEY_ENTER);
	harness_expect(c.h, "カードの処理に進む");
	harness_press(c.h, "1");
	harness_expect(c.h, "カードに書く前の確認");
}

/* What two have approved was the refused card's: the right one needs the second approval anew, and then it goes on. */
static void
mended_case_is_approved_by_two_again(void **state)
{
	(void)state;
	open_four_eyes("expired");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_press(c.h, KEY_F3);
	type_person();
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "状態: 審査済  もう一人の承認待ち");
	counter_close(&c);
	approve_as_another();

	open_four_eyes("expired");
	go_to_card();
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "別の人のカードです");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "about");
	harness_expect(c.h, "カードに書く前の確認");
	counter_prove(&c);
	harness_expect(c.h, "もう一人の承認");
	harness_refuse(c.h, "署名用電子証明書の暗証番号");
	harness_expect(c.h, "状態: 審査済  もう一人の承認待ち");
	harness_refuse(c.h, "カードの処理に進む");
	counter_close(&c);
	approve_as_another();

	open_four_eyes("about-to-expire");
	go_to_card();
	counter_prove(&c);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_ENTER);
	counter_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(another_card_tells_nothing_of_a_stored_case, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(summary_that_refuses_takes_no_enter, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(only_the_same_card_is_called_confirmed, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(refused_card_is_not_bound_to_the_case, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(refused_card_leaves_nothing_on_record, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(mended_case_is_approved_by_two_again, counter_setup_folder,
		    counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
