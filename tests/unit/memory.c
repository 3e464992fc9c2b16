/*
 * Memory that runs out: whatever the program was about, it says so, gives back what it had, and has changed nothing.
 * With --enable-asan it is also seen that it looked at nothing it hasn't.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "audit/verify.h"
#include "case/inquiry.h"
#include "case/kept.h"
#include "case/person.h"
#include "case/reception.h"
#include "case/tally.h"
#include "fixture.h"
#include "forms/letter.h"
#include "forms/page.h"
#include "office/setting.h"
#include "people/residents.h"
#include "rule/diff.h"
#include "short-memory.h"
#include "upkeep/backup.h"
#include "upkeep/check.h"

static const struct actor aoki = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
static const struct actor kuroda = { "kuroda", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_ADMINISTRATOR) };
static const struct actor kansa = { "kansa", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLE_BIT(ROLE_AUDITOR) };

static const char words[] = "procedure=renew visitor=self visit=1 resident=yes card=valid card-face=current reason=expiry"
    " born=1990-02-03 sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
    " card-expires=2032-01-20 system=up doc=applicant:マイナンバーカード";
static const char by_letter[] = "procedure=unlock pins=sign visitor=proxy visit=1 resident=yes card=valid card-face=current"
    " born=1990-02-03 ward=no sign-pin=locked sign-expires=2030-01-20 auth-expires=2030-01-20 card-expires=2032-01-20"
    " system=up doc=applicant:マイナンバーカード";

static struct profile *profile;			/* Kawasaki's */
static struct facts facts;
static struct decision decision;
static struct reception reception;
static char number[CASE_NUMBER_MAX];

static const char *
folder(void)
{
	static char dir[1024];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	return dir;
}

static void
say(const char *text)
{
	char why[FACTS_WHY_MAX];

	facts = (struct facts){ .known = 0 };
	assert_int_equal(facts_read_words(&facts, NULL, text, why), ERR_NONE);
}

/* --- rules --------------------------------------------------------------------------------------- */

static enum err
open_profile(void)
{
	static struct faults faults;
	struct profile *p;
	enum err e;

	faults.count = 0;
	e = profile_open(folder(), "kawasaki", &p, &faults);
	if (faults.count > 0)
		fail_msg("%d: %s", faults.list[0].line, faults.list[0].message);
	assert_true((e == ERR_NONE) == (p != NULL));
	profile_free(&p);
	return e;
}

static enum err
read_kept_profile(void)
{
	struct profile *p;
	enum err e = profile_read_text(profile_text(profile), &p, NULL);

	profile_free(&p);
	return e;
}

#define SMALL "[municipality]\nname = x\nsource = y\n[rule a]\noutcome = proceed\ntext = x\nsource = y\n"

static enum err
check_small_profile(void)
{
	static struct faults faults;
	struct profile *p = NULL;
	enum err e = profile_read_text(SMALL "when = visitor = self\n", &p, NULL);

	faults.count = 0;
	if (e == ERR_NONE && (e = profile_check(p, (struct date){ 2026, 11, 20 }, &faults)) == ERR_PROFILE)
		e = ERR_NONE;	/* it lacks much */
	profile_free(&p);
	return e;
}

/* Of all of a municipality only some requests: a check is long. */
static enum err
check_profile(void)
{
	static struct faults faults;

	faults.count = 0;
	return profile_check(profile, (struct date){ 2026, 11, 20 }, &faults);
}

static enum err
decide(void)
{
	return rule_decide(profile, &facts, aoki.at, &decision);
}

/* Small ones: all of a municipality asks too often for memory to have each request fail. */
static enum err
compare_profiles(void)
{
	struct profile_diff d = { 0 };
	struct profile *p = NULL, *q = NULL;
	enum err e;

	if ((e = profile_read_text(SMALL "when = visitor = self\n", &p, NULL)) == ERR_NONE &&
	    (e = profile_read_text(SMALL "when = visitor = self and card = valid\n", &q, NULL)) == ERR_NONE)
		e = profile_diff(p, q, aoki.at.date, &d);
	if (e == ERR_NONE)
		assert_int_equal(d.group_count, 1);
	profile_diff_free(&d);
	profile_free(&p);
	profile_free(&q);
	return e;
}

static const struct shortage rules[] = {
	{ .name = "a profile is opened", .work = open_profile },
	{ .name = "a kept profile is read", .work = read_kept_profile },
	{ .name = "a small profile is checked", .work = check_small_profile },
	{ .name = "a profile is checked", .work = check_profile, .stride = 131 },
	{ .name = "it is decided", .work = decide },
	{ .name = "profiles are compared", .work = compare_profiles, .stride = 11 },
};

static int
setup(void **state)
{
	static struct faults faults;

	assert_int_equal(profile_open(folder(), "kawasaki", &profile, &faults), ERR_NONE);
	return fixture_setup_store(state);
}

static int
teardown(void **state)
{
	reception_free(&reception);
	profile_free(&profile);
	return fixture_teardown(state);
}

static void
rules_are_whole_or_refused(void **state)
{
	size_t i;

	(void)state;
	say("procedure=renew visitor=self");	/* the rest is asked: that takes the diagram */
	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		(void)memory_try_each(&rules[i]);
}

/* --- store --------------------------------------------------------------------------------------- */

static struct check_sums sums;

static void
told(void *ctx, const struct check_fault *f)
{
	(void)ctx;
	fail_msg("%s: %s", f->number, check_code(f->check));
}

static void
see_sums(void)
{
	assert_int_equal(store_check(store, told, NULL, &sums), ERR_NONE);
}

/* Nothing of it is there, or all of it. */
static void
see_nothing_half_done(enum err e)
{
	const struct check_sums before = sums;

	assert_false(store_in_transaction(store));
	see_sums();
	if (e != ERR_NONE) {
		assert_int_equal(sums.cases, before.cases);
		assert_int_equal(sums.audit_lines, before.audit_lines);
	}
}

static enum err
receive(void)
{
	enum err e;

	reception_free(&reception);
	reception = (struct reception){ .profile = profile, .facts = facts };
	if ((e = reception_open(store, &aoki, &reception, NULL)) == ERR_NONE)
		memcpy(number, reception.file.number, sizeof(number));
	return e;
}

/* A case of its own for each time. */
static void
received(void)
{
	assert_int_equal(receive(), ERR_NONE);
	see_sums();
}

static enum err
correct(void)
{
	struct facts news = { .known = 0 };
	const struct reception_news n = { .facts = &news, .why = "訂正" };

	facts_set(&news, FACT_REASON, fact_word(FACT_REASON, "moved"));
	return reception_event(store, &aoki, number, EVENT_CORRECT, &n, &reception);
}

static enum err
set_person(void)
{
	static const struct person hanako = { .name = "番号　花子", .kana = "バンゴウ ハナコ", .born = { 1990, 2, 3 } };

	return case_set_person(store, &aoki, number, &hanako);
}

static enum err
cancel(void)
{
	return case_event(store, &aoki, number, EVENT_WITHDRAW, "");
}

static void
withdrawn(void)
{
	received();
	assert_int_equal(cancel(), ERR_NONE);
	see_sums();
}

static enum err
erase(void)
{
	return case_erase(store, &kuroda, number);
}

static bool
go_on(void *ctx, const void *row)
{
	(void)ctx;
	(void)row;
	return true;
}

static bool
see_case(void *ctx, const struct case_file *f)
{
	return go_on(ctx, f);
}

static bool
see_letter(void *ctx, const struct inquiry_row *r)
{
	return go_on(ctx, r);
}

static bool
see_kept(void *ctx, const struct kept *k)
{
	return go_on(ctx, k);
}

static bool
see_line(void *ctx, const struct audit_line *l)
{
	return go_on(ctx, l);
}

static bool
see_resident(void *ctx, const struct resident *r)
{
	return go_on(ctx, r);
}

static enum err
look(void)
{
	const struct case_filter filter = { .any_state = true, .text = "ばんごう" };
	const struct audit_filter lines = { .limit = 5 };
	int letters[INQUIRY_LIST_COUNT], kept[KEPT_LIST_COUNT];
	struct tally t;
	enum err e;

	if ((e = case_list(store, &filter, see_case, NULL)) != ERR_NONE ||
	    (e = inquiry_list(store, INQUIRY_TO_POST, aoki.at.date, 5, see_letter, NULL)) != ERR_NONE ||
	    (e = inquiry_counts(store, aoki.at.date, letters)) != ERR_NONE ||
	    (e = kept_list(store, KEPT_TO_WORK, 5, see_kept, NULL)) != ERR_NONE ||
	    (e = kept_counts(store, kept)) != ERR_NONE ||
	    (e = tally_days(store, aoki.at.date, aoki.at.date, &t)) != ERR_NONE)
		return e;
	return audit_list(store, &kansa, &lines, see_line, NULL);
}

static enum err
verify_audit(void)
{
	int64_t lines, broken;

	return audit_verify(store, &lines, &broken);
}

static enum err
check_store(void)
{
	struct check_sums s;

	return store_check(store, told, NULL, &s);
}

static enum err
import(void)
{
	static struct faults faults;
	static const char csv[] = "氏名,生年月日,住所\n番号 花子,1990-02-03,東京都\n番号 太郎,1988-01-01,川崎市\n";
	FILE *in = fmemopen((void *)(uintptr_t)csv, sizeof(csv) - 1, "r");
	int64_t count;
	enum err e;

	assert_non_null(in);
	faults.count = 0;
	e = residents_import(store, &kuroda, in, "x.csv", NULL, &faults, &count);
	(void)fclose(in);
	return e;
}

/* The extract that holds is the one before, or this one. */
static void
see_whole_extract(enum err e)
{
	see_sums();
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident") % 2, 0);
	if (e == ERR_NONE)
		assert_int_equal(fixture_number(store, "SELECT count(*) FROM resident"), 2);
}

static enum err
find_resident(void)
{
	return residents_find(store, &aoki, NULL, "番号", 5, see_resident, NULL);
}

static char copy_path[160];

static void
no_copy(void)
{
	(void)snprintf(copy_path, sizeof(copy_path), "%s/copy.db", scratch.folder);
	(void)unlink(copy_path);
}

static enum err
back_up(void)
{
	return store_backup(store, &kuroda, NULL, copy_path);
}

/* No copy, or a whole one; and no part of one beside it. */
static void
see_whole_copy(enum err e)
{
	struct store *copy;
	struct check_sums s;

	assert_int_equal(access(copy_path, F_OK) == 0, e == ERR_NONE);
	if (e == ERR_NONE) {
		assert_int_equal(store_open(copy_path, MODE_TRAINING, &copy), ERR_NONE);
		assert_int_equal(store_check(copy, told, NULL, &s), ERR_NONE);
		store_close(&copy);
	}
}

static enum err
open_again(void)
{
	char path[160];
	struct store *s;
	enum err e;

	(void)snprintf(path, sizeof(path), "%s/s.db", scratch.folder);
	if ((e = store_open(path, MODE_TRAINING, &s)) != ERR_NONE)
		assert_null(s);
	store_close(&s);
	return e;
}

static const struct shortage stores[] = {
	{ .name = "a store is opened", .work = open_again },
	{ .name = "a case is received", .before = see_sums, .work = receive, .after = see_nothing_half_done },
	{ .name = "a case is corrected", .stride = 7, .before = received, .work = correct, .after = see_nothing_half_done },
	{ .name = "a person is set", .before = received, .work = set_person, .after = see_nothing_half_done },
	{ .name = "a case is withdrawn", .before = received, .work = cancel, .after = see_nothing_half_done },
	{ .name = "a case is erased", .before = withdrawn, .work = erase, .after = see_nothing_half_done },
	{ .name = "lists are read", .work = look },
	{ .name = "the audit is verified", .stride = 17, .work = verify_audit },
	{ .name = "the store is checked", .stride = 101, .work = check_store },
	{ .name = "residents are imported", .work = import, .after = see_whole_extract },
	{ .name = "a resident is found", .work = find_resident },
	{ .name = "a copy is made", .before = no_copy, .work = back_up, .after = see_whole_copy },
};

static void
stores_are_changed_whole_or_not(void **state)
{
	size_t i;

	(void)state;
	say(words);
	for (i = 0; i < sizeof(stores) / sizeof(*stores); i++)
		(void)memory_try_each(&stores[i]);
	say(by_letter);
	(void)memory_try_each(&stores[1]);
}

/* --- paper --------------------------------------------------------------------------------------- */

static enum paper paper;

static enum err
write_letter(void)
{
	const struct letter letter = { .file = &reception.file, .profile = profile, .today = profile, .facts = &facts,
	    .style = profile_letter(profile, &facts, (struct date){ 2026, 11, 20 }),
	    .decision = &decision, .counter = "", .mail_number = "", .place = "", .until = { 2026, 12, 20 },
	    .now = { .date = { 2026, 11, 20 } } };
	struct page page = { .geta = false }, again = { .geta = false };
	struct buf text = { 0 };
	enum err e = letter_build(paper, &letter, &page);

	if (e == ERR_NONE)
		e = page_write(&page, &text);
	if (e == ERR_NONE)
		e = page_read(buf_text(&text), text.len, &again);
	page_free(&page);
	page_free(&again);
	buf_free(&text);
	return e;
}

static void
papers_are_whole_or_refused(void **state)
{
	static const struct shortage letters = { .name = "a paper is made", .work = write_letter };
	unsigned k;

	(void)state;
	say(words);
	received();
	assert_int_equal(decide(), ERR_NONE);
	for (k = 0; k < PAPER_COUNT; k++) {
		paper = (enum paper)k;
		assert_true(memory_try_each(&letters) > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rules_are_whole_or_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(stores_are_changed_whole_or_not, setup, teardown),
		cmocka_unit_test_setup_teardown(papers_are_whole_or_refused, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
