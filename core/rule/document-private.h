/* Identity documents: which count, in which class, and their assignment to the needs, each at most once. */
#ifndef MADOGUCHI_RULE_DOCUMENT_PRIVATE_H
#define MADOGUCHI_RULE_DOCUMENT_PRIVATE_H

#include "rule/facts.h"

#define CLASSES_MAX 32
#define KINDS_MAX 1024		/* documents of a profile */
#define SUM_MAX 4		/* documents in an alternative: A+B has two */
#define PAPERS_MAX 8		/* alternatives */
#define NEEDS_MAX 12		/* of one rule */
#define SHOWS_MAX 4		/* ways to show enough */

/* One required document: any of a class, or a specific one. */
struct paper_term { bool is_class; int number; };
struct paper_sum { struct paper_term terms[SUM_MAX]; size_t count; };

/* "A+B | A+A" */
struct papers { struct paper_sum sums[PAPERS_MAX]; size_t count; };

struct document_class {
	const char *code, *title;
	bool open;
	unsigned shows[SHOWS_MAX];
	size_t shows_count;
};

struct document_kind {
	const char *code;
	char *name;			/* owned */
	const char *reading;		/* in kana; NULL: not stated */
	unsigned classes;		/* mask */
	struct date from, until;	/* the first and last day on which it counts; no date: none */
	struct date issued_from;
	int max_age_months, grace_months;	/* 0: no limit */
	enum holder grace_for;		/* HOLDER_COUNT: anyone's */
	enum holder verified_for;	/* whose counts only once its PIN was verified; HOLDER_COUNT: nobody's */
	bool seal;
	unsigned shows[SHOWS_MAX];
	size_t shows_count;
};

/* A folded name of a document, for look-up. */
struct document_name { char *name; int document; bool derived; };

struct document_table {
	struct document_class classes[CLASSES_MAX];
	size_t class_count;
	struct document_kind *kinds;
	size_t kind_count;
	struct document_name *names;	/* sorted */
	size_t name_count;
	unsigned card;			/* classes only of the card, not its holder's second document */
};

/* The documents one person brought that count. */
struct brought_paper { int kind; unsigned classes; bool visit_1; };
struct brought { struct brought_paper list[FACTS_HELD_MAX]; size_t count; };

/* The documents required of one person. */
struct asked { const struct papers *papers; bool same; unsigned without; };	/* without: excluded classes */

/* Folds a document name: half width, no blanks. */
void document_fold(const char *name, char out[FACTS_LABEL_MAX]);

/* The index of a document; -1: none; -2: the name is ambiguous. */
int document_find(const struct document_table *, const char *label);

/* Whose papers they count as: what a household member brings is the proxy's. */
enum holder document_owner(enum holder);

int document_class_find(const struct document_table *, const char *code);

/* Parses "A+B | A+A"; false: malformed, or too many terms. */
bool document_read(const struct document_table *, const char *text, struct papers *);

bool document_same_papers(const struct papers *, const struct papers *);

/* Writes an alternative: "A+B". */
void document_write_sum(const struct document_table *, const struct paper_sum *, char *out, size_t size);

/* The documents that count on that day, by holder; those of a household member count as the proxy's. */
void document_sort(const struct document_table *, const struct facts *, struct date today,
    struct brought out[HOLDER_COUNT]);

/*
 * Assigns documents to requirements so that as many as possible are met, earlier ones first (a maximum matching, not
 * greedy). Sets met[i] for each requirement.
 */
void document_assign(const struct brought *, const struct asked *, size_t count, bool *met);

/*
 * For a requirement not met: need gets its alternatives, the one lacking least first; have gets the documents, of those
 * not used for met requirements, that count towards it.
 */
void document_lacking(const struct document_table *, const struct brought *, const struct asked *, size_t count,
    const bool *met, size_t which, char *need, char *have, size_t size);

#endif
