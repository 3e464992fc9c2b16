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
	csv.in = fmemopen((void *)(uintptr_t)text, len, "r");
	assert_non_null(csv.in);
}

static void
end(void)
{
	assert_int_equal(csv_next(&csv), CSV_END);
	(void)fclose(csv.in);
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
records_as_the_standard_has_them(void **state)
{
	static const char text[] = "\xef\xbb\xbf""氏名,住所\r\n\r\n\"番号, \"\"花子\"\"\",東京都\n\"二\r\n行\",x\r\n,\r\n\"\",z\na,b,c";

	(void)state;
	begin(text, sizeof(text) - 1);
	record(1, 2, "氏名", "住所");
	record(3, 2, "番号, \"花子\"", "東京都");
	record(4, 2, "二\r\n行", "x");
	record(6, 2, "", "");
	record(7, 2, "", "z");
	record(8, 3, "a", "c");
	end();
	begin("\n\r\n", 3);
	end();
}

static void
fault(int line, const char *what)
{
	assert_int_equal(csv_next(&csv), CSV_FAULT);
	assert_int_equal(csv.line, line);
	assert_string_equal(csv.fault, what);
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
	fault(5, "文字コードが UTF-8 ではありません");
	record(6, 2, "ok", "3");
	fault(7, "使えない文字があります");
	record(8, 2, "ok", "4");
	fault(9, "引用符が閉じていません");
	end();
	begin("Ａ,x\n", 6);
	record(1, 2, "Ａ", "x");
	end();
	begin("\xef\xbb\n", 3);
	fault(1, "文字コードが UTF-8 ではありません");
	end();
}

/* One byte and two: the first has no room for its end, the second none at all; nothing behind the record is written. */
static void
one_too_many(char *text)
{
	size_t len;

	assert_true(((uintptr_t)csv.record & 0xff) != 0);	/* a NUL behind the record would be seen in the first field's place */
	for (len = CSV_RECORD_MAX - 1; len <= CSV_RECORD_MAX; len++) {
		memset(text, 'a', len);
		text[1] = ',';
		text[len] = '\n';
		begin(text, len + 1);
		fault(1, "1行が長すぎます");
		assert_ptr_equal(csv.fields[0], csv.record);
		end();
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
	begin(text + 1, CSV_FIELDS_MAX);
	record(1, CSV_FIELDS_MAX, "", "");
	end();
	text[CSV_RECORD_MAX - 2] = '\n';	/* the longest that is whole */
	memset(text, 'a', CSV_RECORD_MAX - 2);
	begin(text, CSV_RECORD_MAX - 1);
	assert_int_equal(csv_next(&csv), CSV_RECORD);
	assert_int_equal(strlen(csv.fields[0]), CSV_RECORD_MAX - 2);
	csv_wipe(&csv);
	assert_int_equal(csv.record[0], 0);
	end();
	one_too_many(text);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_as_the_standard_has_them),
		cmocka_unit_test(faults_name_their_line_and_the_next_is_read),
		cmocka_unit_test(lengths_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
