/* The residents' extract: imported whole or not at all, every fault with its line; found, taken, erased; all on record. */
#include "config.h"

#include "audit/verify.h"
#include "people/residents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/person-columns.h"
#include "case/case.h"
#include "fixture.h"
#include "store/driver-private.h"

#define HEADER "氏名,フリガナ,性別,生年月日,郵便番号,住所\r\n"

static struct faults faults;
static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_COUNTER) };

static enum err
import_by(const struct actor *a, const char *text, int64_t *count)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	enum err e;

	assert_non_null(in);
	memset(&faults, 0, sizeof(faults));
	e = residents_import(store, a, in, "x.csv", NULL, &faults, count);
	(void)fclose(in);
	assert_false(store_in_transaction(store));
	return e;
}

static void
import_two(void)
{
	int64_t count;

	assert_int_equal(import_by(&admin, "\xef\xbb\xbf" HEADER
	    "番号　花子,ﾊﾞﾝｺﾞｳ ﾊﾅｺ,女,平成2年2月3日,〒1000013,東京都千代田区霞が関1-1\r\n"
	    "髙橋 一郎,タカハシ イチロウ,男,1985-04-30,,\"東京都\"\r\n", &count), ERR_NONE);
	assert_int_equal(count, 2);
	assert_int_equal(faults.count, 0);
}

static struct resident last;

static bool
keep(void *ctx, const struct resident *r)
{
	++*(int *)ctx;
	last = *r;
	return true;
}

static int
found(const char *text)
{
	int n = 0;

	assert_int_equal(residents_find(store, &clerk, NULL, text, 0, keep, &n), ERR_NONE);
	return n;
}

static void
an_extract_is_found_and_taken(void **state)
{
	struct person p;

	(void)state;
	import_two();
	assert_int_equal(found(NULL), 2);
	assert_int_equal(found("高橋"), 1);
	assert_int_equal(found("1985-04-30"), 1);
	assert_int_equal(found("hanako"), 0);
	assert_int_equal(found("%"), 0);
	assert_int_equal(found("ばんごう H2.2.3"), 1);
	assert_string_equal(last.person.name, "番号　花子");
	assert_string_equal(last.person.kana, "バンゴウ ハナコ");
	assert_string_equal(last.person.postcode, "100-0013");
	assert_int_equal(last.person.sex, SEX_FEMALE);
	assert_int_equal(last.person.source, PERSON_RECORD);
	assert_int_equal(residents_get(store, &clerk, NULL, last.id, &p), ERR_NONE);
	assert_memory_equal(&p, &last.person, sizeof(p));
	assert_int_equal(residents_get(store, &clerk, NULL, 99, &p), ERR_PERSON_UNKNOWN);
	assert_int_equal(fixture_count_audit("residents-imported", "2"), 1);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'residents-found'"), 5);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'resident-taken'"), 2);
}

/* An extract as a register's system, a spreadsheet or a hand writes it: each imports its one resident. */
static void
extracts_as_they_come(void **state)
{
	static const struct { const char *text; size_t len; } rows[] = {
		{ "氏　名,生年月日,住所\n番号 花子,昭55.5.1,架空市\n", 0 },
		{ " 氏名 ,ﾌﾘｶﾞﾅ,生年月日,住所\n番号 花子,ﾄ-ﾏｽ,1980/05/01 00:00:00,架空市\n", 0 },
		{ "Name,BORN,Address\n番号 花子,3550501,架空市\n", 0 },
		{ "氏名\t生年月日\t住所\n番号 花子\ts550501\t架空市\n", 0 },
		{ "氏名,生年月日,住所,,\r\n番号 花子,S55.05.01,架空市,,\r\n,,,,\r\n", 0 },
		{ "\"氏名\",\"生年月日\",\"住所\"\r\"番号 花子\",=\"19800501\",\"架空市\"\r", 0 },
		{ "氏名,生年月日,住所,〒\n番号 花子,\"=\"\"19800501\"\"\",架空市,\"=\"\"0600001\"\"\"\n", 0 },
		{ "氏名（漢字）,氏名（カナ）,生年月日(和暦),〒,現住所\n"
		  "番号 花子,バンゴウ,昭55.5.1,060-0001,架空市\n", 0 },
		{ "氏名,生年月日,住所\n番号 \ue000子,年月日不詳,架空市\n", 0 },
		{ "氏名,生年月日,住所\n番号 花子,昭和23年00月00日,架空市\n", 0 },
		{ "\x8e\x81\x96\xbc,\x90\xb6\x94\x4e\x8c\x8e\x93\xfa,\x8f\x5a\x8f\x8a\r\n"
		  "\xfb\xfc\x8b\xb4,S55.5.1,\x8e\x73\r\n", 0 },
		{ "\xff\xfe\x0f\x6c\x0d\x54,\0\x1f\x75\x74\x5e\x08\x67\xe5\x65,\0\x4f\x4f\x40\x62\n\0"
		  "\x6a\x75\xf7\x53,\0S\0005\0005\0.\0005\0.\0001\0,\0\x02\x5e\n\0", 50 },
	};
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const size_t len = rows[i].len > 0 ? rows[i].len : strlen(rows[i].text);
		FILE *in = fmemopen((void *)(uintptr_t)rows[i].text, len, "r");

		assert_non_null(in);
		memset(&faults, 0, sizeof(faults));
		if (residents_import(store, &admin, in, "x.csv", NULL, &faults, &count) != ERR_NONE)
			fail_msg("%zu: %d: %s", i, faults.list[0].line, faults.list[0].message);
		(void)fclose(in);
		assert_int_equal(count, 1);
		assert_int_equal(found(NULL), 1);
	}
	assert_string_equal(last.person.name, "番号");
	assert_string_equal(last.person.address, "市");
}

/* In any field, alone or in other text, in a row or in fours, of any script; other digits are none. */
static void
individual_numbers_stop_it(void **state)
{
	static const struct { const char *address; bool stops; } rows[] = {
		{ "架空市123456789018", true }, { "架空市 1234 5678 9018 様", true },
		{ "１２３４－５６７８－９０１８です", true },
		{ "12345678 9018", true }, { "①②③④⑤⑥⑦⑧⑨⓪①⑧", true }, { "架空市١٢٣٤٥٦٧٨٩٠١٨", true },
		{ "架空市1234.5678.9018", true }, { "架空市1234/5678/9018", true }, { "架空市1234_5678_9018", true },
		{ "架空市1234、5678、9018", true }, { "架空市1234・5678・9018", true }, { "\"1234,5678,9018\"", true },
		{ "一二三四五六七八九〇一八", true }, { "123456\t789018", true }, { "架空市123456789012", false },
		{ "架空市1123456789018", false }, { "架空市1-2-3 090-1234-5678", false },
		{ "架空市12345678901800", true }, { "架空市1234567890180000号", true },
		{ "架空市2026123456789018", true },
		{ "架空市12345678-9012号", false }, { "1234 5678", false }, { "架空市1234・5678・9012", false },
	};
	char text[256];
	int64_t count;
	enum err e;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		FILE *in;

		(void)snprintf(text, sizeof(text), "氏名,生年月日,住所\n番号 花子,S60.4.30,%s\n", rows[i].address);
		assert_non_null(in = fmemopen(text, strlen(text), "r"));
		memset(&faults, 0, sizeof(faults));
		e = residents_import(store, &admin, in, "x.csv", NULL, &faults, &count);
		if ((e != ERR_NONE) != rows[i].stops)
			fail_msg("%s", rows[i].address);
		(void)fclose(in);
	}
}

/* What a system calls its columns stands in the settings; what it has besides isn't read, numbers excepted. */
static void
columns_are_called_otherwise(void **state)
{
	const struct residents_how how = { .columns = "name=漢字氏名, born=生年月日(西暦) ,-=世帯番号,-=備考" };
	static const struct { const char *text; enum err want; } rows[] = {
		{ "世帯番号,漢字　氏名,生年月日（西暦）,住所,備考\n7,番号 花子,19800501,架空市,x\n", ERR_NONE },
		{ "漢字氏名,生年月日(西暦),住所,続柄\n番号 花子,19800501,架空市,妻\n", ERR_DATA },
		{ "備考,氏名,生年月日,住所\n123456789018,番号 花子,19800501,架空市\n", ERR_DATA },
		{ "氏名,漢字氏名,生年月日,住所\nx,番号 花子,19800501,架空市\n", ERR_DATA },
	};
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		FILE *in = fmemopen((void *)(uintptr_t)rows[i].text, strlen(rows[i].text), "r");

		memset(&faults, 0, sizeof(faults));
		assert_int_equal(residents_import(store, &admin, in, "x.csv", &how, &faults, &count), rows[i].want);
		(void)fclose(in);
	}
	assert_int_equal(found("番号 花子"), 1);
	assert_true(person_columns_sound("", COLUMN_OF_PERSONS) && person_columns_sound(how.columns, COLUMN_OF_PERSONS) && person_columns_sound("-=x,", COLUMN_OF_PERSONS));
	assert_false(person_columns_sound("name", COLUMN_OF_PERSONS) || person_columns_sound("name=", COLUMN_OF_PERSONS) || person_columns_sound("haus=x", COLUMN_OF_PERSONS) ||
	    person_columns_sound("name=x,,", COLUMN_OF_PERSONS));
}

static void
another_import_replaces_it_whole(void **state)
{
	int64_t count;

	(void)state;
	import_two();
	assert_int_equal(import_by(&admin, "address,born,name\n東京都,1971-12-24,SMITH JOHN\n", &count), ERR_NONE);
	assert_int_equal(count, 1);
	assert_int_equal(found(NULL), 1);
	assert_int_equal(found("smith"), 1);
	assert_int_equal(found("461224"), 1);		/* of no other era */
	assert_int_equal(found("smith 461224"), 1);
	assert_int_equal(found("461225"), 0);
}

static void
told(int line, const char *message)
{
	size_t i;

	for (i = 0; i < fault_kept(&faults); i++) {
		if (faults.list[i].line == line && strstr(faults.list[i].message, message) != NULL)
			return;
	}
	fail_msg("not told: %d %s", line, message);
}

/* Every fault of every line, and the extract that was there stays. */
static void
faults_are_listed_and_nothing_is_imported(void **state)
{
	int64_t count;

	(void)state;
	import_two();
	assert_int_equal(import_by(&admin, HEADER
	    "番号 太郎,バンゴウ タロウ,男,1988-01-01,100-0013,東京都\n"
	    ",ハナコ,女,1990-02-30,100,東京都\n"
	    "番号 次郎,番号,x,1990-02-03,600001,\n"
	    "番号 三郎,バンゴウ,男,2027-01-01,,東京都,余分\n"
	    "番号 四郎,バンゴウ,男,2027-01-01,,東京都\n"
	    "番号 五郎,バンゴウ,男,,,\n"
	    "\"番号\"六郎,バンゴウ,男,1990-02-03,,東京都\n", &count), ERR_DATA);
	assert_int_equal(count, 0);
	assert_int_equal(faults.count, 11);
	told(3, "氏名: 氏名がありません");
	told(3, "生年月日: 生年月日が日付として読み取れません");
	told(3, "郵便番号: 郵便番号は7桁の数字です");
	told(4, "郵便番号: 郵便番号は7桁の数字です。先頭の0が落ちていないか確かめてください");
	told(4, "フリガナ: フリガナはカタカナで書きます");
	told(4, "性別: 性別は 男、女、不明 のどれかです");
	told(5, "項目の数が見出しと合いません");
	told(6, "生年月日が今日より後です");
	told(7, "生年月日がありません");
	told(7, "住所がありません");
	told(8, "引用符の後に余分な文字があります");
	assert_string_equal(faults.list[0].file, "x.csv");
	assert_int_equal(found(NULL), 2);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit WHERE event = 'residents-imported'"), 1);
}

static void
header_is_checked(void **state)
{
	static const struct { const char *text, *message; } wrong[] = {
		{ "\n", "見出しの行がありません" },
		{ "氏名,生年月日\nx,1990-02-03\n", "住所: この列がありません" },
		{ "氏名,生年月日,住所,世帯番号\n", "4列目: 知らない列です。要らない列は除くか、設定の columns に書いてください" },
		{ "氏名,生年月日,住所,氏名\n", "4列目: 同じ列が2つあります" },
		{ "番号 花子,1990-02-03,東京都\n", "1列目: 知らない列です。要らない列は除くか、設定の columns に書いてください" },
		{ "氏名,個人番号,生年月日,住所\n", "2列目: 個人番号の列があります。個人番号は読み込みません。列を除いてください" },
		{ "氏名,マイナンバー,生年月日,住所\n", "2列目: 個人番号の列があります。個人番号は読み込みません。列を除いてください" },
		{ "\xff,x\n", "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字があります" },
		{ "PK\x03\x04\x14\n\x08\xa3", "Excel のブックです。Excel で CSV として保存してください" },
		{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\n", "Excel のブックです。Excel で CSV として保存してください" },
	};
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(import_by(&admin, wrong[i].text, &count), ERR_DATA);
		told(1, wrong[i].message);
	}
	assert_int_equal(import_by(&admin, HEADER, &count), ERR_DATA);
	told(2, "住民が1人もいません");
}

/* Twelve digits in any dress; what they are is told to nobody. */
static void
individual_numbers_are_never_taken(void **state)
{
	static const char *const numbers[] = { "123456789018", "1234 5678 9018", "1234-5678-9018", "１２３４５６７８９０１８" };
	char text[512];
	int64_t count;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		(void)snprintf(text, sizeof(text), HEADER "番号 花子,バンゴウ,女,1990-02-03,,%s\n番号,,,,,\n", numbers[i]);
		assert_int_equal(import_by(&admin, text, &count), ERR_DATA);
		assert_int_equal(faults.count, 3);		/* every line is checked */
		told(2, "個人番号らしい12桁の数字があります。個人番号は読み込みません");
		(void)snprintf(text, sizeof(text), "%s,番号 花子\n", numbers[i]);
		assert_int_equal(import_by(&admin, text, &count), ERR_DATA);
		told(1, "1列目: 個人番号の列があります。個人番号は読み込みません。列を除いてください");
	}
}

static const char *
kana_of(const char *name, struct date born, enum sex sex)
{
	static char kana[PERSON_NAME_MAX + 1];
	struct person p = { .born = born, .sex = sex };

	(void)snprintf(p.name, sizeof(p.name), "%s", name);
	(void)snprintf(kana, sizeof(kana), "left from before");
	assert_int_equal(residents_kana(store, &p, kana), ERR_NONE);
	return kana;
}

/* One person, not two; nobody else's, and not what only sounds alike. */
static void
kana_of_the_one_who_is_meant(void **state)
{
	const struct date born = { 1990, 2, 3 };
	int64_t count;

	(void)state;
	assert_int_equal(import_by(&admin, HEADER
	    "番号　花子,バンゴウ ハナコ,女,1990-02-03,,東京都\n"
	    "髙橋 一郎,タカハシ イチロウ,男,1990-02-03,,東京都\n"
	    "ハンナ バーグ,ハンナ バーグ,女,1990-02-03,,東京都\n"
	    "番号 翼,バンゴウ ツバサ,女,1990-02-03,,東京都\n"
	    "番号 翼,バンゴウ タスク,男,1990-02-03,,東京都\n"
	    "番号 次郎,,男,1990-02-03,,東京都\n", &count), ERR_NONE);
	assert_string_equal(kana_of("番号 花子", born, SEX_FEMALE), "バンゴウ ハナコ");
	assert_string_equal(kana_of("番号花子", born, SEX_UNKNOWN), "バンゴウ ハナコ");
	assert_string_equal(kana_of("高橋　一郎", born, SEX_MALE), "タカハシ イチロウ");
	assert_string_equal(kana_of("番号 花子", born, SEX_MALE), "");
	assert_string_equal(kana_of("番号 花子", (struct date){ 1990, 2, 4 }, SEX_FEMALE), "");
	assert_string_equal(kana_of("番号 花", born, SEX_FEMALE), "");
	assert_string_equal(kana_of("ハンナ ハーグ", born, SEX_FEMALE), "");
	assert_string_equal(kana_of("番号 翼", born, SEX_UNKNOWN), "");
	assert_string_equal(kana_of("番号 翼", born, SEX_MALE), "バンゴウ タスク");
	assert_string_equal(kana_of("番号 次郎", born, SEX_MALE), "");
	/* As cards set several names as one. */
	assert_int_equal(import_by(&admin, "氏名,フリガナ,生年月日,住所,通称,英字氏名,旧氏\n"
	    "金 鉄洙,キム チョルス,1990-02-03,架空市,山田 太郎,KIM CHOLSU,\n"
	    "番号 花子,バンゴウ ハナコ,1990-02-03,架空市,,,佐藤\n",
	    &count), ERR_NONE);
	assert_string_equal(kana_of("KIM CHOLSU（山田　太郎）", born, SEX_MALE), "キム チョルス");
	assert_string_equal(kana_of("金　鉄洙", born, SEX_MALE), "キム チョルス");
	assert_string_equal(kana_of("KIM CHOLSU", born, SEX_MALE), "キム チョルス");
	assert_string_equal(kana_of("山田　太郎", born, SEX_MALE), "");
	assert_string_equal(kana_of("番号［佐藤］　花子", born, SEX_FEMALE), "バンゴウ ハナコ");
	assert_string_equal(kana_of("番号［鈴木］　花子", born, SEX_FEMALE), "");
}

static void
only_those_who_may(void **state)
{
	int64_t count;
	int n = 0;

	(void)state;
	import_two();
	assert_int_equal(import_by(&clerk, HEADER, &count), ERR_ROLE);
	assert_int_equal(residents_erase(store, &clerk, &count), ERR_ROLE);
	assert_int_equal(residents_find(store, &admin, NULL, NULL, 0, keep, &n), ERR_ROLE);
	assert_int_equal(n, 0);
	assert_int_equal(fixture_count_audit("refused", "role:residents"), 2);
	assert_int_equal(fixture_count_audit("refused", "role:move"), 1);
	assert_int_equal(found(NULL), 2);
}

static void
erased_is_gone_from_the_disk(void **state)
{
	int64_t count, lines, broken;

	(void)state;
	import_two();
	assert_true(fixture_store_has("霞が関"));
	assert_int_equal(residents_erase(store, &admin, &count), ERR_NONE);
	assert_int_equal(count, 2);
	assert_int_equal(found(NULL), 0);
	assert_false(fixture_store_has("霞が関"));
	assert_int_equal(audit_verify(store, &lines, &broken), ERR_NONE);
	assert_int_equal(fixture_count_audit("residents-erased", "2"), 1);
}

static void
run(const char *sql)
{
	assert_int_equal(store_run(store, sql, NULL, 0, NULL, NULL), ERR_NONE);
}

/* Columns as systems call them; who has no other name is as before. */
static void
other_names_are_read_and_found(void **state)
{
	int64_t count;

	(void)state;
	assert_int_equal(import_by(&admin, "氏名,フリガナ,旧 氏,旧氏ｶﾅ,通称名,アルファベット氏名,生年月日,住所\n"
	    "番号　花子,バンゴウ ハナコ,佐藤,さとう,,,1990-02-03,架空市\n"
	    "金　鉄洙,キム チョルス,,,山田　太郎,KIM CHOLSU,1980-01-01,架空市\n"
	    "受付　太郎,ウケツケ タロウ,鈴木,,,,1970-01-01,架空市\n", &count), ERR_NONE);
	assert_int_equal(count, 3);
	assert_int_equal(found("佐藤 花子"), 1);
	assert_string_equal(last.person.former, "佐藤");
	assert_string_equal(last.person.former_kana, "サトウ");
	assert_string_equal(last.person.alias, "");
	assert_int_equal(found("さとう"), 1);
	assert_int_equal(found("satou hanako"), 1);
	assert_int_equal(found("山田太郎"), 1);
	assert_int_equal(found("kim chol"), 1);
	assert_string_equal(last.person.latin, "KIM CHOLSU");
	assert_string_equal(last.person.alias, "山田　太郎");
	assert_int_equal(found("鈴木"), 1);	/* recorded before there were kana */
	assert_int_equal(import_by(&admin, "氏名,旧氏カナ,生年月日,住所\n番号　花子,サトウ,1990-02-03,架空市\n",
	    &count), ERR_DATA);
	told(2, "旧氏カナ: 旧氏カナがありますが、旧氏がありません");
	assert_int_equal(import_by(&admin, "氏名,英字氏名,生年月日,住所\n番号　花子,番号,1990-02-03,架空市\n", &count),
	    ERR_DATA);
	assert_int_equal(found("佐藤 花子"), 1);
}

/* A store whose names were folded by the program before. */
static void
an_older_extract_is_folded_anew(void **state)
{
	static const struct store_migration then[] = {
		{ "1", store_schema, NULL }, { "2", store_schema_2, NULL }, { "3", store_schema_3, NULL },
		{ "4", store_schema_4, NULL }, { "5", store_schema_5, NULL }, { "6", store_schema_6, NULL },
		{ "7", store_schema_7, NULL }, { "8", store_schema_8, NULL },
	};

	(void)state;
	store_close(&store);
	assert_int_equal(store_sqlite.open(scratch_path(&scratch, "old.db"), &store), ERR_NONE);
	assert_int_equal(store_migrate(store, MODE_TRAINING, then, sizeof(then) / sizeof(*then)), ERR_NONE);
	run("INSERT INTO resident_row (name, kana, sex, born, address, postcode, kana_key, name_key)"
	    " VALUES ('大野 静', 'オオノ シヅカ', 2, '1990-02-03', '架空市', '', 'オオノシツカ', 'x')");
	store_close(&store);
	assert_int_equal(store_open(scratch_path(&scratch, "old.db"), MODE_TRAINING, &store), ERR_NONE);
	assert_int_equal(found("ohno shizu"), 1);
	assert_int_equal(found("大野"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_extract_is_found_and_taken, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(extracts_as_they_come, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(other_names_are_read_and_found, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(individual_numbers_stop_it, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(columns_are_called_otherwise, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_import_replaces_it_whole, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(faults_are_listed_and_nothing_is_imported, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(header_is_checked, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(individual_numbers_are_never_taken, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_older_extract_is_folded_anew, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(kana_of_the_one_who_is_meant, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(only_those_who_may, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(erased_is_gone_from_the_disk, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
