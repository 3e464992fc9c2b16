/* The papers of a case: which exist, when each may be printed, what they contain. */
#ifndef MADOGUCHI_FORMS_LETTER_H
#define MADOGUCHI_FORMS_LETTER_H

#include "base/jis.h"
#include "case/case.h"
#include "forms/page.h"
#include "rule/profile.h"
#include "rule/rule.h"

enum paper {
	PAPER_INQUIRY, PAPER_RECEIPT, PAPER_NEXT_VISIT, PAPER_APPLICATION, PAPER_MAIL_SLIP, PAPER_RESULT,
	PAPER_TERMINAL, PAPER_ABROAD, PAPER_ATTORNEY, PAPER_PIN_NOTE, PAPER_FEE, PAPER_COUNT
};

const char *paper_code(enum paper);		/* "next-visit" */
const char *paper_name(enum paper);		/* 次回お持ちいただくもの; marked for translation */
enum paper paper_by_code(const char *);		/* PAPER_COUNT when unknown */

/*
 * Whether the case has the paper now: a letter only if there is an inquiry, a receipt only for a kept card, the
 * application for use abroad only of who moves or has moved there, a power of attorney only for a proxy, a receipt for
 * a fee only of one.
 */
bool paper_printable(enum paper, const struct case_file *);

/* Everything a paper is made from; owned by the caller, read only. */
struct letter {
	const struct case_file *file;
	const struct profile *profile;		/* the profile the case began with: wording and rules */
	const struct profile *today;		/* the profile of the day: office, counters, hours */
	const struct facts *facts;
	const struct decision *decision;	/* of those facts, at their time */
	const char *counter;			/* of the next visit, by code or label; "": unknown */
	const struct inquiry_style *style;	/* the letter of this case */
	struct date until;			/* last day for the reply; no date: none */
	const char *mail_number;		/* of the letter or the card; "": unknown */
	const char *place;			/* where a kept card is stored; "": unknown */
	struct date expires[CERT_COUNT];	/* of the certificates issued; no date: none */
	struct date wanted[CERT_COUNT];		/* of those the terminal is to issue; no date: unknown */
	const struct jis_pairs *agreed;		/* substitutes in the certificate; NULL: none */
	bool sealed;				/* the PINs came on paper with a kept card */
	struct moment now;
};

/* Builds the page from the letter alone. ERR_MEMORY, ERR_TOO_LONG. */
enum err letter_build(enum paper, const struct letter *, struct page *);

#endif
