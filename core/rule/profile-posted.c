/* Letters that lead nowhere: that no second visit ends, that are posted in one visit, that nobody is sent. */
#include "rule/profile-check-private.h"

#include <stdlib.h>

#include "rule/rule-private.h"

/* By index of profile_rule_name, on any of the days; of procedures a mask. */
struct seen { bool applies, used; unsigned posted, answered; };	/* bit PROCEDURE_COUNT: of the first certificates */

struct posts {
	const struct profile *profile;
	struct faults *faults;
	struct seen *rules;
	size_t found;
};

static void
tell(struct posts *s, const struct rule *r, const char *what)
{
	const bool own = check_own(s->profile, r);

	fault_add(s->faults, s->profile->file, own ? r->line : check_blame(s->profile, "", r), "[%s] %s", r->full,
	    tr(what));
	s->found++;
}

static bool
may_post(const struct rule *r)
{
	return r->outcome == OUTCOME_INQUIRY || r->otherwise == OUTCOME_INQUIRY;
}

#define FIRST (1u << PROCEDURE_COUNT)

/* Which letters are sent by these visits. */
static void
look_at_letters(struct posts *s, struct view *v, uint32_t posting)
{
	const struct profile *p = s->profile;
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_LETTER]; i++) {
		const int at = p->of_kind[RULE_LETTER][i];

		if (diagram_and(v->diagram, view_ask(v, p->rules[at].when), posting) != DIAGRAM_FALSE)
			s->rules[at].used = true;
	}
}

static int32_t
has_none(const struct view *v, const void *ctx)
{
	(void)ctx;
	return v->facts.value[FACT_SIGN_EXPIRES] == FACT_NONE && v->facts.value[FACT_AUTH_EXPIRES] == FACT_NONE;
}

/* The first certificates, with the reply that was posted: no notice, and so no enclosed form, came before them. */
static uint32_t
issues_first(struct view *v)
{
	const uint64_t last = (uint64_t)1 << FACT_SIGN_EXPIRES | (uint64_t)1 << FACT_AUTH_EXPIRES;
	uint32_t node = view_function(v, last, has_none, NULL);

	node = diagram_and(v->diagram, node, view_word(v, FACT_REPLY, 1u << REPLY_POSTED));
	return diagram_and(v->diagram, node, view_word(v, FACT_PROCEDURE, 1u << PROCEDURE_ISSUE));
}

/* Where somebody fulfils all that it needs beside papers. */
static uint32_t
fulfilled(struct view *v, const struct rule *r, uint32_t hit)
{
	size_t i;

	for (i = 0; i < r->need_count; i++) {
		const struct rule *need = &v->profile->rules[r->needs[i]];
		uint32_t lacks;

		if (need->has_papers || !rule_in_force(need, v->at.date))
			continue;
		lacks = diagram_not(v->diagram, view_ask(v, need->met));
		lacks = diagram_and(v->diagram, view_ask(v, need->when), lacks);
		if (need->unless != CONDITION_ALWAYS)
			lacks = diagram_and(v->diagram, lacks, diagram_not(v->diagram, view_ask(v, need->unless)));
		hit = diagram_and(v->diagram, hit, diagram_not(v->diagram, lacks));
	}
	return hit;
}

static void
look_for_ends(struct posts *s, struct view *v, const uint32_t *hit, uint32_t ends)
{
	const struct profile *p = s->profile;
	size_t i;
	unsigned k;

	for (i = 0; i < p->of_kind_count[RULE_RULE]; i++) {
		struct seen *seen = &s->rules[p->of_kind[RULE_RULE][i]];
		uint32_t again = DIAGRAM_FALSE;

		if (p->rules[p->of_kind[RULE_RULE][i]].outcome == OUTCOME_INQUIRY)
			again = check_forget_visit(v, hit[i]);
		for (k = 0; k <= PROCEDURE_COUNT && again != DIAGRAM_FALSE; k++) {
			const uint32_t of = diagram_and(v->diagram, again, k < PROCEDURE_COUNT ?
			    view_word(v, FACT_PROCEDURE, 1u << k) : issues_first(v));

			seen->posted |= (unsigned)(of != DIAGRAM_FALSE) << k;
			seen->answered |= (unsigned)(diagram_and(v->diagram, of, ends) != DIAGRAM_FALSE) << k;
		}
	}
}

static void
look_at_day(struct posts *s, struct date day, bool *sound)
{
	const struct profile *p = s->profile;
	uint32_t hit[DECISION_RULES_MAX] = { DIAGRAM_FALSE }, rest = DIAGRAM_TRUE, posting = DIAGRAM_FALSE;
	uint32_t ends = DIAGRAM_FALSE, second;
	struct view v;
	size_t i;

	view_open_all(&v, p, day);
	second = view_word(&v, FACT_VISIT, 1u << 1);
	for (i = 0; i < p->of_kind_count[RULE_RULE]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_RULE][i]];

		if (!rule_in_force(r, day))
			continue;
		hit[i] = diagram_and(v.diagram, rest, view_ask(&v, r->when));
		rest = diagram_and(v.diagram, rest, diagram_not(v.diagram, hit[i]));
		s->rules[p->of_kind[RULE_RULE][i]].applies |= hit[i] != DIAGRAM_FALSE;
		if (may_post(r))
			posting = diagram_or(v.diagram, posting, hit[i]);
		if (r->outcome == OUTCOME_PROCEED)
			ends = diagram_or(v.diagram, ends,
			    diagram_and(v.diagram, fulfilled(&v, r, hit[i]), second));
	}
	for (i = 0; i < p->of_kind_count[RULE_INSTEAD]; i++)
		if (p->rules[p->of_kind[RULE_INSTEAD][i]].outcome == OUTCOME_INQUIRY)
			posting = DIAGRAM_TRUE;
	look_at_letters(s, &v, posting);
	look_for_ends(s, &v, hit, ends);
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

static void
tell_rule(struct posts *s, int at)
{
	const struct rule *r = &s->profile->rules[at];
	const struct seen *seen = &s->rules[at];
	const bool own = check_own(s->profile, r);

	if (own && r->outcome == OUTCOME_INQUIRY && r->visits == 1)
		tell(s, r, "は照会書を送るので、visits = 2 が必要です");
	if (r->outcome != OUTCOME_INQUIRY || (seen->posted & ~seen->answered) == 0)
		return;
	if ((seen->posted & ~seen->answered) != FIRST)
		tell(s, r, "の照会書を持って2回目に来た方を、終えられる規則がありません");
	else if (s->profile->inquiry.life == LIFE_CERTIFICATE) {
		fault_add(s->faults, s->profile->file, check_line(s->profile, "inquiry", "", "life"),
		    "[inquiry] の life = certificate では、"
		    "はじめて発行する方の回答書に期限がなく、期限内と確かめられません");
		s->found++;
	} else
		tell(s, r, "の照会書を持って2回目に来た方のうち、はじめて発行する方を終えられません");
}

size_t
posted_check(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	struct posts s = { .profile = p, .faults = faults, .rules = calloc(p->rule_count + 1, sizeof(*s.rules)) };
	size_t i;

	*sound = *sound && s.rules != NULL;
	for (i = 0; i < days->count && *sound; i++)
		look_at_day(&s, days->day[i], sound);
	for (i = 0; i < p->rule_count && *sound; i++) {
		const struct rule *r = &p->rules[i];

		if (s.rules[i].applies)
			tell_rule(&s, (int)i);
		if (r->kind == RULE_LETTER && check_own(p, r) && p->paths[1][0] != '\0' && !s.rules[i].used)
			tell(&s, r, "は決して送られません。照会書を送る規則がありません");
	}
	free(s.rules);
	return s.found;
}
