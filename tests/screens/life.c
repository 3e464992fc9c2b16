/*
 * The whole life of a proxy's case, typed into the real program in two processes with two weeks between: reception, the
 * letter, the reply, the card's new certificates; by the rules of each of the five municipalities.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"
#define LATER "2026-12-04T09:31"
#define EARLIER "2026-11-06T10:31"
#define STEPS_MAX 40

static struct counter c;

/* What a proxy says; which of it is asked, and in what order, is the rules' affair. */
static const struct { const char *question, *answer; } answers[] = {
	{ "手続の理由", "1" }, { "来庁した方", "5" }, { "この市区町村に住民登録がある", "1" }, { "成年被後見人である", "2" },
	{ "カードの券面の記載", "1" }, { "署名用の暗証番号", "1" }, { "利用者証明用の暗証番号", "1" },
	{ "照会書兼回答書", "1" }, { "同じ日の届出", "1" }, { "本人が来られない理由", "1" }, { "有効期限通知書", "3" },
	{ "予約がある", "1" }, { "本人の住所地の窓口である", "1" }, { "委任状に記入がある", "1" },
	{ "照会の申請方法", "2" }, { "回答書の期限", "R8.12.20" KEY_ENTER }, { "失効手続の委任がある", "1" },
	{ "マイナンバーカードの状態", "1" }, { "カードの有効期限", "R14.1.20" KEY_ENTER },
	{ "署名用電子証明書の有効期限", "R9.1.20" KEY_ENTER }, { "利用者証明用電子証明書の有効期限", "R9.1.20" KEY_ENTER },
	{ "本人と同一世帯である", "2" }, { "本人の生年月日", "S61.1.20" KEY_ENTER },
};

static const char *
next_key(void)
{
	size_t i;

	if (!harness_shows(c.h, "来た人と書類"))
		return NULL;
	for (i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (counter_asks(&c, answers[i].question))
			return answers[i].answer;
	}
	/* The first document of the list does, and the first answer is the good one. */
	return harness_shows(c.h, "> 未") ? "1" : NULL;
}

static void
answer_all(void)
{
	const char *key;
	int n = 0;

	while ((key = next_key()) != NULL && n++ < STEPS_MAX)
		harness_press(c.h, key);
	assert_true(n < STEPS_MAX);
}

static void
type_person(void)
{
	int i;

	for (i = 0; i < 2; i++) {
		harness_press(c.h, "番号　花子" KEY_ENTER "ばんごう　はなこ" KEY_ENTER);
		harness_press(c.h, i == 0 ? KEY_ENTER : "S61.1.20" KEY_ENTER);	/* it was asked before */
		harness_press(c.h, i == 0 ? "2" KEY_ENTER : KEY_ENTER);
		harness_press(c.h, "１００００１３" KEY_ENTER "東京都千代田区霞が関二丁目１番２号" KEY_ENTER);
	}
}

static void
name_visitor(void)
{
	harness_expect(c.h, "代理人氏名");
	harness_press(c.h, "番号　太郎" KEY_ENTER KEY_ENTER "兄" KEY_ENTER);
}

/* Whoever the card or the typist says it is. */
static void
tell_holder(bool by_card)
{
	answer_all();
	if (harness_shows(c.h, "照合番号B")) {
		assert_true(by_card);
		harness_press(c.h, COUNTER_CHECK_B KEY_ENTER KEY_ENTER);
	} else if (harness_shows(c.h, "フリガナ")) {
		assert_false(by_card);
		type_person();
	}
	answer_all();
}

static void
first_visit(bool by_card)
{
	if (by_card) {
		harness_press(c.h, KEY_ENTER);
		harness_press(c.h, "1");
	} else {
		harness_press(c.h, KEY_F2);
		harness_press(c.h, KEY_F2);
		harness_expect(c.h, "カードのない受付");
		harness_press(c.h, "1");
	}
	tell_holder(by_card);
	harness_expect(c.h, "照会になります");
	harness_press(c.h, KEY_F2);
	tell_holder(by_card);
	name_visitor();
	harness_expect(c.h, "記録の前の確認");
	harness_expect(c.h, "霞が関");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, NUMBER);
	harness_expect(c.h, "照会書発送待ち");
	harness_press(c.h, "1");
	harness_press(c.h, "123-45-67890-1" KEY_ENTER);
	harness_expect(c.h, "記録しました: 照会書を発送");
}

/* By the number as a scanner types it. */
static void
second_visit(void)
{
	harness_expect(c.h, "回答待ち 1");
	harness_press(c.h, KEY_F3);
	harness_press(c.h, NUMBER KEY_ENTER);
	harness_expect(c.h, "番号　花子");
	harness_press(c.h, "1");
	harness_expect(c.h, "開く前に確かめてください");
	harness_press(c.h, "1");
	harness_press(c.h, "2");
	harness_press(c.h, harness_shows(c.h, "押印がある") ? "345" : harness_shows(c.h, "本人の自署") ? "34" : "3");
	harness_expect(c.h, "封筒に封入封緘");
	harness_press(c.h, KEY_ENTER);
	answer_all();
	harness_expect(c.h, "カードに書く前の確認");
	counter_prove(&c);
	harness_expect(c.h, "紙に書かれているとおり");
	harness_refuse(c.h, "花子");
	counter_type_pins(&c, "MADO1234");
	harness_until(c.h, "更新が終わりました");
	harness_expect(c.h, "令和14年1月20日(火) まで有効");
}

static void
end_life(void)
{
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "シュレッダーにかけましたか");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "完了 1");
	counter_close(&c);
}

static void
live(const char *profile, bool by_card)
{
	struct counter_terminal first = { .profile = profile }, later = { .profile = profile, .at = LATER };

	counter_make(&c, "about-to-expire");
	counter_open_in(&c, by_card ? "about-to-expire" : NULL, &first);
	first_visit(by_card);
	counter_close(&c);
	counter_open_in(&c, "about-to-expire", &later);
	second_visit();
	end_life();
	counter_free(&c);
}

/* The days are past ones: what is issued on the second is judged by others today. */
static void
over_a_daemon(void **state)
{
	const struct counter_terminal first = { .profile = "kawasaki", .at = EARLIER, .over_pcsc = true };
	const struct counter_terminal later = { .profile = "kawasaki", .at = COUNTER_AT, .over_pcsc = true };

	(void)state;
	counter_open_over_pcsc(&c, &first);
	first_visit(true);
	counter_close(&c);
	counter_open_over_pcsc(&c, &later);
	second_visit();
	end_life();
}

static void
kawaguchi(void **state)
{
	(void)state;
	live("kawaguchi", true);
}

static void
kawasaki(void **state)
{
	(void)state;
	live("kawasaki", true);
}

/* There a telephone call has the form posted; no card lies on the reader. */
static void
odawara_by_telephone(void **state)
{
	(void)state;
	live("odawara", false);
}

static void
tachikawa(void **state)
{
	(void)state;
	live("tachikawa", true);
}

static void
setagaya(void **state)
{
	(void)state;
	live("setagaya", true);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest daemon[] = { cmocka_unit_test(over_a_daemon) };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kawaguchi), cmocka_unit_test(kawasaki), cmocka_unit_test(odawara_by_telephone),
		cmocka_unit_test(tachikawa), cmocka_unit_test(setagaya),
	};

	if (argc > 1 && strcmp(argv[1], "pcsc") == 0)
		return cmocka_run_group_tests(daemon, NULL, NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
