/* The real screens over a real daemon: the whole renewal, and everything that comes and goes between them and a card. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/counter.h"

static struct counter c;

static int
number_of(const char *name)
{
	const char *v = getenv(name);

	assert_non_null(v);
	return (int)strtol(v, NULL, 10);
}

static int
open_screens(void **state)
{
	(void)state;
	counter_open_over_pcsc(&c, &(struct counter_terminal){ .over_pcsc = true });
	return 0;
}

static int
close_screens(void **state)
{
	(void)state;
	if (c.h != NULL) {
		harness_kill(c.h, SIGTERM);
		(void)harness_end(&c.h);
	}
	return 0;
}

static void
tell_card(const char *command)
{
	const int fd = number_of("CARD_IN");

	assert_int_equal(write(fd, command, strlen(command)), strlen(command));
}

static void
both_are_renewed(void **state)
{
	(void)state;
	counter_to_pins(&c);
	counter_type_pins(&c, "MADO1234");
	harness_until(c.h, "更新が終わりました");
	harness_expect(c.h, "令和14年1月20日(火) まで有効");
}

/* The virtual reader has two slots, and the card is in the first. */
static void
reader_is_chosen(void **state)
{
	(void)state;
	harness_until(c.h, "リーダー: 2台");
	harness_press(c.h, KEY_F8);
	harness_expect(c.h, "Virtual PCD 00 01");
	harness_type(c.h, KEY_DOWN KEY_ENTER);
	harness_until(c.h, "カード: 置かれていません");
	harness_until(c.h, "カードを置くか Enter");
	harness_press(c.h, KEY_F8);
	harness_type(c.h, KEY_ENTER);
	harness_until(c.h, "カード: 置かれています");
	harness_until(c.h, "どの手続ですか");
}

static void
card_comes_and_goes(void **state)
{
	(void)state;
	tell_card("pull\n");
	harness_until(c.h, "カード: 置かれていません");
	harness_type(c.h, KEY_F1);
	harness_until(c.h, "説明");
	harness_type(c.h, KEY_ESC);
	tell_card("insert about-to-expire\n");
	harness_until(c.h, "カード: 置かれています");
}

static void
silent_card_has_a_sentence_and_keys_are_answered(void **state)
{
	(void)state;
	assert_int_equal(kill(number_of("CARD_PID"), SIGSTOP), 0);
	harness_type(c.h, KEY_ENTER);
	harness_until(c.h, "カードが応答しません");
	harness_type(c.h, KEY_F1);
	harness_until(c.h, "説明");
	harness_type(c.h, KEY_ESC);
	assert_int_equal(kill(number_of("CARD_PID"), SIGCONT), 0);
	harness_until(c.h, "カードが応答しません");
	harness_type(c.h, KEY_F5);
	harness_until(c.h, "どの手続ですか");
}

static void
daemon_ends_and_is_back(void **state)
{
	(void)state;
	assert_int_equal(kill(number_of("PCSCD_PID"), SIGKILL), 0);
	harness_until(c.h, "カードリーダーの仕組み");
	harness_type(c.h, KEY_F1);
	harness_until(c.h, "説明");
	harness_type(c.h, KEY_ESC);
	assert_int_equal(kill(number_of("WITH_CARD_PID"), SIGUSR1), 0);
	harness_until(c.h, "カード: 置かれていません");
	tell_card("insert about-to-expire\n");
	harness_until(c.h, "カード: 置かれています");
}

static void
back_to_home(void)
{
	int n;

	for (n = 0; n < 20 && !harness_shows(c.h, "カードを置くか Enter"); n++)
		harness_press(c.h, KEY_ESC);
	harness_until(c.h, "カード: 置かれています");
	/* A card that was noticed only now has opened its screen. */
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードを置くか Enter");
}

/*
 * Before the switch all is undone at once: nothing is left half done, and the same card is renewed in another visit.
 */
static void
pulled_card_has_a_sentence_and_is_renewed_later(void **state)
{
	counter_to_pins(&c);
	tell_card("pull 30\n");
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_type(c.h, "1234" KEY_ENTER);
	harness_until(c.h, "処理の途中でカードが離れました");
	harness_until(c.h, "カードなし");
	tell_card("insert about-to-expire\n");
	harness_until_gone(c.h, "カードなし");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	back_to_home();
	harness_refuse(c.h, "途中の処理: ");
	both_are_renewed(state);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest renewal[] = {
		cmocka_unit_test_setup_teardown(both_are_renewed, open_screens, close_screens),
	};
	const struct CMUnitTest pulled[] = {
		cmocka_unit_test_setup_teardown(pulled_card_has_a_sentence_and_is_renewed_later, open_screens, close_screens),
	};
	const struct CMUnitTest troubles[] = {
		cmocka_unit_test_setup_teardown(reader_is_chosen, open_screens, close_screens),
		cmocka_unit_test_setup_teardown(card_comes_and_goes, open_screens, close_screens),
		cmocka_unit_test_setup_teardown(silent_card_has_a_sentence_and_keys_are_answered, open_screens, close_screens),
		cmocka_unit_test_setup_teardown(daemon_ends_and_is_back, open_screens, close_screens),
	};

	if (argc > 1 && strcmp(argv[1], "pulled") == 0)
		return cmocka_run_group_tests(pulled, NULL, NULL);
	if (argc > 1)
		return cmocka_run_group_tests(troubles, NULL, NULL);
	return cmocka_run_group_tests(renewal, NULL, NULL);
}
