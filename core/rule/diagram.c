/* Decision diagrams: nodes are made once (by a table of hashes), results kept in a small cache. */
#include "rule/diagram-private.h"

#include <stdlib.h>
#include <string.h>

#define LEAF 255u		/* the variable of a constant */
#define NODES_MAX (1u << 21)
#define TABLE_LEAST 128u	/* a power of two; a visit's questions need few nodes, a whole profile many */
#define CACHE_MOST 8192u
#define LEAST UINT32_MAX	/* no node */

struct node {
	int32_t value;		/* of a constant */
	uint32_t first;		/* of its children */
	uint32_t seen;		/* the walk that came by last */
	uint8_t var;
};

struct cached { uint32_t f, g, h, result; };

struct diagram {
	unsigned values[DIAGRAM_VARS_MAX];
	struct node *nodes;
	uint32_t *children, *table;	/* table: node + 1, 0 empty */
	uint32_t count, cap, child_count, child_cap, table_size, cache_size;
	uint32_t walk;
	bool failed;
	struct cached *cache;
};

static uint32_t
mix(uint32_t h, uint32_t x)
{
	h = (h ^ x) * 0x9e3779b1u;
	return h ^ h >> 15;
}

static unsigned
degree(const struct diagram *d, unsigned var)
{
	return var == LEAF ? 0 : d->values[var];
}

static uint32_t
hash(const struct diagram *d, unsigned var, int32_t value, const uint32_t *children)
{
	uint32_t h = mix(mix(0, var), (uint32_t)value);
	unsigned i;

	for (i = 0; i < degree(d, var); i++)
		h = mix(h, children[i]);
	return h;
}

static bool
same(const struct diagram *d, const struct node *n, unsigned var, int32_t value, const uint32_t *children)
{
	unsigned deg = degree(d, var);

	return n->var == var && n->value == value &&
	    (deg == 0 || memcmp(&d->children[n->first], children, deg * sizeof(*children)) == 0);
}

/* As many as the table has, so that what is made for one visit costs little; results that were kept are lost. */
static bool
grow_cache(struct diagram *d, uint32_t size)
{
	struct cached *cache;

	if (size > CACHE_MOST)
		return true;
	if ((cache = calloc(size, sizeof(*cache))) == NULL)
		return false;
	free(d->cache);
	d->cache = cache;
	d->cache_size = size;
	return true;
}

static bool
grow_table(struct diagram *d)
{
	uint32_t size = d->table_size != 0 ? d->table_size * 2 : TABLE_LEAST, i, at, *table;

	if (!grow_cache(d, size) || (table = calloc(size, sizeof(*table))) == NULL)
		return false;
	for (i = 0; i < d->count; i++) {
		const struct node *n = &d->nodes[i];

		at = hash(d, n->var, n->value, &d->children[n->first]) & (size - 1);
		while (table[at] != 0)
			at = (at + 1) & (size - 1);
		table[at] = i + 1;
	}
	free(d->table);
	d->table = table;
	d->table_size = size;
	return true;
}

/* Room for one more node with its children. */
static bool
grow(struct diagram *d, unsigned deg)
{
	struct node *nodes;
	uint32_t *children, cap;

	if (d->count >= NODES_MAX)
		return false;
	if (d->count == d->cap) {
		cap = d->cap != 0 ? d->cap * 2 : TABLE_LEAST / 2;
		if ((nodes = realloc(d->nodes, cap * sizeof(*nodes))) == NULL)
			return false;
		d->nodes = nodes;
		d->cap = cap;
	}
	if (d->child_count + deg + 1 > d->child_cap) {
		cap = d->child_cap != 0 ? d->child_cap * 2 : TABLE_LEAST * 2;
		if ((children = realloc(d->children, cap * sizeof(*children))) == NULL)
			return false;
		d->children = children;
		d->child_cap = cap;
	}
	return d->table_size >= 2 * (d->count + 1) || grow_table(d);
}

static uint32_t
make(struct diagram *d, unsigned var, int32_t value, const uint32_t *children)
{
	unsigned deg = degree(d, var);
	uint32_t at;

	if (d->failed || !grow(d, deg)) {
		d->failed = true;
		return DIAGRAM_FALSE;
	}
	at = hash(d, var, value, children) & (d->table_size - 1);
	for (; d->table[at] != 0; at = (at + 1) & (d->table_size - 1))
		if (same(d, &d->nodes[d->table[at] - 1], var, value, children))
			return d->table[at] - 1;
	if (deg > 0)
		memcpy(&d->children[d->child_count], children, deg * sizeof(*children));
	d->nodes[d->count] = (struct node){ .value = value, .first = d->child_count, .var = (uint8_t)var };
	d->child_count += deg;
	d->table[at] = d->count + 1;
	return d->count++;
}

struct diagram *
diagram_new(const unsigned *values, unsigned vars)
{
	struct diagram *d;

	if (vars > DIAGRAM_VARS_MAX || (d = calloc(1, sizeof(*d))) == NULL)
		return NULL;
	memcpy(d->values, values, vars * sizeof(*values));
	(void)make(d, LEAF, 0, NULL);
	(void)make(d, LEAF, 1, NULL);
	if (d->failed)
		diagram_free(&d);
	return d;
}

void
diagram_free(struct diagram **d)
{
	if (*d == NULL)
		return;
	free((*d)->nodes);
	free((*d)->children);
	free((*d)->table);
	free((*d)->cache);
	free(*d);
	*d = NULL;
}

bool
diagram_failed(const struct diagram *d)
{
	return d != NULL && d->failed;
}

uint32_t
diagram_constant(struct diagram *d, int32_t value)
{
	return make(d, LEAF, value, NULL);
}

uint32_t
diagram_node(struct diagram *d, unsigned var, const uint32_t *children)
{
	unsigned i;

	for (i = 1; i < d->values[var] && children[i] == children[0]; i++)
		;
	return i >= d->values[var] ? children[0] : make(d, var, 0, children);
}

static uint32_t
child(const struct diagram *d, uint32_t f, unsigned var, unsigned nth)
{
	const struct node *n = &d->nodes[f];

	return n->var == var ? d->children[n->first + nth] : f;
}

static unsigned
first_var(const struct diagram *d, uint32_t f, uint32_t g, uint32_t h)
{
	unsigned a = d->nodes[f].var, b = d->nodes[g].var, c = d->nodes[h].var;

	a = b < a ? b : a;
	return c < a ? c : a;
}

static struct cached *
slot_of(struct diagram *d, uint32_t f, uint32_t g, uint32_t h)
{
	return &d->cache[mix(mix(mix(0, f), g), h) & (d->cache_size - 1)];
}

/* Branches by the first variable of the three. */
static uint32_t
branch(struct diagram *d, uint32_t f, uint32_t g, uint32_t h)
{
	uint32_t children[DIAGRAM_VALUES_MAX];
	const unsigned var = first_var(d, f, g, h);
	unsigned i = 0;

	do
		children[i] = diagram_if(d, child(d, f, var, i), child(d, g, var, i), child(d, h, var, i));
	while (++i < d->values[var]);
	return diagram_node(d, var, children);
}

uint32_t
diagram_if(struct diagram *d, uint32_t f, uint32_t g, uint32_t h)
{
	const struct cached *kept;
	uint32_t result;

	if (f == DIAGRAM_TRUE || g == h)
		return g;
	if (f == DIAGRAM_FALSE)
		return h;
	if (g == DIAGRAM_TRUE && h == DIAGRAM_FALSE)
		return f;
	if (d->failed)
		return DIAGRAM_FALSE;
	kept = slot_of(d, f, g, h);
	if (kept->f == f && kept->g == g && kept->h == h)
		return kept->result;
	result = branch(d, f, g, h);	/* which may make the cache anew */
	*slot_of(d, f, g, h) = (struct cached){ f, g, h, result };
	return result;
}

uint32_t
diagram_and(struct diagram *d, uint32_t f, uint32_t g)
{
	if (f <= DIAGRAM_TRUE && g <= DIAGRAM_TRUE)
		return f & g;
	return diagram_if(d, f, g, DIAGRAM_FALSE);
}

uint32_t
diagram_or(struct diagram *d, uint32_t f, uint32_t g)
{
	if (f <= DIAGRAM_TRUE && g <= DIAGRAM_TRUE)
		return f | g;
	return diagram_if(d, f, DIAGRAM_TRUE, g);
}

uint32_t
diagram_not(struct diagram *d, uint32_t f)
{
	return diagram_if(d, f, DIAGRAM_FALSE, DIAGRAM_TRUE);
}

/* Both are constants or one tests a variable; results are kept where no if's can be: its third is never LEAST. */
static uint32_t
least(struct diagram *d, uint32_t f, uint32_t g)
{
	uint32_t children[DIAGRAM_VALUES_MAX];
	const struct cached *kept;
	unsigned var = first_var(d, f, g, g), i = 0;

	if (var == LEAF)
		return d->nodes[f].value <= d->nodes[g].value ? f : g;
	kept = slot_of(d, f, g, LEAST);
	if (kept->f == f && kept->g == g && kept->h == LEAST)
		return kept->result;
	do
		children[i] = diagram_least(d, child(d, f, var, i), child(d, g, var, i));
	while (++i < d->values[var]);
	i = diagram_node(d, var, children);
	*slot_of(d, f, g, LEAST) = (struct cached){ f, g, LEAST, i };
	return i;
}

uint32_t
diagram_least(struct diagram *d, uint32_t f, uint32_t g)
{
	if (f <= DIAGRAM_TRUE && g <= DIAGRAM_TRUE)
		return f & g;
	if (f == g || d->failed)
		return f;
	return f < g ? least(d, f, g) : least(d, g, f);
}

/* Walks with its own memo: the cache is for if. */
static uint32_t
fix(struct diagram *d, uint32_t f, unsigned var, unsigned nth, uint32_t *memo)
{
	uint32_t children[DIAGRAM_VALUES_MAX];
	unsigned at = d->nodes[f].var, i = 0;

	if (at == LEAF || at > var)
		return f;
	if (at == var)
		return child(d, f, var, nth);
	if (memo[f] == 0) {
		do
			children[i] = fix(d, child(d, f, at, i), var, nth, memo);
		while (++i < d->values[at]);
		memo[f] = diagram_node(d, at, children) + 1;
	}
	return memo[f] - 1;
}

uint32_t
diagram_fix(struct diagram *d, uint32_t f, unsigned var, unsigned nth)
{
	uint32_t *memo, result;

	if (f <= DIAGRAM_TRUE || d->failed)
		return f;
	if ((memo = calloc(d->count, sizeof(*memo))) == NULL) {
		d->failed = true;
		return DIAGRAM_FALSE;
	}
	result = fix(d, f, var, nth, memo);
	free(memo);
	return result;
}

bool
diagram_is_constant(const struct diagram *d, uint32_t f, int32_t *value)
{
	if (f > DIAGRAM_TRUE && d->nodes[f].var != LEAF)
		return false;
	*value = f <= DIAGRAM_TRUE ? (int32_t)f : d->nodes[f].value;
	return true;
}

static uint64_t
support(struct diagram *d, uint32_t f)
{
	struct node *n = &d->nodes[f];
	uint64_t mask;
	unsigned i;

	if (n->var == LEAF || n->seen == d->walk)
		return 0;
	n->seen = d->walk;
	mask = n->var < 64 ? (uint64_t)1 << n->var : 0;
	for (i = 0; i < d->values[n->var]; i++)
		mask |= support(d, d->children[n->first + i]);
	return mask;
}

uint64_t
diagram_support(struct diagram *d, uint32_t f)
{
	if (f <= DIAGRAM_TRUE)
		return 0;
	d->walk++;
	return support(d, f);
}

/* --- walks over a whole function, with a memo by node --- */

static double
share(const struct diagram *d, uint32_t f, double *memo)
{
	const struct node *n = &d->nodes[f];
	double sum = 0;
	unsigned i;

	if (n->var == LEAF)
		return n->value != 0;
	if (memo[f] == 0) {
		for (i = 0; i < d->values[n->var]; i++)
			sum += share(d, d->children[n->first + i], memo);
		memo[f] = sum / d->values[n->var] + 1;
	}
	return memo[f] - 1;
}

double
diagram_count(struct diagram *d, uint32_t f)
{
	const uint64_t mask = diagram_support(d, f);
	double *memo, count;
	unsigned v;

	if (f <= DIAGRAM_TRUE)
		return f;
	if ((memo = calloc(d->count, sizeof(*memo))) == NULL) {
		d->failed = true;
		return 0;
	}
	count = share(d, f, memo);
	free(memo);
	for (v = 0; v < 64; v++)
		if ((mask >> v & 1) != 0)
			count *= d->values[v];
	return count;
}

#define NO_WAY UINT32_MAX

/* What it costs to make f true; 0 in the memo: not looked at yet. */
static uint32_t
cheapest(const struct diagram *d, uint32_t f, const struct diagram_costs *cost, uint32_t *memo)
{
	const struct node *n = &d->nodes[f];
	uint32_t best = NO_WAY, rest;
	unsigned i;

	if (n->var == LEAF)
		return n->value != 0 ? 0 : NO_WAY;
	if (memo[f] != 0)
		return memo[f] - 1;
	for (i = 0; i < d->values[n->var]; i++) {
		rest = cheapest(d, d->children[n->first + i], cost, memo);
		if (rest != NO_WAY && rest + cost->of[n->var][i] < best)
			best = rest + cost->of[n->var][i];
	}
	memo[f] = best + 1;
	return best;
}

bool
diagram_cheapest(struct diagram *d, uint32_t f, const struct diagram_costs *cost, int at[DIAGRAM_VARS_MAX])
{
	uint32_t *memo, best, rest = NO_WAY;
	unsigned i;

	for (i = 0; i < DIAGRAM_VARS_MAX; i++)
		at[i] = -1;
	if (f <= DIAGRAM_TRUE)
		return f == DIAGRAM_TRUE;
	if ((memo = calloc(d->count, sizeof(*memo))) == NULL) {
		d->failed = true;
		return false;
	}
	best = cheapest(d, f, cost, memo);
	while (best != NO_WAY && d->nodes[f].var != LEAF) {
		const struct node *n = &d->nodes[f];

		for (i = 0; i < d->values[n->var]; i++) {
			rest = cheapest(d, d->children[n->first + i], cost, memo);
			if (rest != NO_WAY && rest + cost->of[n->var][i] == best)
				break;
		}
		at[n->var] = (int)i;
		f = d->children[n->first + i];
		best = rest;
	}
	free(memo);
	return best != NO_WAY;
}
