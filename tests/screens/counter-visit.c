/* A visit typed at a counter of tests. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/screens/counter.h"

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

void
counter_press_until(struct counter *c, const char *key, const char *shown)
{
	int n;

	for (n = 0; n < 100 && !harness_shows(c->h, shown); n++)
		harness_press(c->h, key);
	harness_expect(c->h, shown);
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
counter_to_holder(struct counter *c, const char *question, const char *answer)
{
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "まもなく切れます");
	harness_press(c->h, "1");
	counter_answer(c, question, answer);
}

void
counter_to_summary(struct counter *c)
{
	counter_to_holder(c, "", "");
	harness_expect(c->h, "照合番号B");
	harness_press(c->h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c->h, "番号　花子");
	harness_press(c->h, KEY_ENTER);
	counter_answer(c, "", "");
	harness_expect(c->h, "完了できます");
	harness_expect(c->h, "カードに書く前の確認");
}

void
counter_prove(struct counter *c)
{
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "カードの表にある照合番号B");
	harness_press(c->h, COUNTER_CHECK_B KEY_ENTER);
	harness_expect(c->h, "受付の人のカードです");
	harness_press(c->h, KEY_ENTER);
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

/* Typed ahead the second would be thrown away. */
void
counter_type_pins(struct counter *c, const char *sign)
{
	char keys[32];

	(void)snprintf(keys, sizeof keys, "%s" KEY_ENTER, sign);
	harness_press(c->h, keys);
	harness_press(c->h, "1234" KEY_ENTER);
}

void
counter_to_steps(struct counter *c, const char *shown)
{
	counter_to_pins(c);
	harness_press(c->h, "MADO1234" KEY_ENTER);
	harness_type(c->h, "1234" KEY_ENTER);
	harness_until(c->h, shown);
}

void
counter_close_renewed(struct counter *c)
{
	harness_expect(c->h, "更新が終わりました");
	harness_press(c->h, KEY_ENTER);
	counter_close(c);
}

void
counter_proxy_comes(struct counter *c)
{
	counter_to_holder(c, "来庁した方", "5");
	if (counter_asks(c, "照会書兼回答書"))
		harness_press(c->h, "1");
	counter_answer(c, "", "");
}

void
counter_order_letter(struct counter *c)
{
	counter_proxy_comes(c);
	harness_expect(c->h, "照合番号B");
	harness_press(c->h, COUNTER_CHECK_B KEY_ENTER KEY_ENTER);
	harness_expect(c->h, "代理人の本人確認書類A 1点");
	harness_press(c->h, "menkyo");
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "照会になります");
	harness_press(c->h, KEY_F2);
	harness_press(c->h, "番号　太郎" KEY_ENTER KEY_ENTER "友人" KEY_ENTER);
	harness_press(c->h, KEY_ENTER);
	harness_expect(c->h, "照会書発送待ち");
}
