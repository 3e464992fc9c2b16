/* Whatever a screen can do is found by its words: in kanji, kana, Latin letters, English, or by its key. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/screens/counter.h"

#define KEY_INSERT "\033[2~"
#define CTRL_SLASH "\037"

/* From home: what is typed finds one line, and Enter does what its key does. */
static void
found_by_words(void **state)
{
	static const char *const words[] = { "集計", "しゅうけい", "シュウケイ", "syuukei", "F7" };
	struct counter *c = *state;
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		harness_press(c->h, i % 2 == 0 ? KEY_INSERT : CTRL_SLASH);
		harness_expect(c->h, "できること");
		harness_expect(c->h, "検索");
		harness_press(c->h, words[i]);
		harness_expect(c->h, "> F7");
		harness_refuse(c->h, "検索");
		harness_press(c->h, KEY_ENTER);
		harness_expect(c->h, "の集計");
		harness_press(c->h, KEY_ESC);
		harness_expect(c->h, "はじめ");
	}
	counter_close(c);
}

/* In the middle of a visit, from its explanation too: nothing is lost, and what can't be done isn't listed. */
static void
in_a_visit(void **state)
{
	struct counter *c = *state;

	counter_to_summary(c);
	harness_press(c->h, KEY_F1);
	harness_press(c->h, KEY_INSERT);
	harness_expect(c->h, "F8       申請書");
	harness_refuse(c->h, "集計");
	harness_press(c->h, KEY_ESC);
	harness_expect(c->h, "カードに書く前の確認");
	harness_press(c->h, KEY_INSERT);
	harness_press(c->h, "shinsei");
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "26-000001-3");
	counter_leave(c);
}

/* Who types a PIN is no clerk. */
static void
not_for_the_applicant(void **state)
{
	struct counter *c = *state;

	counter_to_pins(c);
	harness_expect(c->h, "署名用電子証明書の暗証番号");
	harness_press(c->h, KEY_INSERT);
	harness_expect(c->h, "署名用電子証明書の暗証番号");
	harness_refuse(c->h, "できること");
	harness_press(c->h, KEY_ESC);
	counter_leave(c);
}

static void
in_english(void **state)
{
	struct counter *c = *state;

	counter_open_in(c, NULL, &(struct counter_terminal){ .lang = "en" });
	harness_press(c->h, KEY_INSERT "sums");
	harness_expect(c->h, "> F7");
	harness_press(c->h, KEY_ENTER);
	harness_refuse(c->h, "Insert");
	harness_press(c->h, KEY_ESC);
	counter_close(c);
}

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(found_by_words, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(in_a_visit, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(not_for_the_applicant, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(in_english, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests_name("commands", tests, at_counter, NULL);
}
