/*
 * What profile new writes passes profile check whatever is answered: each answer by itself, and all pairs of answers of
 * different questions, many of them in one profile. MADOGUCHI_HABITS=all: each pair in a profile of its own, where no
 * third answer hides it, in two minutes.
 */
#include "config.h"

#include "cli/habits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "rule/rule.h"

static const struct date today = { 2026, 11, 20 };
static char said[2048];			/* the answers, for messages */
static struct profile *profile;

/* --- answers --- */

/* What isn't chosen of a list, as it may be typed. */
static const struct { const char *key, *answer; } typed[] = {
	{ "name", "例市" }, { "source", "例市「手続」" }, { "code", "141305" }, { "register-months", "3" },
	{ "mail", "転送不要の書留" }, { "fee-reissued", "1000" }, { "fee", "300" }, { "hours-after", "48" },
};

struct answer { size_t habit; const char *code; };
static struct answer answers[HABITS_MAX * HABIT_CHOICES_MAX];	/* that aren't the usual ones */
static size_t answer_count;

static void
list_answers(void)
{
	size_t i, k;

	for (i = 2; habits[i].key != NULL; i++) {
		for (k = 0; habits[i].kind == HABIT_CHOICE && k < HABIT_CHOICES_MAX &&
		    habits[i].choices[k].code != NULL; k++)
			if (strcmp(habits[i].choices[k].code, habits[i].usual) != 0)
				answers[answer_count++] = (struct answer){ i, habits[i].choices[k].code };
		for (k = 0; k < sizeof(typed) / sizeof(*typed); k++)
			if (strcmp(habits[i].key, typed[k].key) == 0)
				answers[answer_count++] = (struct answer){ i, typed[k].answer };
	}
}

static void
begin(struct habit_answers *a)
{
	memset(a, 0, sizeof(*a));
	(void)snprintf(a->main[0], HABIT_ANSWER_MAX, "%s", typed[0].answer);
	(void)snprintf(a->main[1], HABIT_ANSWER_MAX, "%s", typed[1].answer);
}

static void
give(struct habit_answers *a, const struct answer *one)
{
	(void)snprintf(a->main[one->habit], HABIT_ANSWER_MAX, "%s", one->code);
}

static bool
is_given(const struct habit_answers *a, const char *key, const char *code)
{
	size_t i;

	for (i = 0; strcmp(habits[i].key, key) != 0; i++)
		;
	return strcmp(a->main[i][0] != '\0' ? a->main[i] : habits[i].usual, code) == 0;
}

static void
say(const struct habit_answers *a)
{
	size_t i, at = 0;

	said[0] = '\0';
	for (i = 2; habits[i].key != NULL; i++)
		if (a->main[i][0] != '\0')
			at += (size_t)snprintf(said + at, sizeof(said) - at, "%s=%s ", habits[i].key, a->main[i]);
}

/* --- what is decided by it --- */

#define WHOLE "at=2026-11-20 resident=yes card=valid card-face=current card-expires=2031-05-01 booked=yes system=up "
#define ADULT "born=1986-01-20 ward=no sign-expires=2026-12-20 auth-expires=2026-12-20 "
#define YOUNG "born=2016-01-20 ward=no sign-expires=none auth-expires=2026-12-20 certificates=auth "
#define CHILD YOUNG "same-household=yes honseki-here=yes authority-on-record=yes pledge=yes " \
	"guardianship=parent "
#define OPEN "sign-pin=known auth-pin=known "
#define LETTER "inquiry-opened=2026-11-10 inquiry-posted=2026-11-11 reply-expires=2026-12-10 "
#define POSTED "visit=2 reply=posted reply-complete=yes power-of-attorney=yes revocation-consent=yes notice=brought " \
	LETTER "concealed=%s "
#define CARD "doc=applicant:my-number-card "
#define OWN CARD "doc=applicant:driving-licence "
#define REGISTER "doc=guardian:family-register,issued=2026-11-01 "
#define GUARDIAN "doc=guardian:driving-licence doc=guardian:passport doc=guardian:student "

static const struct decision *
decide(const char *text)
{
	static struct decision d;
	struct facts f = { 0 };
	char why[FACTS_WHY_MAX];

	if (facts_read_words(&f, NULL, text, why) != ERR_NONE || profile_check_facts(profile, &f, why) != ERR_NONE)
		fail_msg("%s: %s", text, why);
	profile_adopt(profile, &f);
	facts_assume(&f);
	assert_int_equal(rule_decide(profile, &f, f.at, &d), ERR_NONE);
	return &d;
}

static void
gives(const char *text, enum outcome outcome)
{
	const struct decision *d = decide(text);

	if (d->outcome != outcome)
		fail_msg("%s: %s is %s, not %s", said, text, outcome_code(d->outcome), outcome_code(outcome));
}

static const char *
concealed(const struct habit_answers *a)
{
	return is_given(a, "conceal", "sticker") ? "sticker" : "envelope";
}

#define PROXY WHOLE ADULT OWN "visitor=proxy proxy-reason=hospital "

/* The proxy's papers, up to two of them, each with that behind it. */
static void
show(const char *papers, const char *behind, char *out, size_t size)
{
	char paper[2][32];
	const int n = sscanf(papers, "%31s %31s", paper[0], paper[1]);
	size_t at = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < n; i++)
		at += (size_t)snprintf(out + at, size - at, "doc=proxy:%s%s ", paper[i], behind);
}

/* Whoever was sent a letter can finish with the reply: with what was shown at first, and any more. */
static void
a_letter_can_be_answered(const struct habit_answers *a)
{
	static const char *const procedures[] = {
		("procedure=renew reason=expiry " OPEN), "procedure=unlock pins=auth auth-pin=locked ",
		"procedure=renew reason=expiry sign-pin=known auth-pin=locked ",
	};
	static const char *const papers[] = { "", "passport", "student", "student bank-book" };
	char first[1024], second[2048], posted[512];
	size_t i, k;

	(void)snprintf(posted, sizeof(posted), POSTED, concealed(a));
	for (i = 0; i < sizeof(procedures) / sizeof(*procedures); i++)
		for (k = 0; k < sizeof(papers) / sizeof(*papers); k++) {
			char shown[256], seen[320];

			show(papers[k], "", shown, sizeof(shown));
			show(papers[k], ",visit-1=yes", seen, sizeof(seen));
			(void)snprintf(first, sizeof(first), PROXY "visit=1 reply=none power-of-attorney=yes %s %s",
			    procedures[i], shown);
			if (decide(first)->outcome != OUTCOME_INQUIRY)
				continue;
			(void)snprintf(second, sizeof(second), PROXY "%s %s %s doc=proxy:driving-licence "
			    "doc=proxy:residence-card doc=proxy:welfare", posted, procedures[i], seen);
			gives(second, OUTCOME_PROCEED);
		}
}

#define FAMILY WHOLE CHILD OWN REGISTER GUARDIAN

/* Where a guardian alone is sent a letter, nothing is finished without its reply. */
static void
a_guardians_letter_is_waited_for(const struct habit_answers *a)
{
	static const char *const pins[] = { "procedure=renew reason=expiry auth-pin=known ",
	    "procedure=renew reason=expiry auth-pin=locked ", "procedure=unlock pins=auth auth-pin=locked " };
	char text[2048], posted[512];
	size_t i;

	(void)snprintf(posted, sizeof(posted), POSTED, concealed(a));
	for (i = 0; i < sizeof(pins) / sizeof(*pins); i++) {
		(void)snprintf(text, sizeof(text), FAMILY "visitor=guardian visit=1 %s", pins[i]);
		gives(text, is_given(a, "guardian", "letter") ? OUTCOME_INQUIRY :
		    is_given(a, "guardian", "with-holder") ? OUTCOME_REFUSED : OUTCOME_PROCEED);
		if (!is_given(a, "guardian", "letter"))
			continue;
		(void)snprintf(text, sizeof(text), FAMILY "visitor=guardian visit=2 reply=none " LETTER "%s",
		    pins[i]);
		gives(text, OUTCOME_INCOMPLETE);
		(void)snprintf(text, sizeof(text), FAMILY "visitor=guardian %s %s", posted, pins[i]);
		gives(text, OUTCOME_PROCEED);
	}
}

/* Who asks first about curators does so before any letter or certificate. */
static void
a_curator_is_asked_about(const struct habit_answers *a)
{
	static const char *const visits[] = { "visitor=guardian visit=1 ", "visitor=guardian visit=2 reply=posted ",
	    "visitor=self+guardian visit=1 " };
	char text[1024];
	size_t i;

	for (i = 0; i < 3 && is_given(a, "curators", "ask"); i++) {
		if (i < 2 && is_given(a, "guardian", "with-holder"))
			continue;
		(void)snprintf(text, sizeof(text), WHOLE ADULT OWN GUARDIAN "procedure=renew reason=expiry "
		    "guardianship=curator notice=brought " LETTER OPEN "%s", visits[i]);
		gives(text, OUTCOME_CONSULT);
	}
}

/* A child's proxy is sent no letter where none is served, whatever is to be done. */
static void
a_childs_proxy_is_refused(const struct habit_answers *a)
{
	static const char *const procedures[] = { "procedure=renew reason=expiry", "procedure=unlock pins=auth" };
	char text[1024];
	size_t i;

	for (i = 0; i < 2 && is_given(a, "proxy", "adults"); i++) {
		(void)snprintf(text, sizeof(text), WHOLE OWN YOUNG "auth-pin=locked visitor=proxy "
		    "proxy-reason=other %s", procedures[i]);
		gives(text, OUTCOME_REFUSED);
	}
}

/* What is free nationally stays so: the first one, by age too, and that which follows a longer stay. */
static void
what_is_free_stays_free(const struct habit_answers *a)
{
	static const char *const reasons[] = { "first", "turned-15", "stay-extended", "stay-pending", "expiry",
	    "moved" };
	char text[1024];
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		const bool again = strcmp(reasons[i], "moved") == 0 && is_given(a, "fee", "300");
		const struct decision *d;

		(void)snprintf(text, sizeof(text), WHOLE OWN OPEN "born=2011-01-20 ward=no sign-expires=none "
		    "auth-expires=2027-12-20 certificates=sign procedure=issue visitor=self reason=%s", reasons[i]);
		d = decide(text);
		if (!d->fee_known || d->yen != (again ? 300 : 0))
			fail_msg("%s: %s costs %d yen", said, reasons[i], d->yen);
	}
}

/* --- one profile --- */

static struct faults faults;

static void
write_and_look(const struct habit_answers *a)
{
	struct buf text = { 0 };
	char dir[512];

	say(a);
	habits_write(a, today, &text);
	(void)scratch_write(&scratch, "own.ini", buf_text(&text));
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	faults.count = 0;
	if (profile_open(dir, scratch_path(&scratch, "own.ini"), &profile, &faults) != ERR_NONE ||
	    profile_check(profile, today, &faults) != ERR_NONE)
		fail_msg("%s: %d: %s\n%s", said, faults.list[0].line, faults.list[0].message, buf_text(&text));
	a_letter_can_be_answered(a);
	a_guardians_letter_is_waited_for(a);
	a_curator_is_asked_about(a);
	a_childs_proxy_is_refused(a);
	what_is_free_stays_free(a);
	profile_free(&profile);
	buf_free(&text);
}

static bool
clash(const struct answer *one, const struct answer *other)
{
	struct habit_answers a;

	begin(&a);
	give(&a, one);
	give(&a, other);
	return one->habit == other->habit || habits_clash(&a) != NULL;
}

static void
each_answer_by_itself(void **state)
{
	struct habit_answers a;
	size_t i;

	(void)state;
	for (i = 0; i < answer_count; i++) {
		begin(&a);
		give(&a, &answers[i]);
		write_and_look(&a);
	}
}

#define ANSWERS_MAX (HABITS_MAX * HABIT_CHOICES_MAX)
static bool met[ANSWERS_MAX][ANSWERS_MAX];

/* How many pairs with those of the profile are new; -1: it can't be given beside them. */
static int
gains(const bool in[ANSWERS_MAX], size_t i)
{
	int n = 0;
	size_t k;

	for (k = 0; k < answer_count; k++)
		if (in[k]) {
			if (clash(&answers[i], &answers[k]))
				return -1;
			n += !met[i][k];
		}
	return n;
}

/* Greedily: a pair that no profile had yet, and whatever has most new pairs with what is in. */
static bool
fill(bool in[ANSWERS_MAX])
{
	size_t i, k, best;
	int most, n;

	memset(in, 0, ANSWERS_MAX * sizeof(*in));
	for (i = 0; i < answer_count; i++)
		for (k = i + 1; k < answer_count; k++)
			if (!met[i][k] && !clash(&answers[i], &answers[k])) {
				in[i] = in[k] = true;
				for (;;) {
					for (best = answer_count, most = 0, i = 0; i < answer_count; i++)
						if (!in[i] && (n = gains(in, i)) > most) {
							most = n;
							best = i;
						}
					if (best == answer_count)
						return true;
					in[best] = true;
				}
			}
	return false;
}

static void
all_pairs_many_in_one(void **state)
{
	static bool in[ANSWERS_MAX];
	struct habit_answers a;
	size_t i, k, profiles = 0;

	(void)state;
	while (fill(in)) {
		begin(&a);
		for (i = 0; i < answer_count; i++)
			for (k = 0; in[i] && k < answer_count; k++)
				met[i][k] = met[i][k] || in[k];
		for (i = 0; i < answer_count; i++)
			if (in[i])
				give(&a, &answers[i]);
		write_and_look(&a);
		profiles++;
	}
	print_message("%zu answers, their pairs in %zu profiles\n", answer_count, profiles);
}

/* What two answers write into may depend on both: the papers of the two visits, and who comes for whom. */
static bool
always(const struct answer *one, const struct answer *other)
{
	const char *a = habits[one->habit].key, *b = habits[other->habit].key;

	return getenv("MADOGUCHI_HABITS") != NULL ||
	    (strcmp(a, "proxy-paper") == 0 && strcmp(b, "proxy-second-paper") == 0) ||
	    (strcmp(a, "curators") == 0 && strcmp(b, "guardian") == 0);
}

static void
pairs_by_themselves(void **state)
{
	struct habit_answers a;
	size_t i, k;

	(void)state;
	for (i = 0; i < answer_count; i++)
		for (k = i + 1; k < answer_count; k++) {
			if (!always(&answers[i], &answers[k]) || clash(&answers[i], &answers[k]))
				continue;
			begin(&a);
			give(&a, &answers[i]);
			give(&a, &answers[k]);
			write_and_look(&a);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_answer_by_itself),
		cmocka_unit_test(pairs_by_themselves),
		cmocka_unit_test(all_pairs_many_in_one),
	};

	list_answers();
	return cmocka_run_group_tests(tests, fixture_setup_folder, fixture_teardown);
}
