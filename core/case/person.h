/* The person of a case: set from card, record or statement, compared with the previous data, erased. */
#ifndef MADOGUCHI_CASE_PERSON_H
#define MADOGUCHI_CASE_PERSON_H

#include "case/case.h"
#include "people/compare.h"
#include "rule/facts.h"

struct case_person {
	struct person before;		/* what the case had */
	struct person now;		/* what it has */
	bool known;			/* before is known, so verdict is valid */
	bool taken;			/* false: all of the record's data stay; the card was only compared */
	bool kana_found;		/* the kana in now is from the residents' extract */
	enum person_verdict verdict[PERSON_FIELD_COUNT];	/* before compared with given */
	struct person twin;		/* with ERR_PERSON_TWIN: who may be meant instead */
	char why[FACTS_WHY_MAX];	/* with ERR_FACT: what is wrong */
};

/*
 * Sets the person of a case. Data from a card never replace data from the record, but for a birth date of which
 * the record knows less, and a name with 〓 for what the card has; otherwise given replaces what was there.
 * Fields missing in given are kept unless name or birth date belong to another person, or they are in gone (a
 * mask of PERSON_BIT): these aren't so, by the same word. The comparison is recorded in the history as codes,
 * without a name. ERR_HOLDER_OTHER for a card whose name, birth date or sex differ from the case's: a card
 * can't change whom a case is about. ERR_CASE_STATE in card work and after the end, ERR_CASE_CLAIMED, ERR_ROLE.
 * Refusals are on record. ERR_FACT with why: somebody who lives here by the facts of the case and elsewhere by
 * the address, and the card's face isn't said to be from before moving in.
 *
 * confirmed: a clerk has decided by the card's face, or by what the holder says, that this is who is meant. Else, of
 * the record's or of a card for who came from the record, ERR_PERSON_TWIN: the record has another whom nothing tells
 * apart (residents_twin); of the record's ERR_PERSON_UNLIKE, with before: address or kana are others
 * (person_may_be_namesake), and a namesake may be the only one of that name there.
 */
enum err case_take_person(struct store *, const struct actor *, const char *number, const struct person *given,
    unsigned gone, bool confirmed, struct case_person *);

/* Whether the case's facts say that the card's face is outdated. ERR_MEMORY. */
enum err case_face_told(const struct case_file *, bool *outdated);

/* What case_take_person would make of it, without a store. Pure. */
void case_person_settle(const struct person *before, const struct person *given, unsigned gone, struct case_person *);

/*
 * Whether case_take_person takes the card's birth date, names or address into a record that knows less of it, and
 * nothing else stands between the two that the card's face would have to be mended for.
 */
bool case_takes_more(const struct person *record, const struct person *card);

/* Only one of the two has a former name, an alias or a Latin name: what stands on the card is mended there first. */
bool case_names_lone(const enum person_verdict[PERSON_FIELD_COUNT]);

/* The record's name, former name, alias or address has 〓, or the address its own character, for what the card has. */
bool case_reads_more(const struct person *record, const struct person *card,
    const enum person_verdict[PERSON_FIELD_COUNT]);

/*
 * Sets only the kana, read by person_read ("": unknown), in any state; the history says who did. ERR_FIELD_KANA,
 * ERR_CASE_CLAIMED, ERR_ROLE; ERR_CASE_STATE if the case has no person or was erased.
 */
enum err case_set_kana(struct store *, const struct actor *, const char *number, const char *text);

/*
 * Erases the personal data of an ended case: person and proxy, birth date, numbers of card and letters, clerks'
 * remarks, and the certificates in the desk's journal. The case, its events, the kinds of its documents and the audit
 * log stay. The erasure is recorded once; repeating it does nothing. ERR_CASE_STATE: the case has not ended, its card
 * is kept, or a sheet with its PINs is not shredded. ERR_HALF_DONE: a procedure is open. ERR_PRESERVED:
 * somebody still needs it (case/ended.h). ERR_ROLE without ACT_STORE.
 */
enum err case_erase(struct store *, const struct actor *, const char *number);

/* The same inside the caller's transaction; what is left in the store's files is for store_scrub or store_wipe. */
enum err case_erase_within(struct store *, const struct actor *, const char *number);

/* The same for each case that ended before the day and is not erased yet; calls erased with its number. */
enum err case_erase_before(struct store *, const struct actor *, struct date,
    void (*erased)(void *, const char *number), void *ctx);

#endif
