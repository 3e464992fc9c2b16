/* Documents: which count, in what class, and how those brought are given to what is asked, none of them twice. */
#ifndef MADOGUCHI_RULE_DOCUMENT_PRIVATE_H
#define MADOGUCHI_RULE_DOCUMENT_PRIVATE_H

#include "rule/facts.h"

#define CLASSES_MAX 32
#define SUM_MAX 4		/* documents in one alternative: A+B has two */
#define PAPERS_MAX 8		/* alternatives */
#define NEEDS_MAX 12		/* of one rule */
#define SHOWS_MAX 4		/* ways to show enough */

/* One document asked for: of a class, or a certain one. */
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
	const char *reading;		/* in kana; NULL: none is stated */
	unsigned classes;		/* mask */
	struct date issued_from;
	int max_age_months, grace_months;	/* 0: not asked for */
	enum holder grace_for;		/* HOLDER_COUNT: anyone's */
	bool seal;
	unsigned shows[SHOWS_MAX];
	size_t shows_count;
};

/* A name by which a document is found, folded. */
struct document_name { char *name; int document; bool derived; };

struct document_table {
	struct document_class classes[CLASSES_MAX];
	size_t class_count;
	struct document_kind *kinds;
	size_t kind_count;
	struct document_name *names;	/* sorted */
	size_t name_count;
	unsigned card;			/* classes that only the card itself belongs to: no second document of its holder */
};

/* What one person brought and what of it counts. */
struct brought_paper { int kind; unsigned classes; bool visit_1; };
struct brought { struct brought_paper list[FACTS_HELD_MAX]; size_t count; };

/* What is asked of one person. */
struct asked { const struct papers *papers; bool same; unsigned without; };	/* without: classes that do not do */

/* Folds a name: full width to narrow, no blanks. */
void document_fold(const char *name, char out[FACTS_LABEL_MAX]);

/* Its place, -1 when there is none, -2 when the name means more than one. */
int document_find(const struct document_table *, const char *label);

int document_class_find(const struct document_table *, const char *code);

/* Reads "A+B | A+A"; false: not understood, or more than fits. */
bool document_read(const struct document_table *, const char *text, struct papers *);

bool document_same_papers(const struct papers *, const struct papers *);

/* Writes one alternative: "A+B". */
void document_write_sum(const struct document_table *, const struct paper_sum *, char *out, size_t size);

/* Everything of the facts that counts on that day, by holder; what a household member brings is the proxy's. */
void document_sort(const struct document_table *, const struct facts *, struct date today,
    struct brought out[HOLDER_COUNT]);

/*
 * Gives the documents to what is asked so that as much as possible is fulfilled, the first first: a proper assignment,
 * not the first that comes. met has a place for each.
 */
void document_assign(const struct brought *, const struct asked *, size_t count, bool *met);

/*
 * What is left of the documents when everything that could be fulfilled has taken its own, for what is still missing:
 * the alternatives in the order of how much is lacking, into need; what there is of it, into have.
 */
void document_lacking(const struct document_table *, const struct brought *, const struct asked *, size_t count,
    const bool *met, size_t which, char *need, char *have, size_t size);

#endif
