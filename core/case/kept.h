/* Cards that the counter keeps together with the sealed PINs (預かり), from receipt to return. */
#ifndef MADOGUCHI_CASE_KEPT_H
#define MADOGUCHI_CASE_KEPT_H

#include "case/case.h"

struct kept {
	char number[CASE_NUMBER_MAX];
	struct moment since, worked, returned;	/* no date: not yet */
	char system[16];			/* why: congested, down; "" if not stated */
	char place[64];				/* where card and envelope are stored */
	char way[8];				/* of the return: mail, hand */
	char mail_number[24];
	enum case_state state;			/* of the case, as the next two, by their codes */
	char procedure[16], visitor[16];
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1], claimed_by[33];
};

/* The kept card of a case; number is "" if none was kept. */
enum err kept_last(struct store *, const char *number, struct kept *);

enum kept_list {
	KEPT_TO_WORK,			/* the procedure is still to be done */
	KEPT_TO_RETURN,			/* finished or abandoned: the card must go back to its holder */
	KEPT_LIST_COUNT
};

/* The longest kept first. limit 0: all. */
enum err kept_list(struct store *, enum kept_list, int limit, bool (*row)(void *, const struct kept *), void *ctx);
enum err kept_counts(struct store *, int counts[KEPT_LIST_COUNT]);

const char *kept_list_code(enum kept_list);			/* "to-work" */
const char *kept_list_name(enum kept_list, enum lang);		/* 処理待ちの預かり */

#endif
