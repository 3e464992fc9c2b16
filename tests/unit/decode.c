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

#include "tests/unit/any-decoder.h"

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
		{ "\033O5A", PRESS_UP }, { "\033O1;2P", PRESS_F1 }, { "\x9b" "11~", PRESS_F1 }, { "\302\217P", PRESS_F1 },
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

static const char *const kinds[] = {
	"xterm-256color", "xterm", "linux", "vt100", "vt220", "screen", "screen-256color", "tmux", "tmux-256color", "rxvt",
};

/*
 * What each terminal sends by the terminfo of this machine. vt100's F5 to F10 are left out: terminfo invents them out
 * of the number pad, where a clerk types digits.
 */
static void
keys_that_terminfo_names(void **state)
{
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

/* All that the database of this machine knows of a kind's keys, with Shift, Alt and Ctrl too: one key or none, no text. */
static void
replay(const char *kind, const char *capability)
{
	const char *bytes = tigetstr(capability);
	struct press_event p = { .key = PRESS_NONE };
	enum decoded what;

	if (bytes == NULL || bytes == (const char *)-1 || bytes[0] == '\0')
		return;
	decode_clear(&d);
	feed(bytes);
	what = decode_next(&d, false, &p);
	if (strcmp(capability, "kmous") == 0) {		/* the beginning of a report */
		assert_int_equal(what, DECODED_SEQUENCE);
		return;
	}
	/* The number pad types what is on it. */
	if (what == DECODED_ONE && p.key == PRESS_NONE && (bytes[1] != 'O' || strlen(bytes) != 3))
		fail_msg("%s %s is text", kind, capability);
	if (what == DECODED_ONE && p.key == PRESS_UNKNOWN)
		fail_msg("%s %s is broken", kind, capability);
	if (decode_next(&d, false, &p) != DECODED_EMPTY)
		fail_msg("%s %s is more than one", kind, capability);
}

static void
every_sequence_of_terminfo(void **state)
{
	static const char *const extended[] = {
		"kDC", "kDN", "kEND", "kHOM", "kIC", "kLFT", "kNXT", "kPRV", "kRIT", "kUP", "kEND", "kp", "ka", "kb", "kc",
	};
	char name[16];
	size_t k, i, n;

	(void)state;
	for (k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		assert_int_equal(setupterm(kinds[k], 1, NULL), OK);
		for (i = 0; strnames[i] != NULL; i++) {
			if (strnames[i][0] == 'k')
				replay(kinds[k], strnames[i]);
		}
		for (i = 0; i < sizeof extended / sizeof extended[0]; i++) {
			for (n = 0; n < 10; n++) {
				(void)snprintf(name, sizeof name, n == 0 ? "%s" : "%s%zu", extended[i], n);
				replay(kinds[k], name);
			}
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
}

/* Nothing: neither key, character nor beep. */
static void
expect_eaten(const char *bytes)
{
	feed(bytes);
	expect_nothing(DECODED_EMPTY);
	feed("z");
	expect_char('z');
}

static void
answers_of_the_terminal_are_no_keys(void **state)
{
	static const char *const rows[] = {
		"\033[1;2R", "\033[24;80R", "\033[?1;2R",				/* cursor position */
		"\033[?62;1;6c", "\033[>41;354;0c", "\033P!|00000000\033\\", "\033[0n",	/* DA1 to DA3, DSR */
		"\033[?2026;2$y", "\033[4;2$y", "\033P1$r0m\033\\", "\033P>|XTerm(379)\033\\",	/* DECRPM, DECRQSS, XTVERSION */
		"\033]10;rgb:ffff/1111/0000\033\\", "\033]11;rgb:1111/2222/3333\a", "\033]4;1;rgb:11/11/11\x9c",
		"\033]52;c;MTEx\a", "\033]l1\r1\033\\",		/* clipboard, title */
		"\033[I", "\033[O",							/* focus */
		"\033[M !!", "\033[<35;40;12M", "\033[<0;1;1m", "\033[32;40;12M",	/* the mouse */
		"\033[M \xc4\x81\xc2\x9b", "\033[M\xc2\x80\xc3\xbf!",			/* mode 1005 */
		"\033[?0u", "\033[?31u", "\033[97;5u", "\033[13u", "\033[57345;1:3u", "\033[1;1:3A",	/* kitty */
		"\033[27;5;13~", "\033[27;5;49~", "\033[>4;2m",				/* modifyOtherKeys */
		"\033[?2;0;256S", "\033[>1P", "\033[=1A", "\033[<1~",			/* XTSMGRAPHICS and its like */
		"\033_Gi=1;OK\033\\", "\033^11\a1\033\\", "\033X1\r\033\\", "\033P1\a1\r\033\\",
		"\033P1+r544e=787465726d\033\\", "\033[4;600;800t", "\033[8;24;80t", "\033[2;1;1;112x",
		"\033(B", "\033 F", "\033#8", "\033%G", "\033N1", "\033\\",
		"\033]0;\xe6\x9c\xac 1\r\a",		/* 9C within a character ends no string */
		"\302\233" "1;2R", "\x9b?62c", "\x90" "1\x9c", "\302\220" "1\302\234", "\x9d" "1\a",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect_eaten(rows[i]);
}

/* Where no byte has followed in time, at every place: what was an Esc is Esc, and nothing is text or another key. */
static void
split_after_any_byte(void **state)
{
	static const char *const rows[] = {
		"\033[11~", "\033[A", "\033[1;5A", "\033[<35;40;12M", "\033[24;80R", "\033]11;rgb:1111/1\033\\",
		"\033P1$r0m\033\\", "\033[M 11", "\033[[A", "\033[3$",
	};
	struct press_event p;
	size_t i, at;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (at = 1; at < strlen(rows[i]); at++) {
			decode_clear(&d);
			assert_int_equal(decode_feed(&d, rows[i], at), at);
			assert_int_not_equal(decode_next(&d, false, &p), DECODED_ONE);
			assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
			assert_int_equal(p.key, at == 1 ? PRESS_ESC : PRESS_UNKNOWN);
			assert_false(decode_pending(&d));
			expect_eaten(rows[i] + at);
		}
	}
}

/* A line may stall within the mark that begins a paste: what is behind the mark is pasted all the same. */
static void
late_mark_begins_a_paste(void **state)
{
	static const char mark[] = "\033[200~";
	struct press_event p;
	size_t at;

	(void)state;
	for (at = 1; at < sizeof mark - 1; at++) {
		decode_clear(&d);
		assert_int_equal(decode_feed(&d, mark, at), at);
		assert_int_not_equal(decode_next(&d, false, &p), DECODED_ONE);
		assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
		assert_int_equal(p.key, at == 1 ? PRESS_ESC : PRESS_UNKNOWN);
		feed(mark + at);
		feed("1\r\r2\033[201~3");
		assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
		assert_true(p.pasted && p.c == '1');
		assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
		assert_true(p.pasted && p.c == '2');
		assert_int_equal(decode_next(&d, false, &p), DECODED_ONE);
		assert_true(!p.pasted && p.c == '3');
		expect_nothing(DECODED_EMPTY);
	}
}

/* Esc, and soon after it another key by itself. */
static void
keys_behind_a_late_escape(void **state)
{
	static const char letters[] = "NOPX_";
	struct press_event p;
	size_t i;

	(void)state;
	for (i = 0; letters[i] != '\0'; i++) {
		feed("\033");
		assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
		expect_nothing(DECODED_EMPTY);
		assert_int_equal(decode_feed(&d, letters + i, 1), 1);
		expect_nothing(DECODED_ESCAPE);
		assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
		assert_int_equal(p.c, letters[i]);
		feed("a1\033OA");
		expect_char('a');
		expect_char('1');
		expect_key(PRESS_UP);
	}
	feed("\033");
	assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
	feed("1\r");
	expect_char('1');
	expect_key(PRESS_ENTER);
}

/* A byte that can't be in a sequence ends it and goes with it; what begins another, or is a character, stays. */
static void
broken_sequences_are_nothing(void **state)
{
	static const char *const rows[] = { "\033[1\r", "\033[<1\n", "\033O\r", "\033[M1\r", "\033(\r", "\033[[1", "\033[1\030", "\x85" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		feed(rows[i]);
		expect_key(PRESS_UNKNOWN);
		expect_eaten("");
	}
	feed("\033[1\033OP");
	expect_key(PRESS_UNKNOWN);
	expect_key(PRESS_F1);
	feed("\033[1あ");
	expect_key(PRESS_UNKNOWN);
	expect_char(0x3042);
	feed("\033\033[A");
	expect_key(PRESS_ESC);
	expect_key(PRESS_UP);
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
	feed("1");			/* its rest, or the next key: once that can't be told */
	expect_nothing(DECODED_SEQUENCE);
	assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
	assert_int_equal(p.key, PRESS_UNKNOWN);
	feed("1");
	expect_char('1');
	feed("\033[200~\033[2");
	expect_nothing(DECODED_SEQUENCE);
	assert_int_equal(decode_next(&d, true, &p), DECODED_EMPTY);
	feed("\r");
	expect_key(PRESS_UNKNOWN);
	feed("\r");
	expect_key(PRESS_ENTER);
}

/* Whatever it holds, it takes no room, and is nothing. */
static void
endless_sequence_is_bounded(void **state)
{
	static const char *const begin[] = { "\033[", "\033]", "\033P", "\033O", "\033(" };
	struct press_event p;
	size_t k, i;

	(void)state;
	for (k = 0; k < sizeof begin / sizeof begin[0]; k++) {
		feed(begin[k]);
		for (i = 0; i < 10000; i++) {
			feed(k == 4 ? "!" : "1");
			expect_nothing(DECODED_SEQUENCE);
			assert_int_equal(d.len, 0);
		}
		assert_int_equal(decode_next(&d, true, &p), DECODED_ONE);
		assert_int_equal(p.key, PRESS_UNKNOWN);
		decode_clear(&d);
	}
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
		cmocka_unit_test_setup(every_sequence_of_terminfo, forget),
		cmocka_unit_test_setup(escape_alone_waits_and_is_a_key, forget),
		cmocka_unit_test_setup(characters_split_anywhere, forget),
		cmocka_unit_test_setup(broken_bytes_cost_only_themselves, forget),
		cmocka_unit_test_setup(answers_of_the_terminal_are_no_keys, forget),
		cmocka_unit_test_setup(split_after_any_byte, forget),
		cmocka_unit_test_setup(late_mark_begins_a_paste, forget),
		cmocka_unit_test_setup(keys_behind_a_late_escape, forget),
		cmocka_unit_test_setup(broken_sequences_are_nothing, forget),
		cmocka_unit_test_setup(lost_ends_are_given_up, forget),
		cmocka_unit_test_setup(endless_sequence_is_bounded, forget),
		cmocka_unit_test_setup(full_buffer_takes_no_more, forget),
		cmocka_unit_test_setup(taken_bytes_are_wiped, forget),
	};

	(void)setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
