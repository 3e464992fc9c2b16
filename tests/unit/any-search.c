/* Cases found by what a clerk types, whatever the store's driver. */
#include "any-search.h"

#include <stdio.h>
#include <string.h>

#include "case/person.h"
#include "fixture.h"

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };

static const struct { const char *name, *kana; struct date born; enum case_state state; } people[] = {
	{ "番号　花子", "バンゴウ ハナコ", { 1990, 2, 3 }, CASE_RECEIVED },
	{ "髙橋 一郎", "タカハシ イチロウ", { 1985, 4, 30 }, CASE_RECEIVED },
	{ "高橋 次郎", "タカハシ ジロウ", { 1990, 2, 3 }, CASE_INQUIRY_ORDERED },
	{ "SMITH JOHN", "スミス ジョン", { 1971, 12, 24 }, CASE_INQUIRY_ORDERED },
	{ "番号 太郎", "バンゴウ タロウ", { 1988, 1, 1 }, CASE_APPROVED },
};

void
any_search_open_people(void)
{
	struct case_file f;
	size_t i;

	for (i = 0; i < sizeof(people) / sizeof(*people); i++) {
		memset(&f, 0, sizeof(f));
		(void)snprintf(f.procedure, sizeof(f.procedure), "renew");
		(void)snprintf(f.person.name, sizeof(f.person.name), "%s", people[i].name);
		(void)snprintf(f.person.kana, sizeof(f.person.kana), "%s", people[i].kana);
		f.person.born = people[i].born;
		assert_int_equal(case_open(store, &clerk, &f, people[i].state), ERR_NONE);
	}
}

static bool
add_number(void *ctx, const struct case_file *f)
{
	char *found = ctx;

	(void)snprintf(found + strlen(found), 64 - strlen(found), "%c", f->number[8]);
	return true;
}

const char *
any_search_find(struct case_filter filter)
{
	static char found[64];
	enum err e;

	found[0] = '\0';
	e = case_list(store, &filter, add_number, found);
	return e == ERR_NONE ? found : err_name(e);
}

static const char *
find(const char *text)
{
	return any_search_find((struct case_filter){ .any_state = true, .text = text });
}

static void
names_are_found_however_they_are_typed(void **state)
{
	(void)state;
	assert_string_equal(find("ばんごう"), "51");
	assert_string_equal(find("ﾊﾞﾝｺﾞ"), "51");
	assert_string_equal(find("ハンコ"), "51");
	assert_string_equal(find("バンゴウハ"), "1");
	assert_string_equal(find("番号花"), "1");
	assert_string_equal(find("番号 太"), "5");
	assert_string_equal(find("高橋"), "32");
	assert_string_equal(find("髙橋"), "32");
	assert_string_equal(find("高\u6a4b\ufe00一"), "2");
	assert_string_equal(find("bango"), "51");
	assert_string_equal(find("Takahashi J"), "32");
	assert_string_equal(find("takahasi"), "32");
	assert_string_equal(find("takahasi zi"), "3");
	assert_string_equal(find("smith"), "4");
	assert_string_equal(find("ＳＭＩＴＨ"), "4");
	assert_string_equal(find("sumisu"), "4");
	assert_string_equal(find("花子"), "");
}

static void
numbers_and_dates(void **state)
{
	(void)state;
	assert_string_equal(find("26-000003"), "3");
	assert_string_equal(find("26-000002"), "2");
	assert_string_equal(find("26000003"), "3");	/* no date: the 3rd of a month that isn't */
	assert_string_equal(find("260000039"), "3");
	assert_string_equal(find("２６"), "54321");
	assert_string_equal(find("26-000003-9-9"), "date");
	assert_string_equal(find("S60.4.30"), "2");
	assert_string_equal(find("平成2年2月3日"), "31");
	assert_string_equal(find("たかはし 1990-02-03"), "3");
	assert_string_equal(find("takahashi H2.2.3"), "3");
	assert_string_equal(find("高橋 H2.2.3"), "3");
	assert_string_equal(find("番号　平成2年2月3日"), "1");
	assert_string_equal(find("番号2"), "");		/* a name, though nobody's */
	/* What can't be a birth date is told. */
	assert_string_equal(find("1990-02-30"), "date");
	assert_string_equal(find("番号 平成2年2月30日"), "date");
	assert_string_equal(find("番号 昭和六十一年二月三十日"), "date");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "番号 5.5.5",
	    .today = { 2026, 11, 20 } }), "date-era");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "番号 R8.11.21",
	    .today = { 2026, 11, 20 } }), "born-later");
}

/* As people say them: without the year, the noughts and the check digit; one or two digits mean nothing else. */
static void
running_numbers(void **state)
{
	static const struct { const char *text, *found; } rows[] = {
		{ "3", "3" }, { "５", "5" }, { "26", "" }, { "000003", "3" }, { "03", "3" }, { "6", "" }, { "0", "" },
		{ "26000", "54321" }, { "260000", "54321" }, { "26-", "54321" }, { "2600000", "54321" },
		{ "000003-9", "date" },
		{ "3 3", "date" }, { "999999", "" }, { "1000003", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = rows[i].text,
		    .today = { 2026, 11, 20 } }), rows[i].found);
	/* One of the years before is found too, but not of a year that cases aren't kept from, or of a year to come. */
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "3",
	    .today = { 2035, 1, 4 } }), "3");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "3",
	    .today = { 2036, 1, 4 } }), "");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "3",
	    .today = { 2025, 12, 28 } }), "");
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_POSTED, .text = "3",
	    .today = { 2026, 11, 20 } }), "");
}

/* Whoever may be born then by what both know, of a date that is typed in part and of one on record. */
static void
dates_known_in_part(void **state)
{
	static const struct { const char *name; struct date born; } more[] = {
		{ "番号 一", { 1990, 2, 0 } }, { "番号 二", { 1990, 0, 0 } }, { "番号 三", { 0, -1, 0 } },
		{ "番号 四", { 1990, 2, 28 } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(more) / sizeof(*more); i++) {
		struct case_file f = { .procedure = "renew", .person = { .born = more[i].born } };

		(void)snprintf(f.person.name, sizeof(f.person.name), "%s", more[i].name);
		assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
	}
	assert_string_equal(find("平成2年2月3日"), "7631");
	assert_string_equal(find("平成2年2月28日"), "976");
	assert_string_equal(find("平成2年2月"), "97631");
	assert_string_equal(find("平成2年2月00日"), "97631");
	assert_string_equal(find("H2.2"), "97631");
	assert_string_equal(find("平成2年"), "97631");
	assert_string_equal(find("平成2年00月00日"), "97631");
	assert_string_equal(find("H2"), "97631");
	assert_string_equal(find("1990"), "97631");
	assert_string_equal(find("平成2年3月"), "7");
	assert_string_equal(find("平成3年"), "");
	assert_string_equal(find("年月日不詳"), "8");
	assert_string_equal(find("番号 1990"), "98761");
	assert_string_equal(find("番号 H2.2.3"), "8761");
	assert_string_equal(find("番号 H3.2.3"), "8");
	assert_string_equal(find("高橋 H2"), "3");
	assert_string_equal(find("番号 年月日不詳"), "8");
	assert_string_equal(find("番号 昭一"), "");		/* a given name */
}

/* Of years that saw two eras: which of them was told leaves out who was born in the other. */
static void
dates_of_two_eras(void **state)
{
	static const struct date born[] = { { 1989, 0, -3 }, { 1989, 0, -4 }, { 1989, 0, 0 }, { 1989, 1, -4 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(born) / sizeof(*born); i++) {
		struct case_file f = { .procedure = "renew", .person = { .name = "見本 一", .born = born[i] } };

		assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
	}
	assert_string_equal(find("昭和64年"), "86");
	assert_string_equal(find("S64.1.5"), "86");
	assert_string_equal(find("平成元年00月00日"), "987");
	assert_string_equal(find("H1.1.8"), "987");
	assert_string_equal(find("H1.3"), "87");
	assert_string_equal(find("1989"), "9876");
	assert_string_equal(find("1989-01"), "9876");
	assert_string_equal(find("見本 S64"), "86");
	assert_string_equal(find("見本 1989-01-08"), "987");
}

static void
filters_go_together(void **state)
{
	(void)state;
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_RECEIVED }), "21");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true }), "54321");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .limit = 2 }), "54");
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_RECEIVED, .text = "たか" }), "2");
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_RECEIVED, .text = "高橋" }), "2");
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_DONE, .text = "たか" }), "");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "26-", .limit = 2 }), "54");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "ばん", .limit = 1 }), "5");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .limit = 3 }), "543");
	assert_string_equal(any_search_find((struct case_filter){ .state = CASE_INQUIRY_ORDERED, .text = "1990-02-03",
	    .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } }), "3");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true,
	    .from = { 2026, 11, 20 }, .to = { 2026, 11, 20 } }), "54321");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "ばん", .from = { 2026, 11, 21 } }), "");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "ばん", .to = { 2026, 11, 19 } }), "");
}

/* What no name begins with finds nobody; it is never taken for a pattern, and never for everybody. */
static void
hostile_texts_find_nobody(void **state)
{
	static const char *const texts[] = { "%", "_", "*", "ー", "・", "'", "' OR 1=1 --", "\"; DROP TABLE person", "?1", "\xff\xfe",
	    "\u200b", " ", "　", "26-000003' OR '1'='1", "9999999999999999999999", "-1", "\U0010ffff" };
	char large[4096];
	const char *found;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_true((found = find(texts[i]))[0] == '\0' || strcmp(found, "date") == 0);
	memset(large, 'a', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	assert_string_equal(find(large), "");
	memset(large, '2', sizeof(large) - 1);
	assert_string_equal(find(large), "date");
	assert_string_equal(find("番"), "51");
}

/* By former name, alias and Latin name, alone and with what else is typed; and by kana that came later. */
static void
each_name_finds_the_person(void **state)
{
	struct case_file f = { .procedure = "renew", .person = { .name = "番号　葵", .kana = "バンゴウ アオイ",
	    .former = "齋藤", .former_kana = "サイトウ", .alias = "山田　ジョン",
	    .latin = "MÜLLER ANNA", .born = { 1979, 5, 6 } } };

	(void)state;
	assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
	assert_string_equal(find("斉藤"), "6");
	assert_string_equal(find("斎藤葵"), "6");
	assert_string_equal(find("さいとう あお"), "6");
	assert_string_equal(find("saito aoi"), "6");
	assert_string_equal(find("山田じょん"), "6");
	assert_string_equal(find("muller a"), "6");
	/* A former name in brackets behind the family name, an alias behind all, as cards and papers set them. */
	assert_string_equal(find("番号［斉藤］葵"), "6");
	assert_string_equal(find("番号(斉藤)葵"), "6");
	assert_string_equal(find("番号（齋藤）　葵"), "6");
	assert_string_equal(find("番号〔斎藤〕 葵"), "6");
	assert_string_equal(find("ばんごう(さいとう)あおい"), "6");
	assert_string_equal(find("bango (saito) aoi"), "6");
	assert_string_equal(find("muller anna(山田ジョン)"), "6");
	assert_string_equal(find("番号（斉藤）葵 S54.5.6"), "6");
	assert_string_equal(find("番号（斉藤）葵 S54.5.7"), "");
	assert_string_equal(find("番号（斉藤）桜"), "");
	assert_string_equal(find("斉藤 S54.5.6"), "6");
	assert_string_equal(find("斉藤 S54.5.7"), "");
	assert_string_equal(find("斉藤 花子"), "");
	assert_string_equal(find("anna"), "");
	assert_string_equal(find("ばん"), "651");
	assert_string_equal(any_search_find((struct case_filter){ .any_state = true, .text = "ばん", .limit = 2 }),
	    "65");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "バンゴウ マモル"), ERR_NONE);
	assert_string_equal(find("さいとう あお"), "");
	assert_string_equal(find("さいとう まも"), "6");
}

/* No card holds kana: typed later, the case is found by it, and by the old one no more. */
static void
kana_that_came_later(void **state)
{
	struct case_file f = { .procedure = "renew",
	    .person = { .name = "番号　葵", .born = { 1979, 5, 6 }, .source = PERSON_CARD } };

	(void)state;
	assert_int_equal(case_open(store, &clerk, &f, CASE_RECEIVED), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "ﾊﾞﾝｺﾞｳ ｱｵｲ"), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "6");
	assert_string_equal(find("bangou aoi"), "6");
	assert_int_equal(case_set_kana(store, &clerk, f.number, "バンゴウ マモル"), ERR_NONE);
	assert_string_equal(find("ばんごう あ"), "");
	assert_string_equal(find("ばんごう ま"), "6");
}

int
any_search_run(CMFixtureFunction setup, CMFixtureFunction teardown)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_are_found_however_they_are_typed, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers_and_dates, setup, teardown),
		cmocka_unit_test_setup_teardown(running_numbers, setup, teardown),
		cmocka_unit_test_setup_teardown(dates_known_in_part, setup, teardown),
		cmocka_unit_test_setup_teardown(dates_of_two_eras, setup, teardown),
		cmocka_unit_test_setup_teardown(filters_go_together, setup, teardown),
		cmocka_unit_test_setup_teardown(hostile_texts_find_nobody, setup, teardown),
		cmocka_unit_test_setup_teardown(each_name_finds_the_person, setup, teardown),
		cmocka_unit_test_setup_teardown(kana_that_came_later, setup, teardown),
	};

	return cmocka_run_group_tests_name("any search", tests, NULL, NULL);
}
