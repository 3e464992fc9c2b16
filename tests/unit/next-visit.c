/* What a letter says has to be brought: card and papers, for every municipality, procedure and visitor. */
#include "rule/next-visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define LENGTH(of) (sizeof(of) / sizeof(of)[0])
#define SAID "resident=yes ward=no born=1990-01-15 system=up booked=yes home-counter=yes same-household=no " \
	"trigger=none notice=brought guardianship=parent pledge=no authority-on-record=no honseki-here=no " \
	"power-of-attorney=yes card-face=current sign-expires=2027-01-15 auth-expires=2027-01-15 card-expires=2032-01-15 "
#define CARD "doc=applicant:マイナンバーカード "
#define LICENCES "doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth " \
	"doc=household:運転免許証,expires=2028-01-01,shows=name+birth "

static const char *const profiles[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa", "setagaya" };
static const struct moment now = { { 2026, 11, 24 }, 10, 30, 0 };

static struct profile *
open_profile(const char *name)
{
	struct profile *p;
	char dir[1024];

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	assert_int_equal(profile_open(dir, name, &p, NULL), ERR_NONE);
	return p;
}

static void
decide(const struct profile *p, const char *words, struct facts *f, struct decision *d)
{
	char why[FACTS_WHY_MAX];

	memset(f, 0, sizeof(*f));
	if (facts_read_words(f, NULL, words, why) != ERR_NONE)
		fail_msg("%s", why);
	facts_assume(f);
	assert_int_equal(rule_decide(p, f, now, d), ERR_NONE);
}

static bool
lists(const struct next_visit *n, const char *text)
{
	size_t i;

	for (i = 0; i < n->count && strstr(n->texts[i], text) == NULL; i++)
		;
	return i < n->count;
}

static void
every_letter_lists_card_and_papers(void **state)
{
	static const char *const procedures[] = { "issue reason=moved", "renew reason=expiry", "unlock" };
	static const char *const visitors[] = { "proxy", "household" };
	static const char *const saw[] = {
		SAID CARD LICENCES "channel=counter sign-pin=known auth-pin=known card=valid",
		SAID CARD LICENCES "channel=telephone card=valid sign-pin=known auth-pin=known",
		SAID CARD LICENCES "channel=counter card=valid",
	};
	unsigned letters = 0;
	size_t i, k, v, w;

	(void)state;
	for (i = 0; i < LENGTH(profiles); i++) {
		struct profile *p = open_profile(profiles[i]);

		for (k = 0; k < LENGTH(procedures) * LENGTH(visitors) * LENGTH(saw); k++) {
			struct facts f;
			struct decision d;
			struct next_visit n;
			char words[2048];

			v = k / LENGTH(procedures) % LENGTH(visitors);
			w = k / LENGTH(procedures) / LENGTH(visitors);
			(void)snprintf(words, sizeof(words), "procedure=%s visitor=%s visit=1 reply=none %s",
			    procedures[k % LENGTH(procedures)], visitors[v], saw[w]);
			decide(p, words, &f, &d);
			if (d.outcome != OUTCOME_INQUIRY)
				continue;
			letters++;
			assert_int_equal(rule_next_visit(p, &f, true, now.date, true, &n), ERR_NONE);
			if (!lists(&n, "マイナンバーカード") || !lists(&n, "回答書") || n.count < 4)
				fail_msg("%s: %s: %zu in the list", profiles[i], words, n.count);
			/* Kawaguchi's page has none. */
			if (strcmp(profiles[i], "kawaguchi") != 0 && !lists(&n, "代理人の"))
				fail_msg("%s: %s: no paper of the proxy", profiles[i], words);
		}
		profile_free(&p);
	}
	print_message("%u letters\n", letters);
	assert_true(letters > 80);
}

/* What was shown today isn't there another day. */
static void
nothing_shown_before_counts(void **state)
{
	struct profile *p = open_profile("kawasaki");
	struct facts f;
	struct decision d;
	struct next_visit n;

	(void)state;
	decide(p, "procedure=unlock visitor=self visit=1 channel=counter card=valid sign-pin=locked auth-pin=known "
	    SAID CARD, &f, &d);
	assert_int_equal(d.outcome, OUTCOME_INCOMPLETE);
	assert_int_equal(d.missing_count, 1);
	assert_int_equal(rule_next_visit(p, &f, false, now.date, true, &n), ERR_NONE);
	assert_true(lists(&n, "申請者のマイナンバーカード"));
	assert_true(lists(&n, "本人確認書類1点"));
	assert_true(lists(&n, "予約"));
	profile_free(&p);
}

/* The fee is paid where it is finished. */
static void
the_fee_is_named_for_the_last_visit(void **state)
{
	struct profile *p = open_profile("setagaya");
	struct facts f;
	struct decision d;
	struct next_visit n;

	(void)state;
	decide(p, "procedure=issue reason=moved visitor=proxy visit=1 reply=none channel=counter card=valid " SAID,
	    &f, &d);
	assert_int_equal(rule_next_visit(p, &f, false, now.date, true, &n), ERR_NONE);
	assert_false(lists(&n, "200円"));
	assert_int_equal(rule_next_visit(p, &f, true, now.date, true, &n), ERR_NONE);
	assert_true(lists(&n, "手数料 200円"));
	profile_free(&p);
}

/* Whose kind of guardianship is unknown brings nobody knows what. */
static void
what_isnt_settled_is_no_list(void **state)
{
	struct profile *p = open_profile("national");
	struct facts f = { .known = 0 };
	struct next_visit n;
	char why[FACTS_WHY_MAX];

	(void)state;
	assert_int_equal(facts_read_words(&f, NULL, "procedure=renew reason=expiry visitor=guardian visit=1", why),
	    ERR_NONE);
	assert_int_equal(rule_next_visit(p, &f, false, now.date, true, &n), ERR_NONE);
	assert_int_equal(n.count, 0);
	profile_free(&p);
}

#define TOLD(text) "text = " text "\nsource = 例\n"
#define SMALL "[municipality]\nname = 例市\nsource = 例\n[documents A]\nid = 身分証\n" \
	"[counter one]\nlabel = 一\nserves = visit = 1\nsource = 例\n" \
	"[counter two]\nlabel = 二\nserves = visit = 2\nsource = 例\n" \
	"[refuse home]\ncode = not-resident\nwhen = home-counter = no\n" TOLD("別の窓口") \
	"[refuse down]\ncode = x-down\nwhen = system = down\n" TOLD("故障") \
	"[rule first]\nwhen = visit = 1\noutcome = inquiry\nvisits = 2\n" TOLD("照会") \
	"[rule second]\noutcome = proceed\nvisits = 2\nneeds = reply, complete, power, expired, paper, again, pin\n" \
	TOLD("完了") "[need reply]\ncode = reply\nmet = reply = posted\n" TOLD("回答書") \
	"[need complete]\ncode = reply-complete\nmet = reply-complete = yes\n" TOLD("記入") \
	"[need power]\ncode = power-of-attorney\nmet = power-of-attorney = yes\n" TOLD("委任") \
	"[need expired]\ncode = reply-expired\nmet = never\n" TOLD("期限") \
	"[need paper]\ncode = identity\nwho = proxy\ndocuments = A\n" TOLD("書類") \
	"[need again]\ncode = pledge\nmet = never\n" TOLD("書類") \
	"[need pin]\ncode = pledge\nmet = auth-pin != mismatch\n" TOLD("番号")

/* Each thing once; neither how the first visit was nor what was said of the reply before it was written. */
static void
the_second_visit_begins_anew(void **state)
{
	static const struct { const char *fee; bool of_reply; const char *told; } rows[] = {
		{ "", true, "回答書 記入 委任 書類" },
		{ "", false, "回答書 書類" },
		{ "[fee free]\nyen = 0\n" TOLD("無料"), false, "回答書 書類" },
		{ "[fee free]\nyen = 300\n" TOLD("有料"), false, "回答書 書類 手数料 300円" },
	};
	static const char words[] = "procedure=unlock visitor=proxy visit=1 counter=一 home-counter=no system=down "
	    "sign-pin=mismatch auth-pin=mismatch reply-complete=yes power-of-attorney=yes doc=proxy:id";
	char text[4096], why[FACTS_WHY_MAX], told[256];
	struct next_visit n;
	struct profile *p;
	size_t i, k;

	(void)state;
	for (i = 0; i < LENGTH(rows); i++) {
		struct facts f = { .known = 0 };

		(void)snprintf(text, sizeof(text), "%s%s", SMALL, rows[i].fee);
		assert_int_equal(profile_read_text(text, &p, NULL), ERR_NONE);
		assert_int_equal(facts_read_words(&f, NULL, words, why), ERR_NONE);
		assert_int_equal(rule_next_visit(p, &f, true, now.date, rows[i].of_reply, &n), ERR_NONE);
		told[0] = '\0';
		for (k = 0; k < n.count; k++)
			(void)snprintf(told + strlen(told), sizeof(told) - strlen(told), "%s%s", k > 0 ? " " : "",
			    n.texts[k]);
		assert_string_equal(told, rows[i].told);
		profile_free(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_letter_lists_card_and_papers),
		cmocka_unit_test(nothing_shown_before_counts),
		cmocka_unit_test(the_fee_is_named_for_the_last_visit),
		cmocka_unit_test(what_isnt_settled_is_no_list),
		cmocka_unit_test(the_second_visit_begins_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
