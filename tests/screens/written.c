/* The holder typed without the card's former name and with another kanji: the card's is taken, or its face is old. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "case/case.h"
#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"
#define AOI "渡\u9089\U000e0103　葵"
#define TYPED "渡辺 葵" KEY_DOWN "わたなべ あおい" KEY_DOWN "S63.1.20" KEY_DOWN "2" KEY_DOWN "1000000" KEY_DOWN \
	"東京都千代田区一番町25" KEY_F2

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

static void
expect_case(enum case_state state, const char *name, const char *former, enum person_source source)
{
	struct case_file f;
	struct store *s = counter_open_store(&c);

	assert_int_equal(case_load(s, NUMBER, &f), ERR_NONE);
	assert_int_equal(f.state, state);
	assert_string_equal(f.person.name, name);
	assert_string_equal(f.person.former, former);
	assert_int_equal(f.person.source, source);
	store_close(&s);
}

/* From home to the card beside what was typed. */
static void
to_proof(void)
{
	counter_open(&c, "former-name");
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, TYPED);
	harness_press(c.h, TYPED);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "カードの書き方と違います");
	harness_expect(c.h, "辺=邉");
	harness_expect(c.h, "髙﨑                   片方だけ");
}

static void
the_cards_own_is_taken_and_certified(void **state)
{
	(void)state;
	to_proof();
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
	harness_expect(c.h, "髙  (U+9AD9)");
	expect_case(CASE_APPROVED, AOI, "髙﨑", PERSON_CARD);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	harness_expect(c.h, AOI);
	counter_close_renewed(&c);
}

/* Nothing is done: the case goes back to its beginning, with its face on record. */
static void
an_old_face_is_mended_first(void **state)
{
	(void)state;
	to_proof();
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "先に住民窓口で券面を直してもらってください");
	harness_expect(c.h, NUMBER);
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "古いまま");
	expect_case(CASE_RECEIVED, "渡辺 葵", "", PERSON_TOLD);
	harness_press(c.h, KEY_ESC);
	/* With the same card it ends where it did, and the choice isn't offered again. */
	harness_press(c.h, "1");
	harness_expect(c.h, "古いまま。氏名か生年月日が違うときは");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "券面が古いと記録されています。先に住民窓口で直してもらってください");
	assert_false(harness_shows(c.h, "F3"));
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "券面が古いと記録されています");
	harness_press(c.h, KEY_ESC KEY_ESC);
	counter_leave(&c);
}

/* From home to the card beside who was typed with another address than it has. */
static void
to_other_address(void)
{
	static const char typed[] = "番号　花子" KEY_DOWN "ばんごう はなこ" KEY_DOWN "S61.1.20" KEY_DOWN "2" KEY_DOWN
	    "1000013" KEY_DOWN "東京都千代田区永田町1-7" KEY_F2;

	counter_open(&c, "about-to-expire");
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, typed);
	harness_press(c.h, typed);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_expect(c.h, "東京都千代田区永田町1-7                     聞き取り(照合前)");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "住所がカードと違います。カードの住所にするなら Enter、券面が古ければ F3");
}

static void
expect_address(const char *address)
{
	struct case_file f;
	struct store *s = counter_open_store(&c);

	assert_int_equal(case_load(s, NUMBER, &f), ERR_NONE);
	assert_string_equal(f.person.address, address);
	store_close(&s);
}

/* What was only told is never certified against the card: Enter makes it the card's, and the screen says so. */
static void
an_address_that_was_told_is_made_the_cards(void **state)
{
	(void)state;
	to_other_address();
	harness_expect(c.h, "東京都千代田区霞が関二丁目１番２号             カードのとおり");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	expect_address("東京都千代田区霞が関二丁目１番２号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* Of who has moved the card is older: where the rules go on with that, what was told stands, and it says why. */
static void
an_address_newer_than_the_card_is_told_to_be(void **state)
{
	(void)state;
	to_other_address();
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "規則のとおりに進めるか、先に券面を直してもらいます");
	harness_expect(c.h, NUMBER);
	harness_press(c.h, "1");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "住所が違います。券面が古いため、聞き取りの住所を書きます。よければ Enter");
	harness_expect(c.h, "東京都千代田区永田町1-7                        聞き取りのとおり");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	expect_address("東京都千代田区永田町1-7");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* A visit of a person from this extract, found by these kana, until the card has said who its holder is. */
static void
to_comparison(const char *card, const char *csv, const char *kana)
{
	counter_open(&c, card);
	counter_import(&c, csv);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, KEY_F4);
	harness_type(c.h, kana);
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "本人の照合");
	harness_press(c.h, KEY_ENTER);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
}

/* The extract has no former name of hers; one side alone has it, so no certificate is made before that is mended. */
static void
the_record_and_the_card_are_shown(void **state)
{
	static const char csv[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "渡辺　葵,ワタナベ　アオイ,女,昭和63年1月20日,100-0000,東京都千代田区一番町２５番\n";

	(void)state;
	to_comparison("former-name", csv, "わたなべ");
	harness_expect(c.h, "券面が案件と違います");
	harness_expect(c.h, "髙﨑                   片方だけ");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "券面が案件と違います");		/* nothing leads to the PINs */
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "先に住民窓口で券面を直してもらってください");
	expect_case(CASE_RECEIVED, "渡辺　葵", "", PERSON_RECORD);
	counter_close(&c);
}

/* The record knows only the year: nothing leads to the PINs but the card's own day, which the certificate then has. */
static void
the_cards_day_is_taken_where_the_record_has_none(void **state)
{
	static const char csv[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　花子,バンゴウ　ハナコ,女,昭和61年,100-0013,東京都千代田区霞が関二丁目１番２号\n";
	struct case_file f;
	struct store *s;

	(void)state;
	to_comparison("about-to-expire", csv, "ばんごう");
	harness_expect(c.h, "カードに合わせるなら Enter、券面が古ければ F3");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	s = counter_open_store(&c);
	assert_int_equal(case_load(s, NUMBER, &f), ERR_NONE);
	store_close(&s);
	assert_int_equal(f.person.source, PERSON_RECORD);
	assert_int_equal(date_compare(f.person.born, (struct date){ 1986, 1, 20 }), 0);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* The register's only one of that name lives elsewhere than the card says: it may be somebody else. */
static const char elsewhere[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
    "番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0014,東京都千代田区永田町1-7\n";

/* Not by the key that takes everybody else. */
static void
the_only_one_may_be_somebody_else(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	counter_import(&c, elsewhere);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "目の前の人と、住民記録に合っていれば Enter");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "住民記録から本人をさがします");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "> 住所かフリガナが違います。券面と見比べ、同じ人なら F2、別人なら Esc");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "> 住所かフリガナが違います");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "住所          東京都千代田区永田町1-7");
	counter_leave(&c);
}

/* The face was called current before the card was heard: nothing leads to the PINs until it is said to be old. */
static void
a_face_that_was_called_current_is_asked_about(void **state)
{
	(void)state;
	to_comparison("about-to-expire", elsewhere, "ばんごう");
	harness_expect(c.h, "> 券面が案件と違います。券面が古ければ F3、案件が違えば Esc で戻って直します");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "> 券面が案件と違います");
	expect_case(CASE_APPROVED, "番号　花子", "", PERSON_RECORD);
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "規則のとおりに進めるか、先に券面を直してもらいます");
	harness_press(c.h, "1");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "> 住所が違います。来た人に今の住所を言ってもらい、左と同じなら F2、違えば Esc");
	harness_press(c.h, KEY_ENTER);		/* not the key that takes everybody else */
	harness_expect(c.h, "> 住所が違います");
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* Who is typed already is looked for in the record, and nothing of it is lost, whoever is found or not. */
static void
what_was_typed_stands_beside_the_record(void **state)
{
	(void)state;
	counter_open(&c, "about-to-expire");
	counter_import(&c, elsewhere);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, "番号　花子" KEY_DOWN "ばんごう はなこ" KEY_DOWN "S61.1.20" KEY_DOWN "2" KEY_DOWN
	    "1000013" KEY_DOWN "東京都千代田区霞が関2-1-2");
	harness_press(c.h, KEY_F4);
	harness_expect(c.h, "東京都千代田区永田町1-7");		/* found without a word typed again */
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "東京都千代田区霞が関2-1-2");
	harness_press(c.h, KEY_F4 KEY_ENTER);
	harness_expect(c.h, "聞き取り");
	harness_expect(c.h, "> 住所かフリガナが違います。券面と見比べ、同じ人なら F2、別人なら Esc");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "> 住所かフリガナが違います");
	harness_press(c.h, KEY_ESC KEY_ESC);
	harness_expect(c.h, "東京都千代田区霞が関2-1-2");
	counter_leave(&c);
}

/* A visit in which the one with 〓 of two whom nothing tells apart was found in the register. */
static void
to_twin(void)
{
	static const char csv[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0013,東京都千代田区霞が関二丁目１番２号\n"
	    "番号　〓子,バンゴウ　ハナエ,女,昭和61年1月20日,100-0013,東京都千代田区霞が関二丁目１番２号\n";

	counter_open(&c, "about-to-expire");
	counter_import(&c, csv);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, KEY_F4);
	harness_press(c.h, "ばんごう はなえ" KEY_ENTER KEY_ENTER);
}

/* The register has two whom nothing tells apart: both are shown, and Enter takes neither. */
static void
a_twin_is_decided_upon(void **state)
{
	(void)state;
	to_twin();
	harness_expect(c.h, "もう一人   番号　花子  バンゴウ ハナコ");
	harness_expect(c.h, "> 券面と見比べて、右の列の人に決めるなら F2、もう一人なら Esc で選び直します");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "もう一人   番号　花子");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "住民記録から本人をさがします");
	harness_press(c.h, "\025" "ばんごう はなこ" KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "もう一人   番号　〓子  バンゴウ ハナエ");
	harness_press(c.h, KEY_F2);
	harness_refuse(c.h, "もう一人");
	harness_expect(c.h, "番号　花子 様");
	counter_leave(&c);
}

/* Nor is the card's word taken into the one's record where the other's agrees letter for letter. */
static void
the_card_may_be_the_twins(void **state)
{
	(void)state;
	to_twin();
	harness_press(c.h, KEY_F2);
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "もう一人   番号　花子  バンゴウ ハナコ");
	harness_expect(c.h, "> 住民記録によく似た人がいます。カードが左の人のものなら F2、違えば Esc");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "もう一人   番号　花子");
	/* Whoever goes back hasn't agreed. */
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_press(c.h, KEY_F2);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

/* Whose it is the card's face alone says; where the record has 〓 the card's letter is certified. */
static void
the_clerk_looks_at_what_nothing_can_compare(void **state)
{
	static const char geta[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　〓子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0013,東京都千代田区霞が関二丁目１番２号\n";
	static const char private[] = "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　\ue000子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0013,東京都千代田区霞が関二丁目１番２号\n";

	(void)state;
	to_comparison("about-to-expire", geta, "ばんごう");
	harness_expect(c.h, "比べられない字があります。同じ人なら Enter でカードに合わせます");
	harness_expect(c.h, "〓=花");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	expect_case(CASE_APPROVED, "番号　花子", "", PERSON_RECORD);
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
	counter_teardown(state);
	counter_setup_folder(state);
	to_comparison("about-to-expire", private, "ばんごう");
	harness_expect(c.h, "氏名に比べられない字があります。券面と見比べて、同じ人であれば Enter");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "電子証明書に入れられない文字があります");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_cards_own_is_taken_and_certified, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(an_old_face_is_mended_first, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(an_address_that_was_told_is_made_the_cards, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(an_address_newer_than_the_card_is_told_to_be, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(the_record_and_the_card_are_shown, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(the_only_one_may_be_somebody_else, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(what_was_typed_stands_beside_the_record, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(a_face_that_was_called_current_is_asked_about, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(a_twin_is_decided_upon, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(the_card_may_be_the_twins, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(the_clerk_looks_at_what_nothing_can_compare, counter_setup_folder,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(the_cards_day_is_taken_where_the_record_has_none, counter_setup_folder,
		    counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
