/* A page goes through the pipe unchanged, and nothing out of bounds does. */
#include "forms/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define HEAD "madoguchi-page 1\nmade 2026-11-25T21:00:00\ntitle 照会書\n"

static const struct moment made = { .date = { 2026, 11, 25 }, .hour = 21 };

static void
what_is_written_is_read(void **state)
{
	struct page page = { .made = made, .title = "照会書", .geta = true }, again;
	struct buf b = { 0 };

	(void)state;
	page_add(&page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	/* A text that looks like the numbers before it. */
	page_add(&page, (struct page_item){ .kind = PAGE_TEXT, .x = 1, .y = 2, .w = 300, .h = 4, .size = 110,
	    .font = PAGE_GOTHIC, .align = PAGE_RIGHT, .hang = 5, .below = 1, .middle = 1, .field = "proxy-name" },
	    "|x=3 field=a |番号");
	page_add(&page, (struct page_item){ .kind = PAGE_BOX, .w = 10, .h = 10, .size = 20, .grey = 10, .dash = 1 },
	    NULL);
	page_add(&page, (struct page_item){ .kind = PAGE_QR, .w = 2000 }, "26-000123-4");
	assert_int_equal(page_write(&page, &b), ERR_NONE);
	assert_int_equal(page_read(b.text, b.len, &again), ERR_NONE);
	assert_true(again.geta);
	assert_string_equal(again.title, "照会書");
	assert_memory_equal(&again.made, &made, sizeof(made));
	assert_int_equal(again.count, 4);
	assert_string_equal(again.items[1].text, "|x=3 field=a |番号");
	assert_string_equal(again.items[1].field, "proxy-name");
	assert_int_equal(again.items[1].hang, 5);
	assert_int_equal(again.items[2].grey, 10);
	assert_int_equal(again.items[3].kind, PAGE_QR);
	page_free(&again);
	page_free(&page);
	buf_free(&b);
}

static void
what_is_malformed_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "madoguchi-page 2\nmade 2026-11-25T21:00:00\ntitle a\nsheet |\nend\n",
		"madoguchi-page 1\nmade 2026-11-25\ntitle a\nsheet |\nend\n",
		"madoguchi-page 1\nmade gestern\ntitle a\nsheet |\nend\n",
		HEAD "end\n",						/* no sheet */
		HEAD "sheet |\n",					/* no end */
		HEAD "sheet |\nend\nsheet |\n",			/* more behind it */
		HEAD "sheet |\nend",
		HEAD "text w=1000 size=100 |a\nend\n",			/* before the first sheet */
		HEAD "sheet |\nsheet |\nsheet |\nsheet |\nsheet |\nend\n",
		HEAD "sheet |\ncircle w=1000 |\nend\n",
		HEAD "sheet |\ntext w=1000 size=100\nend\n",		/* no text */
		HEAD "sheet |\ntext size=100 w=1000 |a\nend\n",	/* out of order */
		HEAD "sheet |\ntext w=1000 w=1000 size=100 |a\nend\n",
		HEAD "sheet |\ntext w=-1000 size=100 |a\nend\n",
		HEAD "sheet |\ntext w=1000000 size=100 |a\nend\n",
		HEAD "sheet |\ntext x=20500 w=1000 size=100 |a\nend\n",	/* over the edge */
		HEAD "sheet |\ntext w=1000 size=4 |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=9999 |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 font=2 |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 below=2 |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 field=NAME |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 field=abcdefghijklmnopqrstuvwxyz-abcdefgh |a\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 |a\tb\nend\n",
		HEAD "sheet |\ntext w=1000 size=100 |\xe7\x95\nend\n",
		HEAD "sheet |\nqr w=2000 |\nend\n",
		HEAD "sheet |\nline w=2000 size=10 |words\nend\n",
	};
	struct page page;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (page_read(bad[i], strlen(bad[i]), &page) == ERR_NONE)
			fail_msg("taken: %s", bad[i]);
		page_free(&page);
	}
	assert_int_equal(page_read(HEAD "sheet |\nend\n\0", sizeof(HEAD "sheet |\nend\n"), &page), ERR_DATA);
	page_free(&page);
}

static void
what_is_too_much_is_refused(void **state)
{
	static const struct page_item text = { .kind = PAGE_TEXT, .w = 1000, .size = 100 };
	struct page page = { .made = made };
	char *lengthy = malloc(PAGE_TEXT_MAX + 2);
	struct buf b = { 0 };
	int i;

	(void)state;
	assert_non_null(lengthy);
	memset(lengthy, 'a', PAGE_TEXT_MAX + 1);
	lengthy[PAGE_TEXT_MAX + 1] = '\0';
	page_add(&page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	page_add(&page, text, lengthy);
	assert_int_equal(page_write(&page, &b), ERR_DATA);
	page_free(&page);
	for (i = 0; i <= PAGE_ITEMS_MAX; i++)
		page_add(&page, text, "a");
	assert_int_equal(page_write(&page, &b), ERR_TOO_LONG);
	page_free(&page);
	lengthy[PAGE_TEXT_MAX] = '\0';
	page_add(&page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	for (i = 0; i < 200; i++)
		page_add(&page, text, lengthy);
	buf_clear(&b);
	assert_int_equal(page_write(&page, &b), ERR_TOO_LONG);
	page_free(&page);
	buf_free(&b);
	free(lengthy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(what_is_malformed_is_refused),
		cmocka_unit_test(what_is_too_much_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
