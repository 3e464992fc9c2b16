/* Rules that are well-formed and can't be meant: who can't be there, what nothing meets, what nothing uses. */
#include "rule/profile-check-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "rule/rule-private.h"

/* What was seen of a rule on any of the days, and of its needs in order. */
struct looked {
	bool applies, together;			/* somebody can fulfil all of its needs */
	bool asked[NEEDS_MAX], there[NEEDS_MAX], met[NEEDS_MAX];
	bool too_soon[NEEDS_MAX];		/* asks at the first visit what was shown at the first */
};

struct lint {
	const struct profile *profile;
	struct faults *faults;
	struct date today;
	struct looked *rules;			/* by index of profile_rule_name */
	struct need_looked { bool listed, alone, asked; } *needs;	/* likewise: of a rule, by themselves, of both */
	bool inquiry;				/* some rule posts a letter */
	size_t found;
};

static void
tell(struct lint *l, const struct rule *r, const char *what, const char *name)
{
	fault_add(l->faults, r->file, r->line, "[%s] %s%s%s", r->full, tr(what), name[0] != '\0' ? ": " : "", name);
	l->found++;
}

/* --- looked at by day --- */

/* The visits at which this holder is at the counter. */
static uint32_t
holder_comes(struct view *v, enum holder who)
{
	switch (who) {
	case HOLDER_GUARDIAN:
		return view_word(v, FACT_VISITOR, 1u << VISITOR_SELF_GUARDIAN | 1u << VISITOR_GUARDIAN);
	case HOLDER_PROXY:
	case HOLDER_HOUSEHOLD:
		return view_word(v, FACT_VISITOR, 1u << VISITOR_HOUSEHOLD | 1u << VISITOR_PROXY);
	default:
		return DIAGRAM_TRUE;
	}
}

/*
 * Whether there is a document of that class or kind that still counts; the applicant's card is never its own second
 * document.
 */
static bool
term_exists(const struct document_table *t, const struct paper_term *term, bool own_card, struct date today)
{
	size_t k;

	for (k = 0; k < t->kind_count; k++)
		if (check_is_named(t, k, term) && (own_card || (t->kinds[k].classes & t->card) == 0) &&
		    (!date_given(t->kinds[k].until) || date_compare(t->kinds[k].until, today) >= 0))
			return true;
	return false;
}

/* How many ways of fulfilling it have documents in each of their classes. */
static size_t
ways(const struct profile *p, const struct rule *need, struct date today)
{
	const bool own_card = need->who != HOLDER_APPLICANT || strcmp(need->code, "card") == 0;
	const struct papers *papers = &need->papers;
	size_t i, j, found = 0;

	for (i = 0; i < papers->count; i++) {
		for (j = 0; j < papers->sums[i].count; j++)
			if (!term_exists(&p->documents, &papers->sums[i].terms[j], own_card, today))
				break;
		found += j == papers->sums[i].count;
	}
	return found;
}

static size_t
count_terms(const struct paper_sum *s, int class)
{
	size_t i, n = 0;

	for (i = 0; i < s->count; i++)
		n += s->terms[i].is_class && s->terms[i].number == class;
	return n;
}

/* Whoever has an A in place of each B that one way of fulfilling it asks must be let through by some way, too. */
static bool
spurns_better(const struct profile *p, const struct papers *papers)
{
	const int a = document_class_find(&p->documents, "A"), b = document_class_find(&p->documents, "B");
	size_t i, k;

	for (i = 0; i < papers->count && a >= 0 && b >= 0; i++) {
		const struct paper_sum *s = &papers->sums[i];

		if (count_terms(s, b) == 0 || count_terms(s, a) + count_terms(s, b) < s->count)
			continue;
		for (k = 0; k < papers->count; k++)
			if (papers->sums[k].count <= s->count &&
			    count_terms(&papers->sums[k], a) == papers->sums[k].count)
				break;
		if (k == papers->count)
			return true;
	}
	return false;
}

static void
look_at_needs(struct lint *l, struct view *v, const struct rule *r, uint32_t hit, struct looked *seen)
{
	uint32_t active, met, all = hit;
	size_t i;

	for (i = 0; i < r->need_count; i++) {
		const struct rule *need = &l->profile->rules[r->needs[i]];

		active = diagram_and(v->diagram, hit, view_ask(v, need->when));
		seen->asked[i] = seen->asked[i] || active != DIAGRAM_FALSE;
		l->needs[r->needs[i]].listed |= hit != DIAGRAM_FALSE;
		l->needs[r->needs[i]].alone |= view_ask(v, need->when) != DIAGRAM_FALSE;
		l->needs[r->needs[i]].asked |= active != DIAGRAM_FALSE;
		if (diagram_and(v->diagram, hit, holder_comes(v, need->who)) != DIAGRAM_FALSE)
			seen->there[i] = true;
		if (need->same && diagram_and(v->diagram, active, view_word(v, FACT_VISIT, 1u << 0)) != DIAGRAM_FALSE)
			seen->too_soon[i] = true;
		met = need->has_papers ? DIAGRAM_TRUE : view_ask(v, need->met);
		if (need->has_papers ? ways(l->profile, need, l->today) > 0 :
		    diagram_and(v->diagram, active, met) != DIAGRAM_FALSE)
			seen->met[i] = true;
		if (!rule_in_force(need, v->at.date))
			continue;
		if (need->unless != CONDITION_ALWAYS)
			active = diagram_and(v->diagram, active, diagram_not(v->diagram, view_ask(v, need->unless)));
		all = diagram_and(v->diagram, all, diagram_or(v->diagram, diagram_not(v->diagram, active), met));
	}
	seen->together = seen->together || all != DIAGRAM_FALSE;
}

static void
look_at_day(struct lint *l, struct date day, bool *sound)
{
	const struct profile *p = l->profile;
	uint32_t hit[DECISION_RULES_MAX] = { DIAGRAM_FALSE }, rest = DIAGRAM_TRUE, when;
	struct view v;
	size_t i;

	view_open_all(&v, p, day);
	for (i = 0; i < p->of_kind_count[RULE_RULE]; i++) {
		const int at = p->of_kind[RULE_RULE][i];
		const struct rule *r = &p->rules[at];

		if (!rule_in_force(r, day))
			continue;
		when = view_ask(&v, r->when);
		hit[i] = diagram_and(v.diagram, rest, when);
		rest = diagram_and(v.diagram, rest, diagram_not(v.diagram, hit[i]));
		l->rules[at].applies = l->rules[at].applies || hit[i] != DIAGRAM_FALSE;
		l->inquiry = l->inquiry || (r->outcome == OUTCOME_INQUIRY && hit[i] != DIAGRAM_FALSE);
		look_at_needs(l, &v, r, hit[i], &l->rules[at]);
	}
	for (i = 0; i < p->of_kind_count[RULE_INSTEAD]; i++)
		l->inquiry = l->inquiry || p->rules[p->of_kind[RULE_INSTEAD][i]].outcome == OUTCOME_INQUIRY;
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

/* The papers of a municipality's own reason are with every rule, whoever it serves. */
static bool
of_reason(const struct profile *p, const struct rule *need)
{
	size_t i;

	for (i = 0; i < p->reason_count && strcmp(p->reasons[i].code, need->name) != 0; i++)
		;
	return i < p->reason_count;
}

/* Of an inherited rule and an own need the need is to blame. */
static void
tell_needs(struct lint *l, int at)
{
	const struct rule *r = &l->profile->rules[at], *own_need = NULL;
	const struct looked *seen = &l->rules[at];
	const size_t found = l->found;
	size_t i;

	for (i = 0; i < r->need_count; i++) {
		const struct rule *need = &l->profile->rules[r->needs[i]];
		const bool own = check_own(l->profile, r);

		if (!own && !check_own(l->profile, need))
			continue;
		if (!seen->there[i] && !of_reason(l->profile, need))
			tell(l, own ? r : need, "で必要なものの持主は、そのときには来ていません",
			    own ? need->name : r->full);
		else if (seen->asked[i] && !seen->met[i])
			tell(l, own ? r : need, "で必要なものを満たせる人は、だれもいません",
			    own ? need->name : r->full);
		else if (seen->too_soon[i])
			tell(l, own ? r : need, "で、same = yes の必要なものを1回目にも求めています。"
			    "1回目と同じ書類は、2回目(when = visit = 2)にだけ求められます",
			    own ? need->name : r->full);
		own_need = check_own(l->profile, need) ? need : own_need;
	}
	if (!seen->together && l->found == found && (own_need != NULL || check_own(l->profile, r)))
		tell(l, check_own(l->profile, r) ? r : own_need, "で必要なものを、すべて満たせる方はいません", r->full);
}

/* Asked of nobody whom its rules serve. */
static void
tell_idle_needs(struct lint *l)
{
	const struct profile *p = l->profile;
	size_t i;

	for (i = 0; i < p->rule_count; i++)
		if (l->needs[i].listed && l->needs[i].alone && !l->needs[i].asked && check_own(p, &p->rules[i]) &&
		    !of_reason(p, &p->rules[i]))
			tell(l, &p->rules[i], "は、needs にこれを書いた規則のどの方にも求められません", "");
}

static void
tell_letters(struct lint *l, int at)
{
	const struct rule *r = &l->profile->rules[at];

	if (r->otherwise == OUTCOME_INQUIRY && !l->inquiry)
		tell(l, r, "は otherwise = inquiry ですが、照会書を送る規則がありません", "");
}

/* --- looked at once --- */

/* A rule without a condition hides what is inherited behind it; its own are told by profile_check. */
static void
look_for_ends(struct lint *l, enum rule_kind kind)
{
	const struct profile *p = l->profile;
	size_t i, n = p->of_kind_count[kind];

	for (i = 0; i + 1 < n; i++) {
		const struct rule *r = &p->rules[p->of_kind[kind][i]];

		if (r->when == CONDITION_ALWAYS && !date_given(r->from) && !date_given(r->until) && check_own(p, r) &&
		    !check_own(p, &p->rules[p->of_kind[kind][i + 1]]))
			tell(l, r, "には when がないので、あとの規則がどれも効きません",
			    p->rules[p->of_kind[kind][i + 1]].full);
	}
}

/* "not brought" turns what can still be shown into a reason. */
static bool
denies_papers(const struct profile *p, int at, bool denied)
{
	const struct condition *c = at >= 0 ? &p->conditions.list[at] : NULL;

	if (c == NULL)
		return false;
	switch (c->kind) {
	case CONDITION_AND:
	case CONDITION_OR:
		return denies_papers(p, c->left, denied) || denies_papers(p, c->right, denied);
	case CONDITION_NOT:
		return denies_papers(p, c->left, !denied);
	case CONDITION_NAME:
		return denies_papers(p, p->defined_at[c->number], denied);
	default:
		return denied && c->kind == CONDITION_BROUGHT;
	}
}

/* Others may inherit it, and use what it doesn't use itself. */
static bool
is_base(const struct profile *p)
{
	return p->paths[1][0] == '\0';
}

static void
look_for_uses(struct lint *l)
{
	const struct profile *p = l->profile;
	bool used[DECISION_RULES_MAX] = { false };
	size_t i, k;

	for (i = 0; i < p->rule_count; i++)
		for (k = 0; k < p->rules[i].need_count; k++)
			used[p->rules[i].needs[k]] = true;
	for (i = 0; i < p->rule_count; i++) {
		const struct rule *r = &p->rules[i];

		if (!check_own(p, r))
			continue;
		if (r->kind == RULE_NEED && !used[i] && !is_base(p))
			tell(l, r, "は、どの規則の needs にもありません", "");
		if ((r->kind == RULE_RULE || r->kind == RULE_REFUSE || r->kind == RULE_NEED) &&
		    denies_papers(p, r->when, false))
			tell(l, r, "の when に not brought があります。書類はあとから出せるので、"
			    "needs に書いてください", "");
		if (ways(p, r, l->today) < r->papers.count && ways(p, r, l->today) > 0)
			tell(l, r, "の documents に、決して満たせない組み合わせがあります。本人のマイナンバーカードは、"
			    "code = card のときだけ数えます", "");
		if (spurns_better(p, &r->papers) && (strcmp(r->code, "identity") == 0 ||
		    ini_value(&p->files[1], "need", r->name, "source") != NULL))
			tell(l, r, "の documents では、Bの代わりにAを持って来た方が満たせません。「A | B+B」か"
			    "「A+B | A+A」のように書きます", "");
	}
}

static void
look_for_definitions(struct lint *l)
{
	const struct profile *p = l->profile;
	bool used[DEFINED_MAX] = { false };
	size_t i;

	for (i = 0; i < p->conditions.count; i++)
		if (p->conditions.list[i].kind == CONDITION_NAME)
			used[p->conditions.list[i].number] = true;
	for (i = 0; i < p->defined_count; i++)
		if (!used[i] && strcmp(p->defined_file[i], p->file) == 0 && !is_base(p)) {
			fault_add(l->faults, p->file, p->defined_line[i],
			    "[define] の「%s」は、どこでも使われていません", p->defined[i]);
			l->found++;
		}
}

/* Nobody is ever asked it. */
static void
look_for_facts(struct lint *l)
{
	const struct profile *p = l->profile;
	bool used[FACT_COUNT] = { false };
	size_t i;

	for (i = 0; i < p->conditions.count; i++)
		if (p->conditions.list[i].kind == CONDITION_WORD)
			used[p->conditions.list[i].fact] = true;
	for (i = 0; i < p->own_count; i++)
		if (!used[FACT_OWN + i] && strcmp(p->own[i].file, p->file) == 0 && !is_base(p)) {
			fault_add(l->faults, p->file, p->own[i].line, "[fact %s] は、どの条件でも使われていません",
			    p->own[i].info.key);
			l->found++;
		}
}

/* Where nothing asks why the holder doesn't come, a reason of one's own is none. */
static void
look_for_reasons(struct lint *l)
{
	const struct profile *p = l->profile;
	size_t i, k;

	for (k = 0; k < p->conditions.count; k++)
		if (p->conditions.list[k].kind == CONDITION_WORD && p->conditions.list[k].fact == FACT_PROXY_REASON)
			return;
	for (i = 0; i < p->reason_count; i++)
		if (strcmp(p->reasons[i].file, p->file) == 0 && !is_base(p)) {
			fault_add(l->faults, p->file, p->reasons[i].line,
			    "[reason %s] は、どの条件でも使われていません。"
			    "documents か accepted = no か、条件が要ります",
			    p->reasons[i].code);
			l->found++;
		}
}

/* The file's own rules that say the same, but for their days. */
static bool
are_alike(struct view *v, const struct rule *a, const struct rule *b)
{
	return a->kind == b->kind && check_own(v->profile, a) && check_own(v->profile, b) &&
	    view_ask(v, a->when) == view_ask(v, b->when);
}

/* Whether one of them is in force on the day behind its last. */
static bool
goes_on(struct view *v, const struct rule *r)
{
	const struct date next = date_add_days(r->until, 1);
	size_t i;

	for (i = 0; i < v->profile->rule_count; i++)
		if (rule_in_force(&v->profile->rules[i], next) && are_alike(v, r, &v->profile->rules[i]))
			return true;
	return false;
}

/* The same rule until one day and again from a later one: in between nothing says what holds. */
static void
look_for_gaps(struct lint *l, struct date day, bool *sound)
{
	const struct profile *p = l->profile;
	struct view v;
	size_t i, k;

	view_open_all(&v, p, day);
	for (i = 0; i < p->rule_count; i++)
		for (k = 0; k < p->rule_count; k++) {
			const struct rule *a = &p->rules[i], *b = &p->rules[k];

			if (date_given(a->until) && date_given(b->from) && date_compare(b->from, a->until) > 0 &&
			    are_alike(&v, a, b) && !goes_on(&v, a))
				tell(l, b, "の from は、同じ条件の規則が終わる日の翌日ではありません。"
				    "間の日には、どちらも効きません", a->full);
		}
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

size_t
lint_check(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	struct lint l = { .profile = p, .faults = faults, .today = days->today };
	size_t i;

	l.rules = calloc(p->rule_count + 1, sizeof(*l.rules));
	l.needs = calloc(p->rule_count + 1, sizeof(*l.needs));
	*sound = *sound && l.rules != NULL && l.needs != NULL;
	for (i = 0; i < days->count && *sound; i++)
		look_at_day(&l, days->day[i], sound);
	for (i = 0; i < p->of_kind_count[RULE_RULE] && *sound; i++) {
		const int at = p->of_kind[RULE_RULE][i];

		if (!l.rules[at].applies)
			continue;
		tell_needs(&l, at);
		if (check_own(p, &p->rules[at]))
			tell_letters(&l, at);
	}
	if (*sound && !is_base(p))
		tell_idle_needs(&l);
	look_for_ends(&l, RULE_RULE);
	look_for_ends(&l, RULE_FEE);
	look_for_ends(&l, RULE_LETTER);
	look_for_ends(&l, RULE_PINS);
	look_for_uses(&l);
	look_for_definitions(&l);
	look_for_reasons(&l);
	look_for_facts(&l);
	look_for_gaps(&l, days->day[0], sound);
	free(l.rules);
	free(l.needs);
	return l.found + counters_check(p, days, sound, faults);
}
