/* What no visit contradicts: facts that go together, an applicant who has been born. */
#include "rule/condition-ask-private.h"

static int32_t
card_agrees(const struct view *v, const void *ctx)
{
	const bool good = v->facts.value[FACT_CARD_EXPIRES] >= v->today;

	(void)ctx;
	return v->facts.value[FACT_CARD] > CARD_EXPIRED || good == (v->facts.value[FACT_CARD] == CARD_VALID);
}

/* There is no reply: nothing hides its PINs either. */
static int32_t
reply_agrees(const struct view *v, const void *ctx)
{
	(void)ctx;
	return v->facts.value[FACT_REPLY] != REPLY_NONE || v->facts.value[FACT_CONCEALED] == CONCEALED_NONE;
}

uint32_t
view_consistent(struct view *v)
{
	const uint64_t card = (uint64_t)1 << FACT_CARD | (uint64_t)1 << FACT_CARD_EXPIRES;
	const uint64_t reply = (uint64_t)1 << FACT_REPLY | (uint64_t)1 << FACT_CONCEALED;
	uint32_t node = view_function(v, card, card_agrees, NULL), one;
	struct implication row;
	size_t i;

	one = view_function(v, reply, reply_agrees, NULL);
	node = diagram_and(v->diagram, node, one);
	for (i = 0; facts_implication(i, &row); i++) {
		one = view_word(v, row.fact, row.words);
		one = diagram_or(v->diagram, diagram_not(v->diagram, one), view_word(v, row.then, row.allowed));
		node = diagram_and(v->diagram, node, one);
	}
	return node;
}

#define OLDEST 125	/* years */

static int32_t
has_age(const struct view *v, const void *ctx)
{
	const int32_t born = v->facts.value[FACT_BORN];

	(void)ctx;
	return born <= v->today && born > date_days(date_add_months(date_from_days(v->today), -12 * OLDEST));
}

uint32_t
view_born(struct view *v)
{
	return view_function(v, (uint64_t)1 << FACT_BORN, has_age, NULL);
}

static int32_t
is_under_15(const struct view *v, const void *ctx)
{
	(void)ctx;
	return v->today < date_days(date_age_reached(date_from_days(v->facts.value[FACT_BORN]), 15));
}

uint32_t
view_under_15(struct view *v)
{
	return view_function(v, (uint64_t)1 << FACT_BORN, is_under_15, NULL);
}
