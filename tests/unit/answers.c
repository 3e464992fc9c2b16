/*
 * What small profiles answer, in full: answers.table; what is read aloud of it: aloud.table; what stands in its JSON:
 * json.table; when a counter is open: hours.table; and what has to be brought another day, again, to the second visit,
 * or with a reply: next.table. "- " stands before a profile that is alone, "= " before one that inherits the national
 * rules, "! " before one that says who it is itself; a line with "? " has the facts of a visit, on 20 November 2026
 * where it says no day.
 */
#include "config.h"

#include "rule/diff.h"
#include "rule/next-visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "fixture.h"
#include "golden.h"

#define HEAD "[municipality]\nname = 例市\nsource = 例市\n"

static const char alone[] = HEAD DEPARTS,
    heir[] = HEAD "inherit = national\n";

static const struct moment at = { .date = { 2026, 11, 20 }, .hour = -1 };

static void
say_day(struct buf *out, const char *what, struct date d)
{
	char day[16];

	if (!date_given(d))
		return;
	date_format_iso(d, day, sizeof(day));
	buf_printf(out, " %s=%s", what, day);
}

static int
count_hits(const struct decision *d)
{
	uint64_t left;
	size_t i;
	int n = 0;

	for (i = 0; i < DECISION_RULES_MAX / 64; i++)
		for (left = d->hit[i]; left != 0; left &= left - 1)
			n++;
	return n;
}

static void
say_letter(const struct inquiry_style *s, struct buf *out)
{
	buf_printf(out, " letter=%s(%s)%s%s%s%s%s%s", s->form, s->mail, s->encloses, s->note,
	    s->sticker ? "+sticker" : "", s->envelope ? "+envelope" : "", s->signature ? "+signature" : "",
	    s->seal ? "+seal" : "");
}

/* The short line of a comparison, and what that leaves out. */
static void
say_decision(const struct decision *d, struct buf *out)
{
	size_t i;

	buf_puts(out, "> ");
	decision_short(d, out);
	for (i = 0; i < d->ask_count; i++)
		buf_printf(out, " %s%s", i == 0 ? "ask=" : "", profile_fact(d->profile, d->ask[i])->key);
	for (i = 0; i < d->missing_count; i++)
		if (d->missing[i].have[0] != '\0')
			buf_printf(out, " have=%s", d->missing[i].have);
	if (d->otherwise != OUTCOME_COUNT)
		buf_printf(out, " otherwise=%s", outcome_code(d->otherwise));
	if (d->visit != 1 || d->visits != 1)
		buf_printf(out, " visit=%d/%d", d->visit, d->visits);
	for (i = 0; i < d->reason_count; i++)
		buf_printf(out, " reason=%s(%s)", d->reasons[i].code, d->reasons[i].text);
	if (d->fee_code != NULL)
		buf_printf(out, " fee=%s", d->fee_code);
	for (i = 0; i < d->tell_count; i++) {
		buf_printf(out, " tell=%s", d->tell[i].code);
		say_day(out, "until", d->tell[i].until);
	}
	if (d->letter != NULL)
		say_letter(d->letter, out);
	say_day(out, "until", d->letter_until);
	if (d->pins != 0xf || d->checked != 0)
		buf_printf(out, " pins=%x checked=%x", d->pins, d->checked);
}

/* A case that was begun by the same rules, read anew since, is answered the same. */
static void
answer_begun(const struct profile *p, const struct profile *again, const struct facts *facts, const char *expected)
{
	struct buf said = { 0 };
	struct decision d;
	const struct date begun = date_given(facts->at.date) ? facts->at.date : at.date;

	assert_int_equal(rule_decide_begun(p, begun, again, facts, at, &d), ERR_NONE);
	say_decision(&d, &said);
	assert_string_equal(buf_text(&said), expected);
	buf_free(&said);
}

static void
answer(const struct profile *p, const struct profile *again, const char *words, struct buf *out)
{
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct decision d;
	unsigned has;
	size_t begin;

	if (facts_read_words(&facts, NULL, words, why) != ERR_NONE ||
	    profile_check_facts(p, &facts, why) != ERR_NONE) {
		buf_printf(out, "> %s\n", why);
		return;
	}
	assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
	begin = out->len;
	say_decision(&d, out);
	has = profile_pins(p, &facts, d.at.date);
	if (d.letter != NULL)
		assert_string_equal(profile_letter(p, &facts, d.at.date)->form, d.letter->form);
	answer_begun(p, again, &facts, buf_text(out) + begin);
	if (has != 0xf)
		buf_printf(out, " has=%x", has);
	buf_printf(out, " hits=%d\n", count_hits(&d));
}

static void
say_aloud(const struct profile *p, const struct profile *again, const char *words, struct buf *out)
{
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct buf said = { 0 };
	const char *line, *end;
	struct decision d;

	(void)again;
	assert_int_equal(facts_read_words(&facts, NULL, words, why), ERR_NONE);
	assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
	decision_text(&d, &said);
	for (line = buf_text(&said); *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		buf_printf(out, "> %.*s\n", (int)(end - line), line);
	}
	buf_free(&said);
}

static void
say_json(const struct profile *p, const struct profile *again, const char *words, struct buf *out)
{
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct buf said = { 0 };
	struct decision d;

	(void)again;
	assert_int_equal(facts_read_words(&facts, NULL, words, why), ERR_NONE);
	assert_int_equal(rule_decide(p, &facts, at, &d), ERR_NONE);
	decision_json(&d, &said);
	buf_printf(out, "> %s\n", buf_text(&said));
	buf_free(&said);
}

static void
say_moment(struct buf *out, const char *what, struct moment m)
{
	say_day(out, what, m.date);
	if (date_given(m.date) && m.hour >= 0)
		buf_printf(out, "T%02d:%02d", m.hour, m.minute);
}

/* Of a counter, or of all. */
static void
say_hours(const struct profile *p, const struct profile *again, const char *words, struct buf *out)
{
	struct moment next = { .hour = -1 }, queued;
	struct facts facts = { 0 };
	struct buf said = { 0 };
	char why[FACTS_WHY_MAX];
	int n;

	(void)again;
	assert_int_equal(facts_read_words(&facts, NULL, words, why), ERR_NONE);
	n = profile_find_counter(p, facts.counter);
	if (n < 0)
		profile_hours(p, &said);
	else
		profile_counter_hours(p, (size_t)n, &said);
	buf_printf(out, "> %s\n", buf_text(&said));
	buf_free(&said);
	if (n < 0)
		return;
	buf_puts(out, profile_counter_open(p, (size_t)n, facts.at, &next) ? "> open" : "> shut");
	say_moment(out, "next", next);
	if (profile_counter_queued(p, facts.counter, facts.at, &queued))
		say_moment(out, "queued", queued);
	buf_puts(out, "\n");
}

static void
say_next(const struct profile *p, const struct profile *again, const char *words, struct buf *out)
{
	const bool reply = strncmp(words, "reply ", 6) == 0, second = reply || strncmp(words, "second ", 7) == 0;
	struct facts facts = { 0 };
	char why[FACTS_WHY_MAX];
	struct next_visit next;
	size_t i;

	(void)again;
	if (facts_read_words(&facts, NULL, strchr(words, ' '), why) != ERR_NONE)
		fail_msg("%s: %s", words, why);
	assert_int_equal(rule_next_visit(p, &facts, second, at.date, reply, &next), ERR_NONE);
	for (i = 0; i < next.count; i++)
		buf_printf(out, "> %s\n", next.texts[i]);
}

static void
say_by(void (*one)(const struct profile *, const struct profile *, const char *, struct buf *), char sign,
    const char *text, struct buf *out)
{
	static struct faults faults;
	struct buf whole = { 0 };
	struct profile *p = NULL, *again = NULL;
	const char *line, *end, *asked = text[0] == '?' ? text : strstr(text, "\n? ") + 1;
	char dir[512], words[2048];

	buf_printf(&whole, "%s%.*s", sign == '=' ? heir : sign == '-' ? alone : "", (int)(asked - text), text);
	(void)scratch_write(&scratch, "own.ini", buf_text(&whole));
	(void)snprintf(dir, sizeof(dir), "%s/profiles", getenv("MADOGUCHI_DATADIR"));
	faults.count = 0;
	if (profile_open(dir, scratch_path(&scratch, "own.ini"), &p, &faults) != ERR_NONE)
		fail_msg("%s:%d: %s", text, faults.list[0].line, faults.list[0].message);
	assert_int_equal(profile_open(dir, scratch_path(&scratch, "own.ini"), &again, &faults), ERR_NONE);
	buf_printf(out, "%.*s", (int)(asked - text), text);
	for (line = asked; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		(void)snprintf(words, sizeof(words), "%.*s", (int)(end - line - 2), line + 2);
		buf_printf(out, "? %s\n", words);
		one(p, again, words, out);
	}
	profile_free(&p);
	profile_free(&again);
	buf_free(&whole);
}

static void
say(char sign, const char *text, struct buf *out)
{
	say_by(answer, sign, text, out);
}

static void
say_it_aloud(char sign, const char *text, struct buf *out)
{
	say_by(say_aloud, sign, text, out);
}

static void
say_it_in_json(char sign, const char *text, struct buf *out)
{
	say_by(say_json, sign, text, out);
}

static void
say_open(char sign, const char *text, struct buf *out)
{
	say_by(say_hours, sign, text, out);
}

static void
say_another_day(char sign, const char *text, struct buf *out)
{
	say_by(say_next, sign, text, out);
}

static void
small_profiles_answer_so(void **state)
{
	(void)state;
	golden_check("answers", say);
	golden_check("aloud", say_it_aloud);
	golden_check("hours", say_open);
	golden_check("json", say_it_in_json);
	golden_check("next", say_another_day);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(small_profiles_answer_so, fixture_setup_folder, fixture_teardown),
	};

	golden_begin(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
