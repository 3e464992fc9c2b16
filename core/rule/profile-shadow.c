/* Conditions of which a part always or never holds, and rules that take visits of which they say nothing. */
#include "rule/profile-check-private.h"

#include <stdlib.h>

#include "rule/rule-private.h"

/* By condition: whether it has held, and not held, on any of the days; rules by index. */
struct shadow {
	const struct profile *profile;
	struct faults *faults;
	bool *held, *failed, *any_procedure, *asks_all;
	size_t found;
};

static void
look_at_condition(struct shadow *s, struct view *v, uint32_t real, int at)
{
	uint32_t node;

	if (at < 0)
		return;
	node = view_ask(v, at);
	s->held[at] = s->held[at] || diagram_and(v->diagram, node, real) != DIAGRAM_FALSE;
	s->failed[at] = s->failed[at] || diagram_and(v->diagram, diagram_not(v->diagram, node), real) != DIAGRAM_FALSE;
	look_at_condition(s, v, real, s->profile->conditions.list[at].left);
	look_at_condition(s, v, real, s->profile->conditions.list[at].right);
}

static bool
is_file_own(const struct profile *p, const char *file)
{
	return file == p->file;
}

/* Something that is done stands behind it and is inherited. */
static bool
hides(const struct profile *p, size_t rule)
{
	size_t i;

	for (i = rule; i < p->rule_count; i++)
		if (p->rules[i].kind == RULE_RULE && !is_file_own(p, p->rules[i].file) &&
		    (p->rules[i].outcome == OUTCOME_PROCEED || p->rules[i].outcome == OUTCOME_INQUIRY))
			return true;
	return false;
}

/* A guardianship is asked for of who comes alone for themselves. */
static bool
asks_everybody(struct view *v, uint32_t node)
{
	node = diagram_fix(v->diagram, node, FACT_VISITOR, VISITOR_SELF);
	return (diagram_support(v->diagram, node) >> FACT_GUARDIANSHIP & 1) != 0;
}

static void
look_at_day(struct shadow *s, struct date day, bool *sound)
{
	const uint64_t procedure = (uint64_t)1 << FACT_PROCEDURE;
	const struct profile *p = s->profile;
	int at[CHECK_PLACES];
	struct view v;
	uint32_t real, node;
	size_t i, k;

	view_open_all(&v, p, day);
	real = view_consistent(&v);
	real = diagram_and(v.diagram, real, view_born(&v));
	for (i = 0; i < p->rule_count; i++) {
		check_conditions_of(&p->rules[i], at);
		for (k = 0; k < CHECK_PLACES; k++)
			look_at_condition(s, &v, real, at[k]);
		node = view_ask(&v, p->rules[i].when);
		s->asks_all[i] = s->asks_all[i] || (p->rules[i].kind != RULE_NEED && asks_everybody(&v, node));
		if (p->rules[i].kind == RULE_RULE && rule_in_force(&p->rules[i], day) && hides(p, i) &&
		    node != DIAGRAM_FALSE && (diagram_support(v.diagram, node) & procedure) == 0)
			s->any_procedure[i] = true;
	}
	for (i = 0; i < p->defined_count; i++)
		look_at_condition(s, &v, real, p->defined_at[i]);
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

/* Nothing but "always" and "never", however they are joined. */
static bool
is_written(const struct profile *p, int at)
{
	const struct condition *c;

	if (at < 0)
		return true;
	c = &p->conditions.list[at];
	switch (c->kind) {
	case CONDITION_TRUE:
	case CONDITION_FALSE:
	case CONDITION_AND:
	case CONDITION_OR:
	case CONDITION_NOT:
		return is_written(p, c->left) && is_written(p, c->right);
	default:
		return false;
	}
}

/* A part that is constant and isn't written as "always" or "never". whole: the condition itself. */
static bool
finds(const struct shadow *s, int at, bool whole, bool *always)
{
	const struct condition *c = at >= 0 ? &s->profile->conditions.list[at] : NULL;

	if (c == NULL || c->deadline || is_written(s->profile, at))
		return false;		/* a letter without end has no deadline to be late for */
	if ((!s->held[at] && !whole) || !s->failed[at]) {
		*always = !s->failed[at];
		return true;
	}
	if (!s->held[at])	/* told as a rule that never applies */
		return false;
	return finds(s, c->left, false, always) || finds(s, c->right, false, always);
}

static void
tell(struct shadow *s, const char *name, int line, bool always)
{
	fault_add(s->faults, s->profile->file, line, "[%s] の条件のうち、%s部分があります", name,
	    always ? tr("いつも成り立つ") : tr("決して成り立たない"));
	s->found++;
}

static void
tell_conditions(struct shadow *s, struct date today)
{
	const struct profile *p = s->profile;
	int at[CHECK_PLACES];
	bool always;
	size_t i, k;

	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];

		if (!is_file_own(p, r->file) || (date_given(r->until) && date_compare(r->until, today) < 0))
			continue;
		check_conditions_of(r, at);
		for (k = 0; k < CHECK_PLACES && !finds(s, at[k], k == CHECK_WHEN || k == CHECK_SERVES, &always); k++)
			;
		if (k < CHECK_PLACES)
			tell(s, r->full, r->line, always);
		if (s->asks_all[i]) {
			fault_add(s->faults, p->file, r->line, "[%s] の when は visitor を問わずに guardianship をたずねるので、"
			    "本人にもたずねることになります。visitor in self+guardian, guardian を加えます", r->full);
			s->found++;
		}
		if (s->any_procedure[i] && r->when != CONDITION_ALWAYS &&
		    (r->outcome == OUTCOME_PROCEED || r->outcome == OUTCOME_INQUIRY)) {
			fault_add(s->faults, p->file, r->line, "[%s] の when は procedure を問わないので、"
			    "失効や開示請求など、ほかの手続もこれで決まります", r->full);
			s->found++;
		}
	}
	for (i = 0; i < p->defined_count; i++)
		if (is_file_own(p, p->defined_file[i]) && finds(s, p->defined_at[i], false, &always))
			tell(s, p->defined[i], p->defined_line[i], always);
}

size_t
shadow_check(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	const size_t n = p->conditions.count + 1;
	struct shadow s = { .profile = p, .faults = faults, .held = calloc(n, sizeof(bool)),
	    .failed = calloc(n, sizeof(bool)), .any_procedure = calloc(p->rule_count + 1, sizeof(bool)),
	    .asks_all = calloc(p->rule_count + 1, sizeof(bool)) };
	size_t i;

	if (s.held == NULL || s.failed == NULL || s.any_procedure == NULL || s.asks_all == NULL)
		*sound = false;
	for (i = 0; i < days->count && *sound; i++)
		look_at_day(&s, days->day[i], sound);
	if (*sound)
		tell_conditions(&s, days->today);
	free(s.held);
	free(s.failed);
	free(s.any_procedure);
	free(s.asks_all);
	return s.found;
}
