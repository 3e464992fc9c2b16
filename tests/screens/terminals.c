/* The main job in every kind of terminal, every size, every answer to how wide a line is: the words are the same. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/screens/counter.h"
#include "tests/screens/pty.h"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* How a kind of terminal writes its keys, as terminfo has them without and with application mode. */
static const struct kind { const char *name, *f1, *up, *down; } kinds[] = {
	{ "xterm-256color", "\033OP", "\033OA", "\033OB" },
	{ "linux", "\033[[A", "\033[A", "\033[B" },
	{ "vt100", "\033OP", "\033OA", "\033OB" },
	{ "vt220", "\033OP", "\033[A", "\033[B" },
	{ "screen", "\033OP", "\033OA", "\033OB" },
	{ "screen-256color", "\033OP", "\033[A", "\033[B" },
	{ "tmux-256color", "\033OP", "\033[A", "\033[B" },
	{ "rxvt", "\033[11~", "\033[a", "\033[b" },
};

/* Where the line begins that ends before this one. */
static size_t
line_before(const struct buf *b, size_t at)
{
	for (at--; at > 0 && b->text[at - 1] != '\n'; at--)
		;
	return at;
}

/* All but the foot, which names the keys that a kind has. The cursor stands on a line behind it. */
static void
see(struct buf *seen)
{
	size_t cursor, foot;

	harness_see(c.h, seen);
	cursor = line_before(seen, seen->len);
	foot = line_before(seen, cursor);
	memmove(seen->text + foot, seen->text + cursor, seen->len - cursor + 1);
	seen->len -= cursor - foot;
}

static void
press_and_see(const char *keys, const char *expected, struct buf *seen)
{
	harness_press(c.h, keys);
	harness_expect(c.h, expected);
	see(seen);
}

static void
renew_as(const struct kind *k, struct buf *seen)
{
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = k->name, .lang = "ja" });
	see(seen);
	press_and_see(k->down, "はじめ", seen);
	press_and_see(k->up, "はじめ", seen);
	press_and_see(k->f1, "この画面ですること", seen);
	press_and_see(KEY_ESC, "はじめ", seen);
	counter_to_summary(&c);
	see(seen);
	press_and_see(KEY_ENTER, "署名用電子証明書の暗証番号", seen);
	press_and_see("MADO1234", "[ * * * * * * * * _", seen);
	press_and_see(KEY_ENTER, "利用者証明用電子証明書の暗証番号", seen);
	press_and_see("1234" KEY_ENTER, "更新が終わりました", seen);
	press_and_see(KEY_ENTER, "はじめ", seen);
	counter_close(&c);
}

static void
every_kind_shows_the_same(void **state)
{
	struct buf first = { .len = 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct buf seen = { .len = 0 };

		counter_make(&c, "about-to-expire");
		renew_as(&kinds[i], i == 0 ? &first : &seen);
		if (i > 0 && strcmp(buf_text(&seen), buf_text(&first)) != 0)
			fail_msg("%s shows\n%s\n%s shows\n%s", kinds[i].name, buf_text(&seen), kinds[0].name,
			    buf_text(&first));
		buf_free(&seen);
		counter_free(&c);
	}
	buf_free(&first);
}

/* No function key, no arrow: twins, Enter, digits. */
static void
plain_keyboard_is_enough(void **state)
{
	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = "vt100" });
	harness_expect(c.h, "F4途中 ^Y照会 ^F検索");
	harness_press(c.h, "\007");
	harness_expect(c.h, "この画面ですること");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, "\022");
	harness_expect(c.h, "どの手続ですか");
	harness_press(c.h, "1");
	counter_answer(&c, "", "");
	harness_press(c.h, "\024");
	harness_expect(c.h, "券面事項入力補助用の暗証番号");
	harness_press(c.h, "1234\n");
	harness_expect(c.h, "番号　花子");
	harness_press(c.h, "\n");
	counter_answer(&c, "", "");
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, "\030");
	harness_expect(c.h, "終了します");
	harness_type(c.h, "\n");
	assert_int_equal(harness_end(&c.h), 0);
}

/* Where the terminal draws "─" two cells wide, or doesn't say, boxes are made of + - |. */
static void
lines_follow_the_answer(void **state)
{
	static const struct { const char *says; bool lines; } rows[] = {
		{ NULL, true }, { "\033[1;2R", true }, { "1\033[1;2R", true },
		{ "\033[1;3R", false }, { "", false }, { "\033[;;R\xff\033[9R\033[1;", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		counter_open_in(&c, "about-to-expire",
		    &(struct counter_terminal){ .terminal = { .says = rows[i].says } });
		if (rows[i].lines)
			harness_expect(c.h, "\xe2\x94\x80\xe2\x94\x80");
		else
			harness_refuse(c.h, "\xe2\x94\x80");
		if (!rows[i].lines)
			harness_expect(c.h, "----");
		harness_kill(c.h, 15);
		assert_int_equal(harness_end(&c.h), 0);
	}
}

/* An answer that comes when nobody waits for it any more is no key. */
static void
late_answer_is_swallowed(void **state)
{
	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .terminal = { .says = "" } });
	harness_press(c.h, "\033[1;2R");
	harness_expect(c.h, "カードを置くか Enter");
	harness_press(c.h, "1");
	harness_expect(c.h, "どの手続ですか");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

static void
every_size_is_used(void **state)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 24, 80 }, { 25, 81 }, { 43, 132 }, { 24, 300 }, { 100, 80 }, { 100, 300 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		counter_open_in(&c, "about-to-expire", &(struct counter_terminal){
		    .terminal = { .rows = sizes[i].rows, .cols = sizes[i].cols } });
		counter_to_pins(&c);
		harness_press(c.h, KEY_ESC);
		counter_leave(&c);
	}
}

/* Too small and back again, and larger: nothing of what was typed or chosen is lost. */
static void
shake(const char *still)
{
	harness_resize(c.h, 10, 40);
	harness_expect(c.h, "画面が小さすぎます");
	harness_resize(c.h, 60, 200);
	harness_expect(c.h, still);
	harness_resize(c.h, 23, 80);
	harness_expect(c.h, "画面が小さすぎます");
	harness_resize(c.h, 24, 80);
	harness_expect(c.h, still);
}

static void
resized_at_any_moment(void **state)
{
	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	shake("カードを置くか Enter");
	counter_to_pins(&c);
	harness_press(c.h, "MADO12");
	harness_expect(c.h, "[ * * * * * * _ ");
	shake("[ * * * * * * _ ");
	harness_press(c.h, KEY_F1);
	shake("この画面ですること");
	harness_press(c.h, KEY_ESC);
	shake("[ _ _ ");		/* another screen was over it: begun anew */
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_type(c.h, "1234" KEY_ENTER);
	harness_until(c.h, "カードを動かさないでください");
	harness_resize(c.h, 10, 40);
	harness_expect(c.h, "画面が小さすぎます");
	harness_resize(c.h, 24, 80);
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_F10);
	shake("終了します");
	harness_type(c.h, KEY_ENTER);
	assert_int_equal(harness_end(&c.h), 0);
}

/* The console's font has no kanji: English, unless something else was said. */
static void
console_speaks_english(void **state)
{
	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = "linux" });
	harness_expect(c.h, "PRACTICE");
	counter_close(&c);
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = "linux", .lang = "ja" });
	harness_expect(c.h, "練習");
	counter_close(&c);
}

/* A sequence that never ends, or a paste, is given up, and the next key is answered. */
static void
partial_sequences_hang_nothing(void **state)
{
	static const char *const parts[] = {
		"\033", "\033[", "\033[1", "\033O", "\033[[", "\033[200~\r\033[20", "\033[200~1",
	};
	size_t i;

	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		harness_press(c.h, parts[i]);
		if (strstr(parts[i], "~1") != NULL)
			harness_idle(c.h);	/* the character was shown; then the paste was given up */
		harness_press(c.h, KEY_F1);
		harness_expect(c.h, "この画面ですること");
		harness_press(c.h, KEY_ESC);
		harness_expect(c.h, "カードを置くか Enter");
	}
	counter_close(&c);
}

/* Two hundred keys while the card is looked at: each takes effect, in its turn. The last one moves the focus on. */
static void
type_ahead_is_kept(void **state)
{
	char keys[1024] = KEY_ENTER;
	int i;

	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	for (i = 0; i < 100; i++)
		(void)strcat(keys, KEY_DOWN KEY_UP);
	harness_press(c.h, strcat(keys, KEY_DOWN));
	harness_expect(c.h, "> 2 ");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

/* What was typed before the summary, the result or a question could be read confirms none of them. */
static void
typed_ahead_confirms_nothing(void **state)
{
	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	counter_to_holder(&c, "", "");
	harness_press(c.h, COUNTER_CHECK_B KEY_ENTER);
	harness_press(c.h, KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER KEY_ENTER);
	harness_expect(c.h, "カードに書く前の確認");
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "MADO1234" KEY_ENTER);
	harness_type(c.h, "1234" KEY_ENTER);
	harness_until(c.h, "カードを動かさないでください");
	harness_press(c.h, KEY_ENTER KEY_ENTER "\033OM" KEY_ENTER);
	harness_expect(c.h, "更新が終わりました");
	harness_press(c.h, KEY_F10 KEY_ENTER);
	harness_expect(c.h, "終了します");
	harness_press(c.h, KEY_ESC);
	counter_close_renewed(&c);
}

/* Every report of a mouse that moves, and every answer, in the middle of a PIN too: nothing is opened, answered, sent. */
static void
reports_are_no_keys(void **state)
{
	static const char *const reports[] = {
		"\033[<35;40;12M", "\033[<0;1;1M\033[<0;1;1m", "\033[M !!\033[M#11", "\033[32;40;12M", "\033[M\302\200\303\277!",
		"\033[I\033[O", "\033]11;rgb:1111/1111/1111\033\\", "\033]10;rgb:1/1/1\a", "\033P1$r1m\033\\", "\033P>|1\a1\033\\",
		"\033[?2;0;256S", "\033[>1P", "\033[?62;1c", "\033[?1u", "\033[27;5;13~", "\033[13u", "\033_1\r\033\\",
	};
	struct buf was = { .len = 0 };
	size_t i;

	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	for (i = 0; i < sizeof reports / sizeof reports[0]; i++)
		harness_press(c.h, reports[i]);
	harness_expect(c.h, "カードを置くか Enter");
	harness_press(c.h, KEY_ESC);		/* slow, and then its rest: no reception begins */
	harness_press(c.h, "[11~");
	harness_expect(c.h, "カードを置くか Enter");
	counter_to_pins(&c);
	harness_press(c.h, "MADO12");
	harness_see(c.h, &was);
	for (i = 0; i < sizeof reports / sizeof reports[0]; i++)
		harness_press(c.h, reports[i]);
	harness_until_seen(c.h, buf_text(&was));
	buf_free(&was);
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
}

#define REPORTS "\033[?9;1000;1002;1003;1004;1005;1006;1015;1016"

/* What a program before us left on is off, where the terminal knows of it; nothing stops what is shown. */
static void
modes_are_turned_off(void **state)
{
	static const struct { const char *kind; bool reports, protocols, stops; } rows[] = {
		{ "xterm-256color", true, true, false }, { "tmux-256color", true, true, false },
		{ "screen", true, true, false }, { "rxvt", true, false, true }, { "linux", true, false, true },
		{ "vt100", false, false, true }, { "vt220", false, false, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = rows[i].kind, .lang = "ja" });
		assert_int_equal(harness_wrote(c.h, REPORTS "s"), rows[i].reports);
		assert_int_equal(harness_wrote(c.h, REPORTS "l"), rows[i].reports);
		assert_int_equal(harness_wrote(c.h, "\033[>0u"), rows[i].protocols);
		assert_int_equal(harness_wrote(c.h, "\033[>4;0m\033[=0u"), rows[i].protocols);
		assert_int_equal(pty_stops(harness_pty(c.h)), rows[i].stops);
		harness_type(c.h, "\030");
		harness_quiet(c.h);
		assert_int_equal(harness_wrote(c.h, "\033[<u\033[>4m"), rows[i].protocols);
		assert_int_equal(harness_wrote(c.h, REPORTS "r"), rows[i].reports);
		assert_int_equal(harness_end(&c.h), 0);
	}
}

/* A kind of one's own, whose function keys are the marks of a paste, whole and broken: none is a key. */
static void
paste_is_no_function_key(void **state)
{
	static const char entry[] = "pasting|what a paste is, as keys,\n"
	    "\tkf1=\\E[200~^M, kf2=\\E[200~\\E[20, kf3=\\E[200~, "
	    "kf4=\\E[200~x\\E[201~, kf5=\\E[201~, use=xterm-256color,\n";
	char folder[160], command[400];
	const char *const env[] = { "/usr/bin/env", folder, NULL };
	FILE *f;

	(void)state;
	f = fopen(scratch_path(&c.scratch, "pasting"), "w");
	assert_non_null(f);
	assert_true(fputs(entry, f) >= 0 && fclose(f) == 0);
	(void)snprintf(command, sizeof command, "tic -x -o '%s' '%s/pasting'", c.scratch.folder, c.scratch.folder);
	assert_int_equal(system(command), 0);
	(void)snprintf(folder, sizeof folder, "TERMINFO=%s", c.scratch.folder);
	counter_open_in(&c, "about-to-expire",
	    &(struct counter_terminal){ .kind = "pasting", .lang = "ja", .through = env });
	harness_expect(c.h, "^G説明");
	harness_press(c.h, "\033[200~\r");	/* a paste of nothing that is text, given up */
	harness_expect(c.h, "カードを置くか Enter");
	harness_press(c.h, KEY_F1);
	harness_expect(c.h, "この画面ですること");
	harness_press(c.h, KEY_ESC);
	counter_close(&c);
}

/* Stopped, and somebody else had the terminal meanwhile. */
static void
goes_on_after_a_stop(void **state)
{
	struct buf was = { .len = 0 };
	size_t before;

	(void)state;
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
	harness_see(c.h, &was);
	harness_kill(c.h, SIGSTOP);
	pty_let_echo(harness_pty(c.h));
	assert_true(harness_echoes(c.h));
	(void)harness_all(c.h, &before);
	harness_kill(c.h, SIGCONT);
	harness_idle(c.h);
	assert_false(harness_echoes(c.h));
	assert_false(pty_stops(harness_pty(c.h)));
	assert_true(harness_wrote_since(c.h, before, REPORTS "l") && harness_wrote_since(c.h, before, "\033[?2004h"));
	assert_false(harness_wrote_since(c.h, before, REPORTS "s"));
	harness_until_seen(c.h, buf_text(&was));
	buf_free(&was);
	counter_close(&c);
}

/* No screen can be shown there: said at once, with its name and what to type. */
static void
other_terminals_are_named(void **state)
{
	static const struct { const char *kind, *named; } rows[] = {
		{ "dumb", "TERM=dumb" }, { "no-such-kind", "TERM=no-such-kind" }, { "unknown", "TERM=unknown" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = rows[i].kind, .lang = "ja", .muffled = true,
		    .terminal = { .cols = 200 } });
		harness_until(c.h, "TERM=xterm-256color");
		harness_expect(c.h, rows[i].named);
		assert_int_equal(harness_end(&c.h), 2);
	}
}

/* By a key or by a signal: the terminal has its own screen again, marks no pastes, and echoes what is typed. */
static void
terminal_is_given_back(void **state)
{
	static const int signals[] = { 0, 15, 1, 2 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = NULL });
		assert_true(harness_wrote(c.h, "\033[?1049h") && harness_wrote(c.h, "\033[?2004h"));
		assert_false(harness_echoes(c.h));
		if (signals[i] == 0)
			harness_type(c.h, KEY_F10);
		else
			harness_kill(c.h, signals[i]);
		harness_quiet(c.h);
		assert_true(harness_wrote(c.h, "\033[?1049l") && harness_wrote(c.h, "\033[?2004l"));
		assert_true(harness_echoes(c.h));
		assert_int_equal(harness_end(&c.h), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_shows_the_same),
		cmocka_unit_test_setup_teardown(plain_keyboard_is_enough, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(lines_follow_the_answer, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(late_answer_is_swallowed, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(every_size_is_used, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(resized_at_any_moment, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(console_speaks_english, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(partial_sequences_hang_nothing, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(type_ahead_is_kept, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(typed_ahead_confirms_nothing, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(reports_are_no_keys, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(modes_are_turned_off, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(paste_is_no_function_key, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(goes_on_after_a_stop, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(other_terminals_are_named, counter_setup_folder, counter_teardown),
		cmocka_unit_test_setup_teardown(terminal_is_given_back, counter_setup_folder, counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
