/* The contents of a profile, for the files that read it and those that decide by it. */
#ifndef MADOGUCHI_RULE_PROFILE_PRIVATE_H
#define MADOGUCHI_RULE_PROFILE_PRIVATE_H

#include "rule/calendar-private.h"
#include "rule/condition-private.h"
#include "rule/document-private.h"
#include "base/ini.h"
#include "rule/profile.h"
#include "rule/rule.h"
#include "rule/stop-private.h"
#include "rule/validity.h"

enum rule_kind {
	RULE_COUNTER, RULE_REFUSE, RULE_RULE, RULE_NEED, RULE_INSTEAD, RULE_FEE, RULE_TELL, RULE_ACTION,
	RULE_LETTER, RULE_PINS, RULE_KIND_COUNT
};

#define RULE_LABELS_MAX 24
#define COUNTER_FREE (-2)

struct counter {
	char *labels;				/* owned; the next two point into it */
	const char *label[RULE_LABELS_MAX];
	const char *folded[RULE_LABELS_MAX];
	size_t label_count;
	struct calendar_counter calendar;
	int serves, booked;			/* conditions; COUNTER_FREE: no reservation needed */
};

/* A rule of any kind; the kind determines which members are used. See madoguchi-profile(5). */
struct rule {
	enum rule_kind kind;
	const char *name, *code, *text, *source;
	char full[80];				/* "refuse not-resident" */
	const char *file;
	int line;
	struct date from, until;
	int when;				/* conditions; CONDITION_ALWAYS */
	int unless, met;			/* need; CONDITION_ALWAYS: not stated */
	enum cert_kind cert;			/* refuse; CERT_COUNT: the whole visit */
	enum outcome outcome, of, otherwise;	/* rule, instead */
	int visits;
	int needs[NEEDS_MAX];			/* indexes of rules */
	size_t need_count;
	enum holder who;			/* need; HOLDER_COUNT: nobody */
	bool has_papers, same;
	int twin;				/* need: the first identical need, possibly itself */
	struct papers papers;
	int yen;
	unsigned has;				/* pins: mask of 1u << pin_kind */
	unsigned on;				/* tell, action: mask of outcomes */
	struct action action;
	struct counter *counter;
	struct inquiry_style *letter;		/* owned */
};

/* A comparison of a date: what it and the other side become, or the age reached by who was born on it. */
struct edge {
	enum fact fact;
	struct term mine, other;	/* bases TERM_FACT, TERM_TODAY, TERM_DAY; of an age both zeroed */
	int years;
};

/*
 * National promises: see promise.c and profile-sense.c. A profile that doesn't keep one says so: departs = … There each
 * code of a national gate, and of a document that counts for more here than nationally, stands for itself, too.
 */
enum promise {
	PROMISE_UNDER_15, PROMISE_WARD, PROMISE_IDENTITY, PROMISE_PAPERS, PROMISE_CARD, PROMISE_GUARDIAN_IDENTITY,
	PROMISE_AUTHORITY, PROMISE_WARD_AUTHORITY, PROMISE_ACTS, PROMISE_PROXY_IDENTITY, PROMISE_PROXY_REPLY,
	PROMISE_REPLY_COMPLETE,
	PROMISE_REPLY_EXPIRED, PROMISE_POWER_OF_ATTORNEY, PROMISE_PIN_CONCEALED, PROMISE_SYSTEM_DOWN, PROMISE_KEEP,
	PROMISE_LESSER_PAPERS,			/* of the code of PROMISE_PAPERS, and told where that isn't */
	PROMISE_VALIDITY, PROMISE_MAIL, PROMISE_PINS, PROMISE_SHOWS, PROMISE_COUNT
};
#define PROMISE_PROVED PROMISE_VALIDITY		/* those before it are proved for every visit */
extern const char *const profile_promises[PROMISE_COUNT + 1];	/* their codes */

/* Whether it says that it departs from the promise, from the gates or in the document, of that code. */
bool profile_departs(const struct profile *, const char *code);

/* Whether the code stands in "a, b, c". list may be NULL. */
bool profile_lists(const char *list, const char *code);

/* The codes that a gate may have, ended by NULL. */
extern const char *const profile_refusals[];

/* When a fact is asked: the stages of a visit at a counter. */
enum stage {
	STAGE_CARD, STAGE_VISITOR, STAGE_PROCEDURE, STAGE_TIES, STAGE_PINS, STAGE_PAPERS, STAGE_REPLY, STAGE_COUNT
};

/* [fact x-…] */
struct own_fact { struct fact_info info; const char *en; enum stage stage; const char *file; int line; };

/* [reason x-…]; when: of the need or gate that is made of it. */
struct own_reason {
	const char *code, *ja, *en, *file;
	int line;
	bool refused, papers;
	char when[96];
};

#define VALIDITY_LINES_MAX 8

struct profile {
	char code[64], hash[PROFILE_HASH_MAX];
	const char *name, *city_code, *source;
	const char *file;
	struct date from, until;
	const char *departs;			/* codes of what it departs from; "" */
	bool birthday_counts;			/* age reached on the birthday, not the day before */
	struct name_form name_form;
	struct validity_line validity[VALIDITY_LINES_MAX];	/* in order of their days */
	size_t validity_count;
	struct inquiry_style inquiry;
	struct office office;
	struct document_table documents;
	struct condition_list conditions;
	struct edge *edges;			/* of its conditions, each once; see grid_read */
	size_t edge_count;
	struct own_fact own[FACTS_OWN_MAX];
	size_t own_count;
	struct own_reason reasons[REASONS_OWN_MAX];
	size_t reason_count;
	struct fact_info proxy_reason;		/* the fact with its own words, too */
	const char *defined[DEFINED_MAX];
	int defined_at[DEFINED_MAX];
	const char *defined_file[DEFINED_MAX];
	int defined_line[DEFINED_MAX];
	size_t defined_count;
	const char *counter_codes[COUNTERS_MAX];
	struct rule *rules;
	size_t rule_count;
	int *of_kind[RULE_KIND_COUNT];		/* indexes of rules, in order */
	size_t of_kind_count[RULE_KIND_COUNT];
	char *text;				/* resolved */
	struct stop_days stops;			/* of the national system; not part of text and hash */
	struct ini files[2];			/* own the strings */
	char paths[2][512];
};

/*
 * The codes of both profiles' own reasons, each once, the first's first: the places of REASON_OWN where both are looked
 * at. also may be NULL.
 */
size_t profile_reasons(const struct profile *, const struct profile *also, const char *codes[2 * REASONS_OWN_MAX]);

/* The same of their own facts: the places of FACT_OWN. */
size_t profile_own_codes(const struct profile *, const struct profile *also, const char *codes[FACTS_OWN_PLACES]);

/* Whether the rule is in force on that day. */
bool rule_in_force(const struct rule *, struct date);

/*
 * Lists the comparisons of dates in the profile's conditions. ERR_PROFILE where one fact is compared with too many days.
 */
#define GRID_EDGES_MAX 28		/* of one fact with fixed days: each gives at most two values */
enum err grid_read(struct profile *);

/* LIFE_DAYS: the last day for the reply to a letter ordered or posted on that day. It never falls as that day grows. */
struct date letter_ends(const struct inquiry_style *, struct date counted);

/* LIFE_DAYS: the fact from which its days are counted. */
enum fact letter_counts_from(const struct inquiry_style *);

/* The facts on which the last day for a reply to it depends. */
uint64_t letter_needs_of(const struct inquiry_style *);

#endif
