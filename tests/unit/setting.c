/* Options, places and folders; the log's lines. */
#include "office/setting.h"

#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "fixture.h"
#include "base/log.h"
#include "rule/facts.h"

static char fault[SETTING_FAULT_MAX];

static int
setup(void **state)
{
	(void)fixture_setup_folder(state);
	setenv("XDG_DATA_HOME", scratch_path(&scratch, "data"), 1);
	setenv("XDG_STATE_HOME", scratch_path(&scratch, "state"), 1);
	setenv("MADOGUCHI_DATADIR", scratch.folder, 1);
	return 0;
}

/* Reads words parted by blanks as arguments; left is what remained of them. */
static enum err
read_words(struct setting *s, const char *words, char left[256])
{
	static char copy[512];
	char *argv[16] = { copy };
	int argc = 0, i;
	enum err e;

	(void)snprintf(copy, sizeof(copy), "program %s", words);
	for (argv[argc] = strtok(copy, " "); argv[argc] != NULL; argv[argc] = strtok(NULL, " "))
		argc++;
	e = setting_read(s, &argc, argv, fault);
	if (left == NULL)
		return e;
	left[0] = '\0';
	for (i = 1; e == ERR_NONE && i < argc; i++) {
		strcat(left, argv[i]);
		strcat(left, " ");
	}
	assert_true(e != ERR_NONE || argv[argc] == NULL);
	return e;
}

static void
options_are_taken_wherever_they_stand(void **state)
{
	struct setting s;
	char left[256];

	(void)state;
	assert_int_equal(read_words(&s, "--training card --card=expired show --json --at 2026-11-20T10:30 --lang en", left), ERR_NONE);
	assert_string_equal(left, "card show --json ");
	assert_string_equal(fault, "");
	assert_int_equal(s.mode, MODE_TRAINING);
	assert_string_equal(s.card, "expired");
	assert_int_equal(s.lang, LANG_EN);
	assert_int_equal(s.wire, SETTING_WIRE_PROCESS);
	assert_int_equal(s.at.hour, 10);
	assert_int_equal(read_words(&s, "case note -- --training --help", left), ERR_NONE);
	assert_string_equal(left, "case note -- --training --help ");
	assert_int_equal(s.mode, MODE_WORK);
	assert_int_equal(s.wire, SETTING_WIRE_PCSC);
	assert_int_equal(read_words(&s, "--help --version", left), ERR_NONE);
	assert_true(s.help && s.version);
	assert_int_equal(read_words(&s, "--training --wire pcsc --reader ACS --profile kawasaki --store sqlite:x.db", left), ERR_NONE);
	assert_int_equal(s.wire, SETTING_WIRE_PCSC);
	assert_string_equal(s.reader, "ACS");
	assert_string_equal(s.profile, "kawasaki");
	assert_string_equal(s.store, "sqlite:x.db");
	assert_int_equal(read_words(&s, "--training --store sqlite:x.db?vfs=memdb", NULL), ERR_USAGE);
}

static const struct { const char *words; enum err want; const char *fault; } wrong[] = {
	{ "--lang", ERR_USAGE, "--lang" },
	{ "--lang=fr", ERR_USAGE, "--lang" },
	{ "--lang=", ERR_USAGE, "--lang" },
	{ "--training=yes", ERR_USAGE, "--training" },
	{ "--wire usb", ERR_USAGE, "--wire" },
	{ "--training --at yesterday", ERR_DATE, "--at" },
	{ "--at 2026-11-20", ERR_NOT_TRAINING, "--at" },
	{ "--card expired", ERR_NOT_TRAINING, "--card" },
	{ "--wire process", ERR_NOT_TRAINING, "--wire" },
	{ "--reader 0123456789012345678901234567890123456789012345678901234567890123456789"
	    "0123456789012345678901234567890123456789012345678901234567890123456789", ERR_TOO_LONG, "--reader" },
};

static void
faults_are_named(void **state)
{
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(read_words(&s, wrong[i].words, NULL), wrong[i].want);
		assert_string_equal(fault, wrong[i].fault);
	}
}

/* Options go over the file; the file over what is usual. */
static void
configuration_file_is_read(void **state)
{
	struct setting s;
	char words[256];

	(void)state;
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\nprofile = kawasaki\nlang = en\nwire = pcsc\ncounter = 3番\nca = practice\n");
	assert_int_equal(read_words(&s, "--training --lang ja", NULL), ERR_NONE);
	assert_string_equal(s.config, scratch.path);
	assert_string_equal(s.profile, "kawasaki");
	assert_int_equal(s.lang, LANG_JA);
	assert_int_equal(s.wire, SETTING_WIRE_PCSC);
	assert_string_equal(s.counter, "3番");
	assert_string_equal(s.ca, "practice");
	assert_false(s.keyboard_only);
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\npinpad = no\n");
	assert_int_equal(read_words(&s, "--training", NULL), ERR_NONE);
	assert_true(s.keyboard_only);
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\ncolumns = name=漢字氏名, -=世帯番号\n");
	assert_int_equal(read_words(&s, "--training", NULL), ERR_NONE);
	assert_string_equal(s.columns, "name=漢字氏名, -=世帯番号");
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\ncolumns = 氏名=漢字氏名\n");
	assert_int_equal(read_words(&s, "--training", NULL), ERR_CONFIG);
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\npinpad = perhaps\n");
	assert_int_equal(read_words(&s, "--training", NULL), ERR_CONFIG);
	(void)scratch_write(&scratch, "training.ini", "[madoguchi]\n");
	(void)scratch_write(&scratch, "other.ini", "[madoguchi]\nprofile = odawara\n");
	(void)snprintf(words, sizeof(words), "--training --config %s", scratch.path);
	assert_int_equal(read_words(&s, words, NULL), ERR_NONE);
	assert_string_equal(s.profile, "odawara");
	assert_int_equal(s.wire, SETTING_WIRE_PROCESS);
}

/* At a real counter what writes to a card is the terminal's, and what the card allows by itself is done here. */
static void
card_work_has_a_place(void **state)
{
	const unsigned writes = 1u << PROCEDURE_ISSUE | 1u << PROCEDURE_RENEW | 1u << PROCEDURE_UNLOCK |
	    1u << PROCEDURE_REVOKE | 1u << PROCEDURE_REPORT_KEY;
	const struct { const char *file; unsigned work, practice; } rows[] = {
		{ "[madoguchi]\n", writes, 0 },
		{ "[madoguchi]\ncard-work = here\n", 0, 0 },
		{ "[madoguchi]\ncard-work = terminal\n", writes, writes },
		{ "[card-work]\nchange-pin = terminal\nrenew = here\n",
		    (writes & ~(1u << PROCEDURE_RENEW)) | 1u << PROCEDURE_CHANGE_PIN, 1u << PROCEDURE_CHANGE_PIN },
		{ "[card-work]\nrenew = terminal\n[madoguchi]\ncard-work = here\n", 1u << PROCEDURE_RENEW,
		    1u << PROCEDURE_RENEW },
	};
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)scratch_write(&scratch, "madoguchi.ini", rows[i].file);
		assert_int_equal(read_words(&s, "", NULL), ERR_NONE);
		assert_int_equal(s.terminal, rows[i].work);
		(void)scratch_write(&scratch, "training.ini", rows[i].file);
		assert_int_equal(read_words(&s, "--training", NULL), ERR_NONE);
		assert_int_equal(s.terminal, rows[i].practice);
	}
}

static void
a_counter_has_its_printer(void **state)
{
	static const struct { const char *file, *printer, *tray, *spooler; } rows[] = {
		{ "[madoguchi]\n", "", "", "/run/cups/cups.sock" },
		{ "[madoguchi]\nprinter = ricoh\nspooler = /s\n", "ricoh", "", "/s" },
		{ "[madoguchi]\nprinter = ricoh\ncounter = 2\n[counter 2]\ntray = tray-2\n", "ricoh", "tray-2",
		    "/run/cups/cups.sock" },
		{ "[counter 3]\nprinter = other\n[madoguchi]\nprinter = ricoh\ncounter = 3\ntray = manual\n", "other",
		    "manual", "/run/cups/cups.sock" },
		{ "[madoguchi]\nprinter = ricoh\n[counter 3]\nprinter = other\n", "ricoh", "",
		    "/run/cups/cups.sock" },
	};
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)scratch_write(&scratch, "training.ini", rows[i].file);
		assert_int_equal(read_words(&s, "--training", NULL), ERR_NONE);
		assert_string_equal(s.printer, rows[i].printer);
		assert_string_equal(s.tray, rows[i].tray);
		assert_string_equal(s.spooler, rows[i].spooler);
	}
}

static void
faults_of_the_file_are_told(void **state)
{
	static const struct { const char *text, *where; } rows[] = {
		{ "[madoguchi]\nlang = fr\n", ":2: " }, { "[madoguchi]\n\ntraining = yes\n", ":3: " },
		{ "[madoguchi]\nat = 2026-11-20\n", ":2: " }, { "[strange]\n", ":1: " }, { "profile = x\n", ":1: " },
		{ "[madoguchi]\nlang = ja\nlang = en\n", ":3: " }, { "[madoguchi]\ncard-work = there\n", ":2: " },
		{ "[madoguchi]\nprinter = a/b\n", ":2: " }, { "[madoguchi]\ntray = a b\n", ":2: " },
		{ "[madoguchi]\nspooler = localhost\n", ":2: " }, { "[counter 2]\nreader = x\n", ":2: " },
		{ "[card-work]\nrenew = there\n", ":2: " }, { "[card-work]\nrenewal = here\n", ":2: " },
	};
	char words[256];
	struct setting s;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)scratch_write(&scratch, "training.ini", rows[i].text);
		assert_int_equal(read_words(&s, "--training", NULL), ERR_CONFIG);
		assert_non_null(strstr(fault, rows[i].where));
	}
	assert_int_equal(read_words(&s, "--config /nowhere/madoguchi.ini", NULL), ERR_CONFIG);
	assert_non_null(strstr(fault, "/nowhere/madoguchi.ini"));
	(void)scratch_write(&scratch, "madoguchi.ini", "[madoguchi]\nwire = process\n");
	(void)snprintf(words, sizeof(words), "--config %s", scratch_path(&scratch, "madoguchi.ini"));
	assert_int_equal(read_words(&s, words, NULL), ERR_NOT_TRAINING);
	assert_string_equal(fault, "wire");
}

/* The files that are shipped are without fault. */
static void
shipped_files_are_right(void **state)
{
	const char *top = getenv("top_srcdir");
	char words[512];
	struct setting s;

	(void)state;
	(void)snprintf(words, sizeof(words), "--config %s/config/madoguchi.ini", top != NULL ? top : ".");
	assert_int_equal(read_words(&s, words, NULL), ERR_NONE);
	assert_string_equal(s.profile, "national");
	assert_int_equal(s.wire, SETTING_WIRE_PCSC);
	(void)snprintf(words, sizeof(words), "--training --config %s/config/training.ini", top != NULL ? top : ".");
	assert_int_equal(read_words(&s, words, NULL), ERR_NONE);
	assert_string_equal(s.ca, "madoguchi training");
	assert_int_equal(s.wire, SETTING_WIRE_PROCESS);
}

static void
places_are_where_xdg_says(void **state)
{
	struct setting s;
	struct stat st;
	char want[300];

	(void)state;
	assert_int_equal(read_words(&s, "", NULL), ERR_NONE);
	(void)snprintf(want, sizeof(want), "%s/data/madoguchi", scratch.folder);
	assert_string_equal(s.data, want);
	(void)snprintf(want, sizeof(want), "sqlite:%s/data/madoguchi/store.db", scratch.folder);
	assert_string_equal(s.store, want);
	assert_int_equal(read_words(&s, "--training", NULL), ERR_NONE);
	(void)snprintf(want, sizeof(want), "%s/data/madoguchi/training", scratch.folder);
	assert_string_equal(s.data, want);
	assert_string_equal(s.share, scratch.folder);
	assert_string_equal(s.ca, "madoguchi training");
	assert_string_equal(s.clerk, getpwuid(getuid())->pw_name);
	assert_int_equal(setting_make_folders(&s), ERR_NONE);
	assert_int_equal(setting_make_folders(&s), ERR_NONE);
	assert_int_equal(stat(s.data, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(setting_path(s.data, "cards", want, sizeof(want)), ERR_NONE);
	assert_int_equal(stat(want, &st), 0);
	assert_int_equal(stat(s.state, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "/home/invented", 1);
	assert_int_equal(read_words(&s, "", NULL), ERR_NONE);
	assert_string_equal(s.data, "/home/invented/.local/share/madoguchi");
}

static void
folder_in_the_way_is_told(void **state)
{
	struct setting s;

	(void)state;
	(void)scratch_write(&scratch, "data", "");
	assert_int_equal(read_words(&s, "", NULL), ERR_NONE);
	assert_int_equal(setting_make_folders(&s), ERR_IO);
}

static void
log_has_codes_only(void **state)
{
	const struct actor a = { .clerk = "sa\nto", .counter = "", .at = { { 2026, 11, 20 }, 10, 30, 5 } };
	char line[256];
	struct stat st;
	struct log *log;
	FILE *f;

	(void)state;
	log_failure(NULL, &a, "perform", "", ERR_IO);
	assert_int_equal(log_open(scratch_path(&scratch, "no/such/log"), &log), ERR_IO);
	assert_null(log);
	assert_int_equal(log_open(scratch_path(&scratch, "log"), &log), ERR_NONE);
	log_failure(log, &a, "perform", "26-000001-3", ERR_CARD_REMOVED);
	log_failure(log, &a, "open", "", ERR_STORE_LOCKED);
	log_close(&log);
	log_close(&log);
	assert_int_equal(stat(scratch.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_non_null(f = fopen(scratch.path, "r"));
	assert_non_null(fgets(line, sizeof(line), f));
	assert_memory_equal(line, "2026-11-20T10:30:05 ", 20);
	assert_non_null(strstr(line, " sa?to perform 26-000001-3 card-removed\n"));
	assert_non_null(fgets(line, sizeof(line), f));
	assert_non_null(strstr(line, " open - store-locked\n"));
	assert_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(options_are_taken_wherever_they_stand, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(faults_are_named, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(configuration_file_is_read, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(card_work_has_a_place, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_counter_has_its_printer, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(faults_of_the_file_are_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(shipped_files_are_right, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(places_are_where_xdg_says, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(folder_in_the_way_is_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(log_has_codes_only, setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
