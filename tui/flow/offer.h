/* What card, counter and day already decide of a procedure: said where it would be chosen, and not offered there. */
#ifndef MADOGUCHI_TUI_FLOW_OFFER_H
#define MADOGUCHI_TUI_FLOW_OFFER_H

#include "tui/flow/decide.h"

#define OFFER_NOTE 128

/* Whether it is refused whoever comes; then note says until when, or why: "できません(令和13年10月21日(火)から)". */
bool offer_refused(const struct app *, const struct choice *, char note[OFFER_NOTE]);

/* Why, in full, at the foot, with the key that records the refusal all the same. */
void offer_say_why(struct app *, const struct choice *);

/* The counter takes nobody now: since when it does again. False: it is open, or its hours aren't known. */
bool offer_counter_shut(const struct app *, char *out, size_t size);

#endif
