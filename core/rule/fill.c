/* Fills in the decision: outcome, what is missing, reasons, actions, what to tell. */
#include "rule/rule-private.h"

#include <stdio.h>
#include <string.h>

_Static_assert(NEEDS_MAX <= DECISION_MISSING_MAX, "all that a rule needs has its place");
_Static_assert(DEEDS_MAX <= DECISION_ACTIONS_MAX, "all that is done has its place");

static void
hit(struct deciding *d, struct decision *out, const struct rule *r)
{
	const enum rule_kind kind = r != NULL ? r->kind : RULE_KIND_COUNT;
	size_t n;

	/* Reports of hits are of one profile. */
	if (r == NULL || (d->day != &d->view && (kind == RULE_COUNTER || kind == RULE_FEE || kind == RULE_PINS ||
	    kind == RULE_TELL)))
		return;
	n = (size_t)(r - d->view.profile->rules);
	out->hit[n / 64] |= (uint64_t)1 << n % 64;
}

static void
add_reason(struct decision *out, const char *code, const char *text, const char *source)
{
	if (out->reason_count < DECISION_REASONS_MAX)
		out->reasons[out->reason_count++] = (struct reason){ code, text, source };
}

static enum outcome
outcome_of(const struct deciding *d)
{
	unsigned o;

	for (o = 0; o < OUTCOME_COUNT; o++)
		if (d->out[o] == DIAGRAM_TRUE)
			return (enum outcome)o;
	return OUTCOME_CONSULT;
}

/* Another visitor would mend it. */
static bool
is_of_visitor(const struct gate *g)
{
	return strcmp(g->code, "visitor-not-allowed") == 0 || strcmp(g->code, "proxy-not-allowed") == 0;
}

/* Of the gates that shut: of the whole visit, but for one of the visitor alone; and the certificates that have one. */
static bool
look_at_shut(const struct deciding *d, unsigned *certs)
{
	bool whole = false;
	size_t i;

	for (i = 0, *certs = 0; i < d->gate_count; i++) {
		const struct gate *g = &d->gates[i];

		if (g->node != DIAGRAM_TRUE)
			continue;
		if (g->cert != CERT_COUNT)
			*certs |= CERT_BIT(g->cert);
		whole = whole || (g->cert == CERT_COUNT && !is_of_visitor(g));
	}
	return whole;
}

static void
fill_gate(struct deciding *d, const struct gate *g, struct decision *out)
{
	hit(d, out, g->rule);
	add_reason(out, g->code, g->text, g->source);
}

/* Whether these gates refuse whatever is still unknown: the whole visit, or each certificate asked for. */
static bool
refuse_all(struct deciding *d, unsigned certificates, const bool *taken)
{
	uint32_t whole = DIAGRAM_FALSE, each[CERT_COUNT] = { DIAGRAM_FALSE, DIAGRAM_FALSE }, all = DIAGRAM_TRUE;
	size_t i;
	unsigned k;

	for (i = 0; i < d->gate_count; i++) {
		const struct gate *g = &d->gates[i];
		uint32_t *to = g->cert == CERT_COUNT ? &whole : &each[g->cert];

		if (taken[i])
			*to = rule_or(d, *to, g->node);
	}
	for (k = 0; k < CERT_COUNT; k++)
		if ((certificates & CERT_BIT(k)) != 0)
			all = rule_and(d, all, each[k]);
	return rule_or(d, whole, all) == DIAGRAM_TRUE;
}

/* None of them shuts for sure, but together they do: those without which they wouldn't, each reason once. */
static void
fill_together(struct deciding *d, struct decision *out)
{
	bool taken[GATES_MAX];
	size_t i, n;

	for (i = 0; i < d->gate_count; i++)
		taken[i] = true;
	for (i = 0; i < d->gate_count; i++) {
		taken[i] = false;
		taken[i] = !refuse_all(d, out->certificates, taken);
	}
	for (i = 0; i < d->gate_count; i++) {
		for (n = 0; n < out->reason_count && strcmp(out->reasons[n].code, d->gates[i].code) != 0; n++)
			;
		if (taken[i] && n == out->reason_count)
			add_reason(out, d->gates[i].code, d->gates[i].text, d->gates[i].source);
	}
}

/*
 * Gates that shut: all of the visit's own, or those of the certificates that are refused. Where no other visitor would
 * be served either, since each certificate asked for is refused, that comes first: nobody is sent for somebody in vain.
 */
static void
fill_gates(struct deciding *d, struct decision *out)
{
	const struct profile *p = d->day->profile;
	unsigned certs;
	const bool whole = look_at_shut(d, &certs), in_vain = !whole && (out->certificates & ~certs) == 0;
	bool visitor = false;
	size_t i;

	if (d->day->counter >= 0)	/* that it lets the visit pass is a say too */
		hit(d, out, &p->rules[p->of_kind[RULE_COUNTER][d->day->counter]]);
	for (i = 0; i < d->gate_count; i++)
		visitor = visitor || (d->gates[i].node == DIAGRAM_TRUE && is_of_visitor(&d->gates[i]));
	for (i = 0; i < d->gate_count; i++) {
		const struct gate *g = &d->gates[i];

		if (g->node != DIAGRAM_TRUE || (g->cert != CERT_COUNT && (whole || (visitor && !in_vain))) ||
		    (in_vain && is_of_visitor(g)))
			continue;
		if (g->cert != CERT_COUNT && out->outcome != OUTCOME_REFUSED &&
		    (out->refused & CERT_BIT(g->cert)) == 0)
			continue;
		fill_gate(d, g, out);
	}
	for (i = 0; i < d->gate_count && in_vain; i++)
		if (d->gates[i].node == DIAGRAM_TRUE && is_of_visitor(&d->gates[i]))
			fill_gate(d, &d->gates[i], out);
	if (out->outcome == OUTCOME_REFUSED && out->reason_count == 0)
		fill_together(d, out);
}

static const char *
who_of(const struct deciding *d, const struct rule *need)
{
	const struct facts *f = &d->view.facts;

	if (need->who == HOLDER_COUNT)
		return NULL;
	if (need->who == HOLDER_PROXY && facts_known(f, FACT_VISITOR) && f->value[FACT_VISITOR] == VISITOR_HOUSEHOLD)
		return holder_code(HOLDER_HOUSEHOLD);
	return holder_code(need->who);
}

static void
describe(struct deciding *d, const struct pick *p, size_t which, struct missing *m)
{
	const struct rule *need = &d->view.profile->rules[p->rule->needs[which]];
	struct paper_list list;
	uint32_t chosen = 0;
	bool met[NEEDS_MAX];
	size_t i;

	*m = (struct missing){ .code = need->code, .who = who_of(d, need), .text = need->text };
	if (!need->has_papers) {
		(void)snprintf(m->need, sizeof(m->need), "%s", need->code);
		return;
	}
	for (i = 0; i < p->rule->need_count; i++)
		if (d->view.profile->rules[p->rule->needs[i]].has_papers && p->active[i] != DIAGRAM_FALSE)
			chosen |= 1u << i;
	rule_papers_of(d, p, need->who, chosen, &list);
	document_assign(&d->view.brought[need->who], list.asked, list.count, met);
	for (i = 0; list.need[i] != (int)which; i++)
		;
	document_lacking(&d->view.profile->documents, &d->view.brought[need->who], list.asked, list.count, met, i,
	    m->need, m->have, sizeof(m->need));
}

/* A need that asks the same, before it, is missing too: where it isn't known which of them holds, it is told once. */
static bool
is_told(const struct deciding *d, const struct pick *p, size_t which)
{
	const struct rule *rules = d->view.profile->rules;
	const int twin = rules[p->rule->needs[which]].twin;
	size_t i;

	for (i = 0; i < which; i++)
		if (rules[p->rule->needs[i]].twin == twin && p->missing[i] != DIAGRAM_FALSE)
			return true;
	return false;
}

static void
fill_needs(struct deciding *d, const struct pick *p, struct decision *out)
{
	const struct rule *need;
	size_t i;

	for (i = 0; i < p->rule->need_count; i++) {
		need = &d->view.profile->rules[p->rule->needs[i]];
		if (p->active[i] == DIAGRAM_TRUE)
			hit(d, out, need);
		if (d->missing[need->twin] != DIAGRAM_TRUE || p->missing[i] == DIAGRAM_FALSE || is_told(d, p, i))
			continue;
		describe(d, p, i, &out->missing[out->missing_count++]);
		add_reason(out, need->name, need->text, need->source);
	}
}

/* [instead] that made the outcome what it is: then the rule's own words aren't true. */
static bool
fill_instead(struct deciding *d, const struct pick *p, struct decision *out)
{
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_INSTEAD, &n)) != NULL) {
		if (r->of != p->rule->outcome || view_ask(&d->view, r->when) != DIAGRAM_TRUE)
			continue;
		hit(d, out, r);
		add_reason(out, r->name, r->text, r->source);
		return true;
	}
	return false;
}

static void
fill_rule(struct deciding *d, struct decision *out)
{
	const struct pick *p;
	const struct rule *r;

	if (d->pick_count == 0) {
		if (out->outcome == OUTCOME_CONSULT)
			add_reason(out, "no-rule", "当てはまる規則がありません。担当に確かめてください", d->view.profile->source);
		return;
	}
	p = &d->picks[0];
	r = p->rule;
	hit(d, out, r);
	out->visits = r->visits;
	if (out->outcome == OUTCOME_INCOMPLETE)
		out->otherwise = r->otherwise;
	fill_needs(d, p, out);
	if (!fill_instead(d, p, out))
		add_reason(out, r->outcome == OUTCOME_REFUSED ? r->code : r->name, r->text, r->source);
}

/* All sections that ask for that sum, together: which of them it is may depend on what needn't be asked. */
static bool
costs(struct deciding *d, int yen)
{
	uint32_t node = DIAGRAM_FALSE;
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_FEE, &n)) != NULL)
		if (r->yen == yen)
			node = rule_or(d, node, d->fee[r - d->day->profile->rules]);
	return node == DIAGRAM_TRUE;
}

static void
fill_fee(struct deciding *d, struct decision *out)
{
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_FEE, &n)) != NULL) {
		const uint32_t node = d->fee[r - d->day->profile->rules];

		if (out->fee_known || node == DIAGRAM_FALSE || (node != DIAGRAM_TRUE && !costs(d, r->yen)))
			continue;
		hit(d, out, r);
		out->fee_known = true;
		out->yen = r->yen;
		out->fee_code = r->name;
		out->fee_text = r->text;
	}
}

static void
fill_actions(struct deciding *d, struct decision *out)
{
	size_t i, n = 0, pins = 0;
	const struct rule *r;

	for (i = 0; i < d->case_action_count; i++)
		if (d->case_actions[i].node == DIAGRAM_TRUE)
			out->actions[out->action_count++] = d->case_actions[i].action;
	while ((r = rule_next(d, RULE_PINS, &pins)) != NULL)
		if (view_ask(d->day, r->when) == DIAGRAM_TRUE) {
			hit(d, out, r);
			break;
		}
	while ((r = rule_next(d, RULE_ACTION, &n)) != NULL)
		if ((r->on >> out->outcome & 1) != 0 && view_ask(&d->view, r->when) == DIAGRAM_TRUE)
			hit(d, out, r);
}

static void
fill_expiry(struct deciding *d, struct decision *out)
{
	int32_t days;
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++) {
		if (d->expires[k] != DIAGRAM_TRUE)
			continue;
		if (d->expiry_known[k])
			out->expiry[k] = date_from_days(d->known_expiry[k]);
		else if (diagram_is_constant(d->view.diagram, d->expiry[k], &days))
			out->expiry[k] = date_from_days(days);
	}
}

/*
 * Until when the card serves as health insurance card: the end of the third month behind that in which the authentication
 * certificate ends, the new one or the one that there is. Source: sources(7) N25.
 */
static struct date
insurance_until(const struct deciding *d, const struct decision *out)
{
	const struct facts *f = &d->view.facts;
	struct date ends = out->expiry[CERT_AUTH];

	if (!date_given(ends) && facts_known(f, FACT_AUTH_EXPIRES) && f->value[FACT_AUTH_EXPIRES] != FACT_NONE)
		ends = date_from_days(f->value[FACT_AUTH_EXPIRES]);
	if (!date_given(ends))
		return ends;
	ends.day = 1;
	return date_add_days(date_add_months(ends, 4), -1);
}

/* That a letter of its own applies is a say at the second visit too, where its life counts. */
static void
fill_letter(struct deciding *d, struct decision *out)
{
	const struct inquiry_style *style = &d->view.profile->inquiry;
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_LETTER, &n)) != NULL)
		if (view_ask(&d->view, r->when) == DIAGRAM_TRUE) {
			if (out->visits > 1)
				hit(d, out, r);
			style = r->letter;
			break;
		}
	if (out->outcome != OUTCOME_INQUIRY)
		return;
	out->letter = style;
	out->letter_until = profile_reply_until(d->view.profile, style, d->view.at.date, &d->view.facts);
}

static void
fill_tell(struct deciding *d, struct decision *out)
{
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_TELL, &n)) != NULL) {
		if ((r->on >> out->outcome & 1) == 0 || view_ask(d->day, r->when) != DIAGRAM_TRUE)
			continue;
		hit(d, out, r);
		out->tell[out->tell_count] = (struct telling){ .code = r->code, .text = r->text };
		if (strcmp(r->code, "insurance-grace") == 0)
			out->tell[out->tell_count].until = insurance_until(d, out);
		out->tell_count++;
	}
}

void
rule_fill(struct deciding *d, struct decision *out)
{
	unsigned k;

	out->visit = facts_known(&d->view.facts, FACT_VISIT) ? d->view.facts.value[FACT_VISIT] + 1 : 1;
	for (k = 0; k < CERT_COUNT; k++)
		if (d->refused[k] == DIAGRAM_TRUE)
			out->refused |= CERT_BIT(k);
	rule_fill_pins(d, out);
	if (out->ask_count > 0)
		return;
	out->outcome = outcome_of(d);
	fill_gates(d, out);
	fill_rule(d, out);
	fill_fee(d, out);
	fill_actions(d, out);
	fill_expiry(d, out);
	fill_letter(d, out);
	fill_tell(d, out);
}
