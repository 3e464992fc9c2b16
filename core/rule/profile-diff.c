/* Goes over the grid of madoguchi-profile(5), COMPARING, and hands on every set of facts that two profiles answer differently. */
#include "rule/profile-diff.h"

#include <stdio.h>
#include <string.h>

/* One column of the grid; each value is a list of facts. */
struct column { const char *const *values; size_t count; };

static const char *const procedures[] = { "procedure=issue\nreason=first", "procedure=issue\nreason=moved",
    "procedure=issue\nreason=card-reissued", "procedure=renew\nreason=expiry", "procedure=unlock", "procedure=change-pin",
    "procedure=revoke\nreason=holder-request" };
static const char *const certificates[] = { "", "certificates=sign", "certificates=auth" };
static const char *const visitors[] = { "visitor=self", "visitor=self+guardian\nguardianship=parent",
    "visitor=guardian\nguardianship=parent", "visitor=guardian\nguardianship=guardian", "visitor=household", "visitor=proxy" };
static const char *const applicants[] = { "born=1980-05-01\nward=no", "born=2016-05-01\nward=no", "born=1950-05-01\nward=yes" };
static const char *const pins[] = { "sign-pin=known\nauth-pin=known", "sign-pin=locked\nauth-pin=known" };
static const char *const replies[] = { "visit=1\nreply=none\nnotice=none", "visit=1\nreply=enclosed\nnotice=brought",
    "visit=2\nreply=posted\nnotice=none" };
static const char *const expiries[] = { "sign-expires=2026-12-20\nauth-expires=2026-12-20",
    "sign-expires=2026-10-20\nauth-expires=2026-10-20", "sign-expires=none\nauth-expires=2029-05-01" };
static const char *const papers[] = { "",
    "doc=%s:driving-licence", "doc=%s:eligibility-certificate",
    "doc=%s:driving-licence\ndoc=%s:eligibility-certificate", "doc=%s:driving-licence\ndoc=%s:passport" };
static const char *const authority[] = { "same-household=no", "same-household=yes" };

static const struct column columns[] = {
	{ procedures, sizeof(procedures) / sizeof(*procedures) },
	{ certificates, sizeof(certificates) / sizeof(*certificates) },
	{ visitors, sizeof(visitors) / sizeof(*visitors) },
	{ applicants, sizeof(applicants) / sizeof(*applicants) },
	{ pins, sizeof(pins) / sizeof(*pins) },
	{ replies, sizeof(replies) / sizeof(*replies) },
	{ expiries, sizeof(expiries) / sizeof(*expiries) },
	{ papers, sizeof(papers) / sizeof(*papers) },
	{ authority, sizeof(authority) / sizeof(*authority) },
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))
#define PAPERS_COLUMN 7

static const char always[] = "at=2026-11-20\nresident=yes\ncard=valid\ncard-face=current\ncard-expires=2031-05-01\n"
    "trigger=none\nhonseki-here=no\nauthority-on-record=no\npledge=no\nproxy-reason=hospital\nreply-complete=yes\n"
    "power-of-attorney=yes\nconcealed=envelope\nreply-expires=2027-01-10\ninquiry-opened=2026-11-10\n"
    "revocation-consent=yes\nbooked=yes\nhome-counter=yes\nchannel=counter\nsystem=up\nkeep-consent=no\n"
    "doc=applicant:my-number-card\n";

size_t
profile_diff_size(void)
{
	size_t n = 1, i;

	for (i = 0; i < COLUMNS; i++)
		n *= columns[i].count;
	return n;
}

/* Whose papers they are: the visitor's, and the applicant's second one with them. */
static const char *
holder_of(const struct facts *f)
{
	switch (f->value[FACT_VISITOR]) {
	case VISITOR_SELF:
		return "applicant";
	case VISITOR_SELF_GUARDIAN:
	case VISITOR_GUARDIAN:
		return "guardian";
	default:
		return "proxy";
	}
}

static enum err
read_papers(struct facts *facts, const char *text, char why[FACTS_WHY_MAX])
{
	const char *holder = holder_of(facts), *p;
	struct buf b = { 0 };
	enum err e;

	for (p = text; *p != '\0'; p++)
		if (p[0] == '%' && p[1] == 's') {
			buf_puts(&b, holder);
			p++;
		} else
			buf_add(&b, p, 1);
	if ((e = buf_check(&b)) == ERR_NONE)
		e = facts_read_lines(facts, NULL, buf_text(&b), why);
	buf_free(&b);
	return e;
}

static enum err
facts_at(size_t point, struct facts *facts)
{
	char why[FACTS_WHY_MAX];
	size_t i;
	enum err e;

	*facts = (struct facts){ 0 };
	e = facts_read_lines(facts, NULL, always, why);
	for (i = 0; i < COLUMNS && e == ERR_NONE; i++) {
		const char *text = columns[i].values[point % columns[i].count];

		e = i == PAPERS_COLUMN ? read_papers(facts, text, why) : facts_read_lines(facts, NULL, text, why);
		point /= columns[i].count;
	}
	return e;
}

enum err
profile_diff(const struct profile *a, const struct profile *b,
    bool (*row)(void *, const struct facts *, const struct decision *, const struct decision *), void *ctx)
{
	static const struct moment at = { .date = { 2026, 11, 20 }, .hour = -1 };
	struct decision x, y;
	struct facts facts;
	size_t n = profile_diff_size(), i;
	enum err e;

	for (i = 0; i < n; i++) {
		if ((e = facts_at(i, &facts)) != ERR_NONE || (e = rule_decide(a, &facts, at, &x)) != ERR_NONE ||
		    (e = rule_decide(b, &facts, at, &y)) != ERR_NONE)
			return e;
		if (!decision_same_answer(&x, &y) && !row(ctx, &facts, &x, &y))
			break;
	}
	return ERR_NONE;
}
