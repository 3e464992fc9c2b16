/* Shared by the files that decide. */
#ifndef MADOGUCHI_RULE_RULE_PRIVATE_H
#define MADOGUCHI_RULE_RULE_PRIVATE_H

#include "rule/condition-ask-private.h"

/* Each part of the answer is a function (diagram node) of what is unknown; a constant if all facts are known. */

/* A reason to refuse the visit or, if cert is set, one certificate. */
struct gate {
	const struct rule *rule;	/* NULL: the profile itself */
	const char *code, *text, *source;
	enum cert_kind cert;
	uint32_t node;
};

/* A rule that may be chosen, and the function of when it is. */
struct pick {
	const struct rule *rule;
	uint32_t node;
	uint32_t active[NEEDS_MAX], missing[NEEDS_MAX];
	uint32_t becomes[OUTCOME_COUNT];
};

#define GATES_MAX (DECISION_RULES_MAX + STOPS_MAX + 4)
#define DEEDS_MAX (6 + 2 * PIN_COUNT + 2 * CERT_COUNT)	/* each action at most once */

struct case_action { struct action action; uint32_t node; };

/*
 * What somebody is taken to have brought: what the facts say, every document, none, their My Number Card alone, all but
 * that, one paper that is nationally none of class A and those of a guardian's authority, papers that tell who they are
 * and no others, all but a guardian's registration, or all but the list of what a curator may do.
 */
enum rule_brings {
	BRINGS_AS_SAID, BRINGS_ALL, BRINGS_NOTHING, BRINGS_CARD, BRINGS_ALL_BUT_CARD, BRINGS_LESSER, BRINGS_IDENTITY,
	BRINGS_NO_REGISTER, BRINGS_NO_ACTS
};

/* By holder; a household member's are the proxy's. lesser: the place of BRINGS_LESSER's, behind the last: no paper. */
struct rule_papers { enum rule_brings of[HOLDER_HOUSEHOLD]; size_t lesser; };
extern const struct rule_papers rule_papers_all;

/* Whether it is such a paper on that day, and not one that no rule tells from an earlier one. */
bool rule_brings_lesser(const struct profile *, size_t kind, struct date day);

struct deciding {
	struct view view;
	struct view other, *day;		/* the day's profile: counters, fee, validity, tell; may be view */
	struct rule_papers papers;
	struct date begun;			/* papers and inquiry: rules in force that day */
	struct gate gates[GATES_MAX];
	size_t gate_count;
	struct pick picks[DECISION_RULES_MAX];
	size_t pick_count;
	uint32_t out[OUTCOME_COUNT];
	uint32_t has[PIN_COUNT];		/* the card has this PIN */
	uint32_t refused[CERT_COUNT];		/* this certificate is refused, the other may go on */
	uint32_t missing[DECISION_RULES_MAX];	/* by need */
	uint32_t would_proceed;			/* if nothing were missing */
	uint32_t fee[DECISION_RULES_MAX];	/* by fee rule of the day's profile */
	struct case_action case_actions[DEEDS_MAX];
	size_t case_action_count;
	uint32_t expires[CERT_COUNT];		/* one will be issued; with known dates: known_expiry, else expiry */
	uint32_t expiry[CERT_COUNT];
	int32_t known_expiry[CERT_COUNT];
	bool expiry_known[CERT_COUNT];
};

/* Looks at all facts at once on that day: outcome, picks and actions as functions of what anybody may say. Close the view. */
void rule_look_at_whole(struct deciding *, const struct profile *, struct date day, struct rule_papers);

/* What they bring, as far as that isn't everything and isn't said, into the view; conditions know it, too. */
void rule_bring(struct view *, struct rule_papers);

/*
 * The same of two profiles side by side, over values that both tell apart and in one diagram, for the counter, moment
 * and papers of the facts; what a need asks is taken to have been brought. Close a's view.
 */
void rule_look_at_both(struct deciding *a, const struct profile *, struct deciding *b, const struct profile *,
    const struct facts *, struct moment at);

/* The same of what is inherited and its heir, whose certificates' law holds for both; each reads an age its way. */
void rule_look_at_heir(struct deciding *a, const struct profile *, struct deciding *b, const struct profile *,
    struct moment at);

uint32_t rule_and(struct deciding *, uint32_t, uint32_t);
uint32_t rule_or(struct deciding *, uint32_t, uint32_t);
uint32_t rule_not(struct deciding *, uint32_t);

/*
 * Iterates over the rules of a kind that are in force; start with *n 0. Counters, fees, PIN sets and what is told come
 * from the day's profile.
 */
const struct rule *rule_next(const struct deciding *, enum rule_kind, size_t *n);

/* Whether the rule was in force when the case began. */
bool rule_holds(const struct deciding *, const struct rule *);

/* Evaluates a rule's needs: fills active and missing of the pick. */
void rule_look_at_needs(struct deciding *, struct pick *);

/* The documents required of one holder under the chosen rule, to word what is missing. */
struct paper_list { struct asked asked[NEEDS_MAX]; int need[NEEDS_MAX]; size_t count; };
void rule_papers_of(const struct deciding *, const struct pick *, enum holder, uint32_t chosen, struct paper_list *);

/* Which PINs the card has; and the gates that shut where one is to be set that it hasn't. The former first. */
void rule_look_at_pins(struct deciding *);

/* Those, and what [action] has to be checked, into the decision. */
void rule_fill_pins(struct deciding *, struct decision *);

/* Adds a gate, in the rule's own words where it has some. */
void rule_add_gate(struct deciding *, const struct rule *, const char *code, const char *text, uint32_t node);

void rule_look_at_fee(struct deciding *);
void rule_look_at_actions(struct deciding *);
void rule_look_at_expiry(struct deciding *);

/* The facts that can still change the answer, as a mask; and in the order of asking, in the decision. */
uint64_t rule_relevant(struct deciding *);
void rule_order_questions(uint64_t relevant, const struct facts *, struct decision *);

/* Fills in the decision; only the outcome, if there is still something to ask. */
void rule_fill(struct deciding *, struct decision *);

#endif
