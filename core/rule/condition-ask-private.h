/* Asks conditions of facts, known or not. */
#ifndef MADOGUCHI_RULE_CONDITION_ASK_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_ASK_PRIVATE_H

#include "rule/profile-private.h"

#define ASK_COUNTER FACT_COUNT		/* variables beyond the facts: for looking at a profile as a whole */
#define ASK_BROUGHT (FACT_COUNT + 1)
_Static_assert(ASK_BROUGHT + BROUGHT_MAX <= DIAGRAM_VARS_MAX, "each condition on documents has its variable");
_Static_assert(COUNTERS_MAX + 1 <= DIAGRAM_VALUES_MAX, "each counter is a value, and none of them is one more");

/* A day, facts, and what has been found out about them so far. Only what is unknown needs the diagram. */
struct view {
	const struct profile *profile;
	struct facts facts;
	struct moment at;
	int32_t today;
	int counter;				/* its place; -1: not known */
	bool open;				/* by view_open_all */
	struct brought brought[HOLDER_COUNT];
	uint32_t for_cert[CERT_COUNT];		/* asked for, and later: not refused */
	uint32_t defined[DEFINED_MAX];	/* 1 beyond the node; 0: not asked yet */
	struct diagram *diagram;		/* made when first needed */
	struct view *owner;			/* of the diagram, where two views are asked together; NULL: this one */
	int32_t values[FACT_COUNT][DIAGRAM_VALUES_MAX];
	unsigned value_count[FACT_COUNT];
	bool failed;
};

/* Facts as they stand on that day; documents and counter looked up. view_close frees what was needed. */
void view_open(struct view *, const struct profile *, const struct facts *, struct moment at);
void view_close(struct view *);

/* The second of two views whose answers go together: certificates and diagram are the first one's, who closes it. */
void view_join(struct view *, struct view *first);

/* Nothing at all is known but the day, not even certificates, counter and documents: to look at a profile as a whole. */
void view_open_all(struct view *, const struct profile *, struct date day);

/* False once memory failed. */
bool view_sound(const struct view *);

/* A condition as a function of what isn't known. */
uint32_t view_ask(struct view *, int condition);

/* After for_cert was changed. */
void view_forget_defined(struct view *);

/* Whether the fact is one of the words of mask. */
uint32_t view_word(struct view *, enum fact, uint32_t mask);

/* Whether that PIN is to be set. */
uint32_t view_pin(struct view *, unsigned pin);

/*
 * A function of some facts: fn is told the values by way of facts, in which all of needs are known.
 */
uint32_t view_function(struct view *, uint64_t needs, int32_t (*fn)(const struct view *, const void *), const void *ctx);

/* The day by which a reply must be back: days, INT32_MAX for none, FACT_NONE where there is no such date. */
int32_t view_deadline(const struct view *);

/* The finite grid of madoguchi-profile(5): the values of a fact on that day; their number. */
unsigned grid_values(enum fact, struct date today, int32_t out[DIAGRAM_VALUES_MAX]);

#endif
