/*
 * Goes to every screen of the program and presses every key there that a hand may press: after each the cursor is where
 * the keys go, for whoever reads by a Braille line or a screen reader. A screen that the table doesn't know fails.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>

#include "tests/screens/counter.h"
#include "tests/screens/focus.h"
#include "tui/app/dialog.h"
#include "tui/screen/screens.h"

#define CARD "about-to-expire"
#define BACKS 3			/* so often Esc is tried before the way is gone anew */
#define KEYS_MAX 8
#define LENGTH(of) (sizeof(of) / sizeof(of)[0])

#define NO_KEY "\xff"		/* a byte that means nothing: what was Esc is Esc without waiting for the rest */
#define BACK KEY_ESC NO_KEY
#define KEY_F12 "\033[24~"
#define KEY_INSERT "\033[2~"
#define LONG "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"

/* From home on. What is typed while the program works isn't lost, but for what is typed ahead of a PIN or of a summary. */
#define TO_THE_HOLDER KEY_ENTER "11" KEY_F4
#define TO_THE_SUMMARY TO_THE_HOLDER COUNTER_CHECK_B KEY_ENTER KEY_ENTER
#define TO_THE_PIN TO_THE_SUMMARY, KEY_ENTER
#define TO_THE_CONSENT TO_THE_HOLDER KEY_F3 KEY_F4 "ばんごう" KEY_ENTER KEY_ENTER KEY_ENTER, KEY_ENTER, \
	COUNTER_CHECK_B KEY_ENTER, KEY_ENTER
#define CHANGE_PIN KEY_ENTER "52" KEY_ENTER "1" KEY_F4 COUNTER_CHECK_B KEY_ENTER KEY_ENTER, KEY_ENTER, "1234" KEY_ENTER, \
	"7463" KEY_ENTER, "7463" KEY_ENTER
#define TO_THE_PAPERS KEY_ENTER "15" KEY_F4 "1" COUNTER_CHECK_B KEY_ENTER KEY_ENTER
#define TO_THE_PROXY TO_THE_PAPERS "menkyo" KEY_ENTER KEY_F2
#define TO_THE_CASE TO_THE_PROXY "太郎" KEY_F2, KEY_ENTER
#define TO_THE_POSTED TO_THE_CASE "1" "26-000001-3" KEY_ENTER "12345678901" KEY_ENTER

enum around { USUAL, NO_CARD, TWO_READERS, RESIDENTS, ODD_RESIDENT, HALF_DONE, TERMINAL };

/* on: what the cursor's line has when one has come there. passing: it goes by itself, and keys wait for what comes then. */
static const struct stop {
	const struct screen *screen;
	const char *keys[KEYS_MAX], *on;
	enum around around;
	bool passing;
} stops[] = {
	{ &home_screen, { NULL }, .on = "> 1 受付" },
	{ &card_screen, { KEY_ENTER }, .on = "> 1 更新" },
	{ &card_screen, { KEY_ENTER }, .on = "カードをリーダーに置いてください", .around = NO_CARD },
	{ &procedure_screen, { KEY_F2 KEY_F2 }, .on = "> 1 更新", .around = NO_CARD },
	{ &set_screen, { KEY_ENTER "5" }, .on = "> 1 署名用" },
	{ &visitor_screen, { KEY_ENTER "1" }, .on = "> 1 " },
	{ &visitor_screen, { TO_THE_PAPERS }, .on = " > 1 " },
	{ &visitor_screen, { KEY_F2 KEY_F2 "1111" }, .on = "", .around = NO_CARD },
	{ &person_screen, { TO_THE_HOLDER }, .on = "照合番号B" },
	{ &person_screen, { TO_THE_HOLDER COUNTER_CHECK_B KEY_ENTER }, .on = "> 目の前の人" },
	{ &entry_screen, { TO_THE_HOLDER KEY_F3 }, .on = "> 氏名" },
	{ &entry_screen, { TO_THE_PROXY }, .on = "> 代理人氏名" },
	{ &resident_screen, { TO_THE_HOLDER COUNTER_CHECK_B KEY_ENTER KEY_F4 }, .on = "> 番号　花子", .around = RESIDENTS },
	{ &compare_screen, { TO_THE_HOLDER COUNTER_CHECK_B KEY_ENTER KEY_F4 KEY_ENTER }, .on = "> 同じ人であれば",
	    .around = RESIDENTS },
	{ &record_screen, { TO_THE_PROXY "太郎" KEY_F2 }, .on = "> よければ Enter" },
	{ &case_screen, { TO_THE_CASE }, .on = "> 1 " },
	{ &case_screen, { CHANGE_PIN, KEY_ENTER KEY_F3 "26-000001-3" KEY_ENTER }, .on = "もうありません" },
	{ &reply_screen, { TO_THE_POSTED "1" }, .on = "> 1 " },
	{ &facts_screen, { TO_THE_CASE "2" }, .on = "> " },
	{ &facts_screen, { TO_THE_CASE "2" KEY_DOWN KEY_ENTER }, .on = "> 1 " },
	{ &facts_screen, { TO_THE_CASE "2" "\033OF" KEY_ENTER }, .on = "" },
	{ &print_screen, { TO_THE_CASE KEY_F8 }, .on = "> 1 照会書" },
	{ &list_screen, { KEY_F5 }, .on = "ありません" },
	{ &list_screen, { TO_THE_POSTED BACK KEY_F5 "\t\t\t\t" }, .on = "> 26-000001-3" },
	{ &bookings_screen, { "\002" }, .on = "ありません" },
	{ &bookings_screen, { "\002" "\t" KEY_F2 }, .on = "> 1番" },
	{ &ledger_screen, { "\004" }, .on = "ありません" },
	{ &ledger_screen, { TO_THE_CASE BACK "\004" "\t\t" }, .on = "> 26-000001-3" },
	{ &ledger_screen, { TO_THE_CASE BACK "\004" "\t\t" KEY_F2 }, .on = "> 26-000001-3" },
	{ &ledger_screen, { "\004" KEY_F2 }, .on = "ありません" },
	{ &search_screen, { KEY_F6 }, .on = "さがす" },
	{ &search_screen, { TO_THE_CASE BACK KEY_F6 "番号" KEY_ENTER }, .on = "> 窓口に来た方の受付" },
	{ &search_screen, { TO_THE_CASE BACK KEY_F6 "番号" KEY_ENTER KEY_ENTER }, .on = "> 26-000001-3" },
	{ &tally_screen, { KEY_F7 }, .on = "の集計" },
	{ &audit_screen, { TO_THE_CASE BACK "9" }, .on = "手放した" },
	{ &confirm_screen, { TO_THE_SUMMARY }, .on = "> よければ Enter" },
	{ &consent_screen, { TO_THE_CONSENT }, .on = "霞", .around = ODD_RESIDENT },
	{ &pin_screen, { TO_THE_PIN }, .on = "[ _ _ " },
	{ &pin_screen, { TO_THE_PIN, "MADO12" }, .on = "[ * * * * * * _ " },
	{ &checked_screen, { KEY_ENTER "72" KEY_ENTER, "1234" KEY_ENTER }, .on = "> Enter で" },
	{ &terminal_screen, { TO_THE_SUMMARY, KEY_ENTER }, .on = "> 1  番号　花子様", .around = TERMINAL },
	{ &handed_screen, { TO_THE_SUMMARY, KEY_ENTER, KEY_ENTER, KEY_ENTER "211" KEY_F4 COUNTER_CHECK_B KEY_ENTER
	    KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_F11 }, .on = "> 26-000001-3", .around = TERMINAL },
	{ &taken_screen, { TO_THE_SUMMARY, KEY_ENTER, KEY_F2 }, .on = "違います", .around = TERMINAL },
	{ &refusal_screen, { TO_THE_SUMMARY, KEY_ENTER, KEY_F2, KEY_F4 }, .on = "> 1 暗証番号が", .around = TERMINAL },
	{ &steps_screen, { TO_THE_PIN, "MADO1234" KEY_ENTER, "1234" KEY_ENTER }, .on = "実行中", .passing = true },
	{ &result_screen, { CHANGE_PIN }, .on = "> 本人の氏名と生年月日を" },
	{ &half_done_screen, { KEY_F4 }, .on = "ありません" },
	{ &half_done_screen, { KEY_F4 }, .on = "> 26-000001-3", .around = HALF_DONE },
	{ &practice_screen, { KEY_F9 }, .on = "> ", .around = NO_CARD },
	{ &reader_screen, { KEY_F8 }, .on = "> SCM", .around = TWO_READERS },
	{ &lock_screen, { KEY_F12 }, .on = "続けるときは Enter" },
	{ &help_screen, { KEY_F1 }, .on = "はじめ" },
	{ &help_screen, { TO_THE_PAPERS KEY_F1 }, .on = "来た人と書類" },
	{ &commands_screen, { KEY_INSERT }, .on = "> F2" },
	{ &commands_screen, { TO_THE_PAPERS KEY_F1 KEY_INSERT }, .on = "> " },
	{ &dialog_screen, { TO_THE_HOLDER "61012020319999" KEY_ENTER }, .on = " Enter " },
	{ &dialog_screen, { TO_THE_POSTED "2" }, .on = " Enter " },
};

/* F10 ends the program, F12 locks it. */
static const char *const keys[] = {
	KEY_DOWN, KEY_DOWN, KEY_UP, "\t", "\t", "\033[Z", "\033OC", "\033OD", "\033OF", KEY_UP, "\033OH", KEY_DOWN,
	"\033[6~", "\033[5~", "q", "ぬ", "\033OD", "\033[3~", "\177", "\177", " ", "　", "1", "２", "3", "9", KEY_DOWN, "q",
	"\033OH", "ぬ", "\033OF", LONG, "q", "\033[5~", "\025", "\014", KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6,
	KEY_F7, KEY_F8, KEY_F9, KEY_F9, KEY_ENTER, KEY_DOWN, KEY_ENTER, BACK,
};

static struct counter c;

static bool
here(const struct stop *s)
{
	return strcmp(harness_screen(c.h), s->screen->name) == 0;
}

/* A key as it can be read in what a failed test says. */
static void
refuse(const char *fault, const struct stop *s, const char *key)
{
	print_error("%s: from %s by ", harness_screen(c.h), s->screen->name);
	for (; *key != '\0'; key++)
		print_error((unsigned char)*key < ' ' ? "^%c" : "%c", (unsigned char)*key < ' ' ? *key + '@' : *key);
	print_error("\n");
	harness_fail(c.h, fault);
}

static void
kill_in_the_middle(void)
{
	counter_open_again(&c, CARD);
	counter_to_steps(&c, "実行中");	/* a step is told after it was journalled */
	harness_kill(c.h, SIGKILL);
	assert_int_equal(harness_end(&c.h), 128 + SIGKILL);
}

static void
open_program(enum around around)
{
	struct counter_terminal t = { .two_readers = around == TWO_READERS };
	char config[128];

	counter_make(&c, CARD);
	(void)snprintf(config, sizeof config, "%s", scratch_write(&c.scratch, "terminal.ini",
	    "[madoguchi]\nprofile = national\ncard-work = terminal\nlock-after = 0\n"));
	t.config = around == TERMINAL ? config : NULL;
	if (around == RESIDENTS)
		counter_import_residents(&c);
	if (around == ODD_RESIDENT)
		counter_import(&c, "氏名,フリガナ,性別,生年月日,住所\n"
		    "番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,東京都千代田区霞\U000e0100が関二丁目１番２号\n");
	if (around == HALF_DONE)
		kill_in_the_middle();
	counter_open_in(&c, around == TWO_READERS || around == NO_CARD ? NULL : CARD, &t);
	if (around == TWO_READERS)
		harness_until_drawn(c.h, "F8リーダー");
}

/* One has come there. */
static void
look_around(const struct stop *s)
{
	const char *fault = focus_fault(c.h);

	if (!here(s))
		refuse("it doesn't lead there", s, s->keys[0] != NULL ? s->keys[0] : "");
	if (fault != NULL)
		refuse(fault, s, "");
	if (!harness_on(c.h, s->on))
		refuse(s->on, s, "");
}

static void
arrive(const struct stop *s)
{
	int i;

	open_program(s->around);
	for (i = 0; i < KEYS_MAX && s->keys[i] != NULL; i++)
		harness_press(c.h, s->keys[i]);
	look_around(s);
}

static void
depart(void)
{
	harness_kill(c.h, SIGTERM);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
}

static void
press(const struct stop *s, const char *key)
{
	const char *fault = focus_press(c.h, key);

	if (fault != NULL)
		refuse(fault, s, key);
}

/* The key may have led elsewhere. */
static void
come_back(const struct stop *s)
{
	int i;

	for (i = 0; i < BACKS && !here(s); i++)
		press(s, BACK);
	if (here(s))
		return;
	depart();
	arrive(s);
}

static void
see_it_pass(const struct stop *s)
{
	int i;

	open_program(s->around);
	for (i = 0; i + 1 < KEYS_MAX && s->keys[i + 1] != NULL; i++)
		harness_press(c.h, s->keys[i]);
	harness_type(c.h, s->keys[i]);
	harness_until_drawn(c.h, s->on);
	look_around(s);
	harness_idle(c.h);
	depart();
}

static void
walk(const struct stop *s)
{
	size_t i;

	if (s->passing) {
		see_it_pass(s);
		return;
	}
	arrive(s);
	for (i = 0; i < LENGTH(keys); i++) {
		come_back(s);
		press(s, keys[i]);
	}
	depart();
}

static void
cursor_is_on_the_focus(void **state)
{
	const struct screen *const *screen;
	size_t i, walked;

	(void)state;
	for (screen = all_screens; *screen != NULL; screen++) {
		for (i = walked = 0; i < LENGTH(stops); i++) {
			if (stops[i].screen != *screen)
				continue;
			walk(&stops[i]);
			walked++;
		}
		if (walked == 0)
			fail_msg("no way to the screen %s is known", (*screen)->name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(cursor_is_on_the_focus) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
