/*
 * Control sequences and random bytes, typed into every screen: nothing but a listed key does anything. In make check a
 * part of them; with MADOGUCHI_MONKEY_KEYS, as make monkey has it, so many random bytes into every screen, and all
 * sequences of up to six bytes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screens/shot.h"
#include "tui/term/term.h"

#define SHORT_BYTES 1000
#define SHORT_SEQUENCE 5
#define LONG_SEQUENCE 6
#define ANEW 250		/* random bytes, then the screen is brought about again */
#define SEED 20261129u
#define SHARES_MAX 64
#define ESC '\033'

static const char alphabet[] = { '[', 'O', ']', 'P', 'M', ';', '1', '3', '?', '<', '$', '~', 'A', 'R', '\\', '\a', '\r', ESC };

/* --- what a sequence is, by the standard's words -------------------------------------------------- */

enum whole { PREFIX, WHOLE, OTHER };

static bool
between(char c, int from, int to)
{
	return (unsigned char)c >= from && (unsigned char)c <= to;
}

static size_t
span(const char *s, size_t from, int lowest, int highest)
{
	while (between(s[from], lowest, highest) && s[from] != '\0')
		from++;
	return from;
}

/* n digits, or n;m with a mask of what was held, which rxvt's $ ^ @ say by themselves. */
static bool
numbered(const char *s, char last, unsigned *n)
{
	unsigned held = 1;
	char end[4] = "";
	int at = 0;

	if (sscanf(s, "%u%n", n, &at) != 1 || !between(s[0], '0', '9'))
		return false;
	if (s[at] == ';' && (last == '~' || (*n == 1 && strchr("$^@", last) == NULL))) {
		s += at + 1;
		if (sscanf(s, "%u%n", &held, &at) != 1 || !between(s[0], '0', '9'))
			return false;
	}
	(void)snprintf(end, sizeof end, "%c", last);
	return strcmp(s + at, end) == 0 && held >= 1 && held <= 16;
}

/* ESC [ of s as far as its end. */
static bool
listed_csi(const char *s, size_t len)
{
	static const unsigned keys[] = { 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24 };
	const char last = s[len - 1];
	unsigned n;
	size_t i;

	if (len == 3 && strchr("ABCDFHPQSZabcd", last) != NULL)
		return true;
	if (strchr("ABCDFHPQSZ", last) != NULL)
		return strchr(s, ';') != NULL && numbered(s + 2, last, &n) && n == 1;
	if (strchr("~$^@", last) == NULL || !numbered(s + 2, last, &n))
		return false;
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (keys[i] == n)
			return true;
	}
	return false;
}

static enum whole
csi(const char *s, size_t len, bool *listed)
{
	size_t i = span(s, 2, 0x30, 0x3f);

	if (s[2] == '[') {
		*listed = len == 4 && between(s[3], 'A', 'E');
		return len == 3 ? PREFIX : len == 4 && between(s[3], 0x40, 0x7e) ? WHOLE : OTHER;
	}
	if (s[2] == 'M') {
		for (i = 3; i < len && i < 6; i++) {
			if (!between(s[i], 0x20, 0x7e))
				return OTHER;
		}
		return len < 6 ? PREFIX : WHOLE;
	}
	if (s[i] == '$' && i + 1 == len && listed_csi(s, len)) {
		*listed = true;
		return WHOLE;
	}
	i = span(s, i, 0x20, 0x2f);
	i = s[i - 1] == '$' ? span(s, i, 0x20, 0x3f) : i;	/* malformed, and eaten to its end */
	if (i == len)
		return PREFIX;
	*listed = i + 1 == len && listed_csi(s, len);
	return between(s[i], 0x40, 0x7e) && i + 1 == len ? WHOLE : OTHER;
}

static enum whole
single(const char *s, size_t len, bool *listed)
{
	size_t i = 2;
	unsigned n;

	while (between(s[i], '0', '9') || s[i] == ';')
		i++;
	if (i == len)
		return PREFIX;
	*listed = strchr("ABCDFHMPQRS", s[i]) != NULL && (i == 2 || (numbered(s + 2, s[i], &n) &&
	    n <= 16 && (strchr(s, ';') == NULL || n == 1)));
	*listed = *listed || (i == 2 && (strchr("abcd", s[i]) != NULL || between(s[i], 'j', 'y')));
	return between(s[i], 0x20, 0x7e) && i + 1 == len ? WHOLE : OTHER;
}

static enum whole
string(const char *s, size_t len, bool bell)
{
	size_t i;

	for (i = 2; i < len; i++) {
		if ((bell && s[i] == '\a') || (s[i] == '\\' && i > 2 && s[i - 1] == ESC))
			return i + 1 == len ? WHOLE : OTHER;
	}
	return PREFIX;
}

/* s begins with Esc. OTHER: it is more than one, or broken. */
static enum whole
standard(const char *s, size_t len, bool *listed)
{
	*listed = false;
	if (len == 1)
		return PREFIX;
	switch (s[1]) {
	case '[':
		return csi(s, len, listed);
	case 'O':
		return single(s, len, listed);
	case ']':
	case 'P':
		return string(s, len, s[1] == ']');
	case '\\':
		return len == 2 ? WHOLE : OTHER;
	default:
		return OTHER;
	}
}

/* --- every sequence over the alphabet ------------------------------------------------------------- */

static struct decoder decoder;
static size_t whole_count, prefix_count;

static void
give_up(const char *s, const char *why)
{
	char text[128] = "";
	size_t i, n = 0;

	for (i = 0; s[i] != '\0'; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, between(s[i], 0x21, 0x7e) ? "%c" : "<%02x>",
		    (unsigned char)s[i]);
	fail_msg("%s %s", text, why);
}

static void
try_whole(const char *s, size_t len, bool listed)
{
	struct press_event p = { .key = PRESS_NONE };
	enum decoded what;

	decode_clear(&decoder);
	(void)decode_feed(&decoder, s, len);
	what = decode_next(&decoder, false, &p);
	if ((what == DECODED_ONE) != listed)
		give_up(s, listed ? "is no key" : "is a key");
	if (what == DECODED_ONE && (p.key == PRESS_UNKNOWN || decode_next(&decoder, false, &p) != DECODED_EMPTY))
		give_up(s, "is not one key");
	whole_count++;
}

/* Time passes: it is the Esc key, or nothing, and so is whatever follows it for once. */
static void
try_prefix(const char *s, size_t len)
{
	struct press_event p;

	decode_clear(&decoder);
	(void)decode_feed(&decoder, s, len);
	if (decode_next(&decoder, false, &p) == DECODED_ONE)
		give_up(s, "acts before its end");
	if (decode_next(&decoder, true, &p) != DECODED_ONE || p.key != (len == 1 ? PRESS_ESC : PRESS_UNKNOWN))
		give_up(s, "is something");
	if (decode_pending(&decoder))
		give_up(s, "is never over");
	prefix_count++;
}

static void
try_all(char *s, size_t len, size_t most)
{
	bool listed;
	size_t i;

	switch (standard(s, len, &listed)) {
	case WHOLE:
		try_whole(s, len, listed);
		return;
	case PREFIX:
		try_prefix(s, len);
		break;
	case OTHER:
		return;		/* another sequence begins in it: that one is tried by itself */
	}
	for (i = 0; len < most && i < sizeof alphabet; i++) {
		s[len] = alphabet[i];
		s[len + 1] = '\0';
		try_all(s, len + 1, most);
		s[len] = '\0';
	}
}

static void
only_listed_sequences_are_keys(void **state)
{
	char s[LONG_SEQUENCE + 1] = { ESC };

	(void)state;
	try_all(s, 1, getenv("MADOGUCHI_MONKEY_KEYS") != NULL ? LONG_SEQUENCE : SHORT_SEQUENCE);
	assert_true(whole_count > 100 && prefix_count > 100);
	print_message("%zu sequences, %zu beginnings\n", whole_count, prefix_count);
}

/* --- into every screen ---------------------------------------------------------------------------- */

/* What must not change. */
static struct visit visit_was;
static unsigned char state_was[262144];
static size_t depth_was;
static const struct screen *top_was;
static uint32_t seed = SEED;
static size_t acted, ignored;

static uint32_t
draw_lot(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void
remember(void)
{
	top_was = app_top(&shot_app);
	depth_was = shot_app.depth;
	assert_true(top_was->state_size <= sizeof state_was);
	if (top_was->state_size > 0)
		memcpy(state_was, app_state(&shot_app), top_was->state_size);
	memcpy(&visit_was, &shot_app.visit, sizeof visit_was);
}

static void
nothing_happened(const char *where, bool text)
{
	if (app_top(&shot_app) != top_was || shot_app.depth != depth_was || shot_app.ending)
		fail_msg("%s: what is no key led from %s to %s", where, top_was->name, app_top(&shot_app)->name);
	if (text)
		return;
	if ((top_was->state_size > 0 && memcmp(state_was, app_state(&shot_app), top_was->state_size) != 0) ||
	    memcmp(&visit_was, &shot_app.visit, sizeof visit_was) != 0)
		fail_msg("%s: what is no key changed %s", where, top_was->name);
}

/* Behind the last PIN, where a golden screen needs nothing. */
static void
go_no_further(struct app *app)
{
	(void)app;
}

static void
begin(const struct shot *s)
{
	if (shot_app.depth > 0)
		app_end(&shot_app);
	shot_open(s->rows, s->cols, "sato");
	s->prepare();
	if (shot_app.visit.plan.then == NULL)
		shot_app.visit.plan.then = go_no_further;
	shot_app.practice.on = false;		/* there is no reader that a card could be put on */
	app_event(&shot_app, &(struct input){ .kind = INPUT_TIME });
	app_draw(&shot_app);
}

/* All that is there, as the program takes it; every few keys the screen is drawn. */
static void
take(const char *where, bool waited)
{
	struct input in = { .kind = INPUT_PRESS };

	while (decode_next(&shot_app.decoder, waited, &in.press) == DECODED_ONE) {
		const bool nothing = in.press.key == PRESS_UNKNOWN || in.press.pasted;

		if (nothing)
			remember();
		app_event(&shot_app, &in);
		if (nothing)
			nothing_happened(where, in.press.pasted && in.press.key == PRESS_NONE);
		ignored += nothing;
		acted += !nothing;
		shot_app.ending = false;
		if (draw_lot(8) == 0)
			app_draw(&shot_app);
	}
}

/* Half of them of what sequences are made of, so that there are some. */
static unsigned char
random_byte(void)
{
	static const char more[] = "\033\033\033[[OP]\\24;?<~MARBCDHF\r\t 25~\x9b\xc2\xe3\x81\x82\a";

	return draw_lot(2) == 0 ? (unsigned char)more[draw_lot(sizeof more - 1)] : (unsigned char)draw_lot(256);
}

static void
storm_into(const struct shot *s, long count)
{
	unsigned char byte;
	long i;

	for (i = 0; i < count; i++) {
		if (i % ANEW == 0)
			begin(s);
		byte = random_byte();
		(void)decode_feed(&shot_app.decoder, &byte, 1);
		take(s->name, draw_lot(10) == 0);
	}
}

/* Whole sequences that are no keys, one behind the other, and nothing is as if nobody had typed. */
static void
sequences_into(const struct shot *s)
{
	static const char *const frames[] = {
		"\033[<#;#;#M", "\033[?#;#;#S", "\033]#;#\r\033\\", "\033P#$r#\a#m\033\\", "\033[#;#;#M", "\033_#\r#\033\\",
		"\033[27;#;#~", "\033[>#;#c", "\033[M###", "\033[#;#R", "\033^#\033\\", "\033[#:#u", "\033[?#$y", "\033X#\n\033\\",
	};
	size_t i, n;
	char digit;

	begin(s);
	remember();
	for (i = 0; i < sizeof frames / sizeof frames[0]; i++) {
		for (digit = '0'; digit <= '9'; digit++) {
			for (n = 0; frames[i][n] != '\0'; n++)
				(void)decode_feed(&shot_app.decoder, frames[i][n] == '#' ? &digit : &frames[i][n], 1);
			take(s->name, false);
		}
	}
	nothing_happened(s->name, false);
}

/* Line ends that are pasted, behind a mark that the line has cut anywhere: an Esc has acted, and nothing else does. */
static void
late_pastes_into(const struct shot *s)
{
	static const char mark[] = "\033[200~", pasted[] = "\r\n\r\033[201~";
	size_t at;

	for (at = 1; at < sizeof mark - 1; at++) {
		begin(s);
		(void)decode_feed(&shot_app.decoder, mark, at);
		take(s->name, false);
		take(s->name, true);
		remember();
		(void)decode_feed(&shot_app.decoder, mark + at, sizeof mark - 1 - at);
		(void)decode_feed(&shot_app.decoder, pasted, sizeof pasted - 1);
		take(s->name, false);
		nothing_happened(s->name, false);
	}
}

/* Of all screens, every shares-th from the share-th on is this process's; what is typed doesn't depend on that. */
static unsigned share, shares = 1;

static void
every_screen(const struct shot *s, long count, unsigned *n)
{
	for (; s->name != NULL; s++) {
		if ((*n)++ % shares != share)
			continue;
		seed = SEED + *n;
		sequences_into(s);
		late_pastes_into(s);
		storm_into(s, count);
	}
}

static void
only_keys_act(void **state)
{
	const char *said = getenv("MADOGUCHI_MONKEY_KEYS");
	const long count = said != NULL ? strtol(said, NULL, 10) : SHORT_BYTES;
	unsigned n = 0;

	(void)state;
	every_screen(counter_shots, count, &n);
	every_screen(case_shots, count, &n);
	every_screen(list_shots, count, &n);
	every_screen(day_shots, count, &n);
	every_screen(real_shots, count, &n);
	app_end(&shot_app);
	assert_true(acted > 0 && ignored > 0);
	print_message("%zu keys and characters, %zu that mean nothing\n", acted, ignored);
}

/* In a process of its own, with a terminal of its own. */
static int
run_share(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_keys_act),
		cmocka_unit_test(only_listed_sequences_are_keys),
	};
	int failed;

	if (term_locale() != ERR_NONE || term_start_nowhere(TERM_ROWS, TERM_COLS) != ERR_NONE)
		return 77;
	failed = _cmocka_run_group_tests("storm", tests, share == 0 ? 2 : 1, NULL, NULL);
	term_stop();
	return failed != 0;
}

/* As many at once as there are processors. */
int
main(void)
{
	const long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int status, worst = 0;

	if (!shot_open_profile())
		return 1;
	shares = processors > 1 ? processors < SHARES_MAX ? (unsigned)processors : SHARES_MAX : 1;
	(void)fflush(NULL);
	for (share = 0; share < shares; share++) {
		if (fork() == 0)
			exit(run_share());
	}
	while (wait(&status) != -1) {
		const int ended = WIFEXITED(status) ? WEXITSTATUS(status) : 1;

		worst = worst == 0 || ended == 1 ? ended : worst;
	}
	profile_free(&shot_profile);
	return worst;
}
