/*
 * What two profiles answer differently is found and named: every section that is taken out of a shipped profile, and
 * changes that municipalities make, each on its side of looser and stricter. No example shows two equal answers.
 */
#include "config.h"

#include "rule/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"

static const struct date today = { 2026, 11, 20 };
static struct faults faults;

static const char *
folder(void)
{
	static char path[512];
	const char *dir = getenv("MADOGUCHI_DATADIR");

	(void)snprintf(path, sizeof(path), "%s/profiles", dir != NULL ? dir : "config");
	return path;
}

static struct profile *
shipped(const char *name)
{
	struct profile *p;

	faults.count = 0;
	assert_int_equal(profile_open(folder(), name, &p, &faults), ERR_NONE);
	return p;
}

/* --- each example is what it is said to be --- */

static void
decide(const struct profile *p, const struct facts *example, struct decision *d, struct buf *line)
{
	struct facts facts = *example;

	facts_assume(&facts);
	assert_int_equal(rule_decide(p, &facts, facts.at, d), ERR_NONE);
	decision_short(d, line);
}

static void
hold_examples(const struct profile *p, const struct profile *q, const struct profile_diff *d)
{
	struct decision x, y;
	size_t i;

	for (i = 0; i < d->group_count; i++) {
		const struct diff_group *g = &d->groups[i];
		struct buf a = { 0 }, b = { 0 }, shown = { 0 };
		enum fact one, other;

		decide(p, &g->example, &x, &a);
		decide(q, &g->example, &y, &b);
		assert_string_not_equal(buf_text(&a), buf_text(&b));
		decision_short(&g->before, &shown);
		assert_string_equal(buf_text(&shown), buf_text(&a));
		assert_false(facts_contradict(&g->example, (struct date){ 0 }, &one, &other) &&
		    other < FACT_DATES);
		assert_true(g->count >= 1);
		if (i > 0)
			assert_true(d->groups[i - 1].way <= g->way);
		buf_free(&a);
		buf_free(&b);
		buf_free(&shown);
	}
}

/* --- every section --- */

static char *
read_file(const char *name)
{
	char path[600], *text = calloc(1, 100000);
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s.ini", folder(), name);
	assert_non_null(text);
	assert_non_null(f = fopen(path, "r"));
	assert_true(fread(text, 1, 99999, f) > 0);
	(void)fclose(f);
	return text;
}

/* Where a line begins with '[', from there on; NULL: no more. */
static const char *
section(const char *text)
{
	const char *p = text[0] == '[' ? text : strstr(text, "\n[");

	return p == NULL || p == text ? p : p + 1;
}

/* Seen by profile check or by profile diff; what changes nothing in the resolved profile needn't be. */
static void
take_out(const char *name, const struct profile *p, const char *text, const char *from, const char *to, int *same)
{
	struct buf b = { 0 };
	struct profile_diff d;
	struct profile *q;

	buf_add(&b, text, (size_t)(from - text));
	buf_puts(&b, to);
	(void)scratch_write(&scratch, "changed.ini", buf_text(&b));
	faults.count = 0;
	if (profile_open(folder(), scratch_path(&scratch, "changed.ini"), &q, &faults) == ERR_NONE) {
		assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
		hold_examples(p, q, &d);
		if (d.group_count + d.change_count == 0) {
			print_message("%s %.*s repeats what is inherited\n", name, (int)strcspn(from, "\n"), from);
			++*same;
		}
		profile_diff_free(&d);
	} else
		assert_true(faults.count > 0);
	profile_free(&q);
	buf_free(&b);
}

static void
no_section_can_go_unseen(void **state)
{
	static const struct { const char *name; int same; } rows[] = {
		/* [validity] as in national.ini; the titles and order of classes A and B, likewise. */
		{ "kawasaki", 3 },
		/* [inquiry] as in national.ini. */
		{ "setagaya", 1 },
		{ "kawaguchi", 0 }, { "odawara", 0 }, { "tachikawa", 0 }, { "national", 0 },
	};
	size_t i, sections = 0;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct profile *p = shipped(rows[i].name);
		char *text = read_file(rows[i].name);
		const char *at = section(text), *next;
		int same = 0;

		for (; at != NULL; at = next, sections++) {
			next = section(at + 1);
			take_out(rows[i].name, p, text, at, next != NULL ? next : "", &same);
		}
		assert_int_equal(same, rows[i].same);
		free(text);
		profile_free(&p);
	}
	assert_true(sections > 250);
}

/* --- changes that are made --- */

/* In the resolved text; way DIFF_WAYS: no answer changes, but the line is shown. */
struct change { const char *profile, *from, *to; enum diff_way way; const char *rule; };

static const struct change changes[] = {
	/* fewer papers, more papers */
	{ "kawasaki", "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = A\n",
	    "[need proxy-identity-a]\ncode = identity\nwho = proxy\ndocuments = A | B\n", DIFF_LOOSER,
	    "rule inquiry-first" },
	{ "kawasaki", "[need guardian-two]\ncode = identity\nwho = guardian\ndocuments = A+B | A+A\n",
	    "[need guardian-two]\ncode = identity\nwho = guardian\ndocuments = A\n", DIFF_LOOSER,
	    "rule unlock-guardian" },
	{ "kawasaki", "needs = card, unlock-identity\ntext = 本人のロック", "needs = card\ntext = 本人のロック",
	    DIFF_LOOSER, "rule unlock-self" },
	{ "national", "[need guardian-identity-a]\ncode = identity\nwho = guardian\ndocuments = A\n",
	    "[need guardian-identity-a]\ncode = identity\nwho = guardian\ndocuments = A+B | A+A\n", DIFF_STRICTER,
	    "rule guardian" },
	{ "kawasaki", "driving-licence = 運転免許証\n",
	    "driving-licence = 運転免許証\nsmall-boat = 小型船舶操縦免許証\n", DIFF_LOOSER, "documents A" },
	{ "kawasaki", "passport = パスポート(旅券)\ndisab", "disab", DIFF_STRICTER, "documents A" },
	{ "kawasaki", "[need pledge]\nmet = pledge = yes or brought guardian: parent-paper\n",
	    "[need pledge]\nmet = pledge = yes\n", DIFF_STRICTER, "rule renew-guardian" },
	{ "national", "unless = authority-known\n", "", DIFF_STRICTER, "rule guardian" },
	/* who may come, and how often */
	{ "national", "in-person = visitor = self or (visitor = self+guardian and not represented)\n",
	    "in-person = visitor in self, self+guardian\n", DIFF_LOOSER, "rule guardian" },
	{ "national", "when = visitor = self and with-card and (minor or ward = yes)\n",
	    "when = visitor = self and with-card and age < 12\n", DIFF_LOOSER, "refuse represented-alone" },
	{ "national", "when = issuing and minor\n", "when = issuing and age < 18\n", DIFF_STRICTER, "refuse under-15" },
	/* days and times */
	{ "national", "and early sign\n", "and today <= sign-expires - 6 months\n", DIFF_LOOSER,
	    "refuse sign-window-not-open" },
	{ "national", "and early auth\n", "and today <= auth-expires - 2 months\n", DIFF_STRICTER,
	    "refuse auth-window-not-open" },
	{ "national", "renewal-months = 3\n", "renewal-months = 2\n", DIFF_STRICTER, "refuse auth-window-not-open" },
	{ "national", "renewal-opens = day-after\n", "renewal-opens = same-day\n", DIFF_LOOSER,
	    "refuse sign-window-not-open" },
	{ "national", "[name]\n", "[validity later]\nfrom = 2027-04-01\nrenewal-months = 6\nsource = x\n\n[name]\n",
	    DIFF_LOOSER, "refuse auth-window-not-open" },
	{ "national", "[rule self]\nwhen", "[rule self]\nuntil = 2027-03-31\nwhen", DIFF_STRICTER, "rule self" },
	{ "national", "[rule self]\nwhen = in-person and issuing\n",
	    "[rule self]\nwhen = in-person and issuing and not day in sun\n", DIFF_STRICTER, "rule self" },
	{ "national", "[rule self]\nwhen = in-person and issuing\n",
	    "[rule self]\nwhen = in-person and issuing and not time >= 17:15\n", DIFF_STRICTER, "rule self" },
	{ "odawara", "hours = weekday 9:00-16:30", "hours = weekday 9:00-17:00", DIFF_WAYS, "counter 3b" },
	/* the letter */
	{ "national", "life = none\n", "life = 30 days\n", DIFF_STRICTER, NULL },
	{ "national", "life = none\n", "life = 2 months\n", DIFF_STRICTER, NULL },
	{ "kawasaki", "met = concealed = envelope\n", "met = concealed in sticker, envelope\n", DIFF_LOOSER, NULL },
	{ "national", "mail = 転送不要の簡易書留\n", "mail = 普通郵便\n", DIFF_WAYS, "inquiry" },
	/* counters, fees, second approvals */
	{ "kawasaki", "serves = not inquiry-visit\n", "serves = always\n", DIFF_LOOSER, NULL },
	{ "kawasaki", "serves = home-counter = yes\n", "serves = home-counter = yes\nbooked = always\n", DIFF_STRICTER,
	    NULL },
	{ "national", "[fee free]\nyen = 0\n", "[fee free]\nyen = 300\n", DIFF_STRICTER, "fee free" },
	{ "national", "[fee card-reissued]\nwhen = procedure = issue and reason = card-reissued\nyen = 200\n",
	    "[fee card-reissued]\nwhen = procedure = issue and reason = card-reissued\nyen = 0\n", DIFF_LOOSER,
	    "fee card-reissued" },
	{ "national", "[tell next-visit]\n",
	    "[action copies]\ndo = copy-documents\nsource = x\n\n[tell next-visit]\n", DIFF_STRICTER, NULL },
	{ "national", "of = proceed\nwhen = system = down\n", "of = proceed\nwhen = never\n", DIFF_LOOSER, NULL },
	/* a fact of its own, which the other profile hasn't */
	{ "national", "[refuse not-represented]\n",
	    "[fact x-unwell]\ntext = 具合が悪い\nstage = visitor\nsource = x\n\n"
	    "[refuse x-unwell]\ncode = x-unwell\nwhen = x-unwell = yes\ntext = x\nsource = x\n\n"
	    "[refuse not-represented]\n", DIFF_STRICTER, "refuse x-unwell" },
	/* words */
	{ "national", "text = 手続は住民登録の", "text = お手続は住民登録の", DIFF_WAYS, "refuse not-resident" },
	{ "kawasaki", "telephone = 0120-380-366\n", "telephone = 0120-380-367\n", DIFF_WAYS, "office" },
};

/* Looser for some and stricter for others: a finished visit fails where the system is down; a child has a day more. */
static const struct change two_sided[] = {
	{ "national", "outcome = inquiry\nvisits = 2\nneeds = card, proxy-identity-a\ntext = 本人あてに",
	    "outcome = proceed\nvisits = 2\nneeds = card, proxy-identity-a\ntext = 本人あてに", DIFF_LOOSER,
	    "rule proxy-first" },
	{ "national", "age = eve\n", "age = birthday\n", DIFF_STRICTER, "rule self" },
};

static struct profile *
changed(const struct profile *p, const char *from, const char *to)
{
	const char *text = profile_text(p), *at = strstr(text, from);
	struct buf b = { 0 };
	struct profile *q;
	enum err e;

	if (at == NULL)
		print_error("not in the profile: %s\n", from);
	assert_non_null(at);
	buf_add(&b, text, (size_t)(at - text));
	buf_puts(&b, to);
	buf_puts(&b, at + strlen(from));
	faults.count = 0;
	if ((e = profile_read_text(buf_text(&b), &q, &faults)) != ERR_NONE)
		print_error("%s: %s\n", to, faults.list[0].message);
	assert_int_equal(e, ERR_NONE);
	buf_free(&b);
	return q;
}

static bool
has_group(const struct profile_diff *d, enum diff_way way, const char *rule)
{
	size_t i;

	for (i = 0; i < d->group_count; i++)
		if (d->groups[i].way == way && (rule == NULL || strcmp(d->groups[i].from.name, rule) == 0 ||
		    strcmp(d->groups[i].to.name, rule) == 0))
			return true;
	return false;
}

static bool
has_change(const struct profile_diff *d, const char *section)
{
	size_t i;

	for (i = 0; i < d->change_count; i++)
		if (section == NULL || strcmp(d->changes[i].section, section) == 0)
			return true;
	return false;
}

/* Shown, on that side and, unless both, on no other. */
static bool
shows(const struct profile *p, const struct profile *q, const struct change *c, enum diff_way way, bool both)
{
	const enum diff_way against = way == DIFF_LOOSER ? DIFF_STRICTER : DIFF_LOOSER;
	struct profile_diff d;
	bool ok;

	assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
	hold_examples(p, q, &d);
	if (way == DIFF_WAYS)
		ok = has_change(&d, c->rule) && d.group_count == 0;
	else
		ok = has_change(&d, NULL) && has_group(&d, way, c->rule) && has_group(&d, against, NULL) == both;
	if (!ok)
		print_error("%s: %zu groups, %zu changes\n", c->to, d.group_count, d.change_count);
	profile_diff_free(&d);
	return ok;
}

/* And the other way round on the other side. Both from text: stop days stand beside files alone. */
static size_t
try(const struct change *c, bool both)
{
	const enum diff_way back = c->way == DIFF_LOOSER ? DIFF_STRICTER :
	    c->way == DIFF_STRICTER ? DIFF_LOOSER : DIFF_WAYS;
	struct profile *file = shipped(c->profile), *p = changed(file, "", ""), *q = changed(file, c->from, c->to);
	size_t wrong = !shows(p, q, c, c->way, both);

	wrong += !shows(q, p, c, back, both);
	profile_free(&file);
	profile_free(&p);
	profile_free(&q);
	return wrong;
}

static void
changes_are_on_their_side(void **state)
{
	size_t i, wrong = 0;

	(void)state;
	for (i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		wrong += try(&changes[i], false);
	for (i = 0; i < sizeof(two_sided) / sizeof(*two_sided); i++)
		wrong += try(&two_sided[i], true);
	assert_int_equal(wrong, 0);
}

static void
the_same_is_the_same(void **state)
{
	struct profile *p = shipped("kawasaki"), *q;
	struct profile_diff d;

	(void)state;
	assert_int_equal(profile_read_text(profile_text(p), &q, &faults), ERR_NONE);
	assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
	assert_int_equal(d.group_count, 0);
	assert_int_equal(d.change_count, 0);
	profile_diff_free(&d);
	profile_free(&p);
	profile_free(&q);
}

/* A fact that only one of them has is said or not said to both. */
static void
own_facts_of_each_are_compared(void **state)
{
#define OWN(name) "[fact " name "]\ntext = x\nstage = visitor\nsource = x\n\n" \
	"[refuse " name "]\ncode = " name "\nwhen = " name " = yes\ntext = x\nsource = x\n\n[refuse not-represented]\n"
	static const struct { enum diff_way way; const char *rule, *says; } want[] = {
		{ DIFF_LOOSER, "refuse x-one", "x-one=yes\n" }, { DIFF_STRICTER, "refuse x-other", "x-other=yes\n" },
	};
	struct profile *file = shipped("national");
	struct profile *p = changed(file, "[refuse not-represented]\n", OWN("x-one"));
	struct profile *q = changed(file, "[refuse not-represented]\n", OWN("x-other"));
	struct profile_diff d;
	size_t i, k;

	(void)state;
	assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
	hold_examples(p, q, &d);
	assert_int_equal(d.group_count, 2);
	for (i = 0; i < 2; i++)
		for (k = 0; k < d.group_count; k++) {
			struct buf facts = { 0 };

			facts_write(&d.groups[k].example, &facts);
			if (d.groups[k].way == want[i].way) {
				assert_true(has_group(&d, want[i].way, want[i].rule));
				assert_non_null(strstr(buf_text(&facts), want[i].says));
			}
			buf_free(&facts);
		}
	profile_diff_free(&d);
	profile_free(&file);
	profile_free(&p);
	profile_free(&q);
}

static void
two_municipalities_are_bounded(void **state)
{
	static const char *const names[] = { "kawaguchi", "kawasaki", "odawara", "setagaya", "tachikawa" };
	struct profile_diff d;
	size_t i, k;

	(void)state;
	for (i = 0; i < 5; i++)
		for (k = 0; k < 5; k++) {
			struct profile *p = shipped(names[i]), *q = shipped(names[k]);

			if (i != k) {
				assert_int_equal(profile_diff(p, q, today, &d), ERR_NONE);
				hold_examples(p, q, &d);
				assert_false(d.cut);
				assert_in_range(d.group_count, 10, 150);
				profile_diff_free(&d);
			}
			profile_free(&p);
			profile_free(&q);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_the_same),
		cmocka_unit_test(changes_are_on_their_side),
		cmocka_unit_test(own_facts_of_each_are_compared),
		cmocka_unit_test(two_municipalities_are_bounded),
		cmocka_unit_test_setup_teardown(no_section_can_go_unseen, fixture_setup_folder, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
