/*
 * Whose record was looked at, by whom, and what for: recorded without saying who it was, and listed where it is
 * unusual.
 */
#ifndef MADOGUCHI_AUDIT_LOOKUP_H
#define MADOGUCHI_AUDIT_LOOKUP_H

#include "audit/audit.h"
#include "base/person.h"

/* What a look is for where there is no case; the codes never change. */
enum lookup_purpose { LOOKUP_UNSAID, LOOKUP_VISITOR, LOOKUP_TELEPHONE, LOOKUP_INQUIRY, LOOKUP_CORRECTION, LOOKUP_AUDIT,
    LOOKUP_PURPOSE_COUNT };

const char *lookup_purpose_code(enum lookup_purpose);		/* "telephone" */
const char *lookup_purpose_words(enum lookup_purpose);		/* Japanese, for tr() */
enum lookup_purpose lookup_purpose_by_code(const char *);	/* LOOKUP_PURPOSE_COUNT: there is none */

/* What it is for: a case's number, or else a purpose. NULL in place of it: unsaid. */
struct lookup { const char *number; enum lookup_purpose purpose; };

/* What a person is known again by: the folded name, and the birth date. "" without a name. */
#define LOOKUP_WHOSE (PERSON_NAME_MAX + 20)
void lookup_whose(const struct person *, char out[LOOKUP_WHOSE]);

/*
 * Records a look, in a transaction of its own, before anything is shown. whose: what the person is known by, the same
 * each time, or what was searched for; "": nobody in particular. Of it the store gets a keyed hash, from which only the
 * same is known again; the key is the office's (an unkept store has none, and gets no hash). The log
 * has a digest of that. Errors as audit_write.
 */
enum err audit_look(struct store *, const struct actor *, const char *event, const struct lookup *, const char *whose);

/*
 * The unusual: looks of one clerk at the same person, on one day, often times or more; those for which neither case
 * nor purpose was said, by clerk and day; and those of a clerk at his own name (audit_keeping.own), which stand in a
 * line of their own behind the look's. Newest day first. ERR_ROLE without ACT_AUDIT.
 */
enum lookup_oddity { LOOKUP_SAME_PERSON, LOOKUP_NO_REASON, LOOKUP_OWN_NAME, LOOKUP_ODDITY_COUNT };
#define LOOKUP_OFTEN 5		/* looks of one clerk at one person in a day, where nobody says how many are often */
const char *lookup_oddity_code(enum lookup_oddity);	/* "same-person" */
const char *lookup_oddity_words(enum lookup_oddity);	/* Japanese, for tr() */
struct lookup_row { enum lookup_oddity oddity; const char *day, *clerk, *person; int64_t times; };
enum err lookup_list(struct store *, const struct actor *, int64_t often, struct date from,
    bool (*row)(void *, const struct lookup_row *), void *ctx);

/*
 * Looks from before a day whose person can still be told apart: how many, and when the first and the last was (no date:
 * none). Forgotten, the line stays and says who looked, when and what for, and of whom nothing any more; within the
 * caller's transaction, which records it as "purged" with the day and ",looks," first in its reason.
 */
enum err lookup_before(struct store *, struct date, int64_t *count, struct date *first, struct date *last);
enum err lookup_forget(struct store *, struct date);

/* Calls fault for each look whose person isn't that of its line, or is gone without such a record. */
enum err lookup_check(struct store *, void (*fault)(void *ctx), void *ctx);

#endif
