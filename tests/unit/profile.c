/* What is inherited is laid under, rules whole; and how a profile is opened. */
#include "config.h"

#include "rule/profile.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"
#include "rule/rule.h"

static struct faults faults;

#define RULE "[rule a]\noutcome = proceed\ntext = x\nsource = y\n"

static void
it_must_say_who_it_is(void **state)
{
	struct profile *p;

	(void)state;
	faults.count = 0;
	assert_int_equal(profile_read_text("", &p, &faults), ERR_PROFILE);
	assert_int_equal(profile_read_text("[municipality]\nname = x\n", &p, &faults), ERR_PROFILE);
	assert_int_equal(profile_read_text("[municipality]\nname = x\nsource = y\ninherit = national\n", &p, &faults),
	    ERR_PROFILE);
	assert_int_equal(faults.count, 3);
	assert_string_equal(faults.list[2].message, "ここでは inherit は使えません");
	assert_string_equal(faults.list[2].file, "(text)");
}

/* A folder before it or ".ini" behind it makes a file of a name; its code has neither. */
static void
it_is_opened_by_name_or_by_file(void **state)
{
	static const char text[] = "[municipality]\nname = x\nsource = y\n" RULE;
	static const struct { const char *file, *code; bool folder; } rows[] = {
		{ "plain", "plain", true }, { "city.ini", "city", true }, { "city.ini", "city", false },
		{ "a.ini", "a", false },
	};
	const int here = open(".", O_RDONLY | O_DIRECTORY);
	const char *name;
	struct profile *p;
	size_t i;

	(void)state;
	assert_true(here >= 0);
	assert_int_equal(chdir(scratch.folder), 0);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)scratch_write(&scratch, rows[i].file, text);
		name = rows[i].folder ? scratch_path(&scratch, rows[i].file) : rows[i].file;
		assert_int_equal(profile_open("/nowhere", name, &p, NULL), ERR_NONE);
		assert_string_equal(profile_code(p), rows[i].code);
		profile_free(&p);
	}
	assert_int_equal(fchdir(here), 0);
	(void)close(here);
}

static void
what_can_apply_on_some_day_is_none(void **state)
{
	static const char text[] = "[municipality]\nname = x\nsource = y\n"
	    DEPARTS
	    RULE "until = 2026-03-31\n[rule b]\noutcome = consult\ntext = x\nsource = y\nwhen = visitor = self\n";
	struct profile *p;

	(void)state;
	faults.count = 0;
	assert_int_equal(profile_read_text(text, &p, &faults), ERR_NONE);
	assert_int_equal(profile_check(p, (struct date){ 2026, 11, 20 }, &faults), ERR_NONE);
	assert_int_equal(faults.count, 0);
	profile_free(&p);
}

/* --- inheritance --- */

static const char base_text[] = "[municipality]\nname = 基\nsource = 基\nage = birthday\nfrom = 2030-01-01\n"
    "[documents A]\nid = 身分証\n[documents B]\nbook = 通帳(住民名義)\n[document book]\nseal = yes\nsource = 基\n"
    "[define]\nhome = visitor = self\n"
    "[rule a]\noutcome = consult\ntext = 基a\nsource = 基\n"
    "[tell next-visit]\ntext = 基\nsource = 基\n[fee free]\nyen = 0\ntext = 基\nsource = 基\n";
static const char child_text[] = "[municipality]\nname = 子\nsource = 子\ninherit = base\n"
    "[class B]\ninherit = no\n[documents B]\nstick = 証\n[define]\nhome = visitor = proxy\n"
    "[rule b]\nwhen = home\noutcome = proceed\ntext = 子b\nsource = 子\n[tell next-visit]\noff = yes\n"
    "[fee free]\nyen = 200\ntext = \"子;#\"\nsource = 子\n";

static void
rules_replace_whole_and_settings_by_key(void **state)
{
	char why[FACTS_WHY_MAX];
	struct profile *p = NULL, *again = NULL;
	const struct moment at = { .date = { 2026, 11, 20 }, .hour = -1 };
	struct facts facts = { 0 };
	struct decision d;

	(void)state;
	(void)scratch_write(&scratch, "base.ini", base_text);
	(void)scratch_write(&scratch, "child.ini", child_text);
	faults.count = 0;
	if (profile_open(scratch.folder, "child", &p, &faults) != ERR_NONE)
		fail_msg("%d: %s", faults.list[0].line, faults.list[0].message);
	assert_string_equal(profile_code(p), "child");
	assert_string_equal(profile_name(p), "子");
	assert_int_equal(profile_find_document(p, "身分証"), 0);
	assert_true(profile_find_document(p, "通帳") < 0);
	assert_true(profile_find_document(p, "証") >= 0);
	assert_int_equal(profile_rules(p), 3);
	assert_string_equal(profile_rule_name(p, 0), "rule b");
	assert_string_equal(profile_rule_name(p, 1), "rule a");
	assert_string_equal(profile_rule_name(p, 2), "fee free");
	assert_int_equal(facts_read(&facts, NULL, "visitor=proxy", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, NULL, "procedure=change-pin", why), ERR_NONE);
	assert_int_equal(facts_read(&facts, NULL, "pins=juki", why), ERR_NONE);
	assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
	assert_int_equal(d.outcome, OUTCOME_PROCEED);
	assert_int_equal(d.yen, 200);
	assert_string_equal(d.fee_text, "子;#");

	/* The text that a case keeps makes the same profile, with the same hash. */
	if (profile_read_text(profile_text(p), &again, &faults) != ERR_NONE)
		fail_msg("%d: %s", faults.list[0].line, faults.list[0].message);
	assert_string_equal(profile_code(again), "child");
	assert_string_equal(profile_text(again), profile_text(p));
	assert_string_equal(profile_hash(again), profile_hash(p));
	assert_int_equal(strlen(profile_hash(p)), 64);
	profile_free(&again);
	profile_free(&p);

	assert_int_equal(unlink(scratch_path(&scratch, "base.ini")), 0);
	faults.count = 0;
	assert_int_equal(profile_open(scratch.folder, "child", &p, &faults), ERR_PROFILE);
	assert_int_equal(faults.count, 2);
	assert_int_equal(faults.list[1].line, 4);
	assert_int_equal(unlink(scratch_path(&scratch, "child.ini")), 0);
	assert_int_equal(profile_open(scratch.folder, "child", &p, &faults), ERR_IO);
	assert_int_equal(rmdir(scratch.folder), 0);
}

/* A base is a file's name, beside the heir, that inherits nothing itself: else the line says what is wrong, once. */
static void
what_cant_be_inherited_is_a_fault(void **state)
{
	static const struct { const char *inherit, *base, *file, *word; int line; } rows[] = {
		{ "../base", base_text, "child.ini", "「../base」", 4 },
		{ "base.ini", base_text, "child.ini", "「base.ini」", 4 },
		{ "Base", base_text, "child.ini", "「Base」", 4 },
		{ "base", "[municipality]\nname = 基\nsource = 基\ninherit = other\n", "base.ini",
		    "引き継がれるほうは、ほかを引き継げません", 4 },
		{ "base", "[municipality]\nname = 基\nsource = 基\ncolour = red\n", "base.ini", "colour", 4 },
	};
	char text[256];
	struct profile *p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)scratch_write(&scratch, "base.ini", rows[i].base);
		(void)snprintf(text, sizeof(text), "[municipality]\nname = 子\nsource = 子\ninherit = %s\n",
		    rows[i].inherit);
		(void)scratch_write(&scratch, "child.ini", text);
		faults.count = 0;
		assert_int_equal(profile_open(scratch.folder, "child", &p, &faults), ERR_PROFILE);
		assert_null(p);
		if (faults.count != 1 || faults.list[0].line != rows[i].line ||
		    strstr(faults.list[0].file, rows[i].file) == NULL ||
		    strstr(faults.list[0].message, rows[i].word) == NULL)
			fail_msg("%s: %zu %s:%d %s", rows[i].inherit, faults.count, faults.list[0].file,
			    faults.list[0].line, faults.list[0].message);
	}
}

static void
names_are_found_as_people_write_them(void **state)
{
	static const char text[] = "[municipality]\nname = x\nsource = y\n[documents A]\n"
	    "passport = パスポート(旅券)\nstay = 在留カード(顔写真付き)\nstay-none = 在留カード(顔写真なし)\n"
	    "sea = 海技免状 | 海枝免状\n[define]\npassport = always\n"
	    "[document stay]\nissued-from = 2012-07-09\nseal = yes\nsource = y\n"
	    "[document stay-none]\nmax-age-months = 1\nshows = name\nsource = y\n"
	    "[readings]\nsea = かいぎめんじょう\nair = こうくうめんじょう\npassport = りょけん\n";
	struct profile *p;
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];

	(void)state;
	assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
	assert_int_equal(profile_find_document(p, "パスポート"), 0);
	assert_int_equal(profile_find_document(p, "旅券"), 0);
	assert_int_equal(profile_find_document(p, "パスポート（旅券）"), 0);
	assert_int_equal(profile_find_document(p, "パスポート (旅券)"), 0);
	assert_int_equal(profile_find_document(p, "passport"), 0);
	assert_int_equal(profile_find_document(p, "海枝免状"), 3);
	assert_int_equal(profile_find_document(p, "在留カード"), -2);
	assert_int_equal(profile_find_document(p, "在留カード(顔写真なし)"), 2);
	assert_int_equal(profile_find_document(p, "名刺"), -1);
	assert_string_equal(profile_document(p, 0).reading, "りょけん");
	assert_null(profile_document(p, 1).reading);
	assert_false(profile_document(p, 0).issued || profile_document(p, 0).seal || profile_document(p, 0).shows);
	assert_true(profile_document(p, 1).issued && profile_document(p, 1).seal && !profile_document(p, 1).shows);
	assert_true(profile_document(p, 2).issued && !profile_document(p, 2).seal && profile_document(p, 2).shows);
	assert_string_equal(profile_document(p, 3).reading, "かいぎめんじょう");
	assert_int_equal(facts_read(&facts, NULL, "doc=proxy:名刺", why), ERR_NONE);
	assert_int_equal(profile_check_facts(p, &facts, why), ERR_FACT);
	assert_non_null(strstr(why, "海技免状"));
	profile_free(&p);
}

/* On its first day and its last, and on the days beside them. */
static void
a_profile_has_its_days(void **state)
{
	static const char text[] = "[municipality]\nname = x\nsource = y\nfrom = 2026-04-01\nuntil = 2027-03-31\n" RULE;
	static const struct { struct date day; enum outcome outcome; } rows[] = {
		{ { 2026, 3, 31 }, OUTCOME_REFUSED }, { { 2026, 4, 1 }, OUTCOME_PROCEED },
		{ { 2027, 3, 31 }, OUTCOME_PROCEED }, { { 2027, 4, 1 }, OUTCOME_REFUSED },
	};
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct profile *p;
	struct decision d;
	size_t i;

	(void)state;
	assert_int_equal(facts_read_words(&facts, NULL, "visitor=self procedure=change-pin pins=juki", why), ERR_NONE);
	assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(rule_decide(p, &facts, (struct moment){ .date = rows[i].day, .hour = -1 }, &d),
		    ERR_NONE);
		assert_int_equal(d.outcome, rows[i].outcome);
		if (rows[i].outcome == OUTCOME_REFUSED) {
			assert_string_equal(d.reasons[0].code, "rule-not-in-force");
			assert_string_equal(d.reasons[0].text, "この日に使える規則がありません");
		}
	}
	profile_free(&p);
}

/* What the rules don't foresee is for somebody who knows. */
/* A municipality that restates an inherited section: child.ini, with the section between begin and end alone. */
static struct profile *
restate(const char *dir, const char *begin, const char *end)
{
	char text[4096];
	struct profile *p = NULL;
	int n = snprintf(text, sizeof(text), "[municipality]\nname = 子\nsource = 子\ninherit = national\n%.*s",
	    (int)(end - begin), begin);

	assert_in_range(n, 1, (int)sizeof(text) - 1);
	(void)scratch_write(&scratch, "child.ini", text);
	assert_int_equal(profile_open(dir, scratch_path(&scratch, "child.ini"), &p, &faults), ERR_NONE);
	return p;
}

/* Nor is it looked at earlier: a reworded [rule else] that came to the front would send every visit away. */
static void
what_is_restated_stands_where_it_stood(void **state)
{
	char dir[512];
	struct profile *national = NULL, *child;
	const char *begin, *end;
	size_t i, restated = 0;

	(void)state;
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	assert_int_equal(profile_open(dir, "national", &national, &faults), ERR_NONE);
	for (begin = strstr(profile_text(national), "[refuse "); begin != NULL && *begin != '\0'; begin = end) {
		end = strstr(begin, "\n[");
		end = end != NULL ? end + 1 : begin + strlen(begin);
		child = restate(dir, begin, end);
		assert_int_equal(profile_rules(child), profile_rules(national));
		for (i = 0; i < profile_rules(national); i++)
			assert_string_equal(profile_rule_name(child, i), profile_rule_name(national, i));
		profile_free(&child);
		restated++;
	}
	assert_int_equal(restated, profile_rules(national));
	profile_free(&national);
}

static void
where_no_rule_applies_somebody_is_asked(void **state)
{
	static const char text[] = "[municipality]\nname = x\nsource = y\n" RULE "when = visitor = proxy\n";
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct profile *p;
	struct decision d;

	(void)state;
	assert_int_equal(facts_read_words(&facts, NULL, "visitor=self procedure=change-pin pins=juki", why), ERR_NONE);
	assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
	assert_int_equal(rule_decide(p, &facts, (struct moment){ .date = { 2026, 11, 20 }, .hour = -1 }, &d), ERR_NONE);
	assert_int_equal(d.outcome, OUTCOME_CONSULT);
	profile_free(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_must_say_who_it_is),
		cmocka_unit_test_setup_teardown(it_is_opened_by_name_or_by_file,
		    fixture_setup_folder, fixture_teardown),
		cmocka_unit_test(what_can_apply_on_some_day_is_none),
		cmocka_unit_test_setup_teardown(rules_replace_whole_and_settings_by_key,
		    fixture_setup_folder, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_cant_be_inherited_is_a_fault,
		    fixture_setup_folder, fixture_teardown),
		cmocka_unit_test(names_are_found_as_people_write_them),
		cmocka_unit_test(a_profile_has_its_days),
		cmocka_unit_test_setup_teardown(what_is_restated_stands_where_it_stood,
		    fixture_setup_folder, fixture_teardown),
		cmocka_unit_test(where_no_rule_applies_somebody_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
