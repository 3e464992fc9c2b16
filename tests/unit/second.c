/* Who may act on a case, and when it takes two: roles and the second approval, held by core whatever the door. */
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "desk/desk.h"
#include "fixture.h"
#include "case/reception.h"

#define AT { { 2026, 11, 20 }, 10, 30, 5 }

static const struct actor sato = { .clerk = "sato", .counter = "", .at = AT, .roles = ROLE_BIT(ROLE_COUNTER) };
static const struct actor tanaka = { .clerk = "tanaka", .counter = "", .at = AT, .roles = ROLE_BIT(ROLE_SUPERVISOR) };
static const struct actor kansa = { .clerk = "kansa", .counter = "", .at = AT, .roles = ROLE_BIT(ROLE_AUDITOR) |
    ROLE_BIT(ROLE_COUNTER) | ROLE_BIT(ROLE_SUPERVISOR) };
static const struct actor stranger = { .clerk = "dare", .counter = "", .at = AT };

/* Four eyes where somebody comes for the applicant, as a municipality would write it. */
static const char profile_text_of[] =
    "[municipality]\nname = 試験市\nsource = 試験\n"
    "[rule all]\noutcome = proceed\nwhen = visitor in self, proxy\ntext = 手続\nsource = 試験\n"
    "[action eyes]\ndo = second-approval\nwhen = visitor = proxy\nsource = 試験の要領\n";

static struct profile *profile;

static int
setup(void **state)
{
	(void)fixture_setup_store(state);
	assert_int_equal(profile_read_text(profile_text_of, &profile, NULL), ERR_NONE);
	return 0;
}

static int
teardown(void **state)
{
	profile_free(&profile);
	return fixture_teardown(state);
}

/* Received at the counter by sato, by the profile; visitor "self" or "proxy". */
static struct case_file
receive(const char *visitor)
{
	static struct reception r;
	struct case_file f;
	char facts[128], why[FACTS_WHY_MAX];

	r = (struct reception){ .profile = profile };
	(void)snprintf(facts, sizeof(facts), "procedure=unlock\nvisitor=%s\nvisit=1\n", visitor);
	assert_int_equal(facts_read_lines(&r.facts, NULL, facts, why), ERR_NONE);
	assert_int_equal(reception_open(store, &sato, &r, NULL), ERR_NONE);
	f = r.file;
	reception_free(&r);
	assert_int_equal(f.state, CASE_APPROVED);
	return f;
}

static struct case_file
now(const struct case_file *f)
{
	struct case_file g;

	assert_int_equal(case_load(store, f->number, &g), ERR_NONE);
	return g;
}

/* By the version that was seen. */
static void
approve(const struct actor *a, const struct case_file *f, int64_t version, enum err want)
{
	const struct particulars p = { .seen = version };

	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, a, f->number,
	    case_event_with(store, a, f->number, EVENT_SECOND, "", &p)), want);
}

static void
event(const struct actor *a, const struct case_file *f, enum case_event event, enum err want)
{
	struct case_file before = now(f);

	assert_int_equal(case_may(&before, a, event), want);
	if (event == EVENT_SECOND)
		approve(a, f, before.version, want);
	else
		assert_int_equal(case_event(store, a, f->number, event, ""), want);
}

/* As desk does it: the first thing that a procedure does to its case. */
static enum err
begin_card_work(const struct actor *a, const struct case_file *f)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	return case_settle(store, a, f->number, case_event_within(store, a, f->number, EVENT_BEGIN_CARD_WORK, ""));
}

static void
decide(const struct actor *a, const struct case_file *f, bool needed)
{
	struct case_file g = now(f);

	g.second.needed = needed;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, a, f->number, case_decide_within(store, a, &g)), ERR_NONE);
}

static void
card_work_waits_for_somebody_else(void **state)
{
	struct case_file f = receive("proxy");
	struct case_file g = now(&f);

	(void)state;
	assert_true(case_awaits_second(&g));
	assert_string_equal(g.second.worked_by, "sato");
	assert_int_equal(begin_card_work(&sato, &f), ERR_NOT_SECONDED);
	assert_int_equal(fixture_count_audit("refused", "not-seconded"), 1);
	event(&sato, &f, EVENT_SECOND, ERR_ROLE);
	event(&sato, &f, EVENT_CANCEL, ERR_ROLE);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	g = now(&f);
	assert_false(case_awaits_second(&g));
	assert_string_equal(g.second.by, "tanaka");
	assert_int_equal(fixture_count_audit("case-seconded", "approved,version:1"), 1);
	event(&tanaka, &f, EVENT_SECOND, ERR_CASE_STATE);
	assert_int_equal(begin_card_work(&sato, &f), ERR_NONE);
}

static bool
take_number(void *ctx, const struct case_file *f)
{
	(void)snprintf(ctx, CASE_NUMBER_MAX, "%s", f->number);
	return true;
}

static void
those_that_wait_are_found(void **state)
{
	const struct case_filter filter = { .any_state = true, .awaits_second = true };
	struct case_file waits = receive("proxy"), other = receive("self");
	char found[CASE_NUMBER_MAX] = "";

	(void)state;
	assert_int_equal(case_list(store, &filter, take_number, found), ERR_NONE);
	assert_string_equal(found, waits.number);
	event(&tanaka, &waits, EVENT_SECOND, ERR_NONE);
	found[0] = '\0';
	assert_int_equal(case_list(store, &filter, take_number, found), ERR_NONE);
	assert_string_equal(found, "");
	assert_int_equal(now(&other).state, CASE_APPROVED);
}

static void
nobody_asks_where_the_profile_does_not(void **state)
{
	struct case_file f = receive("self");

	(void)state;
	event(&tanaka, &f, EVENT_SECOND, ERR_CASE_STATE);
	assert_int_equal(begin_card_work(&sato, &f), ERR_NONE);
}

/* A supervisor who has worked on the case is its first clerk: another one has to look. */
static void
the_second_is_never_who_worked_last(void **state)
{
	const struct actor mori = { .clerk = "mori", .counter = "", .at = AT, .roles = tanaka.roles };
	struct case_file f = receive("proxy");
	struct person p = { .name = "番号 花子" };

	(void)state;
	assert_int_equal(case_set_person(store, &tanaka, f.number, &p), ERR_NONE);
	approve(&tanaka, &f, now(&f).version, ERR_SAME_CLERK);
	assert_int_equal(case_may(&(struct case_file[]){ now(&f) }[0], &tanaka, EVENT_SECOND), ERR_SAME_CLERK);
	assert_int_equal(fixture_count_audit("refused", "same-clerk"), 1);
	event(&mori, &f, EVENT_SECOND, ERR_NONE);
}

/* Whoever has had a part in a case since it began doesn't judge it, though another has worked on it since. */
static void
the_second_has_had_no_part_at_all(void **state)
{
	const struct actor mori = { .clerk = "mori", .counter = "", .at = AT, .roles = tanaka.roles };
	struct case_file f = receive("proxy");
	struct person p = { .name = "番号 花子" };

	(void)state;
	assert_int_equal(case_set_person(store, &tanaka, f.number, &p), ERR_NONE);
	assert_int_equal(case_set_person(store, &sato, f.number, &p), ERR_NONE);
	assert_string_equal(now(&f).second.worked_by, "sato");
	approve(&tanaka, &f, now(&f).version, ERR_SAME_CLERK);
	event(&mori, &f, EVENT_NOTE, ERR_NONE);
	approve(&mori, &f, now(&f).version, ERR_NONE);
}

/* Between the look and the approval somebody else has changed something: it isn't what was seen. */
static void
what_was_seen_is_what_is_approved(void **state)
{
	struct case_file f = receive("proxy");
	struct person p = { .name = "番号 花江" };
	const int64_t seen = now(&f).version;
	char holder[33];

	(void)state;
	/* Who holds it changes nothing. */
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	assert_true(now(&f).version == seen);
	assert_int_equal(case_set_person(store, &sato, f.number, &p), ERR_NONE);
	approve(&tanaka, &f, seen, ERR_CASE_CHANGED);
	approve(&tanaka, &f, 0, ERR_CASE_CHANGED);
	assert_true(case_awaits_second(&(struct case_file[]){ now(&f) }[0]));
	assert_int_equal(fixture_count_audit("refused", "case-changed"), 2);
	approve(&tanaka, &f, now(&f).version, ERR_NONE);
}

/* The holder's form, the facts and the counter as they stand already: nothing was edited, and nothing is undone. */
static void
an_edit_that_changes_nothing_is_none(void **state)
{
	static const struct personal same = { .person = { .name = "番号 花子" } }, other = { .person = { .name = "番号 花江" } };
	static struct reception r;
	struct case_file f = receive("proxy"), g;
	struct person p = { .name = "番号 花子" };
	struct facts facts = { .known = 0 };
	struct reception_news news = { .personal = &same, .facts = &facts };

	(void)state;
	facts_set(&facts, FACT_VISITOR, VISITOR_PROXY);
	assert_int_equal(case_set_person(store, &sato, f.number, &p), ERR_NONE);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT, &news, &r), ERR_UNCHANGED);
	g = now(&f);
	assert_true(g.state == CASE_APPROVED && !case_awaits_second(&g));
	news.personal = &other;
	reception_free(&r);
	assert_int_equal(reception_event(store, &sato, f.number, EVENT_CORRECT, &news, &r), ERR_NONE);
	reception_free(&r);
	assert_int_equal(now(&f).state, CASE_RECEIVED);
	assert_string_equal(now(&f).second.by, "");
}

static void
any_edit_undoes_it(void **state)
{
	struct case_file f = receive("proxy"), g;
	struct person p = { .name = "番号 花子" };

	(void)state;
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	assert_int_equal(case_set_person(store, &sato, f.number, &p), ERR_NONE);
	g = now(&f);
	assert_true(case_awaits_second(&g));
	assert_int_equal(begin_card_work(&sato, &f), ERR_NOT_SECONDED);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	decide(&sato, &f, true);
	assert_int_equal(begin_card_work(&sato, &f), ERR_NOT_SECONDED);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	event(&sato, &f, EVENT_CORRECT, ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_NONE);
	assert_int_equal(begin_card_work(&sato, &f), ERR_NOT_SECONDED);
	assert_int_equal(fixture_count_audit("case-second-undone", "approved"), 3);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);
	decide(&sato, &f, false);	/* the applicant has come after all */
	assert_int_equal(begin_card_work(&sato, &f), ERR_NONE);
}

/* What is no edit leaves it: a note, a colleague who takes over, card work that came to nothing. */
static void
the_rest_leaves_it(void **state)
{
	struct case_file f = receive("proxy"), g;
	struct person p = { .name = "番号 花子" };
	char holder[33];

	(void)state;
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	event(&tanaka, &f, EVENT_SECOND, ERR_NONE);	/* sato holds it: no reason to wait */
	event(&tanaka, &f, EVENT_NOTE, ERR_NONE);
	event(&tanaka, &f, EVENT_TAKE_OVER, ERR_NONE);
	assert_int_equal(begin_card_work(&tanaka, &f), ERR_NONE);
	assert_int_equal(case_set_person(store, &tanaka, f.number, &p), ERR_NONE);	/* as the card told it */
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &tanaka, f.number, case_event_within(store, &tanaka, f.number,
	    EVENT_CARD_WORK_UNDONE, "")), ERR_NONE);
	g = now(&f);
	assert_string_equal(g.second.by, "tanaka");
	assert_int_equal(begin_card_work(&tanaka, &f), ERR_NONE);
}

/* --- roles --- */

static bool
add_row(void *ctx, const struct store_value *v, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(ctx, "%s|%lld|", store_as_text(&v[i]), (long long)store_as_int(&v[i]));
	buf_puts(ctx, "\n");
	return true;
}

struct naming { char names[32][32]; size_t count; };

static bool
add_name(void *ctx, const struct store_value *v, size_t n)
{
	struct naming *names = ctx;

	(void)n;
	assert_true(names->count < 32);
	(void)snprintf(names->names[names->count++], 32, "%s", store_as_text(&v[0]));
	return true;
}

/* All that the store holds but the audit log. */
static struct buf
dump(void)
{
	struct naming tables = { .count = 0 };
	struct buf b = { 0 };
	char sql[64];
	size_t i;

	assert_int_equal(store_run(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'audit%'"
	    " ORDER BY name", NULL, 0, add_name, &tables), ERR_NONE);
	assert_true(tables.count > 8);
	for (i = 0; i < tables.count; i++) {
		(void)snprintf(sql, sizeof(sql), "SELECT * FROM %s", tables.names[i]);
		buf_printf(&b, "%s\n", tables.names[i]);
		assert_int_equal(store_run(store, sql, NULL, 0, add_row, &b), ERR_NONE);
	}
	assert_int_equal(buf_check(&b), ERR_NONE);
	return b;
}

static struct moment
clock_now(void *ctx)
{
	(void)ctx;
	return sato.at;
}

/* Everything that core lets anybody do to a case, tried by one who may not. */
static unsigned
try_all(const struct actor *a, const struct case_file *f)
{
	static struct reception r;
	struct desk desk = { .store = store, .clerk = a->clerk, .counter = "", .roles = a->roles,
	    .clock = { clock_now, NULL } };
	const struct reception_news news = { .why = "x" };
	struct case_file g = now(f);
	struct desk_pins pins = { .last_tries = 0 };
	struct person p = { .name = "番号 花子" };
	struct card_word word = { .card = "" };
	struct desk_result result;
	struct card_view view;
	enum recovery ended;
	char holder[33];
	unsigned e, tried = 0;
	int left;

	for (e = 0; e < CASE_EVENT_COUNT; e++, tried++) {
		assert_int_equal(case_may(&g, a, (enum case_event)e), ERR_ROLE);
		r = (struct reception){ .profile = NULL };
		assert_int_equal(reception_event(store, a, f->number, (enum case_event)e, &news, &r),
		    flow_of_desk((enum case_event)e) ? ERR_CASE_STATE : ERR_ROLE);
		reception_free(&r);
	}
	r = (struct reception){ .profile = profile };
	assert_int_equal(reception_open(store, a, &r, NULL), ERR_ROLE);
	reception_free(&r);
	assert_int_equal(case_set_person(store, a, f->number, &p), ERR_ROLE);
	assert_int_equal(case_bind_card(store, a, f->number, "00"), ERR_ROLE);
	assert_int_equal(case_claim(store, a, f->number, false, holder), ERR_ROLE);
	assert_int_equal(case_claim(store, a, f->number, true, holder), ERR_ROLE);
	assert_int_equal(case_release(store, a, f->number), ERR_ROLE);
	assert_int_equal(desk_perform(&desk, f->number, &pins, &result), ERR_ROLE);
	assert_int_equal(desk_recover(&desk, f->number, true, &ended, &result), ERR_ROLE);
	assert_int_equal(desk_person(&desk, "", false, &pins, &word, &left), ERR_ROLE);
	assert_int_equal(desk_prove(&desk, f, &word, false), ERR_ROLE);
	assert_int_equal(desk_look(&desk, &pins, &view, &left), ERR_ROLE);
	return tried + 11;
}

static void
auditors_and_strangers_leave_no_trace_but_refusals(void **state)
{
	const struct actor *who[] = { &kansa, &stranger };
	struct case_file f = receive("proxy");
	char holder[33];
	struct buf before, after;
	size_t i;

	(void)state;
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	before = dump();
	for (i = 0; i < 2; i++) {
		int64_t refused = fixture_count_audit("refused", "role") + fixture_count_audit("refused", "role:card-work") +
		    fixture_count_audit("refused", "case-state");
		unsigned tried = try_all(who[i], &f);

		/* Every try is on record. */
		assert_int_equal(fixture_count_audit("refused", "role") + fixture_count_audit("refused", "role:card-work") +
		    fixture_count_audit("refused", "case-state"), refused + tried);
	}
	after = dump();
	assert_string_equal(after.text, before.text);
	buf_free(&before);
	buf_free(&after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(card_work_waits_for_somebody_else, setup, teardown),
		cmocka_unit_test_setup_teardown(those_that_wait_are_found, setup, teardown),
		cmocka_unit_test_setup_teardown(nobody_asks_where_the_profile_does_not, setup, teardown),
		cmocka_unit_test_setup_teardown(the_second_is_never_who_worked_last, setup, teardown),
		cmocka_unit_test_setup_teardown(the_second_has_had_no_part_at_all, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_seen_is_what_is_approved, setup, teardown),
		cmocka_unit_test_setup_teardown(an_edit_that_changes_nothing_is_none, setup, teardown),
		cmocka_unit_test_setup_teardown(any_edit_undoes_it, setup, teardown),
		cmocka_unit_test_setup_teardown(the_rest_leaves_it, setup, teardown),
		cmocka_unit_test_setup_teardown(auditors_and_strangers_leave_no_trace_but_refusals, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
