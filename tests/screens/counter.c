/* A counter for tests. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/screens/counter.h"

void
counter_open_again(struct counter *c, const char *card)
{
	counter_open_in(c, card, &(struct counter_terminal){ .kind = NULL });
	harness_expect(c->h, "練習");
}

void
counter_open_in(struct counter *c, const char *card, const struct counter_terminal *t)
{
	const char *build = getenv("top_builddir"), *data = getenv("MADOGUCHI_DATADIR");
	const char *libexec = getenv("MADOGUCHI_LIBEXECDIR");
	char program[1024], home[128], share[1024], words[1024], kind[64], drawer[1024];
	const char *argv[12] = { program, "--training", "--at", t->at != NULL ? t->at : COUNTER_AT };
	const char *env[] = { home, share, words, kind, drawer, NULL };
	int n = 4;

	if (card != NULL) {
		argv[n++] = "--card";
		argv[n++] = card;
	}
	if (t->lang != NULL) {
		argv[n++] = "--lang";
		argv[n++] = t->lang;
	}
	if (t->profile != NULL) {
		argv[n++] = "--profile";
		argv[n++] = t->profile;
	}
	(void)snprintf(program, sizeof program, "%s/madoguchi", build != NULL ? build : ".");
	(void)snprintf(home, sizeof home, "HOME=%s", c->scratch.folder);
	(void)snprintf(share, sizeof share, "MADOGUCHI_DATADIR=%s", data != NULL ? data : "config");
	(void)snprintf(words, sizeof words, "MADOGUCHI_LOCALEDIR=%s/po", build != NULL ? build : ".");
	(void)snprintf(drawer, sizeof drawer, "MADOGUCHI_LIBEXECDIR=%s", libexec != NULL ? libexec : "");
	(void)snprintf(kind, sizeof kind, "TERM=%s", t->kind != NULL ? t->kind : "xterm-256color");
	c->h = harness_start(argv, env, &t->terminal);
	harness_idle(c->h);
}

/* CA keys and the card take a second to make: they are made once and copied for each test. */
static struct scratch made;

static void
forget_made(void)
{
	scratch_free(&made);
}

static void
make_once(const char *card)
{
	struct counter first;

	if (made.folder[0] != '\0')
		return;
	scratch_new(&first.scratch);
	counter_open_again(&first, card);
	counter_close(&first);
	made = first.scratch;
	(void)atexit(forget_made);
}

void
counter_make(struct counter *c, const char *card)
{
	char command[256];

	make_once(card);
	scratch_new(&c->scratch);
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
counter_close(struct counter *c)
{
	harness_type(c->h, KEY_F10);
	assert_int_equal(harness_end(&c->h), 0);
}

void
counter_free(struct counter *c)
{
	scratch_free(&c->scratch);
}

/* What a holder says who lives here and knows both PINs. */
static const struct { const char *question, *answer; } answers[] = {
	{ "来庁した方", "1" },
	{ "この市区町村に住民登録がある", "1" },
	{ "成年被後見人である", "2" },
	{ "カードの券面の記載", "1" },
	{ "署名用の暗証番号", "1" },
	{ "利用者証明用の暗証番号", "1" },
};

/* It stands in the left half, alone; a long one reaches the line between. */
static bool
asks(const char *row, const char *question)
{
	size_t len = strlen(question);

	row += strspn(row, " ");
	return len > 0 && strncmp(row, question, len) == 0 && (row[len] == '\0' || strchr(" |\xe2", row[len]) != NULL);
}

bool
counter_asks(struct counter *c, const char *question)
{
	char row[2048];

	harness_row(c->h, 5, row, sizeof row);
	return asks(row, question);
}

static const char *
answer_to(struct harness *h, const char *other_question, const char *other_answer)
{
	char row[2048];
	size_t i;

	harness_row(h, 5, row, sizeof row);
	if (asks(row, other_question))
		return other_answer;
	for (i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (asks(row, answers[i].question))
			return answers[i].answer;
	}
	return NULL;
}

void
counter_answer(struct counter *c, const char *question, const char *answer)
{
	const char *key;
	int n = 0;

	/* Which question comes first is the rules' affair. */
	while ((key = answer_to(c->h, question, answer)) != NULL && n++ < 20)
		harness_press(c->h, key);
}

void
counter_to_summary(struct counter *c)
{
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "まもなく切れます");
	harness_press(c->h, "1");
	counter_answer(c, "", "");
	harness_expect(c->h, "照合番号B");
	harness_press(c->h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c->h, "番号　花子");
	harness_press(c->h, KEY_ENTER);
	counter_answer(c, "", "");
	harness_expect(c->h, "完了できます");
	harness_expect(c->h, "カードに書く前の確認");
}

void
counter_change_card(struct counter *c, const char *name)
{
	harness_press(c->h, KEY_F9);
	harness_expect(c->h, "リーダーに置くカード");
	harness_press(c->h, name);
	harness_press(c->h, KEY_ENTER);
}

void
counter_to_pins(struct counter *c)
{
	counter_to_summary(c);
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "署名用電子証明書の暗証番号");
}
