/* A counter for tests. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "desk/practice.h"
#include "store/store.h"
#include "tests/screens/counter.h"
#include "tests/screens/other-reader.h"

void
counter_open_again(struct counter *c, const char *card)
{
	counter_open_in(c, card, &(struct counter_terminal){ .kind = NULL });
	harness_expect(c->h, "練習");
}

/* "NAME=value" as given, or of this environment where value is NULL, or one that means nothing. */
static const char *
variable(const char *name, const char *value, char *out, size_t size)
{
	value = value != NULL ? value : getenv(name);
	(void)snprintf(out, size, "%s=%s", value != NULL ? name : "UNUSED", value != NULL ? value : "");
	return out;
}

static const char *
program(const struct counter_terminal *t, char *out, size_t size)
{
	const char *build = getenv("top_builddir"), *name = "madoguchi";

	if (t->two_readers)
		name = "tests/screens/two-readers";
	if (t->other != NULL)
		name = "tests/screens/other-reader";
	(void)snprintf(out, size, "%s/%s", build != NULL ? build : ".", name);
	return out;
}

/* A folder of its own, or this environment's with the daemon that is there. */
static void
start(struct counter *c, const char *const *argv, const struct counter_terminal *t)
{
	static const struct { const char *name; bool pcsc; } passed[] = {
		{ "MADOGUCHI_DATADIR", false }, { "MADOGUCHI_LIBEXECDIR", false }, { "LD_PRELOAD", false },
		{ "XDG_DATA_HOME", true }, { "XDG_STATE_HOME", true }, { "PCSCLITE_CSOCK_NAME", true },
	};
	enum { PASSED = sizeof passed / sizeof passed[0] };
	char vars[PASSED + 4][1024], words[1000];
	const char *build = getenv("top_builddir"), *env[PASSED + 5] = { NULL };
	size_t i, n = 0;

	(void)snprintf(words, sizeof words, "%s/po", build != NULL ? build : ".");
	env[n] = variable("HOME", t->over_pcsc ? NULL : c->scratch.folder, vars[n], sizeof vars[n]);
	n++;
	env[n] = variable("TERM", t->kind != NULL ? t->kind : "xterm-256color", vars[n], sizeof vars[n]);
	n++;
	env[n] = variable("MADOGUCHI_LOCALEDIR", words, vars[n], sizeof vars[n]);
	n++;
	env[n] = variable(OTHER_READER_FILE, t->other, vars[n], sizeof vars[n]);
	n++;
	for (i = 0; i < PASSED; i++) {
		if (passed[i].pcsc && !t->over_pcsc)
			continue;
		env[n] = variable(passed[i].name, NULL, vars[n], sizeof vars[n]);
		n++;
	}
	c->h = harness_start(argv, env, &t->terminal);
}

void
counter_open_in(struct counter *c, const char *card, const struct counter_terminal *t)
{
	char trace[160];
	const struct { const char *name, *value; } options[] = {
		{ "--card", card }, { "--lang", t->lang }, { "--profile", t->profile }, { "--config", t->config },
		{ "--wire", t->over_pcsc || t->two_readers || t->other != NULL ? "pcsc" : NULL },
		{ "--trace", t->traced ? trace : NULL },
	};
	const char *const *through = t->through;
	char path[1024];
	const char *argv[40] = { NULL };
	size_t i, n = 0;

	(void)snprintf(trace, sizeof trace, "%s/trace", c->scratch.folder);
	while (through != NULL && *through != NULL)
		argv[n++] = *through++;
	argv[n++] = program(t, path, sizeof path);
	if (t->other == NULL && !t->work) {
		argv[n++] = "--training";
		argv[n++] = "--at";
		argv[n++] = t->at != NULL ? t->at : COUNTER_AT;
	}
	if (t->plain)
		argv[n++] = "--plain";
	for (i = 0; i < sizeof options / sizeof options[0]; i++) {
		if (options[i].value == NULL)
			continue;
		argv[n++] = options[i].name;
		argv[n++] = options[i].value;
	}
	start(c, argv, t);
	if (!t->over_pcsc && !t->muffled)
		harness_idle(c->h);
}

/* A card that is noticed opens its screen by itself: back to where the others begin. */
void
counter_open_over_pcsc(struct counter *c, const struct counter_terminal *t)
{
	counter_open_in(c, NULL, t);
	harness_until(c->h, "カード: 置かれています");
	harness_type(c->h, KEY_ESC);
	harness_until(c->h, "カードを置くか Enter");
	harness_idle(c->h);
}

/* CA keys and the card take a second to make: they are made once and copied for each test. */
static struct scratch made;

static pid_t maker;		/* children may use it, and leave it */

static void
forget_made(void)
{
	if (getpid() == maker)
		scratch_free(&made);
}

static void
make_once(const char *card)
{
	struct counter first;

	if (made.folder[0] != '\0')
		return;
	scratch_new_fast(&first.scratch);
	counter_open_again(&first, card);
	counter_close(&first);
	made = first.scratch;
	maker = getpid();
	(void)atexit(forget_made);
}

void
counter_make_all_cards(void)
{
	const struct practice_card *card;
	const char *build = getenv("top_builddir");
	char command[1024], path[256];

	make_once("about-to-expire");
	for (card = practice_cards(); card->name != NULL; card++) {
		(void)snprintf(command, sizeof command, "HOME=%s %s/madoguchictl --training --at " COUNTER_AT
		    " --card %s card show >/dev/null 2>&1", made.folder, build != NULL ? build : ".", card->name);
		(void)!system(command);		/* what it shows, and whether it can, is no matter */
		(void)snprintf(path, sizeof path, "%s/.local/share/madoguchi/training/cards/%s.card", made.folder,
		    card->name);
		assert_int_equal(access(path, F_OK), 0);
	}
}

void
counter_make(struct counter *c, const char *card)
{
	char command[256];

	make_once(card);
	scratch_new_fast(&c->scratch);
	(void)snprintf(command, sizeof command, "cp -a %s/. %s/", made.folder, c->scratch.folder);
	assert_int_equal(system(command), 0);
}

void
counter_open(struct counter *c, const char *card)
{
	counter_make(c, card);
	counter_open_again(c, card);
}

void
counter_import(struct counter *c, const char *csv)
{
	const char *build = getenv("top_builddir");
	char command[1024];

	(void)snprintf(command, sizeof command, "HOME=%s %s/madoguchictl --training residents import %s >/dev/null",
	    c->scratch.folder, build != NULL ? build : ".", scratch_write(&c->scratch, "residents.csv", csv));
	assert_int_equal(system(command), 0);
}

void
counter_import_residents(struct counter *c)
{
	counter_import(c, "氏名,フリガナ,性別,生年月日,郵便番号,住所\n"
	    "番号　花子,バンゴウ　ハナコ,女,昭和61年1月20日,100-0013,東京都千代田区霞が関二丁目1-2\n"
	    "番号　花代,バンゴウ　ハナヨ,女,昭和26年3月3日,100-0013,東京都千代田区霞が関三丁目1-2\n");
}

void
counter_close(struct counter *c)
{
	harness_type(c->h, KEY_F10);
	assert_int_equal(harness_end(&c->h), 0);
}

/* Where something would be lost it asks first. */
void
counter_leave(struct counter *c)
{
	harness_press(c->h, KEY_F10);
	harness_expect(c->h, "終了します");
	harness_type(c->h, KEY_ENTER);
	assert_int_equal(harness_end(&c->h), 0);
}

void
counter_free(struct counter *c)
{
	scratch_free(&c->scratch);
}

int
counter_setup(void **state)
{
	counter_open(*state, "about-to-expire");
	return 0;
}

int
counter_setup_folder(void **state)
{
	counter_make(*state, "about-to-expire");
	return 0;
}

int
counter_teardown(void **state)
{
	counter_free(*state);
	return 0;
}

struct store *
counter_open_store(const struct counter *c)
{
	struct store *store;
	char uri[192];

	(void)snprintf(uri, sizeof uri, "sqlite:%s/.local/share/madoguchi/training/store.db", c->scratch.folder);
	assert_int_equal(store_open(uri, MODE_TRAINING, &store), ERR_NONE);
	return store;
}
