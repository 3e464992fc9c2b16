/* Visits of a case: all events in all states through both doors, what a visit brings, a PIN that the card refuses. */
#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "case/inquiry.h"

static struct actor sato = { .clerk = "sato", .counter = "", .roles = ROLES_UNSTATED };
static struct profile *profile;
static struct reception r;
static void
use_profile(const char *name)
{
	static struct faults faults;
	char dir[1024];

	profile_free(&profile);
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	if (profile_open(dir, name, &profile, &faults) != ERR_NONE)
		fail_msg("%s:%d: %s", faults.list[0].file, faults.list[0].line, faults.list[0].message);
}

static int
setup(void **state)
{
	sato.at = (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
	return fixture_setup_store(state);
}

static int
teardown(void **state)
{
	reception_free(&r);
	profile_free(&profile);
	return fixture_teardown(state);
}

static struct facts
facts(const char *words)
{
	struct facts f = { .known = 0 };
	char why[FACTS_WHY_MAX];

	if (facts_read_words(&f, NULL, words, why) != ERR_NONE)
		fail_msg("%s", why);
	return f;
}

static const char proxy[] = "procedure=issue reason=moved visitor=proxy visit=1 resident=yes card=valid card-face=current"
    " born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
    " card-expires=2032-01-20 system=up doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth";
static const char disclosure[] = "procedure=disclosure visitor=self visit=1 resident=yes card=valid born=1990-02-03 ward=no"
    " card-kind=ordinary system=up doc=applicant:マイナンバーカード";
static const char self[] = "procedure=issue reason=moved visitor=self visit=1 resident=yes card=valid card-face=current"
    " born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
    " card-expires=2032-01-20 system=up doc=applicant:マイナンバーカード";

static struct case_file
open_case(const char *words)
{
	reception_free(&r);
	r.profile = profile;
	r.facts = facts(words);
	facts_assume(&r.facts);
	if (profile_until_by_hand(profile, profile_letter(profile, &r.facts, sato.at.date), sato.at.date, &r.facts))
		r.file.particulars.until = (struct date){ 2026, 12, 20 };
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	return r.file;
}

static void
event(const struct case_file *f, enum case_event event, const char *words, enum err want)
{
	struct facts newer = facts(words);

	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f->number, event, &(struct reception_news){ .facts = &newer },
	    &r), want);
}

static void
set_text(const char *sql, const char *number, const char *text)
{
	const struct store_value values[] = { store_text(number), store_text(text) };

	assert_int_equal(store_run(store, sql, values, 2, NULL, NULL), ERR_NONE);
}

/* --- every state with every event --- */

/* A case in a state, whose decision lets the event be, with a card that can be given back. */
static struct case_file
case_in(enum case_state state, enum case_event event)
{
	struct case_file f = open_case(event == EVENT_KEEP || event == EVENT_CARD_RETURNED ?
	    "system=congested keep-consent=yes procedure=issue reason=moved visitor=self visit=1 resident=yes card=valid"
	    " card-face=current born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20"
	    " auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード" :
	    event == EVENT_INQUIRE ? proxy : event == EVENT_ANSWER ? disclosure : self);

	set_text("UPDATE cases SET state = ?2 WHERE number = ?1", f.number, flow_state_code(state));
	f.state = state;
	return f;
}

static void
try(unsigned state, unsigned what, bool by_reception, int *refused)
{
	const enum case_event e = (enum case_event)what;
	struct case_file f = case_in((enum case_state)state, e), now;
	enum case_state next = f.state;
	bool may = flow_next(f.state, e, &next) && !flow_of_desk(e) && e != EVENT_SECOND;
	const int64_t told = fixture_number(store, "SELECT count(*) FROM case_history");
	const int64_t audit = fixture_number(store, "SELECT count(*) FROM audit");
	enum err got;

	reception_free(&r);
	got = by_reception ? reception_event(store, &sato, f.number, e, &(struct reception_news){ .why = "x" }, &r) :
	    case_event(store, &sato, f.number, e, "x");
	if (got != (may ? ERR_NONE : ERR_CASE_STATE))
		fail_msg("%s in %s by %s: %s", flow_event_code(e), flow_state_code(f.state),
		    by_reception ? "reception" : "case", err_name(got));
	assert_int_equal(case_load(store, f.number, &now), ERR_NONE);
	if (may) {
		assert_true(next == CASE_BEFORE || now.state == next);
		return;
	}
	++*refused;
	assert_int_equal(now.state, f.state);
	assert_string_equal(now.facts, f.facts);
	assert_string_equal(now.decision, f.decision);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM case_history"), told);
	/* and it is on record */
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM audit"), audit + 1);
}

static void
what_the_table_does_not_list_is_refused(void **state)
{
	unsigned s, e, by;
	int refused = 0;

	(void)state;
	use_profile("kawaguchi");
	for (s = 0; s < CASE_STATE_COUNT; s++)
		for (e = 0; e < CASE_EVENT_COUNT; e++)
			for (by = 0; by < 2 && e != EVENT_LET_IN; by++)	/* let-in.c */
				try(s, e, by == 1, &refused);
	print_message("%d of %d refused\n", refused, CASE_STATE_COUNT * CASE_EVENT_COUNT * 2);
	assert_int_equal(reception_event(store, &sato, "26-000001-3", CASE_EVENT_COUNT,
	    &(struct reception_news){ .why = "" }, &r),
	    ERR_CASE_STATE);
}

/* --- visits --- */

static void
documents_are_those_of_the_day(void **state)
{
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case(proxy);
	assert_int_equal(f.state, CASE_INQUIRY_ORDERED);
	event(&f, EVENT_POST, "", ERR_NONE);
	sato.at.date = (struct date){ 2026, 12, 4 };
	event(&f, EVENT_REPLY_RECEIVED, "visit=2 reply-complete=yes power-of-attorney=yes concealed=envelope"
	    " doc=applicant:マイナンバーカード", ERR_NONE);
	assert_string_equal(r.file.outcome, "incomplete");
	assert_true(r.file.sheet);
	assert_null(strstr(r.file.facts, "doc=proxy"));
	assert_non_null(strstr(r.file.facts, "reply=posted"));
	assert_non_null(strstr(r.file.facts, "doc=applicant:マイナンバーカード,visit-1=yes"));
	event(&f, EVENT_FOUND_INCOMPLETE, "", ERR_NONE);

	/* The next day only the licence is put down: the card isn't here any more. */
	sato.at.date.day = 5;
	event(&f, EVENT_APPROVE, "doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth", ERR_CASE_STATE);
	event(&f, EVENT_APPROVE,
	    "doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth doc=applicant:マイナンバーカード",
	    ERR_NONE);
	assert_int_equal(r.file.state, CASE_APPROVED);

	/* Nobody brings anything: what was shown stays shown, and the hour doesn't matter. */
	event(&f, EVENT_CORRECT, "", ERR_NONE);
	sato.at = (struct moment){ { 2026, 12, 7 }, 23, 0, 0 };
	event(&f, EVENT_APPROVE, "", ERR_NONE);
}

/* Of two certificates one is refused: the case is for the other only. */
static void
refused_certificate_is_not_the_cases(void **state)
{
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case("procedure=issue reason=moved visitor=guardian guardianship=parent visit=1 resident=yes card=valid"
	    " card-face=current born=2014-02-03 ward=no same-household=yes auth-pin=known sign-expires=none"
	    " auth-expires=2027-01-20 card-expires=2027-02-03 system=up doc=applicant:マイナンバーカード"
	    " doc=guardian:運転免許証,expires=2028-01-01,shows=name+birth");
	assert_int_equal(r.decision.refused, CERT_BIT(CERT_SIGN));
	assert_int_equal(f.certificates, CERT_BIT(CERT_AUTH));
}

/* Another letter has another reply: nothing of the first is true of the second. */
static void
another_reply_is_read_anew(void **state)
{
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case(proxy);
	event(&f, EVENT_POST, "", ERR_NONE);
	event(&f, EVENT_REPLY_RECEIVED, "visit=2 reply-complete=yes power-of-attorney=yes revocation-consent=yes"
	    " concealed=envelope sign-pin=mismatch", ERR_NONE);
	assert_non_null(strstr(r.file.facts, "power-of-attorney=yes"));
	event(&f, EVENT_INQUIRE, "", ERR_NONE);
	event(&f, EVENT_POST, "", ERR_NONE);
	event(&f, EVENT_REPLY_RECEIVED, "", ERR_NONE);
	assert_non_null(strstr(r.file.facts, "reply=posted"));
	assert_null(strstr(r.file.facts, "reply-complete"));
	assert_null(strstr(r.file.facts, "power-of-attorney"));
	assert_null(strstr(r.file.facts, "revocation-consent"));
	assert_null(strstr(r.file.facts, "concealed"));
	assert_null(strstr(r.file.facts, "sign-pin=mismatch"));
}

/* The applicant comes after all: no letter is needed any more. */
static void
another_person_may_come(void **state)
{
	struct personal who = { .proxy_name = "番号 次郎", .proxy_relation = "弟" };
	struct inquiry last;
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case(proxy);
	event(&f, EVENT_POST, "", ERR_NONE);
	sato.at.date = (struct date){ 2026, 12, 4 };
	event(&f, EVENT_APPROVE, "", ERR_CASE_STATE);
	event(&f, EVENT_APPROVE, "visitor=self visit=2 doc=applicant:マイナンバーカード", ERR_NONE);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_false(last.open);

	f = open_case(proxy);
	event(&f, EVENT_POST, "", ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_REPLY_RECEIVED,
	    &(struct reception_news){ .personal = &who, .why = "" }, &r), ERR_NONE);
	assert_string_equal(r.file.proxy.name, "番号 次郎");
	assert_string_equal(r.file.proxy.relation, "弟");
}

/* Whoever comes another day is asked anew whether the card may stay, has booked or not, and finds the system up. */
static void
nothing_said_at_a_visit_holds_at_the_next(void **state)
{
	struct case_file f;

	(void)state;
	use_profile("kawaguchi");
	f = open_case("booked=yes system=congested keep-consent=yes procedure=issue reason=moved visitor=self visit=1 resident=yes"
	    " card=valid card-face=current born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20"
	    " auth-expires=2027-01-20 card-expires=2032-01-20 doc=applicant:マイナンバーカード");
	assert_int_equal(f.state, CASE_KEPT);
	assert_non_null(strstr(r.file.facts, "keep-consent=yes"));
	assert_non_null(strstr(r.file.facts, "booked=yes"));
	sato.at.date.day++;
	event(&f, EVENT_FOUND_INCOMPLETE, "doc=applicant:マイナンバーカード", ERR_NONE);
	assert_null(strstr(r.file.facts, "keep-consent"));
	assert_null(strstr(r.file.facts, "booked"));
	assert_null(strstr(r.file.facts, "system=congested"));
}

static void
corrected_birth_is_the_persons(void **state)
{
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case(self);
	assert_int_equal(f.person.born.year, 1990);
	event(&f, EVENT_CORRECT, "born=1991-02-03", ERR_NONE);
	assert_int_equal(r.file.person.born.year, 1991);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM case_history WHERE event = 'fact-corrected'"
	    " AND why = 'born: 1990-02-03 > 1991-02-03'"), 1);

	/* The record knows better. */
	f.person.source = PERSON_RECORD;
	assert_int_equal(case_set_person(store, &sato, f.number, &f.person), ERR_NONE);
	event(&f, EVENT_CORRECT, "born=1992-02-03", ERR_NONE);
	assert_int_equal(r.file.person.born.year, 1990);
}

/* Kana that a clerk adds are no new account of the person; another name is. */
static void
corrected_kana_leave_the_source(void **state)
{
	static const struct personal kana = { .person = { .kana = "バンゴウ ハナコ" } },
	    name = { .person = { .name = "番号 花江" } };
	struct case_file f;

	(void)state;
	use_profile("national");
	f = open_case(self);
	f.person.source = PERSON_RECORD;
	assert_int_equal(case_set_person(store, &sato, f.number, &f.person), ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT,
	    &(struct reception_news){ .personal = &kana, .why = "" }, &r), ERR_NONE);
	assert_string_equal(r.file.person.kana, "バンゴウ ハナコ");
	assert_int_equal(r.file.person.source, PERSON_RECORD);
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT,
	    &(struct reception_news){ .personal = &name, .why = "" }, &r), ERR_NONE);
	assert_int_equal(r.file.person.source, PERSON_TOLD);
}

/* --- the profile changes between two visits --- */

static const char began[] = "[municipality]\nname = 例市\nsource = 例\n[inquiry]\nlife = 30 days\n"
    "[class card]\ntitle = カード\n[documents card]\nmy-number-card = マイナンバーカード\n"
    "[counter hall]\nlabel = 市役所\nhours = weekday 8:30-17:15\nsource = 例\n"
    "[rule first]\nwhen = visit = 1\noutcome = inquiry\nvisits = 2\nneeds = card\ntext = 一\nsource = 例\n"
    "[rule second]\nwhen = visit = 2\noutcome = proceed\nvisits = 2\nneeds = card\nuntil = 2026-11-30\ntext = 二\nsource = 例\n"
    "[need card]\nwho = applicant\ndocuments = card\ntext = カード\nsource = 例\n"
    "[fee free]\nyen = 0\ntext = 無料\nsource = 例\n";
static const char of_the_day[] = "[municipality]\nname = 例市\nsource = 例\n[validity]\nrenewal-months = 1\n"
    "[inquiry]\nlife = 7 days\n[define]\ndear = procedure = renew\n"
    "[class card]\ntitle = カード\n[documents card]\nmy-number-card = マイナンバーカード\n"
    "[counter annex]\nlabel = 分室\nhours = weekday 10:00-12:00\nsource = 例\n"
    "[rule never]\noutcome = refused\ncode = no-card\ntext = 三\nsource = 例\n"
    "[fee dear]\nwhen = dear\nyen = 900\ntext = 高い\nsource = 例\n";

static struct profile *
profile_of(const char *text)
{
	static struct faults faults;
	struct profile *p;

	if (profile_read_text(text, &p, &faults) != ERR_NONE)
		fail_msg("%d: %s", faults.list[0].line, faults.list[0].message);
	return p;
}

static void
open_case_ends_under_its_rules(void **state)
{
	static const char second[] = "visit=2 counter=分室 doc=applicant:マイナンバーカード";
	struct facts newer = facts(second);
	const struct reception_news news = { .facts = &newer };
	struct inquiry last;
	struct profile *day = profile_of(of_the_day);
	struct case_file f;

	(void)state;
	profile = profile_of(began);
	f = open_case("procedure=renew reason=expiry visit=1 visitor=proxy counter=市役所 born=1990-02-03 sign-expires=2027-01-20"
	    " auth-expires=2027-01-20 card-expires=2036-01-20 sign-pin=known auth-pin=known doc=applicant:マイナンバーカード");
	assert_int_equal(f.state, CASE_INQUIRY_ORDERED);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_int_equal(date_compare(last.until, (struct date){ 2026, 12, 20 }), 0);
	event(&f, EVENT_POST, "", ERR_NONE);

	/*
	 * Its rule ended in November, the day's refuses everybody; but the hours, the fee and the dates are the day's.
	 */
	sato.at = (struct moment){ { 2026, 12, 4 }, 10, 30, 0 };
	reception_free(&r);
	r.day = day;
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_REPLY_RECEIVED, &news, &r), ERR_NONE);
	assert_int_equal(r.decision.outcome, OUTCOME_PROCEED);
	assert_int_equal(r.decision.yen, 900);
	assert_string_equal(r.decision.fee_text, "高い");
	assert_int_equal(r.decision.expiry[CERT_AUTH].year, 2031);	/* not within a month of its end: five years */
	reception_free(&r);
	r.day = day;
	sato.at.hour = 13;
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT, &news, &r), ERR_NONE);
	assert_int_equal(r.decision.outcome, OUTCOME_REFUSED);
	assert_string_equal(r.decision.reasons[0].code, "counter-closed");

	/* A counter that was there then. */
	newer = facts("counter=市役所");
	reception_free(&r);
	r.day = day;
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT, &news, &r), ERR_FACT);
	reception_free(&r);
	profile_free(&day);
}

/* --- a PIN that the card refuses --- */

/* A proxy's case of the profile, approved with a reply. */
static struct case_file
approved(const char *name, const char *first, const char *second)
{
	struct case_file f;

	use_profile(name);
	sato.at.date = (struct date){ 2026, 11, 20 };
	f = open_case(first);
	event(&f, EVENT_POST, "", ERR_NONE);
	sato.at.date = (struct date){ 2026, 12, 4 };
	event(&f, EVENT_REPLY_RECEIVED, second, ERR_NONE);
	event(&f, EVENT_APPROVE, "", ERR_NONE);
	return f;
}

#define REPLY "visit=2 reply-complete=yes power-of-attorney=yes revocation-consent=yes booked=yes" \
	" doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth"
#define OTHER " doc=applicant:資格確認書,shows=name+birth"

static void
expect_refused(const struct case_file *f, enum pin_kind pin, bool locked, enum case_state state)
{
	reception_free(&r);
	assert_int_equal(reception_pin_refused(store, &sato, f->number, pin, locked, &r), ERR_NONE);
	assert_string_equal(flow_state_code(r.file.state), flow_state_code(state));
}

static void
refused_pin_goes_by_the_rules(void **state)
{
	struct case_file f = approved("national", proxy, REPLY " concealed=envelope");

	(void)state;
	expect_refused(&f, PIN_SIGN, false, CASE_INCOMPLETE);	/* another document is needed to set it anew */
	assert_non_null(strstr(r.file.facts, "sign-pin=mismatch"));
	assert_non_null(strstr(r.file.facts, "reply-complete=yes"));
	f = approved("national", proxy, REPLY OTHER " concealed=envelope");
	expect_refused(&f, PIN_AUTH, true, CASE_RECEIVED);	/* it is there: set anew, once that is approved */
	assert_non_null(strstr(r.file.facts, "auth-pin=locked"));
	assert_int_equal(r.file.pins, 1u << PIN_AUTH);
	event(&f, EVENT_APPROVE, "", ERR_NONE);
	f = approved("odawara", proxy, REPLY " concealed=sticker");
	expect_refused(&f, PIN_SIGN, false, CASE_INCOMPLETE);
	f = approved("tachikawa", proxy, REPLY " concealed=envelope reply-expires=2026-12-20");
	expect_refused(&f, PIN_SIGN, false, CASE_INCOMPLETE);
	f = approved("kawasaki",
	    "procedure=renew reason=expiry visitor=proxy visit=1 resident=yes card=valid card-face=current"
	    " born=1990-02-03 ward=no sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
	    " card-expires=2032-01-20 system=up home-counter=yes power-of-attorney=yes doc=applicant:マイナンバーカード"
	    " doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth",
	    REPLY OTHER " doc=proxy:預金通帳,shows=name+birth concealed=envelope");
	expect_refused(&f, PIN_SIGN, false, CASE_RECEIVED);	/* the second visit sets it anew */
}

static void
refused_pin_of_the_holder_changes_nothing(void **state)
{
	struct case_file f;
	char holder[33];
	const struct actor suzuki = { .clerk = "suzuki", .counter = "", .at = sato.at, .roles = ROLES_UNSTATED };

	(void)state;
	use_profile("national");
	f = open_case(self);
	expect_refused(&f, PIN_SIGN, false, CASE_APPROVED);
	assert_non_null(strstr(r.file.facts, "sign-pin=known"));
	f = approved("national", proxy, REPLY " concealed=envelope");
	expect_refused(&f, PIN_JUKI, false, CASE_APPROVED);
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_pin_refused(store, &suzuki, f.number, PIN_SIGN, false, &r), ERR_CASE_CLAIMED);
	event(&f, EVENT_FOUND_INCOMPLETE, "", ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_pin_refused(store, &sato, f.number, PIN_SIGN, false, &r), ERR_CASE_STATE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_the_table_does_not_list_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(documents_are_those_of_the_day, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_certificate_is_not_the_cases, setup, teardown),
		cmocka_unit_test_setup_teardown(another_reply_is_read_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(another_person_may_come, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_said_at_a_visit_holds_at_the_next, setup, teardown),
		cmocka_unit_test_setup_teardown(corrected_birth_is_the_persons, setup, teardown),
		cmocka_unit_test_setup_teardown(corrected_kana_leave_the_source, setup, teardown),
		cmocka_unit_test_setup_teardown(open_case_ends_under_its_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_pin_goes_by_the_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_pin_of_the_holder_changes_nothing, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
