/*
 * Walks through the screens with every key that might lead on, the one tried least so far on what is shown, and looks
 * after each: the cursor is visible and on the focus, where Braille lines and screen readers follow it; and in English
 * nothing is Japanese but names and what the municipality wrote.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "text.h"
#include "tests/screens/counter.h"

#define STEPS 5000
#define PLACES 4096
#define NO_KEY "\xff"

static const char *const keys[] = {
	KEY_ENTER, "1", KEY_DOWN, COUNTER_CHECK_B KEY_ENTER, KEY_UP, KEY_F2, KEY_F1, "2", KEY_ESC NO_KEY, KEY_F9,
	KEY_ENTER, KEY_F4, "3", "about" KEY_ENTER, "\t", KEY_F5, "\033[6~", "\033[Z", KEY_F3, " ", KEY_F6, "4",
	"\177", "locked" KEY_ENTER, KEY_F7, "運転免許" KEY_ENTER, "5", KEY_F8, "1990-02-03" KEY_ENTER, "x", "6",
	"\033[H", "あ", "\033[F", "7", "\033[5~", "\014", "8", "9",
};
static const char *const pins[] = {
	"MADO1234" KEY_ENTER, "1234" KEY_ENTER, "KUMA7263" KEY_ENTER, "KUMA7263" KEY_ENTER, "7463" KEY_ENTER,
	"7463" KEY_ENTER, "12", "\177", KEY_F1, "x" KEY_ENTER, KEY_F5, KEY_ESC NO_KEY, KEY_F3, KEY_F2,
};

#define LENGTH(of) (sizeof(of) / sizeof(of)[0])

static struct counter c;
static struct place { uint64_t screen; unsigned next; } places[PLACES];
static struct buf titles;

/* FNV-1a over what is shown. */
static uint64_t
screen_hash(void)
{
	uint64_t h = 14695981039346656037u;
	char row[2048];
	size_t i;
	int y;

	for (y = 1; y < 24; y++) {
		harness_row(c.h, y, row, sizeof row);
		for (i = 0; row[i] != '\0'; i++)
			h = (h ^ (unsigned char)row[i]) * 1099511628211u;
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

/* A list or a form marks its line by "> " in front of it; there may be one in each half of the screen. */
static bool
marked(int y)
{
	char row[2048];
	const char *half;

	harness_row(c.h, y, row, sizeof row);
	half = strstr(row, "\xe2\x94\x82");
	return strncmp(row + strspn(row, " "), "> ", 2) == 0 ||
	    (half != NULL && strncmp(half + 3 + strspn(half + 3, " "), "> ", 2) == 0);
}

static const char *
cursor_fault(void)
{
	char row[2048], look;
	int y, x, other;

	if (!harness_cursor(c.h, &y, &x))
		return "the cursor is hidden";
	if (y < 1 || y > 22 || x > 78)
		return "the cursor is at the edge";
	(void)harness_cell(c.h, y, x, &look);
	if (look == 'r' || marked(y))
		return NULL;
	for (other = 0; other < 24; other++) {
		if (marked(other))
			return "the cursor is not on the marked line";
	}
	/* An empty field stands on its question's line, or under it. */
	for (other = y; other > y - 3; other--) {
		harness_row(c.h, other, row, sizeof row);
		if (row[0] != '\0')
			return NULL;
	}
	return "the cursor is on nothing";
}

static void
note_title(void)
{
	char row[2048];
	const char *title;

	harness_row(c.h, 3, row, sizeof row);
	if (strncmp(row, "\xe2\x94\x80", 3) != 0 || (title = strchr(row, ' ')) == NULL)
		return;
	row[title - row + 1 + (long)strcspn(title + 1, "\xe2")] = '\0';
	if (strstr(buf_text(&titles), title) == NULL)
		buf_printf(&titles, "%s\n", title);
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
		if (len > 0 && strstr(buf_text(&data), run) == NULL)
			return run;
		len = 0;
		if (n == 0)
			return "";
	}
}

static void
look(bool english)
{
	const char *fault = cursor_fault();
	int y;

	if (fault != NULL)
		harness_fail(c.h, fault);
	for (y = 0; english && y < 24; y++) {
		if (japanese(y)[0] != '\0')
			harness_fail(c.h, japanese(y));
	}
	note_title();
}

static void
walk(bool english)
{
	int i;

	memset(places, 0, sizeof places);
	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .lang = english ? "en" : "ja" });
	for (i = 0; i < STEPS; i++) {
		look(english);
		harness_press(c.h, next_key(english));
	}
	harness_kill(c.h, 15);
	assert_int_equal(harness_end(&c.h), 0);
	counter_free(&c);
}

/* The screens that it must have come by; the applicant's moment has no title. */
static void
cursor_is_on_the_focus(void **state)
{
	static const char *const must[] = {
		" はじめ ", " カードの確認 ", " 本人の確認 ", " 練習用のカード ",
		" 来た人と書類 ", " 案件をさがす ", " 照会と預かりの一覧 ", " 日計と月計 ",
	};
	size_t i;

	(void)state;
	walk(false);
	for (i = 0; i < LENGTH(must); i++) {
		if (strstr(buf_text(&titles), must[i]) == NULL)
			fail_msg("never came by %s, but by\n%s", must[i], buf_text(&titles));
	}
	buf_free(&titles);
}

static void
english_is_english(void **state)
{
	(void)state;
	read_data();
	walk(true);
	buf_free(&titles);
	buf_free(&data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cursor_is_on_the_focus),
		cmocka_unit_test(english_is_english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
