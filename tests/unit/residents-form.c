/* What an import leaves out has the form of its file: encoding, BOM, separators, quotes and line ends, byte by byte. */
#include "config.h"

#include "people/residents.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static const struct actor admin = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static struct faults faults;

struct bytes { char list[8192]; size_t len; };

static struct bytes left;
static int64_t imported, left_out;

static enum err
import(const struct bytes *file, enum charset charset)
{
	static struct columns_rest rest;
	const struct residents_how how = { .charset = charset, .rest = &rest };
	FILE *in = fmemopen((void *)(uintptr_t)file->list, file->len, "r");
	enum err e;

	assert_non_null(in);
	memset(&faults, 0, sizeof(faults));
	rest.out = fmemopen(left.list, sizeof(left.list), "w");
	assert_non_null(rest.out);
	e = residents_import(store, &admin, in, "x.csv", &how, &faults, &imported);
	left.len = (size_t)ftell(rest.out);
	(void)fclose(rest.out);
	(void)fclose(in);
	left_out = rest.count;
	return e;
}

/* More of it, with the line ends and the separator of that form: ; stands for it. */
static void
add(struct bytes *b, const char *charset, const char *end, char separator, const char *text)
{
	iconv_t way = iconv_open(charset, "UTF-8");
	char plain[2048], *in = plain, *out = b->list + b->len;
	size_t len = 0, room = sizeof(b->list) - b->len;

	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			memcpy(plain + len, end, strlen(end));
			len += strlen(end);
		} else
			plain[len++] = *text == ';' ? separator : *text;
	}
	assert_true(way != (iconv_t)-1);
	assert_int_equal(iconv(way, &in, &len, &out, &room), 0);
	(void)iconv_close(way);
	b->len = sizeof(b->list) - room;
}

static void
same(const struct bytes *expected)
{
	assert_int_equal(left.len, expected->len);
	assert_memory_equal(left.list, expected->list, left.len);
}

static const struct form { const char *charset; enum charset said; const char *mark; } forms[] = {
	{ "UTF-8", CHARSET_GUESS, "" }, { "UTF-8", CHARSET_GUESS, "\ufeff" }, { "CP932", CHARSET_GUESS, "" },
	{ "UTF-16LE", CHARSET_GUESS, "\ufeff" }, { "UTF-16BE", CHARSET_GUESS, "\ufeff" },
	{ "UTF-16LE", CHARSET_GUESS, "" }, { "UTF-16BE", CHARSET_GUESS, "" }, { "EUC-JP-MS", CHARSET_EUC_JP, "" },
};

static const char *const ends[] = { "\n", "\r\n", "\r" };

static const char head[] = "氏名;フリガナ;生年月日;住所\n", good[] = "番号;バンゴウ;S60.4.30;架空市\n",
    wrong[] = "番号;番号;\"S60.4.30\";\"架空市\n二丁目\"\n", open_quote[] = "番号;番号;\"S60.4.30;架空市\n",
    right[] = "番号;バンゴウ;S60.4.30;架空市\n", last[] = "\"番号\";\"番\"\"号\";S60.4.30;架空市";

/* The quote that isn't closed has the lines behind it read twice. */
static void
try_form(const struct form *f, const char *end, char separator, const char *before)
{
	const char *const all[] = { f->mark, before, head, good, wrong, good, open_quote, good, wrong, good, good,
	    last };
	const char *const bad[] = { f->mark, before, head, wrong, open_quote, wrong, last };
	const char *const mended[] = { f->mark, before, head, right, right, right, right };
	struct bytes file = { .len = 0 }, expected = { .len = 0 }, again = { .len = 0 };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		add(&file, f->charset, end, separator, all[i]);
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		add(&expected, f->charset, end, separator, bad[i]);
	for (i = 0; i < sizeof(mended) / sizeof(*mended); i++)
		add(&again, f->charset, end, separator, mended[i]);
	assert_int_equal(import(&file, f->said), ERR_NONE);
	assert_int_equal(imported, 5);
	assert_int_equal(left_out, 4);
	same(&expected);
	assert_int_equal(import(&again, f->said), ERR_NONE);
	assert_int_equal(imported, 4);
	assert_int_equal(left_out, 0);
	assert_int_equal(left.len, 0);
}

static void
in_every_form(void **state)
{
	static const struct { char separator; const char *before; } lists[] = {
		{ ',', "" }, { '\t', "" }, { ';', "" }, { ';', "sep=;\n" }, { '|', "\"sep=;\"\n" }, { ',', "\n;;\n" },
	};
	size_t i, k, s, n = 0;

	(void)state;
	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		for (k = 0; k < sizeof(ends) / sizeof(*ends); k++)
			for (s = 0; s < sizeof(lists) / sizeof(*lists); s++, n++)
				try_form(&forms[i], ends[k], lists[s].separator, lists[s].before);
	print_message("%zu forms\n", n);
}

/* Two ways to write one character are two, and what is none stays as it is. */
static void
no_byte_is_another(void **state)
{
	static const char *const lines[] = {
		"\x87\x90\x81\xe0,\x87\x90,1990-02-03,x\r\n", "\xee\xe0\xfb\xfc\xfc\x4b,1,1990-02-03,x\r\n",
		"\xfa\x54\x81\xca,1,1990-02-03,x\r\n", "\x81,1,1990-02-03,\x81\r\n",
		"\xfd\xff\xa0\x80,1,1990-02-03,x\r\n",
		"x,1,1990-02-03,\x81\n", "x,\x00,1990-02-03,x\r\n",
	};
	static const size_t zero = 6;
	struct bytes file = { .len = 0 }, expected = { .len = 0 };
	size_t i, len;

	(void)state;
	add(&file, "CP932", "\r\n", ',', "氏名;フリガナ;生年月日;住所\n");
	expected = file;
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		len = i == zero ? sizeof("x,?,1990-02-03,x\r\n") - 1 : strlen(lines[i]);
		memcpy(file.list + file.len, lines[i], len);
		file.len += len;
		memcpy(expected.list + expected.len, lines[i], len);
		expected.len += len;
	}
	add(&file, "CP932", "\r\n", ',', "番号;バンゴウ;S60.4.30;架空市\n");
	assert_int_equal(import(&file, CHARSET_GUESS), ERR_NONE);
	assert_int_equal(imported, 1);
	assert_int_equal(left_out, (int)(sizeof(lines) / sizeof(*lines)));
	same(&expected);
}

/* A number's digits are signs that are refused, in what the encoding has; all else of the line is as it was. */
static void
no_number_in_any_form(void **state)
{
	struct bytes file, expected;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const bool unicode = strncmp(forms[i].charset, "UTF", 3) == 0;

		file.len = expected.len = 0;
		add(&file, forms[i].charset, "\r\n", ',', forms[i].mark);
		add(&file, forms[i].charset, "\r\n", ',', head);
		expected = file;
		add(&file, forms[i].charset, "\r\n", ',', "番号;;S60.4.30;\"架空市 1234-5678-9018\"\n"
		    "番号;;S60.4.30;架空市\n");
		add(&expected, forms[i].charset, "\r\n", ',', unicode ?
		    "番号;;S60.4.30;\"架空市 "
		    "\ufffd\ufffd\ufffd\ufffd-\ufffd\ufffd\ufffd\ufffd-\ufffd\ufffd\ufffd\ufffd\"\n" :
		    "番号;;S60.4.30;\"架空市 \?\?\?\?-\?\?\?\?-\?\?\?\?\"\n");
		assert_int_equal(import(&file, forms[i].said), ERR_NONE);
		assert_int_equal(imported, 1);
		same(&expected);
		file = left;
		assert_int_equal(import(&file, forms[i].said), ERR_DATA);
		assert_int_equal(faults.count, 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(in_every_form, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_byte_is_another, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(no_number_in_any_form, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
