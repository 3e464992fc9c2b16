/*
 * Random keys, resizes and card pulls into the real program, from a fixed seed: it answers each, shows no PIN, gets
 * home from wherever it is, frees what it took (under a sanitizer), and every case that was opened is in the store.
 * MADOGUCHI_MONKEY_KEYS says how many keys; as many shifts at once as there are processors.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/verify.h"
#include "case/case.h"
#include "tests/screens/counter.h"

#define KEYS 10000
#define SEED 20261120u
#define SHARES_MAX 64
#define SHIFT 2000		/* so many in one folder: then the days that it lets pass have ended every card */
#define HOMEWARD 500		/* so often it is led home */
#define NEW_PIN "kuma7263"
#define NO_KEY "\xff"		/* a byte that means nothing: what was Esc is Esc without waiting for the rest */

#define THEN "\036"		/* what follows is pressed once the screen is drawn: no key, only parts keys */

/* Ways that a hand seldom finds by chance, from the card's screen on. */
#define TO_THE_SUMMARY "11" KEY_F4 COUNTER_CHECK_B KEY_ENTER KEY_ENTER THEN KEY_ENTER
#define TO_THE_LETTER "15" KEY_F4 "1" COUNTER_CHECK_B KEY_ENTER KEY_ENTER "menkyo" KEY_ENTER KEY_F2 \
	"太郎" KEY_F2 THEN KEY_ENTER

/* What a hand at the counter might hit, the keys that lead on more often than the others. F10 would end it. */
static const char *const keys[] = {
	KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_ENTER, KEY_ENTER, "1", "1", "1", "1", "1", "1",
	"2", "2", "3", "4", KEY_ESC NO_KEY, KEY_ESC NO_KEY, KEY_F1, KEY_F2, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6,
	KEY_F7, KEY_F8, KEY_F9, KEY_F9, KEY_UP, KEY_DOWN, "\033[5~", "\033[6~", "\033[Z", "\t", "x", "あ", "１",
	NO_KEY, "\xe3\x81", "\014", "\177", " ", COUNTER_CHECK_B KEY_ENTER, COUNTER_CHECK_B KEY_ENTER,
	COUNTER_CHECK_B, "about" KEY_ENTER, "about" KEY_ENTER, "locked" KEY_ENTER, "sign" KEY_ENTER,
	"運転免許" KEY_ENTER, "R8.11.22", "昭和60年1月20日" KEY_ENTER, "\033[200~a\r1\033[201~", "\033[1;2R",
	"\033[" NO_KEY, KEY_DOWN KEY_DOWN KEY_ENTER, "1" KEY_ENTER "1" KEY_ENTER, "1111",
	KEY_F9 KEY_F9 "about" KEY_ENTER KEY_ENTER, TO_THE_SUMMARY, TO_THE_SUMMARY, TO_THE_LETTER, TO_THE_LETTER,
	KEY_F2 TO_THE_SUMMARY, KEY_F2 TO_THE_SUMMARY, KEY_F2 TO_THE_LETTER, KEY_F2 TO_THE_LETTER, KEY_F5 "\t\t" KEY_ENTER,
	"8", "9", "R2.4.1" KEY_F2, "兄" KEY_ENTER KEY_F2, "26-000001-3" KEY_ENTER, KEY_F6, KEY_F4 KEY_F4,
};

/* What an applicant types: right, wrong, new, malformed, corrected. Lower case, because help shows the usual ones. */
static const char *const pins[] = {
	"mado1234" KEY_ENTER, "mado1234" KEY_ENTER, "mado1234" KEY_ENTER, "1234" KEY_ENTER, "1234" KEY_ENTER,
	NEW_PIN KEY_ENTER, NEW_PIN KEY_ENTER, NEW_PIN KEY_ENTER, "8080" KEY_ENTER, "mado", "\177", "\025",
	"mado123" KEY_ENTER, "12" KEY_ENTER, "１２", KEY_ESC NO_KEY, KEY_F1, KEY_F2, KEY_F3, KEY_F5,
	"\033[200~1234\r\033[201~",
};

#define LENGTH(of) ((uint32_t)(sizeof(of) / sizeof(of)[0]))

static uint32_t seed;
static struct counter c;
static long share, shares = 1;		/* of the shifts, every shares-th from the share-th on is this process's */
static long opened;		/* the highest number of a case that was seen */

/* Of a process: keys typed, cases opened, and those whose work on the card is done. Shared by all of them. */
static struct tally { long keys, cases, written; } *tallies;

static uint32_t
draw_lot(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void
resize_somehow(void)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 24, 80 }, { 24, 80 }, { 24, 80 }, { 10, 40 }, { 50, 200 }, { 25, 81 }, { 100, 300 },
	};
	uint32_t i = draw_lot(LENGTH(sizes));

	harness_resize(c.h, sizes[i].rows, sizes[i].cols);
}

/* "26-000123-4" wherever it stands on line 2 or at the foot. */
static void
note_cases(int y)
{
	char row[2048];
	const char *p;
	long n;

	harness_row(c.h, y, row, sizeof row);
	for (p = row; (p = strstr(p, "26-")) != NULL; p += 3) {
		if (strspn(p + 3, "0123456789") == 6 && p[9] == '-' && (n = strtol(p + 3, NULL, 10)) > opened)
			opened = n;
	}
}

static void
look(void)
{
	harness_refuse(c.h, NEW_PIN);
	harness_refuse(c.h, "KUMA7263");
	harness_refuse(c.h, "mado123");
	note_cases(1);
	note_cases(harness_rows(c.h) - 2);
}

static void
press(const char *way)
{
	char part[128];
	size_t n;

	for (;; way += n + 1) {
		n = strcspn(way, THEN);
		assert_true(n < sizeof part);
		(void)snprintf(part, sizeof part, "%.*s", (int)n, way);
		harness_press(c.h, part);
		if (way[n] == '\0')
			return;
	}
}

/* From every screen Esc leads home, or Enter where there is no way back. */
static void
go_home(void)
{
	int i;

	harness_resize(c.h, 24, 80);
	for (i = 0; !harness_shows(c.h, " はじめ ") && i < 40; i++)
		harness_press(c.h, i < 20 ? KEY_ESC NO_KEY : i % 2 == 0 ? KEY_ENTER : KEY_ESC NO_KEY);
	harness_expect(c.h, " はじめ ");
}

static void
every_case_is_kept(void)
{
	struct store *store = counter_open_store(&c);
	char number[CASE_NUMBER_MAX];
	static struct case_file f;
	int64_t lines, broken;
	long n;

	for (n = 1; n <= opened; n++) {
		assert_int_equal(case_number_make(2026, n, number), ERR_NONE);
		assert_int_equal(case_load(store, number, &f), ERR_NONE);
		assert_true(f.state < CASE_STATE_COUNT);
		tallies[share].written += f.state == CASE_DONE;
	}
	assert_int_equal(audit_verify(store, &lines, &broken), ERR_NONE);
	store_close(&store);
}

/* What is typed in it depends on its number alone, whichever process works it. */
static void
work_a_shift(uint32_t number)
{
	int i;

	opened = 0;
	seed = SEED + number;
	counter_open(&c, "about-to-expire");
	for (i = 0; i < SHIFT; i++) {
		if (draw_lot(40) == 0)
			resize_somehow();
		press(harness_shows(c.h, "[ ") && !harness_shows(c.h, "この画面ですること") ?
		    pins[draw_lot(LENGTH(pins))] : keys[draw_lot(LENGTH(keys))]);
		look();
		if (i % HOMEWARD == HOMEWARD - 1)
			go_home();
	}
	go_home();
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	every_case_is_kept();
	counter_free(&c);
}

static void
every_key_is_answered(void **state)
{
	const char *said = getenv("MADOGUCHI_MONKEY_KEYS");
	long i, count = said != NULL ? strtol(said, NULL, 10) : KEYS;

	(void)state;
	for (i = share; i * SHIFT < count; i += shares) {
		work_a_shift((uint32_t)i);
		tallies[share].cases += opened;
		tallies[share].keys += SHIFT;
	}
}

static int
run_share(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}

/* The keys of a single process may lead to no card's work, those of all of them do. */
static bool
all_was_done(void)
{
	struct tally all = { 0 };
	long i;

	for (i = 0; i < shares; i++) {
		all.keys += tallies[i].keys;
		all.cases += tallies[i].cases;
		all.written += tallies[i].written;
	}
	(void)printf("%ld keys, %ld cases, %ld on the card\n", all.keys, all.cases, all.written);
	return all.cases > 0 && all.written > 0;
}

int
main(void)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int status, failed = 0;

	tallies = mmap(NULL, SHARES_MAX * sizeof *tallies, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tallies == MAP_FAILED)
		return 1;

	shares = processors > 1 ? processors < SHARES_MAX ? processors : SHARES_MAX : 1;
	counter_make_all_cards();
	(void)fflush(NULL);
	for (share = 0; share < shares; share++) {
		if (fork() == 0)
			exit(run_share());
	}
	while (wait(&status) != -1)
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	return failed != 0 || !all_was_done();
}
