/* Papers from the screens: into a file, or on the printer of the counter. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "base/pin.h"
#include "case/case.h"
#include "tests/screens/counter.h"

#define NUMBER "26-000001-3"

static struct counter c;

static int
at_counter(void **state)
{
	*state = &c;
	return 0;
}

/* The letter becomes a file; where the program that draws it isn't built there is nothing to print. */
static void
letter_is_printed(void **state)
{
	const char *libexec = getenv("MADOGUCHI_LIBEXECDIR");
	char path[1024], paper[64];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/madoguchi-page", libexec != NULL ? libexec : "");
	if (access(path, X_OK) == -1) {
		counter_close(&c);
		skip();
	}
	counter_order_letter(&c);
	harness_press(c.h, KEY_F8);
	harness_expect(c.h, "次回お持ちいただくもの");
	harness_press(c.h, "1");
	harness_expect(c.h, "ファイルにしました");
	harness_expect(c.h, "印刷  照会書兼回答書");
	counter_close(&c);
	(void)snprintf(paper, sizeof paper, ".local/share/madoguchi/training/papers/%s-inquiry.pdf", NUMBER);
	assert_int_equal(access(scratch_path(&c.scratch, paper), R_OK), 0);
}

/* Where the counter has a printer it comes out there; while its spooler is away a file can be made. */
static void
printer_is_used_where_there_is_one(void **state)
{
	const char *libexec = getenv("MADOGUCHI_LIBEXECDIR");
	char path[1024], paper[64];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/madoguchi-print", libexec != NULL ? libexec : "");
	if (access(path, X_OK) == -1)
		skip();
	counter_open_in(&c, "about-to-expire", &(struct counter_terminal){ .lang = "ja",
	    .config = scratch_write(&c.scratch, "c.ini",
	    "[madoguchi]\nspooler = /nowhere/cups.sock\nprinter = ricoh\n") });
	counter_order_letter(&c);
	harness_press(c.h, KEY_F8);
	harness_expect(c.h, "F2ファイル");
	harness_press(c.h, "1");
	harness_expect(c.h, "印刷のサービス(CUPS)が答えません");
	harness_press(c.h, KEY_ESC KEY_F3);
	harness_expect(c.h, "この書類はまだプリンターに送っていません");
	harness_press(c.h, KEY_ESC KEY_F2);
	harness_expect(c.h, "ファイルにしました");
	counter_close(&c);
	(void)snprintf(paper, sizeof paper, ".local/share/madoguchi/training/papers/%s-inquiry.pdf", NUMBER);
	assert_int_equal(access(scratch_path(&c.scratch, paper), R_OK), 0);
}

/* Before anything is written to the card: the case gets its number, and can still be corrected. */
static void
application_is_printed_before_the_card_is_written(void **state)
{
	static struct case_file f;
	struct store *store;
	char path[256];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/.local/share/madoguchi/training/papers/" NUMBER "-application.pdf",
	    c.scratch.folder);
	counter_to_summary(&c);
	harness_press(c.h, KEY_F8);
	harness_expect(c.h, "ファイルにしました: " NUMBER "-application.pdf");
	harness_expect(c.h, " " NUMBER "  更新");
	harness_expect(c.h, "まだカードには何も書いていません");
	assert_int_equal(access(path, R_OK), 0);
	/* Reading it the holder says that a PIN is forgotten: that is another visit, and another form. */
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, KEY_ESC);
	harness_press(c.h, "2");
	harness_press(c.h, "menkyo");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "設定し直す");
	harness_press(c.h, KEY_ENTER);
	harness_expect(c.h, "利用者証明用電子証明書の暗証番号");
	harness_press(c.h, KEY_ESC);
	counter_leave(&c);
	store = counter_open_store(&c);
	assert_int_equal(case_load(store, NUMBER, &f), ERR_NONE);
	assert_int_equal(f.pins, 1u << PIN_SIGN);
	assert_non_null(strstr(f.facts, "sign-pin=unknown\n"));
	store_close(&store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(letter_is_printed, counter_setup, counter_teardown),
		cmocka_unit_test_setup_teardown(application_is_printed_before_the_card_is_written, counter_setup,
		    counter_teardown),
		cmocka_unit_test_setup_teardown(printer_is_used_where_there_is_one, counter_setup_folder,
		    counter_teardown),
	};

	return cmocka_run_group_tests(tests, at_counter, NULL);
}
