/* The smallest example of a difference: as few facts as can be, then as few papers, until both profiles answer. */
#include "rule/diff-private.h"

#include <string.h>

/* What is said of most visits, where it has to be said at all. */
static const struct { enum fact fact; const char *word; } usual[] = {
	{ FACT_PROCEDURE, "renew" }, { FACT_REASON, "expiry" }, { FACT_VISITOR, "self" },
	{ FACT_GUARDIANSHIP, "parent" }, { FACT_RESIDENT, "yes" }, { FACT_CARD, "valid" },
	{ FACT_CARD_FACE, "current" }, { FACT_SIGN_PIN, "known" }, { FACT_AUTH_PIN, "known" },
	{ FACT_PROXY_REASON, "hospital" }, { FACT_BOOKED, "yes" },
};
static const struct { enum fact fact; int months; } usual_days[] = {
	{ FACT_BORN, -480 }, { FACT_CARD_EXPIRES, 60 }, { FACT_AUTH_EXPIRES, 1 }, { FACT_SIGN_EXPIRES, 1 },
	{ FACT_REPLY_EXPIRES, 1 },	/* any other is today */
};

#define COST_ASSUMED 0			/* needn't be said */
#define COST_USUAL 8
#define COST_OTHER 9

static int32_t
usual_value(enum fact f, struct date today)
{
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (usual[i].fact == f)
			return fact_word(f, usual[i].word);
	for (i = 0; i < sizeof(usual_days) / sizeof(*usual_days); i++)
		if (usual_days[i].fact == f)
			return date_days(date_add_months(today, usual_days[i].months));
	if (fact_info(f)->type == FACT_DATE)
		return date_days(today);
	return fact_info(f)->type == FACT_SET ? CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH) : 0;
}

/* Never against what is known: of two facts that could contradict each other an example has both, or neither. */
static void
say_usual(struct facts *facts, enum fact f)
{
	facts_set(facts, f, usual_value(f, facts->at.date));
}

static int32_t
assumed_value(enum fact f)
{
	const char *word = fact_info(f)->assumed;

	return word != NULL ? fact_word(f, word) : -1;
}

/* What isn't said: certificates and PINs are both. */
static bool
unsaid(enum fact f, int32_t value)
{
	return fact_info(f)->type == FACT_SET ? value == (CERT_BIT(CERT_SIGN) | CERT_BIT(CERT_AUTH)) :
	    value == assumed_value(f);
}

void
diff_find_facts(struct side *a, uint32_t node, struct facts *out)
{
	struct diagram_costs cost = { { { 0 } } };
	const struct view *v = &a->d.view;
	const char *codes[2 * REASONS_OWN_MAX], *own[FACTS_OWN_PLACES];
	int at[DIAGRAM_VARS_MAX];
	unsigned f, n;

	for (f = 0; f < FACT_COUNT; f++)
		for (n = 0; n < v->value_count[f]; n++)
			cost.of[f][n] = unsaid((enum fact)f, v->values[f][n]) ? COST_ASSUMED :
			    v->values[f][n] == usual_value((enum fact)f, v->at.date) ? COST_USUAL : COST_OTHER;
	for (n = 0; n < (unsigned)profile_reasons(v->profile, v->also, codes); n++)
		(void)facts_reason(out, codes[n]);
	for (n = 0; n < (unsigned)profile_own_codes(v->profile, v->also, own); n++)
		(void)facts_own(out, own[n]);
	if (!diagram_cheapest(v->diagram, node, &cost, at))
		return;
	for (f = 0; f < FACT_COUNT; f++)
		if (at[f] >= 0 && !unsaid((enum fact)f, v->values[f][at[f]]))
			facts_set(out, (enum fact)f, v->values[f][at[f]]);
}

/* Decides by both, whatever isn't said assumed; what they still ask is said as usual. */
enum err
diff_decide(struct side *a, struct side *b, struct facts *facts, struct decision *x, struct decision *y)
{
	struct facts all;
	enum err e;
	size_t i, round;

	for (round = 0; round < FACT_COUNT; round++) {
		all = *facts;
		facts_assume(&all);
		if ((e = rule_decide(a->d.view.profile, &all, facts->at, x)) != ERR_NONE ||
		    (e = rule_decide(b->d.view.profile, &all, facts->at, y)) != ERR_NONE)
			return e;
		if (x->ask_count + y->ask_count == 0)
			break;
		for (i = 0; i < x->ask_count; i++)
			say_usual(facts, x->ask[i]);
		for (i = 0; i < y->ask_count; i++)
			if (!facts_known(facts, y->ask[i]))
				say_usual(facts, y->ask[i]);
	}
	return ERR_NONE;
}

bool
diff_differ(const struct decision *x, const struct decision *y, enum err *e)
{
	struct buf s = { 0 }, t = { 0 };
	bool differs;

	decision_short(x, &s);
	decision_short(y, &t);
	if ((*e = buf_check(&s)) == ERR_NONE)
		*e = buf_check(&t);
	differs = *e == ERR_NONE && strcmp(buf_text(&s), buf_text(&t)) != 0;
	buf_free(&s);
	buf_free(&t);
	return differs;
}

/* Brings what the decision calls missing, by the first way that would do; false: nothing of it is paper. */
static bool
bring_missing(const struct decision *d, struct facts *facts)
{
	const struct document_table *t = &d->profile->documents;
	bool any = false;
	struct papers papers;
	size_t i, n, k;

	for (i = 0; i < d->missing_count; i++) {
		const struct missing *m = &d->missing[i];
		const enum holder who = m->who != NULL ? holder_by_code(m->who) : HOLDER_COUNT;
		uint64_t used[KINDS_MAX / 64] = { 0 };

		if (who == HOLDER_COUNT || !document_read(t, m->need, &papers))
			continue;
		for (n = 0; n < facts->held_count; n++)
			for (k = 0; k < t->kind_count; k++)
				if (facts->held[n].holder == who && strcmp(t->kinds[k].code, facts->held[n].label) == 0)
					used[k / 64] |= (uint64_t)1 << k % 64;
		for (n = 0; n < papers.sums[0].count; n++) {
			const int kind = diff_paper(t, &papers.sums[0].terms[n], who != HOLDER_APPLICANT ||
			    strcmp(m->code, "card") == 0, used);

			any = (kind >= 0 && diff_bring(d->profile, facts, who, kind, facts->at.date)) || any;
		}
	}
	for (i = 0; i < facts->held_count; i++)
		facts->held[i].visit_1 = facts_known(facts, FACT_VISIT) && facts->value[FACT_VISIT] == 1;
	return any;
}

/* Alike but for dates that follow from others: as a date of the card's own, which sets that of the certificates. */
static bool
alike(const struct decision *x, const struct decision *y)
{
	return x->ask_count == 0 && y->ask_count == 0 && x->outcome == y->outcome && x->refused == y->refused &&
	    x->missing_count == y->missing_count && x->action_count == y->action_count && x->yen == y->yen;
}

/* A date that stands for a span becomes the usual one of that span, where nothing changes by it. */
static void
say_days_as_usual(struct side *a, struct side *b, struct diff_group *g, enum err *e)
{
	struct decision x, y;
	struct facts other;
	unsigned f;

	for (f = 0; f < FACT_COUNT && *e == ERR_NONE; f++) {
		if (!facts_known(&g->example, (enum fact)f) || fact_info((enum fact)f)->type != FACT_DATE ||
		    g->example.value[f] == FACT_NONE)
			continue;
		other = g->example;
		say_usual(&other, (enum fact)f);
		if ((*e = diff_decide(a, b, &other, &x, &y)) == ERR_NONE && alike(&x, &g->before) &&
		    alike(&y, &g->after) && diff_differ(&x, &y, e)) {
			g->example = other;
			g->before = x;
			g->after = y;
		}
	}
}

/* Without each fact that can be left out: neither asks for it, and the answers stay as they are. */
void
diff_leave_out(struct side *a, struct side *b, struct diff_group *g, enum err *e)
{
	struct decision x, y;
	struct facts fewer, all;
	unsigned f;

	for (f = 0; f < FACT_COUNT && *e == ERR_NONE; f++) {
		if (!facts_known(&g->example, (enum fact)f))
			continue;
		fewer = g->example;
		facts_forget(&fewer, (enum fact)f);
		all = fewer;
		facts_assume(&all);
		if ((*e = rule_decide(a->d.view.profile, &all, all.at, &x)) != ERR_NONE ||
		    (*e = rule_decide(b->d.view.profile, &all, all.at, &y)) != ERR_NONE)
			return;
		if (!diff_differ(&g->before, &x, e) && *e == ERR_NONE &&
		    !diff_differ(&g->after, &y, e) && *e == ERR_NONE)
			g->example = fewer;
	}
}

/* The papers: none, then what the first profile asks for, then what the second does. */
bool
diff_example(struct side *a, struct side *b, uint32_t node, const struct facts *situation, struct diff_group *g,
    enum err *e)
{
	struct facts found = *situation;
	unsigned ways, round;
	bool shown = false;

	*e = ERR_NONE;
	diff_find_facts(a, node, &found);
	for (ways = 0; ways < 3 && !shown && *e == ERR_NONE; ways++) {
		g->example = found;
		for (round = 0; round < 6; round++)
			if ((*e = diff_decide(a, b, &g->example, &g->before, &g->after)) != ERR_NONE || ways == 0 ||
			    !bring_missing(ways == 1 ? &g->before : &g->after, &g->example))
				break;
		shown = *e == ERR_NONE && diff_differ(&g->before, &g->after, e);
	}
	if (shown) {
		say_days_as_usual(a, b, g, e);
		diff_leave_out(a, b, g, e);
	}
	return shown && *e == ERR_NONE;
}
