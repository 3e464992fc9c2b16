/* Cases: what is kept, who may do what to them, and that each act and each refusal is on record. */
#include "audit/verify.h"
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "../faults/vfs-full.h"
#include "fixture.h"
#include "base/pin.h"

static struct actor sato = { .clerk = "sato", .counter = "3番窓口", .at = { { 2026, 11, 20 }, 10, 30, 5 },
    .roles = ROLES_UNSTATED };
static const struct actor suzuki = { .clerk = "suzuki", .counter = "", .at = { { 2026, 12, 4 }, 9, 0, 0 },
    .roles = ROLES_UNSTATED };

static int
setup(void **state)
{
	char uri[160];

	(void)fixture_setup_folder(state);
	(void)snprintf(uri, sizeof(uri), "sqlite:%s?vfs=full", scratch_path(&scratch, "s.db"));
	assert_int_equal(store_open(uri, MODE_TRAINING, &store), ERR_NONE);
	return 0;
}

static int
teardown(void **state)
{
	vfs_full_set_room(-1);
	return fixture_teardown(state);
}

static const struct case_file renewal = {
	.procedure = "renew", .certificates = CERT_BOTH, .pins = 0, .facts = "procedure=renew\nvisitor=self\n",
	.decision = "{\"outcome\":\"proceed\"}",
	.person = { .name = "番号 花子", .kana = "バンゴウ ハナコ", .address = "川崎市川崎区宮本町1", .postcode = "210-8577",
	    .born = { 1990, 2, 3 }, .sex = SEX_FEMALE },
	.proxy = { .name = "番号 太郎", .address = "川崎市中原区小杉町3", .relation = "兄" },
};

static struct case_file
open_case(enum case_state first)
{
	struct case_file f = renewal;

	assert_int_equal(case_open(store, &sato, &f, first), ERR_NONE);
	return f;
}

static void
event(const struct actor *a, const struct case_file *f, enum case_event event, enum err want)
{
	assert_int_equal(case_event(store, a, f->number, event, ""), want);
}

static void
decide(const struct actor *a, const struct case_file *f, const char *outcome, enum err want)
{
	struct case_file g = *f;

	(void)snprintf(g.facts, sizeof(g.facts), "visitor=proxy\n");
	(void)snprintf(g.outcome, sizeof(g.outcome), "%s", outcome);
	g.certificates = CERT_BIT(CERT_AUTH);
	g.pins = 1u << PIN_AUTH;
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, a, f->number, case_decide_within(store, a, &g)), want);
}

static enum case_state
state_of(const struct case_file *f)
{
	struct case_file now;

	assert_int_equal(case_load(store, f->number, &now), ERR_NONE);
	return now.state;
}

static void
case_comes_back_as_it_was(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED), g;

	(void)state;
	assert_string_equal(f.number, "26-000001-3");
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.number, f.number);
	assert_int_equal(g.state, CASE_RECEIVED);
	assert_string_equal(g.procedure, "renew");
	assert_int_equal(g.certificates, CERT_BOTH);
	assert_string_equal(g.facts, renewal.facts);
	assert_string_equal(g.decision, renewal.decision);
	assert_string_equal(g.person.name, "番号 花子");
	assert_string_equal(g.person.kana, "バンゴウ ハナコ");
	assert_string_equal(g.person.address, "川崎市川崎区宮本町1");
	assert_string_equal(g.person.postcode, "210-8577");
	assert_int_equal(date_compare(g.person.born, renewal.person.born), 0);
	assert_int_equal(g.person.sex, SEX_FEMALE);
	assert_string_equal(g.proxy.name, "番号 太郎");
	assert_string_equal(g.proxy.address, "川崎市中原区小杉町3");
	assert_string_equal(g.proxy.relation, "兄");
	assert_int_equal(date_compare(g.opened.date, sato.at.date), 0);
	assert_int_equal(g.opened.second, 5);
	assert_string_equal(g.card, "");
	assert_string_equal(g.claimed_by, "");
	assert_int_equal(fixture_count_audit("case-opened", "received"), 1);
	assert_int_equal(case_load(store, "26-000002-1", &g), ERR_CASE_UNKNOWN);
	assert_int_equal(case_load(store, "'; DROP TABLE cases; --", &g), ERR_CASE_UNKNOWN);
}

static void
nobody_is_a_person_too(void **state)
{
	struct case_file f = renewal, g;

	(void)state;
	memset(&f.person, 0, sizeof(f.person));
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.name, "");
	assert_false(date_given(g.person.born));
	assert_int_equal(case_set_person(store, &suzuki, f.number, &renewal.person), ERR_NONE);
	assert_int_equal(case_load(store, f.number, &g), ERR_NONE);
	assert_string_equal(g.person.name, "番号 花子");
}

/* Each year counts from 1; a number once given is not given again. */
static void
numbers_run_by_year(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);

	(void)state;
	f = open_case(CASE_RECEIVED);
	assert_string_equal(f.number, "26-000002-1");
	sato.at.date.year = 2027;
	f = open_case(CASE_RECEIVED);
	sato.at.date.year = 2026;
	assert_memory_equal(f.number, "27-000001-", 10);
	assert_int_equal(store_run(store, "DELETE FROM case_history", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "DELETE FROM proxy", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "DELETE FROM person", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(store_run(store, "DELETE FROM cases", NULL, 0, NULL, NULL), ERR_NONE);
	f = open_case(CASE_RECEIVED);
	assert_memory_equal(f.number, "26-000003-", 10);
}

static void
case_begins_only_where_reception_leads(void **state)
{
	unsigned first;

	(void)state;
	for (first = 0; first < CASE_STATE_COUNT; first++) {
		struct case_file f = renewal;
		bool may = first == CASE_RECEIVED || first == CASE_INQUIRY_ORDERED || first == CASE_INCOMPLETE ||
		    first == CASE_APPROVED || first == CASE_REFUSED || first == CASE_WITHDRAWN || first == CASE_KEPT;

		assert_int_equal(case_open(store, &sato, &f, (enum case_state)first), may ? ERR_NONE : ERR_CASE_STATE);
		assert_int_equal(f.number[0] != '\0', may);
	}
}

static void
refused_case_keeps_its_reason(void **state)
{
	struct case_file f = renewal;

	(void)state;
	(void)snprintf(f.reason, sizeof(f.reason), "under-15");
	assert_int_equal(case_open(store, &sato, &f, CASE_REFUSED), ERR_NONE);
	assert_int_equal(fixture_count_audit("refused", "under-15"), 1);
}

static void
events_follow_the_table(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);

	(void)state;
	event(&sato, &f, EVENT_POST, ERR_CASE_STATE);
	assert_int_equal(state_of(&f), CASE_RECEIVED);
	assert_int_equal(fixture_count_audit("refused", "case-state"), 1);
	event(&sato, &f, EVENT_INQUIRE, ERR_NONE);
	event(&sato, &f, EVENT_POST, ERR_NONE);
	event(&suzuki, &f, EVENT_REPLY_RECEIVED, ERR_NONE);
	event(&suzuki, &f, EVENT_APPROVE, ERR_NONE);
	assert_int_equal(state_of(&f), CASE_APPROVED);
	assert_int_equal(case_event(store, &sato, "26-000009-6", EVENT_NOTE, ""), ERR_CASE_UNKNOWN);
	assert_int_equal(case_event(store, &sato, "x", EVENT_BEGIN_CARD_WORK, ""), ERR_CASE_UNKNOWN);
	assert_int_equal(fixture_count_audit("case-approved", "approved"), 1);
}

/* No clerk's word makes a card done: only the desk, within its own transaction. */
static void
card_work_is_the_desks(void **state)
{
	struct case_file f = open_case(CASE_APPROVED);

	(void)state;
	event(&sato, &f, EVENT_BEGIN_CARD_WORK, ERR_CASE_STATE);
	assert_int_equal(state_of(&f), CASE_APPROVED);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &sato, f.number,
	    case_event_within(store, &sato, f.number, EVENT_BEGIN_CARD_WORK, "")), ERR_NONE);
	assert_int_equal(state_of(&f), CASE_CARD_WORK);
	event(&sato, &f, EVENT_CARD_WORK_DONE, ERR_CASE_STATE);
	decide(&sato, &f, "proceed", ERR_CASE_STATE);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &sato, f.number,
	    case_event_within(store, &sato, f.number, EVENT_POST, "")), ERR_CASE_STATE);
	assert_int_equal(state_of(&f), CASE_CARD_WORK);
	assert_int_equal(fixture_count_audit("refused", "case-state"), 4);
}

struct told { int n; struct case_history last; };

static bool
tell(void *ctx, const struct case_history *h)
{
	struct told *t = ctx;

	t->n++;
	t->last = *h;
	return true;
}

static void
history_has_who_when_why(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);
	struct told told = { 0 };
	char why[CASE_WHY_MAX + 1];

	(void)state;
	assert_int_equal(case_event(store, &suzuki, f.number, EVENT_NOTE, "封筒は金庫"), ERR_NONE);
	assert_int_equal(case_history(store, f.number, tell, &told), ERR_NONE);
	assert_int_equal(told.n, 2);
	assert_string_equal(told.last.clerk, "suzuki");
	assert_string_equal(told.last.event, "noted");
	assert_string_equal(told.last.why, "封筒は金庫");
	assert_int_equal(told.last.at.date.month, 12);
	memset(why, 'x', sizeof(why));
	why[CASE_WHY_MAX] = '\0';
	assert_int_equal(case_event(store, &suzuki, f.number, EVENT_NOTE, why), ERR_TOO_LONG);
	assert_int_equal(case_event(store, &suzuki, f.number, EVENT_NOTE, "\xff"), ERR_UTF8);
	why[CASE_WHY_MAX - 1] = '\0';
	assert_int_equal(case_event(store, &suzuki, f.number, EVENT_NOTE, why), ERR_NONE);
}

static void
claimed_by_one_at_a_time(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);
	char holder[33];

	(void)state;
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	assert_int_equal(case_claim(store, &sato, f.number, false, holder), ERR_NONE);
	assert_int_equal(case_claim(store, &suzuki, f.number, false, holder), ERR_CASE_CLAIMED);
	assert_string_equal(holder, "sato");
	event(&suzuki, &f, EVENT_APPROVE, ERR_CASE_CLAIMED);
	assert_int_equal(case_bind_card(store, &suzuki, f.number, "00"), ERR_CASE_CLAIMED);
	assert_int_equal(case_set_person(store, &suzuki, f.number, &renewal.person), ERR_CASE_CLAIMED);
	decide(&suzuki, &f, "proceed", ERR_CASE_CLAIMED);
	assert_int_equal(case_release(store, &suzuki, f.number), ERR_CASE_CLAIMED);
	assert_int_equal(fixture_count_audit("refused", "case-claimed"), 6);
	event(&suzuki, &f, EVENT_NOTE, ERR_NONE);
	assert_int_equal(case_claim(store, &suzuki, f.number, true, holder), ERR_NONE);
	assert_string_equal(holder, "sato");
	event(&sato, &f, EVENT_APPROVE, ERR_CASE_CLAIMED);
	assert_int_equal(case_release(store, &suzuki, f.number), ERR_NONE);
	assert_int_equal(case_release(store, &suzuki, f.number), ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_NONE);
	event(&sato, &f, EVENT_TAKE_OVER, ERR_NONE);
	event(&suzuki, &f, EVENT_WITHDRAW, ERR_CASE_CLAIMED);
	event(&sato, &f, EVENT_WITHDRAW, ERR_NONE);
	assert_int_equal(case_claim(store, &suzuki, f.number, true, holder), ERR_CASE_STATE);
	assert_string_equal(holder, "");
}

static void
case_has_one_card(void **state)
{
	struct case_file f = open_case(CASE_APPROVED);
	char long_number[CASE_CARD_MAX + 1];

	(void)state;
	assert_int_equal(case_bind_card(store, &sato, f.number, "31323334"), ERR_NONE);
	assert_int_equal(case_bind_card(store, &suzuki, f.number, "31323334"), ERR_NONE);
	assert_int_equal(case_bind_card(store, &sato, f.number, "31323335"), ERR_CARD_OTHER);
	assert_int_equal(fixture_count_audit("refused", "card-other"), 1);
	assert_int_equal(case_bind_card(store, &sato, f.number, ""), ERR_DATA);
	memset(long_number, '3', CASE_CARD_MAX);
	long_number[CASE_CARD_MAX] = '\0';
	assert_int_equal(case_bind_card(store, &sato, f.number, long_number), ERR_DATA);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.card, "31323334");
}

static void
profile_is_kept_once(void **state)
{
	struct case_file f = renewal;
	struct buf text = { 0 };

	(void)state;
	(void)snprintf(f.profile_hash, sizeof(f.profile_hash), "%064d", 7);
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_DATA);	/* not kept yet */
	assert_int_equal(case_keep_profile(store, f.profile_hash, "[profile]\n"), ERR_NONE);
	assert_int_equal(case_keep_profile(store, f.profile_hash, "[other]\n"), ERR_NONE);
	assert_int_equal(case_open(store, &sato, &f, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(case_profile(store, f.profile_hash, &text), ERR_NONE);
	assert_string_equal(buf_text(&text), "[profile]\n");
	assert_int_equal(case_profile(store, "00", &text), ERR_DATA);
	buf_free(&text);
}

/* A note on a later day doesn't make it of that day. */
static void
end_stands_from_the_next_day(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED), g = open_case(CASE_RECEIVED);
	struct actor next = sato;

	(void)state;
	event(&sato, &f, EVENT_REFUSE, ERR_NONE);
	event(&sato, &g, EVENT_REFUSE, ERR_NONE);
	event(&sato, &g, EVENT_CANCEL, ERR_NONE);
	next.at.date = date_add_days(sato.at.date, 1);
	event(&next, &f, EVENT_CANCEL, ERR_CASE_STATE);
	event(&next, &f, EVENT_NOTE, ERR_NONE);
	event(&next, &f, EVENT_CANCEL, ERR_CASE_STATE);
	assert_int_equal(state_of(&f), CASE_REFUSED);
}

static void
decision_binds_the_approval(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);

	(void)state;
	decide(&sato, &f, "incomplete", ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_CASE_STATE);
	decide(&sato, &f, "consult", ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_CASE_STATE);
	assert_int_equal(fixture_count_audit("refused", "case-state"), 2);
	assert_int_equal(case_event(store, &sato, f.number, EVENT_APPROVE, "担当課に確認"), ERR_NONE);
	event(&sato, &f, EVENT_CORRECT, ERR_NONE);
	decide(&sato, &f, "refused", ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_CASE_STATE);
	event(&sato, &f, EVENT_INQUIRE, ERR_CASE_STATE);
	event(&sato, &f, EVENT_KEEP, ERR_CASE_STATE);
	decide(&sato, &f, "proceed", ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_NONE);
	assert_int_equal(case_load(store, f.number, &f), ERR_NONE);
	assert_string_equal(f.facts, "visitor=proxy\n");
	assert_string_equal(f.outcome, "proceed");
	assert_int_equal(f.certificates, CERT_BIT(CERT_AUTH));
	assert_int_equal(f.pins, 1u << PIN_AUTH);
}

static bool
count_row(void *ctx, const struct case_file *f)
{
	assert_true(f->number[0] != '\0');
	return ++*(int *)ctx < 1000;
}

static int
found(struct case_filter filter)
{
	int n = 0;

	assert_int_equal(case_list(store, &filter, count_row, &n), ERR_NONE);
	return n;
}

static void
cases_are_found(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED), g = renewal, h = renewal;

	(void)state;
	(void)snprintf(g.person.name, sizeof(g.person.name), "受付 太郎");
	(void)snprintf(g.person.kana, sizeof(g.person.kana), "ウケツケ タロウ");
	assert_int_equal(case_open(store, &suzuki, &g, CASE_INQUIRY_ORDERED), ERR_NONE);
	assert_int_equal(found((struct case_filter){ .any_state = true }), 2);
	assert_int_equal(found((struct case_filter){ .any_state = true, .limit = 1 }), 1);
	assert_int_equal(found((struct case_filter){ .state = CASE_RECEIVED }), 1);
	assert_int_equal(found((struct case_filter){ .state = CASE_DONE }), 0);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "ウケ" }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "番号" }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "花子" }), 0);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "%" }), 0);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "' OR 1=1 --" }), 0);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = f.number }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "２６-0000" }), 2);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "平成2年2月3日" }), 2);
	assert_int_equal(found((struct case_filter){ .any_state = true, .to = { 2026, 11, 20 } }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .from = { 2026, 11, 21 }, .to = { 2026, 12, 4 } }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .from = { 2026, 12, 5 } }), 0);
	h.person.born = (struct date){ 1971, 12, 24 };
	assert_int_equal(case_open(store, &suzuki, &h, CASE_RECEIVED), ERR_NONE);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "461224",
	    .today = { 2026, 11, 20 } }), 1);
	assert_int_equal(found((struct case_filter){ .any_state = true, .text = "461224" }), 0);	/* a number */
}

static void
altered_rows_are_told(void **state)
{
	static const char *const damage[] = {
		"UPDATE cases SET state = 'flying'", "UPDATE cases SET opened_at = 'yesterday'",
		"UPDATE cases SET card = hex(zeroblob(40))", "UPDATE cases SET facts = hex(zeroblob(9000))",
		"UPDATE cases SET decision = hex(zeroblob(9000))",
		"UPDATE person SET name = hex(zeroblob(500))", "UPDATE person SET born = '1990-13-01'",
		"UPDATE person SET sex = 9", "UPDATE proxy SET relation = hex(zeroblob(64))",
	};
	struct case_file f;
	size_t i;
	int n = 0;

	for (i = 0; i < sizeof(damage) / sizeof(*damage); i++) {
		(void)teardown(state);
		(void)setup(state);
		f = open_case(CASE_RECEIVED);
		assert_int_equal(store_run(store, damage[i], NULL, 0, NULL, NULL), ERR_NONE);
		assert_int_equal(case_load(store, "26-000001-3", &f), ERR_STORE_CORRUPT);
		assert_int_equal(case_list(store, &(struct case_filter){ .any_state = true }, count_row, &n), ERR_STORE_CORRUPT);
	}
}

static void
full_disk_leaves_the_case_before(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);
	struct case_file g = renewal;
	int64_t lines, broken;

	(void)state;
	vfs_full_set_room(2000);
	event(&sato, &f, EVENT_APPROVE, ERR_DISK_FULL);
	assert_int_equal(case_open(store, &sato, &g, CASE_RECEIVED), ERR_DISK_FULL);
	assert_string_equal(g.number, "");
	vfs_full_set_room(-1);
	assert_int_equal(state_of(&f), CASE_RECEIVED);
	assert_int_equal(audit_verify(store, &lines, &broken), ERR_NONE);
	assert_int_equal(lines, 1);
	event(&sato, &f, EVENT_APPROVE, ERR_NONE);
}

/* Where the audit can't be written nothing happens, not even a refusal. */
static void
without_audit_nothing_happens(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED);

	(void)state;
	assert_int_equal(store_run(store, "ALTER TABLE audit_head RENAME TO hidden", NULL, 0, NULL, NULL), ERR_NONE);
	event(&sato, &f, EVENT_APPROVE, ERR_AUDIT_WRITE);
	event(&sato, &f, EVENT_POST, ERR_AUDIT_WRITE);
	assert_int_equal(state_of(&f), CASE_RECEIVED);
	assert_int_equal(store_run(store, "ALTER TABLE hidden RENAME TO audit_head", NULL, 0, NULL, NULL), ERR_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(case_comes_back_as_it_was, setup, teardown),
		cmocka_unit_test_setup_teardown(nobody_is_a_person_too, setup, teardown),
		cmocka_unit_test_setup_teardown(numbers_run_by_year, setup, teardown),
		cmocka_unit_test_setup_teardown(case_begins_only_where_reception_leads, setup, teardown),
		cmocka_unit_test_setup_teardown(refused_case_keeps_its_reason, setup, teardown),
		cmocka_unit_test_setup_teardown(events_follow_the_table, setup, teardown),
		cmocka_unit_test_setup_teardown(card_work_is_the_desks, setup, teardown),
		cmocka_unit_test_setup_teardown(history_has_who_when_why, setup, teardown),
		cmocka_unit_test_setup_teardown(claimed_by_one_at_a_time, setup, teardown),
		cmocka_unit_test_setup_teardown(case_has_one_card, setup, teardown),
		cmocka_unit_test_setup_teardown(profile_is_kept_once, setup, teardown),
		cmocka_unit_test_setup_teardown(end_stands_from_the_next_day, setup, teardown),
		cmocka_unit_test_setup_teardown(decision_binds_the_approval, setup, teardown),
		cmocka_unit_test_setup_teardown(cases_are_found, setup, teardown),
		cmocka_unit_test_setup_teardown(altered_rows_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(full_disk_leaves_the_case_before, setup, teardown),
		cmocka_unit_test_setup_teardown(without_audit_nothing_happens, setup, teardown),
	};

	vfs_full_register();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
