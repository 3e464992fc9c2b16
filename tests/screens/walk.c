/*
 * Walks on and on with every key that might lead further, the one tried least so far on what is shown, from screen to
 * screen as they come (the tour is bound to come by each), and looks after each: the cursor is on the focus; and in
 * English nothing is Japanese but names and what the municipality wrote.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "tests/screens/counter.h"
#include "tests/screens/focus.h"

#define STEPS 5000
#define PLACES 4096
#define NO_KEY "\xff"
#define ACCOUNT 8

static const char *const keys[] = {
	KEY_ENTER, "1", KEY_DOWN, COUNTER_CHECK_B KEY_ENTER, KEY_UP, KEY_F2, KEY_F1, "2", KEY_ESC NO_KEY, KEY_F9,
	KEY_ENTER, KEY_F4, "3", "about" KEY_ENTER, "\t", KEY_F5, "\033[6~", "\033[Z", KEY_F3, " ", KEY_F6, "4",
	"\177", "locked" KEY_ENTER, KEY_F7, "運転免許" KEY_ENTER, "5", KEY_F8, "1990-02-03" KEY_ENTER, "q", "6",
	"\033[H", "ぬ", "\033[F", "7", "\033[5~", "\014", "8", "9",
};
static const char *const pins[] = {
	"MADO1234" KEY_ENTER, "1234" KEY_ENTER, "KUMA7263" KEY_ENTER, "KUMA7263" KEY_ENTER, "7463" KEY_ENTER,
	"7463" KEY_ENTER, "12", "\177", KEY_F1, "x" KEY_ENTER, KEY_F5, KEY_ESC NO_KEY, KEY_F3, KEY_F2,
};

#define LENGTH(of) (sizeof(of) / sizeof(of)[0])

static struct counter c;
static char account[ACCOUNT + 1];	/* how its name begins */
static uint64_t offset = 14695981039346656037u;
static struct place { uint64_t screen; unsigned next; } places[PLACES];

/*
 * FNV-1a over what is shown, but for blanks and for what the account is called, even where it is cut: the same walk for
 * everybody. From another offset it is another walk.
 */
static uint64_t
screen_hash(void)
{
	uint64_t h = offset;
	char row[2048];
	size_t i;
	int y;

	for (y = 1; y < 24; y++) {
		harness_row(c.h, y, row, sizeof row);
		for (i = 0; row[i] != '\0'; i++) {
			if (strncmp(row + i, account, strlen(account)) == 0)
				i += strcspn(row + i, " ") - 1;
			else if (row[i] != ' ')
				h = (h ^ (unsigned char)row[i]) * 1099511628211u;
		}
	}
	return h;
}

static struct place *
place_of(uint64_t screen)
{
	size_t i = screen % PLACES, n;

	for (n = 0; places[i].screen != 0 && places[i].screen != screen && n < PLACES; n++)
		i = (i + 1) % PLACES;
	/* Where each begins differs: home looks another with every figure, and would always be left by the same key. */
	if (places[i].screen == 0)
		places[i].next = (unsigned)(screen >> 32);
	places[i].screen = screen;
	return &places[i];
}

/* The next key on what is shown, an English one where only those are wanted. */
static const char *
next_key(bool english)
{
	struct place *p = place_of(screen_hash());
	bool pad = harness_shows(c.h, "[ *") || harness_shows(c.h, "[ _");
	const char *key;

	do
		key = pad ? pins[p->next++ % LENGTH(pins)] : keys[p->next++ % LENGTH(keys)];
	while (english && (unsigned char)key[0] >= 0xe3);
	return key;
}

/* What the municipality and the holders are called, and what the municipality wrote. */
static struct buf data;

static void
read_data(void)
{
	static const char *const files[] = { "config/profiles/national.ini", "core/desk/practice-plan.c" };
	const char *src = getenv("top_srcdir");
	char path[1024], part[4096];
	size_t i, n;
	FILE *f;

	for (i = 0; i < LENGTH(files); i++) {
		(void)snprintf(path, sizeof path, "%s/%s", src != NULL ? src : ".", files[i]);
		assert_non_null(f = fopen(path, "r"));
		while ((n = fread(part, 1, sizeof part, f)) > 0)
			buf_add(&data, part, n);
		(void)fclose(f);
	}
}

/* Whether it is in the data; an address is put together of two parts there. */
static bool
in_data(const char *run)
{
	static const char place[] = "東京都千代田区";

	return strstr(buf_text(&data), strncmp(run, place, strlen(place)) == 0 ? run + strlen(place) : run) != NULL;
}

/* A run of Japanese that is in no data; "" when there is none. */
static const char *
japanese(int y)
{
	static char run[512];
	char row[2048];
	const char *p = row;
	size_t n, len, left;
	uint32_t ch;

	harness_row(c.h, y, row, sizeof row);
	for (len = 0, left = strlen(row); ; p += n, left -= n) {
		n = left > 0 ? text_decode(p, left, &ch) : 0;
		if (n > 0 && ch > 0x3000 && ch != 0xff1f && len + 5 < sizeof run) {
			memcpy(run + len, p, n);
			len += n;
			continue;
		}
		run[len] = '\0';
		if (len > 0 && !in_data(run))
			return run;
		len = 0;
		if (n == 0)
			return "";
	}
}

static void
refuse_japanese(void)
{
	int y;

	for (y = 0; y < 24; y++) {
		if (japanese(y)[0] != '\0')
			harness_fail(c.h, japanese(y));
	}
}

static void
walk(bool english)
{
	const char *fault;
	int i;

	memset(places, 0, sizeof places);
	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .lang = english ? "en" : "ja" });
	for (i = 0; i < STEPS; i++) {
		if ((fault = focus_press(c.h, next_key(english))) != NULL)
			harness_fail(c.h, fault);
		if (english)
			refuse_japanese();
	}
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
}

static void
cursor_is_on_the_focus(void **state)
{
	(void)state;
	walk(false);
}

static void
english_is_english(void **state)
{
	(void)state;
	read_data();
	walk(true);
	buf_free(&data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cursor_is_on_the_focus),
		cmocka_unit_test(english_is_english),
	};

	const struct passwd *pw = getpwuid(getuid());
	const char *said = getenv("MADOGUCHI_WALK");

	(void)snprintf(account, sizeof account, "%s", pw != NULL ? pw->pw_name : "uid");
	if (said != NULL)
		offset = strtoul(said, NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
