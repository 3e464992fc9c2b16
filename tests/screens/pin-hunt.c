/*
 * A signature PIN like no other goes through every procedure, by the command line and by the screens, each of them traced.
 * Afterwards it is in no file, not in what the terminal was sent, and nowhere in the program's memory.
 */
#include <sys/wait.h>

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screens/counter.h"
#include "tests/screens/memory.h"

#define PIN "QXZ7KV4WJ9PG2FTH"		/* no character twice, and in no word */
#define TYPED "qxz7kv4wj9pg2fth"
#define PIN_HEX "51585a374b5634574a39504732465448"

static struct counter c;

static void
hunt_memory(struct memory *m)
{
	if (memory_hunt(m, PIN) > 0)
		fail_msg("the PIN is in memory, in %s", m->where);
}

static int
hunt_file(const char *path, const struct stat *st, int type, struct FTW *at)
{
	unsigned char *bytes;
	int fd = -1, found;

	(void)at;
	if (type != FTW_F || st->st_size == 0)
		return 0;
	bytes = malloc((size_t)st->st_size);
	assert_true(bytes != NULL && (fd = open(path, O_RDONLY)) != -1);
	assert_int_equal(read(fd, bytes, (size_t)st->st_size), st->st_size);
	(void)close(fd);
	found = memory_count(bytes, (size_t)st->st_size, PIN) + memory_count(bytes, (size_t)st->st_size, PIN_HEX);
	free(bytes);
	if (found > 0)
		print_error("the PIN is in %s\n", path);
	return found;
}

/* Sixteen bytes to the signature PIN's reference, and to its change: their number, which is all there may be of them. */
static void
hunt_files(void)
{
	static const char *const told[] = { " 00 20 00 9b Lc=16 -> 9000", " 00 24 01 80 Lc=16 -> 9000", "power off" };
	static char trace[1 << 20];
	FILE *f = fopen(scratch_path(&c.scratch, "trace"), "r");
	size_t i;

	assert_non_null(f);
	assert_true(fread(trace, 1, sizeof trace - 1, f) < sizeof trace - 1);
	(void)fclose(f);
	for (i = 0; i < sizeof told / sizeof told[0]; i++)
		assert_non_null(strstr(trace, told[i]));
	assert_int_equal(nftw(c.scratch.folder, hunt_file, 8, FTW_PHYS), 0);
}

/* madoguchictl in practice, with what it reads and what it writes in files of the folder. */
struct command { const char *card, *words, *input, *pins; };

static void
run_command(const struct command *cmd, int pins)
{
	const char *build = getenv("top_builddir"), *data = getenv("MADOGUCHI_DATADIR");
	char program[1024], home[128], share[1024], words[1024], trace[128];
	char *argv[40] = {
		program, (char[]){ "--training" }, (char[]){ "--at" }, (char[]){ COUNTER_AT }, (char[]){ "--card" }, NULL,
		(char[]){ "--trace" }, trace,
	};
	char leaks[] = "ASAN_OPTIONS=detect_leaks=0";	/* can't be looked for while another looks */
	char *env[] = { home, share, leaks, NULL }, *word;
	int n = 8, in, out;

	(void)snprintf(program, sizeof program, "%s/madoguchictl", build != NULL ? build : ".");
	(void)snprintf(home, sizeof home, "HOME=%s", c.scratch.folder);
	(void)snprintf(share, sizeof share, "MADOGUCHI_DATADIR=%s", data != NULL ? data : "config");
	(void)snprintf(words, sizeof words, "%s", cmd->words);
	(void)snprintf(trace, sizeof trace, "%s/trace", c.scratch.folder);
	argv[5] = (char *)(uintptr_t)cmd->card;
	for (word = strtok(words, " "); word != NULL && n < 39; word = strtok(NULL, " "))
		argv[n++] = word;
	in = open(scratch_path(&c.scratch, cmd->input), O_RDONLY);
	out = open(scratch_path(&c.scratch, "said"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (in == -1 || out == -1 || dup2(in, 0) == -1 || dup2(out, 1) == -1 || dup2(out, 2) == -1)
		_exit(126);
	if (pins != -1)
		(void)dup2(pins, 3);
	memory_offer();
	(void)execve(program, argv, env);
	_exit(127);
}

static void
command(const struct command *cmd)
{
	struct memory m;
	int pins[2] = { -1, -1 };
	pid_t pid;

	if (cmd->pins != NULL) {
		assert_int_equal(pipe(pins), 0);
		assert_int_equal(write(pins[1], cmd->pins, strlen(cmd->pins)), strlen(cmd->pins));
		(void)close(pins[1]);
	}
	(void)fflush(NULL);
	if ((pid = fork()) == 0)
		run_command(cmd, pins[0]);
	assert_true(pid != -1);
	memory_open(&m, pid, true);
	if (memory_await_end(&m) != 0)
		fail_msg("madoguchictl %s failed; see %s/said", cmd->words, c.scratch.folder);
	if (cmd->pins != NULL)
		hunt_memory(&m);
	memory_close(&m);
	(void)waitpid(pid, NULL, 0);
	if (pins[0] != -1)
		(void)close(pins[0]);
}

/* The words of the last command, between quotes after "number". */
static void
read_number(char number[16])
{
	FILE *f = fopen(scratch_path(&c.scratch, "said"), "r");

	assert_non_null(f);
	assert_int_equal(fscanf(f, "{\"number\":\"%15[^\"]", number), 1);
	(void)fclose(f);
}

#define HOLDER "visitor=self resident=yes card=valid card-face=current auth-pin=known " \
	"auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード doc=applicant:運転免許証 -"

#define ASSIST "assist=1234\n"		/* opens the card's own word of whose it is */
#define HANAKO "name=番号 花子\nkana=バンゴウ ハナコ\nsex=female\nborn=1986-01-20\n"

/* In this order: each finds the card as the one before has left it. */
static const struct { const char *card, *holder, *facts, *pins; } procedures[] = {
	{ "about-to-expire", HANAKO,
	    "procedure=change-pin pins=sign sign-pin=known sign-expires=2027-01-20",
	    ASSIST "old-sign=MADO1234\nsign=" TYPED "\n" },
	{ "about-to-expire", HANAKO,
	    "procedure=renew certificates=sign sign-pin=known sign-expires=2027-01-20", ASSIST "sign=" TYPED "\n" },
	{ "about-to-expire", HANAKO,
	    "procedure=change-pin pins=sign sign-pin=known sign-expires=2031-01-20",
	    ASSIST "old-sign=" PIN "\nsign=" PIN "\n" },
	{ "about-to-expire", HANAKO,
	    "procedure=revoke certificates=sign", ASSIST },
	{ "no-sign", "name=例題 幸子\nsex=female\nborn=1991-04-20\n",
	    "procedure=issue certificates=sign reason=first sign-pin=unknown sign-expires=none",
	    ASSIST "sign=" TYPED "\n" },
	{ "one-locked", "name=練習 一郎\nsex=male\nborn=1998-07-20\n",
	    "procedure=unlock pins=sign sign-pin=locked sign-expires=2031-01-20", ASSIST "sign=" TYPED "\n" },
};

static void
perform(size_t i)
{
	char words[1024], number[16];

	(void)scratch_write(&c.scratch, "person", procedures[i].holder);
	(void)snprintf(words, sizeof words, "case open --json --unknown-is-no %s %s", procedures[i].facts, HOLDER);
	command(&(struct command){ procedures[i].card, words, "person", NULL });
	read_number(number);
	(void)snprintf(words, sizeof words, "perform %s --pin-fd 3 --confirmed", number);
	command(&(struct command){ procedures[i].card, words, "person", procedures[i].pins });
}

static void
by_command(void **state)
{
	size_t i;

	(void)state;
	counter_make(&c, "about-to-expire");
	for (i = 0; i < sizeof procedures / sizeof procedures[0]; i++)
		perform(i);
	hunt_files();
	counter_free(&c);
}

/* What is shown, and what a hand types then; the first that is there. */
static const struct { const char *shown, *keys; } hand[] = {
	{ "署名用電子証明書の暗証番号", TYPED KEY_ENTER },
	{ "利用者証明用電子証明書の暗証番号", "1234" KEY_ENTER },
	{ "照合番号B", KEY_F2 },
	{ "券面事項入力補助用の暗証番号", "1234" KEY_ENTER },
	{ "不足", "運転免許" KEY_ENTER },
	{ "", KEY_ENTER },
};

/* A PIN is named on other screens too. */
static bool
asks_for(size_t i)
{
	return harness_shows(c.h, hand[i].shown) && (i > 0 || harness_shows(c.h, "[ _"));
}

/* From the card's screen to the result; known: whether the holder says so of the PIN, "1" or "2"; NULL: none is asked. */
static void
go_through(struct memory *m, const char *offer, const char *known)
{
	int n, found = 0;
	size_t i;

	harness_press(c.h, offer);
	for (n = 0; !harness_shows(c.h, "終わりました") && n < 60; n++) {
		if (known != NULL)
			counter_answer(&c, "署名用の暗証番号", known);
		for (i = 0; !asks_for(i); i++)
			;
		if (i == 0 && found == 0) {	/* what is looked for is found where it must be */
			harness_press(c.h, TYPED);
			if ((found = memory_hunt(m, PIN)) == 0)
				harness_fail(c.h, "the PIN is not where it must be");
			harness_press(c.h, KEY_ENTER);
		} else {
			harness_press(c.h, hand[i].keys);
		}
	}
	harness_expect(c.h, "終わりました");
	if ((found == 0) != (known == NULL))
		harness_fail(c.h, known != NULL ? "the PIN was never asked for" : "a PIN was asked for");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "はじめ");
	hunt_memory(m);
}

static void
by_screen(void **state)
{
	const char *all;
	struct memory m;
	size_t len;

	(void)state;
	counter_make(&c, "about-to-expire");
	perform(0);
	assert_int_equal(unlink(scratch_path(&c.scratch, "trace")), 0);		/* of the screens alone */
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .traced = true, .terminal = { .memory = &m } });
	harness_press(c.h, KEY_ENTER);
	go_through(&m, "1", "1");		/* renew */
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "5");
	go_through(&m, "1", "1");		/* change the PIN */
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "6");
	go_through(&m, "2", NULL);		/* revoke */
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "one-locked");
	go_through(&m, "1", "2");		/* unlock */
	harness_press(c.h, KEY_F9);
	counter_change_card(&c, "no-sign");
	go_through(&m, "2", "2");		/* issue */
	all = harness_all(c.h, &len);
	assert_int_equal(memory_count((const unsigned char *)all, len, PIN), 0);
	counter_close(&c);
	memory_close(&m);
	hunt_files();
	counter_free(&c);
}

static void
type_pin(struct memory *m)
{
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_press(c.h, TYPED);
	if (memory_hunt(m, PIN) == 0)
		harness_fail(c.h, "the PIN is not where it must be");
}

/* Left backwards, or hidden: at once, whatever lies open beneath. */
static void
when_it_is_left(void **state)
{
	struct memory m;

	(void)state;
	counter_make(&c, "about-to-expire");
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .terminal = { .memory = &m } });
	counter_to_summary(&c);
	type_pin(&m);
	harness_press(c.h, KEY_ESC);			/* in the middle of it */
	hunt_memory(&m);
	type_pin(&m);
	harness_press(c.h, KEY_ENTER);			/* at the next one */
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	if (memory_hunt(&m, PIN) == 0)
		harness_fail(c.h, "the PIN is not where it must be");
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "カードに書く前の確認");
	hunt_memory(&m);
	type_pin(&m);
	harness_press(c.h, KEY_ENTER);
	harness_press(c.h, "\033[24~");			/* F12 */
	harness_expect(c.h, "ロックしています");
	hunt_memory(&m);
	harness_press(c.h, KEY_ENTER);			/* and back: from the first PIN on */
	harness_expect(c.h, "署名用電子証明書の暗証番号");
	harness_press(c.h, TYPED KEY_ENTER);
	harness_press(c.h, KEY_F1);
	harness_press(c.h, KEY_ESC);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_F9);
	harness_expect(c.h, "カードが離れました");
	hunt_memory(&m);
	counter_leave(&c);
	memory_close(&m);
	counter_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_command),
		cmocka_unit_test(by_screen),
		cmocka_unit_test(when_it_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
