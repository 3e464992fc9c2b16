/* The card of a visit: whether one is it, and what it tells as facts. */
#ifndef MADOGUCHI_TUI_FLOW_OWN_CARD_H
#define MADOGUCHI_TUI_FLOW_OWN_CARD_H

#include "tui/app/app.h"

/*
 * As far as anything tells cards from each other: the card of the visit's case, or the one whose word this visit has
 * heard. Any card, where there is neither.
 */
bool own_card_is(const struct visit *, const struct card_view *);

/* Sets the facts that the visit's card tells. */
void own_card_tell(const struct app *, struct facts *);

/* Whose card is wanted, as a sentence for whoever is told that another lies there; "" where nobody is known yet. */
void own_card_whose(const struct visit *, char *out, size_t size);

/* What was looked at (app->work.card) is the visit's card, with what the signature PIN has opened of it before. */
void own_card_looked(struct app *);
void own_card_forget_opened(struct app *);	/* it is about to be written to */

/*
 * It was another person's, and the case has no card yet: what it told is forgotten, and the next one tells it.
 */
void own_card_refuse(struct visit *);

#endif
