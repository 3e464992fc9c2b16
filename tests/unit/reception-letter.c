/*
 * A letter is ordered only where the rules of these visits have one, with a last day that isn't open and a list of what
 * to bring: nobody could answer another.
 */
#include "case/inquiry.h"
#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static struct actor sato = { .at = { { 2026, 11, 20 }, 10, 30, 0 }, .clerk = "sato", .counter = "",
    .roles = ROLES_UNSTATED };
static struct profile *profile;
static char dir[1024];

static int
setup(void **state)
{
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	if (profile_open(dir, "tachikawa", &profile, NULL) != ERR_NONE)
		return 1;
	return fixture_setup_store(state);
}

static int
teardown(void **state)
{
	profile_free(&profile);
	return fixture_teardown(state);
}

static const struct date no_day, yesterday = { 2026, 11, 19 }, today = { 2026, 11, 20 }, later = { 2026, 12, 20 };

static enum err
open_until(const char *words, struct date until, struct case_file *f)
{
	struct reception r = { .profile = profile, .file = { .particulars = { .until = until } } };
	char why[FACTS_WHY_MAX];
	enum err e;

	assert_int_equal(facts_read_words(&r.facts, NULL, words, why), ERR_NONE);
	facts_assume(&r.facts);
	e = reception_open(store, &sato, &r, NULL);
	*f = r.file;
	reception_free(&r);
	if (e == ERR_NONE)
		assert_int_equal(case_load(store, f->number, f), ERR_NONE);
	return e;
}

static struct case_file
open_case(const char *words, struct date until)
{
	struct case_file f;

	assert_int_equal(open_until(words, until, &f), ERR_NONE);
	return f;
}

static enum err
inquire(const struct case_file *f, struct date until)
{
	struct reception r = { .profile = profile };
	enum err e = reception_event(store, &sato, f->number, EVENT_INQUIRE,
	    &(struct reception_news){ .why = "", .particulars = { .until = until } }, &r);

	reception_free(&r);
	return e;
}

static void
assert_until(const struct case_file *f, int letter, struct date until)
{
	struct inquiry last;

	assert_int_equal(inquiry_last(store, f->number, &last), ERR_NONE);
	assert_int_equal(last.letter, letter);
	assert_int_equal(date_compare(last.until, until), 0);
}

/* Instead of Tachikawa. */
static void
use_profile(const char *text)
{
	static struct faults faults;

	profile_free(&profile);
	if (profile_read_text(text, &profile, &faults) != ERR_NONE)
		fail_msg("%d: %s", faults.list[0].line, faults.list[0].message);
}

#define OF_ALL "resident=yes card=valid card-face=current born=1990-02-03 ward=no sign-pin=known auth-pin=known " \
	"sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード "

static void
no_letter_where_the_rules_have_none(void **state)
{
	struct case_file f = open_case("procedure=renew reason=expiry visitor=self notice=left " OF_ALL, no_day);

	(void)state;
	assert_int_equal(f.state, CASE_INCOMPLETE);	/* the notice can still be fetched */
	assert_false(f.letter);
	assert_int_equal(inquire(&f, later), ERR_NO_INQUIRY);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_int_equal(f.state, CASE_INCOMPLETE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM inquiry"), 0);
}

#define PROXY "procedure=issue reason=moved visitor=proxy visit=1 " OF_ALL

static void
a_letter_where_they_have_one(void **state)
{
	struct case_file f = open_case(PROXY, later);

	(void)state;
	assert_int_equal(f.state, CASE_INQUIRY_ORDERED);
	assert_true(f.letter);
	assert_until(&f, 1, later);
	assert_int_equal(case_event(store, &sato, f.number, EVENT_POST, ""), ERR_NONE);
	assert_int_equal(inquire(&f, today), ERR_NONE);	/* lost in the post: another */
	assert_until(&f, 2, today);

	/* The form that came with the notice is too old: it can still be asked for. */
	f = open_case("procedure=renew reason=expiry visitor=proxy visit=1 notice=brought reply=enclosed "
	    "reply-complete=yes power-of-attorney=yes concealed=envelope reply-expires=2026-11-01 "
	    "doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth " OF_ALL, no_day);
	assert_int_equal(f.state, CASE_INCOMPLETE);
	assert_true(f.letter);
}

/* Tachikawa's last day stands on the form: whoever orders the letter says it, or there is none. */
static void
no_letter_with_an_open_day(void **state)
{
	struct case_file f;

	(void)state;
	assert_int_equal(open_until(PROXY, no_day, &f), ERR_LETTER_DAY);
	assert_int_equal(open_until(PROXY, yesterday, &f), ERR_LETTER_DAY);
	/* When a reply that was brought ends says nothing of a letter. */
	assert_int_equal(open_until(PROXY " reply-expires=2026-12-20", no_day, &f), ERR_LETTER_DAY);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM cases"), 0);

	f = open_case(PROXY, later);
	assert_int_equal(case_event(store, &sato, f.number, EVENT_POST, ""), ERR_NONE);
	assert_int_equal(inquire(&f, no_day), ERR_LETTER_DAY);
	assert_int_equal(inquire(&f, yesterday), ERR_LETTER_DAY);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_int_equal(f.state, CASE_POSTED);
	assert_until(&f, 1, later);
}

#define SMALL "[municipality]\nname = 例市\nsource = 例\n[class card]\ntitle = カード\n" \
	"[documents card]\nmy-number-card = マイナンバーカード\n" \
	"[rule first]\nwhen = visit = 1\noutcome = inquiry\nvisits = 2\ntext = 一\nsource = 例\n" \
	"[need card]\nwho = applicant\ndocuments = card\ntext = カード\nsource = 例\n"
#define SECOND "[rule second]\nwhen = visit = 2\noutcome = proceed\nvisits = 2\nneeds = card\ntext = 二\nsource = 例\n"

/* Where the rules count the day nobody says another. */
static void
the_day_that_the_rules_count(void **state)
{
	struct case_file f;

	(void)state;
	use_profile(SMALL SECOND "[inquiry]\nlife = 30 days\n");
	assert_int_equal(open_until(PROXY, later, &f), ERR_LETTER_DAY);
	f = open_case(PROXY, no_day);
	assert_until(&f, 1, later);
	use_profile(SMALL SECOND "[inquiry]\nlife = none\n");
	f = open_case(PROXY, no_day);
	assert_until(&f, 1, no_day);
}

/* It ends with the certificate; by telephone nobody knows when that is, and one that has ended helps nobody. */
static void
the_day_of_a_certificate(void **state)
{
	static const char unknown[] = "procedure=renew reason=expiry visitor=proxy visit=1 channel=telephone ";
	char known[sizeof(unknown) + 64];
	struct case_file f;

	(void)state;
	use_profile(SMALL SECOND "[inquiry]\nlife = certificate\n");
	assert_int_equal(open_until(unknown, no_day, &f), ERR_LETTER_DAY);
	f = open_case(unknown, later);
	assert_until(&f, 1, later);
	(void)snprintf(known, sizeof(known), "%s%s", unknown, "auth-expires=2026-12-20");
	f = open_case(known, no_day);
	assert_until(&f, 1, later);
	(void)snprintf(known, sizeof(known), "%s%s", unknown, "auth-expires=2026-11-19 sign-expires=2026-11-19");
	assert_int_equal(open_until(known, no_day, &f), ERR_LETTER_DAY);
	f = open_case(known, today);
	assert_until(&f, 1, today);
	(void)snprintf(known, sizeof(known), "%s%s", unknown, "auth-expires=none sign-expires=none");
	f = open_case(known, no_day);		/* none there that could end */
	assert_until(&f, 1, no_day);
}

static void
no_letter_with_an_open_list(void **state)
{
	struct case_file f;

	(void)state;
	use_profile(SMALL "[inquiry]\nlife = none\n");	/* and nothing about the second visit */
	assert_int_equal(open_until(PROXY, no_day, &f), ERR_LETTER_LIST);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM cases"), 0);
}

/* A PIN that the card refuses brings another letter; one whose day is to be said isn't ordered by itself. */
static void
a_letter_that_somebody_has_to_order(void **state)
{
	static const char again[] = SMALL "[rule wrong]\nwhen = visit = 2 and auth-pin = mismatch\noutcome = inquiry\n"
	    "visits = 2\ntext = 三\nsource = 例\n" SECOND;
	char text[sizeof(again) + 32];
	struct case_file f;
	int life;

	(void)state;
	for (life = 0; life < 2; life++) {
		struct reception r = { .profile = NULL };

		(void)snprintf(text, sizeof(text), "%s[inquiry]\nlife = %s\n", again, life == 0 ? "30 days" : "form");
		use_profile(text);
		f = open_case("procedure=renew reason=expiry visitor=proxy visit=2 reply=posted concealed=envelope "
		    OF_ALL, no_day);
		assert_int_equal(f.state, CASE_APPROVED);
		assert_int_equal(reception_pin_refused(store, &sato, f.number, PIN_AUTH, false, &r), ERR_NONE);
		assert_int_equal(r.file.state, life == 0 ? CASE_INQUIRY_ORDERED : CASE_RECEIVED);
		assert_non_null(strstr(r.file.facts, "auth-pin=mismatch"));
		reception_free(&r);
		if (life == 0)
			continue;
		assert_int_equal(inquire(&f, no_day), ERR_LETTER_DAY);
		assert_int_equal(inquire(&f, later), ERR_NONE);
		assert_until(&f, 1, later);
	}
}

/* Lives from its posting, three days behind the order; the 19th of December, the last day, is a Saturday. */
static const char lives_from_posting[] = "[municipality]\nname = 例市\nsource = 例市\ninherit = national\n"
    "[counter hall]\nlabel = 本庁\nhours = weekday 8:30-17:15\nsource = 例市\n"
    "[letter unlock]\nwhen = procedure = unlock\nform = 暗証番号照会書\nlife = 26 days\nlife-from = posting\n"
    "life-open = hall\nsource = 例市\n";

static int
setup_posting(void **state)
{
	const int e = setup(state);

	profile_free(&profile);
	(void)scratch_write(&scratch, "own.ini", lives_from_posting);
	return e != 0 || profile_open(dir, scratch_path(&scratch, "own.ini"), &profile, NULL) != ERR_NONE;
}

static void
a_letter_may_live_from_its_posting(void **state)
{
	struct case_file f = open_case("procedure=unlock visitor=proxy visit=1 doc=proxy:運転免許証 " OF_ALL, no_day);
	struct reception r = { .profile = profile };
	const struct reception_news none = { .why = "" };
	struct actor poster = sato;
	struct inquiry last;

	(void)state;
	assert_int_equal(f.state, CASE_INQUIRY_ORDERED);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_int_equal(date_compare(last.until, (struct date){ 2026, 12, 16 }), 0);	/* were it posted today */
	poster.at.date = (struct date){ 2026, 11, 23 };
	assert_int_equal(reception_event(store, &poster, f.number, EVENT_POST, &none, &r), ERR_NONE);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_int_equal(date_compare(last.until, (struct date){ 2026, 12, 21 }), 0);
	assert_int_equal(reception_resume(store, f.number, &r), ERR_NONE);
	assert_int_equal(r.facts.value[FACT_INQUIRY_POSTED], date_days(poster.at.date));
	assert_string_equal(reception_letter(&r, poster.at.date)->form, "暗証番号照会書");
	reception_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_letter_where_the_rules_have_none, setup, teardown),
		cmocka_unit_test_setup_teardown(a_letter_where_they_have_one, setup, teardown),
		cmocka_unit_test_setup_teardown(no_letter_with_an_open_day, setup, teardown),
		cmocka_unit_test_setup_teardown(the_day_that_the_rules_count, setup, teardown),
		cmocka_unit_test_setup_teardown(the_day_of_a_certificate, setup, teardown),
		cmocka_unit_test_setup_teardown(no_letter_with_an_open_list, setup, teardown),
		cmocka_unit_test_setup_teardown(a_letter_that_somebody_has_to_order, setup, teardown),
		cmocka_unit_test_setup_teardown(a_letter_may_live_from_its_posting, setup_posting, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
