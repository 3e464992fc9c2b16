/* What is pasted is text: it confirms nothing, chooses nothing, and what colours a terminal's log isn't typed. */
#include "tests/unit/any-decoder.h"

static void
paste_confirms_nothing(void **state)
{
	(void)state;
	feed("\033[200~a\r\n\tb\033[201~\r");
	expect_char('a');
	expect_char('b');
	expect_key(PRESS_ENTER);
}

/* Not even what looks like a key, or the end's mark in two pieces; a character knows that it was pasted. */
static void
paste_is_text_only(void **state)
{
	struct press_event p;

	(void)state;
	feed("\033[200~");
	expect_nothing(DECODED_SEQUENCE);
	feed("1\033OP\033[20");
	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_int_equal(p.c, '1');
	assert_true(p.pasted);
	expect_char('O');
	expect_char('P');
	expect_nothing(DECODED_SEQUENCE);
	feed("1~\033OP2");
	expect_key(PRESS_F1);
	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_false(p.pasted);
}

/* A line from a coloured log, in pieces too: its letters are text, what colours them isn't. */
static void
paste_has_no_colours(void **state)
{
	(void)state;
	feed("\033[200~a\033[1;31mb\033[");
	expect_char('a');
	expect_char('b');
	expect_nothing(DECODED_SEQUENCE);
	feed("0 qc\033[31\nd\033[3あ\033\033[201~1");
	expect_char('c');
	expect_char('d');
	expect_char(0x3042);
	expect_char('1');
}

/* A paste that comes slowly is a paste; a key's sequence ends one that has lost its end. */
static void
paste_goes_on_after_a_pause(void **state)
{
	struct press_event p;

	(void)state;
	feed("\033[200~a");
	expect_char('a');
	assert_int_equal(decode_next(&d, true, &p), DECODED_EMPTY);
	assert_false(decode_pending(&d));
	feed("1\r\033[201~\r");
	assert_true(decode_next(&d, false, &p) == DECODED_ONE && p.pasted && p.c == '1');
	expect_key(PRESS_ENTER);
	feed("\033[200~");
	assert_int_equal(decode_next(&d, true, &p), DECODED_EMPTY);
	feed("\033OP1");
	expect_key(PRESS_F1);
	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_false(p.pasted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(paste_confirms_nothing, forget),
		cmocka_unit_test_setup(paste_goes_on_after_a_pause, forget),
		cmocka_unit_test_setup(paste_has_no_colours, forget),
		cmocka_unit_test_setup(paste_is_text_only, forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
