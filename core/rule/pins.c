/* The PINs of the card: which it has, that no other is set, and which the holder types. Source: sources(7) N9, N17. */
#include "rule/rule-private.h"

#define ALL_PINS ((1u << PIN_COUNT) - 1)

/* Those to be set that a card of this section hasn't: whoever has none sets none. */
static uint32_t
lacking(struct deciding *d, unsigned has)
{
	uint32_t node = has == 0 ? DIAGRAM_TRUE : DIAGRAM_FALSE;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if ((has >> k & 1) == 0)
			node = rule_or(d, node, view_pin(&d->view, k));
	return node;
}

void
rule_look_at_pins(struct deciding *d)
{
	const uint32_t sets = view_word(&d->view, FACT_PROCEDURE,
	    1u << PROCEDURE_UNLOCK | 1u << PROCEDURE_CHANGE_PIN | 1u << PROCEDURE_WITH_PINS);
	uint32_t rest = DIAGRAM_TRUE, hit;
	const struct rule *r;
	size_t n = 0;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		d->has[k] = DIAGRAM_TRUE;
	while ((r = rule_next(d, RULE_PINS, &n)) != NULL) {
		hit = rule_and(d, rest, view_ask(d->day, r->when));
		rest = rule_and(d, rest, rule_not(d, hit));
		for (k = 0; k < PIN_COUNT; k++)
			if ((r->has >> k & 1) == 0)
				d->has[k] = rule_and(d, d->has[k], rule_not(d, hit));
		hit = rule_and(d, rule_and(d, hit, sets), lacking(d, r->has));
		rule_add_gate(d, r, "card-without-pins", "", hit);
	}
}

void
rule_fill_pins(struct deciding *d, struct decision *out)
{
	const struct rule *r;
	size_t n = 0;
	unsigned k;

	for (k = 0; k < PIN_COUNT; k++)
		if (d->has[k] != DIAGRAM_FALSE)
			out->pins |= 1u << k;
	while ((r = rule_next(d, RULE_ACTION, &n)) != NULL)
		if (r->action.kind == ACTION_VERIFY_PIN && (r->on >> OUTCOME_PROCEED & 1) != 0 &&
		    (out->pins >> r->action.pin & 1) != 0 && view_ask(&d->view, r->when) == DIAGRAM_TRUE)
			out->checked |= 1u << r->action.pin;
}

unsigned
profile_pins(const struct profile *p, const struct facts *facts, struct date day)
{
	unsigned pins = ALL_PINS;
	struct view v;
	size_t i;

	if (p->of_kind_count[RULE_PINS] == 0)
		return pins;
	view_open(&v, p, facts, (struct moment){ .date = day, .hour = -1 });
	for (i = 0; i < p->of_kind_count[RULE_PINS]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_PINS][i]];

		if (rule_in_force(r, day) && view_ask(&v, r->when) == DIAGRAM_TRUE) {
			pins = r->has;
			break;
		}
	}
	view_close(&v);
	return pins;
}
