/* Between the files that decide. */
#ifndef MADOGUCHI_RULE_RULE_PRIVATE_H
#define MADOGUCHI_RULE_RULE_PRIVATE_H

#include "rule/condition-ask-private.h"

/* Everything of the answer is a function of what isn't known; where all is known each of them is true or false. */

/* Something that refuses the visit or, where cert says so, one certificate. */
struct gate {
	const struct rule *rule;	/* NULL: the profile itself */
	const char *code, *text, *source;
	enum cert_kind cert;
	uint32_t node;
};

/* A rule that may be the one, and where. */
struct pick {
	const struct rule *rule;
	uint32_t node;
	uint32_t active[NEEDS_MAX], missing[NEEDS_MAX];
	uint32_t becomes[OUTCOME_COUNT];
};

#define GATES_MAX (DECISION_RULES_MAX + 4)
#define DEEDS_MAX 32

struct case_action { struct action action; uint32_t node; };

struct deciding {
	struct view view;
	struct view other, *day;		/* of the day: counters, fee, validity; where it is the same profile, view */
	struct date begun;			/* the day whose rules hold for papers and inquiry */
	struct gate gates[GATES_MAX];
	size_t gate_count;
	struct pick picks[DECISION_RULES_MAX];
	size_t pick_count;
	uint32_t out[OUTCOME_COUNT];
	uint32_t refused[CERT_COUNT];		/* this certificate is, and the other isn't the only reason to go on */
	uint32_t missing[DECISION_RULES_MAX];	/* by need */
	uint32_t would_proceed;			/* once what is missing is there */
	uint32_t fee[DECISION_RULES_MAX];	/* by fee of the day's profile */
	struct case_action case_actions[DEEDS_MAX];
	size_t case_action_count;
	uint32_t expires[CERT_COUNT];		/* where one will be issued, with known dates: known_expiry, else dates */
	uint32_t expiry[CERT_COUNT];
	int32_t known_expiry[CERT_COUNT];
	bool expiry_known[CERT_COUNT];
};

uint32_t rule_and(struct deciding *, uint32_t, uint32_t);
uint32_t rule_or(struct deciding *, uint32_t, uint32_t);
uint32_t rule_not(struct deciding *, uint32_t);

/* The rules of a kind that are in force, one after the other; *n is where to go on. Counters and fees are the day's. */
const struct rule *rule_next(const struct deciding *, enum rule_kind, size_t *n);

/* Whether what a paper is asked by was in force when the case began. */
bool rule_holds(const struct deciding *, const struct rule *);

/* What a rule needs and what of it is missing: fills active and missing of the pick. */
void rule_look_at_needs(struct deciding *, struct pick *);

/* What one asks of each holder's documents in the decision as it came out; for words about what is missing. */
struct paper_list { struct asked asked[NEEDS_MAX]; int need[NEEDS_MAX]; size_t count; };
void rule_papers_of(const struct deciding *, const struct pick *, enum holder, uint32_t chosen, struct paper_list *);

void rule_look_at_fee(struct deciding *);
void rule_look_at_actions(struct deciding *);
void rule_look_at_expiry(struct deciding *);

/* The facts that still change the answer, as a mask; and put in order into the decision. */
uint64_t rule_relevant(struct deciding *);
void rule_order_questions(struct deciding *, uint64_t relevant, struct decision *);

/* What came out, where nothing more is to be asked; the outcome alone where there is. */
void rule_fill(struct deciding *, struct decision *);

#endif
