/* Inquiry letters: ordered, posted, returned, answered; and the lists a counter works through each morning. */
#ifndef MADOGUCHI_CASE_INQUIRY_H
#define MADOGUCHI_CASE_INQUIRY_H

#include "case/case.h"
#include "rule/profile.h"

/* One letter (照会書兼回答書). A moment without a date has not happened. */
struct inquiry {
	char number[CASE_NUMBER_MAX];
	int letter;			/* 1, 2 …; 0: there is none */
	bool by_telephone;
	struct moment ordered, posted, returned, answered;
	struct date until;		/* last day for the reply; no date: none, or unknown */
	char mail_number[24];		/* of the registered letter; "" */
	bool open;			/* the case waits for its reply */
};

/* The last letter of a case; letter is 0 when there is none. */
enum err inquiry_last(struct store *, const char *number, struct inquiry *);

/* All letters of a case, the first one first. */
enum err inquiry_letters(struct store *, const char *number, bool (*row)(void *, const struct inquiry *), void *ctx);

enum inquiry_list {
	INQUIRY_TO_POST,		/* ordered, not posted yet */
	INQUIRY_DUE,			/* its last day is today */
	INQUIRY_LATE,			/* its last day has passed: to be asked about, or expired */
	INQUIRY_RETURNED,		/* came back undelivered; nothing done since */
	INQUIRY_WAITING,		/* posted and in time */
	INQUIRY_SHEETS,			/* a sheet with PINs that can be shredded now */
	INQUIRY_LIST_COUNT
};

/* inquiry.letter is 0 if the sheet came with the expiry notice, not with a letter. */
struct inquiry_row {
	struct inquiry inquiry;
	enum case_state state;
	char procedure[16], visitor[16], claimed_by[33];	/* the visitor by its code; "": nobody said */
	char name[PERSON_NAME_MAX + 1], kana[PERSON_NAME_MAX + 1];	/* "" if unknown, as the next two */
	char address[PERSON_ADDRESS_MAX + 1], postcode[9];
};

/* The cases of a list, earliest last day first. limit 0: all. */
enum err inquiry_list(struct store *, enum inquiry_list, struct date today, int limit,
    bool (*row)(void *, const struct inquiry_row *), void *ctx);
enum err inquiry_counts(struct store *, struct date today, int counts[INQUIRY_LIST_COUNT]);

const char *inquiry_list_code(enum inquiry_list);		/* "to-post" */
const char *inquiry_list_name(enum inquiry_list, enum lang);	/* 発送待ち */

/*
 * The checks on a reply before it is opened, and the facts they give. own_hand and sealed count only if the
 * municipality's letter asks for them (inquiry_style: signature, seal): then a reply without them is incomplete.
 */
struct reply_check { bool filled, attorney, own_hand, sealed; enum { SHUT_STICKER, SHUT_ENVELOPE, SHUT_NOT } shut; };
void inquiry_reply_facts(const struct inquiry_style *, const struct reply_check *, struct facts *);

#endif
