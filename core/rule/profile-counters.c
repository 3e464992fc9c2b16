/* Counters that are well-formed and can't be meant: one name twice, hours that surprise, whom nobody serves. */
#include "rule/profile-check-private.h"

#include <string.h>

#include "rule/rule-private.h"

struct lint { const struct profile *profile; struct faults *faults; size_t found; };

static void
tell(struct lint *l, const struct rule *r, const char *what, const char *name)
{
	fault_add(l->faults, r->file, r->line, "[%s] %s%s%s", r->full, tr(what), name[0] != '\0' ? ": " : "", name);
	l->found++;
}

static bool
share_label(const struct counter *a, const struct counter *b, const char **label)
{
	size_t i, k;

	for (i = 0; i < a->label_count; i++)
		for (k = 0; k < b->label_count; k++)
			if (strcmp(a->folded[i], b->folded[k]) == 0) {
				*label = b->label[k];
				return true;
			}
	return false;
}

static void
look_at_hours(struct lint *l, const struct rule *r)
{
	const struct calendar_counter *c = &r->counter->calendar;

	if (!calendar_known(c))
		return;
	if (calendar_dead(&c->hours) >= 0 || calendar_dead(&c->extra) >= 0)
		tell(l, r, "の時間のうち、前の行がすべての日を取るので効かないものがあります。"
		    "昼休みは 8:30-17:15 lunch 12:00-13:00 と書きます", "");
	else if (calendar_left_holidays(&c->hours))
		tell(l, r, "の hours に、祝日のほかは前の行に取られる日があります。3rd-wed のように限った日を前に書きます",
		    "");
	else if (calendar_opens_holidays(c))
		tell(l, r, "の hours の曜日は、祝日にも開きます。閉まるなら weekday か 2nd-mon&weekday、"
		    "開くなら 2nd-mon&daily と書きます", "");
	if (calendar_never_opens(c))
		tell(l, r, "の hours の日は、すべて closed です", "");
	else if (calendar_mostly_closed(c))
		tell(l, r, "の closed は、hours の日の半分より多くを閉じています。年末年始は 12-29..01-03 と書きます",
		    "");
	if (calendar_hardly_takes(c))
		tell(l, r, "の hours に、lunch と last を除くと、開いている時間の半分も受け付けないものがあります", "");
	if (r->counter->serves != CONDITION_ALWAYS &&
	    l->profile->conditions.list[r->counter->serves].kind == CONDITION_FALSE)
		tell(l, r, "は serves = never なのに hours があります。取り扱わない窓口に時間は要りません", "");
	if (calendar_opens_new_year(c))
		tell(l, r, "は、年末年始(12-29..01-03)にも開きます。閉まるなら closed に、開くなら extra に書きます",
		    "");
}

/* Where each counter serves some only: who has no such date must be served by one of them, too. */
static void
look_for_served(struct lint *l, struct date day, bool *sound)
{
	static const enum fact dates[] = { FACT_MOVED_ON, FACT_REPORTED_ON, FACT_BOOKED_ON };
	const struct profile *p = l->profile;
	const size_t count = p->of_kind_count[RULE_COUNTER];
	uint32_t served = DIAGRAM_FALSE;
	struct view v;
	size_t i, k;
	unsigned n;

	view_open_all(&v, p, day);
	for (i = 0; i < count; i++)
		served = diagram_or(v.diagram, served,
		    view_ask(&v, p->rules[p->of_kind[RULE_COUNTER][i]].counter->serves));
	for (k = 0; k < sizeof(dates) / sizeof(*dates) && served != DIAGRAM_FALSE; k++)
		for (n = 0; n < v.value_count[dates[k]]; n++)
			if (v.values[dates[k]][n] == FACT_NONE &&
			    diagram_fix(v.diagram, served, dates[k], n) == DIAGRAM_FALSE)
				tell(l, &p->rules[p->of_kind[RULE_COUNTER][count - 1]], "まで、どの窓口の serves も、この日付が "
				    "none の方には成り立ちません。or で「= none」を加えます", fact_info(dates[k])->key);
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

/* A reservation is wanted of who has one, and of nobody else. */
static void
look_for_booked(struct lint *l, const struct check_days *days, bool *sound)
{
	const struct profile *p = l->profile;
	uint64_t wanted = 0, missed = 0;
	struct view v;
	size_t i, k;

	for (k = 0; k < days->count; k++) {
		view_open_all(&v, p, days->day[k]);
		for (i = 0; i < p->of_kind_count[RULE_COUNTER]; i++) {
			const int booked = p->rules[p->of_kind[RULE_COUNTER][i]].counter->booked;
			uint32_t node = booked != COUNTER_FREE ? view_ask(&v, booked) : DIAGRAM_FALSE;

			wanted |= (uint64_t)(node != DIAGRAM_FALSE) << i;
			node = diagram_and(v.diagram, node, view_word(&v, FACT_BOOKED, 1u << ANSWER_NO));
			missed |= (uint64_t)(node != DIAGRAM_FALSE) << i;
		}
		*sound = *sound && view_sound(&v);
		view_close(&v);
	}
	for (i = 0; i < p->of_kind_count[RULE_COUNTER]; i++)
		if (((wanted & ~missed) >> i & 1) != 0)
			tell(l, &p->rules[p->of_kind[RULE_COUNTER][i]], "の booked は、予約のある方にだけ成り立ちます。"
			    "予約が要るのがだれかを書きます。いつもなら always です", "");
}

static bool
is_limited(const struct profile *p, size_t i)
{
	return p->rules[p->of_kind[RULE_COUNTER][i]].counter->serves != CONDITION_ALWAYS;
}

/* Where "never" is meant it is written; any other condition that no visit meets on any day is a slip. */
static void
look_for_idle(struct lint *l, const struct check_days *days, bool *sound)
{
	const struct profile *p = l->profile;
	const size_t count = p->of_kind_count[RULE_COUNTER];
	uint64_t idle = 0;
	struct view v;
	size_t i, k, none = 0;

	for (i = 0; i < count; i++)
		idle |= (uint64_t)is_limited(p, i) << i;
	for (k = 0; k < days->count && idle != 0; k++) {
		view_open_all(&v, p, days->day[k]);
		for (i = 0; i < count; i++)
			if ((idle >> i & 1) != 0 && view_ask(&v,
			    p->rules[p->of_kind[RULE_COUNTER][i]].counter->serves) != DIAGRAM_FALSE)
				idle &= ~((uint64_t)1 << i);
		*sound = *sound && view_sound(&v);
		view_close(&v);
	}
	for (i = 0; i < count && *sound; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_COUNTER][i]];

		if ((idle >> i & 1) == 0)
			continue;
		if (++none == count)
			tell(l, r, "まで、どの窓口もだれも受け付けません", "");
		if (p->conditions.list[r->counter->serves].kind != CONDITION_FALSE)
			tell(l, r, "の serves は決して成り立ちません。取り扱わない窓口には never と書きます", "");
		else if (r->text[0] == '\0')
			tell(l, r, "はだれも受け付けません。どこへ行けばよいかを text に書きます", "");
	}
}

static void
look_at_counters(struct lint *l)
{
	const struct profile *p = l->profile;
	const int *of = p->of_kind[RULE_COUNTER];
	const char *label;
	size_t i, k;

	for (i = 0; i < p->of_kind_count[RULE_COUNTER]; i++) {
		const struct rule *r = &p->rules[of[i]];

		for (k = 0; k < i; k++)
			if (share_label(p->rules[of[k]].counter, r->counter, &label))
				tell(l, r, "と同じ名前の窓口がほかにあります", label);
		look_at_hours(l, r);
	}
}

size_t
counters_check(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	struct lint l = { .profile = p, .faults = faults };

	look_at_counters(&l);
	look_for_served(&l, days->day[0], sound);
	look_for_booked(&l, days, sound);
	look_for_idle(&l, days, sound);
	return l.found;
}
