/* Bytes of a terminal become keys and characters, whole or split, right or broken. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <curses.h>
#include <locale.h>
#include <string.h>
#include <term.h>

#include "tui/term/decode.h"

static struct decoder d;

static void
feed(const char *bytes)
{
	assert_int_equal(decode_feed(&d, bytes, strlen(bytes)), strlen(bytes));
}

static void
expect_key(enum press key)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_int_equal(p.key, key);
}

static void
expect_char(uint32_t c)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
	assert_int_equal(p.key, PRESS_NONE);
	assert_int_equal(p.c, c);
}

static void
expect_nothing(enum decoded what)
{
	struct press_event p;

	assert_int_equal(decode_next(&d, false, &p), what);
}

static int
forget(void **state)
{
	(void)state;
	decode_clear(&d);
	return 0;
}

static void
keys_in_every_dialect(void **state)
{
	static const struct { const char *bytes; enum press key; } rows[] = {
		{ "\033[A", PRESS_UP }, { "\033OA", PRESS_UP }, { "\033[B", PRESS_DOWN }, { "\033OB", PRESS_DOWN },
		{ "\033OP", PRESS_F1 }, { "\033[[A", PRESS_F1 }, { "\033[11~", PRESS_F1 }, { "\033[21~", PRESS_F10 },
		{ "\033[1;5C", PRESS_RIGHT }, { "\033[1~", PRESS_HOME }, { "\033[H", PRESS_HOME },
		{ "\033[3~", PRESS_DELETE },
		{ "\033OM", PRESS_ENTER }, { "\r", PRESS_ENTER }, { "\n", PRESS_ENTER }, { "\b", PRESS_BACKSPACE },
		{ "\177", PRESS_BACKSPACE }, { "\007", PRESS_CTRL_G }, { "\033[Z", PRESS_BACKTAB },
		{ "\033\t", PRESS_BACKTAB }, { "\033[a", PRESS_UP }, { "\033Od", PRESS_LEFT },
		{ "\033[3$", PRESS_DELETE }, { "\033[15^", PRESS_F5 }, { "\033[5@", PRESS_PAGE_UP },
		{ "\033[1;2P", PRESS_F1 }, { "\033[15;5~", PRESS_F5 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		feed(rows[i].bytes);
		expect_key(rows[i].key);
		expect_nothing(DECODED_EMPTY);
	}
	feed("\033Op");
	expect_char('0');
}

/*
 * What each terminal sends by the terminfo of this machine. vt100's F5 to F10 are left out: terminfo invents them out
 * of the number pad, where a clerk types digits.
 */
static void
keys_that_terminfo_names(void **state)
{
	static const char *const kinds[] = {
		"xterm-256color", "xterm", "linux", "vt100", "vt220", "screen", "screen-256color", "tmux",
		"tmux-256color", "rxvt",
	};
	static const struct { const char *capability; enum press key; } rows[] = {
		{ "kcuu1", PRESS_UP }, { "kcud1", PRESS_DOWN }, { "kcuf1", PRESS_RIGHT }, { "kcub1", PRESS_LEFT },
		{ "khome", PRESS_HOME }, { "kend", PRESS_END }, { "kpp", PRESS_PAGE_UP }, { "knp", PRESS_PAGE_DOWN },
		{ "kich1", PRESS_INSERT }, { "kdch1", PRESS_DELETE }, { "kcbt", PRESS_BACKTAB },
		{ "kbs", PRESS_BACKSPACE }, { "kent", PRESS_ENTER }, { "kf1", PRESS_F1 }, { "kf2", PRESS_F2 },
		{ "kf3", PRESS_F3 }, { "kf4", PRESS_F4 }, { "kf5", PRESS_F5 }, { "kf6", PRESS_F6 }, { "kf7", PRESS_F7 }, { "kf8", PRESS_F8 }, { "kf9", PRESS_F9 },
		{ "kf10", PRESS_F10 }, { "kf11", PRESS_F11 }, { "kf12", PRESS_F12 },
	};
	size_t k, i;

	(void)state;
	for (k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		assert_int_equal(setupterm(kinds[k], 1, NULL), OK);
		for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			const char *bytes = tigetstr(rows[i].capability);

			if (bytes == NULL || bytes == (const char *)-1 ||
			    (strcmp(kinds[k], "vt100") == 0 && rows[i].key >= PRESS_F5 && rows[i].key <= PRESS_F10))
				continue;
			feed(bytes);
			expect_key(rows[i].key);
			expect_nothing(DECODED_EMPTY);
		}
		(void)del_curterm(cur_term);
	}
}

static void
escape_alone_waits_and_is_a_key(void **state)
{
	struct press_event p;

	(void)state;
	feed("\033");
	expect_nothing(DECODED_ESCAPE);
	assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
	assert_int_equal(p.key, PRESS_ESC);
	feed("\033[");
	expect_nothing(DECODED_SEQUENCE);
	feed("D");
	expect_key(PRESS_LEFT);
	feed("\0331");
	expect_key(PRESS_ESC);
	expect_char('1');
}

static void
characters_split_anywhere(void **state)
{
	(void)state;
	feed("\xe8\x8a");
	assert_false(decode_pending(&d));
	expect_nothing(DECODED_PART);
	feed("\xb1z");
	expect_char(0x82b1);
	expect_char('z');
	feed("\xf0\xa0\xae\xb7");
	expect_char(0x20bb7);
}

/* get_wch() loses what follows a broken byte: ours must lose that byte only. */
static void
broken_bytes_cost_only_themselves(void **state)
{
	(void)state;
	feed("\xffz");
	expect_key(PRESS_UNKNOWN);
	expect_char('z');
	feed("\xe8z");
	expect_key(PRESS_UNKNOWN);
	expect_char('z');
	feed("\xc0\xaf");
	expect_key(PRESS_UNKNOWN);
	expect_key(PRESS_UNKNOWN);
	feed("\xed\xa0\x80" "a");
	expect_key(PRESS_UNKNOWN);
	expect_key(PRESS_UNKNOWN);
	expect_key(PRESS_UNKNOWN);
	expect_char('a');
	feed("\xc2\x9b");		/* a C1 control is no character */
	expect_key(PRESS_UNKNOWN);
	expect_nothing(DECODED_EMPTY);
}

static void
answers_of_the_terminal_are_no_keys(void **state)
{
	(void)state;
	feed("\033[1;2Ra");
	expect_char('a');
	feed("\033[?62;1;6cb");
	expect_char('b');
}

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

/* What has lost its end is dropped whole: its digits choose nothing. */
static void
lost_ends_are_given_up(void **state)
{
	struct press_event p;

	(void)state;
	feed("\033[21");
	expect_nothing(DECODED_SEQUENCE);
	assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
	assert_int_equal(p.key, PRESS_UNKNOWN);
	expect_nothing(DECODED_EMPTY);
	feed("\033[200~\033[2");
	expect_nothing(DECODED_SEQUENCE);
	assert_int_equal(decode_next(&d, true, &p), DECODED_EMPTY);
	feed("\r");
	expect_key(PRESS_ENTER);
}

static void
endless_sequence_is_bounded(void **state)
{
	struct press_event p;
	int i, n = 0;

	(void)state;
	feed("\033[");
	for (i = 0; i < 100; i++)
		feed("1");
	while (decode_next(&d, false, &p) == DECODED_ONE)
		n++;
	assert_true(n > 50);
	assert_int_equal(d.len, 0);
}

static void
full_buffer_takes_no_more(void **state)
{
	char big[DECODE_MAX + 10];

	(void)state;
	memset(big, 'x', sizeof big);
	assert_int_equal(decode_feed(&d, big, sizeof big), DECODE_MAX);
	assert_int_equal(decode_feed(&d, big, 1), 0);
	expect_char('x');
	assert_int_equal(decode_feed(&d, big, 1), 1);
}

/* What was typed passes through here, PINs too: nothing of it may stay behind. */
static void
taken_bytes_are_wiped(void **state)
{
	size_t i;

	(void)state;
	feed("1234");
	for (i = 0; i < 4; i++)
		expect_char((uint32_t)('1' + i));
	for (i = 0; i < sizeof d.bytes; i++)
		assert_int_equal(d.bytes[i], 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(keys_in_every_dialect, forget),
		cmocka_unit_test_setup(keys_that_terminfo_names, forget),
		cmocka_unit_test_setup(escape_alone_waits_and_is_a_key, forget),
		cmocka_unit_test_setup(characters_split_anywhere, forget),
		cmocka_unit_test_setup(broken_bytes_cost_only_themselves, forget),
		cmocka_unit_test_setup(answers_of_the_terminal_are_no_keys, forget),
		cmocka_unit_test_setup(paste_confirms_nothing, forget),
		cmocka_unit_test_setup(paste_is_text_only, forget),
		cmocka_unit_test_setup(lost_ends_are_given_up, forget),
		cmocka_unit_test_setup(endless_sequence_is_bounded, forget),
		cmocka_unit_test_setup(full_buffer_takes_no_more, forget),
		cmocka_unit_test_setup(taken_bytes_are_wiped, forget),
	};

	(void)setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
