/* Decisions with complete facts, alone and as lines of decide --batch: a second on one core, and no memory that grows. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "rule/rule.h"
#include "tests/bench/figure.h"
#include "tests/bench/timing.h"

#define ROUNDS 100000

static const char *const visits[] = {
	"visitor=self", "visitor=proxy doc=proxy:driving-licence", "visitor=proxy doc=proxy:eligibility-certificate",
	"visitor=guardian guardianship=parent doc=guardian:driving-licence doc=guardian:passport,issued=2020-01-01",
};

static const char usual[] = "at=2026-11-20T10:30 procedure=renew reason=expiry resident=yes card=valid card-face=current "
    "born=1980-05-01 sign-expires=2026-12-20 auth-expires=2026-12-20 card-expires=2031-06-01 sign-pin=known auth-pin=known "
    "visit=1 reply=enclosed reply-complete=yes power-of-attorney=yes concealed=envelope reply-expires=2026-12-20 "
    "inquiry-opened=2026-11-01 doc=applicant:my-number-card booked=yes home-counter=yes";

#define VISITS (sizeof(visits) / sizeof(*visits))

static long
memory(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

/* What decide --batch does for a line. */
static void
answer_line(const struct profile *p, const char *visit, struct buf *out)
{
	struct facts facts = { 0 };
	const struct moment at = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;

	buf_clear(out);
	if (facts_read_words(&facts, NULL, usual, why) != ERR_NONE || facts_read_words(&facts, NULL, visit, why) != ERR_NONE)
		return;
	facts_assume(&facts);
	if (profile_check_facts(p, &facts, why) == ERR_NONE && rule_decide(p, &facts, at, &d) == ERR_NONE)
		decision_json(&d, out);
}

/* What the C library does as often as it is asked: by it a line is measured, whatever the machine. */
static void
print_dates(void)
{
	char text[64];
	int i;

	for (i = 0; i < 64; i++)
		(void)snprintf(text, sizeof(text), "%04d-%02d-%02d %s", 1950 + i, 1 + i % 12, 1 + i % 28,
		    visits[(size_t)i % VISITS]);
}

/* 1.0 to 1.1 is what a line took when the rules had half of what they have; the rest is for a machine's moods. */
#define LINE_LIMIT 1.3

/* The time that a line takes beside that of 64 dates printed, by turns, the least of each. */
static bool
compare(const struct profile *p)
{
	double line = 1e9, dates = 1e9, begin, took;
	struct buf out = { 0 };
	char name[64];
	int round, i;

	for (round = 0; round < 10; round++) {
		for (begin = timing_cpu(), i = 0; i < ROUNDS / 20; i++)
			answer_line(p, visits[(size_t)i % VISITS], &out);
		line = (took = timing_cpu() - begin) < line ? took : line;
		for (begin = timing_cpu(), i = 0; i < ROUNDS / 20; i++)
			print_dates();
		dates = (took = timing_cpu() - begin) < dates ? took : dates;
	}
	buf_free(&out);
	(void)snprintf(name, sizeof(name), "a line, beside 64 dates printed, %s", profile_code(p));
	return figure(name, "us", line * 1e6 / (ROUNDS / 20), dates * 1e6 / (ROUNDS / 20), LINE_LIMIT);
}

static int
measure(const struct profile *p)
{
	struct buf out = { 0 };
	struct facts facts[VISITS] = { 0 };
	const struct moment at = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;
	char name[64];
	double begin;
	long before;
	size_t i;

	for (i = 0; i < VISITS; i++) {
		if (facts_read_words(&facts[i], NULL, usual, why) != ERR_NONE ||
		    facts_read_words(&facts[i], NULL, visits[i], why) != ERR_NONE)
			return 1;
		facts_assume(&facts[i]);
		if (rule_decide(p, &facts[i], at, &d) != ERR_NONE || d.ask_count > 0)
			return 1;
	}
	before = memory();
	begin = timing_cpu();
	for (i = 0; i < ROUNDS; i++)
		(void)rule_decide(p, &facts[i % VISITS], at, &d);
	(void)snprintf(name, sizeof(name), "decisions a second, %s", profile_code(p));
	(void)figure(name, "", ROUNDS / (timing_cpu() - begin), 0, 0);
	begin = timing_cpu();
	for (i = 0; i < ROUNDS; i++)
		answer_line(p, visits[i % VISITS], &out);
	(void)snprintf(name, sizeof(name), "lines a second, %s", profile_code(p));
	(void)figure(name, "", ROUNDS / (timing_cpu() - begin), 0, 0);
	(void)snprintf(name, sizeof(name), "memory that grew meanwhile, %s", profile_code(p));
	(void)figure(name, "KiB", (double)(memory() - before), 0, 0);
	buf_free(&out);
	return compare(p) ? 0 : 1;
}

int
main(void)
{
	static const char *const names[] = { "national", "kawaguchi", "odawara", "kawasaki", "tachikawa", "setagaya" };
	struct profile *p;
	char dir[1024];
	size_t i;
	int fault = 0;

	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (profile_open(dir, names[i], &p, NULL) != ERR_NONE || measure(p) != 0) {
			printf("%s: failed\n", names[i]);
			fault = 1;
		}
		profile_free(&p);
	}
	return fault;
}
