/* A proxy's two visits, typed: reception, the letter, the reply; by the rules of whatever municipality. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "tests/screens/proxy-visits.h"

#define STEPS_MAX 40

/* What a proxy says; which of it is asked, and in what order, is the rules' affair. */
static const struct { const char *question, *answer; } answers[] = {
	{ "手続の理由", "1" }, { "来庁した方", "5" }, { "この市区町村に住民登録がある", "1" },
	{ "成年被後見人である", "2" },
	{ "カードの券面の記載", "1" }, { "署名用の暗証番号", "1" }, { "利用者証明用の暗証番号", "1" },
	{ "照会書兼回答書", "1" }, { "同じ日の届出", "1" }, { "本人が来られない理由", "1" }, { "有効期限通知書", "3" },
	{ "予約がある", "1" }, { "本人の住所地の窓口である", "1" }, { "委任状に記入がある", "1" },
	{ "照会の申請方法", "2" }, { "回答書の期限", "R8.12.20" KEY_ENTER }, { "失効手続の委任がある", "1" },
	{ "マイナンバーカードの状態", "1" }, { "本人と同一世帯である", "2" },
};

/* What the holder's card has on its face. */
static const char *
date_asked(const struct proxy_case *p)
{
	const struct { const char *question, *answer; } dates[] = {
		{ "カードの有効期限", p->card_expires }, { "署名用電子証明書の有効期限", p->certs_expire },
		{ "利用者証明用電子証明書の有効期限", p->certs_expire }, { "本人の生年月日", p->born },
	};
	size_t i;

	for (i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		if (counter_asks(p->c, dates[i].question))
			return dates[i].answer;
	}
	return NULL;
}

static const char *
next_key(const struct proxy_case *p)
{
	size_t i;

	if (!harness_shows(p->c->h, "来た人と書類"))
		return NULL;
	if (date_asked(p) != NULL)
		return date_asked(p);
	for (i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		if (counter_asks(p->c, answers[i].question))
			return answers[i].answer;
	}
	/* The first document of the list does, and the first answer is the good one. */
	return harness_shows(p->c->h, "> 未") ? "1" : NULL;
}

void
proxy_answer_all(const struct proxy_case *p)
{
	const char *key;
	int n = 0;

	while ((key = next_key(p)) != NULL && n++ < STEPS_MAX)
		harness_press(p->c->h, key);
	assert_true(n < STEPS_MAX);
}

static void
type_person(const struct proxy_case *p)
{
	int i;

	for (i = 0; i < 2; i++) {
		harness_press(p->c->h, "番号　花子" KEY_ENTER "ばんごう　はなこ" KEY_ENTER);
		harness_press(p->c->h, i == 0 ? KEY_ENTER : p->born);	/* it was asked before */
		harness_press(p->c->h, i == 0 ? "2" KEY_ENTER : KEY_ENTER);
		harness_press(p->c->h, "１００００１３" KEY_ENTER "東京都千代田区霞が関二丁目１番２号" KEY_ENTER);
	}
}

static void
name_visitor(const struct proxy_case *p)
{
	harness_expect(p->c->h, "代理人氏名");
	harness_press(p->c->h, "番号　太郎" KEY_ENTER KEY_ENTER "兄" KEY_ENTER);
}

/* Where the last day stands on the form, it is asked before the letter is recorded: none that has passed. */
static bool
name_last_day(const struct proxy_case *p)
{
	if (!harness_shows(p->c->h, "照会書に書く、回答の期限"))
		return false;
	harness_press(p->c->h, KEY_ENTER);
	harness_expect(p->c->h, "必要な欄が空です");
	harness_press(p->c->h, "令和8年1月5日" KEY_ENTER);
	harness_expect(p->c->h, "使えない日です");
	harness_press(p->c->h, "\025" "R8.12.20" KEY_ENTER);
	harness_expect(p->c->h, "令和8年12月20日");
	return true;
}

/* Whoever the card or the typist says it is. */
static void
tell_holder(const struct proxy_case *p, bool by_card)
{
	proxy_answer_all(p);
	if (harness_shows(p->c->h, "照合番号B")) {
		assert_true(by_card);
		harness_press(p->c->h, p->check_b);
		harness_press(p->c->h, KEY_ENTER);
		harness_expect(p->c->h, "書類と住民記録の本人に合っていれば");	/* a proxy stands there */
		harness_press(p->c->h, KEY_ENTER);
	} else if (harness_shows(p->c->h, "フリガナ")) {
		assert_false(by_card);
		type_person(p);
	}
	proxy_answer_all(p);
}

bool
proxy_first_visit(const struct proxy_case *p, bool by_card)
{
	bool asked;

	if (by_card) {
		harness_press(p->c->h, KEY_ENTER);
		harness_press(p->c->h, "1");
	} else {
		harness_press(p->c->h, KEY_F2);
		harness_press(p->c->h, KEY_F2);
		harness_expect(p->c->h, "カードのない受付");
		harness_press(p->c->h, "1");
	}
	tell_holder(p, by_card);
	harness_expect(p->c->h, "照会になります");
	harness_press(p->c->h, KEY_F2);
	tell_holder(p, by_card);
	name_visitor(p);
	asked = name_last_day(p);
	harness_expect(p->c->h, "記録の前の確認");
	harness_expect(p->c->h, p->lives);
	harness_press(p->c->h, KEY_ENTER);
	harness_expect(p->c->h, PROXY_NUMBER);
	harness_expect(p->c->h, "照会書発送待ち");
	harness_press(p->c->h, "1");
	harness_press(p->c->h, PROXY_NUMBER KEY_ENTER "123-45-67890-1" KEY_ENTER);
	harness_expect(p->c->h, "記録しました: 照会書を発送");
	return asked;
}

/* By the number as a scanner types it. */
void
proxy_second_visit(const struct proxy_case *p)
{
	harness_expect(p->c->h, "回答待ち 1");
	harness_press(p->c->h, KEY_F3);
	harness_press(p->c->h, PROXY_NUMBER KEY_ENTER);
	harness_expect(p->c->h, "番号　花子");
	harness_press(p->c->h, "1");
	harness_expect(p->c->h, "開く前に確かめてください");
	harness_press(p->c->h, "1");
	harness_press(p->c->h, "2");
	harness_press(p->c->h, harness_shows(p->c->h, "押印がある") ? "345" :
	    harness_shows(p->c->h, "本人の自署") ? "34" : "3");
	harness_expect(p->c->h, "封筒に封入封緘");
	harness_press(p->c->h, KEY_ENTER);
	proxy_answer_all(p);
	harness_expect(p->c->h, "カードに書く前の確認");
}
