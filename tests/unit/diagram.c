/* Diagrams tell exactly which variables a function depends on; checked against counting it out. */
#include "rule/diagram-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define VARS 5
#define POINTS (2 * 3 * 2 * 4 * 2)
static const unsigned values[VARS] = { 2, 3, 2, 4, 2 };

/* A function both ways: as a diagram and as the list of its values at all points. */
struct both { uint32_t node; unsigned char at[POINTS]; };

static unsigned
place(unsigned point, unsigned var)
{
	unsigned v;

	for (v = 0; v < var; v++)
		point /= values[v];
	return point % values[var];
}

static struct both
atom(struct diagram *d, unsigned var, unsigned mask)
{
	uint32_t children[DIAGRAM_VALUES_MAX] = { 0 };
	struct both b;
	unsigned i;

	for (i = 0; i < values[var]; i++)
		children[i] = mask >> i & 1;
	b.node = diagram_node(d, var, children);
	for (i = 0; i < POINTS; i++)
		b.at[i] = mask >> place(i, var) & 1;
	return b;
}

static uint64_t
count_out(const struct both *b)
{
	uint64_t mask = 0;
	unsigned i, j, v, w;

	for (i = 0; i < POINTS; i++)
		for (j = i + 1; j < POINTS; j++) {
			unsigned differing = 0;

			for (v = 0, w = 0; v < VARS; v++)
				if (place(i, v) != place(j, v)) {
					differing++;
					w = v;
				}
			if (differing == 1 && b->at[i] != b->at[j])
				mask |= (uint64_t)1 << w;
		}
	return mask;
}

static uint32_t seed = 1;

static unsigned
next(unsigned most)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % most;
}

static struct both
combine(struct diagram *d, struct both f, struct both g, struct both h)
{
	struct both r;
	unsigned i;

	r.node = diagram_if(d, f.node, g.node, h.node);
	for (i = 0; i < POINTS; i++)
		r.at[i] = f.at[i] != 0 ? g.at[i] : h.at[i];
	return r;
}

static void
support_is_exact(void **state)
{
	struct diagram *d = diagram_new(values, VARS);
	struct both pool[8];
	unsigned round, i, v, n;

	(void)state;
	assert_non_null(d);
	for (i = 0; i < 8; i++) {
		v = next(VARS);
		pool[i] = atom(d, v, next(1u << values[v]));
	}
	for (round = 0; round < 300; round++) {
		struct both r = combine(d, pool[next(8)], pool[next(8)], pool[next(8)]);

		assert_int_equal(diagram_support(d, r.node), count_out(&r));
		for (v = 0; v < VARS; v++) {
			struct both fixed = r;
			unsigned step = 1;

			n = next(values[v]);
			for (i = 0; i < v; i++)
				step *= values[i];
			for (i = 0; i < POINTS; i++)
				fixed.at[i] = r.at[i + (n - place(i, v)) * step];
			fixed.node = diagram_fix(d, r.node, v, n);
			assert_int_equal(diagram_support(d, fixed.node), count_out(&fixed));
		}
		pool[next(8)] = r;
		v = next(VARS);
		pool[next(8)] = atom(d, v, next(1u << values[v]));
	}
	diagram_free(&d);
	assert_null(d);
}

static void
equal_functions_are_the_same_node(void **state)
{
	struct diagram *d = diagram_new(values, VARS);
	uint32_t a = atom(d, 0, 1).node, b = atom(d, 3, 5).node;
	int32_t value;

	(void)state;
	assert_int_equal(diagram_or(d, a, diagram_not(d, a)), DIAGRAM_TRUE);
	assert_int_equal(diagram_and(d, a, diagram_not(d, a)), DIAGRAM_FALSE);
	assert_int_equal(diagram_not(d, diagram_and(d, a, b)), diagram_or(d, diagram_not(d, b), diagram_not(d, a)));
	assert_false(diagram_is_constant(d, a, &value));
	assert_true(diagram_is_constant(d, diagram_constant(d, -7), &value));
	assert_int_equal(value, -7);
	assert_int_equal(diagram_constant(d, 1), DIAGRAM_TRUE);
	diagram_free(&d);
}

/* Numbers at all points, both ways. */
struct numbers { uint32_t node; int32_t at[POINTS]; };

static struct numbers
number_atom(struct diagram *d, unsigned var)
{
	uint32_t children[DIAGRAM_VALUES_MAX] = { 0 };
	struct numbers b;
	int32_t each[8];
	unsigned i;

	for (i = 0; i < values[var]; i++)
		children[i] = diagram_constant(d, each[i] = (int32_t)next(9) - 4);
	b.node = diagram_node(d, var, children);
	for (i = 0; i < POINTS; i++)
		b.at[i] = each[place(i, var)];
	return b;
}

static int32_t
number_at(struct diagram *d, uint32_t node, unsigned point)
{
	int32_t value = 0;
	unsigned v;

	for (v = 0; v < VARS; v++)
		node = diagram_fix(d, node, v, place(point, v));
	assert_true(diagram_is_constant(d, node, &value));
	return value;
}

static void
the_least_is_the_least_everywhere(void **state)
{
	struct diagram *d = diagram_new(values, VARS);
	struct numbers pool[8], r;
	unsigned round, i, a, b;

	(void)state;
	for (i = 0; i < 8; i++)
		pool[i] = number_atom(d, next(VARS));
	for (round = 0; round < 60; round++) {
		a = next(8);
		b = next(8);
		r.node = diagram_least(d, pool[a].node, pool[b].node);
		for (i = 0; i < POINTS; i++) {
			r.at[i] = pool[a].at[i] < pool[b].at[i] ? pool[a].at[i] : pool[b].at[i];
			assert_int_equal(number_at(d, r.node, i), r.at[i]);
		}
		pool[next(8)] = r;
		pool[next(8)] = number_atom(d, next(VARS));
	}
	diagram_free(&d);
}

/* However often its tables have grown, no node is made twice. */
static void
each_node_is_found_again(void **state)
{
	static uint32_t made[3000];
	struct diagram *d = diagram_new(values, VARS);
	unsigned i;

	(void)state;
	for (i = 0; i < sizeof(made) / sizeof(*made); i++) {
		made[i] = diagram_constant(d, (int32_t)i + 2);
		if (i > 0)
			assert_int_equal(diagram_constant(d, (int32_t)i + 1), made[i - 1]);
	}
	for (i = 0; i < sizeof(made) / sizeof(*made); i++)
		assert_int_equal(diagram_constant(d, (int32_t)i + 2), made[i]);
	diagram_free(&d);
}

/* Two million nodes, of which FALSE and TRUE are two; then it has failed, and memory doesn't go on growing. */
static void
nodes_are_bounded(void **state)
{
	struct diagram *d = diagram_new(values, VARS);
	int32_t i;

	(void)state;
	for (i = 2; i < 1 << 21; i++)
		(void)diagram_constant(d, i);
	assert_false(diagram_failed(d));
	(void)diagram_constant(d, i);
	assert_true(diagram_failed(d));
	diagram_free(&d);
}

static void
what_is_constant_costs_nothing(void **state)
{
	static const struct diagram_costs costs;
	struct diagram *d = diagram_new(values, VARS);
	int at[DIAGRAM_VARS_MAX];

	(void)state;
	assert_false(diagram_cheapest(d, DIAGRAM_FALSE, &costs, at));
	assert_true(diagram_cheapest(d, DIAGRAM_TRUE, &costs, at));
	assert_int_equal(at[0], -1);
	assert_true(diagram_count(d, DIAGRAM_FALSE) < 0.5);
	assert_true(diagram_count(d, DIAGRAM_TRUE) > 0.5);
	diagram_free(&d);
}

/* The mask has room for 64. */
static void
later_variables_are_in_no_mask(void **state)
{
	unsigned two[66], i;
	const uint32_t children[DIAGRAM_VALUES_MAX] = { DIAGRAM_FALSE, DIAGRAM_TRUE };
	struct diagram *d;

	(void)state;
	for (i = 0; i < 66; i++)
		two[i] = 2;
	d = diagram_new(two, 66);
	assert_int_equal(diagram_support(d, diagram_node(d, 63, children)), (uint64_t)1 << 63);
	assert_int_equal(diagram_support(d, diagram_node(d, 64, children)), 0);
	assert_int_equal(diagram_support(d, diagram_node(d, 65, children)), 0);
	diagram_free(&d);
}

static void
what_is_known_needs_no_diagram(void **state)
{
	int32_t value;

	(void)state;
	assert_int_equal(diagram_and(NULL, DIAGRAM_TRUE, DIAGRAM_FALSE), DIAGRAM_FALSE);
	assert_int_equal(diagram_or(NULL, DIAGRAM_FALSE, DIAGRAM_TRUE), DIAGRAM_TRUE);
	assert_int_equal(diagram_not(NULL, DIAGRAM_FALSE), DIAGRAM_TRUE);
	assert_true(diagram_is_constant(NULL, DIAGRAM_TRUE, &value));
	assert_int_equal(diagram_support(NULL, DIAGRAM_TRUE), 0);
	assert_false(diagram_failed(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(support_is_exact),
		cmocka_unit_test(equal_functions_are_the_same_node),
		cmocka_unit_test(the_least_is_the_least_everywhere),
		cmocka_unit_test(each_node_is_found_again),
		cmocka_unit_test(what_is_constant_costs_nothing),
		cmocka_unit_test(nodes_are_bounded),
		cmocka_unit_test(later_variables_are_in_no_mask),
		cmocka_unit_test(what_is_known_needs_no_diagram),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
