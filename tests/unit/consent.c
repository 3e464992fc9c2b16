/* What a holder agreed to is kept with the case, counts for that name alone, and goes with the person. */
#include "config.h"

#include "case/consent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "case/person.h"
#include "fixture.h"

static const struct actor clerk = { "aoki", "hall", { { 2026, 11, 20 }, 10, 30, 0 }, ROLES_UNSTATED };
static const struct actor other = { "baba", "hall", { { 2026, 11, 20 }, 10, 40, 0 }, ROLES_UNSTATED };
static const struct actor auditor = { "chiba", "hall", { { 2026, 11, 20 }, 10, 50, 0 }, ROLE_BIT(ROLE_AUDITOR) };

static struct case_file
open_case(const char *name, const char *address)
{
	struct case_file f = { .procedure = "renew", .certificates = CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH),
	    .facts = "procedure=renew\n", .decision = "{\"outcome\":\"proceed\"}", .outcome = "proceed",
	    .person = { .born = { 1990, 2, 3 } } };

	(void)snprintf(f.person.name, sizeof(f.person.name), "%s", name);
	(void)snprintf(f.person.address, sizeof(f.person.address), "%s", address);
	assert_int_equal(case_open(store, &clerk, &f, CASE_APPROVED), ERR_NONE);
	return f;
}

static enum err
agree(const struct actor *a, const struct case_file *f, const char *pairs)
{
	struct jis_pairs chosen = { .count = 0 };

	assert_int_equal(jis_pairs_read(pairs, &chosen), ERR_NONE);
	return case_agree(store, a, f->number, &chosen);
}

static const char *
pairs_of(const struct case_file *f, bool agreed)
{
	static char text[JIS_PAIRS_TEXT];
	struct case_consent c;

	assert_int_equal(case_consent(store, f, &c), ERR_NONE);
	assert_int_equal(c.agreed, agreed);
	jis_pairs_write(&c.pairs, text);
	return text;
}

static void
asked_once_and_kept(void **state)
{
	struct case_file f = open_case("髙橋　花子", "霞﨑1-1"), whole = open_case("高橋　花子", "霞が関1-1");
	struct case_consent c;

	(void)state;
	assert_string_equal(pairs_of(&whole, false), "");
	assert_int_equal(case_check_consent(store, &whole), ERR_NONE);
	assert_int_equal(agree(&clerk, &whole, ""), ERR_UNCHANGED);
	assert_string_equal(pairs_of(&f, false), "髙=高 﨑=崎");
	assert_int_equal(case_check_consent(store, &f), ERR_SUBSTITUTES);
	assert_int_equal(agree(&clerk, &f, "髙=タカ"), ERR_NONE);
	assert_string_equal(pairs_of(&f, true), "髙=タカ 﨑=崎");
	assert_int_equal(case_check_consent(store, &f), ERR_NONE);
	assert_int_equal(case_consent(store, &f, &c), ERR_NONE);
	assert_string_equal(c.clerk, "aoki");
	assert_int_equal(moment_compare(c.at, clerk.at), 0);
	assert_int_equal(agree(&other, &f, "髙=タカ"), ERR_NONE);	/* the same again is nothing new */
	assert_int_equal(agree(&other, &f, ""), ERR_NONE);
	assert_int_equal(case_consent(store, &f, &c), ERR_NONE);
	assert_string_equal(c.clerk, "aoki");
	assert_int_equal(fixture_count_audit("case-substitutes-agreed", "approved"), 1);
	assert_int_equal(agree(&clerk, &f, "髙=高"), ERR_NONE);	/* they changed their mind */
	assert_string_equal(pairs_of(&f, true), "髙=高 﨑=崎");
	assert_int_equal(fixture_count_audit("case-substitutes-agreed", "approved"), 2);
}

/* A new name, of whatever kind, is asked anew, although its characters are known; a new address, where it has another character. */
static void
another_name_is_asked_anew(void **state)
{
	struct case_file f = open_case("髙橋　花子", "霞が関1-1");

	(void)state;
	assert_int_equal(agree(&clerk, &f, "髙=タカ"), ERR_NONE);
	(void)strcpy(f.person.address, "外神田2-2");
	assert_string_equal(pairs_of(&f, true), "髙=タカ");
	(void)strcpy(f.person.address, "霞﨑1-1");
	assert_string_equal(pairs_of(&f, false), "髙=タカ 﨑=崎");
	(void)strcpy(f.person.address, "霞が関1-1");
	(void)strcpy(f.person.former, "髙");
	assert_string_equal(pairs_of(&f, false), "髙=タカ");
	assert_int_equal(agree(&clerk, &f, "髙=タカ"), ERR_NONE);
	(void)strcpy(f.person.former, "髙髙");
	assert_string_equal(pairs_of(&f, false), "髙=タカ");
	(void)strcpy(f.person.alias, "髙");
	(void)strcpy(f.person.former, "");
	assert_string_equal(pairs_of(&f, false), "髙=タカ");
	(void)strcpy(f.person.alias, "");
	(void)strcpy(f.person.name, "髙田　花子");
	assert_string_equal(pairs_of(&f, false), "髙=タカ");
	assert_int_equal(case_check_consent(store, &f), ERR_SUBSTITUTES);
}

/* Chosen are letters alone; what is proposed stands for its sign as it is. */
static void
the_proposed_may_be_agreed_to(void **state)
{
	struct case_file f = open_case("番号　花子", "霞が関1-1㈱①");

	(void)state;
	assert_int_equal(agree(&clerk, &f, "㈱=(株) ①=2"), ERR_SUBSTITUTE);
	assert_int_equal(agree(&clerk, &f, "㈱=(株) ①=1"), ERR_NONE);
	assert_string_equal(pairs_of(&f, true), "㈱=(株) ①=1");
}

/* Only of those that put the name into a certificate. */
static void
procedures_that_ask(void **state)
{
	static const struct { const char *procedure; unsigned certificates; bool asks; } rows[] = {
		{ "issue", CERT_BIT(CERT_SIGN), true },
		{ "renew", CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH), true },
		{ "renew", CERT_BIT(CERT_AUTH), false }, { "revoke", CERT_BIT(CERT_SIGN), false },
		{ "unlock", 0, false }, { "change-pin", CERT_BIT(CERT_SIGN), false },
		{ "", CERT_BIT(CERT_SIGN), false },
	};
	struct case_file f = open_case("髙橋　花子", "");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		(void)strcpy(f.procedure, rows[i].procedure);
		f.certificates = rows[i].certificates;
		assert_int_equal(case_check_consent(store, &f), rows[i].asks ? ERR_SUBSTITUTES : ERR_NONE);
	}
}

static void
refusals(void **state)
{
	struct case_file f = open_case("髙橋　花子", "");
	char holder[33];

	(void)state;
	assert_int_equal(agree(&clerk, &f, "﨑=崎"), ERR_SUBSTITUTE);
	assert_int_equal(case_agree(store, &clerk, f.number,
	    &(struct jis_pairs){ .pair = { { "髙", "髙" } }, .count = 1 }), ERR_SUBSTITUTE);
	assert_int_equal(agree(&clerk, &f, "髙=］（高"), ERR_SUBSTITUTE);
	assert_int_equal(agree(&auditor, &f, ""), ERR_ROLE);
	assert_int_equal(case_claim(store, &other, f.number, false, holder), ERR_NONE);
	assert_int_equal(agree(&clerk, &f, ""), ERR_CASE_CLAIMED);
	assert_int_equal(store_begin(store), ERR_NONE);
	assert_int_equal(case_event_within(store, &other, f.number, EVENT_BEGIN_CARD_WORK, ""), ERR_NONE);
	assert_int_equal(store_commit(store), ERR_NONE);
	assert_int_equal(agree(&other, &f, ""), ERR_CASE_STATE);
	assert_string_equal(pairs_of(&f, false), "髙=高");
	assert_int_equal(case_agree(store, &clerk, "26-999999-9", &(struct jis_pairs){ .count = 0 }), ERR_CASE_UNKNOWN);
}

static void
erased_with_the_person(void **state)
{
	struct case_file f = open_case("髙橋　花子", "");

	(void)state;
	assert_int_equal(agree(&clerk, &f, "髙=タカ"), ERR_NONE);
	assert_int_equal(case_event(store, &clerk, f.number, EVENT_WITHDRAW, ""), ERR_NONE);
	assert_int_equal(case_erase(store, &clerk, f.number), ERR_NONE);
	assert_int_equal(fixture_number(store, "SELECT count(*) FROM consent"), 0);
}

/* What somebody else wrote there is told, and nothing is issued by it. */
static void
a_spoiled_row_is_no_consent(void **state)
{
	struct case_file f = open_case("髙橋　花子", "");
	struct case_consent c;

	(void)state;
	assert_int_equal(agree(&clerk, &f, ""), ERR_NONE);
	assert_int_equal(store_run(store, "UPDATE consent SET pairs = '髙=髙'", NULL, 0, NULL, NULL), ERR_NONE);
	assert_int_equal(case_consent(store, &f, &c), ERR_STORE_CORRUPT);
	assert_int_equal(case_check_consent(store, &f), ERR_STORE_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(asked_once_and_kept, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_name_is_asked_anew, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_proposed_may_be_agreed_to, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(procedures_that_ask, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(refusals, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(erased_with_the_person, fixture_setup_store, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_spoiled_row_is_no_consent, fixture_setup_store, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
