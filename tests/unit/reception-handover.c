/* A case at the authority's terminal: what is wanted of it, who may touch the case meanwhile, and where its no leads. */
#include "config.h"

#include "case/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "case/person.h"
#include "fixture.h"

static struct actor sato = { .clerk = "sato", .counter = "", .roles = ROLES_UNSTATED };
static struct reception r;
static struct profile *profile;
static const struct handover_want unseen = { .tries = { -1, -1, -1, -1 } };

static int
setup(void **state)
{
	static struct faults faults;
	char dir[1024];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	if (profile_open(dir, "kawasaki", &profile, &faults) != ERR_NONE)
		fail_msg("%s:%d: %s", faults.list[0].file, faults.list[0].line, faults.list[0].message);
	sato.at = (struct moment){ { 2026, 11, 24 }, 10, 30, 0 };
	return fixture_setup_store(state);
}

static int
teardown(void **state)
{
	reception_free(&r);
	profile_free(&profile);
	return fixture_teardown(state);
}

static const struct personal hanako = { .person = { .name = "番号 花子" } };

static struct case_file
open_case_of(const struct personal *named, const char *words)
{
	char why[FACTS_WHY_MAX];

	reception_free(&r);
	r.profile = profile;
	if (facts_read_words(&r.facts, NULL, words, why) != ERR_NONE)
		fail_msg("%s", why);
	facts_assume(&r.facts);
	assert_int_equal(reception_open(store, &sato, &r, named), ERR_NONE);
	return r.file;
}

static struct case_file
open_case(const char *words)
{
	return open_case_of(&hanako, words);
}

#define SELF "visitor=self visit=1 resident=yes card=valid card-face=current born=1990-02-03 ward=no booked=yes" \
	" sign-pin=known auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2033-01-20 system=up" \
	" doc=applicant:マイナンバーカード"
static const char renewal[] = "procedure=renew reason=expiry " SELF;
static const char shown[] = "procedure=renew reason=expiry " SELF
	" doc=applicant:運転免許証,expires=2028-01-01,shows=name+birth";
static const char reset[] = "procedure=unlock certificates=sign sign-pin=locked visitor=self visit=1 resident=yes card=valid"
	" card-face=current born=1990-02-03 ward=no booked=yes auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20"
	" card-expires=2033-01-20 system=up doc=applicant:マイナンバーカード doc=applicant:運転免許証,expires=2028-01-01,shows=name+birth";

static struct case_file
load(const char *number)
{
	struct case_file f;

	assert_int_equal(case_load(store, number, &f), ERR_NONE);
	return f;
}

static struct handover_want
hand_over(const char *number)
{
	struct handover_want w;

	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, number, &unseen, &r), ERR_NONE);
	assert_int_equal(r.file.state, CASE_HANDED_OVER);
	assert_int_equal(handover_load(store, number, &w), ERR_NONE);
	return w;
}

static void
terminal_refused(const char *number, enum terminal_refusal why, enum pin_kind pin)
{
	reception_free(&r);
	assert_int_equal(reception_terminal_refused(store, &sato, number, why, pin, &r), ERR_NONE);
}

static void
what_is_wanted(void **state)
{
	struct case_file f = open_case(renewal);
	struct handover_want w;
	struct date until[CERT_COUNT];

	(void)state;
	assert_int_equal(f.state, CASE_APPROVED);
	w = hand_over(f.number);
	assert_int_equal(w.fresh, CERT_BOTH);
	assert_int_equal(w.gone, 0);
	assert_int_equal(w.pins, 0);
	assert_int_equal(date_compare(w.day, sato.at.date), 0);
	/* Inside the window: the sixth birthday, but not beyond the card. */
	assert_int_equal(date_compare(w.until[CERT_AUTH], (struct date){ 2032, 2, 3 }), 0);
	assert_int_equal(date_compare(w.until[CERT_SIGN], (struct date){ 2032, 2, 3 }), 0);
	assert_false(w.before_known);
	assert_int_equal(w.tries[PIN_SIGN], -1);
	/* The terminal may have worked after the birthday. */
	reception_free(&r);
	assert_int_equal(reception_until(store, f.number, (struct date){ 2027, 2, 4 }, &r, until), ERR_NONE);
	assert_int_equal(date_compare(until[CERT_AUTH], w.until[CERT_AUTH]), 0);

	f = open_case(reset);
	assert_int_equal(f.state, CASE_APPROVED);
	w = hand_over(f.number);
	assert_int_equal(w.fresh | w.gone, 0);
	assert_int_equal(w.pins, 1u << PIN_SIGN);
}

static void
what_was_seen_is_kept(void **state)
{
	struct handover_want before = { .before_known = true, .tries = { 0, 3, 3, -1 } }, w;
	struct case_file f = open_case(renewal);

	(void)state;
	before.before[CERT_AUTH].present = true;
	before.before[CERT_AUTH].serial_len = 2;
	memcpy(before.before[CERT_AUTH].serial, "\x07\x5b", 2);
	before.before[CERT_SIGN].present = true;	/* there, but its serial needs its PIN */
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &before, &r), ERR_NONE);
	assert_int_equal(handover_load(store, f.number, &w), ERR_NONE);
	assert_true(w.before_known && w.before[CERT_SIGN].present && w.before[CERT_AUTH].present);
	assert_int_equal(w.before[CERT_SIGN].serial_len, 0);
	assert_int_equal(w.before[CERT_AUTH].serial_len, 2);
	assert_memory_equal(w.before[CERT_AUTH].serial, "\x07\x5b", 2);
	assert_memory_equal(w.tries, before.tries, sizeof(w.tries));
}

/* While it is there nothing of the case can be edited, and no clerk's word ends it. */
static void
nothing_else_leads_on(void **state)
{
	static const struct person person = { .name = "番号 次郎" };
	struct case_file f = open_case(renewal), file;
	struct case_person taken;
	unsigned e;

	(void)state;
	(void)hand_over(f.number);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_CASE_STATE);
	for (e = 0; e < CASE_EVENT_COUNT; e++) {
		const bool remark = e == EVENT_NOTE || e == EVENT_TAKE_OVER || e == EVENT_SHRED;

		assert_int_equal(case_event(store, &sato, f.number, (enum case_event)e, "x"), remark ? ERR_NONE : ERR_CASE_STATE);
		assert_int_equal(load(f.number).state, CASE_HANDED_OVER);
	}
	file = load(f.number);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &sato, f.number, case_decide_within(store, &sato, &file)), ERR_CASE_STATE);
	assert_int_equal(case_take_person(store, &sato, f.number, &person, 0, true, &taken), ERR_CASE_STATE);
}

static void
only_what_is_approved_goes_there(void **state)
{
	struct case_file f = open_case(renewal);

	(void)state;
	/* The certificate has expired in the meantime: another reason, not what was approved. */
	assert_int_equal(store_run(store, "UPDATE cases SET state = 'received'", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_CASE_STATE);
	assert_int_equal(store_run(store, "UPDATE cases SET state = 'approved', second_needed = 1, worked_by = 'sato'", NULL, 0,
	    NULL, NULL), ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_NOT_SECONDED);
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, "26-000009-6", &unseen, &r), ERR_CASE_UNKNOWN);
	assert_int_equal(load(f.number).state, CASE_APPROVED);
	assert_int_equal(fixture_count_audit("refused", "case-not-seconded") + fixture_count_audit("refused", "not-seconded"), 1);
}

static const struct { enum terminal_refusal why; const char *words; enum case_state to; } refusals[] = {
	{ TERMINAL_PIN_WRONG, renewal, CASE_INCOMPLETE },	/* the holder doesn't know it: who it is has to be shown */
	{ TERMINAL_PIN_LOCKED, renewal, CASE_INCOMPLETE },
	{ TERMINAL_PIN_LOCKED, shown, CASE_RECEIVED },		/* it is shown: set anew, once that is approved */
	{ TERMINAL_CARD_DAMAGED, renewal, CASE_REFUSED },
	{ TERMINAL_REVOKED, renewal, CASE_RECEIVED },
	{ TERMINAL_CLOSED, renewal, CASE_APPROVED },
	{ TERMINAL_NOT_BEGUN, renewal, CASE_APPROVED },
	{ TERMINAL_DONE_OTHERWISE, renewal, CASE_RECEIVED },
};

static void
its_no_leads_where_the_rules_say(void **state)
{
	struct handover_want w;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		struct case_file f = open_case(refusals[i].words);

		(void)hand_over(f.number);
		terminal_refused(f.number, refusals[i].why, PIN_SIGN);
		if (r.file.state != refusals[i].to)
			fail_msg("%s: %s", terminal_refusal_code(refusals[i].why), flow_state_code(r.file.state));
		assert_int_equal(handover_load(store, f.number, &w), ERR_CASE_STATE);
		/* Where it was only put off, it goes there again. */
		sato.at.minute++;
		if (refusals[i].to == CASE_APPROVED)
			(void)hand_over(f.number);
	}
	assert_int_equal(reception_terminal_refused(store, &sato, "26-000001-2", TERMINAL_REFUSAL_COUNT, PIN_SIGN, &r), ERR_USAGE);
}

/* Nothing leads back to the terminal by itself: a mistaken remark of its no isn't undone to there. */
static void
its_no_is_not_taken_back(void **state)
{
	struct case_file f = open_case(renewal);

	(void)state;
	(void)hand_over(f.number);
	terminal_refused(f.number, TERMINAL_CLOSED, PIN_SIGN);
	assert_int_equal(case_event(store, &sato, f.number, EVENT_CANCEL, ""), ERR_NONE);
	assert_int_equal(load(f.number).state, CASE_RECEIVED);
}

/* Again within the same second, as in practice whose clock stands. */
static void
it_goes_there_again_at_once(void **state)
{
	struct case_file f = open_case(renewal);

	(void)state;
	(void)hand_over(f.number);
	terminal_refused(f.number, TERMINAL_CLOSED, PIN_SIGN);
	(void)hand_over(f.number);
}

/* The slip says whose card it is: somebody has to be named first. */
static void
nobodys_card_goes_there(void **state)
{
	struct case_file f = open_case_of(NULL, renewal);

	(void)state;
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_HOLDER_UNKNOWN);
	assert_int_equal(load(f.number).state, CASE_APPROVED);
	assert_int_equal(fixture_count_audit("refused", "holder-unknown"), 1);
	assert_int_equal(case_set_person(store, &sato, f.number, &hanako.person), ERR_NONE);
	(void)hand_over(f.number);
}

/* A PIN that was refused there isn't known any more, whoever typed it: it isn't handed over to be typed again. */
static void
its_no_to_a_pin_is_of_the_pin(void **state)
{
	struct case_file f = open_case(shown);

	(void)state;
	(void)hand_over(f.number);
	terminal_refused(f.number, TERMINAL_PIN_WRONG, PIN_AUTH);
	assert_non_null(strstr(r.file.facts, "auth-pin=mismatch"));
	assert_non_null(strstr(r.file.facts, "sign-pin=known"));
	assert_int_equal(r.file.pins, 1u << PIN_AUTH);
}

/* What the card holds isn't what the case was decided by: its dates are asked for anew before anything goes there. */
static void
what_it_found_or_did_is_asked_anew(void **state)
{
	static const enum terminal_refusal whys[] = { TERMINAL_REVOKED, TERMINAL_DONE_OTHERWISE };
	const struct reception_news approve = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(whys) / sizeof(*whys); i++) {
		struct case_file f = open_case(renewal);

		(void)hand_over(f.number);
			terminal_refused(f.number, whys[i], PIN_SIGN);
		assert_int_equal(r.file.state, CASE_RECEIVED);
		assert_string_equal(r.file.outcome, "ask");
		assert_null(strstr(r.file.facts, "auth-expires"));
		reception_free(&r);
		assert_int_equal(reception_event(store, &sato, f.number, EVENT_APPROVE, &approve, &r), ERR_CASE_STATE);
		sato.at.minute++;
	}
}

/* A no that was recorded by mistake: what it said of the facts goes with it, and what is so is approved anew. */
static void
its_no_taken_back_takes_its_facts_along(void **state)
{
	static const struct { enum terminal_refusal why; const char *learnt, *before; } nos[] = {
		{ TERMINAL_CARD_DAMAGED, "card=damaged", "card=valid" },
		{ TERMINAL_PIN_LOCKED, "auth-pin=locked", "auth-pin=known" },
		{ TERMINAL_PIN_WRONG, "auth-pin=mismatch", "auth-pin=known" },
	};
	const struct reception_news cancel = { .why = "mistaken" }, approve = { 0 };
	struct case_last_step last;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(nos) / sizeof(*nos); i++) {
		struct case_file f = open_case(renewal);

		(void)hand_over(f.number);
		terminal_refused(f.number, nos[i].why, PIN_AUTH);
		assert_non_null(strstr(load(f.number).facts, nos[i].learnt));
		assert_int_equal(case_last_step(store, f.number, &last), ERR_NONE);
		assert_int_equal(last.before, CASE_RECEIVED);
		reception_free(&r);
		assert_int_equal(reception_event(store, &sato, f.number, EVENT_CANCEL, &cancel, &r), ERR_NONE);
		if (strstr(r.file.facts, nos[i].before) == NULL)
			fail_msg("%s: %s", nos[i].learnt, r.file.facts);
		assert_int_equal(r.file.state, CASE_RECEIVED);
		assert_string_equal(r.file.outcome, "proceed");
		reception_free(&r);
		assert_int_equal(reception_event(store, &sato, f.number, EVENT_APPROVE, &approve, &r), ERR_NONE);
		(void)hand_over(f.number);
	}
}

/* What a clerk has said since is not taken back with the no. */
static void
what_was_corrected_since_stays(void **state)
{
	const struct reception_news cancel = { .why = "mistaken" };
	struct facts facts = { .held_count = 0 };
	const struct reception_news correct = { .facts = &facts };
	struct case_file f = open_case(renewal);

	(void)state;
	(void)hand_over(f.number);
	terminal_refused(f.number, TERMINAL_PIN_LOCKED, PIN_AUTH);
	facts_set(&facts, FACT_SIGN_PIN, STATE_UNKNOWN);
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT, &correct, &r), ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CANCEL, &cancel, &r), ERR_NONE);
	f = load(f.number);
	assert_non_null(strstr(f.facts, "auth-pin=locked"));
	assert_non_null(strstr(f.facts, "sign-pin=unknown"));
}

/* The PINs that no fact is about: what can't be changed is set anew, once it is shown who asks for it. */
static void
its_no_to_any_old_pin_sets_it_anew(void **state)
{
	static const char change[] = "procedure=change-pin visitor=self visit=1 resident=yes card=valid card-face=current"
	    " born=1990-02-03 ward=no booked=yes system=up sign-expires=2027-01-20 auth-expires=2027-01-20"
	    " card-expires=2033-01-20 doc=applicant:マイナンバーカード pins=";
	static const struct { const char *pins; enum pin_kind pin; } rows[] = {
		{ "juki", PIN_JUKI }, { "assist", PIN_ASSIST }, { "juki,assist", PIN_ASSIST },
		{ "sign sign-pin=known", PIN_SIGN },
	};
	char words[1024];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct case_file f;

		(void)snprintf(words, sizeof(words), "%s%s", change, rows[i].pins);
		f = open_case(words);
		assert_int_equal(f.state, CASE_APPROVED);
		(void)hand_over(f.number);
		terminal_refused(f.number, TERMINAL_PIN_WRONG, rows[i].pin);
		assert_int_equal(r.file.state, CASE_INCOMPLETE);
		f = load(f.number);
		assert_string_equal(f.procedure, "unlock");
		assert_non_null(strstr(f.facts, "procedure=unlock"));
		assert_non_null(strstr(f.decision, "\"identity\""));
	}
}

/* Whatever brought it there, nothing approved goes to a card on a decision to refuse, or with nothing to be done. */
static void
an_approval_needs_its_decision(void **state)
{
	struct case_file f = open_case(renewal);

	(void)state;
	assert_int_equal(store_run(store, "UPDATE cases SET outcome = 'refused', facts = replace(facts, 'card=valid',"
	    " 'card=damaged')", NULL, 0, NULL, NULL), ERR_NONE);
	f = load(f.number);
	assert_int_equal(case_may(&f, &sato, EVENT_HAND_OVER), ERR_CASE_STATE);
	assert_int_equal(case_may(&f, &sato, EVENT_BEGIN_CARD_WORK), ERR_CASE_STATE);
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_CASE_STATE);

	f = open_case(renewal);
	assert_int_equal(store_run(store, "UPDATE cases SET certificates = 0, pins = 0", NULL, 0, NULL, NULL), ERR_NONE);
	reception_free(&r);
	assert_int_equal(reception_hand_over(store, &sato, f.number, &unseen, &r), ERR_CASE_STATE);
}

static bool
count(void *ctx, const struct handover_row *row)
{
	int *n = ctx;

	assert_string_equal(row->clerk, "sato");
	assert_string_equal(row->procedure, "renew");
	++*n;
	return true;
}

static void
what_is_there_is_listed(void **state)
{
	struct case_file f = open_case(renewal);
	int n = 0;

	(void)state;
	(void)hand_over(f.number);
	f = open_case(renewal);
	(void)hand_over(f.number);
	assert_int_equal(handover_list(store, 0, count, &n), ERR_NONE);
	assert_int_equal(n, 2);
	terminal_refused(f.number, TERMINAL_CLOSED, PIN_SIGN);
	n = 0;
	assert_int_equal(handover_list(store, 0, count, &n), ERR_NONE);
	assert_int_equal(n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_wanted, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_seen_is_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(nothing_else_leads_on, setup, teardown),
		cmocka_unit_test_setup_teardown(only_what_is_approved_goes_there, setup, teardown),
		cmocka_unit_test_setup_teardown(its_no_leads_where_the_rules_say, setup, teardown),
		cmocka_unit_test_setup_teardown(its_no_is_not_taken_back, setup, teardown),
		cmocka_unit_test_setup_teardown(nobodys_card_goes_there, setup, teardown),
		cmocka_unit_test_setup_teardown(its_no_to_a_pin_is_of_the_pin, setup, teardown),
		cmocka_unit_test_setup_teardown(what_it_found_or_did_is_asked_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(its_no_taken_back_takes_its_facts_along, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_corrected_since_stays, setup, teardown),
		cmocka_unit_test_setup_teardown(its_no_to_any_old_pin_sets_it_anew, setup, teardown),
		cmocka_unit_test_setup_teardown(an_approval_needs_its_decision, setup, teardown),
		cmocka_unit_test_setup_teardown(it_goes_there_again_at_once, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_there_is_listed, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
