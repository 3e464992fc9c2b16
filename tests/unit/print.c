/*
 * Papers: every one of every municipality fits with the longest names there are; and whatever happens to the program that
 * draws them, or to the file, it is said and nothing half is left.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/secret.h"
#include "fixture.h"
#include "forms/print-child-private.h"

static char drawer[4200];

static int
setup(void **state)
{
	const char *folder = getenv("MADOGUCHI_LIBEXECDIR");

	(void)fixture_setup_folder(state);
	(void)snprintf(drawer, sizeof(drawer), "%s/madoguchi-page", folder != NULL ? folder : ".");
	return 0;
}

/* Has a page drawn that holds these items, on the first sheet. */
static enum err
draw(const struct page_item *items, const char *const *texts, size_t count, bool geta, struct print_faults *faults)
{
	struct page page = { .made = { .date = { 2026, 11, 25 } }, .title = "t", .geta = geta };
	struct buf text = { 0 }, pdf = { 0 };
	enum err e;
	size_t i;

	memset(faults, 0, sizeof(*faults));
	page_add(&page, (struct page_item){ .kind = PAGE_SHEET }, NULL);
	for (i = 0; i < count; i++)
		page_add(&page, items[i], texts[i]);
	assert_int_equal(page_write(&page, &text), ERR_NONE);
	e = print_child(drawer, &text, PRINT_SECONDS, &pdf, faults);
	assert_true(e == ERR_NONE || pdf.len == 0);
	page_free(&page);
	buf_free(&text);
	buf_free(&pdf);
	return e;
}

static enum err
draw_text(const char *text, bool geta, struct print_faults *faults)
{
	static const struct page_item item = { .kind = PAGE_TEXT, .x = 2000, .y = 2000, .w = 9000, .h = 600,
	    .size = 110, .field = "name" };

	return draw(&item, &text, 1, geta, faults);
}

static void
what_the_font_lacks_is_told(void **state)
{
	static const struct { const char *text, *codes; } rows[] = {
		{ "𠮷田", "" },				/* of IPAmj, and so is the dotted 辻 of the register */
		{ "辻\U000E0102", "" },
		{ "\U0002b000", "U+2B000" },
		{ "葛\U000E0100城 か\u3099 神", "" },		/* a variant that the font has, a mark that composes */
		{ "葛\U000E01EF城", "U+845B U+E01EF" },	/* one that it hasn't */
		{ "か\u309a", "U+304B U+309A" },
		{ "山\u200d田", "U+200D" },			/* would vanish */
		{ "\ue000", "U+E000" },
		{ "Nguy\u1ec5n", "U+1EC5" },
		{ "\u202e", "U+202E" },
		{ "\u00ad", "U+00AD" },
		{ "\u061c", "U+061C" },
		{ "\u2028", "U+2028" },
		{ "\u2800", "U+2800" },
		{ "\u3164", "U+3164" },
		{ "\U000e0041", "U+E0041" },
	};
	struct print_faults faults;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const bool lacks = rows[i].codes[0] != '\0';

		assert_int_equal(draw_text(rows[i].text, false, &faults), lacks ? ERR_PAPER_GLYPHS : ERR_NONE);
		assert_int_equal(faults.count, lacks);
		if (!lacks)
			continue;
		assert_string_equal(faults.list[0].codes, rows[i].codes);
		assert_string_equal(print_field_label(&faults.list[0]), "氏名");
		assert_non_null(strstr(rows[i].text, faults.list[0].character));
		assert_int_equal(draw_text(rows[i].text, true, &faults), ERR_NONE);
		assert_int_equal(faults.count, 1);
	}
}

static void
what_does_not_fit_is_told(void **state)
{
	static const struct page_item small = { .kind = PAGE_TEXT, .x = 2000, .y = 2000, .w = 1000, .h = 600,
	    .size = 110, .field = "address" };
	const struct page_item over[] = { { .kind = PAGE_TEXT, .x = 2000, .y = 2000, .w = 5000, .size = 110 },
	    { .kind = PAGE_TEXT, .x = 2300, .y = 2200, .w = 5000, .size = 110, .field = "name" } };
	const struct page_item qr[] = { over[0], { .kind = PAGE_QR, .x = 2300, .y = 2200, .w = 2000,
	    .field = "number" } };
	const struct page_item edge = { .kind = PAGE_TEXT, .x = 2000, .y = 29400, .w = 5000, .size = 110,
	    .field = "name" };
	struct page_item below[40];
	const char *lengthy = "東京都千代田区霞が関一丁目一番一号", *texts[40];
	struct print_faults faults;
	size_t i;

	(void)state;
	assert_int_equal(draw(&small, &lengthy, 1, false, &faults), ERR_PAPER_FIT);
	assert_string_equal(faults.list[0].field, "address");
	assert_int_equal(draw(over, (const char *const[]){ "番号", "花子" }, 2, false, &faults), ERR_PAPER_FIT);
	assert_string_equal(faults.list[0].field, "name");
	assert_int_equal(draw(qr, (const char *const[]){ "番号", "26" }, 2, false, &faults), ERR_PAPER_FIT);
	assert_int_equal(draw(&edge, &lengthy, 1, false, &faults), ERR_PAPER_FIT);
	/* Texts that follow each other are made smaller together; when that isn't enough it is told. */
	for (i = 0; i < 40; i++) {
		below[i] = (struct page_item){ .kind = PAGE_TEXT, .x = 2000, .y = i == 0 ? 1000 : 100, .w = 9000,
		    .size = 160, .below = i > 0 };
		texts[i] = lengthy;
	}
	assert_int_equal(draw(below, texts, 32, false, &faults), ERR_NONE);
	assert_int_equal(draw(below, texts, 40, false, &faults), ERR_NONE);
	for (i = 1; i < 40; i++)
		below[i].y = 600;
	assert_int_equal(draw(below, texts, 40, false, &faults), ERR_PAPER_FIT);
}

static void
repeat(char *out, size_t size, const char *pattern, size_t times)
{
	size_t i;

	out[0] = '\0';
	for (i = 0; i < times; i++)
		(void)snprintf(out + strlen(out), size - strlen(out), "%s", pattern);
}

static void
draw_papers(const struct profile *p, const char *words, struct case_file *f, bool geta)
{
	char why[FACTS_WHY_MAX];
	struct facts facts = { 0 };
	struct decision decision;
	unsigned paper;

	assert_int_equal(facts_read_words(&facts, NULL, words, why), ERR_NONE);
	facts_assume(&facts);
	assert_int_equal(rule_decide(p, &facts, (struct moment){ .date = { 2026, 11, 20 }, .hour = -1 }, &decision),
	    ERR_NONE);
	facts_word(&facts, FACT_PROCEDURE, f->procedure, sizeof(f->procedure));
	f->certificates = decision.certificates;
	for (paper = 0; paper < PAPER_COUNT; paper++) {
		const struct letter letter = { .file = f, .profile = p, .today = p, .facts = &facts,
		    .style = profile_letter(p, &facts, (struct date){ 2026, 11, 20 }),
		    .decision = &decision, .counter = profile_counters(p) > 0 ? profile_counter_code(p, 0) : "",
		    .mail_number = "123-45-67890-1", .place = "",
		    .until = { 2026, 12, 20 }, .now = { .date = { 2026, 11, 20 } } };
		struct page page = { .geta = geta };
		struct buf text = { 0 }, pdf = { 0 };
		struct print_faults faults = { 0 };
		enum err e;

		assert_int_equal(letter_build((enum paper)paper, &letter, &page), ERR_NONE);
		assert_int_equal(page_write(&page, &text), ERR_NONE);
		if ((e = print_child(drawer, &text, PRINT_SECONDS, &pdf, &faults)) != ERR_NONE)
			fail_msg("%s, %s: %s %s", profile_name(p), paper_code((enum paper)paper), err_name(e),
			    faults.count > 0 ? faults.list[0].field : "");
		buf_free(&text);
		buf_free(&pdf);
		page_free(&page);
	}
}

static void
have_other_names(struct person *p, bool citizen)	/* who alone has a former name, and no alias */
{
	repeat(p->former, sizeof(p->former), "佐藤寿限無", citizen ? 8 : 0);
	repeat(p->alias, sizeof(p->alias), "山田花子マリア", citizen ? 0 : 3);
	repeat(p->latin, sizeof(p->latin), "BANGO HANAKO MARIA ", citizen ? 0 : 3);
}

/* Forty characters of a name and a hundred and more of an address, in every paper of every municipality, written out. */
static void
every_paper_fits(void **state)
{
	static const char *const profiles[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa",
	    "setagaya" };
	static const char *const visits[] = {
		"procedure=renew visitor=proxy visit=1 resident=yes card=valid card-face=current born=1950-02-03 reason=expiry "
		    "sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20",
		"procedure=unlock pins=sign,auth,juki,assist visitor=guardian guardianship=voluntary visit=1 resident=yes card=valid "
		    "card-face=current born=1950-02-03 sign-pin=locked auth-pin=locked card-expires=2032-01-20",
		"procedure=issue visitor=household visit=2 resident=yes card=valid card-face=current born=1990-02-03 "
		    "reason=card-reissued sign-pin=unknown auth-pin=unknown sign-expires=none auth-expires=none "
		    "card-expires=2032-01-20 reply=posted reply-complete=no concealed=none",
	};
	struct case_file *f = calloc(1, sizeof(*f));
	struct faults faults = { 0 };
	struct profile *p = NULL;
	size_t i, k;

	(void)state;
	assert_non_null(f);
	(void)snprintf(f->number, sizeof(f->number), "26-000123-4");
	repeat(f->person.name, sizeof(f->person.name), "番号花子寿限無五劫", 11);
	repeat(f->person.kana, sizeof(f->person.kana), "バンゴウハナコジュ", 10);
	repeat(f->person.address, sizeof(f->person.address), "東京都千代田区霞が関一丁目一番一号総合庁舎", 9);
	(void)snprintf(f->person.postcode, sizeof(f->person.postcode), "100-0013");
	memcpy(f->proxy.name, f->person.name, sizeof(f->proxy.name));
	memcpy(f->proxy.address, f->person.address, sizeof(f->proxy.address));
	repeat(f->proxy.relation, sizeof(f->proxy.relation), "兄の配偶者", 4);
	f->person.born = (struct date){ 1950, 2, 3 };
	f->opened = f->changed = (struct moment){ .date = { 2026, 11, 20 } };
	for (i = 0; i < sizeof(profiles) / sizeof(*profiles); i++) {
		char folder[1024];

		(void)snprintf(folder, sizeof(folder), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
		assert_int_equal(profile_open(folder, profiles[i], &p, &faults), ERR_NONE);
		for (k = 0; k < sizeof(visits) / sizeof(*visits); k++) {
			f->pins = k == 1 ? 15 : 0;
			f->state = k == 2 ? CASE_REFUSED : CASE_DONE;
			have_other_names(&f->person, i % 2 == 0);
			draw_papers(p, visits[k], f, false);
		}
		profile_free(&p);
	}
	free(f);
}

/* The line with the numbers of what is printed as 〓 is over nothing else, on any paper. */
static void
every_footnote_fits(void **state)
{
	static const char *const profiles[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa",
	    "setagaya" };
	struct case_file *f = calloc(1, sizeof(*f));
	struct faults faults = { 0 };
	struct profile *p = NULL;
	size_t i;

	(void)state;
	assert_non_null(f);
	(void)snprintf(f->number, sizeof(f->number), "26-000123-4");
	(void)snprintf(f->procedure, sizeof(f->procedure), "renew");
	repeat(f->person.name, sizeof(f->person.name), "番号\ue000花子\ue001葛\U000E01EF", 4);
	repeat(f->person.address, sizeof(f->person.address), "東京都千代田区霞\ue002関一丁目一番一号総合庁舎", 5);
	f->person.born = (struct date){ 1950, 2, 3 };
	f->opened = f->changed = (struct moment){ .date = { 2026, 11, 20 } };
	for (i = 0; i < sizeof(profiles) / sizeof(*profiles); i++) {
		char folder[1024];
		unsigned state_of;

		(void)snprintf(folder, sizeof(folder), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
		assert_int_equal(profile_open(folder, profiles[i], &p, &faults), ERR_NONE);
		for (state_of = 0; state_of < 2; state_of++) {
			f->state = state_of == 0 ? CASE_DONE : CASE_REFUSED;
			draw_papers(p, "procedure=renew visitor=proxy visit=1 resident=yes card=valid card-face=current "
			    "born=1950-02-03 reason=expiry sign-pin=known auth-pin=known sign-expires=2027-01-20 "
			    "auth-expires=2027-01-20 card-expires=2032-01-20", f, true);
		}
		profile_free(&p);
	}
	free(f);
}

static void
write_drawer(const char *path, const char *script)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0700), 0);
}

/* Stands in for madoguchi-page. */
static enum err
run(const char *script, int seconds, struct print_faults *faults, struct buf *pdf)
{
	const char *path = scratch_path(&scratch, "madoguchi-page");
	struct buf page = { 0 };
	enum err e;
	int i;

	write_drawer(path, script);
	for (i = 0; i < 20000; i++)
		buf_puts(&page, "more than a pipe holds ");
	memset(faults, 0, sizeof(*faults));
	buf_free(pdf);
	*pdf = (struct buf){ 0 };
	e = print_child(path, &page, seconds, pdf, faults);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);	/* nobody is left behind */
	buf_free(&page);
	return e;
}

static void
whatever_happens_to_the_child_is_told(void **state)
{
	static const struct { const char *script; int seconds; enum err e; } rows[] = {
		{ "cat >/dev/null; printf '%%PDF-1.7'", PRINT_SECONDS, ERR_NONE },
		{ "printf '%%PDF-1.7'", PRINT_SECONDS, ERR_NONE },		/* it doesn't even read */
		{ "exit 0", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "exit 1", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "exit 77", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "printf '%%PDF-1.7'; kill -9 $$", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "printf '%%PDF-1.7'; kill -SEGV $$", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "printf '%%PDF-1.7'; echo noise >&2", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "echo 'glyph name U+20BB7' >&2; exit 3", PRINT_SECONDS, ERR_PAPER_GLYPHS },
		{ "echo 'glyph name U+110000' >&2; exit 3", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "echo 'glyph name' >&2; exit 3", PRINT_SECONDS, ERR_PAPER_PRINTER },
		{ "echo 'fit address' >&2; exit 4", PRINT_SECONDS, ERR_PAPER_FIT },
		{ "exit 5", PRINT_SECONDS, ERR_PAPER_FONT },
		{ "exec tail -f /dev/null", 1, ERR_PAPER_PRINTER },		/* hangs */
		{ "exec tail -f /dev/null >&- 2>&-", 1, ERR_PAPER_PRINTER },	/* hangs, and says that it is done */
		{ "exec yes >&2", 1, ERR_PAPER_PRINTER },
		{ "exec yes", PRINT_SECONDS, ERR_PAPER_PRINTER },		/* never stops writing */
	};
	struct print_faults faults;
	struct buf pdf = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (run(rows[i].script, rows[i].seconds, &faults, &pdf) != rows[i].e)
			fail_msg("not so: %s", rows[i].script);
	buf_free(&pdf);
	memset(&faults, 0, sizeof(faults));
	assert_int_equal(print_child(scratch_path(&scratch, "nothing"), &(struct buf){ (char[]){ "a" }, 1, 2, false },
	    1, &pdf, &faults), ERR_PAPER_PRINTER);
	buf_free(&pdf);
}

/* Whoever started us ignores the ends of children: a crash is no paper. */
static void
an_end_that_is_not_known_is_a_failure(void **state)
{
	struct print_faults faults;
	struct buf pdf = { 0 };

	(void)state;
	assert_ptr_not_equal(signal(SIGCHLD, SIG_IGN), SIG_ERR);
	assert_int_equal(run("printf '%%PDF-1.7'; kill -SEGV $$", PRINT_SECONDS, &faults, &pdf), ERR_PAPER_PRINTER);
	secret_harden_process();
	assert_int_equal(run("printf '%%PDF-1.7'", PRINT_SECONDS, &faults, &pdf), ERR_NONE);
	buf_free(&pdf);
}

/* What it started ends with it, by our signal and not by itself. */
static void
its_group_ends_with_it(void **state)
{
	static const char *const scripts[] = {
		"sleep 20 >/dev/null 2>&1 & printf '%%PDF-1.7'",
		"sleep 20 & printf '%%PDF-1.7'",		/* holds the pipe, until the time is over */
		"sleep 20 >/dev/null 2>&1 & kill -9 $$",
	};
	const char *path = scratch_path(&scratch, "madoguchi-page");
	struct print_faults faults;
	size_t i;
	int status;

	(void)state;
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
	for (i = 0; i < sizeof(scripts) / sizeof(*scripts); i++) {
		struct buf pdf = { 0 };

		write_drawer(path, scripts[i]);
		(void)print_child(path, &(struct buf){ (char[]){ "a" }, 1, 2, false }, 1, &pdf, &faults);
		assert_true(waitpid(-1, &status, 0) > 0);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		buf_free(&pdf);
	}
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0), 0);
}

/* No argument, no environment, no descriptor of ours, and signals as they are at first. */
static void
the_child_gets_nothing_but_the_page(void **state)
{
	struct print_faults faults;
	struct buf pdf = { 0 };
	const char *ignored;
	int fd = open("/dev/zero", O_RDONLY);		/* not closed on exec */

	(void)state;
	assert_true(fd >= 0);
	assert_ptr_not_equal(signal(SIGTERM, SIG_IGN), SIG_ERR);
	assert_int_equal(run("printf '%%PDF-'; wc -c </proc/$$/environ; echo $# args; ls -l /proc/$$/fd; grep SigIgn /proc/$$/status",
	    PRINT_SECONDS, &faults, &pdf), ERR_NONE);
	(void)signal(SIGTERM, SIG_DFL);
	assert_memory_equal(pdf.text, "%PDF-0\n0 args\n", 14);
	assert_null(strstr(pdf.text, "/dev/zero"));
	ignored = strstr(pdf.text, "SigIgn:\t");
	assert_non_null(ignored);
	assert_int_equal(strtoull(ignored + 8, NULL, 16) & 0x7fffffff, 0);	/* above are the C library's own */
	(void)close(fd);
	buf_free(&pdf);
}

static size_t
files(void)
{
	char command[200];
	size_t n = 0;
	FILE *f;

	(void)snprintf(command, sizeof(command), "ls -A %s/out", scratch.folder);
	assert_non_null(f = popen(command, "r"));
	for (int c; (c = fgetc(f)) != EOF;)
		n += c == '\n';
	assert_int_equal(pclose(f), 0);
	return n;
}

static void
a_file_is_whole_or_not_there(void **state)
{
	const struct rlimit tight = { 4096, RLIM_INFINITY };
	static char bytes[65536];
	const struct buf pdf = { bytes, sizeof(bytes), sizeof(bytes), false };
	struct print_file f;
	struct rlimit usual;
	struct stat st;
	char path[200];

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/out", scratch.folder);
	assert_int_equal(mkdir(path, 0700), 0);
	(void)snprintf(path, sizeof(path), "%s/out/a.pdf", scratch.folder);

	/* A disk that becomes full. */
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
	assert_ptr_not_equal(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	assert_int_equal(print_file_write(&f, path, &pdf), ERR_DISK_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
	assert_int_equal(files(), 0);

	assert_int_equal(print_file_write(&f, path, &pdf), ERR_NONE);
	assert_int_equal(stat(path, &st), -1);			/* not before it is placed */
	print_file_drop(&f);
	assert_int_equal(files(), 0);

	(void)umask(0);
	assert_int_equal(print_file_write(&f, path, &pdf), ERR_NONE);
	assert_int_equal(print_file_place(&f), ERR_NONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(st.st_size, sizeof(bytes));
	assert_int_equal(print_file_write(&f, path, &(struct buf){ bytes, 10, 10, false }), ERR_NONE);
	assert_int_equal(print_file_place(&f), ERR_NONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 10);
	assert_int_equal(files(), 1);

	/* What isn't a file isn't replaced. */
	assert_int_equal(print_file_write(&f, "/dev/null", &pdf), ERR_IO);
	assert_int_equal(print_file_write(&f, scratch.folder, &pdf), ERR_IO);
	(void)snprintf(path, sizeof(path), "%s/nowhere/a.pdf", scratch.folder);
	assert_int_equal(print_file_write(&f, path, &pdf), ERR_IO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_font_lacks_is_told),
		cmocka_unit_test(what_does_not_fit_is_told),
		cmocka_unit_test(every_paper_fits),
		cmocka_unit_test(every_footnote_fits),
		cmocka_unit_test(whatever_happens_to_the_child_is_told),
		cmocka_unit_test(an_end_that_is_not_known_is_a_failure),
		cmocka_unit_test(its_group_ends_with_it),
		cmocka_unit_test(the_child_gets_nothing_but_the_page),
		cmocka_unit_test(a_file_is_whole_or_not_there),
	};

	return cmocka_run_group_tests(tests, setup, fixture_teardown);
}
