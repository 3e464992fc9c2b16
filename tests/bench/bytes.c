/*
 * What a form costs on the line: its first full screen, a typed character, a moved focus, and how soon a key is
 * answered; beside it what dialog --form sends for the same fields. On a terminal of colours and on a VT100.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/timing.h"
#include "tests/screens/counter.h"

#define DIALOG "/usr/bin/dialog"
#define KEYS 21

static const struct { const char *kind; int percent; } kinds[] = { { "xterm-256color", 40 }, { "vt100", 55 } };

static size_t
bytes_of(struct harness *h, const char *keys)
{
	size_t before = harness_bytes(h);

	harness_press(h, keys);
	return harness_bytes(h) - before;
}

/* The most that any of several keys sends, and their median time. */
static size_t
most_bytes(struct harness *h, const char *const *keys, double *ms)
{
	double took[KEYS];
	size_t most = 0, n, i;

	for (i = 0; i < KEYS; i++) {
		double since = timing_now();

		n = bytes_of(h, keys[i % 2]);
		took[i] = (timing_now() - since) * 1e3;
		most = n > most ? n : most;
	}
	*ms = timing_median(took, KEYS);
	return most;
}

struct cost { size_t full, letter, kanji, focus; double ms; };

static struct cost
ours(const char *kind)
{
	static const char *const letters[] = { "a", "\177" }, *const kanji[] = { "番", "\177" },
	    *const moves[] = { "\t", "\033[Z" };
	static struct counter c;
	struct cost cost;
	double ms;

	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = kind, .lang = "ja" });
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "フリガナ");
	cost.full = bytes_of(c.h, "\014");
	cost.letter = most_bytes(c.h, letters, &ms);
	cost.ms = ms;
	cost.kanji = most_bytes(c.h, kanji, &ms);
	cost.ms = ms > cost.ms ? ms : cost.ms;
	cost.focus = most_bytes(c.h, moves, &ms);
	cost.ms = ms > cost.ms ? ms : cost.ms;
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
	return cost;
}

static size_t
bytes_until_quiet(struct harness *h, const char *keys)
{
	size_t before = harness_bytes(h);

	harness_type(h, keys);
	harness_quiet(h);
	return harness_bytes(h) - before;
}

static struct cost
dialogs(const char *kind)
{
	const char *argv[] = { DIALOG, "--title", "本人の情報", "--form",
	    "本人の氏名、生年月日、住所を、書類か住民記録のとおりに入力してください", "23", "78", "15",
	    "氏名", "1", "1", "", "1", "14", "50", "100", "フリガナ", "2", "1", "", "2", "14", "50", "100",
	    "生年月日", "3", "1", "", "3", "14", "50", "20", "性別", "4", "1", "", "4", "14", "50", "4",
	    "郵便番号", "5", "1", "", "5", "14", "50", "8", "住所", "6", "1", "", "6", "14", "50", "200", NULL };
	char term[64];
	const char *env[] = { term, NULL };
	struct harness *h;
	struct cost cost;

	(void)snprintf(term, sizeof term, "TERM=%s", kind);
	h = harness_start(argv, env, &(struct harness_terminal){ .rows = 24, .cols = 80 });
	harness_until(h, "住所");
	harness_quiet(h);
	harness_expect(h, "フリガナ");
	cost.full = harness_bytes(h);
	cost.letter = bytes_until_quiet(h, "a");
	cost.kanji = bytes_until_quiet(h, "番");
	cost.focus = bytes_until_quiet(h, "\033OB");
	harness_kill(h, 9);
	(void)harness_end(&h);
	return cost;
}

static void
side_by_side(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct cost us = ours(kinds[i].kind), dialog = dialogs(kinds[i].kind);

		printf("%s, a form of six fields: full screen %zu bytes, dialog %zu (%zu %%, at most %d); "
		    "a letter %zu (%zu), a kanji %zu (%zu), a moved focus %zu (%zu); a key answered in %.2f ms\n",
		    kinds[i].kind, us.full, dialog.full, us.full * 100 / dialog.full, kinds[i].percent,
		    us.letter, dialog.letter, us.kanji, dialog.kanji, us.focus, dialog.focus, us.ms);
		assert_true(us.full * 100 <= dialog.full * (size_t)kinds[i].percent);
		assert_true(us.letter <= 60 && us.kanji <= 60 && us.focus <= 60);
		assert_true(us.ms < 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(side_by_side) };

	if (access(DIALOG, X_OK) != 0) {
		printf("skipped: dialog is missing; ./bootstrap --tests installs it\n");
		return 77;
	}
	return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
