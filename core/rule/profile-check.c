/* Faults that only show when the rules are looked at together: for all facts at once, on every day that matters. */
#include "rule/profile-check-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule/rule-private.h"

static void
add_day(struct check_days *d, struct date day)
{
	size_t i;

	for (i = 0; i < d->count && date_compare(d->day[i], day) != 0; i++)
		;
	if (i < d->count || date_compare(day, d->today) < 0)	/* nobody comes on a day that has gone */
		return;
	if (d->count < CHECK_DAYS_MAX)
		d->day[d->count++] = day;
	else
		d->too_many = true;
}

/* The day and the one beside it. */
static void
add_days(struct check_days *d, struct date day, int beside)
{
	if (!date_given(day))
		return;
	add_day(d, day);
	add_day(d, date_add_days(day, beside));
}

static void
find_days(const struct profile *p, struct date today, struct check_days *d)
{
	size_t i, k;

	*d = (struct check_days){ .today = today };
	add_day(d, today);
	for (i = 0; i < p->rule_count; i++) {
		add_days(d, p->rules[i].from, -1);
		add_days(d, p->rules[i].until, 1);
	}
	for (i = 0; i < p->validity_count; i++)
		add_days(d, p->validity[i].from, -1);
	for (i = 0; i < p->conditions.count; i++)
		for (k = 0; k < 2 && p->conditions.list[i].kind == CONDITION_DATE; k++)
			if (p->conditions.list[i].terms[k].base == TERM_DAY) {
				const struct date day = date_from_days(p->conditions.list[i].terms[k].day);

				add_days(d, day, -1);
				add_days(d, day, 1);
			}
}

/* What was seen of a rule on any of the days. */
struct seen { bool reached, applies; const struct rule *same; };

/* Among rules of which the first wins, what is left for each. */
static void
walk_ordered(struct view *v, enum rule_kind kind, uint32_t real, struct seen *seen)
{
	const struct profile *p = v->profile;
	uint32_t rest = real, when[DECISION_RULES_MAX] = { 0 };
	size_t i, j;

	for (i = 0; i < p->of_kind_count[kind]; i++) {
		int at = p->of_kind[kind][i];
		uint32_t hit;

		if (!rule_in_force(&p->rules[at], v->at.date))
			continue;
		when[i] = view_ask(v, p->rules[at].when);
		when[i] = diagram_and(v->diagram, real, when[i]);
		hit = diagram_and(v->diagram, rest, when[i]);
		seen[at].applies = seen[at].applies || when[i] != DIAGRAM_FALSE;
		seen[at].reached = seen[at].reached || hit != DIAGRAM_FALSE;
		for (j = 0; j < i && hit == DIAGRAM_FALSE; j++)
			if (when[j] == when[i] && when[i] != DIAGRAM_FALSE)
				seen[at].same = &p->rules[p->of_kind[kind][j]];
		hit = diagram_not(v->diagram, hit);
		rest = diagram_and(v->diagram, rest, hit);
	}
}

static void
walk_free(struct view *v, enum rule_kind kind, uint32_t real, struct seen *seen)
{
	const struct profile *p = v->profile;
	size_t i;

	for (i = 0; i < p->of_kind_count[kind]; i++) {
		int at = p->of_kind[kind][i];

		if (!rule_in_force(&p->rules[at], v->at.date))
			continue;
		if (diagram_and(v->diagram, view_ask(v, p->rules[at].when), real) != DIAGRAM_FALSE)
			seen[at].applies = seen[at].reached = true;
	}
}

static void
walk_day(const struct profile *p, struct date day, struct seen *seen, bool *sound)
{
	struct view v;
	uint32_t real;
	unsigned k;

	view_open_all(&v, p, day);
	real = view_consistent(&v);
	real = diagram_and(v.diagram, real, view_born(&v));
	for (k = 0; k < RULE_KIND_COUNT; k++)
		if (k == RULE_RULE || k == RULE_FEE || k == RULE_LETTER || k == RULE_PINS)
			walk_ordered(&v, (enum rule_kind)k, real, seen);
		else if (k != RULE_COUNTER)
			walk_free(&v, (enum rule_kind)k, real, seen);
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

static size_t
tell(const struct profile *p, const struct seen *seen, struct date today, struct faults *faults)
{
	size_t i, found = 0;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];

		if (seen[i].reached || !check_own(p, r) || (date_given(r->until) && date_compare(r->until, today) < 0))
			continue;
		found++;
		if (seen[i].same != NULL)
			fault_add(faults, r->file, r->line, "[%s] と [%s] は条件が同じで、区別できません",
			    seen[i].same->full, r->full);
		else if (seen[i].applies)
			fault_add(faults, r->file, r->line,
			    "[%s] には決してたどり着きません。前の規則がすべてを先に取ります", r->full);
		else
			fault_add(faults, r->file, r->line, "[%s] の条件は決して成り立ちません", r->full);
	}
	return found;
}

/* As it stands in its own file: what an heir puts off is still asked there. NULL: there is none that stands alone. */
static enum err
open_base(const struct profile *p, struct profile **out)
{
	const char *slash = strrchr(p->paths[1], '/');
	char dir[sizeof(p->paths[1])];
	enum err e;

	*out = NULL;
	if (p->paths[1][0] == '\0')
		return ERR_NONE;
	(void)snprintf(dir, sizeof(dir), "%.*s", slash != NULL ? (int)(slash - p->paths[1]) : 1,
	    slash != NULL ? p->paths[1] : ".");
	if ((e = profile_open(dir, p->paths[1], out, NULL)) == ERR_NONE)
		(*out)->birthday_counts = p->birthday_counts;
	return e == ERR_MEMORY ? e : ERR_NONE;
}

static size_t
look_at_rules(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	struct seen *seen = calloc(p->rule_count + 1, sizeof(*seen));
	size_t i, found = 0;

	*sound = *sound && seen != NULL;
	for (i = 0; i < days->count && *sound; i++)
		walk_day(p, days->day[i], seen, sound);
	if (*sound)
		found = tell(p, seen, days->today, faults);
	free(seen);
	return found;
}

enum err
profile_check(const struct profile *p, struct date today, struct faults *faults)
{
	struct check_days days;
	struct profile *base;
	bool sound = true;
	unsigned told = 0;
	uint64_t used = 0;
	size_t i, found;

	find_days(p, today, &days);
	if (days.too_many) {
		fault_add(faults, p->file, check_line_first(p), "規則の変わる日が多すぎます(前後を含めて %d 日まで)",
		    CHECK_DAYS_MAX);
		return ERR_PROFILE;
	}
	sound = open_base(p, &base) == ERR_NONE;
	found = look_at_rules(p, &days, &sound, faults);
	for (i = 0; i < days.count && sound; i++)
		found += promise_check(p, days.day[i], &told, &used, &sound, faults);
	if (sound && base != NULL)
		found += heir_check(p, base, &days, &used, &sound, faults);
	if (sound)
		found += shadow_check(p, &days, &sound, faults);
	if (sound)
		found += posted_check(p, &days, &sound, faults);
	if (sound)
		found += papers_check(p, base, &used, faults) + codes_check(p, &days, &sound, faults) +
		    lint_check(p, &days, &sound, faults) + replaced_check(p, base, faults) + told_check(p, faults) +
		    sense_check(p, base, today, &used, faults);
	if (sound && base != NULL)
		check_stale(p, used, faults);
	profile_free(&base);
	return !sound ? ERR_MEMORY : found > 0 ? ERR_PROFILE : ERR_NONE;
}
