/* Cases that have ended: since when, and which somebody still needs; for erasing them when their time has come. */
#ifndef MADOGUCHI_CASE_ENDED_H
#define MADOGUCHI_CASE_ENDED_H

#include "case/case.h"

/* kind: of a case that is done its procedure, of others their state. day: on which it came to that end. */
struct case_ended {
	const char *number, *kind;
	struct date day;
	bool erased;
	bool needed;		/* it is preserved, its card or PINs are here, or card work is half done */
};

/*
 * Calls row for each case that has ended, or for the one of that number, by numbers, until it returns false. The
 * strings are valid until row returns. ERR_STORE_CORRUPT.
 */
enum err case_ended_each(struct store *, const char *number, bool (*row)(void *, const struct case_ended *), void *ctx);

/*
 * Why a case is kept beyond its time: as long as an audit, a suit, an appeal or a request for disclosure goes on
 * (公文書管理法施行令 9 has these four). Codes, in that order; NULL behind the last.
 */
extern const char *const case_preserve_reasons[];

/*
 * Preserves an ended case until that is ended again by reason NULL. On record with its case. ERR_CASE_STATE: it hasn't
 * ended, or was erased; ERR_UNCHANGED; ERR_USAGE for another reason; ERR_ROLE without ACT_PRESERVE.
 */
enum err case_preserve(struct store *, const struct actor *, const char *number, const char *reason);

#endif
