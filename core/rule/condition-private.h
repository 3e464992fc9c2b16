/* Conditions of a profile, parsed once into a list of nodes. */
#ifndef MADOGUCHI_RULE_CONDITION_PRIVATE_H
#define MADOGUCHI_RULE_CONDITION_PRIVATE_H

#include "rule/calendar-private.h"
#include "rule/diagram-private.h"
#include "rule/document-private.h"
#include "rule/facts.h"

struct profile;

#define CONDITION_ALWAYS (-1)
#define COUNTERS_MAX 64		/* per profile: one bit of a mask each */
#define BROUGHT_MAX 24		/* conditions on documents, day and time in one profile */
#define DEFINED_MAX 128	/* names of one profile */

enum condition_kind {
	CONDITION_TRUE, CONDITION_FALSE, CONDITION_AND, CONDITION_OR, CONDITION_NOT,
	CONDITION_WORD,		/* the fact's value is in mask; for a date: it is none */
	CONDITION_FOR,		/* the certificate is requested and not refused */
	CONDITION_PIN,		/* the PIN is to be set */
	CONDITION_EARLY,	/* the certificate's renewal window ([validity]) hasn't opened yet */
	CONDITION_AGE, CONDITION_DATE, CONDITION_BROUGHT, CONDITION_COUNTER,
	CONDITION_DAY, CONDITION_TIME,	/* of the visit */
	CONDITION_NAME		/* a name of [define] */
};

enum compare { COMPARE_LESS, COMPARE_AT_MOST, COMPARE_MORE, COMPARE_AT_LEAST, COMPARE_EQUAL, COMPARE_OTHER };

/* A date expression: a base and an offset, in months, then days, then the administration's working days.
 * letter: the base is the end of this letter's life, counted from the fact; NULL: the fact itself. */
enum term_base { TERM_TODAY, TERM_DEADLINE, TERM_FACT, TERM_DAY };
struct term { enum term_base base; enum fact fact; int32_t day; int days, months, workdays;
	const struct inquiry_style *letter; };

struct condition {
	enum condition_kind kind;
	int left, right;		/* AND, OR, NOT (left alone): other conditions; CONDITION_ALWAYS: none */
	int moment;			/* DAY: place in days; TIME: minutes */
	enum fact fact;			/* WORD; EARLY: the certificate's last day */
	uint32_t mask;			/* WORD */
	uint64_t counters;		/* COUNTER: mask of places */
	int number;			/* FOR, PIN, NAME: which; AGE: years; BROUGHT, DAY, TIME: which open variable */
	enum compare compare;		/* AGE, DATE, TIME */
	struct term terms[2];		/* DATE */
	uint64_t needs;			/* AGE, EARLY, DATE: mask of facts, without those of the deadline */
	bool deadline;			/* DATE: compares the deadline */
	enum holder holder;		/* BROUGHT */
	struct papers papers;		/* BROUGHT */
};

/* The names a condition may use besides facts; filled in by the profile reader. */
struct condition_names {
	const struct document_table *documents;
	const char *const *counters;	/* codes */
	size_t counter_count;
	const char *own[FACTS_OWN_MAX];	/* codes of the municipality's own facts, by place */
	size_t own_count;
	const struct fact_info *proxy_reason;	/* with the municipality's own words; NULL: none */
	const char *const *defined;	/* names of [define] */
	int *defined_at;		/* their conditions; -1: not read yet */
	size_t defined_count;
};

struct condition_list {
	struct condition *list;
	size_t count, cap;
	unsigned open;			/* conditions that are variables of their own where everything is open */
	struct calendar_days days[BROUGHT_MAX];
	size_t day_count;
};

/*
 * Parses a condition; *at is its index. ERR_PROFILE with a sentence in why. Names of [define] may be used before their
 * definition.
 */
#define CONDITION_WHY_MAX 320
enum err condition_read(struct condition_list *, const struct condition_names *, const char *text, int *at,
    char why[CONDITION_WHY_MAX]);

/* Whether [define] has a circular definition; *which: a name in the circle. */
bool condition_circle(const struct condition_list *, const struct condition_names *, size_t *which);

#endif
