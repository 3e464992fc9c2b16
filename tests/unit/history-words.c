/* No code is left as it is in what a case's screen tells of its history, whichever event has it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/event.h"
#include "base/lang.h"
#include "case/handover.h"
#include "fixture.h"
#include "rule/profile.h"
#include "tui/flow/case-why-private.h"

/* With a fact and a reason of its own. */
static struct profile *profile;

static const char *
words_of(const char *event, const char *why)
{
	static char out[512];
	struct case_history h = { .why = "" };

	(void)snprintf(h.event, sizeof h.event, "%s", event);
	(void)snprintf(h.why, sizeof h.why, "%s", why);
	case_why_words(profile, &h, out, sizeof out);
	return out;
}

/* A word of Latin letters; "B" of 照合番号B and "PIN" are none. */
static bool
has_code(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		n = *text >= 'a' && *text <= 'z' ? n + 1 : 0;
		if (n == 3)
			return true;
	}
	return false;
}

/* What stands there as a clerk has written it. */
static bool
is_own(const char *event)
{
	static const char *const own[] = { "noted", "approved", "withdrawn", "expired", "cancelled", "terminal-gone" };
	size_t i;

	for (i = 0; i < sizeof own / sizeof own[0] && strcmp(own[i], event) != 0; i++)
		;
	return i < sizeof own / sizeof own[0];
}

static void
expect_words(const char *why)
{
	const char *event;
	size_t i;

	for (i = 0; (event = event_of_case(i)) != NULL; i++) {
		if (!is_own(event) && has_code(words_of(event, why)))
			fail_msg("%s, %s: %s", event, why, words_of(event, why));
	}
}

static void
every_code_has_words(void **state)
{
	static const char *const others[] = { "card", "print", "face", "recovered", "pin-mismatch", "card,sign-unread", "identity",
	    "card-damaged", "x-of-the-city", "pin-locked,pin-not-reset", "not-renewed,one-certificate,other-date" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		expect_words(others[i]);
	for (i = 0; i < HANDOVER_DIFFERENCE_COUNT; i++)
		expect_words(handover_code((enum handover_difference)i));
	for (i = 0; i < TERMINAL_REFUSAL_COUNT; i++)
		expect_words(terminal_refusal_code((enum terminal_refusal)i));
	for (i = 0; i < PIN_COUNT; i++)
		expect_words(pin_format((enum pin_kind)i)->code);
	for (i = 0; i < CERT_COUNT; i++)
		expect_words(cert_code((enum cert_kind)i));
	for (i = 1; i < ERR_COUNT; i++)
		if (strstr(err_what((enum err)i, LANG_JA), err_name((enum err)i)) == NULL &&
		    !has_code(err_what((enum err)i, LANG_JA)))
			expect_words(err_name((enum err)i));
}

/* All facts with all their words, as a correction tells them. */
static void
every_fact_has_words(void **state)
{
	char why[CASE_WHY_MAX];
	unsigned f;
	int i;

	(void)state;
	for (f = 0; f < FACT_COUNT; f++) {
		const struct fact_info *info = fact_info((enum fact)f);

		if (facts_is_own((enum fact)f))		/* below */
			continue;
		for (i = 0; info->words[i] != NULL; i++) {
			(void)snprintf(why, sizeof why, "%s: - > %s", info->key, info->words[i]);
			if (has_code(words_of("fact-corrected", why)))
				fail_msg("%s: %s", why, words_of("fact-corrected", why));
		}
	}
	assert_string_equal(words_of("fact-corrected", "sign-pin: known > -"), "署名用の暗証番号: 分かる > 未確認");
	assert_string_equal(words_of("fact-corrected", "certificates: sign,auth > sign"),
	    "電子証明書: 署名用+利用者証明用 > 署名用");
}

static void
words_are_those_of_the_event(void **state)
{
	(void)state;
	assert_string_equal(words_of("terminal-refused", "not-begun"), "端末では何もしていない");
	assert_string_equal(words_of("not-as-wanted", "other-card"), "別のカード");
	assert_string_equal(words_of("not-as-wanted", "pin-locked,not-renewed"),
	    "暗証番号がロックのまま、前の証明書のまま");
	assert_string_equal(words_of("taken-back", "card"), "カード");
	assert_string_equal(words_of("taken-back", "card,sign-unread"), "カード、署名用は読んでいない");
	assert_string_equal(words_of("printed:terminal-slip", ""), "統合端末での手続");
}

/* As the profile calls them, also where no translation is installed; one that it hasn't any more by its code. */
static void
a_municipalitys_own_have_its_words(void **state)
{
	static const struct { enum lang lang; const char *why, *words; } rows[] = {
		{ LANG_JA, "x-ticket: no > yes", "整理券を持っている: いいえ > はい" },
		{ LANG_EN, "x-ticket: no > yes", "has a ticket: " },
		{ LANG_JA, "x-hall: - > yes", "本庁に来た: 未確認 > はい" },
		{ LANG_EN, "x-hall: - > yes", "本庁に来た: " },
		{ LANG_JA, "x-gone: no > -", "x-gone: いいえ > 未確認" },
		{ LANG_JA, "proxy-reason: x-care > work", "本人が来られない理由: 介護 > 仕事" },
		{ LANG_EN, "proxy-reason: work > x-care", " > in care" },
		{ LANG_JA, "proxy-reason: x-gone > work", "本人が来られない理由: x-gone > 仕事" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		lang_start(rows[i].lang, ".");
		assert_non_null(strstr(words_of("fact-corrected", rows[i].why), rows[i].words));
	}
	lang_start(LANG_JA, NULL);
}

/* What its rules say: the history keeps the codes of refusals and of what was missing. */
static void
a_municipalitys_own_reasons_have_its_words(void **state)
{
	(void)state;
	assert_string_equal(words_of("refuse", "x-no-ticket"), "整理券がない方は受付できません");
	assert_string_equal(words_of("found-incomplete", "identity,x-photo"), "本人確認書類、顔写真");
	assert_string_equal(words_of("refuse", "x-gone"), "自治体の規則");
}

/* A comma, or a word that might be a code. */
static void
what_a_clerk_wrote_stands(void **state)
{
	(void)state;
	assert_string_equal(words_of("noted", "down"), "down");
	assert_string_equal(words_of("refused", "Tanaka, by telephone"), "Tanaka, by telephone");
	assert_string_equal(words_of("cancelled", "print"), "print");
}

static int
open_city(void **state)
{
	char dir[512];

	(void)fixture_setup_folder(state);
	(void)snprintf(dir, sizeof dir, "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	(void)scratch_write(&scratch, "city.ini", "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
	    "[fact x-ticket]\ntext = 整理券を持っている\nenglish = has a ticket\nstage = procedure\nsource = 例市\n"
	    "[fact x-hall]\ntext = 本庁に来た\nstage = procedure\nsource = 例市\n"
	    "[reason x-care]\ntext = 介護\nenglish = in care\nsource = 例市\n"
	    "[refuse x-no-ticket]\ncode = x-no-ticket\nwhen = x-ticket = no and x-hall = yes\n"
	    "text = 整理券がない方は受付できません\nsource = 例市\n"
	    "[rule self]\noutcome = proceed\nneeds = card, photo\ntext = 例\nsource = 例市\n"
	    "[need photo]\ncode = x-photo\nmet = x-hall = yes\ntext = 顔写真\nsource = 例市\n");
	return profile_open(dir, scratch_path(&scratch, "city.ini"), &profile, NULL) == ERR_NONE ? 0 : -1;
}

static int
close_city(void **state)
{
	profile_free(&profile);
	return fixture_teardown(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_words),
		cmocka_unit_test(every_fact_has_words),
		cmocka_unit_test(words_are_those_of_the_event),
		cmocka_unit_test(a_municipalitys_own_have_its_words),
		cmocka_unit_test(a_municipalitys_own_reasons_have_its_words),
		cmocka_unit_test(what_a_clerk_wrote_stands),
	};

	return cmocka_run_group_tests(tests, open_city, close_city);
}
