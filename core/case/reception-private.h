/* Shared by core/case/reception*.c only. */
#ifndef MADOGUCHI_CASE_RECEPTION_PRIVATE_H
#define MADOGUCHI_CASE_RECEPTION_PRIVATE_H

#include "case/inquiry.h"
#include "case/reception.h"

/* Fills in the parts of the case file that come from facts and decision. */
enum err reception_fill(struct reception *);

/*
 * Orders a letter, dated today; until is its last day by hand on call, the one that counts on return. Call it after the
 * decision that asks for the letter. Errors: reception_event.
 */
enum err reception_order(struct reception *, const struct actor *, struct date *until);

/* Sets by_telephone and system from the facts. */
void reception_particulars(const struct reception *, struct particulars *);

/* Decides again after facts were changed, and moves an approved case to the resulting state. In a transaction. */
enum err reception_decide_on(struct store *, const struct actor *, const char *why, struct reception *);

/*
 * A PIN was refused, whoever typed it: what the case holds of it is so no longer, on record. Decide it again
 * afterwards. In a transaction.
 */
enum err reception_learn_pin(struct store *, const struct actor *, enum pin_kind, bool locked, struct reception *);

/*
 * A case's last step was taken back: if it came of a no of the authority's terminal, r is the case, with the facts as
 * they were before that, and changed is set. In a transaction.
 */
enum err reception_unlearn(struct store *, const struct actor *, const char *number, struct reception *, bool *changed);

/*
 * Who is said to be a resident lives here, or has moved in and the card's face says so: else ERR_FACT, with why. Whoever is
 * known by facts and person of r.
 */
enum err reception_check_residence(struct reception *);

/* Lets in who stood in the queue: reception.h. In a transaction. */
enum err reception_let_in(struct store *, const struct actor *, const char *number, const char *why,
    struct reception *);

/* Only that event says that somebody had queued: ERR_FACT, with why, where these facts say otherwise than the case. */
enum err reception_check_queued(const struct facts *newer, struct reception *);

/* Whether a paper with PINs is at the counter: a reply, or PINs under a sticker or in an envelope. */
bool reception_has_sheet(const struct facts *);

/*
 * Decides again, stores the decision and applies the event; the facts are left as the event changes them. In a
 * transaction.
 */
enum err reception_apply(struct store *, const struct actor *, enum case_event, const struct reception_news *,
    struct moment at, struct reception *);

/* Records the difference between the old and the new facts; sets changed if there is any. In a transaction. */
enum err reception_tell_correction(struct store *, const struct actor *, const struct facts *was,
    const struct reception *, bool *changed);

/*
 * Replaces the stated data of person (the fact born too) and proxy; NULL: nothing new. Sets changed if anything is. In
 * a transaction.
 */
enum err reception_set_people(struct store *, const struct actor *, const struct personal *, struct reception *,
    bool *changed);

#endif
