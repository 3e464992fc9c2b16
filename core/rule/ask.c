/* What still changes the answer: read off the diagrams, exactly, over the values of madoguchi-profile(5). */
#include "rule/rule-private.h"

/* Where this sum is asked, by whichever section; of several alike once. */
static uint32_t
costs(struct deciding *d, size_t fee)
{
	const struct profile *p = d->day->profile;
	uint32_t node = DIAGRAM_FALSE;
	size_t i;

	for (i = 0; i < p->rule_count; i++)
		if (p->rules[i].kind == RULE_FEE && p->rules[i].yen == p->rules[fee].yen) {
			if (i < fee)
				return DIAGRAM_FALSE;
			node = rule_or(d, node, d->fee[i]);
		}
	return node;
}

/* Every part of the answer. Where all is known there is no diagram and nothing to ask. */
uint64_t
rule_relevant(struct deciding *d)
{
	struct diagram *g = d->view.diagram;
	uint64_t mask = 0;
	size_t i;

	if (g == NULL || !view_sound(&d->view))
		return 0;
	for (i = 0; i < OUTCOME_COUNT; i++)
		mask |= diagram_support(g, d->out[i]);
	for (i = 0; i < CERT_COUNT; i++)
		mask |= diagram_support(g, d->refused[i]) | diagram_support(g, d->expires[i]) |
		    (d->expiry_known[i] ? 0 : diagram_support(g, d->expiry[i]));
	for (i = 0; i < d->view.profile->rule_count; i++)
		mask |= diagram_support(g, d->missing[i]);
	for (i = 0; i < d->day->profile->rule_count; i++)
		if (d->day->profile->rules[i].kind == RULE_FEE)
			mask |= diagram_support(g, costs(d, i));
	for (i = 0; i < d->case_action_count; i++)
		mask |= diagram_support(g, d->case_actions[i].node);
	return mask;
}

/*
 * The order of a counter, one for all municipalities and procedures, so that hands learn it: what the card says itself,
 * who came, what for, residence and ties, PINs, papers, the reply. An answer only takes questions away: none comes back.
 */
static const enum fact order[] = {
	FACT_CARD, FACT_CARD_FACE, FACT_AUTH_EXPIRES, FACT_SIGN_EXPIRES, FACT_CARD_KIND, FACT_CARD_EXPIRES,
	FACT_VISITOR, FACT_VISIT, FACT_GUARDIANSHIP, FACT_CHANNEL,
	FACT_PROCEDURE, FACT_CERTIFICATES, FACT_PINS, FACT_REASON, FACT_TRIGGER, FACT_BOOKED, FACT_BOOKED_ON,
	FACT_SYSTEM,
	FACT_RESIDENT, FACT_HOME_COUNTER, FACT_MOVED_ON, FACT_REPORTED_ON, FACT_WARD,
	FACT_SAME_HOUSEHOLD, FACT_HONSEKI_HERE, FACT_AUTHORITY_ON_RECORD, FACT_PROXY_REASON,
	FACT_AUTH_PIN, FACT_SIGN_PIN,
	FACT_NOTICE, FACT_PLEDGE,
	FACT_REPLY, FACT_REPLY_EXPIRES, FACT_INQUIRY_OPENED, FACT_INQUIRY_POSTED, FACT_CONCEALED, FACT_REPLY_COMPLETE,
	FACT_POWER_OF_ATTORNEY, FACT_REVOCATION_CONSENT,
	FACT_KEEP_CONSENT,
	FACT_BORN_AS,
	FACT_BORN,	/* it comes with the holder, whom card or form names once all else is said */
};
_Static_assert(sizeof(order) / sizeof(*order) + FACTS_OWN_PLACES == FACT_COUNT, "each fact has its place in the order");

/* The last fact of each stage; behind it a municipality's own of that stage are asked. */
static const enum fact stage_ends[STAGE_COUNT] = {
	[STAGE_CARD] = FACT_CARD_EXPIRES, [STAGE_VISITOR] = FACT_CHANNEL, [STAGE_PROCEDURE] = FACT_SYSTEM,
	[STAGE_TIES] = FACT_PROXY_REASON, [STAGE_PINS] = FACT_SIGN_PIN, [STAGE_PAPERS] = FACT_PLEDGE,
	[STAGE_REPLY] = FACT_REVOCATION_CONSENT,
};

/* The signature certificate's last day can't be known, and follows from the other one's. */
static uint64_t
without_unknowable(uint64_t relevant)
{
	const uint64_t sign = (uint64_t)1 << FACT_SIGN_EXPIRES, auth = (uint64_t)1 << FACT_AUTH_EXPIRES;

	return (relevant & auth) != 0 ? relevant & ~sign : relevant;
}

static void
ask_own(uint64_t relevant, enum fact behind, struct decision *decision)
{
	const struct profile *p = decision->profile;
	size_t i;

	for (i = 0; i < p->own_count; i++)
		if (stage_ends[p->own[i].stage] == behind && (relevant >> (FACT_OWN + i) & 1) != 0)
			decision->ask[decision->ask_count++] = (enum fact)(FACT_OWN + i);
}

/* A birth date that nobody knows is asked for no more: the day is, from which the office counts. */
static uint64_t
without_unsaid(uint64_t relevant, const struct facts *facts)
{
	const uint64_t born = (uint64_t)1 << FACT_BORN;

	if ((relevant & born) == 0 || !date_told(facts->born))
		return relevant;
	return (relevant & ~born) | (uint64_t)1 << FACT_BORN_AS;
}

void
rule_order_questions(uint64_t relevant, const struct facts *facts, struct decision *decision)
{
	size_t i;

	relevant = without_unsaid(without_unknowable(relevant), facts);
	for (i = 0; i < sizeof(order) / sizeof(*order); i++) {
		if ((relevant >> order[i] & 1) != 0)
			decision->ask[decision->ask_count++] = order[i];
		ask_own(relevant, order[i], decision);
	}
}
