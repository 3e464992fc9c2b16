/* Letters and kept cards: rows that follow the case's events, the lists of a morning, the figures of a day. */
#include "case/inquiry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "case/kept.h"
#include "case/mail.h"
#include "case/tally.h"

static struct actor sato = { .clerk = "sato", .counter = "", .roles = ROLES_UNSTATED };
static struct inquiry last;
static struct kept kept;

static int
setup(void **state)
{
	sato.at = (struct moment){ { 2026, 11, 20 }, 10, 30, 0 };
	return fixture_setup_store(state);
}

static struct case_file
open_case(enum case_state first, const char *name, int day)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BOTH, .decision = "{}", .fee = 200,
	    .particulars = { .system = "down", .place = "shelf" } };

	(void)snprintf(f.person.name, sizeof(f.person.name), "%s", name);
	if (day > 0)
		f.particulars.until = (struct date){ 2026, 12, day };
	assert_int_equal(case_open(store, &sato, &f, first), ERR_NONE);
	return f;
}

static void
event(const struct case_file *f, enum case_event event, const struct particulars *p, enum err want)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_settle(store, &sato, f->number, case_event_with(store, &sato, f->number, event, "", p)), want);
	assert_int_equal(inquiry_last(store, f->number, &last), ERR_NONE);
	assert_int_equal(kept_last(store, f->number, &kept), ERR_NONE);
}

static void
letter_goes_with_its_case(void **state)
{
	const struct particulars number = { .mail_number = "123-45-67890-1" }, wrong = { .mail_number = "12 34" };
	const struct particulars telephone = { .by_telephone = true, .until = { 2027, 1, 31 } };
	struct case_file f = open_case(CASE_INQUIRY_ORDERED, "番号 花子", 20);

	(void)state;
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_int_equal(last.letter, 1);
	assert_true(last.open && !last.by_telephone && !date_given(last.posted.date));
	assert_int_equal(last.until.day, 20);
	event(&f, EVENT_POST, &wrong, ERR_MAIL_NUMBER);
	assert_false(date_given(last.posted.date));
	event(&f, EVENT_POST, &number, ERR_NONE);
	assert_string_equal(last.mail_number, "123-45-67890-1");
	event(&f, EVENT_RETURNED_UNDELIVERED, NULL, ERR_NONE);
	assert_true(last.open && date_given(last.returned.date));
	event(&f, EVENT_INQUIRE, &telephone, ERR_NONE);
	assert_int_equal(last.letter, 2);
	assert_true(last.open && last.by_telephone && last.until.year == 2027);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM inquiry WHERE is_open = 1"), 1);	/* never the one before */
	event(&f, EVENT_POST, NULL, ERR_NONE);
	event(&f, EVENT_REPLY_RECEIVED, NULL, ERR_NONE);
	assert_true(!last.open && date_given(last.answered.date));
	event(&f, EVENT_FOUND_INCOMPLETE, NULL, ERR_NONE);
	assert_true(last.open);		/* its day still counts */
	event(&f, EVENT_WITHDRAW, NULL, ERR_NONE);
	assert_false(last.open);
}

/* Every event of a letter can have been a mistake. */
/* What is taken back, and where that leads, is told before. */
static void
takes_back(struct case_file *f, const char *record)
{
	struct case_last_step step;

	assert_int_equal(case_last_step(store, f->number, &step), ERR_NONE);
	assert_string_equal(step.event, record);
	assert_string_equal(step.clerk, sato.clerk);
	event(f, EVENT_CANCEL, NULL, ERR_NONE);
	assert_int_equal(case_load(store, f->number, f), ERR_NONE);
	assert_int_equal(f->state, step.before);
}

static void
letter_goes_back(void **state)
{
	struct case_file f = open_case(CASE_RECEIVED, "番号 花子", 0);
	static const enum case_event way[] = { EVENT_INQUIRE, EVENT_POST, EVENT_RETURNED_UNDELIVERED };
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++)
		event(&f, way[i], NULL, ERR_NONE);
	takes_back(&f, "returned-undelivered");
	assert_true(last.open && !date_given(last.returned.date) && date_given(last.posted.date));
	event(&f, EVENT_REPLY_RECEIVED, NULL, ERR_NONE);
	takes_back(&f, "reply-received");
	assert_true(last.open && !date_given(last.answered.date));
	event(&f, EVENT_WITHDRAW, NULL, ERR_NONE);
	assert_false(last.open);
	takes_back(&f, "withdrawn");
	assert_true(last.open);
	takes_back(&f, "posted");
	assert_false(date_given(last.posted.date));
	takes_back(&f, "inquiry-ordered");
	assert_int_equal(last.letter, 0);
	event(&f, EVENT_CANCEL, NULL, ERR_CASE_STATE);	/* it was opened so */
}

/* A letter that never went out leaves no gap; one case's letter is not another's. */
static void
letters_are_counted(void **state)
{
	struct case_file f = open_case(CASE_INQUIRY_ORDERED, "番号 花子", 0), g = open_case(CASE_INQUIRY_ORDERED, "番号 太郎", 0);

	(void)state;
	event(&f, EVENT_CORRECT, NULL, ERR_NONE);
	assert_false(last.open);
	event(&f, EVENT_INQUIRE, NULL, ERR_NONE);
	assert_int_equal(last.letter, 1);
	event(&g, EVENT_POST, NULL, ERR_NONE);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_NONE);
	assert_false(date_given(last.posted.date));
	assert_int_equal(inquiry_last(store, "26-000009-6", &last), ERR_NONE);
	assert_int_equal(last.letter, 0);
}

struct seen { int n; char names[256]; };

static bool
see(void *ctx, const struct inquiry_row *row)
{
	struct seen *seen = ctx;
	const size_t at = strlen(seen->names);

	seen->n++;
	(void)snprintf(seen->names + at, sizeof(seen->names) - at, "%s ", row->name);
	return true;
}

static void
expect(enum inquiry_list list, const char *names)
{
	struct seen seen = { 0 };
	int counts[INQUIRY_LIST_COUNT];

	assert_int_equal(inquiry_list(store, list, sato.at.date, 0, see, &seen), ERR_NONE);
	assert_string_equal(seen.names, names);
	assert_int_equal(inquiry_counts(store, sato.at.date, counts), ERR_NONE);
	assert_int_equal(counts[list], seen.n);
}

static void
mornings_have_their_lists(void **state)
{
	struct case_file ordered = open_case(CASE_INQUIRY_ORDERED, "ordered", 4), due = open_case(CASE_INQUIRY_ORDERED, "due", 4);
	struct case_file late = open_case(CASE_INQUIRY_ORDERED, "late", 3), endless = open_case(CASE_INQUIRY_ORDERED, "endless", 0);
	struct case_file out = open_case(CASE_INQUIRY_ORDERED, "out", 5), back = open_case(CASE_INQUIRY_ORDERED, "back", 1);
	struct case_file here = open_case(CASE_INQUIRY_ORDERED, "here", 4);
	struct case_file *const posted[] = { &due, &late, &endless, &out, &back, &here };
	struct seen seen = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(posted) / sizeof(*posted); i++)
		event(posted[i], EVENT_POST, NULL, ERR_NONE);
	event(&back, EVENT_RETURNED_UNDELIVERED, NULL, ERR_NONE);
	event(&here, EVENT_REPLY_RECEIVED, NULL, ERR_NONE);
	sato.at.date = (struct date){ 2026, 12, 4 };
	expect(INQUIRY_TO_POST, "ordered ");
	expect(INQUIRY_DUE, "due ");
	expect(INQUIRY_LATE, "late ");
	expect(INQUIRY_RETURNED, "back ");
	expect(INQUIRY_WAITING, "endless out ");
	expect(INQUIRY_SHEETS, "");
	event(&here, EVENT_FOUND_INCOMPLETE, NULL, ERR_NONE);
	expect(INQUIRY_DUE, "due here ");
	event(&here, EVENT_WITHDRAW, NULL, ERR_NONE);
	expect(INQUIRY_SHEETS, "here ");
	assert_int_equal(store_run(store, "UPDATE cases SET state = 'card-work' WHERE sheet = 1", NULL, 0, NULL, NULL), ERR_NONE);
	expect(INQUIRY_SHEETS, "");	/* the card work still needs it */
	assert_int_equal(store_run(store, "UPDATE cases SET state = 'withdrawn' WHERE sheet = 1", NULL, 0, NULL, NULL), ERR_NONE);
	event(&here, EVENT_SHRED, NULL, ERR_NONE);
	expect(INQUIRY_SHEETS, "");
	event(&due, EVENT_EXPIRE, NULL, ERR_CASE_STATE);	/* today is not over */
	event(&late, EVENT_EXPIRE, NULL, ERR_NONE);
	expect(INQUIRY_LATE, "");
	sato.at.date.day = 5;
	expect(INQUIRY_LATE, "due ");
	assert_int_equal(inquiry_list(store, INQUIRY_WAITING, sato.at.date, 1, see, &seen), ERR_NONE);
	assert_int_equal(seen.n, 1);
	assert_int_equal(inquiry_list(store, INQUIRY_LIST_COUNT, sato.at.date, 0, see, &seen), ERR_DATA);
	(void)ordered;
}

static bool
count_kept(void *ctx, const struct kept *k)
{
	assert_true(k->number[0] != '\0');
	++*(int *)ctx;
	return true;
}

static void
expect_kept(int to_work, int to_return)
{
	int counts[KEPT_LIST_COUNT], n[KEPT_LIST_COUNT] = { 0 };
	unsigned list;

	assert_int_equal(kept_counts(store, counts), ERR_NONE);
	assert_int_equal(counts[KEPT_TO_WORK], to_work);
	assert_int_equal(counts[KEPT_TO_RETURN], to_return);
	for (list = 0; list < KEPT_LIST_COUNT; list++) {
		assert_int_equal(kept_list(store, (enum kept_list)list, 0, count_kept, &n[list]), ERR_NONE);
		assert_int_equal(n[list], counts[list]);
	}
}

static void
done_by_the_desk(const struct case_file *f)
{
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_event_within(store, &sato, f->number, EVENT_BEGIN_CARD_WORK, ""), ERR_NONE);
	assert_int_equal(case_event_within(store, &sato, f->number, EVENT_CARD_WORK_DONE, ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
}

static void
kept_card_goes_with_its_case(void **state)
{
	const struct particulars by_mail = { .way = "mail", .mail_number = "12345678901" }, no_number = { .way = "mail" };
	const struct particulars by_hand = { .way = "hand" };
	struct case_file f = open_case(CASE_KEPT, "番号 花子", 0), g = open_case(CASE_APPROVED, "番号 太郎", 0);

	(void)state;
	event(&f, EVENT_NOTE, NULL, ERR_NONE);
	assert_string_equal(kept.system, "down");
	assert_string_equal(kept.place, "shelf");
	expect_kept(1, 0);
	event(&f, EVENT_CARD_RETURNED, &by_hand, ERR_CASE_STATE);
	event(&f, EVENT_APPROVE, NULL, ERR_NONE);
	done_by_the_desk(&f);
	expect_kept(0, 1);
	event(&f, EVENT_CARD_RETURNED, &no_number, ERR_MAIL_NUMBER);
	sato.at.date.day = 25;
	event(&f, EVENT_CARD_RETURNED, &by_mail, ERR_NONE);
	expect_kept(0, 0);
	assert_string_equal(kept.way, "mail");
	assert_true(date_given(kept.worked.date) && kept.returned.date.day == 25);
	event(&f, EVENT_CARD_RETURNED, &by_hand, ERR_CASE_STATE);

	event(&g, EVENT_WITHDRAW, NULL, ERR_NONE);
	event(&g, EVENT_CARD_RETURNED, &by_hand, ERR_CASE_STATE);	/* it was never kept */
	event(&g, EVENT_CANCEL, NULL, ERR_NONE);
	event(&g, EVENT_KEEP, NULL, ERR_NONE);
	event(&g, EVENT_CANCEL, NULL, ERR_NONE);
	assert_string_equal(kept.number, "");
	event(&g, EVENT_KEEP, NULL, ERR_NONE);
	sato.at.date.day = 26;
	event(&g, EVENT_APPROVE, NULL, ERR_NONE);
	event(&g, EVENT_KEEP, NULL, ERR_NONE);
	assert_int_equal(kept.since.date.day, 25);	/* it never left */
	event(&g, EVENT_REFUSE, NULL, ERR_NONE);
	expect_kept(0, 1);
	event(&g, EVENT_CARD_RETURNED, &by_hand, ERR_NONE);
	expect_kept(0, 0);
}

static bool
see_reason(void *ctx, const struct tally_reason *r)
{
	struct seen *seen = ctx;
	const size_t at = strlen(seen->names);

	(void)snprintf(seen->names + at, sizeof(seen->names) - at, "%s:%d ", r->code, r->count);
	return true;
}

static void
days_and_months_are_counted(void **state)
{
	const struct date first = { 2026, 11, 1 }, end = { 2026, 11, 30 }, day = { 2026, 11, 20 };
	struct case_file f = open_case(CASE_APPROVED, "番号 花子", 0), g = f;
	struct seen seen = { 0 };
	struct tally t;
	int i;

	(void)state;
	done_by_the_desk(&f);
	for (i = 0; i < 3; i++) {
		(void)snprintf(g.reason, sizeof(g.reason), "%s", i == 0 ? "no-card" : "under-15");
		assert_int_equal(case_open(store, &sato, &g, CASE_REFUSED), ERR_NONE);
	}
	sato.at.date = end;
	f = open_case(CASE_INQUIRY_ORDERED, "番号 太郎", 0);
	event(&f, EVENT_POST, NULL, ERR_NONE);
	assert_int_equal(tally_days(store, day, day, &t), ERR_NONE);
	assert_int_equal(t.opened, 4);
	assert_int_equal(t.begun[CASE_REFUSED], 3);
	assert_int_equal(tally_times(&t, EVENT_REFUSE), 3);
	assert_int_equal(t.done[PROCEDURE_RENEW], 1);
	assert_int_equal(t.certificates[CERT_SIGN] + t.certificates[CERT_AUTH], 2);
	assert_int_equal(t.yen, 200);
	assert_int_equal(t.events[EVENT_POST], 0);
	assert_int_equal(tally_days(store, first, end, &t), ERR_NONE);
	assert_int_equal(t.opened, 5);
	assert_int_equal(t.events[EVENT_POST], 1);
	assert_int_equal(tally_times(&t, EVENT_POST), 1);
	assert_int_equal(tally_times(&t, EVENT_INQUIRE), 1);	/* it began with it */
	assert_int_equal(tally_reasons(store, first, end, see_reason, &seen), ERR_NONE);
	assert_string_equal(seen.names, "under-15:2 no-card:1 ");
}

static void
reply_is_checked_key_by_key(void **state)
{
	static const struct { struct inquiry_style style; struct reply_check check; int complete; const char *shut; } replies[] = {
		{ { .signature = true }, { .filled = true, .own_hand = true, .shut = SHUT_STICKER }, ANSWER_YES, "sticker" },
		{ { .signature = true }, { .filled = true }, ANSWER_NO, "sticker" },
		{ { .signature = false }, { .filled = true, .shut = SHUT_NOT }, ANSWER_YES, "none" },
		{ { .seal = true }, { .filled = true, .own_hand = true, .shut = SHUT_ENVELOPE }, ANSWER_NO, "envelope" },
		{ { .seal = true }, { .filled = true, .own_hand = true, .sealed = true, .attorney = true }, ANSWER_YES, "sticker" },
		{ { .seal = true }, { .filled = false, .own_hand = true, .sealed = true }, ANSWER_NO, "sticker" },
	};
	struct facts f;
	char word[16];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(replies) / sizeof(*replies); i++) {
		memset(&f, 0, sizeof(f));
		inquiry_reply_facts(&replies[i].style, &replies[i].check, &f);
		assert_int_equal(f.value[FACT_REPLY_COMPLETE], replies[i].complete);
		assert_int_equal(f.value[FACT_POWER_OF_ATTORNEY], replies[i].check.attorney ? ANSWER_YES : ANSWER_NO);
		facts_word(&f, FACT_CONCEALED, word, sizeof(word));
		assert_string_equal(word, replies[i].shut);
	}
}

static void
numbers_of_letters(void **state)
{
	(void)state;
	assert_true(mail_number_sound("123-45-67890-1"));
	assert_true(mail_number_sound("123456789012"));
	assert_false(mail_number_sound(""));
	assert_false(mail_number_sound("1234567890"));
	assert_false(mail_number_sound("1234567890123"));
	assert_false(mail_number_sound("-12345678901"));
	assert_false(mail_number_sound("12345678901-"));
	assert_false(mail_number_sound("123--45678901"));
	assert_false(mail_number_sound("123 45678901"));
}

static void
altered_rows_are_told(void **state)
{
	struct case_file f = open_case(CASE_INQUIRY_ORDERED, "番号 花子", 4), g = open_case(CASE_KEPT, "番号 太郎", 0);
	int n = 0;

	(void)state;
	assert_int_equal(store_run(store, "UPDATE inquiry SET ordered_at = 'once'", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(inquiry_last(store, f.number, &last), ERR_STORE_CORRUPT);
	assert_int_equal(inquiry_list(store, INQUIRY_TO_POST, sato.at.date, 0, see, &(struct seen){ 0 }), ERR_STORE_CORRUPT);
	assert_int_equal(store_run(store, "UPDATE kept SET place = hex(zeroblob(99))", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(kept_last(store, g.number, &kept), ERR_STORE_CORRUPT);
	assert_int_equal(kept_list(store, KEPT_TO_WORK, 0, count_kept, &n), ERR_STORE_CORRUPT);
}

static bool
see_what(void *ctx, const struct inquiry_row *row)
{
	(void)snprintf(ctx, 64, "%s %s", row->procedure, row->visitor);
	return true;
}

static bool
see_what_kept(void *ctx, const struct kept *k)
{
	(void)snprintf(ctx, 64, "%s %s", k->procedure, k->visitor);
	return true;
}

static void
lists_say_what_and_who(void **state)
{
	struct case_file f = { .procedure = "issue", .decision = "{}", .facts = "procedure=issue\nvisitor=proxy\n" };
	char seen[64] = "";

	(void)state;
	assert_int_equal(case_open(store, &sato, &f, CASE_INQUIRY_ORDERED), ERR_NONE);
	assert_int_equal(inquiry_list(store, INQUIRY_TO_POST, sato.at.date, 0, see_what, seen), ERR_NONE);
	assert_string_equal(seen, "issue proxy");
	(void)snprintf(f.facts, sizeof(f.facts), "procedure=issue\n");
	assert_int_equal(case_open(store, &sato, &f, CASE_KEPT), ERR_NONE);
	assert_int_equal(kept_list(store, KEPT_TO_WORK, 0, see_what_kept, seen), ERR_NONE);
	assert_string_equal(seen, "issue ");
}

static void
facts_are_found_in_their_lines(void **state)
{
	static const char facts[] = "not-visitor=self\nvisitors=self\nvisitor=household\nborn=1990-01-20";
	char out[16], narrow[9];

	(void)state;
	assert_true(case_fact(facts, FACT_VISITOR, out, sizeof(out)));
	assert_string_equal(out, "household");
	assert_true(case_fact(facts, FACT_BORN, out, sizeof(out)));
	assert_string_equal(out, "1990-01-20");
	assert_false(case_fact(facts, FACT_VISITOR, narrow, sizeof(narrow)));
	assert_string_equal(narrow, "");
	assert_false(case_fact(facts, FACT_REASON, out, sizeof(out)) || case_fact("", FACT_BORN, out, sizeof(out)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(letter_goes_with_its_case, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(letter_goes_back, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(letters_are_counted, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(mornings_have_their_lists, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(kept_card_goes_with_its_case, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(days_and_months_are_counted, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(altered_rows_are_told, setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(lists_say_what_and_who, setup, fixture_teardown),
		cmocka_unit_test(facts_are_found_in_their_lines),
		cmocka_unit_test(reply_is_checked_key_by_key),
		cmocka_unit_test(numbers_of_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
