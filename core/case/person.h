/* Who a case is about: taken from the card, the record or what was told, compared with what stood there; and erased. */
#ifndef MADOGUCHI_CASE_PERSON_H
#define MADOGUCHI_CASE_PERSON_H

#include "case/case.h"
#include "people/compare.h"

struct case_person {
	struct person before;		/* what the case had */
	struct person now;		/* what it has */
	bool known;			/* it had a person, so that verdict counts */
	bool taken;			/* false: the record's word stays, the card was only compared */
	bool kana_found;		/* now has its kana from the residents' extract */
	enum person_verdict verdict[PERSON_FIELD_COUNT];	/* before against what was given */
};

/*
 * Takes the person given into the case, by given's source: what a card says doesn't replace what the record says, all
 * else does; a field that isn't given stays, unless name or birth date are another's. The comparison is in the
 * history as codes, without a name. ERR_HOLDER_OTHER for a card whose name, birth date or sex are another's than the
 * case's: it can't change whom a case is about. ERR_CASE_STATE in card work and where the case has ended,
 * ERR_CASE_CLAIMED, ERR_ROLE. All of these are on record.
 */
enum err case_take_person(struct store *, const struct actor *, const char *number, const struct person *given,
    struct case_person *);

/*
 * Writes down the kana alone, as person_read takes it ("": none is known), in any state: who typed it is in the history.
 * ERR_FIELD_KANA, ERR_CASE_CLAIMED, ERR_ROLE, ERR_CASE_STATE where nobody is known or the person was erased.
 */
enum err case_set_kana(struct store *, const struct actor *, const char *number, const char *text);

/*
 * Erases what is personal of a case that has ended: person and proxy, the birth date and the numbers of card and
 * letters, what clerks remarked, and the certificates in the desk's journal. The case, its events, its kinds of
 * documents and the audit stay. On record, once; erasing again does nothing. ERR_CASE_STATE while it goes on, its
 * card is kept or a sheet with its PINs isn't shredded, ERR_HALF_DONE while a procedure is open, ERR_ROLE without
 * ACT_STORE.
 */
enum err case_erase(struct store *, const struct actor *, const char *number);

/* The same for each case that ended before the day and isn't erased yet; erased gets their numbers. */
enum err case_erase_before(struct store *, const struct actor *, struct date,
    void (*erased)(void *, const char *number), void *ctx);

#endif
