/* What leaves is its case's: what was read on it, what of that goes on record, and that nothing else changes. */
#include "case/leaves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "audit/audit.h"
#include "case/kept.h"
#include "case/reception.h"

#include "fixture.h"

#define THIS "26-000123-5"

static const struct moment now = { { 2026, 11, 20 }, 10, 30, 0 };

static struct actor
clerk(void)
{
	return (struct actor){ .clerk = "sato", .counter = "3", .at = now, .roles = ROLES_UNSTATED };
}

static void
reads_are_held_against_the_case(void **state)
{
	static const struct { const char *typed; enum err e; const char *number; bool whole; } reads[] = {
		{ THIS, ERR_NONE, THIS, true },				/* as the QR code has it */
		{ THIS "\r\n", ERR_NONE, THIS, true },
		{ " \t" THIS " ", ERR_NONE, THIS, true },
		{ "２６－０００１２３－５", ERR_NONE, THIS, true },
		{ "２６ー０００１２３ー５", ERR_NONE, THIS, true },	/* an input method's hyphen */
		{ "26\u2212000123\u22125", ERR_NONE, THIS, true },
		{ "260001235", ERR_NONE, THIS, true },
		{ "123", ERR_NONE, THIS, false },
		{ "000123", ERR_NONE, THIS, false },
		{ "１２３", ERR_NONE, THIS, false },
		{ "26-000124-3", ERR_PAPER_OTHER, "26-000124-3", true },
		{ "260001243", ERR_PAPER_OTHER, "26-000124-3", true },
		{ "124", ERR_PAPER_OTHER, "26-000124-3", false },
		{ "25-000123-7", ERR_PAPER_OTHER, "25-000123-7", true },	/* the year before */
		{ "26-000123-4", ERR_PAPER_UNREAD, "", false },		/* its check digit is wrong */
		{ "260001234", ERR_PAPER_UNREAD, "", false },
		{ "26-000123", ERR_PAPER_UNREAD, "", false },
		{ "26-000123-55", ERR_PAPER_UNREAD, "", false },
		{ THIS THIS, ERR_PAPER_UNREAD, "", false },
		{ "1234567", ERR_PAPER_UNREAD, "", false },
		{ "0", ERR_PAPER_UNREAD, "", false },
		{ "", ERR_PAPER_UNREAD, "", false },
		{ " ", ERR_PAPER_UNREAD, "", false },
		{ "-", ERR_PAPER_UNREAD, "", false },
		{ "番号　花子", ERR_PAPER_UNREAD, "", false },
		{ "https://example.jp/26-000123-5", ERR_PAPER_UNREAD, "", false },
		{ "\xff\xfe", ERR_PAPER_UNREAD, "", false },
		{ "00000000000000000000000000000000000000000000000000000000000000000123", ERR_PAPER_UNREAD, "", false },
	};
	struct leaves_number n;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(reads) / sizeof(*reads); i++) {
		memset(&n, 0xaa, sizeof(n));
		if (leaves_read(reads[i].typed, THIS, &n) != reads[i].e)
			fail_msg("%s", reads[i].typed);
		assert_string_equal(n.number, reads[i].number);
		assert_int_equal(n.whole, reads[i].whole);
	}
}

/* A card was kept, and its case withdrawn: it goes back. */
static void
keep_card(const struct moment at, char number[CASE_NUMBER_MAX])
{
	struct case_file f = { .procedure = "renew", .facts = "procedure=renew\n",
	    .person = { .name = "番号 花子", .address = "架空市本町1-2-3" } };
	struct actor a = clerk();

	a.at = at;
	assert_int_equal(case_open(store, &a, &f, CASE_KEPT), ERR_NONE);
	assert_int_equal(case_event(store, &a, f.number, EVENT_WITHDRAW, ""), ERR_NONE);
	memcpy(number, f.number, sizeof(f.number));
}

static struct reception reception;

static enum err
event(const char *number, enum case_event what, const struct particulars *p)
{
	const struct reception_news n = { .particulars = *p, .why = "" };
	const struct actor a = clerk();

	reception_free(&reception);
	return reception_event(store, &a, number, what, &n, &reception);
}

static struct particulars
read_as(enum leaves what, const char *typed)
{
	struct particulars p = { .way = "" };

	p.read[what].done = true;
	(void)snprintf(p.read[what].typed, sizeof(p.read[what].typed), "%s", typed);
	return p;
}

struct last { char reason[128], subject[16], event[64]; };

static bool
note(void *ctx, const struct store_value *v, size_t n)
{
	struct last *l = ctx;

	assert_int_equal(n, 3);
	(void)snprintf(l->event, sizeof(l->event), "%s", store_as_text(&v[0]));
	(void)snprintf(l->subject, sizeof(l->subject), "%s", store_as_text(&v[1]));
	(void)snprintf(l->reason, sizeof(l->reason), "%s", store_as_text(&v[2]));
	return false;
}

static void
expect_audit(const char *number, const char *reason)
{
	struct last l = { .reason = "" };

	assert_int_equal(store_run(store, "SELECT event, subject, reason FROM audit ORDER BY line DESC LIMIT 1", NULL,
	    0, note, &l), ERR_NONE);
	assert_string_equal(l.event, "refused");
	assert_string_equal(l.subject, number);
	assert_string_equal(l.reason, reason);
}

static size_t lines;

static bool
count(void *ctx, const struct case_history *h)
{
	(void)h;
	++*(size_t *)ctx;
	return true;
}

static size_t
history(const char *number)
{
	lines = 0;
	assert_int_equal(case_history(store, number, count, &lines), ERR_NONE);
	return lines;
}

static void
kept_card_of_another_stays(void **state)
{
	char number[CASE_NUMBER_MAX], reason[64];
	struct particulars p;
	struct kept kept;
	size_t before;

	(void)state;
	keep_card(now, number);
	before = history(number);
	p = read_as(LEAVES_ENVELOPE, "26-000099-7");
	(void)snprintf(p.way, sizeof(p.way), "mail");
	(void)snprintf(p.mail_number, sizeof(p.mail_number), "12345678901");
	assert_int_equal(case_number_check("26-000099-7"), ERR_NONE);
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_PAPER_OTHER);
	(void)snprintf(reason, sizeof(reason), "paper-other,envelope:26-000099-7");
	expect_audit(number, reason);
	p = read_as(LEAVES_CARD, "");
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_PAPER_UNREAD);
	expect_audit(number, "paper-unread");
	p = (struct particulars){ .way = "hand", .said = SAID_OTHERWISE };
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_HOLDER_SAID);
	expect_audit(number, "holder-said");
	assert_int_equal(kept_last(store, number, &kept), ERR_NONE);
	assert_false(date_given(kept.returned.date));
	assert_int_equal(history(number), before);
	p.said = SAID_SAME;
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_NONE);
	assert_int_equal(kept_last(store, number, &kept), ERR_NONE);
	assert_true(date_given(kept.returned.date));
	assert_int_equal(history(number), before + 2);
}

/* Where two cases of one running number have a thing here the year is needed, too. */
static void
running_number_alone_is_one(void **state)
{
	const struct moment year_before = { { 2025, 12, 28 }, 10, 30, 0 };
	char old[CASE_NUMBER_MAX], number[CASE_NUMBER_MAX];
	struct particulars p = read_as(LEAVES_CARD, "1");

	(void)state;
	(void)snprintf(p.way, sizeof(p.way), "hand");
	keep_card(year_before, old);
	keep_card(now, number);
	assert_string_equal(old + 2, "-000001-5");
	assert_string_equal(number, "26-000001-3");
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_PAPER_UNREAD);
	p = read_as(LEAVES_CARD, number);
	(void)snprintf(p.way, sizeof(p.way), "hand");
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_NONE);
	p = read_as(LEAVES_CARD, "1");
	(void)snprintf(p.way, sizeof(p.way), "hand");
	assert_int_equal(event(old, EVENT_CARD_RETURNED, &p), ERR_NONE);
}

/* Any one of what was read stops it; an event at which nothing leaves reads nothing. */
static void
each_read_counts(void **state)
{
	char number[CASE_NUMBER_MAX];
	struct particulars p;

	(void)state;
	keep_card(now, number);
	p = read_as(LEAVES_CARD, number);
	p.read[LEAVES_ENVELOPE] = (struct leaves_typed){ true, "26-000002-1" };
	(void)snprintf(p.way, sizeof(p.way), "hand");
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_PAPER_OTHER);
	expect_audit(number, "paper-other,envelope:26-000002-1");
	p.read[LEAVES_ENVELOPE].done = false;
	assert_int_equal(event(number, EVENT_CARD_RETURNED, &p), ERR_NONE);
}

/* The end of a visit; who may not work on cases says nothing of them. */
static void
what_was_said_is_on_record(void **state)
{
	struct actor a = clerk();
	char number[CASE_NUMBER_MAX];
	size_t before;

	(void)state;
	keep_card(now, number);
	before = history(number);
	assert_int_equal(leaves_said(store, &a, "26-000099-7"), ERR_CASE_UNKNOWN);
	assert_int_equal(leaves_said(store, &a, number), ERR_NONE);
	assert_int_equal(history(number), before + 1);
	a.roles = ROLE_BIT(ROLE_AUDITOR);
	assert_int_equal(leaves_said(store, &a, number), ERR_ROLE);
	assert_int_equal(history(number), before + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_are_held_against_the_case),
		cmocka_unit_test_setup_teardown(kept_card_of_another_stays, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(running_number_alone_is_one, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(each_read_counts, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_was_said_is_on_record, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
