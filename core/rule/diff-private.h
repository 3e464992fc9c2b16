/* Shared by the files that compare two profiles. */
#ifndef MADOGUCHI_RULE_DIFF_PRIVATE_H
#define MADOGUCHI_RULE_DIFF_PRIVATE_H

#include "rule/diff.h"
#include "rule/rule-private.h"

/* Something asked for, and where; of several needs alike the first. expr: "A+B|A+A"; "" where a fact fulfils it. */
struct want { const struct rule *need; char expr[DECISION_NEED_MAX]; uint32_t node; };

/* What decides, and where; rule NULL: nothing does. */
struct decider { const struct rule *rule; uint32_t node; };

/* What one profile makes of all visits, in the terms in which two are compared. */
struct side {
	struct deciding d;
	uint32_t would[OUTCOME_COUNT];		/* the outcome once all that can be brought is there */
	uint32_t open;				/* neither refused nor to be asked about */
	struct want wants[DECISION_RULES_MAX];
	size_t want_count;
	struct decider gates[GATES_MAX * 2], certs[GATES_MAX], picks[DECISION_RULES_MAX + 1];
	size_t gate_count, cert_count, pick_count;
};

/* Fills in what side.d was looked at for. */
void side_read(struct side *);

/*
 * Where the second lets more through, asks less or costs less, where the reverse; where they differ in more than the
 * fee, and where a certificate is refused by one alone.
 */
struct apart { uint32_t looser, stricter, more_than_fee, certs; };
void diff_compare(struct side *, struct side *, struct apart *);

/* What is fixed while the facts are looked at: moment, counter, papers. */
struct situations { struct facts list[DIFF_SITUATIONS_MAX]; size_t count; bool cut; };
void diff_situations(const struct profile *, const struct profile *, struct date today, struct situations *);

/* Gives a holder a document, in order in every respect. False: there is no room. */
bool diff_bring(const struct profile *, struct facts *, enum holder, int kind, struct date today);

/* A document of that class or kind that stands in as few other classes as can be and isn't among the used; -1: none. */
int diff_paper(const struct document_table *, const struct paper_term *, bool own_card, uint64_t *used);

/*
 * Fills in example, before and after for a group whose visits are node; false: nothing shows it, or memory ran out
 * (then *e).
 */
bool diff_example(struct side *, struct side *, uint32_t node, const struct facts *situation, struct diff_group *,
    enum err *e);

/* The parts of an example: the fewest facts for node; both decided, with what they still ask; whether that shows it. */
void diff_find_facts(struct side *, uint32_t node, struct facts *);
enum err diff_decide(struct side *, struct side *, struct facts *, struct decision *, struct decision *);
bool diff_differ(const struct decision *, const struct decision *, enum err *);
void diff_leave_out(struct side *, struct side *, struct diff_group *, enum err *);

struct comparing {
	struct side a, b;
	struct apart apart;
	uint32_t rest;				/* differs, and in no group yet */
	struct situations situations;
	const struct facts *situation;
	struct profile_diff *out;
	enum err err;
};

/*
 * A new group of the visits in node; it isn't counted in before it has its example. NULL: there is one with that way
 * and key already, or there is no room.
 */
struct diff_group *diff_group_begin(struct comparing *, enum diff_way, const void *from, const void *to, uint32_t node);

/* Documents that are in a class of one profile alone, where visits are open in both. */
void diff_documents(struct comparing *, uint32_t open);

/* Lists what stands otherwise; memory of its own in out->memory. */
enum err diff_changes(const struct profile *, const struct profile *, struct profile_diff *);

#endif
