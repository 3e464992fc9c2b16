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

/* "NAME=value" as given, or of this environment where value is NULL, or one that means nothing. */
static const char *
variable(const char *name, const char *value, char *out, size_t size)
{
	value = value != NULL ? value : getenv(name);
	(void)snprintf(out, size, "%s=%s", value != NULL ? name : "UNUSED", value != NULL ? value : "");
	return out;
}

static const char *
program(char *out, size_t size)
{
	const char *build = getenv("top_builddir");

	(void)snprintf(out, size, "%s/madoguchi", build != NULL ? build : ".");
	return out;
}

/* A folder of its own, or this environment's with the daemon that is there. */
static void
start(struct counter *c, const char *const *argv, const struct counter_terminal *t)
{
	static const struct { const char *name; bool pcsc; } passed[] = {
		{ "MADOGUCHI_DATADIR", false }, { "MADOGUCHI_LIBEXECDIR", false }, { "XDG_DATA_HOME", true },
		{ "XDG_STATE_HOME", true }, { "PCSCLITE_CSOCK_NAME", true },
	};
	enum { PASSED = sizeof passed / sizeof passed[0] };
	char vars[PASSED + 3][1024], words[1000];
	const char *build = getenv("top_builddir"), *env[PASSED + 4] = { NULL };
	size_t i, n = 0;

	(void)snprintf(words, sizeof words, "%s/po", build != NULL ? build : ".");
	env[n] = variable("HOME", t->over_pcsc ? NULL : c->scratch.folder, vars[n], sizeof vars[n]);
	n++;
	env[n] = variable("TERM", t->kind != NULL ? t->kind : "xterm-256color", vars[n], sizeof vars[n]);
	n++;
	env[n] = variable("MADOGUCHI_LOCALEDIR", words, vars[n], sizeof vars[n]);
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
	const struct { const char *name, *value; } options[] = {
		{ "--card", card }, { "--lang", t->lang }, { "--profile", t->profile }, { "--config", t->config },
		{ "--wire", t->over_pcsc ? "pcsc" : NULL },
	};
	const char *const *through = t->through;
	char path[1024];
	const char *argv[40] = { NULL };
	size_t i, n = 0;

	while (through != NULL && *through != NULL)
		argv[n++] = *through++;
	argv[n++] = program(path, sizeof path);
	argv[n++] = "--training";
	argv[n++] = "--at";
	argv[n++] = t->at != NULL ? t->at : COUNTER_AT;
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
