/* A settings file is read whole or refused with every line that is wrong. */
#include "base/ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static const char *const keys[] = { "name", "when", NULL };
static const struct ini_shape shapes[] = {
	{ .kind = "town", .keys = keys },
	{ .kind = "rule", .named = true, .keys = keys },
	{ .kind = "define" },
	{ .kind = NULL },
};

static struct faults faults;
static char line_999[1200], line_1001[1200], zero[] = "[town]\nna\0me = x\n";

static const struct { const char *text; int line; const char *word; } refused[] = {
	{ "name = x\n", 1, "節" },
	{ "[town]\nname\n", 2, "項目 = 値" },
	{ "[town]\n= x\n", 2, "名前" },
	{ "[town\nname = x\n", 1, "]" },
	{ "[town] x\n", 1, "]" },
	{ "[]\n", 1, "見出し" },
	{ "[town:a]\n", 1, "見出し" },
	{ "[village]\nname = x\n", 1, "village" },
	{ "[rule]\n", 1, "rule" },
	{ "[town hall]\n", 1, "town" },
	{ "[town]\ncolour = red\n", 2, "colour" },
	{ "[town]\nname = x\n\nname = y\n", 4, "2回" },
	{ "[town]\nname = x\n[rule a]\n[town]\n", 4, "2回" },
	{ "[rule a]\n[rule A]\n", 2, "2回" },
	{ "[town]\nName = x\n", 2, "名前" },
	{ "[town]\nname = a;b\n", 2, "囲み" },
	{ "[town]\nname = a # b\n", 2, "囲み" },
	{ "[town]\nname = \"a\n", 2, "引用符" },
	{ "[town]\nname = \"a\" b\n", 2, "引用符" },
	{ "[town]\nname = a\"b\n", 2, "引用符" },
	{ "[town]\nname = 'a'\n", 2, "引用符" },
	{ "[town]\nname = a\\\nwhen = b\n", 2, "続ける" },
	{ "[town]\nname = \x83\x5c\n", 2, "UTF-8" },
	{ "[town]\nname = \x01\n", 2, "U+0001" },
	{ line_1001, 2, "長すぎ" },
};

static void
every_fault_has_its_line(void **state)
{
	struct ini ini;
	size_t i;

	(void)state;
	(void)snprintf(line_1001, sizeof(line_1001), "[town]\nname = %0994d\n", 0);
	for (i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		faults.count = 0;
		assert_int_equal(ini_read_text("x.ini", refused[i].text, strlen(refused[i].text), shapes, &ini, &faults),
		    ERR_CONFIG);
		assert_int_equal(faults.count, 1);
		assert_string_equal(faults.list[0].file, "x.ini");
		assert_int_equal(faults.list[0].line, refused[i].line);
		if (strstr(faults.list[0].message, refused[i].word) == NULL)
			fail_msg("%s: %s", refused[i].text, faults.list[0].message);
	}
	faults.count = 0;
	assert_int_equal(ini_read_text("x.ini", zero, sizeof(zero) - 1, shapes, &ini, &faults), ERR_CONFIG);
	assert_int_equal(faults.list[0].line, 2);
}

static void
all_faults_are_told(void **state)
{
	static const char text[] = "[town]\nname = a;b\ncolour = red\n[village]\nx = y\n[rule a]\nwhen\n";
	struct ini ini;

	(void)state;
	faults.count = 0;
	assert_int_equal(ini_read_text("x.ini", text, sizeof(text) - 1, shapes, &ini, &faults), ERR_CONFIG);
	assert_int_equal(faults.count, 4);
	assert_int_equal(faults.list[3].line, 7);
}

static void
what_is_sound_is_read_whole(void **state)
{
	static const char text[] = "\xef\xbb\xbf# 説明\r\n\r\n[town]\r\nname = 川口市\r\n when\t=  \"a;b#c\" \r\n"
	    "; x\r\n[rule A]\r\nname =\r\nwhen = c:\\d e\r\n[define]\r\nfree-key = x = y";
	struct ini ini;

	(void)state;
	faults.count = 0;
	assert_int_equal(ini_read_text("x.ini", text, sizeof(text) - 1, shapes, &ini, &faults), ERR_NONE);
	assert_int_equal(ini.count, 8);
	assert_string_equal(ini_value(&ini, "town", "", "name"), "川口市");
	assert_string_equal(ini_value(&ini, "town", "", "when"), "a;b#c");
	assert_string_equal(ini_value(&ini, "rule", "A", "name"), "");
	assert_string_equal(ini_value(&ini, "rule", "A", "when"), "c:\\d e");
	assert_string_equal(ini_value(&ini, "define", "", "free-key"), "x = y");
	assert_null(ini_value(&ini, "town", "", "free-key"));
	assert_int_equal(ini.entries[1].line, 4);
	assert_int_equal(ini.entries[7].line, 11);
	ini_free(&ini);
}

static void
the_longest_line_is_not_cut(void **state)
{
	struct ini ini;

	(void)state;
	(void)snprintf(line_999, sizeof(line_999), "[town]\nname = %0993d\n", 7);
	assert_int_equal(ini_read_text("x.ini", line_999, strlen(line_999), shapes, &ini, &faults), ERR_NONE);
	assert_int_equal(strlen(ini_value(&ini, "town", "", "name")), 993);
	ini_free(&ini);
}

static void
only_regular_files(void **state)
{
	struct ini ini;

	(void)state;
	assert_int_equal(ini_read_file("/", shapes, &ini, &faults), ERR_IO);
	assert_int_equal(ini_read_file("/dev/null", shapes, &ini, &faults), ERR_IO);
	assert_int_equal(ini_read_file("/nonexistent", shapes, &ini, &faults), ERR_IO);
	assert_int_equal(ini_read_text("x.ini", "", 0, shapes, &ini, NULL), ERR_NONE);
	assert_int_equal(ini.count, 0);
	ini_free(&ini);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_has_its_line),
		cmocka_unit_test(all_faults_are_told),
		cmocka_unit_test(what_is_sound_is_read_whole),
		cmocka_unit_test(the_longest_line_is_not_cut),
		cmocka_unit_test(only_regular_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
