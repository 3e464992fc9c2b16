/* A practice card as a row of the decision tables says it is. */
#ifndef MADOGUCHI_TEST_ROW_CARD_H
#define MADOGUCHI_TEST_ROW_CARD_H

#include "desk/desk.h"
#include "rule/facts.h"

/* It is among the papers. */
bool row_card_brought(const struct facts *);

/* The facts tell all that the screens would take from a card of theirs: it may lie there from the beginning. */
bool row_card_fits(const struct facts *);

/* Whose it is. The two are alike but for their numbers and the last letter of their names. */
struct row_holder { const char *name, *number; };
extern const struct row_holder row_card_own, row_card_strangers;

/* Makes it, with the issuer's certificates, at path. keys: of the privileged half. False: it can't be made. */
bool row_card_make(const char *path, struct issuer *, const struct sm_keys *, const struct facts *,
    const struct row_holder *, const struct profile *);

#endif
