/* The gate for text, composition, and cells. */
#define _GNU_SOURCE		/* RTLD_NEXT */
#include "base/text.h"

#include <dlfcn.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

static void
what_is_taken_is_composed(void **state)
{
	static const struct { const char *in; enum err e; const char *out; } rows[] = {
		{ "", ERR_NONE, "" },
		{ "番号 花子", ERR_NONE, "番号 花子" },
		{ "か\u3099んは\u309aる", ERR_NONE, "がんぱる" },
		{ "E\u0301lise", ERR_NONE, "Élise" },
		{ "ﾊﾞ", ERR_NONE, "ﾊﾞ" },			/* compatibility forms are written so */
		{ "塚\ufa10\ufa19\u3099", ERR_NONE, "塚\ufa10\ufa19\u3099" },
		{ "a\u0301\ufa10a\u0301", ERR_NONE, "á\ufa10á" },
		{ "\u212bng", ERR_NONE, "Ång" },
		{ "\u1100\u1161", ERR_NONE, "가" },
		{ "\u0958", ERR_NONE, "\u0915\u093c" },
		{ "a\u00a0b\u2003c", ERR_NONE, "a b c" },
		{ "山田　太郎", ERR_NONE, "山田　太郎" },
		{ "葛\U000e0100城", ERR_NONE, "葛\U000e0100城" },
		{ "\ue000\U000f0000", ERR_NONE, "\ue000\U000f0000" },
		{ "\U0002ebf0", ERR_NONE, "\U0002ebf0" },		/* assigned in Unicode 15.1 */
		{ "葛\U000e0100\U000e0101", ERR_CHARACTER, "" },
		{ "あ\U000e0100", ERR_CHARACTER, "" },
		{ "\U000e0100", ERR_CHARACTER, "" },
		{ "a\nb", ERR_CHARACTER, "" },
		{ "a\xff", ERR_UTF8, "" },
		{ "01234567890123456789012345678901", ERR_TOO_LONG, "" },
	};
	char out[32], again[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(text_take(rows[i].in, strlen(rows[i].in), out, sizeof(out)), rows[i].e);
		assert_string_equal(out, rows[i].out);
		if (rows[i].e != ERR_NONE)
			continue;
		assert_int_equal(text_take(out, strlen(out), again, sizeof(again)), ERR_NONE);
		assert_string_equal(out, again);
	}
}

static void
a_refusal_says_which_and_where(void **state)
{
	char words[TEXT_FAULT_WORDS_MAX];
	struct text_fault f;

	(void)state;
	assert_false(text_sound("番号\u200b花子", strlen("番号\u200b花子"), &f));
	assert_string_equal(text_fault_words(&f, LANG_JA, words), "3文字目の U+200B");
	assert_string_equal(text_fault_words(&f, LANG_EN, words), "U+200B, character 3");
	assert_false(text_sound("a\0b", 3, &f));
	assert_int_equal(f.c, 0);
	assert_int_equal(f.at, 2);
	assert_false(text_sound("\xe7\x95", 2, &f));
	assert_string_equal(text_fault_words(&f, LANG_JA, words), "1文字目の UTF-8");
}

static void
what_goes_out_is_clean(void **state)
{
	static const struct { const char *in, *screen, *paper; } rows[] = {
		{ "a\x1b[31m\a\n\u202e", "a?[31m???", "a?[31m???" },
		{ "か\u3099", "か\u3099", "が" },
		{ "\ue000\U000f0000\U0002ebf0", "〓〓〓", "\ue000\U000f0000\U0002ebf0" },
		{ "\U0002ebf0\U000e0100", "〓", "\U0002ebf0\U000e0100" },
		{ "葛\U000e0100あ\U000e0100", "葛\U000e0100あ?", "葛\U000e0100あ?" },
		{ "\xe7\x95x\xff", "??x?", "??x?" },
	};
	char out[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_clean(rows[i].in, strlen(rows[i].in), out, sizeof(out));
		assert_string_equal(out, rows[i].screen);
		text_mend(rows[i].in, strlen(rows[i].in), out, sizeof(out));
		assert_string_equal(out, rows[i].paper);
	}
	text_clean("番号", strlen("番号"), out, 4);
	assert_string_equal(out, "番");
	text_mend("番号", strlen("番号"), out, 6);
	assert_string_equal(out, "番");
}

/* The program has a wcwidth of its own (tui/term/width.c). */
static int
of_library(wchar_t c)
{
	static int (*width)(wchar_t);

	if (width == NULL)
		*(void **)&width = dlsym(RTLD_NEXT, "wcwidth");
	assert_non_null(width);
	return width(c);
}

/* All of Unicode: what is drawn takes as many cells as curses, by the C library, counts for it. */
static void
cells_are_those_of_curses(void **state)
{
	size_t counted = 0, unlike = 0;
	uint32_t c;

	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (c = 0xa0; c <= 0x10ffff; c++) {
		const enum text_class class = text_class(c);
		const int cells = text_char_cells(c), curses = c >= 0xd800 && c < 0xe000 ? -1 : of_library((wchar_t)c);

		assert_true((class == TEXT_BARRED) == (cells == -1));
		if (class == TEXT_BARRED || class == TEXT_UNDRAWN || curses == -1)
			continue;
		counted++;
		if (cells != curses && unlike++ < 20)
			printf("U+%04X: %d cells, curses counts %d\n", (unsigned)c, cells, curses);
	}
	printf("%zu characters are drawn, %zu of them unlike curses\n", counted, unlike);
	assert_true(counted > 140000);
	assert_int_equal(unlike, 0);
}

/* As the terminal draws them, and nothing else with them. */
static void
ambiguous_ones_are_measured_as_told(void **state)
{
	size_t told = 0;
	uint32_t c;

	(void)state;
	for (c = 0x20; c <= 0x10ffff; c++) {
		const int narrow = text_char_cells(c);

		text_take_ambiguous(2);
		assert_int_equal(text_char_cells(c), text_ambiguous(c) ? 2 : narrow);
		text_take_ambiguous(1);
		told += text_ambiguous(c);
	}
	assert_true(told > 500);
	text_take_ambiguous(2);
	assert_int_equal(text_cells("番号 Ωα"), 9);
	text_take_ambiguous(1);
	assert_int_equal(text_cells("番号 Ωα"), 7);
}

static void
ambiguous_is_a_property(void **state)
{
	static const uint32_t ambiguous[] = { 0xa1, 0xb1, 0xd7, 0x3b1, 0x410, 0x2015, 0x2026, 0x203b, 0x2500, 0x25cb, 0x2605 },
	    plain[] = { 'a', 0xa2, 0xa5, 0x3042, 0x6f22, 0xff21, 0x2011, 0x300, 0xad, 0xe000, 0x1f600, 0x10ffff, UINT32_MAX };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ambiguous) / sizeof(*ambiguous); i++)
		assert_true(text_ambiguous(ambiguous[i]) && text_char_cells(ambiguous[i]) == 1);
	for (i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		assert_false(text_ambiguous(plain[i]));
}

static void
blanks_are_left_off(void **state)
{
	static const char text[] = "\u00a0　 番号　花子 \u2003";
	const char *s = text;
	size_t len = strlen(text);

	(void)state;
	text_trim(&s, &len);
	assert_int_equal(len, strlen("番号　花子"));
	assert_memory_equal(s, "番号　花子", len);
	s = "　 ";
	len = strlen(s);
	text_trim(&s, &len);
	assert_int_equal(len, 0);
	assert_int_equal(text_chars("葛\U000e0100城"), 2);
}

/* Two that are shown alike are told apart. */
static void
what_is_shown_as_geta_has_its_code(void **state)
{
	char out[64], few[10];

	(void)state;
	text_tell_codes("番号 \ue000子〓\U000f0000", out, sizeof(out));
	assert_string_equal(out, "番号 \ue000(E000)子〓\U000f0000(F0000)");
	text_tell_codes("葛\U000e0100城", out, sizeof(out));
	assert_string_equal(out, "葛\U000e0100城");
	text_tell_codes("花\ue000子", few, sizeof(few));
	assert_string_equal(few, "花");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_is_composed),
		cmocka_unit_test(a_refusal_says_which_and_where),
		cmocka_unit_test(what_goes_out_is_clean),
		cmocka_unit_test(cells_are_those_of_curses),
		cmocka_unit_test(ambiguous_is_a_property),
		cmocka_unit_test(ambiguous_ones_are_measured_as_told),
		cmocka_unit_test(blanks_are_left_off),
		cmocka_unit_test(what_is_shown_as_geta_has_its_code),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
