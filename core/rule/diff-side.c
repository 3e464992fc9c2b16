/* What one profile makes of all visits: which outcome, what is asked for, which rule says so. */
#include "rule/diff-private.h"

#include <stdio.h>
#include <string.h>

static void
read_would(struct side *s)
{
	struct deciding *d = &s->d;
	size_t i;
	unsigned o;

	memset(s->would, 0, sizeof(s->would));
	s->would[OUTCOME_REFUSED] = d->out[OUTCOME_REFUSED];
	s->would[OUTCOME_CONSULT] = d->out[OUTCOME_CONSULT];
	for (i = 0; i < d->pick_count; i++)
		for (o = OUTCOME_INQUIRY; o < OUTCOME_COUNT; o++)
			s->would[o] = rule_or(d, s->would[o], d->picks[i].becomes[o]);
	s->open = rule_not(d, rule_or(d, s->would[OUTCOME_REFUSED], s->would[OUTCOME_CONSULT]));
}

static void
write_papers(const struct profile *p, const struct rule *need, char out[DECISION_NEED_MAX])
{
	size_t i, at = 0;
	char sum[128];

	out[0] = '\0';
	for (i = 0; need->has_papers && i < need->papers.count && at < DECISION_NEED_MAX; i++) {
		document_write_sum(&p->documents, &need->papers.sums[i], sum, sizeof(sum));
		at += (size_t)snprintf(out + at, DECISION_NEED_MAX - at, "%s|", sum);
	}
}

static void
add_want(struct side *s, const struct rule *need, uint32_t node)
{
	char expr[DECISION_NEED_MAX];
	struct want *w;
	size_t i;

	if ((node = rule_and(&s->d, node, s->open)) == DIAGRAM_FALSE)
		return;
	write_papers(s->d.view.profile, need, expr);
	for (i = 0; i < s->want_count; i++) {
		w = &s->wants[i];
		if (strcmp(w->expr, expr) == 0 && strcmp(w->need->code, need->code) == 0 && w->need->who == need->who &&
		    w->need->same == need->same)
			break;
	}
	w = &s->wants[i];
	if (i == s->want_count) {
		*w = (struct want){ .need = need };
		(void)snprintf(w->expr, sizeof(w->expr), "%s", expr);
		s->want_count++;
	}
	w->node = rule_or(&s->d, w->node, node);
}

static void
read_wants(struct side *s)
{
	const struct pick *p;
	size_t i, n;

	s->want_count = 0;
	for (i = 0; i < s->d.pick_count; i++)
		for (p = &s->d.picks[i], n = 0; n < p->rule->need_count; n++) {
			const struct rule *need = &s->d.view.profile->rules[p->rule->needs[n]];

			add_want(s, need, need->has_papers ? p->active[n] : p->missing[n]);
		}
}

/* The first gate that shuts, those of the whole visit before those of the certificates asked for. */
static void
read_gates(struct side *s)
{
	uint32_t rest = s->would[OUTCOME_REFUSED], hit;
	struct deciding *d = &s->d;
	size_t i, k;

	s->gate_count = s->cert_count = 0;
	for (k = 0; k < 2; k++)
		for (i = 0; i < d->gate_count; i++) {
			const struct gate *g = &d->gates[i];

			if ((g->cert != CERT_COUNT) != (k == 1))
				continue;
			if ((hit = rule_and(d, rest, g->node)) != DIAGRAM_FALSE)
				s->gates[s->gate_count++] = (struct decider){ g->rule, hit };
			rest = rule_and(d, rest, rule_not(d, hit));
			if (k == 1 && (hit = rule_and(d, d->refused[g->cert], g->node)) != DIAGRAM_FALSE)
				s->certs[s->cert_count++] = (struct decider){ g->rule, hit };
		}
}

static void
read_picks(struct side *s)
{
	uint32_t rest = rule_not(&s->d, s->would[OUTCOME_REFUSED]);
	size_t i;

	for (i = s->pick_count = 0; i < s->d.pick_count; i++) {
		const struct pick *p = &s->d.picks[i];

		s->picks[s->pick_count++] = (struct decider){ p->rule, p->node };
		rest = rule_and(&s->d, rest, rule_not(&s->d, p->node));
	}
	s->picks[s->pick_count++] = (struct decider){ NULL, rest };
}

void
side_read(struct side *s)
{
	read_would(s);
	read_wants(s);
	read_gates(s);
	read_picks(s);
}
