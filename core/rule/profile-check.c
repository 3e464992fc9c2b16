/* Faults that only show when the rules are looked at together: for all facts at once, on every day that matters. */
#include "rule/profile-check-private.h"

#include <stdlib.h>
#include <string.h>

#include "rule/rule-private.h"

static void
add_day(struct check_days *d, struct date day)
{
	size_t i;

	for (i = 0; i < d->count && date_compare(d->day[i], day) != 0; i++)
		;
	if (i < d->count)
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
find_days(const struct profile *p, struct check_days *d)
{
	size_t i, k;

	*d = (struct check_days){ .count = 0 };
	add_day(d, (struct date){ 2026, 11, 20 });	/* a day like any other, where none matters */
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
walk_ordered(struct view *v, enum rule_kind kind, struct seen *seen)
{
	const struct profile *p = v->profile;
	uint32_t rest = DIAGRAM_TRUE, when[DECISION_RULES_MAX] = { 0 };
	size_t i, j;

	for (i = 0; i < p->of_kind_count[kind]; i++) {
		int at = p->of_kind[kind][i];
		uint32_t hit;

		if (!rule_in_force(&p->rules[at], v->at.date))
			continue;
		when[i] = view_ask(v, p->rules[at].when);
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
walk_free(struct view *v, enum rule_kind kind, struct seen *seen)
{
	const struct profile *p = v->profile;
	size_t i;

	for (i = 0; i < p->of_kind_count[kind]; i++) {
		int at = p->of_kind[kind][i];

		if (!rule_in_force(&p->rules[at], v->at.date))
			continue;
		if (view_ask(v, p->rules[at].when) != DIAGRAM_FALSE)
			seen[at].applies = seen[at].reached = true;
	}
}

static void
walk_day(const struct profile *p, struct date day, struct seen *seen, bool *sound)
{
	struct view v;

	view_open_all(&v, p, day);
	walk_ordered(&v, RULE_RULE, seen);
	walk_ordered(&v, RULE_FEE, seen);
	walk_ordered(&v, RULE_LETTER, seen);
	walk_ordered(&v, RULE_PINS, seen);
	walk_free(&v, RULE_REFUSE, seen);
	walk_free(&v, RULE_NEED, seen);
	walk_free(&v, RULE_INSTEAD, seen);
	walk_free(&v, RULE_TELL, seen);
	walk_free(&v, RULE_ACTION, seen);
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

/* What is inherited may well be out of reach: the municipality's own rules stand before it. */
bool
check_own(const struct profile *p, const struct rule *r)
{
	return r->kind != RULE_COUNTER && strcmp(r->file, p->file) == 0;
}

static size_t
tell(const struct profile *p, const struct seen *seen, struct faults *faults)
{
	size_t i, found = 0;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];

		if (seen[i].reached || !check_own(p, r))
			continue;
		found++;
		if (seen[i].same != NULL)
			fault_add(faults, r->file, r->line, "[%s] と [%s] は条件が同じで、区別できません", seen[i].same->full, r->full);
		else if (seen[i].applies)
			fault_add(faults, r->file, r->line, "[%s] には決してたどり着きません。前の規則がすべてを先に取ります", r->full);
		else
			fault_add(faults, r->file, r->line, "[%s] の条件は決して成り立ちません", r->full);
	}
	return found;
}

enum err
profile_check(const struct profile *p, struct faults *faults)
{
	struct check_days days;
	struct seen *seen;
	bool sound = true;
	unsigned told = 0;
	size_t i, found;

	if ((seen = calloc(p->rule_count + 1, sizeof(*seen))) == NULL)
		return ERR_MEMORY;
	find_days(p, &days);
	if (days.too_many) {
		fault_add(faults, p->file, 0, "規則の変わる日が多すぎます(前後を含めて %d 日まで)", CHECK_DAYS_MAX);
		free(seen);
		return ERR_PROFILE;
	}
	for (i = 0; i < days.count && sound; i++)
		walk_day(p, days.day[i], seen, &sound);
	found = sound ? tell(p, seen, faults) : 0;
	free(seen);
	for (i = 0; i < days.count && sound; i++)
		found += promise_check(p, days.day[i], &told, &sound, faults);
	if (sound)
		found += lint_check(p, &days, &sound, faults) + replaced_check(p, faults) +
		    window_check(p, faults);
	return !sound ? ERR_MEMORY : found > 0 ? ERR_PROFILE : ERR_NONE;
}
