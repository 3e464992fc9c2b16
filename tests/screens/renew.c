/* The main job typed into the real program: both certificates of a card that is about to expire are renewed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "issuer/local/local.h"
#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

struct tally { int valid, revoked, other; };

static bool
count(void *ctx, const struct local_ca_row *row)
{
	struct tally *t = ctx;

	if (row->state == ISSUER_VALID)
		t->valid++;
	else if (row->state == ISSUER_REVOKED)
		t->revoked++;
	else
		t->other++;
	return true;
}

/* What the CA's book says when the program has ended. */
static void
expect_book(int valid, int revoked, int other)
{
	const struct moment at = { { 2026, 11, 20 }, 12, 0, 0 };
	struct tally t = { 0, 0, 0 };
	struct issuer *ca = NULL;

	assert_int_equal(local_ca_open(scratch_path(&c.scratch, ".local/share/madoguchi/training/ca"),
	    "madoguchi training", at,
	    &ca), ERR_NONE);
	assert_int_equal(local_ca_list(ca, count, &t), ERR_NONE);
	issuer_free(&ca);
	assert_int_equal(t.valid, valid);
	assert_int_equal(t.revoked, revoked);
	assert_int_equal(t.other, other);
}

static void
both_are_renewed(void **state)
{
	(void)state;
	counter_to_pins(&c);
	harness_refuse(c.h, "花子");
	harness_expect(c.h, "残り 5 回");
	harness_press(c.h, "mado1234");
	harness_expect(c.h, "[ * * * * * * * * _");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "更新が終わりました");
	harness_expect(c.h, "令和14年1月20日(火) まで有効");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "はじめ");
	harness_refuse(c.h, "途中の処理: ");
	assert_false(harness_wrote(c.h, "ado1234"));
	assert_false(harness_wrote(c.h, "ADO1234"));
	counter_close(&c);
	expect_book(2, 2, 0);
}

/* Esc takes back one answer at a time and loses no other. */
static void
answers_are_taken_back_one_by_one(void **state)
{
	char first[256], second[256], now[256];

	(void)state;
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "1");
	harness_row(c.h, 5, first, sizeof first);
	harness_press(c.h, "1");
	harness_row(c.h, 5, second, sizeof second);
	assert_string_not_equal(first, second);
	harness_press(c.h, "1");
	harness_press(c.h, KEY_ESC);
	harness_row(c.h, 5, now, sizeof now);
	assert_string_equal(now, second);
	harness_press(c.h, KEY_ESC);
	harness_row(c.h, 5, now, sizeof now);
	assert_string_equal(now, first);
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "どの手続ですか");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードを置くか Enter");
	counter_close(&c);
}

/* Not a resident: refused, with the rule's words and its source, and kept on record. */
static void
refusal_has_its_reason_and_is_recorded(void **state)
{
	(void)state;
	counter_to_holder(&c, "この市区町村に住民登録がある", "2");
	harness_expect(c.h, "受付できません");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "で記録しました");
	counter_close(&c);
}

/* A PIN that is forgotten asks for one more document, found by typing; it is set anew, typed twice. */
static void
missing_document_is_ticked_off(void **state)
{
	(void)state;
	counter_to_holder(&c, "署名用の暗証番号", "2");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "署名用の暗証番号", "2");
	harness_expect(c.h, "不足");
	harness_press(c.h, KEY_ENTER);		/* the holder's, typed twice: nobody has shown anything */
	harness_expect(c.h, "不足");
	harness_expect(c.h, "見せてもらった書類に、数字かスペースキーで印をつけてください");
	harness_press(c.h, "運転免許");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "完了できます");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "新しい暗証番号");
	harness_press(c.h, "NEWPIN99" KEY_ENTER);
	harness_expect(c.h, "もう一度");
	harness_press(c.h, "NEWPIN98" KEY_ENTER);
	harness_expect(c.h, "2回の入力が合いません");
	harness_press(c.h, "NEWPIN99" KEY_ENTER);
	harness_press(c.h, "NEWPIN99" KEY_ENTER);
	counter_close_renewed(&c);
}

static void
attributes_by_pin(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(both_are_renewed, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(answers_are_taken_back_one_by_one, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(refusal_has_its_reason_and_is_recorded, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(missing_document_is_ticked_off, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(attributes_by_pin, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
