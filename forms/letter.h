/* The papers of a case: which there are, when each may be printed, and what stands on them. */
#ifndef MADOGUCHI_FORMS_LETTER_H
#define MADOGUCHI_FORMS_LETTER_H

#include "case/case.h"
#include "forms/page.h"
#include "rule/profile.h"
#include "rule/rule.h"

enum paper {
	PAPER_INQUIRY, PAPER_RECEIPT, PAPER_NEXT_VISIT, PAPER_APPLICATION, PAPER_MAIL_SLIP, PAPER_RESULT, PAPER_COUNT
};

const char *paper_code(enum paper);		/* "next-visit" */
const char *paper_name(enum paper);		/* 次回お持ちいただくもの; marked for translation */
enum paper paper_by_code(const char *);		/* PAPER_COUNT when unknown */

/* Whether a case in this state has the paper: no letter to who isn't asked, no receipt for what isn't kept. */
bool paper_printable(enum paper, enum case_state);

/* All that a paper is made from; the caller's, read only. */
struct letter {
	const struct case_file *file;
	const struct profile *profile;		/* the one that the case began with: wording and rules */
	const struct profile *today;		/* the one of the day: office, counters and their hours */
	const struct facts *facts;
	const struct decision *decision;	/* of those facts, at their time */
	const char *counter;			/* where the work goes on, by code or label; "": not known */
	struct date until;			/* the reply's last day; no date: none */
	const char *mail_number;		/* of the letter or the card; "": not known */
	const char *place;			/* where a kept card lies; "": not known */
	struct date expires[CERT_COUNT];	/* of certificates that were written; no date: none */
	struct moment now;
};

/* Builds the page, without reading anything else. ERR_MEMORY, ERR_TOO_LONG. */
enum err letter_build(enum paper, const struct letter *, struct page *);

#endif
