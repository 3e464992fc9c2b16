/*
 * Functions of unknown facts as decision diagrams: a node tests one variable and has a branch for each of its values;
 * equal functions are the same node. Whether a fact still matters can be read off directly. Source: R. E. Bryant,
 * Graph-Based Algorithms for Boolean Function Manipulation, 1986, extended to more than two branches.
 */
#ifndef MADOGUCHI_RULE_DIAGRAM_PRIVATE_H
#define MADOGUCHI_RULE_DIAGRAM_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#define DIAGRAM_VARS_MAX 96
#define DIAGRAM_VALUES_MAX 68	/* grid values of a fact, or counters */

/* Nodes are numbers. These two exist without a diagram, so known facts need no memory. */
#define DIAGRAM_FALSE 0u
#define DIAGRAM_TRUE 1u

struct diagram;

/* values: number of values of each variable (at least 1), in variable order. NULL: no memory. */
struct diagram *diagram_new(const unsigned *values, unsigned vars);
void diagram_free(struct diagram **);

/* An allocation has failed; results since then are invalid. */
bool diagram_failed(const struct diagram *);

/* A constant function; 0 and 1 are DIAGRAM_FALSE and DIAGRAM_TRUE. */
uint32_t diagram_constant(struct diagram *, int32_t);

/* A node that tests var, with one child per value; children may test only later variables. */
uint32_t diagram_node(struct diagram *, unsigned var, const uint32_t *children);

/* If f then g else h. The diagram may be NULL while all three are DIAGRAM_TRUE or DIAGRAM_FALSE. */
uint32_t diagram_if(struct diagram *, uint32_t f, uint32_t g, uint32_t h);
uint32_t diagram_and(struct diagram *, uint32_t, uint32_t);
uint32_t diagram_or(struct diagram *, uint32_t, uint32_t);
uint32_t diagram_not(struct diagram *, uint32_t);

/* The smaller of both, everywhere. The diagram may be NULL while both are DIAGRAM_TRUE or DIAGRAM_FALSE. */
uint32_t diagram_least(struct diagram *, uint32_t, uint32_t);

/* f with var fixed to its nth value. */
uint32_t diagram_fix(struct diagram *, uint32_t f, unsigned var, unsigned nth);

/* Whether f is constant, and its value. The diagram may be NULL for DIAGRAM_TRUE and DIAGRAM_FALSE. */
bool diagram_is_constant(const struct diagram *, uint32_t f, int32_t *value);

/* The variables that f depends on, as a mask, of the first 64 alone. */
uint64_t diagram_support(struct diagram *, uint32_t f);

/* For how many values of the variables that f depends on, below 64 as in the mask, it isn't 0; exact up to 2^53. */
double diagram_count(struct diagram *, uint32_t f);

/*
 * The cheapest way to make f true: at[var] is the place of the value, -1 of a variable that doesn't matter then. False:
 * there is none.
 */
struct diagram_costs { uint16_t of[DIAGRAM_VARS_MAX][DIAGRAM_VALUES_MAX]; };
bool diagram_cheapest(struct diagram *, uint32_t f, const struct diagram_costs *, int at[DIAGRAM_VARS_MAX]);

#endif
