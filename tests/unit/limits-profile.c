/* Every bound of a profile, from both sides, by the text that a municipality could write. */
#include "limit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "base/buf.h"
#include "base/ini.h"
#include "rule/calendar-private.h"
#include "rule/condition-word-private.h"
#include "rule/profile-private.h"

static const char head[] = "[municipality]\nname = 例市\nsource = 例\n" DEPARTS;

#define RULE "outcome = proceed\ntext = x\nsource = y\n"

/* write: a text with n of them. */
struct row { const char *of; size_t most; void (*write)(struct buf *, size_t n); const char *word; };

/* Read, and looked at as a whole. */
static enum err
read_profile(const void *ctx, size_t n, char why[LIMIT_WHY_MAX])
{
	const struct row *row = ctx;
	static struct faults faults;
	struct profile *p;
	struct buf b = { 0 };
	enum err e;

	faults.count = 0;
	buf_puts(&b, head);
	row->write(&b, n);
	if ((e = profile_read_text(buf_text(&b), &p, &faults)) == ERR_NONE)
		e = profile_check(p, (struct date){ 2026, 11, 20 }, &faults);
	if (e == ERR_PROFILE && p != NULL && strstr(faults.list[0].message, "多すぎます") == NULL) {
		faults.count = 0;	/* it is read; that nobody means such numbers is another matter */
		e = ERR_NONE;
	}
	if (faults.count > 0)
		(void)snprintf(why, LIMIT_WHY_MAX, "%d: %s", faults.list[0].line, faults.list[0].message);
	profile_free(&p);
	buf_free(&b);
	return e;
}

static void
repeat(struct buf *b, size_t n, const char *first, const char *then)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_puts(b, i == 0 ? first : then);
}

/* --- what the file itself may hold: eight entries of its own ------------------------------------- */

static void
entries(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[rule a]\n" RULE "[readings]\n");
	for (i = 9; i < n; i++)
		buf_printf(b, "r%zu = x\n", i);
}

/* The last entry is a section; the one too many has a key, which has no section to stand in. */
static void
entries_then_section(struct buf *b, size_t n)
{
	entries(b, n - 1);
	buf_puts(b, n > INI_ENTRIES_MAX ? "[class A]\nopen = yes\n" : "[class A]\n");
}

static void
line_bytes(struct buf *b, size_t n)
{
	buf_printf(b, "[rule a]\noutcome = proceed\nsource = y\ntext = %0*d\n", (int)(n - strlen("text = ")), 0);
}

/* --- conditions ---------------------------------------------------------------------------------- */

/* So many nodes: k words joined by "or" are 2k - 1, and a "not" before them is one more. */
static void
conditions(struct buf *b, size_t n)
{
	size_t i, most;

	for (i = 0; n > 0; i++, n -= most) {
		most = n < 160 ? n : 160;
		buf_printf(b, "[instead i%zu]\noutcome = consult\ntext = x\nsource = y\nwhen = ", i);
		repeat(b, (most + 1) / 2, most % 2 == 0 ? "not never" : "always", " or never");
		buf_puts(b, "\n");
	}
}

static void
brackets(struct buf *b, size_t n)
{
	buf_puts(b, "[rule a]\n" RULE "when = ");
	repeat(b, n, "(", "(");
	buf_puts(b, "always");
	repeat(b, n, ")", ")");
	buf_puts(b, "\n");
}

static void
nots(struct buf *b, size_t n)
{
	buf_puts(b, "[rule a]\n" RULE "when = ");
	repeat(b, n, "not ", "not ");
	buf_puts(b, n % 2 == 0 ? "always\n" : "never\n");
}

static void
brought(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[documents A]\nid = 身分証\n");
	for (i = 0; i < n; i++)
		buf_printf(b, "[instead b%zu]\noutcome = consult\ntext = x\nsource = y\nwhen = brought applicant: A\n", i);
}

static void
on_days(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[instead d%zu]\noutcome = consult\ntext = x\nsource = y\nwhen = day = mon\n", i);
}

static void
word(struct buf *b, size_t n)
{
	buf_printf(b, "[define]\nw%0*d = always\n[rule a]\n" RULE "when = w%0*d\n", (int)n - 1, 0, (int)n - 1, 0);
}

static void
age(struct buf *b, size_t n)
{
	buf_printf(b, "[rule a]\n" RULE "when = age < %zu\n", n);
}

static void
span(struct buf *b, size_t n)
{
	buf_printf(b, "[rule a]\n" RULE "when = today < today + %zu days\n", n);
}

/* --- sections ------------------------------------------------------------------------------------ */

static void
defined(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[rule a]\n" RULE "[define]\n");
	for (i = 0; i < n; i++)
		buf_printf(b, "w%zu = always\n", i);
}

/* A rule for the last of them: it can hold. */
static void
counters(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[counter c%zu]\nlabel = 窓口%zu\nsource = y\n", i, i);
	buf_printf(b, "[rule a]\n" RULE "when = counter = c%zu\n", n - 1);
}

static void
labels(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[counter a]\nsource = y\nlabel = ");
	for (i = 0; i < n; i++)
		buf_printf(b, "%s窓%zu", i > 0 ? " | " : "", i);
	buf_puts(b, "\n");
}

static void
label_bytes(struct buf *b, size_t n)
{
	buf_printf(b, "[counter a]\nsource = y\nlabel = %0*d\n", (int)n, 0);
}

/* Each of a day of its own: one behind another of the same day would be dead. */
static void
days_of_hours(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "%s2026-12-%02zu 9:00-17:00", i > 0 ? ", " : "", i + 1);
	buf_puts(b, "\n");
}

static void
opening_hours(struct buf *b, size_t n)
{
	buf_puts(b, "[counter a]\nsource = y\nlabel = x\nhours = ");
	days_of_hours(b, n);
}

static void
extra_hours(struct buf *b, size_t n)
{
	buf_puts(b, "[counter a]\nsource = y\nlabel = x\nhours = weekday 9:00-17:00\nextra = ");
	days_of_hours(b, n);
}

static void
closed_days(struct buf *b, size_t n)
{
	buf_puts(b, "[counter a]\nsource = y\nlabel = x\nclosed = ");
	repeat(b, n, "mon", ", mon");
	buf_puts(b, "\n");
}

static void
rules(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[instead i%zu]\noutcome = consult\ntext = x\nsource = y\n", i);
}

static void
needs(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[need n%zu]\ncode = pledge\nmet = pledge = yes\ntext = x%zu\nsource = y\n", i, i);
	buf_puts(b, "[rule a]\n" RULE "needs = ");
	for (i = 0; i < n; i++)
		buf_printf(b, "%sn%zu", i > 0 ? ", " : "", i);
	buf_puts(b, "\n");
}

/* Half of them, and each reason's own beside them. */
static void
needs_of_reasons(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[documents A]\nid = 身分証\n");
	for (i = NEEDS_MAX / 2; i < n; i++)
		buf_printf(b, "[reason x-r%zu]\ntext = x\nenglish = y\ndocuments = A\nsource = z\n", i);
	needs(b, NEEDS_MAX / 2);
}

static void
own_facts(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[fact x-f%zu]\ntext = x\nstage = card\nsource = y\n", i);
}

static void
own_reasons(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[reason x-r%zu]\ntext = x\nenglish = y\nsource = z\n", i);
}

/* Twice the same is one, the first and the last. */
static void
edges(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[rule a]\n" RULE "when = card-expires > today + 0 days\n");
	for (i = 0; i < n; i++)
		buf_printf(b, "[instead i%zu]\noutcome = consult\ntext = x\nsource = y\n"
		    "when = card-expires > today + %zu days\n", i, i);
	buf_printf(b, "[instead last]\noutcome = consult\ntext = x\nsource = y\n"
	    "when = card-expires > today + %zu days\n", n - 1);
}

static void
tellings(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[tell t%zu]\ncode = next-visit\ntext = x\nsource = y\n", i);
}

/* As often, on days apart from one another, two things change; each day has the one before beside it. */
static void
changes(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < 2 * n; i++)
		buf_printf(b, "[instead i%zu]\noutcome = consult\ntext = x\nsource = y\nfrom = %d-06-15\n", i,
		    2027 + (int)(i / 2));
}

/* --- documents ----------------------------------------------------------------------------------- */

static void
classes(struct buf *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_printf(b, "[class C%zu]\ntitle = x\n", i);
}

static void
shows(struct buf *b, size_t n)
{
	buf_puts(b, "[class A]\nshows = ");
	repeat(b, n, "name+birth", " | name+birth");
	buf_puts(b, "\n");
}

static void
kinds(struct buf *b, size_t n)
{
	size_t i;

	buf_puts(b, "[documents A]\n");
	for (i = 0; i < n; i++)
		buf_printf(b, "d%zu = 書類%zu\n", i, i);
}

static void
document_name(struct buf *b, size_t n)
{
	buf_printf(b, "[documents A]\nid = %0*d\n", (int)n, 0);
}

#define NEED "[documents A]\nid = 身分証\n[need card]\nwho = applicant\ntext = x\nsource = y\ndocuments = "
#define NEEDED "\n[rule a]\n" RULE "needs = card\n"

static void
together(struct buf *b, size_t n)
{
	buf_puts(b, NEED);
	repeat(b, n, "A", "+A");
	buf_puts(b, NEEDED);
}

static void
instead(struct buf *b, size_t n)
{
	buf_puts(b, NEED);
	repeat(b, n, "A", " | A");
	buf_puts(b, NEEDED);
}

/* --- numbers ------------------------------------------------------------------------------------- */

static void
age_of_paper(struct buf *b, size_t n)
{
	buf_printf(b, "[documents A]\nid = 身分証\n[document id]\nsource = y\nmax-age-months = %zu\n", n);
}

static void
grace(struct buf *b, size_t n)
{
	buf_printf(b, "[documents A]\nid = 身分証\n[document id]\nsource = y\ngrace-months = %zu\n", n);
}

static void
renewal_months(struct buf *b, size_t n)
{
	buf_printf(b, "[validity]\nrenewal-months = %zu\n", n);
}

static void
birthdays(struct buf *b, size_t n)
{
	buf_printf(b, "[validity]\nsource = x\nrenewed = 12\nbirthdays = %zu\n", n);
}

/* The first is in force from the beginning. */
static void
laws(struct buf *b, size_t n)
{
	for (; n > 1; n--)
		buf_printf(b, "[validity v%zu]\nfrom = 20%02zu-04-01\nrenewal-months = %zu\nsource = x\n", n,
		    30 + n, n);
}

static void
visits(struct buf *b, size_t n)
{
	buf_printf(b, "[rule a]\n" RULE "visits = %zu\n", n);
}

static void
yen(struct buf *b, size_t n)
{
	buf_printf(b, "[fee a]\ntext = x\nsource = y\nyen = %zu\n", n);
}

static void
reply_days(struct buf *b, size_t n)
{
	buf_printf(b, "[inquiry]\nlife = %zu days\n", n);
}

static const struct row rows[] = {
	{ "INI_ENTRIES_MAX", INI_ENTRIES_MAX, entries, "項目が多すぎます" },
	{ "INI_ENTRIES_MAX, a section last", INI_ENTRIES_MAX, entries_then_section, "項目が多すぎます" },
	{ "INI_LINE_MAX", INI_LINE_MAX, line_bytes, "行が長すぎます" },
	{ "CONDITIONS_MAX", 8192, conditions, "条件が多すぎます" },
	{ "DEPTH_MAX, brackets", 40, brackets, "かっこが深すぎます" },
	{ "DEPTH_MAX, not", 40, nots, "not が多すぎます" },
	{ "BROUGHT_MAX", BROUGHT_MAX, brought, "brought、day、time が多すぎます(合わせて 24 まで)" },
	{ "BROUGHT_MAX, days", BROUGHT_MAX, on_days, "brought、day、time が多すぎます(合わせて 24 まで)" },
	{ "CONDITION_WORD_MAX", CONDITION_WORD_MAX - 1, word, "長すぎる言葉" },
	{ "years of age", 150, age, "年齢が必要です" },
	{ "days of a span", 1200, span, "数(1200 まで)が必要です" },
	{ "DEFINED_MAX", DEFINED_MAX, defined, "[define] の言葉が多すぎます(128 まで)" },
	{ "COUNTERS_MAX", COUNTERS_MAX, counters, "窓口が多すぎます(64 まで)" },
	{ "RULE_LABELS_MAX", RULE_LABELS_MAX, labels, "label が多すぎます(24 まで)" },
	{ "FACTS_COUNTER_MAX, a label", FACTS_COUNTER_MAX - 1, label_bytes, "長すぎます" },
	{ "CALENDAR_HOURS_MAX, hours", CALENDAR_HOURS_MAX, opening_hours, "hours の" },
	{ "CALENDAR_HOURS_MAX, extra", CALENDAR_HOURS_MAX, extra_hours, "extra の" },
	{ "CALENDAR_DAYS_MAX", CALENDAR_DAYS_MAX, closed_days, "closed の" },
	{ "DECISION_RULES_MAX", DECISION_RULES_MAX, rules, "規則が多すぎます(512 まで)" },
	{ "NEEDS_MAX", NEEDS_MAX, needs, "多すぎます" },
	{ "NEEDS_MAX, with those of reasons", NEEDS_MAX, needs_of_reasons, "[rule a] の needs が多すぎます(12 まで)" },
	{ "FACTS_OWN_MAX", FACTS_OWN_MAX, own_facts, "fact が多すぎます(8 まで)" },
	{ "REASONS_OWN_MAX", REASONS_OWN_MAX, own_reasons, "reason が多すぎます(8 まで)" },
	{ "GRID_EDGES_MAX", GRID_EDGES_MAX, edges,
	    "日付の比べ方が多すぎます(1つの日付につき 28 通りまで)" },
	{ "DECISION_TELL_MAX", DECISION_TELL_MAX, tellings, "tell が多すぎます(24 まで)" },
	{ "CLASSES_MAX", CLASSES_MAX, classes, "書類の区分が多すぎます" },
	{ "SHOWS_MAX", SHOWS_MAX, shows, "選び方が多すぎます" },
	{ "KINDS_MAX", KINDS_MAX, kinds, "書類が多すぎます" },
	{ "FACTS_LABEL_MAX, a document's name", FACTS_LABEL_MAX - 2, document_name, "長すぎます" },
	{ "SUM_MAX", SUM_MAX, together, "組み合わせはありません" },
	{ "PAPERS_MAX", PAPERS_MAX, instead, "組み合わせはありません" },
	{ "months of a paper", 1200, age_of_paper, "1200 まで" },
	{ "months of grace", 1200, grace, "1200 まで" },
	{ "months before the end", 60, renewal_months, "60 まで" },
	{ "VALIDITY_BIRTHDAYS_MAX", VALIDITY_BIRTHDAYS_MAX, birthdays, "12 まで" },
	{ "VALIDITY_LINES_MAX", VALIDITY_LINES_MAX, laws, "[validity] の節が多すぎます(8 まで)" },
	{ "visits", 2, visits, "2 まで" },
	{ "yen", 1000000, yen, "1000000 まで" },
	{ "days of a reply", 1000, reply_days, "life" },
};

static void
one_more_is_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		limit_holds((struct limit){ rows[i].of, rows[i].most, ERR_PROFILE, rows[i].word }, read_profile,
		    &rows[i]);
}

/* Two days a change, beside a day like any other: 63 of the 64 that are looked at, and one change more. */
static void
days_that_matter_are_not_passed_over(void **state)
{
	static const struct row row = { .write = changes };
	char why[LIMIT_WHY_MAX] = "";

	(void)state;
	assert_int_equal(read_profile(&row, 31, why), ERR_NONE);
	assert_int_equal(read_profile(&row, 32, why), ERR_PROFILE);
	assert_non_null(strstr(why, "規則の変わる日が多すぎます(前後を含めて 64 日まで)"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_more_is_refused),
		cmocka_unit_test(days_that_matter_are_not_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
