/* Compares two profiles over everything that anybody may say, and groups what they answer differently. */
#include "rule/diff-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ways[DIFF_WAYS] = { "looser", "mixed", "stricter" };

const char *
diff_way_code(enum diff_way w)
{
	return (unsigned)w < DIFF_WAYS ? ways[w] : "";
}

static struct diff_rule
rule_of(const struct rule *r)
{
	struct diff_rule out = { .file = "" };

	if (r != NULL) {
		(void)snprintf(out.name, sizeof(out.name), "%s", r->full);
		out.file = r->file;
		out.line = r->line;
	}
	return out;
}

static bool
known(const struct profile_diff *d, enum diff_way way, const void *from, const void *to)
{
	size_t i;

	for (i = 0; i < d->group_count; i++)
		if (d->groups[i].way == way && d->groups[i].key[0] == from && d->groups[i].key[1] == to)
			return true;
	return false;
}

/* The rules of a profile that decide among those visits: the first, and how many more. */
static struct diff_rule
rules_of(struct side *s, uint32_t node, size_t *more)
{
	struct diff_rule first = { .file = "" };
	size_t i, found = 0;

	for (i = 0; i < s->gate_count + s->pick_count; i++) {
		const struct decider *d = i < s->gate_count ? &s->gates[i] : &s->picks[i - s->gate_count];

		if (d->rule != NULL && rule_and(&s->d, node, d->node) != DIAGRAM_FALSE && found++ == 0)
			first = rule_of(d->rule);
	}
	*more = found > 0 ? found - 1 : 0;
	return first;
}

struct diff_group *
diff_group_begin(struct comparing *c, enum diff_way way, const void *from, const void *to, uint32_t node)
{
	struct diagram *diagram = c->a.d.view.diagram;
	struct diff_group *g;

	if (node == DIAGRAM_FALSE || c->err != ERR_NONE || known(c->out, way, from, to))
		return NULL;
	if (c->out->group_count == DIFF_GROUPS_MAX) {
		c->out->cut = true;
		return NULL;
	}
	g = &c->out->groups[c->out->group_count];
	*g = (struct diff_group){ .way = way, .key = { from, to }, .count = diagram_count(diagram, node),
	    .facts = (unsigned)__builtin_popcountll(diagram_support(diagram, node)) };
	return g;
}

static void
add_group(struct comparing *c, enum diff_way way, const struct rule *from, const struct rule *to, uint32_t node)
{
	struct diff_group *g = diff_group_begin(c, way, from, to, node);
	size_t more = 0;

	if (g == NULL)
		return;
	g->from = from != NULL ? rule_of(from) : rules_of(&c->a, node, &g->others);
	g->to = to != NULL ? rule_of(to) : rules_of(&c->b, node, &more);
	g->others += more;
	if (diff_example(&c->a, &c->b, node, c->situation, g, &c->err))
		c->out->group_count++;
}

/* The part of a difference that is looser, stricter, both. */
static void
add_ways(struct comparing *c, const struct rule *from, const struct rule *to, uint32_t node)
{
	struct deciding *d = &c->a.d;
	const uint32_t looser = rule_and(d, node, c->apart.looser), stricter = rule_and(d, node, c->apart.stricter);
	const uint32_t both = rule_and(d, looser, stricter);

	if (node == DIAGRAM_FALSE)
		return;
	add_group(c, DIFF_LOOSER, from, to, rule_and(d, looser, rule_not(d, both)));
	add_group(c, DIFF_MIXED, from, to, both);
	add_group(c, DIFF_STRICTER, from, to, rule_and(d, stricter, rule_not(d, both)));
	c->rest = rule_and(d, c->rest, rule_not(d, node));
}

/* A gate that one profile shuts: a group of its own, whatever rules of the other follow. */
static void
look_at_gates(struct comparing *c)
{
	struct deciding *d = &c->a.d;
	uint32_t certs;
	size_t i;

	for (i = 0; i < c->a.gate_count; i++)
		add_ways(c, c->a.gates[i].rule, NULL, rule_and(d, c->rest, c->a.gates[i].node));
	for (i = 0; i < c->b.gate_count; i++)
		add_ways(c, NULL, c->b.gates[i].rule, rule_and(d, c->rest, c->b.gates[i].node));
	certs = rule_and(d, c->rest, c->apart.certs);
	for (i = 0; i < c->a.cert_count; i++)
		add_ways(c, c->a.certs[i].rule, NULL, rule_and(d, rule_and(d, certs, c->rest), c->a.certs[i].node));
	for (i = 0; i < c->b.cert_count; i++)
		add_ways(c, NULL, c->b.certs[i].rule, rule_and(d, rule_and(d, certs, c->rest), c->b.certs[i].node));
}

static void
look_at_picks(struct comparing *c)
{
	struct deciding *d = &c->a.d;
	uint32_t here;
	size_t i, k;

	for (i = 0; i < c->a.pick_count; i++) {
		here = rule_and(d, c->rest, c->a.picks[i].node);
		for (k = 0; k < c->b.pick_count && here != DIAGRAM_FALSE; k++)
			add_ways(c, c->a.picks[i].rule, c->b.picks[k].rule, rule_and(d, here, c->b.picks[k].node));
	}
}

/* Where all else is alike: the fee, by its rules; less is looser. */
static void
look_at_fees(struct comparing *c, uint32_t same)
{
	const struct profile *p = c->a.d.view.profile, *q = c->b.d.view.profile;
	struct deciding *d = &c->a.d;
	size_t i, k;

	for (i = 0; i < p->of_kind_count[RULE_FEE]; i++)
		for (k = 0; k < q->of_kind_count[RULE_FEE]; k++) {
			const int x = p->of_kind[RULE_FEE][i], y = q->of_kind[RULE_FEE][k];
			const int was = p->rules[x].yen, is = q->rules[y].yen;

			if (was != is)
				add_group(c, is < was ? DIFF_LOOSER : DIFF_STRICTER, &p->rules[x], &q->rules[y],
				    rule_and(d, same, rule_and(d, c->a.d.fee[x], c->b.d.fee[y])));
		}
}

/* [action]: one more to do is stricter. The name is of the first section that asks for it. */
static const struct rule *
action_rule(const struct profile *p, const struct action *a)
{
	size_t i;

	for (i = 0; i < p->of_kind_count[RULE_ACTION]; i++) {
		const struct rule *r = &p->rules[p->of_kind[RULE_ACTION][i]];

		if (r->action.kind == a->kind && (a->kind != ACTION_VERIFY_PIN || r->action.pin == a->pin))
			return r;
	}
	return NULL;
}

static uint32_t
action_node(const struct side *s, const struct action *a)
{
	size_t i;

	for (i = 0; i < s->d.case_action_count; i++)
		if (s->d.case_actions[i].action.kind == a->kind && (a->kind != ACTION_VERIFY_PIN ||
		    s->d.case_actions[i].action.pin == a->pin))
			return s->d.case_actions[i].node;
	return DIAGRAM_FALSE;
}

static void
look_at_actions(struct comparing *c, uint32_t same)
{
	const struct profile *p = c->a.d.view.profile, *q = c->b.d.view.profile;
	struct deciding *d = &c->a.d;
	size_t i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < (k == 0 ? p : q)->of_kind_count[RULE_ACTION]; i++) {
			const struct profile *own = k == 0 ? p : q;
			const struct action *a = &own->rules[own->of_kind[RULE_ACTION][i]].action;
			const uint32_t was = action_node(&c->a, a), is = action_node(&c->b, a);

			add_group(c, DIFF_LOOSER, action_rule(p, a), NULL,
			    rule_and(d, same, rule_and(d, was, rule_not(d, is))));
			add_group(c, DIFF_STRICTER, NULL, action_rule(q, a),
			    rule_and(d, same, rule_and(d, is, rule_not(d, was))));
		}
}

static double
space_of(struct comparing *c)
{
	const struct view *v = &c->a.d.view;
	const uint64_t mask = rule_relevant(&c->a.d) | rule_relevant(&c->b.d);
	double space = 1;
	unsigned f;

	for (f = 0; f < FACT_COUNT; f++)
		if ((mask >> f & 1) != 0)
			space *= v->value_count[f];
	return space;
}

static void
look_at_situation(struct comparing *c, const struct profile *p, const struct profile *q, bool first)
{
	struct deciding *d = &c->a.d;
	uint32_t real, same;

	rule_look_at_both(d, p, &c->b.d, q, c->situation, c->situation->at);
	side_read(&c->a);
	side_read(&c->b);
	diff_compare(&c->a, &c->b, &c->apart);
	real = view_consistent(&c->a.d.view);
	c->rest = rule_and(d, real, c->apart.more_than_fee);
	same = rule_and(d, real, rule_not(d, c->rest));
	look_at_gates(c);
	look_at_picks(c);
	look_at_fees(c, same);
	look_at_actions(c, same);
	if (first)
		diff_documents(c, rule_and(d, real, rule_and(d, c->a.open, c->b.open)));
	if (first)
		c->out->space = space_of(c);
	if (!view_sound(&d->view) || !view_sound(&c->b.d.view))
		c->err = ERR_MEMORY;
	view_close(&d->view);
}

static int
by_way(const void *x, const void *y)
{
	const struct diff_group *a = x, *b = y;

	return a->way != b->way ? (int)a->way - (int)b->way : a->facts != b->facts ? (int)a->facts - (int)b->facts :
	    strcmp(a->from.name, b->from.name);
}

enum err
profile_diff(const struct profile *p, const struct profile *q, struct date today, struct profile_diff *out)
{
	struct comparing *c = calloc(1, sizeof(*c));
	enum err e = ERR_MEMORY;
	size_t i;

	*out = (struct profile_diff){ .groups = calloc(DIFF_GROUPS_MAX, sizeof(*out->groups)) };
	if (c != NULL && out->groups != NULL) {
		c->out = out;
		diff_situations(p, q, today, &c->situations);
		out->situations = c->situations.count;
		out->cut = c->situations.cut;
		for (i = 0; i < c->situations.count && c->err == ERR_NONE; i++) {
			c->situation = &c->situations.list[i];
			look_at_situation(c, p, q, i == 0);
		}
		if ((e = c->err) == ERR_NONE)
			e = diff_changes(p, q, out);
		qsort(out->groups, out->group_count, sizeof(*out->groups), by_way);
	}
	free(c);
	if (e != ERR_NONE)
		profile_diff_free(out);
	return e;
}
