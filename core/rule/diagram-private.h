/*
 * Functions of what is not known yet, as decision diagrams: each node asks one variable and has a branch for each of its
 * values; equal functions are the same node. So whether a fact still matters is read off, not searched for.
 * Source: R. E. Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986; here with more than two branches.
 */
#ifndef MADOGUCHI_RULE_DIAGRAM_PRIVATE_H
#define MADOGUCHI_RULE_DIAGRAM_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#define DIAGRAM_VARS_MAX 64
#define DIAGRAM_VALUES_MAX 68	/* the grid of a fact, or counters */

/* Nodes are numbers; these two stand for themselves without any diagram, so what is known costs no memory. */
#define DIAGRAM_FALSE 0u
#define DIAGRAM_TRUE 1u

struct diagram;

/* values: how many each variable has (at least 1); the order of variables is theirs. NULL: no memory. */
struct diagram *diagram_new(const unsigned *values, unsigned vars);
void diagram_free(struct diagram **);

/* No memory was left at some point: what was built since is worth nothing. */
bool diagram_failed(const struct diagram *);

/* A number as a function; 0 and 1 are DIAGRAM_FALSE and DIAGRAM_TRUE. */
uint32_t diagram_constant(struct diagram *, int32_t);

/* Asks var and goes to the child of its value; children ask later variables only. */
uint32_t diagram_node(struct diagram *, unsigned var, const uint32_t *children);

/* Where f is true g, else h. The diagram may be NULL while all three are true or false. */
uint32_t diagram_if(struct diagram *, uint32_t f, uint32_t g, uint32_t h);
uint32_t diagram_and(struct diagram *, uint32_t, uint32_t);
uint32_t diagram_or(struct diagram *, uint32_t, uint32_t);
uint32_t diagram_not(struct diagram *, uint32_t);

/* The function with var at its nth value. */
uint32_t diagram_fix(struct diagram *, uint32_t f, unsigned var, unsigned nth);

/* True where f is a number; it may be NULL for true and false. */
bool diagram_is_constant(const struct diagram *, uint32_t f, int32_t *value);

/* The variables that f depends on, as a mask. */
uint64_t diagram_support(struct diagram *, uint32_t f);

#endif
