/* The steps at the authority's terminal: whose card, which procedure, which certificates until when, who types which PIN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "forms/terminal.h"

static const struct date until[CERT_COUNT] = { { 2032, 1, 20 }, { 2032, 1, 20 } };

static size_t
steps_with(const char *procedure, unsigned certificates, unsigned pins, const struct jis_pairs *agreed, bool by_staff,
    struct terminal_step out[TERMINAL_STEPS_MAX])
{
	struct case_file f = { .certificates = certificates, .pins = pins };

	(void)snprintf(f.procedure, sizeof(f.procedure), "%s", procedure);
	(void)snprintf(f.person.name, sizeof(f.person.name), "番号　花子");
	(void)snprintf(f.card, sizeof(f.card), "%s", "AB");
	f.person.born = (struct date){ 1986, 1, 20 };
	return terminal_steps(&f, until, agreed, by_staff, LANG_JA, out);
}

static size_t
steps(const char *procedure, unsigned certificates, unsigned pins, bool by_staff,
    struct terminal_step out[TERMINAL_STEPS_MAX])
{
	return steps_with(procedure, certificates, pins, NULL, by_staff, out);
}

static void
expect(const struct terminal_step *list, size_t n, const char *const *lines)
{
	size_t i;

	for (i = 0; i < n && lines[i] != NULL; i++)
		assert_string_equal(list[i].text, lines[i]);
	assert_int_equal(i, n);
	assert_null(lines[i]);
}

static void
a_renewal_by_its_holder(void **state)
{
	struct terminal_step list[TERMINAL_STEPS_MAX];

	(void)state;
	expect(list, steps("renew", CERT_BOTH, 0, false, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 電子証明書の更新",
		"本人が入力: いまの署名用電子証明書の暗証番号", "本人が入力: いまの利用者証明用電子証明書の暗証番号",
		"署名用電子証明書を発行する: 令和14年1月20日まで", "利用者証明用電子証明書を発行する: 令和14年1月20日まで",
		"印字を確かめる", "カードを窓口のリーダーに戻す", NULL });
}

static void
pins_from_a_paper(void **state)
{
	struct terminal_step list[TERMINAL_STEPS_MAX];

	(void)state;
	expect(list, steps("issue", CERT_BIT(CERT_AUTH), 1u << PIN_AUTH, true, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 電子証明書の発行",
		"利用者証明用電子証明書を発行する: 令和14年1月20日まで",
		"職員が紙から入力: 新しい利用者証明用電子証明書の暗証番号", "印字を確かめる", "カードを窓口のリーダーに戻す", NULL });
}

static void
nothing_but_pins_or_a_revocation(void **state)
{
	struct terminal_step list[TERMINAL_STEPS_MAX];

	(void)state;
	expect(list, steps("unlock", 0, 1u << PIN_SIGN, false, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 暗証番号の再設定",
		"本人が決めて入力: 新しい署名用電子証明書の暗証番号", "印字を確かめる", "カードを窓口のリーダーに戻す", NULL });
	assert_string_equal(list[0].text, "番号　花子様(昭和61年1月20日生)のカードを統合端末に置く");
	(void)steps("revoke", CERT_BOTH, 0, false, list);
	assert_string_equal(list[2].text, "署名用電子証明書を失効する");
	(void)steps("report-key", CERT_BIT(CERT_AUTH), 0, false, list);
	assert_string_equal(list[2].text, "利用者証明用電子証明書を失効する");
	expect(list, steps("without-pins", CERT_BOTH, 0, false, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 顔認証カードへの切替え",
		"署名用電子証明書を失効する", "カードの追記欄に「顔認証」と記載する", "印字を確かめる",
		"カードを窓口のリーダーに戻す", NULL });
	expect(list, steps("with-pins", CERT_BOTH, 1u << PIN_AUTH, false, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 顔認証カードからの切替え",
		"本人が決めて入力: 新しい利用者証明用電子証明書の暗証番号", "印字を確かめる",
		"カードを窓口のリーダーに戻す", NULL });
}

/* Behind the certificate that has the name in it, and nowhere else. */
static void
what_the_holder_agreed_to(void **state)
{
	struct jis_pairs pairs = { .count = 0 };
	struct terminal_step list[TERMINAL_STEPS_MAX];
	size_t i, n;

	(void)state;
	assert_int_equal(jis_pairs_read("﨑=崎 \xee\x80\x80=外 髙=タカ", &pairs), ERR_NONE);
	expect(list, steps_with("renew", CERT_BOTH, 0, &pairs, false, list), (const char *const[]){
		"番号　花子様(昭和61年1月20日生)のカードを統合端末に置く", "手続: 電子証明書の更新",
		"本人が入力: いまの署名用電子証明書の暗証番号", "本人が入力: いまの利用者証明用電子証明書の暗証番号",
		"署名用電子証明書を発行する: 令和14年1月20日まで",
		"証明書の代わりの文字: 﨑(U+FA11)=崎  \xee\x80\x80(U+E000)=外", "証明書の代わりの文字: 髙(U+9AD9)=タカ",
		"利用者証明用電子証明書を発行する: 令和14年1月20日まで", "印字を確かめる",
		"カードを窓口のリーダーに戻す", NULL });
	assert_int_equal(steps_with("renew", CERT_BIT(CERT_AUTH), 0, &pairs, false, list), 6);
	assert_int_equal(steps_with("revoke", CERT_BOTH, 0, &pairs, false, list), 6);
	/* As many of them as there can be. */
	for (i = pairs.count; i < JIS_PAIRS_MAX; i++)
		pairs.pair[i] = pairs.pair[0];
	pairs.count = JIS_PAIRS_MAX;
	n = steps_with("issue", CERT_BOTH, 1u << PIN_COUNT, &pairs, true, list);
	assert_true(n > JIS_PAIRS_MAX / TERMINAL_PAIRS && n <= TERMINAL_STEPS_MAX);
}

/* A holder who was only told, and whose card nobody heard, where the certificate gets the name; the record knows. */
static void
a_card_that_was_not_heard(void **state)
{
	static const char step[] = "カードの氏名はまだ読んでいない。証明書に入らない文字は本人の同意を得る";
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .person = { .name = "渡辺　葵" } };
	struct terminal_step list[TERMINAL_STEPS_MAX];

	(void)state;
	assert_int_equal(terminal_steps(&f, until, NULL, false, LANG_JA, list), 9);
	assert_string_equal(list[5].text, step);
	f.person.source = PERSON_RECORD;
	assert_int_equal(terminal_steps(&f, until, NULL, false, LANG_JA, list), 8);
	f.person.source = PERSON_TOLD;
	f.certificates = CERT_BIT(CERT_AUTH);
	assert_int_equal(terminal_steps(&f, until, NULL, false, LANG_JA, list), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_renewal_by_its_holder),
		cmocka_unit_test(pins_from_a_paper),
		cmocka_unit_test(nothing_but_pins_or_a_revocation),
		cmocka_unit_test(what_the_holder_agreed_to),
		cmocka_unit_test(a_card_that_was_not_heard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
