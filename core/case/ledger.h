/* What lies at the office and belongs to a case: kept cards, papers with PINs, letters; and how it was counted. */
#ifndef MADOGUCHI_CASE_LEDGER_H
#define MADOGUCHI_CASE_LEDGER_H

#include "base/buf.h"
#include "case/case.h"

enum ledger_kind {
	LEDGER_CARD,			/* kept, worked on or not, until it is returned */
	LEDGER_SHEET,			/* with PINs on it, until it is shredded */
	LEDGER_TO_POST,			/* a letter that is ordered and not posted */
	LEDGER_RETURNED,		/* a letter that came back undelivered */
	LEDGER_COUNTED,			/* those above are things that can be counted */
	LEDGER_LEFT = LEDGER_COUNTED,	/* no thing: a case with nothing left to wait for, begun before today */
	LEDGER_COUNT
};

const char *ledger_code(enum ledger_kind);		/* "card" */
const char *ledger_name(enum ledger_kind, enum lang);	/* 預かったカード */
enum ledger_kind ledger_by_code(const char *);		/* LEDGER_COUNT when unknown */

/*
 * One thing. clerk: who put it there; place: where a kept card lies, "" for others and where nobody said; name: the
 * holder's, "" where nobody knows it.
 */
struct ledger_item {
	char number[CASE_NUMBER_MAX], clerk[33], place[64], name[PERSON_NAME_MAX + 1], procedure[16];
	struct moment since;
	enum case_state state;		/* of its case */
};

/* What lies here, the longest first. Ends when row returns false. */
enum err ledger_list(struct store *, enum ledger_kind, struct date today,
    bool (*row)(void *, const struct ledger_item *), void *ctx);

/* Numbers, in their order, each once. */
#define LEDGER_MAX 10000
struct ledger_numbers { char (*list)[CASE_NUMBER_MAX]; size_t count, room; };

/* ERR_CASE_NUMBER; ERR_TOO_LONG beyond LEDGER_MAX; ERR_MEMORY. One that is there already changes nothing. */
enum err ledger_add(struct ledger_numbers *, const char *number);
void ledger_free(struct ledger_numbers *);

/* A count as it is kept: what was found against what the ledger had at that moment. */
struct ledger_result {
	struct ledger_numbers missing, surplus;
	bool second;			/* it signs the same count of a colleague */
	char first[33];			/* then: who counted first */
};

/*
 * Keeps a count of a kind before LEDGER_COUNTED, with a line in the audit log that has the figures. Where a colleague's
 * count of that day waits for a second one, and found the same against the same ledger, it signs that instead.
 * ERR_LEDGER_DIFFERS, after it was kept: see missing and surplus, which ledger_result_free frees in any case. ERR_ROLE.
 */
enum err ledger_count(struct store *, const struct actor *, enum ledger_kind, const struct ledger_numbers *found,
    struct ledger_result *);
void ledger_result_free(struct ledger_result *);

/* The last count of a kind: no date where there was none. */
struct ledger_counted {
	struct moment at, seconded;	/* seconded without a date: one person alone has signed it */
	char clerk[33], second[33];
	size_t found, missing, surplus;
};
enum err ledger_last(struct store *, enum ledger_kind, struct ledger_counted *);

#endif
