/* Who of the extract may be meant: nobody is told apart by what can't be compared, and no kana of another is taken. */
#include "config.h"

#include "people/residents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

#define HEADER "氏名,フリガナ,性別,生年月日,住所,旧氏,旧氏カナ\n"
#define BORN { 1990, 2, 3 }

static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static const struct actor clerk = { "sato", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_COUNTER) };

static void
import(const char *text)
{
	static struct faults faults;
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	int64_t count;

	assert_non_null(in);
	assert_int_equal(residents_import(store, &admin, in, "x.csv", NULL, &faults, &count), ERR_NONE);
	(void)fclose(in);
}

static struct person
somebody(const char *name, const char *address)
{
	struct person p = { .born = BORN, .sex = SEX_FEMALE };

	(void)snprintf(p.name, sizeof(p.name), "%s", name);
	(void)snprintf(p.address, sizeof(p.address), "%s", address);
	return p;
}

/* Of the chosen one, by name and kana, who else may be meant; "" for nobody. */
static const char *
twin_of(const char *known, const char *name, const char *kana)
{
	static struct person twin;
	const struct person of_case = somebody(known, "");
	struct person chosen = somebody(name, "東京都");
	const struct lookup why = { .purpose = LOOKUP_VISITOR };
	unsigned count;

	(void)snprintf(chosen.kana, sizeof(chosen.kana), "%s", kana);
	chosen.source = PERSON_RECORD;
	assert_int_equal(residents_twin(store, &clerk, &why, &of_case, &chosen, &twin, &count), ERR_NONE);
	return count > 0 ? twin.name : "";
}

static void
the_other_is_found(void **state)
{
	(void)state;
	import(HEADER "番号 \ue002子,バンゴウ ハナミ,女,1990-02-03,東京都,,\n"
	    "番号 花子,バンゴウ ハナコ,女,1990-02-03,東京都,,\n"
	    "番号 〓子,バンゴウ ハナエ,女,1990-02-03,東京都,,\n"
	    "見本 \ue000子,ミホン ケイコ,女,1990-02-03,東京都,,\n"
	    "番号 花子,バンゴウ ハナコ,女,1990-02-04,東京都,,\n"
	    "例題 〓,レイダイ,女,1990-02-03,東京都,,\n例題 〓,レイダイ,女,1990-02-03,東京都,,\n");
	assert_string_equal(twin_of("番号 花子", "番号 〓子", "バンゴウ ハナエ"), "番号 花子");
	assert_string_equal(twin_of("", "番号 〓子", "バンゴウ ハナエ"), "番号 \ue002子");	/* the first */
	assert_string_equal(twin_of("番号 \ue001子", "番号 花子", "バンゴウ ハナコ"), "番号 \ue002子");
	assert_string_equal(twin_of("", "番号 花子", "バンゴウ ハナコ"), "番号 \ue002子");
	assert_string_equal(twin_of("番号 花子", "番号 花子", "バンゴウ ハナコ"), "");	/* letter for letter */
	assert_string_equal(twin_of("見本 恵子", "見本 \ue000子", "ミホン ケイコ"), "");	/* nobody else */
	assert_string_equal(twin_of("例題 香", "例題 〓", "レイダイ"), "例題 〓");
}

/* Two of one name and birth date are told apart by where who is meant lives, or not at all. */
static void
one_of_the_same_name_is_found(void **state)
{
	const struct { const char *known, *chosen, *twin; } rows[] = {
		{ "東京都千代田区霞が関二丁目１番２号", "東京都千代田区霞が関二丁目１番２号", "" },
		{ "東京都千代田区霞ヶ関2-1-2", "東京都千代田区霞が関二丁目１番２号", "" },
		{ "東京都千代田区霞が関二丁目１番２号", "大阪府大阪市北区梅田一丁目１番", "番号　花子" },
		{ "", "東京都千代田区霞が関二丁目１番２号", "番號　花子" },
		{ "神奈川県川崎市川崎区見本町1", "東京都千代田区霞が関二丁目１番２号", "番號　花子" },
	};
	const struct lookup why = { .purpose = LOOKUP_VISITOR };
	struct person twin;
	unsigned count;
	size_t i;

	(void)state;
	import(HEADER "番号　花子,バンゴウ ハナコ,女,1990-02-03,東京都千代田区霞が関二丁目１番２号,,\n"
	    "番號　花子,バンゴウ ハルコ,女,1990-02-03,大阪府大阪市北区梅田一丁目１番,,\n");
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const bool osaka = strncmp(rows[i].chosen, "大阪", strlen("大阪")) == 0;
		const struct person known = somebody("番号 花子", rows[i].known);
		struct person chosen = somebody(osaka ? "番號　花子" : "番号　花子", rows[i].chosen);

		(void)snprintf(chosen.kana, sizeof(chosen.kana), "%s", osaka ? "バンゴウ ハルコ" : "バンゴウ ハナコ");
		assert_int_equal(residents_twin(store, &clerk, &why, &known, &chosen, &twin, &count), ERR_NONE);
		assert_string_equal(count > 0 ? twin.name : "", rows[i].twin);
	}
}

static const char *
kana_of(const char *name, const char *former, const char *address)
{
	static char kana[PERSON_NAME_MAX + 1];
	struct person p = somebody(name, address);

	(void)snprintf(p.former, sizeof(p.former), "%s", former);
	(void)snprintf(kana, sizeof(kana), "left from before");
	assert_int_equal(residents_kana(store, &p, kana), ERR_NONE);
	return kana;
}

/* The one of the name and birth date may live elsewhere, or have had another name: then it may be somebody else. */
static void
no_kana_of_who_may_be_another(void **state)
{
	(void)state;
	import(HEADER "番号 花子,バンゴウ ハナコ,女,1990-02-03,東京都千代田区霞が関一丁目1番,,\n"
	    "見本 花子,ミホン ハナコ,女,1990-02-03,東京都千代田区霞が関一丁目1番,佐藤,サトウ\n"
	    "例題 花子,レイダイ ハナコ,女,1990-02-03,東京都千代田区霞が関一丁目1番,,\n"
	    "例題 〓子,レイダイ ハナエ,女,1990-02-03,東京都千代田区霞が関一丁目1番,,\n");
	assert_string_equal(kana_of("番号 花子", "", ""), "バンゴウ ハナコ");
	assert_string_equal(kana_of("番号 花子", "", "東京都千代田区霞ヶ関１－１"), "バンゴウ ハナコ");
	assert_string_equal(kana_of("番号 花子", "", "東京都千代田区永田町1-7"), "");
	assert_string_equal(kana_of("番号 花子", "", "東京都千代田区〓が関1-1"), "");
	assert_string_equal(kana_of("番号 花子", "佐藤", "東京都千代田区霞が関1-1"), "");
	assert_string_equal(kana_of("見本 花子", "", ""), "");
	assert_string_equal(kana_of("見本 花子", "佐藤", "東京都千代田区霞が関1-1"), "ミホン ハナコ");
	assert_string_equal(kana_of("見本［佐藤］花子", "", ""), "ミホン ハナコ");
	assert_string_equal(kana_of("例題 花子", "", ""), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_other_is_found, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_of_the_same_name_is_found, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_kana_of_who_may_be_another, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
