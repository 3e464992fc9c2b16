/* What addresses say: of residence, and of the card's face. */
#ifndef MADOGUCHI_TUI_FLOW_RESIDENCE_H
#define MADOGUCHI_TUI_FLOW_RESIDENCE_H

#include "tui/app/app.h"

/* Whoever the visit is about lives in another municipality than that of the rules, by the residents' record, the card or what was typed. */
bool residence_elsewhere(const struct app *, const struct profile *);

/* Somebody has become known: where they live elsewhere, what was answered of residence is asked anew. */
void residence_ask(struct app *, const struct profile *);

/*
 * Into the facts of a visit that isn't on record yet. Card and record known, the face is current or outdated; an
 * address elsewhere of somebody who lives here is from before moving in, and so is the card's face. Who stands in the record is a resident. An answer is never
 * replaced by what is usual: only a face that is outdated overrules it.
 */
void residence_weigh(struct app *, const struct profile *);

#endif
