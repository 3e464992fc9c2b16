/* Between the files that receive: for core/case/reception*.c only. */
#ifndef MADOGUCHI_CASE_RECEPTION_PRIVATE_H
#define MADOGUCHI_CASE_RECEPTION_PRIVATE_H

#include "case/inquiry.h"
#include "case/reception.h"

/* Fills in what the case keeps of facts and decision. */
enum err reception_fill(struct reception *);

/* A letter is ordered today: from then on its last day is counted. Behind the decision that wants it. */
enum err reception_order(struct reception *, const struct actor *);

/* What the facts say of a letter that is ordered today, or of a card that is kept. */
void reception_particulars(const struct reception *, const struct actor *, struct particulars *);

/* Decides again on facts that were put in, and moves an approved case to where that leads. In a transaction. */
enum err reception_decide_on(struct store *, const struct actor *, const char *why, struct reception *);

/* reception_pin_refused inside the caller's transaction. */
enum err reception_pin_refused_within(struct store *, const struct actor *, const char *number, enum pin_kind,
    bool locked, struct reception *);

/* A paper with PINs is here: a reply, or PINs that are hidden. */
bool reception_has_sheet(const struct facts *);

/* Decides again, stores that, and applies the event; the facts stand as the event leaves them. In a transaction. */
enum err reception_apply(struct store *, const struct actor *, enum case_event, const struct reception_news *,
    struct moment at, struct reception *);

/* Puts the difference between what was known and what is on record; changed where there is any. In a transaction. */
enum err reception_tell_correction(struct store *, const struct actor *, const struct facts *was,
    const struct reception *, bool *changed);

/*
 * Replaces what is said anew of the person (the fact of birth too) and of who comes; NULL: only that. changed where
 * something is. In a transaction.
 */
enum err reception_set_people(struct store *, const struct actor *, const struct personal *, struct reception *,
    bool *changed);

#endif
