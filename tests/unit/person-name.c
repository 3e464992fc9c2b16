/* Several names written as one, as cards and certificates have them, and taken apart again; nothing is cut. */
#include "base/person-name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const struct name_form plain = { NAME_NONE, NAME_NONE, NAME_NONE },
    rounded = { NAME_ROUND, NAME_BLANK, NAME_BLANK };

static const struct { struct person p; const struct name_form *form; const char *whole; } wholes[] = {
	{ { .name = "番号　花子", .former = "佐藤" }, &person_name_usual, "番号［佐藤］　花子" },
	{ { .name = "番号 花子", .former = "佐藤" }, &person_name_usual, "番号［佐藤］ 花子" },
	{ { .name = "番号　花 子", .former = "佐藤" }, &person_name_usual, "番号［佐藤］　花 子" },
	{ { .name = "番号花子", .former = "佐藤" }, &person_name_usual, "番号花子［佐藤］" },
	{ { .name = "番号［佐藤］　花子", .former = "佐藤" }, &person_name_usual, "番号［佐藤］　花子" },
	{ { .name = "番号　花子", .former = "佐藤" }, &rounded, "番号（佐藤）　花子" },
	{ { .name = "番号　花子", .former = "佐藤", .alias = "山田　花" }, &plain, "番号　花子" },
	{ { .name = "番号　花子" }, &person_name_usual, "番号　花子" },
	{ { .name = "KIM CHOLSU", .alias = "山田　太郎" }, &person_name_usual, "KIM CHOLSU（山田　太郎）" },
	{ { .name = "KIM CHOLSU", .alias = "山田　太郎" }, &rounded, "KIM CHOLSU　山田　太郎" },
	{ { .name = "金　鉄洙", .latin = "KIM CHOLSU", .alias = "山田　太郎" }, &person_name_usual,
	    "KIM CHOLSU　金　鉄洙（山田　太郎）" },
	{ { .name = "KIM CHOLSU", .latin = "KIM CHOLSU" }, &person_name_usual, "KIM CHOLSU" },
	/* As a card has them in one already. */
	{ { .name = "KIM CHOLSU（山田　太郎）", .alias = "山田 太郎" }, &person_name_usual,
	    "KIM CHOLSU（山田　太郎）" },
	{ { .name = "KIM CHOLSU（山田　次郎）", .alias = "山田 太郎" }, &person_name_usual,
	    "KIM CHOLSU（山田　次郎）（山田 太郎）" },
	{ { .name = "KIM CHOLSU　金　鉄洙（山田　太郎）", .latin = "KIM CHOLSU", .alias = "山田　太郎" },
	    &person_name_usual, "KIM CHOLSU　金　鉄洙（山田　太郎）" },
	{ { .name = "KIM CHOLSUNG", .latin = "KIM CHOLSU" }, &person_name_usual, "KIM CHOLSU　KIM CHOLSUNG" },
	{ { .name = "番号　花子（山田　花）", .former = "佐藤" }, &person_name_usual,
	    "番号［佐藤］　花子（山田　花）" },
};

static void
names_are_put_together(void **state)
{
	char out[PERSON_NAME_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wholes) / sizeof(*wholes); i++) {
		assert_int_equal(person_name_whole(&wholes[i].p, wholes[i].form, out), ERR_NONE);
		assert_string_equal(out, wholes[i].whole);
	}
}

/* A certificate of either would have the same: blanks and width are no difference, anything else is. */
static void
names_are_written_the_same(void **state)
{
	static const struct { struct person one, other; bool same; } pairs[] = {
		{ { .name = "番号花子" }, { .name = "番号　花子" }, true },
		{ { .name = "番號 花子" }, { .name = "番号　花子" }, false },
		{ { .name = "番号[佐藤]花子" }, { .name = "番号　花子", .former = "佐藤" }, true },
		{ { .name = "番号　花子" }, { .name = "番号　花子", .former = "佐藤" }, false },
		{ { .name = "ＫＩＭ CHOLSU", .alias = "山田太郎" }, { .name = "KIM CHOLSU（山田　太郎）" }, true },
		{ { .name = "KIM CHOLSU" }, { .name = "KIM CHOLSU（山田　太郎）" }, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_int_equal(person_name_same(&pairs[i].one, &pairs[i].other), pairs[i].same);
		assert_int_equal(person_name_same(&pairs[i].other, &pairs[i].one), pairs[i].same);
	}
}

/* Forty kanji, a long name in Latin letters: whole up to what a certificate has room for, refused beyond. */
static void
nothing_is_cut(void **state)
{
	char out[PERSON_NAME_MAX + 1] = "before", name[PERSON_NAME_MAX + 1] = "";
	struct person p = { .former = "" };
	int i;

	(void)state;
	for (i = 0; i < 40; i++)
		(void)strcat(name, "壽");
	assert_null(person_read(&p, PERSON_ALIAS, name));
	(void)memset(name, 'A', 58);
	name[58] = '\0';
	assert_null(person_read(&p, PERSON_NAME, name));
	assert_int_equal(person_name_whole(&p, &person_name_usual, out), ERR_NONE);	/* 58 + 40 + 2 */
	assert_int_equal(strlen(out), 58 + 3 * 42);
	(void)strcat(name, "A");
	assert_null(person_read(&p, PERSON_NAME, name));
	(void)snprintf(out, sizeof(out), "before");
	assert_int_equal(person_name_whole(&p, &person_name_usual, out), ERR_NAME_LONG);
	assert_string_equal(out, "before");
	assert_int_equal(person_name_whole(&p, &plain, out), ERR_NONE);
}

static const struct { const char *said, *name, *former; } cards[] = {
	{ "番号［佐藤］　花子", "番号　花子", "佐藤" },
	{ "番号［佐藤］花子", "番号　花子", "佐藤" },
	{ "番号[佐藤] 花子", "番号　花子", "佐藤" },
	{ "番号　花子", "番号　花子", "" },
	{ "番号(佐藤)花子", "番号(佐藤)花子", "" },		/* what it is only the record can say */
	{ "番号　花子［佐藤］", "番号　花子［佐藤］", "" },
	{ "KIM CHOLSU［山田］ X", "KIM CHOLSU［山田］ X", "" },	/* no family name ends there */
	{ "［佐藤］花子", "［佐藤］花子", "" },
	{ "番号［］花子", "番号［］花子", "" },
	{ "番号［佐藤花子", "番号［佐藤花子", "" },
	{ "番号［佐(藤］花子", "番号［佐(藤］花子", "" },
};

static void
a_cards_name_is_taken_apart(void **state)
{
	struct person p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cards) / sizeof(*cards); i++) {
		memset(&p, 0, sizeof(p));
		(void)snprintf(p.name, sizeof(p.name), "%s", cards[i].said);
		person_name_part(&p);
		assert_string_equal(p.name, cards[i].name);
		assert_string_equal(p.former, cards[i].former);
	}
}

/* As long as the field is: whatever stands in it. */
static void
taking_apart_runs_over_nothing(void **state)
{
	struct person p = { .former = "" };
	size_t at = 1;

	(void)state;
	memset(p.name, 'x', sizeof(p.name) - 1);
	memcpy(p.name + at, "[y]", 3);
	person_name_part(&p);
	assert_true(strlen(p.name) <= PERSON_NAME_MAX);
	memset(p.name, 'x', sizeof(p.name) - 1);
	memcpy(p.name + sizeof(p.name) - 5, "[y]z", 4);
	person_name_part(&p);
	assert_true(strlen(p.name) <= PERSON_NAME_MAX);
}

/* The register's characters, the card's blanks. */
static void
blanks_are_the_others(void **state)
{
	static const struct { const char *name, *like, *want; bool fits; } rows[] = {
		{ "番号花子", "番号　花子", "番号　花子", true }, { "番 号花子", "番号　花子", "番号　花子", true },
		{ "番号　花子", "番号 花子", "番号 花子", true }, { "番号　花子", "番号花子", "番号花子", true },
		{ "渡邉葵", "渡邉\U000e0103　葵", "渡邉　葵", true },
		{ "渡邉\U000e0103葵", "渡邉 葵", "渡邉\U000e0103 葵", true },
		{ "MIHONMARIAANNA", "MIHON MARIA ANNA", "MIHON MARIA ANNA", true },
		{ " 番号花子 ", "番号　花子　", "番号　花子", true }, { "", "", "", true },
		{ "番号花", "番号　花子", "番号花", false }, { "番号 花子子", "番号　花子", "番号 花子子", false },
		{ "番号花子", "", "番号花子", false },
	};
	char out[PERSON_NAME_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(person_name_space(rows[i].name, rows[i].like, out), rows[i].fits);
		assert_string_equal(out, rows[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_are_the_others),
		cmocka_unit_test(names_are_put_together),
		cmocka_unit_test(names_are_written_the_same),
		cmocka_unit_test(nothing_is_cut),
		cmocka_unit_test(a_cards_name_is_taken_apart),
		cmocka_unit_test(taking_apart_runs_over_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
