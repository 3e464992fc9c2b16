/*
 * What hands type: a date, read alike wherever it is typed and shown as it was understood; a name beyond its field, or
 * that looks damaged; faults beyond a screen.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/screens/counter.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* Of one day: as a hand, a register and a kana keyboard have it. */
static const char *const typed[] = { "610120", "s610120", "3610120", "３６１０１２０", "昭和六十一年一月二十日",
    "S61・1・20", "61.1.20", "19860120" };

#define TYPED (sizeof typed / sizeof typed[0])
#define EMPTY "\025"		/* Ctrl+U */

static void
in_a_question(void **state)
{
	size_t i;

	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "本人の生年月日");
	for (i = 0; i < TYPED; i++) {
		harness_press(c.h, typed[i]);
		harness_expect(c.h, "昭和61年1月20日(月)");
		harness_press(c.h, EMPTY);
		harness_refuse(c.h, "昭和61年1月20日(月)");
	}
	harness_press(c.h, "610132" KEY_ENTER);
	harness_expect(c.h, "610132");
	harness_press(c.h, EMPTY "100101" KEY_ENTER);		/* of four eras */
	harness_expect(c.h, "どの元号の日付か決まりません");
	harness_press(c.h, EMPTY "2027-01-01" KEY_ENTER);
	harness_expect(c.h, "生年月日が今日より後です");
	harness_press(c.h, EMPTY "610120" KEY_ENTER);
	harness_expect(c.h, "照合番号B");
	counter_leave(&c);
}

static void
in_a_form(void **state)
{
	size_t i;

	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3 "番号" KEY_DOWN KEY_DOWN);
	for (i = 0; i < TYPED; i++) {
		harness_press(c.h, EMPTY);
		harness_refuse(c.h, "昭和61年1月20日(月)");
		harness_press(c.h, typed[i]);
		harness_expect(c.h, "昭和61年1月20日(月)");
		harness_press(c.h, KEY_DOWN);
		harness_expect(c.h, "昭和61年1月20日(月)");
		harness_press(c.h, KEY_UP);
	}
	harness_press(c.h, EMPTY "100101" KEY_DOWN);
	harness_expect(c.h, "どの元号の日付か決まりません");
	harness_press(c.h, KEY_UP EMPTY "昭和23年00月00日");
	harness_expect(c.h, "昭和23年(月日不詳)");
	harness_press(c.h, EMPTY "昭和64年00月00日" KEY_DOWN);
	harness_expect(c.h, "昭和64年(月日不詳)");
	counter_leave(&c);
}

/* Nobody knows the birth date: the age is counted from another day, which is asked for once, and the visit goes on. */
static void
one_that_nobody_knows(void **state)
{
	static const char holder[] = "番号　花子" KEY_DOWN "ばんごう はなこ" KEY_DOWN "年月日不詳" KEY_DOWN "2" KEY_DOWN
	    "1000013" KEY_DOWN "東京都千代田区霞が関2-1-2" KEY_F2;

	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, holder);
	harness_press(c.h, holder);
	harness_expect(c.h, "確かめることがあります: みなし生年月日(年齢の計算用)");
	harness_press(c.h, "S23" KEY_ENTER);
	harness_expect(c.h, "みなし生年月日が、年月日のそろった、分かっている年や月の日ではありません");
	harness_press(c.h, EMPTY "S23.7.1" KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_expect(c.h, "年月日不詳");
	/* The card knows it, and its day is what is certified. */
	harness_press(c.h, KEY_ENTER KEY_F2);
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234" KEY_ENTER);
	harness_expect(c.h, "年月日不詳             昭和61年1月20日(月)    片方だけ");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	counter_type_pins(&c, "MADO1234");
	harness_expect(c.h, "更新が終わりました");
	counter_close_renewed(&c);
}

#define FIELDS 10	/* of a holder, with the names that F5 adds */
#define RULE 22		/* the row of the line above the keys */

/* More faults than there is room for: the form scrolls, and what stands above and below it stays. */
static void
many_faults_scroll(void **state)
{
	char row[512];
	size_t i;

	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3 "番号" KEY_DOWN "漢字" KEY_DOWN "100101" KEY_DOWN "1" KEY_DOWN "12");
	harness_press(c.h, KEY_DOWN "架空市" KEY_F5);
	harness_press(c.h, "旧" KEY_DOWN KEY_DOWN KEY_DOWN "花子" KEY_F2);
	for (i = 0; i < FIELDS; i++) {
		if (!harness_on(c.h, ">"))
			harness_fail(c.h, "the field with the focus isn't shown");
		harness_row(c.h, RULE, row, sizeof row);
		if (strspn(row, "─") != strlen(row))	/* of its bytes */
			harness_fail(c.h, "the rule is drawn over");
		harness_press(c.h, KEY_DOWN);
	}
	harness_expect(c.h, "+");
	counter_leave(&c);
}

static void
in_a_search(void **state)
{
	(void)state;
	counter_import_residents(&c);
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3 KEY_F4);
	harness_press(c.h, "610120" KEY_ENTER);
	harness_expect(c.h, "番号");
	counter_leave(&c);
}

#define LONG_NAME "MARIA ANNA JOSEFINA DELLA CRUZ Y SANTOS GONZALEZ DE LA VEGA HERNANDEZ MARTINEZ"

/* A name longer than its field is scrolled where it is typed; left, it stands from its beginning. */
static void
a_long_name_shows_its_beginning(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, LONG_NAME);
	harness_expect(c.h, "氏名      ...");
	harness_expect(c.h, "HERNANDEZ MARTINEZ");
	harness_press(c.h, KEY_DOWN);
	harness_expect(c.h, "MARIA ANNA JOSEFINA DELLA CRUZ Y SANTOS GONZALEZ DE LA VEGA HER...");
	counter_leave(&c);
}

#define KANJI_NAME "寿限無寿限無五劫擦切海砂利水魚水行末雲来末風来末食寝処住処藪柑子" \
	"藪柑子寿限無寿限無五劫擦切海砂利水魚水行末雲来末風来末食寝処住処藪柑子藪柑子寿限無寿限無五劫擦切"

/* What is certified is never read in part alone: where there is no room for all of it, F1 shows it. */
static void
a_name_without_room_is_shown_by_f1(void **state)
{
	static const char holder[] = KANJI_NAME "　花子" KEY_DOWN "ばんごう はなこ" KEY_DOWN "S61.1.20" KEY_DOWN "2"
	    KEY_DOWN "1000013" KEY_DOWN "東京都千代田区霞が関2-1-2" KEY_F2;

	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, holder);
	harness_press(c.h, holder);
	harness_expect(c.h, "カードに書く前の確認");
	harness_expect(c.h, "全部は F1");
	harness_refuse(c.h, "花子");
	harness_press(c.h, KEY_F1);
	harness_expect(c.h, "この画面で切れているものの全部");
	harness_expect(c.h, "花子");
	counter_leave(&c);
}

/* A ? may be what a conversion left of a kanji: told as long as it stands there, and taken all the same. */
static void
what_looks_lost_is_told(void **state)
{
	(void)state;
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3 "番?");
	harness_expect(c.h, "2文字目の ? (U+003F) は、変換で失われた字の印かもしれません");
	harness_press(c.h, KEY_DOWN);
	harness_expect(c.h, "2文字目の ? (U+003F) は、変換で失われた字の印かもしれません");
	harness_press(c.h, KEY_UP EMPTY "番号");
	harness_refuse(c.h, "失われた字");
	counter_leave(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(in_a_question, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(one_that_nobody_knows, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(in_a_form, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(many_faults_scroll, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(a_name_without_room_is_shown_by_f1, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(a_long_name_shows_its_beginning, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(what_looks_lost_is_told, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(in_a_search, counter_setup, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
