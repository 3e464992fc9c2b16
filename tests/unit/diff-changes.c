/* What a difference is said to be, in small profiles: the order of rules, lines, gates, and two differences in one. */
#include "rule/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define HEAD "[municipality]\nname = x\nsource = y\n"
#define SAYS "text = 例\nsource = y\n"

static const struct date today = { 2026, 11, 20 };

struct compared { struct profile *p, *q; struct profile_diff diff; };

static struct compared
compare(const char *was, const char *is)
{
	struct compared c;

	assert_int_equal(profile_read_text(was, &c.p, NULL), ERR_NONE);
	assert_int_equal(profile_read_text(is, &c.q, NULL), ERR_NONE);
	assert_int_equal(profile_diff(c.p, c.q, today, &c.diff), ERR_NONE);
	return c;
}

static void
end(struct compared *c)
{
	profile_diff_free(&c->diff);
	profile_free(&c->p);
	profile_free(&c->q);
}

/* --- lines and places --- */

/* "rule b after a, not c; fee free yen 0, not -" */
static void
say_changes(const struct profile_diff *d, struct buf *b)
{
	size_t i;

	for (i = 0; i < d->change_count; i++) {
		const struct diff_change *c = &d->changes[i];

		buf_printf(b, "%s%s %s %s, not %s", i > 0 ? "; " : "", c->section, c->key != NULL ? c->key : "after",
		    c->after != NULL ? c->after : "-", c->before != NULL ? c->before : "-");
	}
}

#define PROCEED "outcome = proceed\n" SAYS
#define A "[rule a]\nwhen = visitor = self\n" PROCEED
#define B "[rule b]\nwhen = visitor = proxy\n" PROCEED
#define C "[rule c]\nwhen = visitor = household\n" PROCEED
#define NEED "[need a]\ncode = pledge\nmet = pledge = yes\n" SAYS

/* A rule that is new or gone moves none, nor do sections of another kind. */
static void
lines_and_places_are_told(void **state)
{
	static const struct { const char *was, *is, *told; } rows[] = {
		{ HEAD A B C, HEAD A B C, "" },
		{ HEAD A B NEED, HEAD NEED A B, "" },
		{ HEAD A B C, HEAD A C B, "rule c after a, not b; rule b after c, not a" },
		{ HEAD A B, HEAD B A, "rule b after , not a; rule a after b, not " },
		{ HEAD A B, HEAD A C B, "rule c when visitor = household, not -; rule c outcome proceed, not -; "
		    "rule c text 例, not -; rule c source y, not -" },
		{ HEAD C A B, HEAD A B, "rule c when -, not visitor = household; rule c outcome -, not proceed; "
		    "rule c text -, not 例; rule c source -, not y" },
		{ HEAD "profile = one\n" A, HEAD "profile = two\n" A, "" },
		{ HEAD A "from = 2027-01-01\n", HEAD A "from = 2027-02-01\n",
		    "rule a from 2027-02-01, not 2027-01-01" },
	};
	struct buf b = { 0 };
	struct compared c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		c = compare(rows[i].was, rows[i].is);
		buf_clear(&b);
		say_changes(&c.diff, &b);
		assert_string_equal(buf_text(&b), rows[i].told);
		end(&c);
	}
	buf_free(&b);
}

/* --- groups --- */

#define PAPER HEAD "[documents A]\nid = 身分証\n[need paper]\ncode = identity\nwho = applicant\ndocuments = A\n" SAYS \
	"[rule self]\noutcome = proceed\n"
#define NEEDED "needs = paper\n"
#define FEE(yen) SAYS "[fee free]\nyen = " yen "\n" SAYS

/* Less of the one and more of the other is both. */
static void
papers_and_fee_together(void **state)
{
	static const struct { const char *was, *is; enum diff_way way; } rows[] = {
		{ PAPER NEEDED FEE("0"), PAPER FEE("0"), DIFF_LOOSER },
		{ PAPER NEEDED FEE("0"), PAPER FEE("200"), DIFF_MIXED },
		{ PAPER NEEDED FEE("200"), PAPER FEE("0"), DIFF_LOOSER },
		{ PAPER FEE("0"), PAPER NEEDED FEE("200"), DIFF_STRICTER },
		{ PAPER FEE("200"), PAPER NEEDED FEE("0"), DIFF_MIXED },
		{ PAPER FEE("200"), PAPER FEE("0"), DIFF_LOOSER },
		{ PAPER FEE("0"), PAPER FEE("200"), DIFF_STRICTER },
	};
	struct compared c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		c = compare(rows[i].was, rows[i].is);
		assert_int_equal(c.diff.group_count, 1);
		assert_int_equal(c.diff.groups[0].way, rows[i].way);
		end(&c);
	}
}

#define SIGN "[refuse sign]\ncode = ward\ncertificate = sign\nwhen = ward = yes\n" SAYS
#define ALL "[refuse all]\ncode = not-resident\nwhen = resident = no\n" SAYS

/* Who is refused for both is counted among those who are refused altogether. */
static void
the_whole_visit_goes_before_a_certificate(void **state)
{
	struct compared c = compare(HEAD SIGN ALL A, HEAD A);
	const struct diff_group *all = &c.diff.groups[0], *sign = &c.diff.groups[1];

	(void)state;
	assert_int_equal(c.diff.group_count, 2);
	assert_string_equal(all->from.name, "refuse all");
	assert_string_equal(sign->from.name, "refuse sign");
	assert_int_equal(all->facts + 1, sign->facts);	/* whether they are a ward is all the same */
	end(&c);
}

/* Whatever was found first. */
static void
looser_groups_come_first(void **state)
{
	static const char consult[] = "[rule b]\nwhen = visitor = proxy\noutcome = consult\n" SAYS;
	char was[1024];
	struct compared c;

	(void)state;
	(void)snprintf(was, sizeof(was), "%s%s", HEAD A, consult);
	c = compare(was, HEAD ALL A B);
	assert_int_equal(c.diff.group_count, 2);
	assert_string_equal(c.diff.groups[0].from.name, "rule b");
	assert_int_equal(c.diff.groups[0].way, DIFF_LOOSER);
	assert_string_equal(c.diff.groups[1].to.name, "refuse all");
	assert_int_equal(c.diff.groups[1].way, DIFF_STRICTER);
	end(&c);
}

/* A refusal of one visitor for one reason, so many times: each is a group of its own. */
static void
so_many_groups_are_kept(void **state)
{
	static const char *const visitors[] = { "self", "self+guardian", "guardian", "household", "proxy" },
	    *const reasons[] = { "first", "expiry", "moved", "renamed", "turned-15", "stay-extended", "card-reissued",
	    "holder-request", "stay-pending", "furigana", "former-name", "card-express" },
	    *const kinds[] = { "parent", "guardian", "curator", "assistant", "voluntary" };
	unsigned limit, i;

	(void)state;
	for (limit = DIFF_GROUPS_MAX - 1; limit <= DIFF_GROUPS_MAX; limit++) {
		struct buf text = { 0 };
		struct compared c;

		buf_puts(&text, HEAD ALL);
		for (i = 0; i < limit; i++)
			buf_printf(&text, "[refuse r%u]\ncode = x-r\nwhen = visitor = %s and reason = %s and guardianship = %s\n"
			    SAYS, i, visitors[i % 5], reasons[i / 5 % 12], kinds[i / 60]);
		c = compare(buf_text(&text), HEAD);
		assert_int_equal(c.diff.group_count, limit < DIFF_GROUPS_MAX ? limit + 1 : DIFF_GROUPS_MAX);
		assert_int_equal(c.diff.cut, limit == DIFF_GROUPS_MAX);
		end(&c);
		buf_free(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_places_are_told),
		cmocka_unit_test(papers_and_fee_together),
		cmocka_unit_test(the_whole_visit_goes_before_a_certificate),
		cmocka_unit_test(looser_groups_come_first),
		cmocka_unit_test(so_many_groups_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
