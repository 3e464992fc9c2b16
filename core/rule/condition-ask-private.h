/* Evaluates conditions over facts that may be unknown. */
#ifndef MADOGUCHI_RULE_CONDITION_ASK_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_ASK_PRIVATE_H

#include "rule/profile-private.h"

#define ASK_COUNTER FACT_COUNT		/* further variables, for examining a whole profile */
#define ASK_BROUGHT (FACT_COUNT + 1)
_Static_assert(ASK_BROUGHT + BROUGHT_MAX <= DIAGRAM_VARS_MAX, "each condition on documents has its variable");
_Static_assert(COUNTERS_MAX + 1 <= DIAGRAM_VALUES_MAX, "each counter is a value, and none of them is one more");

/* A day, the facts, and results cached so far. Only unknown facts need the diagram. */
struct view {
	const struct profile *profile;
	struct facts facts;
	struct moment at;
	int32_t today;
	struct date begun;			/* letters: in force that day */
	const struct profile *law;		/* whose [validity] holds: the day's */
	const struct inquiry_style *letter;	/* whose deadline is being compared */
	int counter;				/* index of the counter; -1: unknown */
	enum fact own[FACTS_OWN_MAX];		/* where the profile's own facts are; FACT_COUNT: taken for no */
	int reason[REASONS_OWN_MAX];		/* where its own reasons stand among those of both profiles */
	bool open;				/* opened by view_open_all or view_open_facts */
	bool placed;				/* then: papers, counter, day and time are known all the same */
	unsigned papers_known;			/* then: whose papers are known all the same: a mask of holders */
	struct brought brought[HOLDER_COUNT];
	uint32_t for_cert[CERT_COUNT];		/* requested; later: and not refused */
	uint32_t defined[DEFINED_MAX];	/* node + 1; 0: not evaluated yet */
	struct diagram *diagram;		/* made when first needed */
	struct view *owner;			/* owns the diagram, if shared; NULL: this view */
	const struct profile *also;		/* of a view that will share the diagram; NULL: none */
	int32_t values[FACT_COUNT][DIAGRAM_VALUES_MAX];
	unsigned value_count[FACT_COUNT];
	bool failed;
};

/* Opens a view of the facts on that day; looks up documents and counter. view_close frees it. */
void view_open(struct view *, const struct profile *, const struct facts *, struct moment at);
void view_close(struct view *);

/* Makes a view share the certificates and the diagram of first, so that results can be combined. Close first last. */
void view_join(struct view *, struct view *first);

/* Opens a view in which only the day is known, to examine a profile as a whole. */
void view_open_all(struct view *, const struct profile *, struct date day);

/* False after an allocation failed. */
bool view_sound(const struct view *);

/* Opens what view_open has taken as said: which certificates and PINs are asked for, where the facts don't say it. */
void view_open_facts(struct view *);

/* For view_join: where own facts and reasons of the view are in the first. And a mask of reasons, each put there. */
void view_join_own(struct view *, const struct view *first);
uint32_t view_reasons(const struct view *, uint32_t mask);

/* The condition as a function (a diagram node) of what is unknown. */
uint32_t view_ask(struct view *, int condition);

/* The age, in years, at which a condition on the age changes. */
int condition_years(const struct condition *);

/* Call it after changing for_cert. */
void view_forget_defined(struct view *);

/* Whether the fact's value is among the words in mask. */
uint32_t view_word(struct view *, enum fact, uint32_t mask);

/* Whether the PIN is to be set. */
uint32_t view_pin(struct view *, unsigned pin);

/*
 * Where no two facts contradict each other; and where the applicant has been born and is no older than anybody becomes.
 */
uint32_t view_consistent(struct view *);
uint32_t view_born(struct view *);
uint32_t view_under_15(struct view *);		/* however the age is counted. Source: sources(7) N2. */

/* A function of the facts in needs: fn is called for each combination of their values, set in the view's facts. */
uint32_t view_function(struct view *, uint64_t needs, int32_t (*fn)(const struct view *, const void *), const void *ctx);

/* The day that a term makes of its base. It never falls as the base grows. */
int32_t term_from(const struct term *, int32_t base);

/* Whether that day has passed. */
uint32_t view_late(struct view *);
extern const struct condition view_late_condition;

/* The last day for a reply: days, INT32_MAX for no limit, FACT_NONE for no such date. */
int32_t view_deadline(const struct view *);

/*
 * Whose comparisons count (the second may be NULL), on which day, and what is known already. whole: a profile is looked
 * at, not a visit.
 */
struct grid { const struct profile *profiles[2]; struct date today; const struct facts *facts; bool whole; };

/*
 * The values of a fact that may differ in their answers, as madoguchi-profile(5), VALUES, tells: all words or sets; of
 * the days one for each span that the profiles' comparisons leave, in order, then FACT_NONE where the fact allows it.
 */
unsigned grid_values(const struct grid *, enum fact, int32_t out[DIAGRAM_VALUES_MAX]);

#endif
