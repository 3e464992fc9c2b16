/* Decides: gates, then the first rule that applies, then what it needs. See madoguchi-profile(5). */
#include "rule/rule-private.h"

#include <string.h>

/* --- gates --- */

static void
add_gate(struct deciding *d, struct gate g)
{
	if (g.node != DIAGRAM_FALSE)
		d->gates[d->gate_count++] = g;
}

void
rule_add_gate(struct deciding *d, const struct rule *r, const char *code, const char *text, uint32_t node)
{
	add_gate(d, (struct gate){ .rule = r, .code = code, .text = r->text[0] != '\0' ? r->text : text,
	    .source = r->source, .cert = r->cert, .node = node });
}

static void
look_at_profile(struct deciding *d)
{
	const struct profile *p = d->view.profile;
	const struct rule whole = { .from = p->from, .until = p->until };

	if (!rule_holds(d, &whole))
		add_gate(d, (struct gate){ .code = "rule-not-in-force", .text = "この日に使える規則がありません",
		    .source = p->source, .cert = CERT_COUNT, .node = DIAGRAM_TRUE });
}

/* A closed counter is called closed: its text is about it when it's open, as when it's busy. */
static void
look_at_hours(struct deciding *d, const struct rule *r)
{
	static const struct { const char *code, *text; } shut[] = {
		[CALENDAR_CLOSED] = { "counter-closed", "この窓口は開いていません" },
		[CALENDAR_LUNCH] = { "counter-closed", "この窓口は昼休みです" },
		[CALENDAR_AFTER_LAST] = { "after-last-acceptance", "受付の締切りを過ぎています" },
	};
	enum calendar_state state;

	if (!calendar_known(&r->counter->calendar))
		return;
	state = calendar_open(&r->counter->calendar, d->day->at).state;
	if (state != CALENDAR_OPEN)
		add_gate(d, (struct gate){ .rule = r, .code = shut[state].code, .text = shut[state].text,
		    .source = r->source, .cert = CERT_COUNT, .node = DIAGRAM_TRUE });
}

static void
look_at_counter(struct deciding *d)
{
	struct view *v = d->day;
	const struct profile *p = v->profile;
	const struct rule *r;
	uint32_t serves, unbooked;

	if (v->counter < 0)
		return;
	r = &p->rules[p->of_kind[RULE_COUNTER][v->counter]];
	if (!rule_in_force(r, d->view.at.date))
		return;
	look_at_hours(d, r);
	serves = view_ask(v, r->counter->serves);
	rule_add_gate(d, r, "counter-does-not-serve", "この窓口では受け付けていません", rule_not(d, serves));
	if (r->counter->booked == COUNTER_FREE)
		return;
	unbooked = rule_and(d, view_ask(v, r->counter->booked), view_word(v, FACT_BOOKED, 1u << ANSWER_NO));
	rule_add_gate(d, r, "no-reservation", "この窓口は予約が必要です", unbooked);
}

/*
 * The national system isn't the municipality's: what is said of its stop days stands in a file of its own, and nothing of
 * it when a profile is looked at as a whole.
 */
static void
look_at_stops(struct deciding *d)
{
	const struct stop_days *stops = &d->day->profile->stops;
	size_t i;

	for (i = 0; i < stops->count && !d->view.open; i++) {
		const struct stop *s = &stops->list[i];

		if (stop_holds(s, d->view.at.date))
			add_gate(d, (struct gate){ .code = "system-stopped", .text = s->text, .source = s->source,
			    .cert = CERT_COUNT, .node = view_word(&d->view, FACT_PROCEDURE, s->procedures) });
	}
}

static void
look_at_refusals(struct deciding *d)
{
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_REFUSE, &n)) != NULL)
		if (r->cert == CERT_COUNT || d->view.for_cert[r->cert] != DIAGRAM_FALSE)
			rule_add_gate(d, r, r->code, "", view_ask(&d->view, r->when));
}

/* The visit is refused by a gate of its own, or because no certificate is left. */
static uint32_t
look_at_gates(struct deciding *d)
{
	uint32_t whole = DIAGRAM_FALSE, each[CERT_COUNT] = { DIAGRAM_FALSE, DIAGRAM_FALSE }, none = DIAGRAM_TRUE;
	size_t i;
	unsigned k;

	look_at_profile(d);
	look_at_counter(d);
	look_at_stops(d);
	look_at_refusals(d);
	rule_look_at_pins(d);
	for (i = 0; i < d->gate_count; i++)
		if (d->gates[i].cert == CERT_COUNT)
			whole = rule_or(d, whole, d->gates[i].node);
		else
			each[d->gates[i].cert] = rule_or(d, each[d->gates[i].cert], d->gates[i].node);
	for (k = 0; k < CERT_COUNT; k++) {
		d->refused[k] = rule_and(d, each[k], rule_not(d, whole));
		d->view.for_cert[k] = rule_and(d, d->view.for_cert[k], rule_not(d, each[k]));
		none = rule_and(d, none, rule_not(d, d->view.for_cert[k]));
	}
	view_forget_defined(&d->view);
	if (d->day != &d->view)
		view_join(d->day, &d->view);
	return rule_or(d, whole, none);
}

/* --- the rule --- */

/* What the rule's outcome becomes by [instead]. */
static void
look_at_instead(struct deciding *d, struct pick *p)
{
	uint32_t rest = p->node, hit;
	const struct rule *r;
	size_t n = 0;

	while ((r = rule_next(d, RULE_INSTEAD, &n)) != NULL) {
		if (r->of != p->rule->outcome)
			continue;
		hit = view_ask(&d->view, r->when);
		hit = rule_and(d, rest, hit);
		p->becomes[r->outcome] = rule_or(d, p->becomes[r->outcome], hit);
		rest = rule_and(d, rest, rule_not(d, hit));
	}
	p->becomes[p->rule->outcome] = rule_or(d, p->becomes[p->rule->outcome], rest);
}

/* The parts of the answer that come of one rule being the one. */
static void
take_pick(struct deciding *d, struct pick *p)
{
	static const enum outcome good[] = { OUTCOME_INQUIRY, OUTCOME_KEEP, OUTCOME_PROCEED };
	uint32_t incomplete = DIAGRAM_FALSE, consult, complete;
	size_t i;

	look_at_instead(d, p);
	rule_look_at_needs(d, p);
	consult = rule_not(d, p->becomes[OUTCOME_CONSULT]);
	for (i = 0; i < p->rule->need_count; i++) {
		int need = d->view.profile->rules[p->rule->needs[i]].twin;

		p->missing[i] = rule_and(d, p->missing[i], consult);
		incomplete = rule_or(d, incomplete, p->missing[i]);
		d->missing[need] = rule_or(d, d->missing[need], p->missing[i]);
	}
	complete = rule_not(d, incomplete);
	d->out[OUTCOME_INCOMPLETE] = rule_or(d, d->out[OUTCOME_INCOMPLETE], incomplete);
	d->out[OUTCOME_CONSULT] = rule_or(d, d->out[OUTCOME_CONSULT], p->becomes[OUTCOME_CONSULT]);
	d->out[OUTCOME_REFUSED] = rule_or(d, d->out[OUTCOME_REFUSED], p->becomes[OUTCOME_REFUSED]);
	for (i = 0; i < sizeof(good) / sizeof(*good); i++)
		d->out[good[i]] = rule_or(d, d->out[good[i]], rule_and(d, p->becomes[good[i]], complete));
	d->would_proceed = rule_or(d, d->would_proceed, p->becomes[OUTCOME_PROCEED]);
}

static void
look_at_rules(struct deciding *d)
{
	uint32_t rest = rule_not(d, d->out[OUTCOME_REFUSED]), when, hit;
	const struct rule *r;
	struct pick *p;
	size_t n = 0;

	while (rest != DIAGRAM_FALSE && (r = rule_next(d, RULE_RULE, &n)) != NULL) {
		when = view_ask(&d->view, r->when);
		if ((hit = rule_and(d, rest, when)) == DIAGRAM_FALSE)
			continue;
		p = &d->picks[d->pick_count++];
		*p = (struct pick){ .rule = r, .node = hit };
		take_pick(d, p);
		rest = rule_and(d, rest, rule_not(d, hit));
	}
	d->out[OUTCOME_CONSULT] = rule_or(d, d->out[OUTCOME_CONSULT], rest);
}

/* A certificate that is refused in a visit that is refused or to be asked about is no news. */
static void
hide_refused(struct deciding *d)
{
	const uint32_t goes_on = rule_not(d, rule_or(d, d->out[OUTCOME_CONSULT], d->out[OUTCOME_REFUSED]));
	unsigned k;

	for (k = 0; k < CERT_COUNT; k++)
		d->refused[k] = rule_and(d, d->refused[k], goes_on);
}

static void
begin(struct deciding *d, const struct profile *profile, struct date begun, const struct profile *day,
    const struct facts *facts, struct moment at)
{
	d->gate_count = d->pick_count = d->case_action_count = 0;
	memset(d->out, 0, sizeof(d->out));
	memset(d->missing, 0, profile->rule_count * sizeof(*d->missing));
	memset(d->fee, 0, day->rule_count * sizeof(*d->fee));
	d->would_proceed = DIAGRAM_FALSE;
	d->papers = (struct rule_papers){ { BRINGS_AS_SAID }, 0 };
	view_open(&d->view, profile, facts, at);
	d->begun = d->view.begun = date_given(begun) ? begun : d->view.at.date;
	d->day = &d->view;
	if (day == profile)
		return;
	d->day = &d->other;
	d->view.also = d->view.law = day;
	view_open(d->day, day, facts, at);
	view_join(d->day, &d->view);
}

void
rule_look_at_whole(struct deciding *d, const struct profile *p, struct date day, struct rule_papers papers)
{
	static const struct facts nothing;

	begin(d, p, day, p, &nothing, (struct moment){ .date = day, .hour = -1 });
	view_open_all(&d->view, p, day);
	d->papers = papers;
	rule_bring(&d->view, papers);
	d->out[OUTCOME_REFUSED] = look_at_gates(d);
	look_at_rules(d);
	rule_look_at_actions(d);
}

static void
look_at_parts(struct deciding *d)
{
	d->out[OUTCOME_REFUSED] = look_at_gates(d);
	look_at_rules(d);
	rule_look_at_fee(d);
	rule_look_at_actions(d);
}

static void
look_at_both(struct deciding *a, struct deciding *b, const struct profile *q)
{
	a->view.also = q;
	view_open_facts(&a->view);
	view_join(&b->view, &a->view);
	view_open_facts(&b->view);
	a->papers = b->papers = rule_papers_all;
	look_at_parts(a);
	look_at_parts(b);
}

void
rule_look_at_both(struct deciding *a, const struct profile *p, struct deciding *b, const struct profile *q,
    const struct facts *facts, struct moment at)
{
	begin(a, p, at.date, p, facts, at);
	begin(b, q, at.date, q, facts, at);
	look_at_both(a, b, q);
}

void
rule_look_at_heir(struct deciding *a, const struct profile *p, struct deciding *b, const struct profile *q,
    struct moment at)
{
	static const struct facts nothing;

	begin(a, p, at.date, p, &nothing, at);
	begin(b, q, at.date, q, &nothing, at);
	a->view.law = q;
	look_at_both(a, b, q);
}

enum err
rule_decide(const struct profile *profile, const struct facts *facts, struct moment at, struct decision *decision)
{
	return rule_decide_begun(profile, (struct date){ 0 }, profile, facts, at, decision);
}

enum err
rule_decide_begun(const struct profile *profile, struct date begun, const struct profile *day, const struct facts *facts,
    struct moment at, struct decision *decision)
{
	struct deciding d;
	uint64_t relevant;
	bool sound;

	begin(&d, profile, begun, day, facts, at);
	look_at_parts(&d);
	hide_refused(&d);
	rule_look_at_expiry(&d);
	*decision = (struct decision){ .profile = profile, .at = d.view.at, .otherwise = OUTCOME_COUNT,
	    .certificates = facts_certificates(facts), .visits = 1, .outcome = OUTCOME_ASK };
	if ((relevant = rule_relevant(&d)) != 0)
		rule_order_questions(relevant, facts, decision);
	rule_fill(&d, decision);
	sound = view_sound(&d.view) && view_sound(d.day);
	view_close(&d.view);
	return sound ? ERR_NONE : ERR_MEMORY;
}
