/* What two profiles answer differently, grouped by the rules that decide; and what else stands otherwise in them. */
#ifndef MADOGUCHI_RULE_DIFF_H
#define MADOGUCHI_RULE_DIFF_H

#include "rule/rule.h"

/*
 * The second profile against the first, in the order of madoguchi-profile(5), COMPARING: looser lets more through or
 * asks less and is nowhere stricter; mixed is both.
 */
enum diff_way { DIFF_LOOSER, DIFF_MIXED, DIFF_STRICTER, DIFF_WAYS };
const char *diff_way_code(enum diff_way);	/* "looser" */

/* A section that decides; name "": none does. */
struct diff_rule { char name[80]; const char *file; int line; };	/* line 0: a list of documents */

/* Visits that one rule decides before and another after. */
struct diff_group {
	enum diff_way way;
	struct diff_rule from, to;
	size_t others;			/* further rules of the other profile, where one shuts a gate */
	const void *key[2];		/* what tells it from other groups */
	double count;			/* sets of the facts on which it depends; exact up to 2^53 */
	unsigned facts;			/* how many facts those are */
	struct facts example;		/* the fewest facts that show it; the others as by facts_assume */
	struct decision before, after;	/* of the example; never alike in decision_short */
};

/* A line of the resolved profiles; before or after NULL: not stated there. key NULL: the place among its kind. */
struct diff_change { const char *section, *key, *before, *after; };

/* Pointers lead into the profiles, which must outlive it, and into memory of its own. */
struct profile_diff {
	struct diff_group *groups;	/* looser first, then in the order in which rules are looked at */
	size_t group_count;
	struct diff_change *changes;	/* in the order of the second profile */
	size_t change_count;
	size_t situations;		/* counters, moments and papers looked at */
	double space;			/* of the facts that matter in the first of them */
	bool cut;			/* there were more groups or situations than are looked at */
	void *memory;
};

#define DIFF_GROUPS_MAX 300
#define DIFF_SITUATIONS_MAX 96

/* Compares; today: the first day looked at. ERR_MEMORY. Free it with profile_diff_free. */
enum err profile_diff(const struct profile *, const struct profile *, struct date today, struct profile_diff *);
void profile_diff_free(struct profile_diff *);

/* The decision on one short line: "incomplete guardian:identity(A) …". */
void decision_short(const struct decision *, struct buf *);

#endif
