/* Fields: what is typed is tidied and checked; every field of every form can be asked and read back as a fact. */
#include "forms/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "rule/facts.h"
#include "rule/facts-private.h"

static const struct date today = { 2026, 11, 20 };

static enum err
tidy(const char *key, const char *typed, char out[FIELD_VALUE_MAX])
{
	const struct field *f = field_by_key(key);

	assert_non_null(f);
	return field_tidy(f, typed, today, out);
}

static void
what_is_typed_is_tidied(void **state)
{
	static const struct { const char *key, *typed; enum err e; const char *out; } rows[] = {
		{ "name", " 番号　花子　", ERR_NONE, "番号　花子" },
		{ "name", "　 ", ERR_FIELD_EMPTY, "" },
		{ "name", "番号\t花子", ERR_CHARACTER, NULL },
		{ "name", "\xe7\x95", ERR_UTF8, NULL },
		{ "kana", "", ERR_NONE, "" },
		{ "kana", "ﾊﾞﾝｺﾞｳ ハナコ", ERR_NONE, "バンゴウ ハナコ" },
		{ "kana", "ハ\u3099ンコ\u3099ウ　　はなこ", ERR_NONE, "バンゴウ ハナコ" },
		{ "former-kana", "ｻﾄｳ", ERR_NONE, "サトウ" },
		{ "name", "か\u3099 花子", ERR_NONE, "が 花子" },
		{ "kana", "ばんごう　はなこー", ERR_NONE, "バンゴウ ハナコー" },
		{ "kana", "番号", ERR_FIELD_KANA, NULL },
		{ "former-name", "佐藤", ERR_NONE, "佐藤" },
		{ "former-name", "［佐藤］", ERR_FORMER_BRACKETS, NULL },
		{ "former-kana", "佐藤", ERR_FIELD_KANA, NULL },
		{ "latin-name", "KIM CHOLSU", ERR_NONE, "KIM CHOLSU" },
		{ "latin-name", "キム", ERR_FIELD_LATIN, NULL },
		{ "born", "S55.2.3", ERR_NONE, "1980-02-03" },
		{ "born", "昭和六十一年一月二十四日", ERR_NONE, "1986-01-24" },
		{ "born", "昭和65年1月1日", ERR_DATE, NULL },
		{ "born", "610124", ERR_NONE, "1986-01-24" },		/* no other era has that day, until today */
		{ "born", "s610124", ERR_NONE, "1986-01-24" },
		{ "born", "３６１０１２４", ERR_NONE, "1986-01-24" },
		{ "born", "610124 ", ERR_NONE, "1986-01-24" },
		{ "born", "昭和23年00月00日", ERR_NONE, "1948-00-00" },
		{ "born", "年月日不詳", ERR_NONE, "0000-00-00" },
		{ "born", "61.1.24", ERR_NONE, "1986-01-24" },
		{ "born", "100101", ERR_DATE_ERA, NULL },
		{ "born", "2026-11-21", ERR_BORN_LATER, NULL },
		{ "born", "R8.11.20", ERR_NONE, "2026-11-20" },
		{ "born", "700101", ERR_DATE, NULL },
		{ "reply-expires", "610124", ERR_DATE_ERA, NULL },
		{ "reply-expires", "H41.1.20", ERR_NONE, "2029-01-20" },
		{ "born", "H31.5.1", ERR_NONE, "2019-05-01" },
		{ "born", "昭和23年5月", ERR_NONE, "1948-05-00" },
		{ "postcode", "１０００００１", ERR_NONE, "100-0001" },
		{ "postcode", "100-0001", ERR_NONE, "100-0001" },
		{ "postcode", "100--001", ERR_FIELD_POSTCODE, NULL },
		{ "postcode", "10-00001", ERR_FIELD_POSTCODE, NULL },
		{ "postcode", "100-001", ERR_FIELD_POSTCODE, NULL },
		{ "postcode", "100-00011", ERR_TOO_LONG, NULL },
		{ "sex", "female", ERR_NONE, "female" },
		{ "sex", "女", ERR_FACT, NULL },
		{ "reply-complete", "yes", ERR_NONE, "yes" },
		{ "concealed", "sticker", ERR_NONE, "sticker" },
		{ "concealed", "glue", ERR_FACT, NULL },
		{ "proxy-relation", "一二三四五六七八九十一二三四五六七八九十一", ERR_TOO_LONG, NULL },
		{ "sign", "MADO1234", ERR_DATA, NULL },
	};
	char out[FIELD_VALUE_MAX];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(tidy(rows[i].key, rows[i].typed, out), rows[i].e);
		if (rows[i].out != NULL)
			assert_string_equal(out, rows[i].out);
	}
	assert_null(field_by_key("telephone"));
}

/* The longest that a field takes goes into the struct that it is for. */
static void
the_longest_fits(void **state)
{
	char typed[FIELD_VALUE_MAX], out[FIELD_VALUE_MAX], line[FIELD_VALUE_MAX + 32], why[FACTS_WHY_MAX];
	struct personal personal = { 0 };
	struct facts facts = { 0 };
	const char *letter;
	unsigned form;
	size_t i;
	int n;

	(void)state;
	for (form = 0; form < FORM_COUNT; form++) {
		assert_non_null(form_title((enum form)form));
		assert_null(form_field((enum form)form, form_fields((enum form)form)));
		for (i = 0; i < form_fields((enum form)form); i++) {
			const struct field *f = form_field((enum form)form, i);

			assert_non_null(f->label);
			if (f->type == FIELD_CHOICE || f->type == FIELD_YES_NO)
				assert_in_range(field_choices(f), 2, 10);
			if (f->key == NULL || !facts_is_personal(f->key) ||
			    (f->type != FIELD_TEXT && f->type != FIELD_KANA))
				continue;
			letter = strcmp(f->key, "latin-name") == 0 ? "Ａ" : "ア";
			for (n = 0; n < f->max; n++)
				memcpy(typed + 3 * n, letter, 4);
			assert_int_equal(field_tidy(f, typed, today, out), ERR_NONE);
			(void)snprintf(line, sizeof(line), "%s=%s", f->key, out);
			assert_int_equal(facts_read(&facts, &personal, line, why), ERR_NONE);
			memcpy(typed + 3 * n, letter, 4);
			assert_int_equal(field_tidy(f, typed, today, out), ERR_TOO_LONG);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_is_tidied),
		cmocka_unit_test(the_longest_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
