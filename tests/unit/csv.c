/* Comma-separated values: what RFC 4180 allows, and each thing that is wrong, with its line. */
#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct csv csv;

static void
begin(const char *text, size_t len)
{
	memset(&csv, 0, sizeof(csv));
	csv.source.in = fmemopen((void *)(uintptr_t)text, len, "r");
	assert_non_null(csv.source.in);
}

static void
end(void)
{
	assert_int_equal(csv_next(&csv), CSV_END);
	(void)fclose(csv.source.in);
	recode_end(&csv.source);
}

static void
record(int line, size_t n, const char *first, const char *last)
{
	assert_int_equal(csv_next(&csv), CSV_RECORD);
	assert_int_equal(csv.line, line);
	assert_int_equal(csv.n, n);
	assert_string_equal(csv.fields[0], first);
	assert_string_equal(csv.fields[n - 1], last);
}

static void
fault(int line, const char *what)
{
	assert_int_equal(csv_next(&csv), CSV_FAULT);
	assert_int_equal(csv.line, line);
	assert_non_null(strstr(csv.fault, what));
}

static void
records_as_the_standard_has_them(void **state)
{
	static const char text[] = "\xef\xbb\xbf""氏名,住所\r\n\r\n\"番号, \"\"花子\"\"\",東京都\n\"二\r\n行\",x\r\n,\r\n\"\",z\na,b,c";

	(void)state;
	begin(text, sizeof(text) - 1);
	record(1, 2, "氏名", "住所");
	record(3, 2, "番号, \"花子\"", "東京都");
	record(4, 2, "二\r\n行", "x");
	record(7, 2, "", "z");
	record(8, 3, "a", "c");
	end();
	begin("\n\r\n", 3);
	end();
}

/* As spreadsheets write it: another separator, quotes that keep a number a text, any line end, blank rows. */
static void
records_as_spreadsheets_have_them(void **state)
{
	static const struct { const char *text; size_t n; const char *first, *last; int line; } rows[] = {
		{ "a;b\n=\"0012\";\"x;y\"\n", 2, "0012", "x;y", 2 }, { "a\tb\n1,2\t3", 2, "1,2", "3", 2 },
		{ "a,b\r1,2\r", 2, "1", "2", 2 }, { "a,b\r\n\r\n,,\r\n , \u3000\r\n1,2;3", 2, "1", "2;3", 5 },
		{ "a,b\n=1,=\n", 2, "=1", "=", 2 }, { "a\n\"1\r2\"\n", 1, "1\r2", "1\r2", 2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		begin(rows[i].text, strlen(rows[i].text));
		assert_int_equal(csv_next(&csv), CSV_RECORD);
		record(rows[i].line, rows[i].n, rows[i].first, rows[i].last);
		end();
	}
	begin("a,b\r\n\"1\",2\r\n", 12);
	assert_int_equal(csv_next(&csv), CSV_RECORD);
	record(2, 2, "1", "2");
	assert_true(csv.raw_len >= 5 && memcmp(csv.raw, "\"1\",2", 5) == 0);
	end();
}

/* 氏名 in each encoding, with and without its mark; and what is cut in the middle. */
static void
encodings_are_found(void **state)
{
	static const struct { const char *bytes; size_t len; enum charset told, found; } rows[] = {
		{ "\xef\xbb\xbf氏名,1\n", 12, CHARSET_GUESS, CHARSET_UTF_8 },
		{ "氏名,1\n", 9, CHARSET_GUESS, CHARSET_UTF_8 },
		{ "\x8e\x81\x96\xbc,1\n", 7, CHARSET_GUESS, CHARSET_CP932 },
		{ "\xff\xfe\x0f\x6c\x0d\x54,\0001\0\n\0", 12, CHARSET_GUESS, CHARSET_UTF_16LE },
		{ "\xfe\xff\x6c\x0f\x54\x0d\0,\0001\0\n", 12, CHARSET_GUESS, CHARSET_UTF_16BE },
		{ "\x0f\x6c\x0d\x54,\0001\0\n\0", 10, CHARSET_GUESS, CHARSET_UTF_16LE },
		{ "\xbb\xe1\xcc\xbe,1\n", 7, CHARSET_EUC_JP, CHARSET_EUC_JP },
		{ "\x8e\x81\x96\xbc,1\n", 7, CHARSET_CP932, CHARSET_CP932 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		begin(rows[i].bytes, rows[i].len);
		csv.source.charset = rows[i].told;
		record(1, 2, "氏名", "1");
		assert_int_equal(csv.source.charset, rows[i].found);
		end();
	}
	begin("\x6a\x75\x00\x30\x00\x4e,\0\x00\x30\x00\x30\n\0", 14);	/* each second zero may be a kanji's, too */
	record(1, 2, "番\u3000一", "\u3000\u3000");
	end();
	begin("\x75\x6a\x30\x00\x4e\x00\0,\x30\x00\x30\x00\0\n", 14);
	record(1, 2, "番\u3000一", "\u3000\u3000");
	end();
	begin("\xfb\xfc\x8b\xb4,\xf0\x40\n", 8);	/* of NEC and IBM, and a code of the office's own */
	record(1, 2, "髙橋", "\ue000");
	end();
	begin("\x8e\x81,\x96", 4);
	fault(1, "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字");
	end();
	assert_string_equal(charset_name(charset_by_name("euc-jp")), "euc-jp");
	assert_int_equal(charset_by_name("ebcdic"), CHARSET_COUNT);
	assert_int_equal(charset_by_name(""), CHARSET_COUNT);
}

/* A character that lies across two blocks is one. */
static void
blocks_are_joined(void **state)
{
	static char text[3 * RECODE_BLOCK];
	size_t i, n;

	(void)state;
	for (i = 0; i + 7 < sizeof(text); i += 7)
		memcpy(text + i, "\x8e\x81\x96\xbc\x8e\x81\n", 7);
	begin(text, i);
	for (n = 0; csv_next(&csv) == CSV_RECORD; n++)
		assert_string_equal(csv.fields[0], "氏名氏");
	assert_int_equal(n, i / 7);
	end();
}

/* A stream without end ends where it may. */
static void
no_more_is_read_than_allowed(void **state)
{
	FILE *zero = fopen("/dev/zero", "r");

	(void)state;
	assert_non_null(zero);
	memset(&csv, 0, sizeof(csv));
	csv.source.in = zero;
	csv.source.most = 3 * RECODE_BLOCK + 5;
	while (csv_next(&csv) != CSV_END)
		;
	assert_true(csv.source.over);
	assert_int_equal(csv.source.bytes, 3 * RECODE_BLOCK + 5);
	(void)fclose(zero);
	begin("a,b", 3);
	csv.source.most = 3;
	record(1, 2, "a", "b");
	assert_false(csv.source.over);
	end();
}

static void
faults_name_their_line_and_the_next_is_read(void **state)
{
	static const char text[] = "a\"b,c\nok,1\n\"x\"y,z\nok,2\n\xff,1\nok,3\na\0b,c\nok,4\n\"never closed\nat all";

	(void)state;
	begin(text, sizeof(text) - 1);
	fault(1, "項目の途中に引用符があります");
	record(2, 2, "ok", "1");
	fault(3, "引用符の後に余分な文字があります");
	record(4, 2, "ok", "2");
	fault(5, "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字");
	record(6, 2, "ok", "3");
	fault(7, "使えない文字 U+0000 があります");
	record(8, 2, "ok", "4");
	fault(9, "引用符が閉じていません");
	record(10, 1, "at all", "at all");
	end();
	begin("Ａ,x\n", 6);
	record(1, 2, "Ａ", "x");
	end();
	begin("\xef\xbb\n", 3);
	fault(1, "文字コードが UTF-8 でも Shift_JIS (CP932) でもない字");
	end();
	begin("氏名\n番\xff号\n", 15);
	record(1, 1, "氏名", "氏名");
	fault(2, "文字コードが UTF-8 ではない字");
	end();
}

/* The fault is its line's alone, whatever ends the reading; each line behind it is a record. */
static void
a_quote_without_an_end_takes_one_line(void **state)
{
	static const char *const ends[] = { "\"a\",b\n", "\"x", "", "x\"y\",z\n", "\n\n" };
	static char text[4 * CSV_RECORD_MAX];
	size_t i, len, lines;
	int line;

	(void)state;
	for (i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		for (lines = 1; lines < 3000; lines = lines * 3 + 1) {
			len = (size_t)snprintf(text, sizeof(text), "\"open,1\r\n");
			while (len < 9 + 8 * lines)
				len += (size_t)snprintf(text + len, sizeof(text) - len, "ab,cde\r\n");
			len += (size_t)snprintf(text + len, sizeof(text) - len, "%s", ends[i]);
			begin(text, len);
			fault(1, "引用符が閉じていません");
			assert_int_equal(csv.raw_len, 9);
			assert_memory_equal(csv.raw, "\"open,1\r\n", 9);
			for (line = 2; line < (int)lines + 2; line++) {
				record(line, 2, "ab", "cde");
				assert_int_equal(csv.ends[0], 2);
				assert_int_equal(csv.ends[1], 6);
			}
			while (csv_next(&csv) != CSV_END)
				;
			end();
		}
	}
	begin("\"a\n\"b\n\"c\nd\n", 11);
	fault(1, "引用符が閉じていません");
	fault(2, "引用符が閉じていません");
	fault(3, "引用符が閉じていません");
	record(4, 1, "d", "d");
	end();
}

/*
 * One byte and two: the first has no room for its end, the second none at all; nothing behind the record is written. The
 * last line of a file has a NUL in the record, and in the file no byte for it.
 */
static void
one_too_many(char *text)
{
	size_t len, line_end;

	assert_ptr_equal(csv.raw, csv.record + sizeof(csv.record));	/* where a NUL behind the record would be seen */
	for (len = CSV_RECORD_MAX - 1; len <= CSV_RECORD_MAX; len++) {
		memset(text, 'a', len);
		text[1] = ',';
		text[len] = '\n';
		for (line_end = 0; line_end <= 1; line_end++) {
			begin(text, len + line_end);
			fault(1, "1行が長すぎます");
			assert_int_equal(csv.raw[0], 'a');
			end();
		}
	}
}

static void
lengths_are_bounded(void **state)
{
	const size_t len = 3 * CSV_RECORD_MAX;
	char *text = malloc(len);

	(void)state;
	assert_non_null(text);
	memset(text, 'a', len);
	memcpy(text + len - 4, "\nb,c", 4);
	begin(text, len);
	fault(1, "1行が長すぎます");
	record(2, 2, "b", "c");
	end();
	memset(text, ',', len - 4);
	begin(text, len);
	fault(1, "項目が多すぎます");
	record(2, 2, "b", "c");
	end();
	memset(text, ',', CSV_FIELDS_MAX);
	text[CSV_FIELDS_MAX] = '\n';	/* one field too many, and then as many as there may be */
	begin(text, CSV_FIELDS_MAX + 1);
	fault(1, "項目が多すぎます");
	end();
	text[0] = 'x';
	begin(text, CSV_FIELDS_MAX);
	record(1, CSV_FIELDS_MAX, "x", "");
	end();
	text[CSV_RECORD_MAX - 2] = '\n';	/* the longest that is whole */
	memset(text, 'a', CSV_RECORD_MAX - 2);
	begin(text, CSV_RECORD_MAX - 1);
	assert_int_equal(csv_next(&csv), CSV_RECORD);
	assert_int_equal(strlen(csv.fields[0]), CSV_RECORD_MAX - 2);
	csv_end(&csv);
	assert_int_equal(csv.record[0], 0);
	assert_int_equal(csv.raw[0], 0);
	assert_int_equal(csv.source.raw[0], 0);
	end();
	one_too_many(text);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_as_the_standard_has_them),
		cmocka_unit_test(a_quote_without_an_end_takes_one_line),
		cmocka_unit_test(faults_name_their_line_and_the_next_is_read),
		cmocka_unit_test(records_as_spreadsheets_have_them),
		cmocka_unit_test(encodings_are_found),
		cmocka_unit_test(blocks_are_joined),
		cmocka_unit_test(no_more_is_read_than_allowed),
		cmocka_unit_test(lengths_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
