/* What the code of a refusal or a need says of a visitor, against whom its condition meets: conditions negated. */
#include "rule/profile-check-private.h"

#include <stdlib.h>
#include <string.h>

#include "rule/rule-private.h"

/* The fact of which the code tells, and its words that fit; who asks the other fact, too, may mean another thing. */
static const struct meaning { const char *code; enum fact fact; unsigned words; enum fact or_else; } refusals[] = {
	{ "not-resident", FACT_RESIDENT, ~(1u << RESIDENT_YES), FACT_COUNT },
	{ "no-card", FACT_CARD, 1u << CARD_NONE, FACT_COUNT },
	{ "juki-card", FACT_CARD, 1u << CARD_JUKI, FACT_COUNT },
	{ "card-expired", FACT_CARD, 1u << CARD_EXPIRED, FACT_CARD_EXPIRES },
	{ "card-damaged", FACT_CARD, 1u << CARD_DAMAGED, FACT_COUNT },
	{ "card-face-outdated", FACT_CARD_FACE, ~(1u << 0), FACT_COUNT },
	{ "ward", FACT_WARD, 1u << ANSWER_YES, FACT_COUNT },
	{ "proxy-not-allowed", FACT_VISITOR, 1u << VISITOR_HOUSEHOLD | 1u << VISITOR_PROXY, FACT_COUNT },
	{ "no-reservation", FACT_BOOKED, 1u << ANSWER_NO, FACT_BOOKED_ON },
	{ "card-without-pins", FACT_CARD_KIND, 1u << KIND_WITHOUT_PINS, FACT_COUNT },
	{ "system-stopped", FACT_SYSTEM, ~(1u << SYSTEM_UP), FACT_COUNT },
}, needs[] = {
	{ "reply", FACT_REPLY, ~(1u << REPLY_NONE), FACT_COUNT },
	{ "reply-complete", FACT_REPLY_COMPLETE, 1u << ANSWER_YES, FACT_COUNT },
	{ "power-of-attorney", FACT_POWER_OF_ATTORNEY, 1u << ANSWER_YES, FACT_COUNT },
	{ "pin-concealed", FACT_CONCEALED, ~(1u << CONCEALED_NONE), FACT_COUNT },
	{ "revocation-consent", FACT_REVOCATION_CONSENT, 1u << ANSWER_YES, FACT_COUNT },
	{ "pledge", FACT_PLEDGE, 1u << ANSWER_YES, FACT_COUNT },
};

/* Whom the code means; everybody, where it says nothing of a fact, or where the condition asks for the other one. */
static uint32_t
meant(struct view *v, const struct meaning *list, size_t count, const char *code, uint32_t node)
{
	size_t i;

	if (list == refusals && strcmp(code, "under-15") == 0)
		return view_under_15(v);
	for (i = 0; i < count && strcmp(list[i].code, code) != 0; i++)
		;
	if (i == count || (list[i].or_else != FACT_COUNT &&
	    (diagram_support(v->diagram, node) >> list[i].or_else & 1) != 0))
		return DIAGRAM_TRUE;
	return view_word(v, list[i].fact, list[i].words);
}

/* By rule, on any of the days: whom it meets, and whether the code fits one of them. */
struct met { bool some, fitting; };

static uint32_t
meets(struct view *v, const struct rule *r, uint32_t *fitting)
{
	uint32_t node;

	if (r->kind == RULE_NEED) {
		node = view_ask(v, r->met);
		*fitting = meant(v, needs, sizeof(needs) / sizeof(*needs), r->code, node);
	} else {
		node = view_ask(v, r->when);
		*fitting = meant(v, refusals, sizeof(refusals) / sizeof(*refusals), r->code, node);
	}
	return node;
}

static bool
has_code(const struct profile *p, const struct rule *r)
{
	return check_own(p, r) && (r->kind == RULE_REFUSE || (r->kind == RULE_NEED && !r->has_papers) ||
	    (r->kind == RULE_RULE && r->outcome == OUTCOME_REFUSED));
}

static void
look_at_day(const struct profile *p, struct date day, struct met *met, bool *sound)
{
	uint32_t node, real, fitting;
	struct view v;
	size_t i;

	view_open_all(&v, p, day);
	real = view_consistent(&v);
	real = diagram_and(v.diagram, real, view_born(&v));
	for (i = 0; i < p->rule_count; i++) {
		if (!has_code(p, &p->rules[i]) || !rule_in_force(&p->rules[i], day))
			continue;
		node = meets(&v, &p->rules[i], &fitting);
		node = diagram_and(v.diagram, node, real);
		met[i].some = met[i].some || node != DIAGRAM_FALSE;
		met[i].fitting = met[i].fitting || diagram_and(v.diagram, node, fitting) != DIAGRAM_FALSE;
	}
	*sound = *sound && view_sound(&v);
	view_close(&v);
}

size_t
codes_check(const struct profile *p, const struct check_days *days, bool *sound, struct faults *faults)
{
	struct met *met = calloc(p->rule_count + 1, sizeof(*met));
	size_t i, found = 0;

	*sound = *sound && met != NULL;
	for (i = 0; i < days->count && *sound; i++)
		look_at_day(p, days->day[i], met, sound);
	for (i = 0; i < p->rule_count && *sound; i++) {
		const struct rule *r = &p->rules[i];

		if (!met[i].some || met[i].fitting)
			continue;
		fault_add(faults, r->file, r->line, r->kind == RULE_NEED ?
		    "[%s] を満たすのは、code = %s の言うことの逆の方だけです" :
		    "[%s] の条件が成り立つのは、code = %s の言うことの逆の方だけです", r->full, r->code);
		found++;
	}
	free(met);
	return found;
}
