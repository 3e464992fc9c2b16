/*
 * What a form costs on the line: its first full screen, a typed character, a moved focus, and what a key costs
 * the processor; beside it what dialog --form sends for the same fields. On a terminal of colours and on a VT100.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/figure.h"
#include "tests/screens/counter.h"

#define DIALOG "/usr/bin/dialog"
#define KEYS 21
#define OF_A_KEY 10	/* times dialog's, at most */

static const struct { const char *kind; int percent; } kinds[] = { { "xterm-256color", 40 }, { "vt100", 55 } };

static size_t
bytes_of(struct harness *h, const char *keys)
{
	size_t before = harness_bytes(h);

	harness_press(h, keys);
	return harness_bytes(h) - before;
}

/* Seconds of processor time that the program has taken so far: what else the machine does isn't in it. */
static double
cpu_of(struct harness *h)
{
	struct timespec t;
	clockid_t clock;

	assert_int_equal(clock_getcpuclockid(harness_pid(h), &clock), 0);
	assert_int_equal(clock_gettime(clock, &t), 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The most that any of several keys sends, and what one of them costs in microseconds, where that is more than before. */
static size_t
most_bytes(struct harness *h, const char *const *keys, double *us)
{
	double since = cpu_of(h), each;
	size_t most = 0, n, i;

	for (i = 0; i < KEYS; i++) {
		n = bytes_of(h, keys[i % 2]);
		most = n > most ? n : most;
	}
	each = (cpu_of(h) - since) * 1e6 / KEYS;
	*us = each > *us ? each : *us;
	return most;
}

struct cost { size_t full, letter, kanji, focus; double us; };

static struct cost
ours(const char *kind)
{
	static const char *const letters[] = { "a", "\177" }, *const kanji[] = { "番", "\177" },
	    *const moves[] = { "\t", "\033[Z" };
	static struct counter c;
	struct cost cost;

	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = kind, .lang = "ja" });
	counter_to_holder(&c, "", "");
	harness_press(c.h, KEY_F3);
	harness_expect(c.h, "フリガナ");
	cost.full = bytes_of(c.h, "\014");
	cost.us = 0;
	cost.letter = most_bytes(c.h, letters, &cost.us);
	cost.kanji = most_bytes(c.h, kanji, &cost.us);
	cost.focus = most_bytes(c.h, moves, &cost.us);
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

/* What a letter costs, each of them behind those before. */
static double
cost_of_letters(struct harness *h)
{
	const double since = cpu_of(h);
	size_t i;

	for (i = 0; i < KEYS; i++)
		(void)bytes_until_quiet(h, (const char[]){ (char)('b' + i), '\0' });
	return (cpu_of(h) - since) * 1e6 / KEYS;
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
	cost.us = cost_of_letters(h);
	cost.kanji = bytes_until_quiet(h, "番");
	cost.focus = bytes_until_quiet(h, "\033OB");
	harness_kill(h, 9);
	(void)harness_end(&h);
	return cost;
}

static void
side_by_side(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct cost us = ours(kinds[i].kind), dialog = dialogs(kinds[i].kind);

		const struct { const char *what, *unit; double ours, dialogs, limit; } rows[] = {
			{ "a form's full screen", "B", (double)us.full, (double)dialog.full, kinds[i].percent / 100.0 },
			{ "a letter", "B", (double)us.letter, (double)dialog.letter, 0 },
			{ "a kanji", "B", (double)us.kanji, (double)dialog.kanji, 0 },
			{ "a moved focus", "B", (double)us.focus, (double)dialog.focus, 0 },
			{ "a key's processor time", "us", us.us, dialog.us, OF_A_KEY },
		};

		for (k = 0; k < sizeof rows / sizeof rows[0]; k++) {
			char what[96];

			(void)snprintf(what, sizeof what, "%s on %s, dialog's", rows[k].what, kinds[i].kind);
			assert_true(figure(what, rows[k].unit, rows[k].ours, rows[k].dialogs, rows[k].limit));
		}
		assert_true(us.letter <= 60 && us.kanji <= 60 && us.focus <= 60);
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
