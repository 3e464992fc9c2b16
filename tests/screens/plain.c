/*
 * --plain: a whole renewal and a proxy's two visits, by whoever knows only what was said since the last key: no line is
 * looked at that came before, and nothing but words, ends of lines and bells is ever written.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"
#define LATER "2026-12-04T09:31"
#define ANSWERS_MAX 12

static struct counter c;
static struct buf said;			/* since the last key */
static size_t from, keys;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

static void
refuse(const char *why)
{
	print_error("%s\n", buf_text(&said));
	fail_msg("%s", why);
}

/* The bytes of a test's own mark, which no terminal of a clerk's gets. */
static size_t
mark(const char *bytes, size_t len)
{
	static const char begins[] = "\033]5379;";
	const char *end;

	if (len < sizeof begins - 1 || memcmp(bytes, begins, sizeof begins - 1) != 0)
		return 0;
	end = memchr(bytes, '\a', len);
	return end != NULL ? (size_t)(end - bytes) + 1 : len;
}

/* What was written since, which is text alone. */
static void
listen(void)
{
	size_t len, i, n;
	const char *all;
	uint32_t ch;

	all = harness_all(c.h, &len);
	buf_clear(&said);
	for (i = from; i < len; i += n) {
		if ((n = mark(all + i, len - i)) > 0)
			continue;
		n = text_decode(all + i, len - i, &ch);
		if (ch == '\r')
			continue;
		if ((ch < ' ' && ch != '\n' && ch != '\a') || (ch >= 0x2500 && ch < 0x2580))
			refuse("not only words were written");
		buf_add(&said, all + i, n);
	}
	from = len;
}

static void
press(const char *bytes)
{
	harness_press(c.h, bytes);
	keys += (size_t)text_chars(bytes);
	listen();
}

static void
hear(const char *words)
{
	char why[256];

	(void)snprintf(why, sizeof why, "not said: %s", words);
	if (strstr(buf_text(&said), words) == NULL)
		refuse(why);
}

static bool
line_said(const char *line)
{
	const size_t n = strlen(line);
	const char *at;

	for (at = buf_text(&said); (at = strstr(at, line)) != NULL; at += n) {
		if ((at == buf_text(&said) || at[-1] == '\n') && at[n] == '\n')
			return true;
	}
	return false;
}

/* Each question is said with all that can be answered, and where one stands. */
static const char *
answer(void)
{
	static const struct { const char *question, *usual, *key; } answers[] = {
		{ "この市区町村に住民登録がある", "> 1 はい", "1" }, { "成年被後見人である", "> 2 いいえ", "2" },
		{ "カードの券面の記載", "> 1 ", "1" }, { "署名用の暗証番号", "> 1 分かる", "1" },
		{ "利用者証明用の暗証番号", "> 1 分かる", "1" }, { "照会書兼回答書", "1 ", "1" },
		{ "本人が来られない理由", "1 ", "1" },
	};
	size_t i;

	for (i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (!line_said(answers[i].question))
			continue;
		hear(answers[i].usual);
		hear("2 ");
		return answers[i].key;
	}
	return NULL;
}

static void
answer_all(void)
{
	const char *key;
	int n = 0;

	while ((key = answer()) != NULL && n++ < ANSWERS_MAX)
		press(key);
	assert_true(n < ANSWERS_MAX);
}

static void
open_plain(const char *at)
{
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .kind = "dumb", .lang = "ja", .at = at,
	    .plain = true });
	from = keys = 0;
	listen();
	hear("madoguchi 練習");
	hear("> 1 受付");
	hear("9 監査の記録");
}

static void
to_the_visitor(const char *visitor)
{
	press("\033[B");
	assert_string_equal(buf_text(&said), "> 2 再来庁  照会書の番号を読み取る\n");
	press("\033[A");
	press(KEY_ENTER);
	hear("利用者証明用電子証明書  まもなく切れます");
	hear("> 1 更新");
	press("1");
	hear("来庁した方\n> 1 本人\n");
	press(visitor);
	answer_all();
}

static void
type_check_b(const char *question)
{
	hear("照合番号B");
	press("6");
	assert_string_equal(buf_text(&said), "6");
	press(&COUNTER_CHECK_B[1]);
	press(KEY_ENTER);
	hear("氏名  番号　花子\n");
	hear(question);
	press(KEY_ENTER);
}

static void
type_pin(const char *pin, const char *stars)
{
	press(pin);
	hear(stars);
	harness_type(c.h, KEY_ENTER);
	keys++;
}

static void
finish(const char *ended)
{
	press(KEY_ENTER);
	hear("署名用電子証明書の暗証番号\n");
	hear("英大文字と数字をまぜて6文字から16文字");
	hear("残り 5 回");
	type_pin("MADO1234", "*");
	harness_idle(c.h);
	listen();
	hear("利用者証明用電子証明書の暗証番号\n");
	type_pin("1234", "*");
	harness_until(c.h, "更新が終わりました");
	harness_idle(c.h);
	listen();
	hear("済  カードの確認");
	hear("更新が終わりました");
	hear("令和14年1月20日(火) まで有効");
	hear(ended);
	press(KEY_ENTER);
}

static void
a_renewal(void **state)
{
	(void)state;
	counter_make(&c, "about-to-expire");
	open_plain(COUNTER_AT);
	to_the_visitor("1");
	type_check_b("> 目の前の人と、住民記録に合っていれば Enter を押してください");
	answer_all();
	hear("カードに書く前の確認\nだれの  番号　花子\n");
	hear("手数料  0円 (無料)");
	finish("> 本人の氏名と生年月日を");
	hear("はじめ\n");
	hear("今日  完了 1  ");
	harness_type(c.h, KEY_F10);
	assert_int_equal(harness_end(&c.h), 0);
	(void)printf("a renewal: %zu keys, as on the screens\n", keys);
}

static void
first_visit(void)
{
	open_plain(COUNTER_AT);
	to_the_visitor("5");
	type_check_b("> 書類と住民記録の本人に合っていれば Enter を押してください");
	answer_all();
	hear("> 未 代理人の本人確認書類A 1点\n");
	press("menkyo");
	hear("> ");
	hear("運転免許証");
	press(KEY_ENTER);
	hear("照会になります");
	press(KEY_F2);
	hear("代理人氏名");
	press("番号　太郎");
	press(KEY_ENTER);
	hear("> 代理人住所");
	press(KEY_ENTER);
	press("友人" KEY_ENTER);
	hear("記録の前の確認");
	hear("送り先  東京都千代田区霞が関二丁目１番２号");
	press(KEY_ENTER);
	hear(NUMBER);
	hear("状態: 照会書発送待ち");
	press("1");
	press(NUMBER KEY_ENTER "123-45-67890-1" KEY_ENTER);
	hear("記録しました: 照会書を発送");
	press(KEY_ESC);
	hear("はじめ");
	harness_type(c.h, KEY_F10);
	assert_int_equal(harness_end(&c.h), 0);
	(void)printf("a proxy's first visit: %zu keys, as on the screens\n", keys);
}

static void
second_visit(void)
{
	open_plain(LATER);
	hear("回答待ち 1");
	press(KEY_F3);
	press(NUMBER KEY_ENTER);
	hear("番号　花子");
	press("1");
	hear("開く前に確かめてください");
	hear("1 すべての欄に記入がある");
	press("1");
	hear("> 1 すべての欄に記入がある  はい");
	press("2");
	press("3");
	press("4");
	hear("封筒に封入封緘");
	press(KEY_ENTER);
	answer_all();
	while (strstr(buf_text(&said), "> 未") != NULL)
		press("1");
	hear("カードに書く前の確認\nだれの  番号　花子\n");
	press(KEY_ENTER);
	hear("カードの表にある照合番号B");
	press(COUNTER_CHECK_B KEY_ENTER);
	hear("受付の人のカードです");
	finish("更新が終わりました");
	hear("シュレッダーにかけましたか");
	press(KEY_ENTER);
	hear("今日  完了 1  ");
	harness_type(c.h, KEY_F10);
	assert_int_equal(harness_end(&c.h), 0);
	(void)printf("a proxy's second visit: %zu keys, as on the screens\n", keys);
}

static void
two_visits(void **state)
{
	(void)state;
	counter_make(&c, "about-to-expire");
	first_visit();
	second_visit();
}

/* Ctrl-L says all again; a screen over another is said alone, and what it was asked about again when it is gone. */
static void
all_again(void **state)
{
	(void)state;
	counter_make(&c, "about-to-expire");
	open_plain(COUNTER_AT);
	press("\014");
	hear("madoguchi 練習");
	hear("F10終了\n");
	press(KEY_F1);
	hear("はじめ\n");
	hear("F2  ^R  受付を始めます");
	press(KEY_ESC);
	hear("> 1 受付");
	press(KEY_ENTER);
	press("1");
	press(KEY_F10);
	assert_memory_equal(buf_text(&said), "終了します\n", sizeof "終了します\n" - 1);
	assert_null(strstr(buf_text(&said), "来庁した方"));
	harness_type(c.h, KEY_ENTER);
	assert_int_equal(harness_end(&c.h), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_renewal, counter_teardown),
		cmocka_unit_test_teardown(two_visits, counter_teardown),
		cmocka_unit_test_teardown(all_again, counter_teardown),
	};

	return cmocka_run_group_tests_name("plain", tests, at_counter, NULL);
}
